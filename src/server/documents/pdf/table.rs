//! The line table: columns as wide as their figures need, rows that stay whole, and the sum carried over at page breaks.

use rust_decimal::Decimal;

use super::block::Block;
use super::canvas::Style;
use super::flow::Flow;
use super::format::{amount, percent, price, quantity};
use super::line_details::details;
use super::theme::{BODY, HAIRLINE, INK, LABEL, LEADING, LEFT, MUTED, RIGHT, SMALL, colored};
use super::units::unit_word;
use crate::domain::einvoice::model::{Line, TaxCategory};

/// White space between two columns.
const GUTTER: f32 = 13.0;
/// Text lines that stay together in a row too tall for a page.
const CHUNK: usize = 6;
/// The widest a unit word may make its column.
const WIDEST_UNIT: f32 = 62.0;

/// Right or left edges of the columns in points.
struct Columns {
    description: f32,
    description_width: f32,
    quantity_right: f32,
    unit: f32,
    unit_width: f32,
    price_right: f32,
    tax_right: f32,
}

/// Draws head and rows; `closing` is the height of the block that must not be parted from the last row.
pub fn draw(flow: &mut Flow<'_>, closing: f32) {
    let columns = columns(flow);
    let head = head(flow, &columns);
    if !flow.fits(head.height + 40.0) {
        flow.next_page();
    }
    flow.place(&head);
    let lines = &flow.invoice.lines;
    let mut carried = Decimal::ZERO;
    for (index, line) in lines.iter().enumerate() {
        let blocks = row(flow, &columns, line, index + 1 == lines.len());
        let carry_height = BODY.size * LEADING + flow.density.row_padding;
        let parts = blocks.len();
        for (part, block) in blocks.into_iter().enumerate() {
            let is_last = index + 1 == lines.len() && part + 1 == parts;
            let follows = if is_last { closing.min(flow.page_room() - block.height) } else { carry_height };
            let first_of_all = index == 0 && part == 0;
            if !flow.fits(block.height + follows) && !first_of_all {
                turn_page(flow, &head, carried);
            }
            flow.place(&block);
            if part == 0 {
                carried += line.net;
            }
        }
    }
}

/// Ends a page with the sum so far and begins the next one with it.
fn turn_page(flow: &mut Flow<'_>, head: &Block<'_>, carried: Decimal) {
    let mut carry = Block::space(BODY.size * LEADING + flow.density.row_padding);
    let (label, sum) = (flow.words().carried_over, amount(flow.setup.language, carried));
    let baseline = flow.density.row_padding + BODY.size * 0.9;
    let sum_width = flow.canvas.width(BODY, &sum);
    carry.text_right(&flow.canvas, RIGHT - sum_width - GUTTER, baseline, LABEL, label);
    carry.text_right(&flow.canvas, RIGHT, baseline, BODY, sum);
    flow.place(&carry);
    flow.next_page();
    flow.place(head);
    flow.place(&carry);
    flow.gap(flow.density.row_padding);
}

fn columns(flow: &Flow<'_>) -> Columns {
    let (lang, words) = (flow.setup.language, flow.words());
    let widest = |style: Style, label: &str, texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| flow.canvas.width(style, &text)).fold(flow.canvas.width(SMALL, label), f32::max)
    };
    let lines = || flow.invoice.lines.iter();
    let total = widest(BODY, &total_label(flow), &mut lines().map(|line| amount(lang, line.net)));
    let tax = widest(BODY, words.tax_rate, &mut lines().map(|line| tax_text(flow, line)));
    let unit_price = widest(BODY, words.unit_price, &mut lines().map(|line| price(lang, line.price.net)));
    let unit = widest(BODY, "", &mut lines().map(|line| unit_word(lang, &line.unit, line.quantity).to_owned())).min(WIDEST_UNIT);
    let number = widest(BODY, "", &mut lines().map(|line| quantity(lang, line.quantity)));
    let position = widest(BODY, words.position, &mut lines().map(|line| line.id.clone())).min(60.0);
    let tax_right = RIGHT - total - GUTTER;
    let price_right = tax_right - tax - GUTTER;
    let unit_left = price_right - unit_price - GUTTER - unit;
    let quantity_right = unit_left - 4.0;
    let amounts_left = (quantity_right - number).min(unit_left + unit - flow.canvas.width(SMALL, words.quantity));
    let description = LEFT + position + 10.0;
    Columns {
        description,
        description_width: amounts_left - GUTTER - description,
        quantity_right,
        unit: unit_left,
        unit_width: unit,
        price_right,
        tax_right,
    }
}

