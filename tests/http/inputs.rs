//! What few invoices say, put in over the API and by the editor, and found again in what leaves the house.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rechnungswerk::domain::einvoice::model::{EInvoice, TaxCategory};
use rechnungswerk::server::documents::reader;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::judge::judge;
use crate::support::TestApp;
use crate::support::people::{Organization, draft, id_of};

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// Creates and issues an invoice; its identifier, and what stands in XML and PDF.
async fn issued(app: &TestApp, seller: &Organization, input: &Value) -> (String, EInvoice, EInvoice) {
    let id = id_of(&seller.api.post("/api/invoices", input).await.expect(201).json());
    let (xml, pdf) = documents(app, seller, &id).await;
    (id, xml, pdf)
}

/// Issues a draft; both documents without a finding of the official rules, read back.
async fn documents(app: &TestApp, seller: &Organization, id: &str) -> (EInvoice, EInvoice) {
    let answer = seller.api.post_nothing(&format!("/api/invoices/{id}/issue")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    app.work().await;
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    let mut read = Vec::new();
    for kind in ["xml", "pdf"] {
        let body = seller.api.get(&format!("/api/invoices/{id}/{kind}")).await.expect(200).body;
        read.push(reader::read(&body).unwrap().invoice);
        files.push(folder.path().join(format!("{id}.{kind}")));
        std::fs::write(files.last().unwrap(), body).unwrap();
    }
    let told: Vec<_> =
        judge(&files).into_iter().filter(|verdict| !verdict.findings.is_empty()).map(|verdict| (verdict.file, verdict.findings)).collect();
    assert!(told.is_empty(), "{told:#?}");
    let pdf = read.pop().unwrap();
    (read.pop().unwrap(), pdf)
}

/// Both files say the same, apart from the specification that each claims.
fn same(xml: &EInvoice, pdf: &EInvoice) {
    let plain = |invoice: &EInvoice| EInvoice { specification: None, ..invoice.clone() };
    assert_eq!(plain(xml), plain(pdf));
}

/// What is put in comes out as it can be put in again.
async fn comes_back(seller: &Organization, id: &str) -> Value {
    let read = seller.read(id).await;
    let address = format!("/api/invoices/{id}");
    let mut content = read["content"].clone();
    content["version"] = read["version"].clone();
    let again = seller.api.put(&address, &content).await.expect(200).json();
    let mut after = again["content"].clone();
    after["version"] = content["version"].clone();
    assert_eq!(after, content);
    content
}

#[tokio::test]
async fn lines_of_different_categories_stand_on_one_invoice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let mut input = draft(&seller.customer().await);
    input["lines"] = json!([
        { "name": "Gestaltung", "price": "100", "tax_rate": 19 },
        { "name": "Seminar", "price": "80", "tax_category": "E" },
        { "name": "Bauleistung", "price": "200", "tax_category": "AE" },
    ]);
    input["allowances_charges"] =
        json!([{ "reason": "Treue", "percent": "-10", "tax_category": "AE" }, { "reason": "Aktion", "amount": "-5", "tax_rate": 19 }]);
    input["exemptions"] = json!([{ "category": "E", "reason": "Steuerfrei gemäß § 4 Nr. 21 UStG" }]);
    let (id, xml, pdf) = issued(&app, &seller, &input).await;
    same(&xml, &pdf);
    let groups: Vec<_> = xml.tax_groups.iter().map(|group| (group.rate.category, group.taxable, group.tax, group.exemption_reason.clone())).collect();
    let reverse = some("Steuerschuldnerschaft des Leistungsempfängers");
    assert_eq!(
        groups,
        [
            (TaxCategory::S, number("95.00"), number("18.05"), None),
            (TaxCategory::E, number("80.00"), number("0.00"), some("Steuerfrei gemäß § 4 Nr. 21 UStG")),
            (TaxCategory::AE, number("180.00"), number("0.00"), reverse),
        ]
    );
    let content = &seller.read(&id).await["content"];
    assert_eq!((&content["lines"][1]["tax_category"], &content["exemptions"][0]["category"]), (&json!("E"), &json!("E")));

    input["lines"][0]["tax_category"] = json!("O");
    let mixed = id_of(&seller.api.post("/api/invoices", &input).await.expect(201).json());
    let refused = seller.api.post_nothing(&format!("/api/invoices/{mixed}/issue")).await.expect_problem(409, "gate_findings");
    assert!(refused["findings"].to_string().contains("BR-O-"), "{refused}");
}

