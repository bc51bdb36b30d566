//! The top of the page: logo, title, address field after DIN 5008 form B, and the block of dates and references.

use super::PageSetup;
use super::block::Block;
use super::canvas::{Canvas, Style};
use super::countries::country_name;
use super::flow::Flow;
use super::format::{date, period};
use super::logo::{LOGO_NAME, Logo};
use super::theme::{
    ADDRESS_BASELINE, ADDRESS_END, ADDRESS_WIDTH, BODY, FINE, GREEN, HEADING, LEADING, LEFT, LOGO_SIZE, LOGO_TOP, NAME, RIGHT, SECOND_COLUMN,
    SENDER_BASELINE, SMALL, STRONG, TITLE, colored, on_color,
};
use super::words::{Lang, Words};
use super::wrap::wrap;
use crate::domain::einvoice::model::{Address, EInvoice, Party, Period, TypeCode};

/// Draws the head of the first page and leaves the flow below it.
pub fn draw(flow: &mut Flow<'_>) {
    let name_left = draw_logo(flow);
    let title = title(flow.invoice.type_code, flow.words());
    let title_width = flow.canvas.width(TITLE, title);
    flow.canvas.text(RIGHT - title_width, LOGO_TOP + 21.0, TITLE, title);
    if let Some(left) = name_left {
        draw_name(flow, left, RIGHT - title_width - 24.0 - left);
    }
    draw_paid_stamp(flow);
    let address_end = draw_address(flow);
    let data_end = draw_data(flow);
    flow.y = ADDRESS_END.max(address_end).max(data_end) + flow.density.section_gap * 0.8;
    draw_subject(flow);
    draw_parties(flow);
}

