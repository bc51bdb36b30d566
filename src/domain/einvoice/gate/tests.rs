//! The gate by example: one thing broken at a time.

mod categories;
mod german;
mod norm;
mod own;

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::super::arithmetic::compute;
use super::super::model::*;
use super::super::specification::{PEPPOL_BILLING, XRECHNUNG, XRECHNUNG_EXTENSION};
use super::*;
use crate::domain::money::Currency;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn id(value: &str, scheme: &str) -> Option<Identifier> {
    Some(Identifier { value: value.to_owned(), scheme: some(scheme) })
}

fn address(city: &str) -> Address {
    Address { line1: some("Weg 1"), city: some(city), postcode: some("12345"), country: "DE".to_owned(), ..Address::default() }
}

/// A complete invoice about 100 EUR and 19 %.
fn complete() -> EInvoice {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).expect("a date");
    let mut invoice = EInvoice {
        number: "RE-1".to_owned(),
        issue_date: day,
        due_date: Some(day),
        buyer_reference: some("K-1"),
        process: some(PEPPOL_BILLING),
        specification: some(XRECHNUNG),
        delivery: Some(Delivery { date: Some(day), ..Delivery::default() }),
        seller: Party {
            name: "Musterwerk GmbH".to_owned(),
            vat_id: some("DE123456788"),
            electronic_address: id("re@musterwerk.example", "EM"),
            address: address("Musterstadt"),
            contact: Some(Contact { name: some("Mia"), phone: some("+49 30 123"), email: some("inhaberin@musterwerk.example") }),
            ..Party::default()
        },
        buyer: Party {
            name: "Käufer".to_owned(), electronic_address: id("re@kaeufer.example", "EM"), address: address("Köln"), ..Party::default()
        },
        payment_means: vec![PaymentMeans {
            code: 58,
            credit_transfers: vec![CreditTransfer { account: "DE75512108001245126199".to_owned(), ..CreditTransfer::default() }],
            ..PaymentMeans::default()
        }],
        lines: vec![Line {
            id: "1".to_owned(),
            quantity: 4.into(),
            unit: "HUR".to_owned(),
            price: Price { net: 100.into(), ..Price::default() },
            tax: TaxRate::standard(19),
            item: Item { name: "Beratung".to_owned(), ..Item::default() },
            ..Line::default()
        }],
        ..EInvoice::default()
    };
    compute(&mut invoice).expect("computes");
    invoice
}

#[test]
fn a_complete_invoice_passes() {
    assert_eq!(check(&complete()), []);
}

#[test]
fn an_empty_invoice_is_full_of_findings_and_nothing_panics() {
    let findings = check(&EInvoice::default());
    assert!(findings.len() > 15, "{findings:#?}");
    assert!(findings.iter().all(|finding| !finding.de.is_empty() && finding.de.contains(finding.term)));
}

type Damage = fn(&mut EInvoice);

/// Damages a valid invoice in one way and expects this rule, with the ones that say the same of it, and no other.
#[track_caller]
fn breaks(rule: &str, twins: &str, place: Place, damage: Damage) {
    let mut invoice = complete();
    assert_eq!(judge(&invoice), []);
    damage(&mut invoice);
    let findings = judge(&invoice);
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    let expected: BTreeSet<&str> = twins.split_whitespace().chain([rule]).collect();
    assert_eq!(found, expected, "{findings:#?}");
    assert!(findings.iter().any(|finding| finding.rule == rule && finding.place == place), "{rule} is not at {place:?}: {findings:#?}");
    reads_well(&findings);
}

/// A sentence in both languages that needs no rule book: a capital first, no full stop, none of the words of the official texts.
#[track_caller]
fn reads_well(findings: &[Finding]) {
    for Finding { rule, term, line, de, en, .. } in findings {
        for (text, prefix) in [(de, "Position"), (en, "Line")] {
            let prefix = line.map(|line| format!("{prefix} {}: ", line + 1)).unwrap_or_default();
            let sentence = text.strip_prefix(&prefix).and_then(|text| text.strip_suffix(&format!(" ({term})"))).expect("line and term around it");
            assert!(sentence.starts_with(|c: char| c.is_uppercase() || matches!(c, '„' | '“')), "{rule}: {sentence}");
            assert!(!sentence.ends_with(['.', '!', ' ']) && sentence.len() > 5, "{rule}: {sentence}");
            for jargon in ["BR-", "PEPPOL", "MUST", "shall", "BT-", "BG-", "UNTDID", "xs:"] {
                assert!(!sentence.contains(jargon), "{rule}: {sentence}");
            }
        }
        assert_ne!(de, en, "{rule}");
    }
}