fn total_label(flow: &Flow<'_>) -> String {
    format!("{} {}", flow.words().total, flow.invoice.currency.symbol())
}

fn head(flow: &Flow<'_>, columns: &Columns) -> Block<'static> {
    let words = flow.words();
    let mut head = Block::space(SMALL.size * LEADING + 6.0);
    let baseline = SMALL.size;
    head.text(LEFT, baseline, SMALL, words.position);
    head.text(columns.description, baseline, SMALL, words.description);
    head.text_right(&flow.canvas, columns.unit + columns.unit_width, baseline, SMALL, words.quantity);
    head.text_right(&flow.canvas, columns.price_right, baseline, SMALL, words.unit_price);
    head.text_right(&flow.canvas, columns.tax_right, baseline, SMALL, words.tax_rate);
    head.text_right(&flow.canvas, RIGHT, baseline, SMALL, total_label(flow));
    head.rule(LEFT, RIGHT, head.height - 0.8, 0.8, INK);
    head
}

/// One row as one block, or as several where its text is longer than a page can hold.
fn row(flow: &Flow<'_>, columns: &Columns, line: &Line, is_last: bool) -> Vec<Block<'static>> {
    let padding = flow.density.row_padding;
    let mut texts: Vec<(Style, String)> =
        flow.wrap(BODY, &line.item.name, columns.description_width).into_iter().map(|text| (BODY, text.to_owned())).collect();
    for detail in details(line, flow.setup.language) {
        texts.extend(flow.wrap(SMALL, &detail, columns.description_width).into_iter().map(|text| (SMALL, text.to_owned())));
    }
    let height: f32 = texts.iter().map(|(style, _)| style.size * LEADING).sum();
    let chunk = if height + 2.0 * padding < flow.page_room() * 0.6 { texts.len().max(1) } else { CHUNK };
    let mut blocks: Vec<Block<'static>> = texts.chunks(chunk).map(|texts| description(columns, texts)).collect();
    if blocks.is_empty() {
        blocks.push(Block::space(BODY.size * LEADING));
    }
    if let Some(first) = blocks.first_mut() {
        let figures = figures(flow, columns, line);
        let text = std::mem::take(first);
        first.overlay(padding, text);
        first.overlay(padding, figures);
    }
    if let Some(last) = blocks.last_mut() {
        last.height += padding;
        let (thickness, color) = if is_last { (0.8, INK) } else { (0.5, HAIRLINE) };
        last.rule(LEFT, RIGHT, last.height - thickness, thickness, color);
    }
    blocks
}

fn description(columns: &Columns, texts: &[(Style, String)]) -> Block<'static> {
    let mut block = Block::default();
    for (style, text) in texts {
        block.text(columns.description, block.height + style.size, *style, text.clone());
        block.height += style.size * LEADING;
    }
    block
}

fn figures(flow: &Flow<'_>, columns: &Columns, line: &Line) -> Block<'static> {
    let lang = flow.setup.language;
    let muted = colored(BODY, MUTED);
    let mut block = Block::space(BODY.size * LEADING);
    let baseline = BODY.size;
    let position = flow.wrap(muted, &line.id, columns.description - LEFT - 4.0).first().map_or_else(String::new, |id| (*id).to_owned());
    block.text(LEFT, baseline, muted, position);
    block.text_right(&flow.canvas, columns.quantity_right, baseline, BODY, quantity(lang, line.quantity));
    let unit = unit_word(lang, &line.unit, line.quantity);
    for (index, part) in flow.wrap(muted, unit, columns.unit_width + 1.0).into_iter().take(2).enumerate() {
        let below = if index == 0 { 0.0 } else { BODY.size * LEADING };
        block.text(columns.unit, baseline + below, muted, part.to_owned());
        block.height = block.height.max(below + BODY.size * LEADING);
    }
    block.text_right(&flow.canvas, columns.price_right, baseline, BODY, price(lang, line.price.net));
    block.text_right(&flow.canvas, columns.tax_right, baseline, muted, tax_text(flow, line));
    block.text_right(&flow.canvas, RIGHT, baseline, BODY, amount(lang, line.net));
    block
}

fn tax_text(flow: &Flow<'_>, line: &Line) -> String {
    match (line.tax.category, line.tax.rate) {
        (TaxCategory::O, _) | (_, None) => "–".to_owned(),
        (_, Some(rate)) => percent(flow.setup.language, rate),
    }
}