/// The name of the document after UNTDID 1001 (BT-3).
#[must_use]
pub fn title(code: TypeCode, words: &'static Words) -> &'static str {
    match code.0 {
        326 | 875 => words.partial,
        386 => words.prepayment,
        384 => words.correction,
        261 | 389 => words.self_billed,
        _ if code.is_credit_note() => words.cancellation,
        _ => words.invoice,
    }
}

/// The head of every page but the first: whose document it is and which.
#[must_use]
pub fn continuation(canvas: &Canvas, invoice: &EInvoice, setup: &PageSetup<'_>) -> Block<'static> {
    let mut block = Block::space(30.0);
    let document = format!("{} {}", title(invoice.type_code, setup.language.words()), invoice.number);
    let document = first_line(canvas, SMALL, &document, (RIGHT - LEFT) * 0.5);
    let name = first_line(canvas, SMALL, display_name(&invoice.seller), (RIGHT - LEFT) * 0.45);
    block.text(LEFT, 8.0, SMALL, name);
    block.text_right(canvas, RIGHT, 8.0, SMALL, document);
    block
}

fn first_line(canvas: &Canvas, style: Style, text: &str, width: f32) -> String {
    wrap(canvas.face(style.weight), style, text, width).first().map_or_else(String::new, |line| (*line).to_owned())
}

/// The name a seller is known by: the trading name, else the legal one.
fn display_name(seller: &Party) -> &str {
    seller.trading_name.as_deref().unwrap_or(&seller.name)
}

/// Draws logo or initials; answers where the name goes beside it, `None` beside a wide logo that carries it.
fn draw_logo(flow: &mut Flow<'_>) -> Option<f32> {
    let Some(size) = flow.setup.logo.map(Logo::size) else {
        draw_initials(flow);
        return Some(LEFT + 33.0);
    };
    let scale = (LOGO_SIZE[0] / size[0]).min(LOGO_SIZE[1] / size[1]);
    let (width, height) = (size[0] * scale, size[1] * scale);
    let bottom = super::canvas::PAGE_HEIGHT - LOGO_TOP - height;
    flow.canvas.raw(&format!("q {width:.2} 0 0 {height:.2} {LEFT:.2} {bottom:.2} cm /{LOGO_NAME} Do Q"));
    (width < height * 1.6).then_some(LEFT + width + 10.0)
}

/// A rounded square in the brand colour with the initials of the seller.
fn draw_initials(flow: &mut Flow<'_>) {
    const SIDE: f32 = 25.0;
    let brand = flow.setup.brand_color;
    let [red, green, blue] = brand.map(|channel| f32::from(channel) / 255.0);
    let (left, right) = (LEFT, LEFT + SIDE);
    let top = super::canvas::PAGE_HEIGHT - LOGO_TOP;
    let (bottom, radius, curve) = (top - SIDE, 5.0, 2.24);
    flow.canvas.raw(&format!(
        "q {red:.3} {green:.3} {blue:.3} rg {} {bottom} m {} {bottom} l {} {bottom} {right} {} {right} {} c {right} {} l {right} {} {} {top} {} {top} c \
         {} {top} l {} {top} {left} {} {left} {} c {left} {} l {left} {} {} {bottom} {} {bottom} c f Q",
        left + radius,
        right - radius,
        right - curve,
        bottom + curve,
        bottom + radius,
        top - radius,
        top - curve,
        right - curve,
        right - radius,
        left + radius,
        left + curve,
        top - curve,
        top - radius,
        bottom + radius,
        bottom + curve,
        left + curve,
        left + radius,
    ));
    let initials: String =
        display_name(&flow.invoice.seller).split_whitespace().filter_map(|word| word.chars().find(|first| first.is_alphanumeric())).take(2).collect();
    let style = Style { size: 10.0, ..colored(STRONG, on_color(brand)) };
    let initials = initials.to_uppercase();
    let x = LEFT + (SIDE - flow.canvas.width(style, &initials)) / 2.0;
    flow.canvas.text(x, LOGO_TOP + SIDE / 2.0 + 3.6, style, &initials);
}

fn draw_name(flow: &mut Flow<'_>, left: f32, room: f32) {
    let name = display_name(&flow.invoice.seller);
    let lines = flow.wrap(NAME, name, room.max(120.0));
    let first = if lines.len() > 1 { LOGO_TOP + 9.0 } else { LOGO_TOP + 16.8 };
    for (baseline, line) in std::iter::successors(Some(first), |baseline| Some(baseline + 15.0)).zip(lines.into_iter().take(3)) {
        flow.canvas.text(left, baseline, NAME, line);
    }
}

fn draw_paid_stamp(flow: &mut Flow<'_>) {
    let Some(paid_on) = flow.setup.paid_on else { return };
    let label = Style { size: 12.0, ..colored(STRONG, GREEN) };
    let small = colored(SMALL, GREEN);
    let (word, day) = (flow.words().paid, date(flow.setup.language, paid_on));
    let width = flow.canvas.width(label, word) + flow.canvas.width(small, &day) + 30.0;
    let (left, top, height) = (RIGHT - width, LOGO_TOP + 34.0, 22.0);
    for area in [[left, top, width, 1.2], [left, top + height, width, 1.2], [left, top, 1.2, height], [RIGHT - 1.2, top, 1.2, height + 1.2]] {
        flow.canvas.rectangle(area, GREEN);
    }
    flow.canvas.text(left + 11.0, top + 16.0, label, word);
    let day_left = RIGHT - 11.0 - flow.canvas.width(small, &day);
    flow.canvas.text(day_left, top + 15.6, small, &day);
}

fn draw_address(flow: &mut Flow<'_>) -> f32 {
    let seller = &flow.invoice.seller;
    let sender = one_line_address(display_name(seller), &seller.address);
    let mut size = FINE.size;
    while size > 5.0 && flow.canvas.width(Style { size, ..FINE }, &sender) > ADDRESS_WIDTH {
        size -= 0.2;
    }
    let style = Style { size, ..FINE };
    let sender = first_line(&flow.canvas, style, &sender, ADDRESS_WIDTH);
    flow.canvas.text(LEFT, SENDER_BASELINE, style, &sender);
    let buyer = &flow.invoice.buyer;
    let mut lines = vec![(STRONG, buyer.name.clone())];
    lines.extend(buyer.trading_name.iter().filter(|trading| **trading != buyer.name).map(|trading| (BODY, trading.clone())));
    let contact = buyer.contact.as_ref().and_then(|contact| contact.name.as_ref());
    lines.extend(contact.map(|contact| (BODY, format!("{} {contact}", flow.words().attention))));
    lines.extend(address_lines(flow.setup.language, &buyer.address, &seller.address.country).into_iter().map(|line| (BODY, line)));
    let mut baseline = ADDRESS_BASELINE;
    for (style, text) in &lines {
        let style = Style { size: 9.5, ..*style };
        for line in flow.wrap(style, text, ADDRESS_WIDTH) {
            flow.canvas.text(LEFT, baseline, style, line);
            baseline += 13.0;
        }
    }
    baseline
}

fn one_line_address(name: &str, address: &Address) -> String {
    let town = [address.postcode.as_deref(), address.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    [Some(name), address.line1.as_deref(), Some(town.as_str())].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Street, further lines, town, and the country code where it differs from the other side's.
pub fn address_lines(lang: Lang, address: &Address, home: &str) -> Vec<String> {
    let mut lines: Vec<String> = [&address.line1, &address.line2, &address.line3].into_iter().flatten().cloned().collect();
    let town = [address.postcode.as_deref(), address.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    lines.extend(Some(town).filter(|town| !town.is_empty()));
    lines.extend(address.subdivision.clone());
    if address.country != home && !address.country.is_empty() {
        lines.push(country_name(lang, &address.country).to_owned());
    }
    lines
}

fn draw_data(flow: &mut Flow<'_>) -> f32 {
    let rows = data(flow.invoice, flow.setup.language);
    let blocks: Vec<Block<'_>> = rows.iter().map(|(label, value)| flow.pair(SECOND_COLUMN, RIGHT, label, value, false)).collect();
    let height: f32 = blocks.iter().map(|block| block.height).sum();
    let stamp = if flow.setup.paid_on.is_some() { LOGO_TOP + 64.0 } else { LOGO_TOP + 44.0 };
    let first = SENDER_BASELINE - flow.density.data_row * 0.72;
    let mut y = (ADDRESS_END - height).clamp(stamp.min(first), first);
    for block in &blocks {
        block.draw(&mut flow.canvas, y);
        y += block.height;
    }
    y
}

/// The rows of the data block: label and value, only what the invoice has.
fn data(invoice: &EInvoice, lang: Lang) -> Vec<(&'static str, String)> {
    let words = lang.words();
    let day = |day| date(lang, day);
    let service = invoice.delivery.as_ref().and_then(|delivery| delivery.date);
    let is_leitweg = invoice.buyer.electronic_address.as_ref().is_some_and(|address| address.scheme.as_deref() == Some("0204"));
    let reference = if is_leitweg { words.leitweg } else { words.buyer_reference };
    let customer = invoice.buyer.identifiers.first().map(|identifier| identifier.value.clone());
    let rows = [
        (words.number, Some(invoice.number.clone())),
        (words.date, Some(day(invoice.issue_date))),
        (words.due, invoice.due_date.map(day)),
        (words.service_date, service.map(day)),
        (words.service_period, invoice.period.and_then(|span: Period| period(lang, span))),
        (words.tax_point, invoice.tax_point_date.map(day)),
        (words.customer_number, customer),
        (words.customer_vat_id, invoice.buyer.vat_id.clone()),
        (reference, invoice.own_buyer_reference().map(str::to_owned)),
        (words.order, invoice.order_reference.clone()),
        (words.sales_order, invoice.sales_order_reference.clone()),
        (words.contract, invoice.contract_reference.clone()),
        (words.project, invoice.project_reference.clone()),
        (words.despatch, invoice.despatch_advice_reference.clone()),
        (words.receiving, invoice.receiving_advice_reference.clone()),
        (words.tender, invoice.tender_reference.clone()),
        (words.object, invoice.invoiced_object.as_ref().map(|object| object.value.clone())),
        (words.accounting, invoice.buyer_accounting_reference.clone()),
    ];
    rows.into_iter().filter_map(|(label, value)| value.filter(|value| !value.is_empty()).map(|value| (label, value))).collect()
}

/// The line above the table that says which invoice is cancelled or corrected (BT-25, BT-26).
fn draw_subject(flow: &mut Flow<'_>) {
    let (words, lang) = (flow.words(), flow.setup.language);
    let pattern = match flow.invoice.type_code {
        TypeCode::CORRECTED => words.corrects,
        code if code.is_credit_note() => words.cancels,
        _ => words.refers_to,
    };
    let invoice = flow.invoice;
    for preceding in &invoice.preceding {
        let mut text = pattern.replace("{number}", &preceding.number);
        if let Some(day) = preceding.issue_date {
            text = format!("{text} {}", words.dated.replace("{date}", &date(lang, day)));
        }
        flow.paragraph(HEADING, &text);
    }
    if !invoice.preceding.is_empty() {
        flow.gap(flow.density.section_gap * 0.5);
    }
}

/// Delivery address, payee and tax representative side by side, where there are any (BG-15, BG-10, BG-11).
fn draw_parties(flow: &mut Flow<'_>) {
    let (invoice, words, lang) = (flow.invoice, flow.words(), flow.setup.language);
    let home = invoice.seller.address.country.as_str();
    let mut parties: Vec<(&str, Vec<String>)> = Vec::new();
    if let Some(delivery) = invoice.delivery.as_ref().filter(|delivery| delivery.address.is_some() || delivery.name.is_some()) {
        let mut lines: Vec<String> = delivery.name.iter().cloned().collect();
        lines.extend(delivery.address.iter().flat_map(|address| address_lines(lang, address, home)));
        parties.push((words.deliver_to, lines));
    }
    if let Some(payee) = &invoice.payee {
        parties.push((words.payee, vec![payee.name.clone()]));
    }
    if let Some(representative) = &invoice.tax_representative {
        let mut lines = vec![representative.name.clone()];
        lines.extend(address_lines(lang, &representative.address, home));
        lines.extend(representative.vat_id.iter().map(|id| format!("{} {id}", words.vat_id)));
        parties.push((words.tax_representative, lines));
    }
    if parties.is_empty() {
        return;
    }
    let column = (RIGHT - LEFT) / 3.0;
    let mut block = Block::default();
    for (left, (label, lines)) in std::iter::successors(Some(LEFT), |left| Some(left + column)).zip(&parties) {
        block.overlay(0.0, party_column(flow, left, column - 14.0, label, lines));
    }
    flow.place(&block);
    flow.gap(flow.density.section_gap * 0.6);
}

fn party_column(flow: &Flow<'_>, left: f32, width: f32, label: &str, lines: &[String]) -> Block<'static> {
    let mut block = Block::space(SMALL.size * LEADING);
    block.text(left, SMALL.size, SMALL, label.to_owned());
    for line in lines.iter().flat_map(|line| flow.wrap(BODY, line, width)) {
        block.text(left, block.height + BODY.size, BODY, line.to_owned());
        block.height += BODY.size * LEADING;
    }
    block
}
