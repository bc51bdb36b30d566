//! How to pay: bank details with GiroCode, direct debit, card or cash, the hybrid notice and the link to the portal page.

use rust_decimal::Decimal;

use super::block::Block;
use super::flow::Flow;
use super::format::{date, grouped_account, money};
use super::theme::{BODY, HAIRLINE, HEADING, INK, LABEL, LEADING, LEFT, RIGHT, SECOND_COLUMN, SMALL, STRONG, colored, readable};
use crate::domain::einvoice::model::{CreditTransfer, PaymentMeans};
use crate::server::documents::girocode::Matrix;

/// Side of the GiroCode, 27 mm: about half a millimetre for each module.
const CODE_SIDE: f32 = 76.0;
/// Left edge of the values of the bank block.
const VALUES: f32 = LEFT + 94.0;

/// Draws the section, where there is anything to say.
pub fn draw(flow: &mut Flow<'_>, code: Option<&Matrix>) {
    let owed = !flow.invoice.type_code.is_credit_note() && flow.invoice.totals.payable > Decimal::ZERO;
    let asks_for_money = owed && flow.setup.paid_on.is_none();
    let mut section = Block::default();
    if asks_for_money {
        let details = details(flow, code);
        section.append(details);
    }
    let closing = closing(flow, asks_for_money);
    if section.height > 0.0 && closing.height > 0.0 {
        section.append(Block::space(8.0));
    }
    section.append(closing);
    if section.height == 0.0 {
        return;
    }
    let gap = flow.density.section_gap;
    let mut block = Block::space(gap);
    block.rule(LEFT, RIGHT, gap * 0.5, 0.5, HAIRLINE);
    block.append(section);
    flow.place(&block);
}

/// Values on the left, the code on the right.
fn details(flow: &Flow<'_>, code: Option<&Matrix>) -> Block<'static> {
    let mut values = Block::default();
    for means in &flow.invoice.payment_means {
        if values.height > 0.0 {
            values.append(Block::space(6.0));
        }
        values.append(means_block(flow, means));
    }
    if let Some(code) = code {
        values.overlay(0.0, code_block(flow, code));
    }
    values
}

fn means_block(flow: &Flow<'_>, means: &PaymentMeans) -> Block<'static> {
    let words = flow.words();
    let mut block = Block::default();
    for account in &means.credit_transfers {
        if block.height > 0.0 {
            block.append(Block::space(6.0));
        } else {
            heading(&mut block, words.pay_by_transfer);
        }
        transfer_rows(flow, &mut block, account, means.remittance.as_deref());
    }
    if let Some(debit) = &means.direct_debit {
        let sum = money(flow.setup.language, flow.invoice.currency, flow.invoice.totals.payable);
        let sentence = match flow.invoice.due_date {
            Some(due) => words.direct_debit.replace("{date}", &date(flow.setup.language, due)),
            None => words.direct_debit_undated.to_owned(),
        };
        text(flow, &mut block, &sentence.replace("{amount}", &sum));
        let account = debit.debited_account.as_deref().map(grouped_account);
        value(flow, &mut block, words.iban, account.as_deref());
        value(flow, &mut block, words.mandate, debit.mandate.as_deref());
        value(flow, &mut block, words.creditor, debit.creditor.as_deref());
    }
    if let Some(card) = &means.card {
        text(flow, &mut block, &words.card.replace("{number}", &card.number));
    }
    if means.code == 10 {
        text(flow, &mut block, words.cash);
    }
    if let Some(own) = &means.text {
        text(flow, &mut block, own);
    }
    block
}

fn transfer_rows(flow: &Flow<'_>, block: &mut Block<'static>, account: &CreditTransfer, remittance: Option<&str>) {
    let words = flow.words();
    let invoice = flow.invoice;
    let payee = invoice.payee.as_ref().map_or(invoice.seller.name.as_str(), |payee| payee.name.as_str());
    let grouped = grouped_account(&account.account);
    let is_iban = grouped != account.account;
    value(flow, block, words.recipient, Some(account.account_name.as_deref().unwrap_or(payee)));
    value(flow, block, if is_iban { words.iban } else { words.account }, Some(&grouped));
    value(flow, block, words.bic, account.bic.as_deref());
    value(flow, block, words.remittance, Some(remittance.unwrap_or(&invoice.number)));
}

fn heading(block: &mut Block<'static>, words: &'static str) {
    block.text(LEFT, block.height + HEADING.size, HEADING, words);
    block.height += HEADING.size * LEADING + 4.0;
}

fn value(flow: &Flow<'_>, block: &mut Block<'static>, label: &'static str, value: Option<&str>) {
    let Some(value) = value else { return };
    block.text(LEFT, block.height + BODY.size, LABEL, label);
    for line in flow.wrap(STRONG, value, SECOND_COLUMN - VALUES - 12.0) {
        block.text(VALUES, block.height + BODY.size, STRONG, line.to_owned());
        block.height += flow.density.data_row.min(13.4);
    }
}

fn text(flow: &Flow<'_>, block: &mut Block<'static>, text: &str) {
    for line in flow.wrap(BODY, text, SECOND_COLUMN - LEFT - 16.0) {
        block.text(LEFT, block.height + BODY.size, BODY, line.to_owned());
        block.height += BODY.size * LEADING;
    }
    block.height += 2.0;
}

fn code_block(flow: &Flow<'_>, matrix: &Matrix) -> Block<'static> {
    let mut block = Block::space(CODE_SIDE);
    let left = RIGHT - CODE_SIDE;
    block.matrix(left, 0.0, CODE_SIDE / f32::from(matrix.size), INK, matrix.runs.clone());
    let words = flow.words();
    block.text(SECOND_COLUMN, STRONG.size, STRONG, words.girocode);
    let mut baseline = STRONG.size + 13.0;
    for line in flow.wrap(SMALL, words.girocode_hint, left - SECOND_COLUMN - 14.0) {
        block.text(SECOND_COLUMN, baseline, SMALL, line.to_owned());
        baseline += SMALL.size * LEADING;
    }
    block
}

/// The hybrid notice and the link, across the page.
fn closing(flow: &Flow<'_>, asks_for_money: bool) -> Block<'static> {
    let words = flow.words();
    let mut block = Block::default();
    if flow.setup.hybrid_notice && asks_for_money {
        for line in flow.wrap(BODY, words.hybrid, RIGHT - LEFT) {
            block.text(LEFT, block.height + BODY.size, BODY, line.to_owned());
            block.height += BODY.size * LEADING;
        }
        block.height += 2.0;
    }
    if let Some(target) = flow.setup.portal_url {
        let label = if asks_for_money { words.online } else { words.online_view };
        let style = colored(BODY, readable(flow.setup.brand_color));
        let width = flow.canvas.width(style, label);
        let top = block.height;
        block.text(LEFT, top + BODY.size, style, label);
        block.rule(LEFT, LEFT + width, top + BODY.size + 1.6, 0.4, style.color);
        block.link([LEFT, top, LEFT + width, top + BODY.size * LEADING], target.to_owned());
        block.height += BODY.size * LEADING;
    }
    block
}
