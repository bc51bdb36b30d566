//! Kinds of documents: partial and final invoices, corrections, long ones.

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("partial-invoice", EInvoice { type_code: TypeCode::PARTIAL, ..domestic(one_hour(standard())) }, HOUR),
        golden("final-invoice", final_invoice(), by_hand("1000.00", "S 19% 1000.00 190.00", "1190.00").due("714.00")),
        golden("public-buyer", public_buyer(), HOUR),
        golden("usage-billing", usage_billing(), by_hand("1.12", "S 19% 1.12 0.21", "1.33")),
        golden("lines-120", long(120), by_hand("2400.00", "S 19% 2400.00 456.00", "2856.00")),
        golden("lines-2000", long(2000), by_hand("40000.00", "S 19% 40000.00 7600.00", "47600.00")),
        golden("greek-buyer", greek(), by_hand("100.00", "AE 0% 100.00 0.00", "100.00")),
        golden("cyrillic-buyer", cyrillic(), by_hand("100.00", "AE 0% 100.00 0.00", "100.00")),
        golden("extended-latin", extended_latin(), HOUR),
        golden("markup-in-text", markup_in_text(), HOUR),
        golden("partial-invoice-with-references", partial_with_references(), HOUR),
        golden("partial-construction-invoice", EInvoice { type_code: TypeCode(875), ..domestic(one_hour(standard())) }, HOUR),
        golden(
            "partial-final-construction-invoice",
            EInvoice { type_code: TypeCode(876), ..final_invoice() },
            by_hand("1000.00", "S 19% 1000.00 190.00", "1190.00").due("714.00"),
        ),
        golden(
            "final-construction-invoice",
            EInvoice { type_code: TypeCode(877), ..final_invoice() },
            by_hand("1000.00", "S 19% 1000.00 190.00", "1190.00").due("714.00"),
        ),
        golden("self-billed", EInvoice { type_code: TypeCode(389), ..domestic(one_hour(standard())) }, HOUR),
        golden("public-buyer-with-everything", public_buyer_with_everything(), HOUR),
    ]
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

fn partial_with_references() -> EInvoice {
    EInvoice {
        type_code: TypeCode::PARTIAL,
        preceding: vec![PrecedingInvoice { number: "RE-2026-00011".to_owned(), issue_date: Some(date(2026, 8, 3)) }],
        project_reference: some("Neubau Nord"),
        contract_reference: some("V-2025-9"),
        order_reference: some("B-4711"),
        ..domestic(one_hour(standard()))
    }
}

fn public_buyer_with_everything() -> EInvoice {
    let mut invoice = public_buyer();
    invoice.payment_terms = some("Zahlbar bis 16.11.2026.\n#SKONTO#TAGE=7#PROZENT=2.00#\n");
    invoice.contract_reference = some("V-2025-9");
    invoice.project_reference = some("Projekt Nordlicht");
    invoice.despatch_advice_reference = some("LS-9");
    invoice.delivery = references::delivery_address().delivery;
    invoice.attachments = references::attachments().attachments;
    invoice.notes = references::notes().notes;
    invoice
}
