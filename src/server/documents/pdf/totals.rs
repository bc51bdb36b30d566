//! Sums: document allowances and charges, the tax table per rate with its base, and what is to be paid.

use rust_decimal::Decimal;

use super::block::Block;
use super::canvas::Style;
use super::flow::Flow;
use super::format::{amount, money, percent};
use super::line_details::allowance_text;
use super::terms;
use super::theme::{BODY, INK, LEADING, LEFT, RIGHT, SECOND_COLUMN, SMALL, SUM};
use super::words::Lang;
use crate::domain::einvoice::model::{TaxCategory, TaxGroup};

/// Width of the texts beside the sums.
const BESIDE: f32 = SECOND_COLUMN - LEFT - 22.0;

/// Payment terms and exemption texts on the left, sums on the right: one block that follows the last row.
#[must_use]
pub fn block(flow: &Flow<'_>) -> Block<'static> {
    let mut block = Block::space(flow.density.row_padding + 3.0);
    let mut sums = sums(flow);
    let texts = texts(flow);
    let beside = beside(flow, &texts);
    if beside.height <= (sums.height * 2.2).max(120.0) {
        sums.overlay(3.0, beside);
    }
    block.append(sums);
    block
}

/// What did not fit beside the sums, drawn across the page.
pub fn draw_long_texts(flow: &mut Flow<'_>) {
    let texts = texts(flow);
    if beside(flow, &texts).height <= (sums(flow).height * 2.2).max(120.0) {
        return;
    }
    flow.gap(flow.density.section_gap * 0.5);
    for text in &texts {
        flow.paragraph(BODY, text);
    }
}

fn beside(flow: &Flow<'_>, texts: &[String]) -> Block<'static> {
    let style = Style { size: 8.4, ..BODY };
    let mut block = Block::default();
    for text in texts {
        for line in flow.wrap(style, text, BESIDE) {
            block.text(LEFT, block.height + style.size, style, line.to_owned());
            block.height += style.size * LEADING;
        }
        block.height += 3.0;
    }
    block
}

/// Payment terms, then the exemption text of each tax group (BT-20, BT-120).
fn texts(flow: &Flow<'_>) -> Vec<String> {
    let mut texts = terms::sentences(flow.invoice, flow.setup.language);
    for group in &flow.invoice.tax_groups {
        if let Some(text) = exemption(group, flow.setup.language).filter(|text| !texts.contains(text)) {
            texts.push(text);
        }
    }
    texts
}

/// The reason that §14a UStG and BR-AE-10, BR-E-10, BR-G-10, BR-IC-10, BR-O-10 demand: the text given, else that of the category.
fn exemption(group: &TaxGroup, lang: Lang) -> Option<String> {
    let words = lang.words();
    let usual = match group.rate.category {
        TaxCategory::AE => Some(words.reverse_charge_text),
        TaxCategory::K => Some(words.intra_community_text),
        TaxCategory::G => Some(words.export_text),
        TaxCategory::O => Some(words.outside_scope_text),
        TaxCategory::E => Some(words.exempt),
        TaxCategory::S | TaxCategory::Z | TaxCategory::L | TaxCategory::M => None,
    };
    group.exemption_reason.clone().or_else(|| usual.map(str::to_owned))
}

fn sums(flow: &Flow<'_>) -> Block<'static> {
    let (invoice, words, lang) = (flow.invoice, flow.words(), flow.setup.language);
    let totals = &invoice.totals;
    let mut block = Block::default();
    let mut row = |label: &str, value: Decimal, strong: bool| {
        block.append(flow.pair(SECOND_COLUMN, RIGHT, label, &amount(lang, value), strong));
    };
    if !invoice.allowances_charges.is_empty() {
        row(words.sum_of_lines, totals.lines, false);
        for entry in &invoice.allowances_charges {
            row(&allowance_text(entry, lang, false), if entry.is_charge { entry.amount } else { -entry.amount }, false);
        }
    }
    row(words.net, totals.net, false);
    for group in &invoice.tax_groups {
        row(&tax_label(group, lang), group.tax, false);
    }
    let adjusted = !totals.prepaid.is_zero() || !totals.rounding.is_zero();
    if adjusted {
        row(words.gross, totals.gross, true);
    }
    if !totals.prepaid.is_zero() {
        row(words.prepaid, -totals.prepaid, false);
    }
    if !totals.rounding.is_zero() {
        row(words.rounding, totals.rounding, false);
    }
    block.append(payable(flow, adjusted));
    if let (Some(currency), Some(tax)) = (invoice.tax_currency, totals.tax_in_tax_currency) {
        let label = words.tax_in.replace("{currency}", currency.code());
        block.append(flow.pair(SECOND_COLUMN, RIGHT, &label, &amount(lang, tax), false));
    }
    block
}

fn tax_label(group: &TaxGroup, lang: Lang) -> String {
    let words = lang.words();
    let name = match group.rate.category {
        TaxCategory::S | TaxCategory::Z | TaxCategory::L | TaxCategory::M => {
            format!("{} {}", words.tax, percent(lang, group.rate.rate.unwrap_or_default()))
        }
        TaxCategory::E => words.exempt.to_owned(),
        TaxCategory::AE => words.reverse_charge.to_owned(),
        TaxCategory::K => words.intra_community.to_owned(),
        TaxCategory::G => words.export.to_owned(),
        TaxCategory::O => words.outside_scope.to_owned(),
    };
    format!("{name} {}", words.on.replace("{base}", &amount(lang, group.taxable)))
}

/// BT-115 below a line, the only amount beside the table head that carries the currency.
fn payable(flow: &Flow<'_>, adjusted: bool) -> Block<'static> {
    let (invoice, words) = (flow.invoice, flow.words());
    let payable = invoice.totals.payable;
    let label = match (invoice.type_code.is_credit_note(), adjusted) {
        (true, _) => words.credited,
        (false, _) if payable < Decimal::ZERO => words.refund,
        (false, true) => words.payable,
        (false, false) => words.grand_total,
    };
    let mut block = Block::space(30.0);
    block.rule(SECOND_COLUMN, RIGHT, 5.0, 0.8, INK);
    let value = money(flow.setup.language, invoice.currency, payable);
    block.text(SECOND_COLUMN, 21.0, SUM, label);
    block.text_right(&flow.canvas, RIGHT, 21.0, SUM, value);
    block
}

/// Notes of the invoice across the page (BT-22).
pub fn draw_notes(flow: &mut Flow<'_>) {
    let invoice = flow.invoice;
    for note in &invoice.notes {
        flow.gap(flow.density.section_gap * 0.4);
        flow.paragraph(BODY, &note.text);
    }
    let names: Vec<&str> = invoice.attachments.iter().map(|attachment| attachment.description.as_deref().unwrap_or(&attachment.reference)).collect();
    if !names.is_empty() {
        flow.gap(flow.density.section_gap * 0.4);
        flow.paragraph(SMALL, &flow.words().attachments.replace("{names}", &names.join(", ")));
    }
}
