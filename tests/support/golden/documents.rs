//! Kinds of documents: partial and final invoices, corrections, long ones.

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("partial-invoice", EInvoice { type_code: TypeCode::PARTIAL, ..domestic(one_hour(standard())) }, "119.00"),
        golden("final-invoice", final_invoice(), "714.00"),
        golden("full-cancellation", full_cancellation(), "119.00"),
        golden("partial-cancellation", partial_cancellation(), "59.50"),
        golden("cancellation-with-everything", rich_cancellation(), "107.10"),
        golden("corrected-invoice", corrected(one_hour(standard())), "119.00"),
        golden("correction-with-negative-lines", corrected(vec![line("Beratung", "-1", "HUR", "100", standard())]), "-119.00"),
        golden("public-buyer", public_buyer(), "119.00"),
        golden("usage-billing", usage_billing(), "1.33"),
        golden("lines-120", long(120), "2856.00"),
        golden("lines-2000", long(2000), "47600.00"),
        golden("greek-buyer", greek(), "100.00"),
        golden("cyrillic-buyer", cyrillic(), "100.00"),
        golden("extended-latin", extended_latin(), "119.00"),
        golden("markup-in-text", markup_in_text(), "119.00"),
    ]
}

fn preceding(number: &str) -> Vec<PrecedingInvoice> {
    vec![PrecedingInvoice { number: number.to_owned(), issue_date: Some(date(2026, 10, 5)) }]
}

/// 1,000 less the partial invoices of 400: only the rest is due, the prepaid gross amount is stated.
fn final_invoice() -> EInvoice {
    let mut invoice = domestic(vec![line("Gesamtprojekt", "1", "LS", "1000", standard())]);
    invoice.preceding = vec![
        PrecedingInvoice { number: "RE-2026-00011".to_owned(), issue_date: Some(date(2026, 8, 3)) },
        PrecedingInvoice { number: "RE-2026-00023".to_owned(), issue_date: Some(date(2026, 9, 1)) },
    ];
    invoice.totals.prepaid = decimal("476");
    invoice
}

fn full_cancellation() -> EInvoice {
    EInvoice {
        number: "ST-2026-00003".to_owned(),
        type_code: TypeCode::CREDIT_NOTE,
        preceding: preceding("RE-2026-00040"),
        notes: vec![Note { subject_code: None, text: "Stornorechnung zu RE-2026-00040".to_owned() }],
        ..domestic(one_hour(standard()))
    }
}

fn partial_cancellation() -> EInvoice {
    EInvoice { lines: vec![line("Beratung", "0.5", "HUR", "100", standard())], ..full_cancellation() }
}

/// Whatever a credit note places differently from an invoice.
fn rich_cancellation() -> EInvoice {
    let mut invoice = full_cancellation();
    invoice.tax_point_date = Some(date(2026, 10, 31));
    invoice.project_reference = some("Projekt Nordlicht");
    invoice.tender_reference = some("Los 3");
    invoice.contract_reference = some("V-77");
    invoice.invoiced_object = some_id("Zähler 4711", None);
    invoice.attachments = vec![Attachment { reference: "Anlage 1".to_owned(), description: some("Begründung"), ..Attachment::default() }];
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(standard()), ..allowance("10", "Bereits gewährt", "104") }];
    invoice
}

fn corrected(lines: Vec<Line>) -> EInvoice {
    EInvoice { type_code: TypeCode::CORRECTED, preceding: preceding("RE-2026-00039"), ..domestic(lines) }
}

fn public_buyer() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.buyer_reference = some("04011000-1234512345-06");
    invoice.buyer = Party {
        name: "Bundesamt für Beispiele".to_owned(),
        identifiers: vec![id("L-4711", None)],
        electronic_address: some_id("04011000-1234512345-06", Some("0204")),
        address: address("Behördenplatz 1", "53113", "Bonn", "DE"),
        contact: Some(Contact { name: some("Referat Z 3"), ..Contact::default() }),
        ..Party::default()
    };
    invoice.order_reference = some("B-2026-0815");
    invoice
}

/// 325,117 calls at 0.00345 per 1,000 are 1.12165365, rounded once: 1.12 and 0.21 VAT.
fn usage_billing() -> EInvoice {
    let mut invoice = domestic(vec![line("API-Aufrufe", "325117", "C62", "0.00345", standard())]);
    invoice.lines[0].price.base_quantity = Some(decimal("1000"));
    invoice.lines[0].price.base_unit = some("C62");
    invoice.lines[0].period = period(date(2026, 10, 1), date(2026, 10, 31));
    invoice.period = period(date(2026, 10, 1), date(2026, 10, 31));
    invoice.delivery = None;
    invoice
}

fn long(lines: usize) -> EInvoice {
    let numbered = |index| Line { note: some("Nach Aufwand"), ..line(&format!("Position {}", index + 1), "2", "C62", "10", standard()) };
    domestic((0..lines).map(numbered).collect())
}

fn greek() -> EInvoice {
    let mut invoice = domestic(vec![line("Υπηρεσίες συμβούλου", "1", "HUR", "100", untaxed(TaxCategory::AE))]);
    invoice.buyer = foreign_buyer("Παράδειγμα Εμπορική Α.Ε.", "EL094259216", "GR", "Αθήνα");
    invoice
}

fn cyrillic() -> EInvoice {
    let mut invoice = domestic(vec![line("Консултантски услуги", "1", "HUR", "100", untaxed(TaxCategory::AE))]);
    invoice.buyer = foreign_buyer("Примерна търговия ООД", "BG175074752", "BG", "София");
    invoice
}

fn extended_latin() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.buyer.name = "Żółw Łódź – Čeněk Dvořák, Ștefan Țepeș & Ğülşen ẞ".to_owned();
    invoice
}

fn markup_in_text() -> EInvoice {
    let mut invoice = domestic(vec![line("Kabel <2,5 mm²> & \"Stecker\"", "1", "C62", "100", standard())]);
    invoice.lines[0].item.description = some("Erste Zeile\nzweite Zeile mit ]]> und &amp;");
    invoice.notes = vec![Note { subject_code: some("AAI"), text: "Lieferung „frei Haus“ – Danke & bis bald!".to_owned() }];
    invoice
}
