//! The portal's JSON API: what it tells, confirmations, and documents that never change.

use serde_json::{Value, json};

use crate::support::TestApp;

#[tokio::test]
async fn the_invoice_is_told_as_the_specification_says() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    let answer = app.stranger().get(&format!("/api/portal/{token}")).await.expect(200);
    assert_eq!(answer.header("content-type"), "application/json");
    let invoice = answer.json();
    let expected = json!({
        "seller_name": "Atelier Nordlicht GmbH", "seller_address": "Speicherstraße 12, 20457 Hamburg", "seller_vat_id": "DE123456788",
        "buyer_name": "Brandt & Söhne KG", "buyer_address": "Holstenstraße 7, 23552 Lübeck", "buyer_vat_id": "DE136695976",
        "net_amount": "2055.50", "tax_amount": "309.19", "gross_amount": "2364.69", "open_amount": "2364.69", "currency": "EUR",
        "payment_status": "unpaid", "iban": "DE89370400440532013000", "bic": "COBADEFFXXX", "payment_account_name": "Atelier Nordlicht GmbH",
        "corrections": [],
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&invoice[name], value, "{name}");
    }
    assert!(invoice["invoice_number"].as_str().unwrap().starts_with("RE-"));
    let rates: Vec<(&Value, &Value, &Value)> =
        invoice["tax_breakdown"].as_array().unwrap().iter().map(|tax| (&tax["tax_rate"], &tax["net_amount"], &tax["tax_amount"])).collect();
    assert!(rates.contains(&(&json!("19"), &json!("1377.50"), &json!("261.73"))), "{rates:?}");
    assert!(rates.contains(&(&json!("7"), &json!("678.00"), &json!("47.46"))), "{rates:?}");
    assert_eq!(invoice["line_items"][0]["quantity"], "14.5");
    assert_eq!(invoice["line_items"][1]["unit_price"], "1.356");
    let words = invoice.to_string();
    assert!(!words.contains(&token) && !words.contains("INV-"), "no identifiers of ours: {words}");
}

#[tokio::test]
async fn a_confirmation_settles_and_a_second_one_changes_nothing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let confirm = format!("/api/portal/{token}/confirm-payment");
    let answer = app.stranger().post(&confirm, &json!({ "note": "Überweisung vom Geschäftskonto" })).await.expect(200).json();
    assert_eq!(answer, json!({ "message": "Zahlung bestätigt", "payment_status": "paid" }));
    let again = app.stranger().post_nothing(&confirm).await.expect_problem(409, "already_paid");
    assert_eq!(again["title"], "Bereits als bezahlt markiert");
    let read = seller.read(&invoice).await;
    assert_eq!((&read["state"], &read["open_amount"]), (&json!("paid"), &json!("0.00")));
    assert_eq!(read["payments"].as_array().unwrap().len(), 1);
    assert_eq!(read["payments"][0]["note"], "Überweisung vom Geschäftskonto");
    assert_eq!(app.count("select count(*) from notifications where kind = 'payment.confirmed'").await, 1);
    assert_eq!(app.count("select count(*) from audit_events where event = 'payment.confirmed_by_customer'").await, 1);
    app.work().await;
    let mails = app.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.to.contains(&seller.email)).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains(&format!("{}/invoices/{invoice}", app.url)), "{}", told[0].text);
    let status = app.stranger().get(&format!("/api/portal/{token}")).await.expect(200).json();
    assert_eq!((&status["payment_status"], &status["iban"]), (&json!("paid"), &Value::Null));
}

#[tokio::test]
async fn two_hundred_confirmations_at_once_are_one_payment() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let confirm = format!("/api/portal/{token}/confirm-payment");
    let asked = (0..200).map(|_| {
        let (client, confirm) = (app.stranger(), confirm.clone());
        tokio::spawn(async move { client.post_nothing(&confirm).await.status })
    });
    let mut statuses = Vec::new();
    for answer in asked.collect::<Vec<_>>() {
        statuses.push(answer.await.unwrap());
    }
    let of = |status: u16| statuses.iter().filter(|one| **one == status).count();
    assert_eq!((of(200), of(409)), (1, 199), "{statuses:?}");
    let read = seller.read(&invoice).await;
    assert_eq!((read["payments"].as_array().unwrap().len(), &read["paid_amount"]), (1, &json!("2364.69")));
    assert_eq!(app.count("select count(*) from notifications").await, 1);
}

