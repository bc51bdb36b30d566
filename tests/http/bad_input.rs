//! Whatever comes in: a clear message at the field, nothing stored, nothing secret in the answer.

use serde_json::{Value, json};

use crate::support::people::draft;
use crate::support::{Answer, TestApp};

/// Values of the wrong type for any field that is text, a number, a day or a choice.
fn wrong_types() -> [Value; 4] {
    [json!(true), json!({}), json!([]), json!(["x"])]
}

/// Every field of the input, as the document describes it.
fn fields_of(schema: &str) -> Vec<String> {
    let document = rechnungswerk::server::rest::document();
    let schema = &document["components"]["schemas"][schema]["properties"];
    schema.as_object().unwrap_or_else(|| panic!("no such schema in {document}")).keys().cloned().collect()
}

/// What a field of the input takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    List,
    Object,
}

impl Kind {
    /// Whether this is no wrong type here; what stands in it is told at its own place.
    fn takes(self, value: &Value) -> bool {
        match self {
            Self::Text => false,
            Self::List => value.is_array(),
            Self::Object => value.is_object(),
        }
    }
}

fn kind_of(schema: &str, field: &str) -> Kind {
    let document = rechnungswerk::server::rest::document();
    let described = &document["components"]["schemas"][schema]["properties"][field];
    let names_text = described.to_string().contains("schemas/Text\"") || described["type"].is_array();
    match described["type"].as_str() {
        Some("array") => Kind::List,
        _ if names_text => Kind::Text,
        _ => Kind::Object,
    }
}

fn told(answer: Answer, field: &str) -> String {
    let fields = answer.wrong_fields();
    let found = fields.iter().find_map(|told| told.strip_prefix(&format!("{field}: ")).map(str::to_owned));
    found.unwrap_or_else(|| panic!("nothing was told of {field} but {fields:?}"))
}

#[tokio::test]
async fn a_customer_is_refused_field_by_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let with = |field: &str, value: Value| {
        let mut customer = json!({ "name": "Brandt & Söhne KG" });
        customer[field] = value;
        customer
    };
    for field in fields_of("CustomerInput") {
        for wrong in wrong_types() {
            assert_eq!(told(seller.api.post("/api/customers", &with(&field, wrong)).await, &field), "wrong_type");
        }
        for odd in ["a\u{0}b", "a\u{7}b", "\u{202e}gnp", &"ä".repeat(5_000)] {
            told(seller.api.post("/api/customers", &with(&field, json!(odd))).await, &field);
        }
    }
    let cases = [
        ("name", json!(""), "required"),
        ("name", json!("   "), "required"),
        ("name", Value::Null, "required"),
        ("name", json!("x".repeat(201)), "too_long"),
        ("country", json!("XX"), "not_a_country"),
        ("vat_id", json!("DE123456789"), "not_a_vat_id"),
        ("buyer_reference", json!("04011000-12345-04"), "not_a_leitweg_id"),
        ("language", json!("fr"), "not_a_choice"),
        ("billing_email", json!("niemand"), "not_an_email"),
        ("billing_email", json!("a@b.de\r\nBcc: c@d.de"), "unprintable"),
        ("payment_terms_days", json!(-1), "negative"),
        ("payment_terms_days", json!(366), "out_of_range"),
        ("payment_terms_days", json!("NaN"), "not_a_number"),
        ("payment_terms_days", json!(1.5), "not_a_number"),
        ("payment_terms_days", json!(1e300), "not_a_number"),
        ("unit_rate_cents", json!("inf"), "not_a_number"),
        ("unit_rate_cents", json!("٣"), "not_a_number"),
        ("billing_tier", json!("gold"), "not_a_choice"),
    ];
    for (field, value, problem) in cases {
        assert_eq!(told(seller.api.post("/api/customers", &with(field, value.clone())).await, field), problem, "{field}: {value}");
    }
    assert_eq!(told(seller.api.post("/api/customers", &with("nane", json!("x"))).await, "nane"), "unknown_field");
    assert_eq!(app.count("select count(*) from customers").await, 0);
    for fine in ["株式会社ブラント", "Μπραντ Α.Ε.", "Брандт и сыновья", "O'Neil <b>\"&\" Söhne</b>"] {
        let stored = seller.api.post("/api/customers", &with("name", json!(fine))).await.expect(201).json();
        assert_eq!(stored["name"], fine);
    }
}

