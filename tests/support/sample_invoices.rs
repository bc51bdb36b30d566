//! Invented invoices for the tests and measurements of the page.

use chrono::NaiveDate;
use rechnungswerk::domain::einvoice::model::{
    Address, AllowanceCharge, Contact, CreditTransfer, EInvoice, Identifier, Item, Line, Note, Party, PaymentMeans, Period, Price, TaxCategory,
    TaxGroup, TaxRate, Totals,
};
use rechnungswerk::domain::money::round2;
use rust_decimal::Decimal;

pub fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn rate(percent: i64) -> TaxRate {
    TaxRate { category: TaxCategory::S, rate: Some(Decimal::from(percent)) }
}

/// A line with what its name says and nothing else.
pub fn line(id: usize, name: &str, description: Option<&str>, quantity: &str, unit: &str, price: &str, percent: i64) -> Line {
    let (quantity, price) = (decimal(quantity), decimal(price));
    Line {
        id: id.to_string(),
        quantity,
        unit: unit.to_owned(),
        net: round2(quantity * price),
        price: Price { net: price, ..Price::default() },
        tax: rate(percent),
        item: Item { name: name.to_owned(), description: description.map(str::to_owned), ..Item::default() },
        ..Line::default()
    }
}

/// Adds up lines, allowances and taxes by the rules of EN 16931 (BR-CO-10 … BR-CO-17), independently of the code under test.
pub fn add_up(invoice: &mut EInvoice) {
    let mut groups: Vec<TaxGroup> = Vec::new();
    let mut add = |rate: &TaxRate, amount: Decimal| match groups.iter_mut().find(|group| group.rate == *rate) {
        Some(group) => group.taxable += amount,
        None => groups.push(TaxGroup { rate: rate.clone(), taxable: amount, ..TaxGroup::default() }),
    };
    for line in &invoice.lines {
        add(&line.tax, line.net);
    }
    let (mut allowances, mut charges) = (Decimal::ZERO, Decimal::ZERO);
    for entry in &invoice.allowances_charges {
        let signed = if entry.is_charge { entry.amount } else { -entry.amount };
        *(if entry.is_charge { &mut charges } else { &mut allowances }) += entry.amount;
        add(entry.tax.as_ref().expect("a tax rate"), signed);
    }
    for group in &mut groups {
        group.tax = round2(group.taxable * group.rate.rate.unwrap_or_default() / Decimal::ONE_HUNDRED);
    }
    let lines: Decimal = invoice.lines.iter().map(|line| line.net).sum();
    let net = lines - allowances + charges;
    let tax: Decimal = groups.iter().map(|group| group.tax).sum();
    let (prepaid, rounding) = (invoice.totals.prepaid, invoice.totals.rounding);
    let gross = net + tax;
    invoice.totals =
        Totals { lines, allowances, charges, net, tax, gross, prepaid, rounding, payable: gross - prepaid + rounding, ..Totals::default() };
    invoice.tax_groups = groups;
}

fn seller() -> Party {
    Party {
        name: "Atelier Nordlicht GmbH".to_owned(),
        vat_id: some("DE123456788"),
        tax_number: some("27/123/45678"),
        legal_registration: Some(Identifier { value: "HRB 123456, Amtsgericht Hamburg".to_owned(), scheme: None }),
        legal_information: some("Geschäftsführung: Mara Kern"),
        electronic_address: Some(Identifier { value: "post@nordlicht.example".to_owned(), scheme: some("EM") }),
        address: address("Speicherstraße 14", "20457", "Hamburg", "DE"),
        contact: Some(Contact { name: some("Mara Kern"), phone: some("+49 40 123456-0"), email: some("post@nordlicht.example") }),
        ..Party::default()
    }
}

pub fn address(street: &str, postcode: &str, city: &str, country: &str) -> Address {
    Address { line1: some(street), postcode: some(postcode), city: some(city), country: country.to_owned(), ..Address::default() }
}

fn buyer() -> Party {
    Party {
        name: "Bäckerei Öztürk & Söhne KG".to_owned(),
        vat_id: some("DE987654326"),
        electronic_address: Some(Identifier { value: "rechnung@oeztuerk.example".to_owned(), scheme: some("EM") }),
        address: address("Leopoldstraße 121", "80804", "München", "DE"),
        ..Party::default()
    }
}

/// The invoice of the mockups: five lines, two rates, Skonto, transfer.
pub fn nordlicht() -> EInvoice {
    let mut invoice = EInvoice {
        number: "RE-2026-00042".to_owned(),
        issue_date: day("2026-02-27"),
        due_date: Some(day("2026-03-29")),
        buyer_reference: some("B-4711"),
        payment_terms: some("#SKONTO#TAGE=10#PROZENT=2.00#\n"),
        seller: seller(),
        buyer: buyer(),
        period: Some(Period { start: Some(day("2026-02-02")), end: Some(day("2026-02-25")) }),
        payment_means: vec![PaymentMeans {
            code: 58,
            remittance: some("RE-2026-00042"),
            credit_transfers: vec![CreditTransfer {
                account: "DE89370400440532013000".to_owned(),
                account_name: some("Atelier Nordlicht GmbH"),
                bic: some("COBADEFFXXX"),
            }],
            ..PaymentMeans::default()
        }],
        lines: vec![
            line(1, "Gestaltung Ladenschild und Schaufenster", Some("Filiale Schwabing"), "14.5", "HUR", "92", 19),
            line(2, "Illustrationen Brotkarte", Some("Nutzungsrechte für 3 Jahre"), "6", "C62", "145", 7),
            line(3, "Brotkarte A5, gedruckt", None, "500", "C62", "0.62", 19),
            line(4, "Rezeptheft „Sauerteig“", Some("24 Seiten, geheftet"), "120", "C62", "3.90", 7),
            line(5, "Montage Außenschild", None, "1", "LS", "480", 19),
        ],
        ..EInvoice::default()
    };
    invoice.lines[0].period = Some(Period { start: Some(day("2026-02-02")), end: Some(day("2026-02-18")) });
    invoice.lines[4].allowances_charges.push(AllowanceCharge {
        amount: decimal("48"),
        base: Some(decimal("480")),
        percent: Some(decimal("10")),
        ..AllowanceCharge::default()
    });
    invoice.lines[4].net = decimal("432");
    add_up(&mut invoice);
    invoice
}

/// The mockup's invoice with as many lines as asked for, every third with a description.
pub fn with_lines(count: usize) -> EInvoice {
    let mut invoice = nordlicht();
    invoice.lines = (1..=count)
        .map(|id| {
            let description = (id % 3 == 0).then_some("Auslieferung in der vereinbarten Woche");
            let price = format!("{}.{:02}", 3 + id % 240, id % 100);
            line(id, "Brotkarte, gedruckt auf Naturpapier", description, &(1 + id % 12).to_string(), "C62", &price, if id % 4 == 0 { 7 } else { 19 })
        })
        .collect();
    add_up(&mut invoice);
    invoice
}

/// The mockup's invoice with a note.
pub fn with_note(text: &str) -> EInvoice {
    let mut invoice = nordlicht();
    invoice.notes.push(Note { subject_code: None, text: text.to_owned() });
    invoice
}
