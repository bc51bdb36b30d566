//! References, dates, places, attachments and item data.

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("service-period", service_period(), HOUR),
        golden("line-periods", line_periods(), by_hand("200.00", "S 19% 200.00 38.00", "238.00")),
        golden("tax-point-date", EInvoice { tax_point_date: Some(date(2026, 10, 31)), ..domestic(one_hour(standard())) }, HOUR),
        golden("tax-point-code", EInvoice { tax_point_code: some("432"), ..domestic(one_hour(standard())) }, HOUR),
        golden("every-reference", every_reference(), HOUR),
        golden("sales-order-only", EInvoice { sales_order_reference: some("A-12"), ..domestic(one_hour(standard())) }, HOUR),
        golden("delivery-address", delivery_address(), HOUR),
        golden("attachments", attachments(), HOUR),
        golden("notes", notes(), HOUR),
        golden("item-data", item_data(), HOUR),
        golden("gross-price", gross_price(), by_hand("90.00", "S 19% 90.00 17.10", "107.10")),
        golden("base-quantity", base_quantity(), by_hand("8.33", "S 19% 8.33 1.58", "9.91")),
        golden("seller-identifiers", seller_identifiers(), HOUR),
        golden("everything", everything(), by_hand("101.00", "S 19% 101.00 19.19", "120.19").due("125.50")),
        golden("line-periods-only", line_periods_only(), by_hand("200.00", "S 19% 200.00 38.00", "238.00")),
        golden("gross-price-per-thousand", gross_price_per_thousand(), by_hand("218.75", "S 19% 218.75 41.56", "260.31")),
        golden("gross-price-without-discount", gross_price_without_discount(), HOUR),
    ]
}

fn service_period() -> EInvoice {
    EInvoice { period: period(date(2026, 10, 1), date(2026, 10, 31)), delivery: None, ..domestic(one_hour(standard())) }
}

fn line_periods() -> EInvoice {
    let mut invoice = service_period();
    invoice.lines = vec![one_hour(standard()).remove(0), one_hour(standard()).remove(0)];
    invoice.lines[0].period = period(date(2026, 10, 1), date(2026, 10, 15));
    invoice.lines[1].period = period(date(2026, 10, 16), date(2026, 10, 31));
    invoice
}

fn every_reference() -> EInvoice {
    EInvoice {
        project_reference: some("Projekt Nordlicht"),
        contract_reference: some("V-2025-9"),
        order_reference: some("B-4711"),
        sales_order_reference: some("A-0815"),
        receiving_advice_reference: some("WE-3"),
        despatch_advice_reference: some("LS-9"),
        tender_reference: some("Los 3"),
        invoiced_object: some_id("Zähler 4711", Some("AVE")),
        buyer_accounting_reference: some("Kostenstelle 77"),
        preceding: vec![PrecedingInvoice { number: "RE-2026-00001".to_owned(), issue_date: None }],
        ..domestic(one_hour(standard()))
    }
}

pub fn delivery_address() -> EInvoice {
    let place =
        Address { line2: some("Tor 3"), line3: some("Halle B"), subdivision: some("Bayern"), ..address("Lagerweg 5", "80331", "München", "DE") };
    let delivery = Delivery {
        name: some("Beispiel Lager Süd"),
        location: some_id("4000001123452", Some("0088")),
        date: Some(date(2026, 10, 30)),
        address: Some(place),
    };
    EInvoice { delivery: Some(delivery), ..domestic(one_hour(standard())) }
}

pub fn attachments() -> EInvoice {
    let file = |bytes: &[u8], mime: &str, name: &str| Some(AttachedFile { bytes: bytes.to_vec(), mime: mime.to_owned(), file_name: name.to_owned() });
    EInvoice {
        attachments: vec![
            Attachment {
                reference: "Stundenzettel".to_owned(),
                description: some("Leistungsnachweis Oktober"),
                content: file(b"Datum;Stunden\n2026-10-30;1\n", "text/csv", "stundenzettel.csv"),
                location: None,
            },
            Attachment {
                reference: "Abnahme".to_owned(),
                description: None,
                content: file(b"%PDF-1.4\n%%EOF\n", "application/pdf", "abnahme.pdf"),
                location: None,
            },
            Attachment {
                reference: "Fotos".to_owned(),
                description: some("Baustelle"),
                content: None,
                location: some("https://musterwerk.example/fotos"),
            },
        ],
        ..domestic(one_hour(standard()))
    }
}