async fn bank(app: &TestApp, seller: &Organization, more: &[(&str, &str)]) {
    let usual = [("form[account_name]", "Atelier Nordlicht GmbH"), ("form[iban]", "DE89370400440532013000"), ("form[bic]", "COBADEFFXXX")];
    app.browser(seller).submit("/rpc/settings/save_bank", &[&usual[..], more].concat()).await.expect(302);
}

#[tokio::test]
async fn an_invoice_is_collected_from_the_account_of_its_customer() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    bank(&app, &seller, &[("form[creditor_id]", "DE98ZZZ09999999999")]).await;
    let mut customer = crate::support::people::customer();
    for (field, value) in [
        ("mandate", "M-2026-17"),
        ("debited_account", "DE02120300000000202051"),
        ("direct_debit", "true"),
        ("xml_syntax", "cii"),
        ("pdf_profile", "xrechnung"),
    ] {
        customer[field] = json!(value);
    }
    let customer = id_of(&seller.api.post("/api/customers", &customer).await.expect(201).json());
    let (id, xml, pdf) = issued(&app, &seller, &draft(&customer)).await;
    assert_eq!(xml, pdf, "both are CII as XRechnung");
    assert!(xml.specification.unwrap().ends_with("xrechnung_3.0"));
    let means = &xml.payment_means[0];
    let debit = means.direct_debit.clone().unwrap();
    assert_eq!(
        (means.code, debit.mandate, debit.creditor, debit.debited_account),
        (59, some("M-2026-17"), some("DE98ZZZ09999999999"), some("DE02120300000000202051"))
    );
    assert!(means.credit_transfers.is_empty() && xml.payment_terms.unwrap().contains("eingezogen"));
    let bytes = seller.api.get(&format!("/api/invoices/{id}/pdf")).await.expect(200).body;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(
        text.contains("<fx:ConformanceLevel>XRECHNUNG</fx:ConformanceLevel>")
            && text.contains("<fx:DocumentFileName>xrechnung.xml</fx:DocumentFileName>")
    );
    let xml = seller.api.get(&format!("/api/invoices/{id}/xml")).await.expect(200);
    assert!(xml.text().contains("CrossIndustryInvoice") && xml.header("content-disposition").contains(".xml"));

    let own = json!({ "customer": customer, "service_start": "2026-02-02", "lines": [{ "name": "Druck", "price": 10 }],
        "payment": { "mandate": "M-9", "debited_account": "DE75512108001245126199" }, "xml_syntax": "ubl" });
    let (_, xml, _) = issued(&app, &seller, &own).await;
    let debit = xml.payment_means[0].direct_debit.clone().unwrap();
    assert_eq!((debit.mandate, debit.debited_account), (some("M-9"), some("DE75512108001245126199")));
}

#[tokio::test]
async fn several_accounts_and_cards_are_named() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    bank(&app, &seller, &[("form[more][0][iban]", "DE75 5121 0800 1245 1261 99"), ("form[more][1][bic]", "")]).await;
    let customer = seller.customer().await;
    let (_, xml, pdf) = issued(&app, &seller, &draft(&customer)).await;
    let accounts: Vec<&str> = xml.payment_means.iter().flat_map(|means| &means.credit_transfers).map(|account| account.account.as_str()).collect();
    assert_eq!(accounts, ["DE89370400440532013000", "DE75512108001245126199"]);
    assert_eq!(pdf.payment_means.iter().flat_map(|means| &means.credit_transfers).count(), 2);

    let mut card = draft(&customer);
    card["payment"] =
        json!({ "means": 48, "text": "Kartenzahlung vor Ort", "card_number": "1234", "card_holder": "H. Brandt", "remittance": "Beleg 77" });
    let (_, xml, pdf) = issued(&app, &seller, &card).await;
    same(&xml, &pdf);
    let means = &xml.payment_means[0];
    assert_eq!((means.code, means.text.clone(), means.remittance.clone()), (48, some("Kartenzahlung vor Ort"), some("Beleg 77")));
    let shown = means.card.clone().unwrap();
    assert_eq!((shown.number.as_str(), shown.holder), ("1234", some("H. Brandt")));
}

