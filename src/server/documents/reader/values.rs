//! Values of an element: numbers, dates and identifiers, with a finding for what is missing or unreadable.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::tree::Node;
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{AttachedFile, CreditTransfer, Identifier, PaymentMeans, TaxCategory};

/// Where a number stands, for the finding when it is missing or none.
#[derive(Clone, Copy)]
pub struct Slot(pub &'static str, pub &'static str, pub Place);

/// A number that may be absent; something else than a number is a finding.
pub fn decimal(node: Option<&Node>, slot: Slot, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let text = node?.text()?;
    let number = text.strip_prefix('+').unwrap_or(text).parse();
    if number.is_err() {
        findings.push(Finding::in_file("RW-NUMBER", slot.1, slot.2, "Zahl ist unlesbar", "Number is unreadable"));
    }
    number.ok()
}

/// A number that the rules demand; zero where it is missing.
pub fn required(node: Option<&Node>, slot: Slot, findings: &mut Vec<Finding>) -> Decimal {
    if node.and_then(Node::text).is_none() {
        missing(slot, findings);
        return Decimal::ZERO;
    }
    decimal(node, slot, findings).unwrap_or_default()
}

pub fn missing(slot: Slot, findings: &mut Vec<Finding>) {
    findings.push(Finding::in_file(slot.0, slot.1, slot.2, "Angabe fehlt", "Value is missing"));
}

/// `2026-11-20`, with or without a time zone behind it, or `20261120`.
pub fn date(node: Option<&Node>) -> Option<NaiveDate> {
    let text = node?.text()?;
    let day = text.get(..10).filter(|day| day.contains('-'));
    day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()).or_else(|| NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok())
}

pub fn identifier(node: Option<&Node>) -> Option<Identifier> {
    let node = node?;
    let identifier = Identifier { value: node.text().unwrap_or_default().to_owned(), scheme: node.attribute("schemeID").map(str::to_owned) };
    (identifier != Identifier::default()).then_some(identifier)
}

/// An unknown category is a finding and taken as standard rate.
pub fn category(node: Option<&Node>, rule: &'static str, slot: Slot, findings: &mut Vec<Finding>) -> Option<TaxCategory> {
    let text = node?.text()?;
    let category = TaxCategory::parse(text);
    if category.is_none() {
        findings.push(Finding::in_file(rule, slot.1, slot.2, "Steuerkategorie ist unbekannt", "VAT category is unknown"));
    }
    Some(category.unwrap_or_default())
}

/// BT-20 keeps its line ends, which Skonto needs.
pub fn terms(node: Option<&Node>) -> Option<String> {
    let node = node?;
    let text = node.text()?;
    Some(if text.contains('#') { node.raw_text().to_owned() } else { text.to_owned() })
}

/// BT-125.
pub fn file(node: &Node, place: Place, findings: &mut Vec<Finding>) -> AttachedFile {
    let packed: String = node.raw_text().split_whitespace().collect();
    let bytes = STANDARD.decode(packed).unwrap_or_else(|_| {
        findings.push(Finding::in_file("RW-ATTACHMENT", "BT-125", place, "Anlage ist nicht lesbar", "Attachment is unreadable"));
        Vec::new()
    });
    let attribute = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
    AttachedFile { bytes, mime: attribute("mimeCode"), file_name: attribute("filename") }
}

/// Several accounts of one payment means are written as several payment means.
pub fn merge_accounts(means: Vec<PaymentMeans>) -> Vec<PaymentMeans> {
    let mut merged: Vec<PaymentMeans> = Vec::new();
    for mut next in means {
        match merged.last_mut() {
            Some(last) if is_another_account(last, &next) => {
                let accounts: Vec<CreditTransfer> = std::mem::take(&mut next.credit_transfers);
                last.credit_transfers.extend(accounts);
            }
            _ => merged.push(next),
        }
    }
    merged
}

fn is_another_account(last: &PaymentMeans, next: &PaymentMeans) -> bool {
    let only_transfer = |means: &PaymentMeans| !means.credit_transfers.is_empty() && means.card.is_none() && means.direct_debit.is_none();
    last.code == next.code
        && last.remittance == next.remittance
        && (next.text.is_none() || next.text == last.text)
        && only_transfer(last)
        && only_transfer(next)
}
