//! Billing events: taken in once, refused clearly, billed by hand, frozen by the database.

use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::support::people::{Organization, id_of};
use crate::support::{Answer, TestApp};

async fn event(seller: &Organization, event: &Value) -> String {
    id_of(&seller.api.post("/api/billing-events", event).await.expect(201).json())
}

fn told(answer: Answer, field: &str) -> String {
    let fields = answer.wrong_fields();
    let found = fields.iter().find_map(|told| told.strip_prefix(&format!("{field}: ")).map(str::to_owned));
    found.unwrap_or_else(|| panic!("nothing was told of {field} but {fields:?}"))
}

#[tokio::test]
async fn an_event_is_refused_field_by_field_and_leaves_nothing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let cases = [
        ("customer", json!(""), "required"),
        ("customer", json!("CUS-20260101-XXXXXXXX"), "unknown"),
        ("type", json!("x".repeat(41)), "too_long"),
        ("type", json!("a\u{7}b"), "unprintable"),
        ("quantity", json!(0), "out_of_range"),
        ("quantity", json!(-1), "negative"),
        ("quantity", json!("1.00001"), "too_many_decimals"),
        ("quantity", json!(1_000_001), "out_of_range"),
        ("quantity", json!("viel"), "not_a_number"),
        ("amount_cents", json!(-1), "negative"),
        ("amount_cents", json!(1.5), "too_many_decimals"),
        ("amount_cents", json!("12,50"), "not_a_number"),
        ("amount_cents", json!(10_000_000_001_i64), "out_of_range"),
        ("amount_cents", json!(1e300), "not_a_number"),
        ("reference_number", json!("x".repeat(101)), "too_long"),
        ("description", json!("a\u{0}b"), "unprintable"),
        ("occurred_on", json!("2026-02-30"), "not_a_date"),
        ("occurred_on", json!("2199-01-01"), "out_of_range"),
        ("tax_rate", json!(101), "out_of_range"),
        ("tax_rate", json!(-7), "negative"),
        ("amount_cents", json!(true), "wrong_type"),
    ];
    for (field, value, problem) in cases {
        let mut body = json!({ "customer": customer, "amount_cents": 100 });
        body[field] = value.clone();
        assert_eq!(told(seller.api.post("/api/billing-events", &body).await, field), problem, "{field} {value}");
        let batch = seller.api.post("/api/billing-events/batch", &json!({ "events": [{ "customer": customer }, body] })).await;
        assert_eq!(told(batch, &format!("events[1].{field}")), problem, "{field} {value} in a batch");
    }
    for kind in ["credit", "adjustment"] {
        let body = json!({ "customer": customer, "type": kind });
        assert_eq!(told(seller.api.post("/api/billing-events", &body).await, "amount_cents"), "required", "{kind}");
    }
    let empty = seller.api.post("/api/billing-events/batch", &json!({ "events": [] })).await;
    assert_eq!(told(empty, "events"), "required");
    let many: Vec<Value> = (0..1_001).map(|_| json!({ "customer": customer })).collect();
    assert_eq!(told(seller.api.post("/api/billing-events/batch", &json!({ "events": many })).await, "events"), "out_of_range");
    let unknown = seller.api.post("/api/billing-events", &json!({ "customer": customer, "amount": 1 })).await;
    assert_eq!(told(unknown, "amount"), "unknown_field");
    assert_eq!(app.count("select count(*) from billing_events").await, 0);

    for (month, problem) in [("", "required"), ("2026-13", "not_a_date"), ("Februar", "not_a_date"), ("2199-01", "out_of_range")] {
        assert_eq!(told(seller.api.post("/api/billing-runs", &json!({ "month": month })).await, "month"), problem, "{month}");
    }
    let backwards = json!({ "from": "2026-02-02", "until": "2026-02-01" });
    assert_eq!(told(seller.api.post(&format!("/api/customers/{customer}/bill"), &backwards).await, "until"), "end_before_start");
    assert_eq!(app.count("select count(*) from billing_runs").await, 0);
}