#[tokio::test]
async fn an_invoice_is_refused_field_by_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let with = |field: &str, value: Value| {
        let mut invoice = draft(&customer);
        invoice[field] = value;
        invoice
    };
    for field in fields_of("InvoiceInput") {
        let kind = kind_of("InvoiceInput", &field);
        for wrong in wrong_types().into_iter().filter(|wrong| !kind.takes(wrong)) {
            assert_eq!(told(seller.api.post("/api/invoices", &with(&field, wrong)).await, &field), "wrong_type");
        }
        for odd in ["a\u{0}b", "\u{202e}gnp", &"ä".repeat(5_000)] {
            if kind == Kind::Text && field != "version" {
                told(seller.api.post("/api/invoices", &with(&field, json!(odd))).await, &field);
            }
        }
    }
    let cases = [
        ("due_date", json!("30.02.2026"), "not_a_date"),
        ("due_date", json!("2026-13-01"), "not_a_date"),
        ("service_end", json!("2026-02-01"), "end_before_start"),
        ("customer", json!("CUS-20260101-NOBODY"), "unknown"),
        ("currency", json!("euro"), "not_a_choice"),
        ("tax_case", json!("none"), "not_a_choice"),
        ("prepaid", json!("-0.01"), "negative"),
        ("prepaid", json!("NaN"), "not_a_number"),
        ("discount_percent", json!(101), "out_of_range"),
        ("discount_days", json!("bald"), "not_a_number"),
    ];
    for (field, value, problem) in cases {
        assert_eq!(told(seller.api.post("/api/invoices", &with(field, value.clone())).await, field), problem, "{field}: {value}");
    }
    assert_eq!(app.count("select count(*) from invoices").await, 0);
}

#[tokio::test]
async fn a_line_is_refused_field_by_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let with = |field: &str, value: Value| {
        let mut line = json!({ "name": "Gestaltung", "price": "95" });
        line[field] = value;
        json!({ "lines": [{ "name": "Erste", "price": "1" }, line] })
    };
    for field in fields_of("LineInput") {
        let kind = kind_of("LineInput", &field);
        for wrong in wrong_types().into_iter().filter(|wrong| !kind.takes(wrong)) {
            let place = format!("lines[1].{field}");
            assert_eq!(told(seller.api.post("/api/invoices", &with(&field, wrong)).await, &place), "wrong_type");
        }
        for odd in ["a\u{0}b", "\u{202e}gnp", &"ä".repeat(5_000)].into_iter().filter(|_| kind == Kind::Text) {
            told(seller.api.post("/api/invoices", &with(&field, json!(odd))).await, &format!("lines[1].{field}"));
        }
    }
    let cases = [
        ("price", json!("-1"), "negative"),
        ("price", json!("1.1234567"), "too_many_decimals"),
        ("price", json!("1000000001"), "out_of_range"),
        ("price", json!("Infinity"), "not_a_number"),
        ("price", json!("1,5"), "not_a_number"),
        ("quantity", json!("1e9"), "not_a_number"),
        ("unit", json!("Stück"), "not_a_choice"),
        ("tax_rate", json!(-19), "negative"),
        ("tax_rate", json!(190), "out_of_range"),
        ("adjustment_percent", json!("-101"), "out_of_range"),
        ("service_start", json!("gestern"), "not_a_date"),
    ];
    for (field, value, problem) in cases {
        assert_eq!(
            told(seller.api.post("/api/invoices", &with(field, value.clone())).await, &format!("lines[1].{field}")),
            problem,
            "{field}: {value}"
        );
    }
    let many = json!({ "lines": vec![json!({ "name": "x", "price": 1 }); 2_001] });
    assert_eq!(told(seller.api.post("/api/invoices", &many).await, "lines"), "out_of_range");
    let beyond = json!({ "lines": [{ "name": "x", "quantity": "1000000000", "price": "1000000000" }, { "name": "y", "quantity": "1000000000", "price": "1000000000" }] });
    let answer = seller.api.post("/api/invoices", &beyond).await;
    assert!(matches!(answer.status, 201 | 422), "{}", answer.text());
}