/// A draft with everything that an invoice can say about itself.
fn rich(customer: &str) -> Value {
    let mut input = draft(customer);
    let more = json!({
        "kind": "partial", "rounding": "-0.04", "note": "Vielen Dank.",
        "further_notes": [{ "subject_code": "AAI", "text": "Bitte beachten Sie\ndie neue Anschrift." }],
        "preceding": [{ "number": "RE-2025-00017", "issue_date": "2025-12-01" }],
        "references": { "sales_order": "AB-1", "receiving_advice": "WE-2", "despatch_advice": "LS-3", "tender": "Los 4", "invoiced_object": "Zähler 5",
            "invoiced_object_scheme": "AVE", "buyer_accounting": "KST 6" },
        "tax": { "point_date": "2026-02-24" },
        "payee": { "name": "Factoring Elbe GmbH", "identifier": "4000001123452", "identifier_scheme": "0088", "registration": "HRB 7" },
        "delivery": { "name": "Lager Ost", "location": "4000001543212", "location_scheme": "0088", "date": "2026-02-24", "street": "Kai 3", "postcode": "24103", "city": "Kiel" },
    });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input["lines"][0] = json!({
        "name": "Papier", "quantity": 250, "price_discount": "0.5", "gross_price": "12.5", "base_quantity": 100, "tax_rate": 19, "note": "Muster",
        "object": "Palette 9", "object_scheme": "AVE", "order_line_reference": "10", "accounting_reference": "KST 8", "seller_item_id": "A-100", "buyer_item_id": "B-200",
        "standard_item_id": "4012345000009", "classifications": [{ "code": "44121618", "scheme": "TST", "version": "26" }], "origin_country": "se",
        "attributes": [{ "name": "Farbe", "value": "Weiß" }, { "name": "Format", "value": "A4" }],
        "adjustments": [{ "reason": "Aktion", "reason_code": "95", "percent": "-10" }, { "reason": "Verpackung", "amount": "1.50" }, { "reason": "Treue", "percent": -1, "base": "20.00" }],
    });
    input
}

#[tokio::test]
async fn everything_that_is_put_in_stands_in_both_documents() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let input = rich(&seller.customer().await);
    let created = seller.api.post("/api/invoices", &input).await.expect(201).json();
    let id = id_of(&created);
    comes_back(&seller, &id).await;
    let (xml, pdf) = documents(&app, &seller, &id).await;
    same(&xml, &pdf);
    assert_eq!((xml.type_code.0, xml.tax_point_date.unwrap().to_string(), xml.totals.rounding), (326, "2026-02-24".to_owned(), number("-0.04")));
    assert_eq!(xml.totals.payable, xml.totals.gross - number("0.04"));
    assert_eq!((xml.notes.len(), xml.notes[1].subject_code.clone()), (2, some("AAI")));
    assert_eq!((xml.preceding[0].number.as_str(), xml.preceding[0].issue_date.unwrap().to_string()), ("RE-2025-00017", "2025-12-01".to_owned()));
    let references = [
        &xml.sales_order_reference,
        &xml.receiving_advice_reference,
        &xml.despatch_advice_reference,
        &xml.tender_reference,
        &xml.buyer_accounting_reference,
    ];
    assert_eq!(references.map(|reference| reference.clone().unwrap()), ["AB-1", "WE-2", "LS-3", "Los 4", "KST 6"]);
    assert_eq!((xml.invoiced_object.unwrap().scheme, xml.payee.unwrap().name), (some("AVE"), "Factoring Elbe GmbH".to_owned()));
    let delivery = xml.delivery.unwrap();
    assert_eq!(
        (delivery.name, delivery.date.unwrap().to_string(), delivery.location.unwrap().value),
        (some("Lager Ost"), "2026-02-24".to_owned(), "4000001543212".to_owned())
    );
    assert_eq!((delivery.address.clone().unwrap().city, delivery.address.unwrap().country), (some("Kiel"), "DE".to_owned()));
    let (line, item) = (&xml.lines[0], &xml.lines[0].item);
    assert_eq!(
        (line.price.net, line.price.gross, line.price.discount, line.price.base_quantity),
        (number("12"), Some(number("12.5")), Some(number("0.5")), Some(number("100")))
    );
    // 250 × 12 ÷ 100 = 30; less 3.00, plus 1.50, less 0.20.
    assert_eq!((line.net, line.allowances_charges.len()), (number("28.30"), 3));
    assert_eq!(
        (item.seller_id.clone(), item.buyer_id.clone(), item.standard_id.clone().unwrap().scheme),
        (some("A-100"), some("B-200"), some("0160"))
    );
    assert_eq!((item.attributes.len(), item.classifications[0].scheme.as_str(), item.origin_country.clone()), (2, "TST", some("SE")));
    assert_eq!(
        (line.note.clone(), line.order_line_reference.clone(), line.buyer_accounting_reference.clone()),
        (some("Muster"), some("10"), some("KST 8"))
    );

    let page = seller.api.get(&format!("/api/invoices/{id}/pdf")).await.expect(200).body;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), page).unwrap();
    let text = std::process::Command::new("pdftotext").args(["-layout", "a.pdf", "-"]).current_dir(&folder).output().unwrap().stdout;
    let text = String::from_utf8(text).unwrap();
    for shown in ["Teilrechnung", "Lager Ost", "24103 Kiel", "Factoring Elbe GmbH", "A-100", "Weiß", "die neue Anschrift", "RE-2025-00017", "LS-3"] {
        assert!(text.contains(shown), "{shown} is not on the page:\n{text}");
    }
}

