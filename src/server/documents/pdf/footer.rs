//! The foot of every page: who the seller is, where it is registered, how it is reached and where it banks.

use super::PageSetup;
use super::block::Block;
use super::canvas::Canvas;
use super::format::grouped_account;
use super::letterhead::address_lines;
use super::theme::{FINE, HAIRLINE, LEFT, RIGHT};
use super::wrap::wrap;
use crate::domain::einvoice::model::EInvoice;

const COLUMNS: f32 = 4.0;
const GUTTER: f32 = 12.0;
const LEADING: f32 = 9.2;
/// Longest column; more would take the page away from the invoice.
const MOST_LINES: usize = 8;

/// The footer without the page number, for which its last line is kept free on the right.
#[must_use]
pub fn block(canvas: &Canvas, invoice: &EInvoice, setup: &PageSetup<'_>) -> Block<'static> {
    let columns = columns(invoice, setup);
    let columns: Vec<Vec<String>> = columns.into_iter().filter(|column| !column.is_empty()).collect();
    let width = (RIGHT - LEFT + GUTTER) / COLUMNS;
    let mut block = Block::space(0.0);
    block.rule(LEFT, RIGHT, 0.0, 0.5, HAIRLINE);
    let mut tallest: f32 = 0.0;
    for (left, column) in std::iter::successors(Some(LEFT), |left| Some(left + width)).zip(&columns) {
        let mut height = 8.0;
        let lines = column.iter().flat_map(|text| wrap(canvas.face(FINE.weight), FINE, text, width - GUTTER));
        for line in lines.take(MOST_LINES) {
            block.text(left, height + FINE.size, FINE, line.to_owned());
            height += LEADING;
        }
        tallest = tallest.max(height);
    }
    block.height = tallest + LEADING;
    block
}

fn columns(invoice: &EInvoice, setup: &PageSetup<'_>) -> Vec<Vec<String>> {
    let words = setup.language.words();
    let seller = &invoice.seller;
    let mut company = vec![seller.name.clone()];
    company.extend(address_lines(setup.language, &seller.address, &seller.address.country));
    let mut register: Vec<String> = Vec::new();
    register.extend(seller.tax_number.iter().map(|number| format!("{} {number}", words.tax_number)));
    register.extend(seller.vat_id.iter().map(|id| format!("{} {id}", words.vat_id)));
    register.extend(seller.legal_registration.iter().map(|registration| registration.value.clone()));
    register.extend(seller.legal_information.clone());
    let mut reach: Vec<String> = Vec::new();
    if let Some(contact) = &seller.contact {
        reach.extend(contact.name.clone());
        reach.extend(contact.phone.iter().map(|phone| words.phone.replace("{phone}", phone)));
        reach.extend(contact.email.clone());
    }
    reach.extend(setup.footer_lines.iter().map(|line| (*line).to_owned()));
    let mut bank: Vec<String> = Vec::new();
    if let Some(account) = invoice.payment_means.iter().find_map(|means| means.credit_transfers.first()) {
        bank.push(words.bank.to_owned());
        bank.push(grouped_account(&account.account));
        bank.extend(account.bic.iter().map(|bic| format!("{} {bic}", words.bic)));
    }
    vec![company, register, reach, bank]
}