/// With three decimals, which is one too many for an amount.
fn three_decimals(mut amount: Decimal) -> Decimal {
    amount.rescale(3);
    amount
}

fn discount(amount: i64, tax: Option<TaxRate>) -> AllowanceCharge {
    AllowanceCharge { amount: amount.into(), reason: some("Treue"), reason_code: some("95"), tax, ..AllowanceCharge::default() }
}

fn surcharge(amount: i64, tax: Option<TaxRate>) -> AllowanceCharge {
    AllowanceCharge { is_charge: true, reason: some("Fracht"), reason_code: some("FC"), ..discount(amount, tax) }
}

fn attachment(file_name: &str, mime: &str) -> Attachment {
    let content = AttachedFile { bytes: vec![1], mime: mime.to_owned(), file_name: file_name.to_owned() };
    Attachment { reference: "Anlage".to_owned(), content: Some(content), ..Attachment::default() }
}

fn day(month: u32, day: u32) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::from_ymd_opt(2026, month, day)
}

/// The one line, its group and the sums of a category without VAT.
fn untaxed(invoice: &mut EInvoice, category: TaxCategory) {
    invoice.lines[0].tax = TaxRate::untaxed(category);
    compute(invoice).expect("computes");
}

fn debit() -> PaymentMeans {
    let mandate = DirectDebit { mandate: some("M-1"), creditor: some("DE98ZZZ09999999999"), debited_account: some("DE75512108001245126199") };
    PaymentMeans { code: 59, direct_debit: Some(mandate), ..PaymentMeans::default() }
}

fn card(number: &str) -> PaymentMeans {
    PaymentMeans { code: 48, card: Some(PaymentCard { number: number.to_owned(), holder: None }), ..PaymentMeans::default() }
}

#[test]
fn own_rules_only_warn_about_received_invoices() {
    let mut invoice = complete();
    invoice.payment_means[0].credit_transfers[0].account = "DE76512108001245126199".to_owned();
    assert!(!is_clean(&check(&invoice)));
    assert!(is_clean(&check_received(&invoice, Vec::new())));
}

#[test]
fn rules_of_xrechnung_hold_only_for_xrechnung() {
    let mut invoice = complete();
    invoice.buyer_reference = None;
    assert!(!is_clean(&check_received(&invoice, Vec::new())));
    invoice.specification = some(super::super::specification::EN16931);
    assert_eq!(check_received(&invoice, Vec::new()), []);
}

#[test]
fn a_profile_that_is_no_invoice_is_an_error_of_the_format() {
    let of = |specification: &str| {
        let invoice = EInvoice { specification: some(specification), ..complete() };
        let found = check_received(&invoice, Vec::new()).into_iter().find(|finding| finding.rule == "RW-PROFILE");
        found.inspect(|finding| reads_well(std::slice::from_ref(finding))).map(|finding| finding.severity)
    };
    assert_eq!(of("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"), None);
    assert_eq!(of("urn:factur-x.eu:1p0:minimum"), Some(Severity::Error));
    assert_eq!(of("urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"), Some(Severity::Warning));
}

#[test]
fn what_cannot_be_read_is_not_missing_as_well() {
    let mut invoice = complete();
    invoice.issue_date = chrono::NaiveDate::default();
    let unreadable = Finding::in_file("RW-DATE", "BT-2", Place::IssueDate, "Datum ist unlesbar", "Date is unreadable");
    let rules: Vec<&str> = check_received(&invoice, vec![unreadable]).into_iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["RW-DATE"]);
}

#[test]
fn a_small_amount_needs_less() {
    let mut invoice = complete();
    invoice.lines[0].quantity = 1.into();
    invoice.delivery = None;
    invoice.seller.address.line1 = None;
    invoice.buyer.address.line1 = None;
    compute(&mut invoice).expect("computes");
    let findings = check(&invoice);
    assert!(is_clean(&findings) && findings.len() == 2, "{findings:#?}");
    invoice.lines[0].quantity = 3.into();
    compute(&mut invoice).expect("computes");
    assert!(!is_clean(&check(&invoice)));
}

#[test]
fn a_finding_reads_as_plain_words() {
    let mut invoice = complete();
    invoice.delivery = None;
    invoice.lines[0].unit.clear();
    let texts: Vec<String> = check(&invoice).into_iter().map(|finding| finding.de).collect();
    assert_eq!(texts, ["Leistungsdatum oder Leistungszeitraum fehlt (BT-72)", "Position 1: Einheit fehlt (BT-130)"]);
}