#[tokio::test]
async fn the_same_receipt_is_taken_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let receipt = json!({ "customer": customer, "amount_cents": 4_200, "reference_number": "Q-17", "occurred_on": "2026-02-03" });
    let id = event(&seller, &receipt).await;
    let again = seller.api.post("/api/billing-events", &receipt).await.expect(200).json();
    assert_eq!(id_of(&again), id);
    let mut other = receipt.clone();
    other["amount_cents"] = json!(4_300);
    assert_eq!(told(seller.api.post("/api/billing-events", &other).await, "reference_number"), "already_used");
    other["type"] = json!("Porto");
    let of_other_type = event(&seller, &other).await;
    let clash = seller.api.put(&format!("/api/billing-events/{of_other_type}"), &receipt).await;
    assert_eq!(told(clash, "reference_number"), "already_used");

    let batch =
        json!({ "events": [receipt, { "customer": customer, "reference_number": "Q-18" }, { "customer": customer, "reference_number": "Q-18" }] });
    let taken = seller.api.post("/api/billing-events/batch", &batch).await.expect(201).json();
    let known: Vec<&Value> = taken["items"].as_array().unwrap().iter().map(|item| &item["known"]).collect();
    // The third is written on the day of the second, so it is the same receipt.
    assert_eq!(known, [&json!(true), &json!(false), &json!(true)]);
    assert_eq!(app.count("select count(*) from billing_events").await, 3);
    let mut clashing = batch.clone();
    clashing["events"][1]["amount_cents"] = json!(1);
    assert_eq!(told(seller.api.post("/api/billing-events/batch", &clashing).await, "events[1].reference_number"), "already_used");
}

#[tokio::test]
async fn open_events_are_changed_deleted_and_billed_by_hand() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let customer = seller.customer().await;
    let form = [
        ("form[customer]", customer.as_str()),
        ("form[kind]", "filing_fee"),
        ("form[own_kind]", "Reisekosten"),
        ("form[amount]", "1.234,56"),
        ("form[occurred_on]", "2026-02-03"),
        ("form[description]", "Fahrt nach Kiel"),
    ];
    let saved = browser.submit("/rpc/usage/save_event", &form).await.expect(302);
    assert!(saved.header("location").ends_with("/billing?notice=event_created"), "{}", saved.header("location"));
    let page = browser.get("/billing").await.expect(200).text();
    assert!(page.contains("Fahrt nach Kiel") && page.contains("1.234,56") && page.contains("Reisekosten"), "{page}");
    let other = event(&seller, &json!({ "customer": customer, "amount_cents": 100, "occurred_on": "2026-03-01" })).await;
    let wrong = browser.submit("/rpc/usage/save_event", &[("id", &other), ("form[customer]", &customer), ("form[amount]", "x")]).await.expect(302);
    assert!(wrong.header("location").ends_with(&format!("/billing/events/{other}")));
    seller
        .api
        .put(&format!("/api/billing-events/{other}"), &json!({ "customer": customer, "amount_cents": 200, "occurred_on": "2026-03-01" }))
        .await
        .expect(200);

    let period = json!({ "from": "2026-02-01", "until": "2026-02-28", "send": true });
    let billed = seller.api.post(&format!("/api/customers/{customer}/bill"), &period).await.expect(201).json();
    let invoice = seller.read(billed["invoice"].as_str().unwrap()).await;
    assert_eq!((&invoice["net_amount"], &invoice["gross_amount"]), (&json!("1234.56"), &json!("1469.13")));
    assert_eq!(billed["mailed"], true);
    app.work().await;
    assert_eq!(app.mails().await.len(), 1);
    seller.api.post(&format!("/api/customers/{customer}/bill"), &period).await.expect_problem(409, "nothing_to_bill");

    let shown = browser.get(&format!("/customers/{customer}")).await.expect(200).text();
    assert!(shown.contains("Rechnung aus offenen Posten"));
    let by_form = browser.submit("/rpc/usage/bill_customer", &[("id", &customer)]).await.expect(302);
    assert!(by_form.header("location").contains("/invoices/INV-"), "{}", by_form.header("location"));
    let gone = event(&seller, &json!({ "customer": customer })).await;
    seller.api.delete(&format!("/api/billing-events/{gone}")).await.expect(204);
    seller.api.get(&format!("/api/billing-events/{gone}")).await.expect(404);
    seller.api.delete(&format!("/api/billing-events/{other}")).await.expect_problem(409, "already_billed");
    seller.api.put(&format!("/api/billing-events/{other}"), &json!({ "customer": customer })).await.expect_problem(409, "already_billed");
    assert_eq!(app.count("select count(*) from invoices").await, 2);
}

