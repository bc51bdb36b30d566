//! Money that staff records.

use serde_json::json;

use crate::support::TestApp;

#[tokio::test]
async fn payments_in_parts_settle_an_invoice() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    let payments = format!("/api/invoices/{id}/payments");
    seller.api.post(&payments, &json!({ "amount": "1000.00", "reference": "Abschlag", "method": "bank_transfer" })).await.expect(201);
    let read = seller.read(&id).await;
    assert_eq!((&read["status"], &read["paid_amount"], &read["open_amount"]), (&json!("partially_paid"), &json!("1000.00"), &json!("1364.69")));
    assert_eq!(app.stranger().get(&format!("/api/portal/{token}")).await.json()["payment_status"], "partially_paid");
    seller.api.post_nothing(&payments).await.expect(201);
    assert_eq!(seller.read(&id).await["state"], "paid");
    seller.api.post_nothing(&payments).await.expect_problem(409, "already_paid");
}

#[tokio::test]
async fn what_no_bank_would_book_is_refused() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    let payments = format!("/api/invoices/{id}/payments");
    let wrong = json!({ "amount": "-5", "date": "2999-01-01", "method": "portal_confirmation", "reference": "x".repeat(141), "note": "\u{0}" });
    let mut fields = seller.api.post(&payments, &wrong).await.wrong_fields();
    fields.sort();
    assert_eq!(fields, ["amount: out_of_range", "date: not_a_date", "method: not_a_choice", "note: unprintable", "reference: too_long"]);
    for amount in [json!("0"), json!("NaN"), json!("inf"), json!("1e9"), json!("12,50"), json!("0.001"), json!(1e300), json!("٣")] {
        let fields = seller.api.post(&payments, &json!({ "amount": amount })).await.wrong_fields();
        assert!(fields.len() == 1 && fields[0].starts_with("amount: "), "{amount}: {fields:?}");
    }
    assert_eq!(app.count("select count(*) from payments").await, 0);
}

#[tokio::test]
async fn only_a_customers_statement_is_judged_and_only_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    let payment = seller.read(&id).await["payments"][0]["id"].as_str().unwrap().to_owned();
    let review = format!("/api/invoices/{id}/payments/{payment}/review");
    assert_eq!(seller.api.post(&review, &json!({})).await.wrong_fields(), ["decision: required"]);
    assert_eq!(seller.api.post(&review, &json!({ "decision": "maybe" })).await.wrong_fields(), ["decision: not_a_choice"]);
    seller.api.post(&review, &json!({ "decision": "reject" })).await.expect(204);
    assert_eq!(seller.read(&id).await["state"], "open");
    seller.api.post(&review, &json!({ "decision": "accept" })).await.expect_problem(404, "not_found");
    seller.api.post(&format!("/api/invoices/{id}/payments/x/review"), &json!({ "decision": "accept" })).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_statement_counts_only_while_money_is_missing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    app.confirmations(&seller, "report").await;
    let reported = async || {
        let (id, token) = seller.shared_invoice().await;
        app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
        let payment = seller.read(&id).await["payments"][0]["id"].as_str().unwrap().to_owned();
        let review = format!("/api/invoices/{id}/payments/{payment}/review");
        (id, review)
    };
    let (id, review) = reported().await;
    seller.api.post_nothing(&format!("/api/invoices/{id}/payments")).await.expect(201);
    seller.api.post(&review, &json!({ "decision": "accept" })).await.expect_problem(409, "already_paid");
    seller.api.post(&review, &json!({ "decision": "reject" })).await.expect(204);
    let read = seller.read(&id).await;
    assert_eq!((&read["state"], &read["open_amount"]), (&json!("paid"), &json!("0.00")));

    let (id, review) = reported().await;
    seller.api.post_nothing(&format!("/api/invoices/{id}/cancel")).await.expect(201);
    seller.api.post(&review, &json!({ "decision": "accept" })).await.expect_problem(409, "closed");
    assert_eq!(seller.read(&id).await["state"], "void");
}