#[tokio::test]
async fn sharing_and_confirming_are_refused_field_by_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    let share = format!("/api/invoices/{id}/share-link");
    for (days, problem) in [
        (json!(0), "out_of_range"),
        (json!(3651), "out_of_range"),
        (json!(-1), "negative"),
        (json!("bald"), "not_a_number"),
        (json!(1.5), "not_a_number"),
        (json!(true), "wrong_type"),
    ] {
        assert_eq!(told(seller.api.post(&share, &json!({ "expires_in_days": days })).await, "expires_in_days"), problem, "{days}");
    }
    let mail = format!("/api/invoices/{id}/send-email");
    for (field, value, problem) in [
        ("to_email", json!(""), "required"),
        ("to_email", json!("a@b"), "not_an_email"),
        ("to_email", json!("a@b.de, c@d.de"), "not_an_email"),
        ("subject", json!("x\r\nBcc: a@b.de"), "unprintable"),
        ("subject", json!("x".repeat(201)), "too_long"),
        ("message", json!("x".repeat(4_001)), "too_long"),
        ("attach_pdf", json!("ja"), "wrong_type"),
    ] {
        let mut body = json!({ "to_email": "rechnung@brandt-soehne.example" });
        body[field] = value.clone();
        assert_eq!(told(seller.api.post(&mail, &body).await, field), problem, "{field}: {value}");
    }
    let confirm = format!("/api/portal/{token}/confirm-payment");
    for (field, value, problem) in [
        ("date", json!("2999-01-01"), "not_a_date"),
        ("date", json!("2199-01-01"), "out_of_range"),
        ("date", json!("1999-01-01"), "out_of_range"),
        ("note", json!("x".repeat(501)), "too_long"),
        ("note", json!("\u{0}"), "unprintable"),
    ] {
        assert_eq!(told(app.stranger().post(&confirm, &json!({ field: value })).await, field), problem, "{field}");
    }
    assert_eq!(app.count("select (select count(*) from payments) + (select count(*) from email_messages)").await, 0);
    app.stranger().get(&format!("/api/portal/{token}")).await.expect(200);
}

#[tokio::test]
async fn ten_megabytes_are_refused_everywhere() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    let huge = format!("{{\"name\": \"{}\"}}", "x".repeat(10 * 1024 * 1024)).into_bytes();
    let addresses = [
        "/api/customers".to_owned(),
        "/api/invoices".to_owned(),
        format!("/api/invoices/{id}/send-email"),
        format!("/api/portal/{token}/confirm-payment"),
    ];
    for address in &addresses {
        seller.api.post_bytes(address, "application/json", huge.clone()).await.expect_problem(413, "body_too_large");
    }
    seller.api.with("idempotency-key", "huge").post_bytes("/api/customers", "application/json", huge).await.expect_problem(413, "body_too_large");
    assert_eq!(app.count("select count(*) from customers").await, 1);

    let note = "x".repeat(10 * 1024 * 1024);
    let browser = app.browser(&seller);
    let forms = [("/rpc/invoices/save_draft", ("form[note]", note.as_str())), ("/rpc/portal/confirm_payment", ("note", note.as_str()))];
    for (address, field) in forms {
        let answer = browser.submit(address, &[("token", &token), field]).await.expect(413);
        assert!(answer.header("content-type").starts_with("text/html") && answer.text().contains("höchstens 1 MB"), "{address}");
    }
    assert_eq!(app.count("select count(*) from payments").await, 0);
}

#[tokio::test]
async fn a_form_that_no_page_sends_is_answered_by_a_page() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let answer = app.browser(&seller).submit("/rpc/invoices/share", &[("days", "30")]).await.expect(422);
    assert!(answer.text().contains("Das Formular war nicht lesbar"), "{}", answer.text());
}

#[tokio::test]
async fn no_answer_repeats_a_secret() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    let secret = "rw_geheimgeheimgeheim";
    let answers = [
        app.client_with_key(secret).get("/api/invoices").await,
        seller.api.post("/api/customers", &json!({ "name": { "key": secret } })).await,
        seller.api.post("/api/customers", &json!({ "name": "x", "vat_id": secret })).await,
        app.stranger().get(&format!("/api/portal/{token}/nothing")).await,
    ];
    for answer in answers {
        assert!(answer.status >= 400);
        assert!(!answer.text().contains(secret) && !answer.text().contains(&token), "{}", answer.text());
    }
}