#[tokio::test]
async fn a_reported_payment_waits_for_the_seller() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    app.confirmations(&seller, "report").await;
    let (invoice, token) = seller.shared_invoice().await;
    let confirm = format!("/api/portal/{token}/confirm-payment");
    let answer = app.stranger().post_nothing(&confirm).await.expect(200).json();
    assert_eq!(answer, json!({ "message": "Zahlung gemeldet", "payment_status": "reported" }));
    app.stranger().post_nothing(&confirm).await.expect_problem(409, "already_paid");
    let read = seller.read(&invoice).await;
    assert_eq!((&read["state"], &read["status"], &read["open_amount"]), (&json!("open"), &json!("reported"), &json!("2364.69")));
    let payment = read["payments"][0]["id"].as_str().unwrap();
    let review = format!("/api/invoices/{invoice}/payments/{payment}/review");
    seller.api.post(&review, &json!({ "decision": "reject" })).await.expect(204);
    assert_eq!(app.stranger().get(&format!("/api/portal/{token}")).await.json()["payment_status"], "unpaid");
    app.stranger().post_nothing(&confirm).await.expect(200);
    let read = seller.read(&invoice).await;
    let second = read["payments"].as_array().unwrap().iter().find(|payment| payment["state"] == "reported").unwrap();
    seller
        .api
        .post(&format!("/api/invoices/{invoice}/payments/{}/review", second["id"].as_str().unwrap()), &json!({ "decision": "accept" }))
        .await
        .expect(204);
    assert_eq!(seller.read(&invoice).await["state"], "paid");
}

#[tokio::test]
async fn documents_are_made_once_and_served_unchanged() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let pdf = format!("/api/portal/{token}/download-pdf");
    app.stranger().get(&pdf).await.expect_problem(409, "documents_pending");
    app.work().await;
    let number = seller.read(&invoice).await["number"].as_str().unwrap().to_owned();
    let first = app.stranger().get(&pdf).await.expect(200);
    assert_eq!(first.header("content-type"), "application/pdf");
    assert_eq!(first.header("content-disposition"), format!("attachment; filename=\"Rechnung_{number}.pdf\""));
    assert!(first.body.starts_with(b"%PDF-"));
    let xml = app.stranger().get(&format!("/api/portal/{token}/download-xml")).await.expect(200);
    assert_eq!(xml.header("content-type"), "application/xml");
    assert_eq!(xml.header("content-disposition"), format!("attachment; filename=\"Rechnung_{number}.xml\""));
    assert!(xml.text().contains(&number));

    // New data of the seller and a payment change what is shown, never what was archived.
    app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    app.work().await;
    assert_eq!(app.stranger().get(&pdf).await.expect(200).body, first.body);
    assert_eq!(seller.api.get(&format!("/api/invoices/{invoice}/xml")).await.expect(200).body, xml.body);
    let documents = seller.read(&invoice).await["documents"].clone();
    assert_eq!(documents.as_array().unwrap().len(), 2);
    assert_eq!(app.count("select count(*) from invoice_documents").await, 2);
}

#[tokio::test]
async fn a_cancelled_invoice_says_so_and_names_its_cancellation() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    seller.api.post(&format!("/api/invoices/{invoice}/cancel"), &json!({ "reason": "Falscher Empfänger" })).await.expect(201);
    let read = app.stranger().get(&format!("/api/portal/{token}")).await.expect(200).json();
    assert_eq!((&read["payment_status"], &read["open_amount"]), (&json!("void"), &json!("0.00")));
    assert_eq!((&read["corrections"][0]["kind"], &read["corrections"][0]["gross_amount"]), (&json!("cancellation"), &json!("-2364.69")));
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect_problem(409, "closed");
}
