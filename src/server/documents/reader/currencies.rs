//! The currency that each amount of a file states for itself; the model holds one for all of them.

use super::tree::Node;
use crate::domain::einvoice::gate::{CURRENCIES, Finding, Place};
use crate::domain::einvoice::model::EInvoice;

/// BR-CL-03, and our own rule that no amount is meant in another currency than the invoice (BT-5) or its VAT (BT-6).
pub fn check(root: &Node, invoice: &EInvoice, findings: &mut Vec<Finding>) {
    let mut stated = Vec::new();
    collect(root, &mut stated);
    if stated.iter().any(|(code, _)| !CURRENCIES.contains(code)) {
        let (de, en) = ("Ein Betrag nennt eine unbekannte Währung", "An amount states an unknown currency");
        findings.push(Finding::in_file("BR-CL-03", "BT-5", Place::Currency, de, en));
    }
    let is_other = |(code, is_tax): &(&str, bool)| {
        *code != invoice.currency.code() && !(*is_tax && invoice.tax_currency.is_some_and(|currency| currency.code() == *code))
    };
    if stated.iter().any(is_other) {
        let (de, en) = ("Ein Betrag ist in einer anderen Währung als die Rechnung", "An amount is in another currency than the invoice");
        findings.push(Finding::in_file("RW-CURRENCY", "BT-5", Place::Currency, de, en));
    }
}

/// Each code once, with whether it stands at a VAT amount.
fn collect<'a>(node: &'a Node, stated: &mut Vec<(&'a str, bool)>) {
    if let Some(code) = node.attribute("currencyID") {
        let is_tax = matches!(node.name(), "TaxAmount" | "TaxTotalAmount");
        if !stated.contains(&(code, is_tax)) && stated.len() < 16 {
            stated.push((code, is_tax));
        }
    }
    node.elements().iter().for_each(|child| collect(child, stated));
}