#[tokio::test]
async fn the_database_refuses_to_touch_what_is_billed() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    event(&seller, &json!({ "customer": customer, "amount_cents": 100, "occurred_on": "2026-02-03" })).await;
    seller.api.post(&format!("/api/customers/{customer}/bill"), &json!({})).await.expect(201);
    let mut connection = PgConnection::connect(&app.database.url).await.unwrap();
    connection.execute("set role rechnungswerk_app").await.unwrap();
    let organization = seller.actor.organization.to_string();
    sqlx::query("select set_config('app.organization_id', $1, false)").bind(organization).execute(&mut connection).await.unwrap();
    for statement in [
        "update billing_events set amount_cents = 1",
        "update billing_events set invoice_id = null, billed_at = null",
        "update billing_events set invoice_id = (select id from invoices limit 1), billed_at = now()",
        "delete from billing_events",
        "insert into billing_events (id, organization_id, customer_id, public_id, kind, quantity, occurred_on, tax_rate, invoice_id, billed_at, created_at, updated_at)
         select gen_random_uuid(), organization_id, customer_id, 'BEV-X', kind, quantity, occurred_on, tax_rate, invoice_id, billed_at, created_at, updated_at from billing_events",
    ] {
        let error = connection.execute(statement).await.expect_err(statement);
        assert_eq!(error.as_database_error().unwrap().code().unwrap(), "RW001", "{statement}");
    }
    // An open one cannot change while it is billed.
    event(&seller, &json!({ "customer": customer, "amount_cents": 100, "occurred_on": "2026-02-03" })).await;
    let sly =
        "update billing_events set amount_cents = 9, invoice_id = (select id from invoices limit 1), billed_at = now() where invoice_id is null";
    assert_eq!(connection.execute(sly).await.unwrap_err().as_database_error().unwrap().code().unwrap(), "RW001");
}

#[tokio::test]
async fn executives_read_and_staff_does_not_know_of_it() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let id = event(&seller, &json!({ "customer": customer, "amount_cents": 100, "occurred_on": "2026-02-03" })).await;
    let run = seller.api.post("/api/billing-runs", &json!({ "month": "2026-02" })).await.expect(202).json();
    app.work().await;
    let browser = app.browser(&seller);
    let pages = ["/billing".to_owned(), "/billing/runs".to_owned(), format!("/billing/runs/{}", id_of(&run))];
    sqlx::query("update memberships set role = 'executive'").execute(&mut app.owner().await).await.unwrap();
    for page in &pages {
        let shown = browser.get(page).await.expect(200).text();
        assert!(!shown.contains("/rpc/usage/") && !shown.contains("/billing/events/"), "{page} offers something to an executive");
    }
    browser.submit("/rpc/usage/start_run", &[("month", "2026-01")]).await.expect(302);
    browser.delete(&format!("/api/billing-events/{id}")).await.expect_problem(403, "forbidden");
    assert_eq!(app.count("select count(*) from billing_runs").await, 1);
    sqlx::query("update memberships set role = 'staff'").execute(&mut app.owner().await).await.unwrap();
    for page in &pages {
        browser.get(page).await.expect(404);
    }
    browser.get("/api/billing-runs").await.expect_problem(404, "not_found");
    browser.get("/api/billing-events").await.expect_problem(404, "not_found");
}