#[tokio::test]
async fn a_foreign_invoice_states_its_tax_in_euros() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let mut input = draft(&customer);
    input["currency"] = json!("USD");
    input["tax"] = json!({ "exchange_rate": "0.9217345" });
    let (id, xml, pdf) = issued(&app, &seller, &input).await;
    same(&xml, &pdf);
    // 309.19 × 0.9217345 = 284.991…
    assert_eq!((xml.totals.tax, xml.totals.tax_in_tax_currency, xml.payment_means[0].code), (number("309.19"), Some(number("284.99")), 30));
    assert_eq!(xml.tax_currency.unwrap().code(), "EUR");
    let correction = id_of(&seller.api.post_nothing(&format!("/api/invoices/{id}/correct")).await.expect(201).json());
    let refused = seller.api.post_nothing(&format!("/api/invoices/{correction}/issue")).await.expect_problem(409, "gate_findings");
    assert!(refused["findings"].to_string().contains("BT-111"), "{refused}");
}

#[tokio::test]
async fn files_go_along_and_are_frozen_with_the_invoice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let address = format!("/api/invoices/{id}/attachments");
    let pdf = b"%PDF-1.4\n% Stundenzettel\n".to_vec();
    let file = json!({ "file_name": "Stundenzettel Mai.pdf", "content": STANDARD.encode(&pdf), "description": "Stundenzettel" });
    let attached = seller.api.post(&address, &file).await.expect(201);
    let location = attached.header("location").to_owned();
    assert_eq!(attached.json()["mime"], "application/pdf");
    seller.api.post(&address, &json!({ "location": "https://docs.example/plan", "reference": "Plan" })).await.expect(201);
    assert_eq!(seller.api.post(&address, &file).await.wrong_fields(), ["file_name: not_a_choice"]);
    for (input, wrong) in [
        (json!({}), "content: required"),
        (json!({ "file_name": "a.xml", "content": STANDARD.encode("<a/>") }), "content: not_an_attachment"),
        (json!({ "file_name": "a.png", "content": STANDARD.encode(&pdf) }), "content: not_an_attachment"),
        (json!({ "file_name": "a.pdf", "content": "%%%" }), "content: not_an_attachment"),
        (json!({ "content": STANDARD.encode(&pdf) }), "file_name: required"),
        (json!({ "location": "javascript:alert(1)" }), "location: not_a_choice"),
    ] {
        assert_eq!(seller.api.post(&address, &input).await.wrong_fields(), [wrong], "{input}");
    }
    let second = id_of(&seller.api.post(&address, &json!({ "location": "https://docs.example/b" })).await.expect(201).json());
    seller.api.delete(&format!("{address}/{second}")).await.expect(204);
    let (xml, hybrid) = documents(&app, &seller, &id).await;
    same(&xml, &hybrid);
    assert_eq!((xml.attachments.len(), xml.attachments[1].location.clone()), (2, some("https://docs.example/plan")));
    let file = xml.attachments[0].content.clone().unwrap();
    assert_eq!((file.bytes, file.mime.as_str(), file.file_name.as_str()), (pdf, "application/pdf", "Stundenzettel Mai.pdf"));
    seller.api.delete(&location).await.expect_problem(409, "not_a_draft");
    seller.api.post(&address, &json!({ "location": "https://docs.example/c" })).await.expect_problem(409, "not_a_draft");
    let correction = id_of(&seller.api.post_nothing(&format!("/api/invoices/{id}/correct")).await.expect(201).json());
    assert_eq!(seller.read(&correction).await["attachments"].as_array().unwrap().len(), 2);
    assert_eq!(seller.read(&id).await["attachments"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_wrong_detail_is_told_at_its_place() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let cases = [
        (json!({ "payment": { "means": "bar" } }), "payment.means: not_a_choice"),
        (json!({ "payment": { "debited_account": "DE1" } }), "payment.debited_account: not_an_iban"),
        (json!({ "payment": { "card_number": "4111111111111111" } }), "payment.card_number: too_long"),
        (json!({ "delivery": { "country": "XX" } }), "delivery.country: not_a_country"),
        (json!({ "delivery": { "location_scheme": "0088" } }), "delivery.location: required"),
        (json!({ "payee": { "identifier": "1" } }), "payee.name: required"),
        (json!({ "tax": { "point_date": "2026-02-24", "point_code": "3" } }), "tax.point_code: not_a_choice"),
        (json!({ "tax": { "exchange_rate": "0" } }), "tax.exchange_rate: out_of_range"),
        (json!({ "tax": { "exchange_rate": "1", "amount": "1" } }), "tax.exchange_rate: not_a_choice"),
        (json!({ "exemptions": [{ "category": "S", "reason": "x" }] }), "exemptions[0].category: not_a_choice"),
        (json!({ "further_notes": [{ "text": "a" }, { "subject_code": "AAI" }] }), "further_notes[1].text: required"),
        (json!({ "preceding": [{ "issue_date": "2026-01-01" }] }), "preceding[0].number: required"),
        (json!({ "kind": "final" }), "kind: not_a_choice"),
        (json!({ "xml_syntax": "edifact" }), "xml_syntax: not_a_choice"),
        (json!({ "delivery": [] }), "delivery: wrong_type"),
        (json!({ "delivery": { "town": "Kiel" } }), "delivery.town: unknown_field"),
        (json!({ "delivery": { "city": true } }), "delivery.city: wrong_type"),
        (json!({ "lines": [{ "name": "a", "price": 1, "attributes": [{ "value": "b" }] }] }), "lines[0].attributes[0].name: required"),
        (json!({ "lines": [{ "name": "a", "price": 1, "attributes": [{ "nane": "b" }] }] }), "lines[0].attributes[0].nane: unknown_field"),
        (json!({ "lines": [{ "name": "a", "price": 1, "tax_category": "L" }] }), "lines[0].tax_category: not_a_choice"),
        (json!({ "lines": [{ "name": "a", "price": 1, "base_quantity": "-1" }] }), "lines[0].base_quantity: negative"),
        (json!({ "lines": [{ "name": "a", "price": 2, "gross_price": 1 }] }), "lines[0].gross_price: out_of_range"),
        (json!({ "lines": [{ "name": "a", "price": 1, "adjustments": [{ "percent": 5 }] }] }), "lines[0].adjustments[0].reason: required"),
        (json!({ "lines": [{ "name": "a", "price": 1, "classifications": [{ "code": "1" }] }] }), "lines[0].classifications[0].scheme: required"),
        (json!({ "allowances_charges": [{ "reason": "a", "amount": 1, "base": 3 }] }), "allowances_charges[0].percent: required"),
    ];
    for (more, wrong) in cases {
        let mut input = json!({ "customer": customer });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        assert_eq!(seller.api.post("/api/invoices", &input).await.wrong_fields(), [wrong], "{more}");
    }
    assert_eq!(app.count("select count(*) from invoices").await, 0);
}
