//! Golden invoices, one per business case: every writer, the page and the gate are tried on the same ones.
//!
//! Every company and person in them is invented.

#![allow(dead_code, reason = "each test binary uses its own part of the support modules")]

mod corrections;
mod documents;
mod payments;
mod references;
mod taxes;

use chrono::NaiveDate;
use rechnungswerk::domain::einvoice::arithmetic::compute;
use rechnungswerk::domain::einvoice::model::*;
use rechnungswerk::domain::einvoice::specification::{PEPPOL_BILLING, XRECHNUNG};
use rust_decimal::Decimal;

/// A business case with its sums worked out by hand.
pub struct Golden {
    pub name: &'static str,
    pub invoice: EInvoice,
    pub sums: Sums,
}

/// Literals, so that a mistake of the program cannot slip into what it is compared with.
#[derive(Clone, Copy)]
pub struct Sums {
    /// BT-109.
    pub net: &'static str,
    /// Category, rate, taxable amount and tax of each group (BG-23): `S 19% 764.00 145.16; S 7% 366.45 25.65`.
    pub taxes: &'static str,
    /// BT-112.
    pub gross: &'static str,
    /// BT-115.
    pub payable: &'static str,
}

/// One hour at 100 EUR with 19 % on it.
pub const HOUR: Sums = by_hand("100.00", "S 19% 100.00 19.00", "119.00");

/// Sums with nothing prepaid or rounded.
pub const fn by_hand(net: &'static str, taxes: &'static str, gross: &'static str) -> Sums {
    Sums { net, taxes, gross, payable: gross }
}

impl Sums {
    /// The same with another amount to pay.
    pub const fn due(self, payable: &'static str) -> Self {
        Self { payable, ..self }
    }
}

/// All cases, computed and complete.
pub fn all() -> Vec<Golden> {
    [taxes::cases(), payments::cases(), documents::cases(), corrections::cases(), references::cases()].into_iter().flatten().collect()
}

/// One case by its name.
pub fn case(name: &str) -> EInvoice {
    all().into_iter().find(|golden| golden.name == name).map(|golden| golden.invoice).unwrap_or_else(|| panic!("no golden invoice {name}"))
}

pub fn golden(name: &'static str, mut invoice: EInvoice, sums: Sums) -> Golden {
    for (index, line) in invoice.lines.iter_mut().enumerate() {
        line.id = (index + 1).to_string();
    }
    compute(&mut invoice).unwrap_or_else(|error| panic!("{name}: {error}"));
    Golden { name, invoice, sums }
}

/// A German company bills another: transfer, 14 days, service date, all required contact data.
pub fn domestic(lines: Vec<Line>) -> EInvoice {
    EInvoice {
        number: "RE-2026-00042".to_owned(),
        issue_date: date(2026, 11, 2),
        due_date: Some(date(2026, 11, 16)),
        buyer_reference: Some("K-10023".to_owned()),
        process: Some(PEPPOL_BILLING.to_owned()),
        specification: Some(XRECHNUNG.to_owned()),
        payment_terms: Some("Zahlbar innerhalb von 14 Tagen ohne Abzug.".to_owned()),
        seller: seller(),
        buyer: buyer(),
        delivery: Some(Delivery { date: Some(date(2026, 10, 30)), ..Delivery::default() }),
        payment_means: vec![transfer()],
        lines,
        ..EInvoice::default()
    }
}

pub fn seller() -> Party {
    Party {
        name: "Musterwerk GmbH".to_owned(),
        legal_registration: some_id("HRB 123456", None),
        vat_id: some("DE123456788"),
        tax_number: some("29/123/45678"),
        legal_information: some("Amtsgericht Musterstadt, Geschäftsführung: Buchhaltung"),
        electronic_address: some_id("rechnung@musterwerk.example", Some("EM")),
        address: address("Werkstraße 1", "12345", "Musterstadt", "DE"),
        contact: Some(Contact { name: some("Buchhaltung"), phone: some("+49 30 1234567"), email: some("inhaberin@musterwerk.example") }),
        ..Party::default()
    }
}

pub fn buyer() -> Party {
    Party {
        name: "Beispiel & Söhne KG".to_owned(),
        electronic_address: some_id("einkauf@beispiel.example", Some("EM")),
        address: address("Beispielallee 7", "50667", "Köln", "DE"),
        ..Party::default()
    }
}

/// A buyer abroad with a VAT id.
pub fn foreign_buyer(name: &str, vat_id: &str, country: &str, city: &str) -> Party {
    Party {
        name: name.to_owned(),
        vat_id: (!vat_id.is_empty()).then(|| vat_id.to_owned()),
        electronic_address: some_id("accounts@buyer.example", Some("EM")),
        address: address("Main Street 5", "1010", city, country),
        ..Party::default()
    }
}

pub fn transfer() -> PaymentMeans {
    PaymentMeans {
        code: 58,
        text: some("SEPA-Überweisung"),
        remittance: some("RE-2026-00042"),
        credit_transfers: vec![CreditTransfer {
            account: "DE75512108001245126199".to_owned(),
            account_name: some("Musterwerk GmbH"),
            bic: some("SOGEDEFFXXX"),
        }],
        ..PaymentMeans::default()
    }
}

pub fn line(name: &str, quantity: &str, unit: &str, price: &str, tax: TaxRate) -> Line {
    Line {
        id: "1".to_owned(),
        quantity: decimal(quantity),
        unit: unit.to_owned(),
        price: Price { net: decimal(price), ..Price::default() },
        tax,
        item: Item { name: name.to_owned(), ..Item::default() },
        ..Line::default()
    }
}

/// One hour of work at 100 EUR, the smallest thing to bill.
pub fn one_hour(tax: TaxRate) -> Vec<Line> {
    vec![line("Beratung", "1", "HUR", "100", tax)]
}

pub fn standard() -> TaxRate {
    TaxRate::standard(19)
}

pub fn reduced() -> TaxRate {
    TaxRate::standard(7)
}

pub fn untaxed(category: TaxCategory) -> TaxRate {
    TaxRate::untaxed(category)
}

pub fn allowance(amount: &str, reason: &str, code: &str) -> AllowanceCharge {
    AllowanceCharge { amount: decimal(amount), reason: some(reason), reason_code: some(code), ..AllowanceCharge::default() }
}

pub fn charge(amount: &str, reason: &str, code: &str) -> AllowanceCharge {
    AllowanceCharge { is_charge: true, ..allowance(amount, reason, code) }
}

pub fn percent(of: AllowanceCharge, percent: &str) -> AllowanceCharge {
    AllowanceCharge { percent: Some(decimal(percent)), ..of }
}

pub fn address(street: &str, postcode: &str, city: &str, country: &str) -> Address {
    Address { line1: some(street), city: some(city), postcode: some(postcode), country: country.to_owned(), ..Address::default() }
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

pub fn period(from: NaiveDate, to: NaiveDate) -> Option<Period> {
    Some(Period { start: Some(from), end: Some(to) })
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn id(value: &str, scheme: Option<&str>) -> Identifier {
    Identifier { value: value.to_owned(), scheme: scheme.map(str::to_owned) }
}

pub fn some_id(value: &str, scheme: Option<&str>) -> Option<Identifier> {
    Some(id(value, scheme))
}
