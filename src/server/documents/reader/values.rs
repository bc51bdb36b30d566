//! Values of an element: numbers, dates and identifiers, with a finding for what is missing or unreadable.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::tree::Node;
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{AttachedFile, CreditTransfer, Identifier, PaymentMeans, TaxCategory, TaxRate, TypeCode};
use crate::domain::money::Currency;

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

/// Where a date stands.
#[derive(Clone, Copy)]
pub struct Day(pub &'static str, pub Place);

/// A date of UBL, `2026-11-20`. Other ways to write it are understood and pointed out (BR-TMP-6).
pub fn date(node: Option<&Node>, day: Day, findings: &mut Vec<Finding>) -> Option<NaiveDate> {
    let text = node?.text()?;
    let date = dashed(text).or_else(|| packed(text));
    note_date(date, date.is_some_and(|date| date.format("%Y-%m-%d").to_string() == text), "BR-TMP-6", day, findings);
    date
}

/// A date of CII, `20261120` with the format 102. Other ways to write it are understood and pointed out (BR-TMP-7).
pub fn packed_date(node: Option<&Node>, day: Day, findings: &mut Vec<Finding>) -> Option<NaiveDate> {
    let node = node?;
    let text = node.text()?;
    let date = packed(text).or_else(|| dashed(text));
    let is_proper = node.attribute("format") == Some("102") && date.is_some_and(|date| date.format("%Y%m%d").to_string() == text);
    note_date(date, is_proper, "BR-TMP-7", day, findings);
    date
}

fn note_date(date: Option<NaiveDate>, is_proper: bool, rule: &'static str, Day(term, place): Day, findings: &mut Vec<Finding>) {
    match date {
        None => findings.push(Finding::in_file("RW-DATE", term, place, "Datum ist unlesbar", "Date is unreadable")),
        Some(_) if !is_proper => {
            let (de, en) = ("Datum ist nicht in der vorgeschriebenen Form geschrieben", "Date is not written in the prescribed form");
            findings.push(Finding::in_file(rule, term, place, de, en).softly());
        }
        Some(_) => {}
    }
}

/// `2026-11-20`, perhaps with a time or a time zone behind it.
fn dashed(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    (rest.is_empty() || rest.starts_with(['Z', '+', '-', 'T'])).then_some(date)
}

/// `20261120`, and nothing else.
fn packed(text: &str) -> Option<NaiveDate> {
    let is_day = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().filter(|_| is_day)
}

/// Whether something is a charge; anything but `true` and `false` is a finding (PEPPOL-EN16931-R043).
pub fn is_charge(node: Option<&Node>, Slot(_, term, place): Slot, findings: &mut Vec<Finding>) -> bool {
    let text = node.and_then(Node::text).unwrap_or_default();
    if !matches!(text, "true" | "false") {
        let (de, en) =
            ("Nachlass oder Zuschlag: das Kennzeichen muss true oder false sein", "Allowance or charge: the indicator must be true or false");
        findings.push(Finding::in_file("PEPPOL-EN16931-R043", term, place, de, en));
    }
    matches!(text, "true" | "1")
}

/// The discount in a price (BT-147) is none that is added (PEPPOL-EN16931-R044).
pub fn no_charge(node: Option<&Node>, Slot(_, _, place): Slot, findings: &mut Vec<Finding>) {
    if node.is_some_and(|node| node.text() != Some("false")) {
        let (de, en) = ("Preis darf keinen Zuschlag enthalten", "A price must not contain a charge");
        findings.push(Finding::in_file("PEPPOL-EN16931-R044", "BT-147", place, de, en));
    }
}

/// BT-81: a number, or what stands there instead.
pub fn means_code(node: Option<&Node>) -> (u16, Option<String>) {
    match node.and_then(Node::text) {
        None => (0, None),
        Some(text) => match text.parse::<u16>() {
            Ok(code) if code != 0 && code.to_string() == text => (code, None),
            _ => (0, Some(text.to_owned())),
        },
    }
}

/// BT-3: a number of UNTDID 1001.
pub fn type_code(text: &str, findings: &mut Vec<Finding>) -> TypeCode {
    text.parse().map(TypeCode).unwrap_or_else(|_| {
        findings.push(Finding::in_file("BR-CL-01", "BT-3", Place::DocumentType, "Rechnungsart ist unbekannt", "Invoice type is unknown"));
        TypeCode(0)
    })
}

/// BT-5 or BT-6 as it stands there, if it is a currency.
pub fn currency(text: &str, rule: &'static str, term: &'static str, findings: &mut Vec<Finding>) -> Option<Currency> {
    let currency = Currency::parse(text);
    if currency.is_none() {
        findings.push(Finding::in_file(rule, term, Place::Currency, "Währung ist unbekannt", "Currency is unknown"));
    }
    currency
}

/// The rate of a group: XRechnung wants one for category O as well (BR-DE-14), where it is 0 and means none.
pub fn rate_of_group(rate: TaxRate, findings: &mut Vec<Finding>) -> TaxRate {
    if rate.category != TaxCategory::O {
        return rate;
    }
    if rate.rate.is_none() {
        let (de, en) = ("Steuersatz der Aufschlüsselung fehlt", "Rate of the VAT breakdown is missing");
        findings.push(Finding::in_file("BR-DE-14", "BT-119", Place::Totals, de, en));
    }
    TaxRate { rate: rate.rate.filter(|rate| !rate.is_zero()), ..rate }
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
    if text == "B" {
        let (de, en) = ("Kategorie B gibt es nur zwischen Italienern", "Category B exists only between Italians");
        findings.push(Finding::in_file("BR-B-01", slot.1, slot.2, de, en));
    } else if category.is_none() {
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
        && last.other_code == next.other_code
        && last.remittance == next.remittance
        && (next.text.is_none() || next.text == last.text)
        && only_transfer(last)
        && only_transfer(next)
}