pub fn notes() -> EInvoice {
    EInvoice {
        notes: vec![
            Note { subject_code: None, text: "Vielen Dank für Ihren Auftrag.".to_owned() },
            Note { subject_code: some("REG"), text: "Geschäftsführung: Buchhaltung".to_owned() },
            Note { subject_code: some("AAI"), text: "Zeile eins\nZeile zwei".to_owned() },
        ],
        ..domestic(one_hour(standard()))
    }
}

fn item_data() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.lines[0] = Line {
        note: some("Lieferung in zwei Teilen"),
        object: some_id("SN-0001", Some("SE")),
        order_line_reference: some("10"),
        buyer_accounting_reference: some("Konto 4400"),
        item: Item {
            name: "Sensor".to_owned(),
            description: some("Temperatur und Feuchte"),
            seller_id: some("S-100"),
            buyer_id: some("B-200"),
            standard_id: some_id("4006381333931", Some("0160")),
            classifications: vec![
                Classification { code: "41112200".to_owned(), scheme: "TST".to_owned(), version: some("26.0801") },
                Classification { code: "90251100".to_owned(), scheme: "HS".to_owned(), version: None },
            ],
            origin_country: some("DE"),
            attributes: vec![("Farbe".to_owned(), "Weiß".to_owned()), ("Schutzart".to_owned(), "IP65".to_owned())],
        },
        ..line("Sensor", "1", "C62", "100", standard())
    };
    invoice
}

fn gross_price() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.lines[0].price = Price { gross: Some(decimal("100")), discount: Some(decimal("10")), ..Price::default() };
    invoice
}

/// 250 × 3.3333 ÷ 100 = 8.33325: 8.33 and 1.58 VAT.
fn base_quantity() -> EInvoice {
    let mut invoice = domestic(vec![line("Schraube M4", "250", "C62", "3.3333", standard())]);
    invoice.lines[0].price.base_quantity = Some(decimal("100"));
    invoice.lines[0].price.base_unit = some("C62");
    invoice
}

fn seller_identifiers() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.seller.trading_name = some("Musterwerk");
    invoice.seller.identifiers = vec![id("L-0099", None), id("4000001123452", Some("0088"))];
    invoice.seller.legal_registration = some_id("HRB 123456", Some("0002"));
    invoice.seller.address = Address { line2: some("Hinterhaus"), line3: some("2. OG"), subdivision: some("Hessen"), ..invoice.seller.address };
    invoice.buyer.trading_name = some("Beispiel");
    invoice.buyer.identifiers = vec![id("10023", None)];
    invoice.buyer.legal_registration = some_id("HRA 9876", None);
    invoice.buyer.vat_id = some("DE136695976");
    invoice.buyer.contact = Some(Contact { name: some("Einkauf"), phone: some("+49 221 7654321"), email: some("einkauf@beispiel.example") });
    invoice
}

/// One document with nearly every business term at once: 90 + 10 − 5 + 6 net, 19 % are 19.19, 5 were paid back, 0.31 rounded.
fn everything() -> EInvoice {
    let mut invoice = every_reference();
    let items = item_data();
    let parties = seller_identifiers();
    invoice.lines = items.lines;
    invoice.lines[0].price = Price {
        gross: Some(decimal("100")),
        discount: Some(decimal("10")),
        base_quantity: Some(decimal("1")),
        base_unit: some("C62"),
        ..Price::default()
    };
    invoice.lines[0].allowances_charges = vec![charge("10", "Eilzuschlag", "AEO"), allowance("5", "Kulanz", "104")];
    invoice.lines[0].period = period(date(2026, 10, 1), date(2026, 10, 31));
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(standard()), ..charge("6", "Versand", "FC") }];
    invoice.seller = parties.seller;
    invoice.buyer = parties.buyer;
    invoice.delivery = delivery_address().delivery;
    invoice.attachments = attachments().attachments;
    invoice.notes = notes().notes;
    invoice.period = period(date(2026, 10, 1), date(2026, 10, 31));
    invoice.totals.rounding = decimal("0.31");
    invoice.totals.prepaid = decimal("-5");
    invoice
}

fn line_periods_only() -> EInvoice {
    EInvoice { period: None, ..line_periods() }
}

/// 2,500 × (100 − 12.50) ÷ 1,000 = 218.75; 19 % of it are 41.5625.
fn gross_price_per_thousand() -> EInvoice {
    let mut invoice = domestic(vec![line("Schraube M4", "2500", "C62", "0", standard())]);
    let (gross, discount) = (Some(decimal("100")), Some(decimal("12.50")));
    invoice.lines[0].price = Price { gross, discount, base_quantity: Some(decimal("1000")), base_unit: some("C62"), ..Price::default() };
    invoice
}

fn gross_price_without_discount() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.lines[0].price.gross = Some(decimal("100"));
    invoice
}
