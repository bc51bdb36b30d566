//! "Alle ungesendeten senden": everything that was never sent goes out once, however often the button is pressed, and a reload shows how far it is.

use std::time::Duration;

use chrono::TimeDelta;
use rechnungswerk::server::{jobs, mailings};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::smtp::SmtpServer;
use crate::support::people::{Organization, id_of};
use crate::support::{Answer, Client, TestApp, eventually};

async fn press(browser: &Client) -> Answer {
    browser.submit("/rpc/mailings/start", &[]).await
}

/// The page that a press leads to, without what it says.
fn page_of(answer: &Answer) -> String {
    answer.header("location").split('?').next().unwrap_or_default().trim_start_matches("http://").to_owned()
}

async fn many(seller: &Organization, count: usize) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(seller.invoice().await);
    }
    all
}

/// An invoice of a customer whose address was taken away afterwards.
async fn without_address(seller: &Organization) -> String {
    let mut whole =
        json!({ "name": "Hofladen", "street": "Dorfstraße 1", "postcode": "23570", "city": "Travemünde", "billing_email": "hof@laden.example" });
    let customer = id_of(&seller.api.post("/api/customers", &whole).await.expect(201).json());
    let invoice = seller.draft_for(&customer).await;
    seller.issue(&invoice).await;
    whole["billing_email"] = json!("");
    seller.api.put(&format!("/api/customers/{customer}"), &whole).await.expect(200);
    invoice
}

async fn figures(seller: &Organization, id: &str) -> Value {
    seller.api.get(&format!("/api/mailings/{id}")).await.expect(200).json()
}

#[tokio::test]
async fn pressed_twice_everything_is_sent_once_and_a_reload_shows_how_far_it_is() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    assert!(!browser.get("/invoices").await.expect(200).text().contains("/mailings/new"), "there is nothing to send");
    assert!(browser.get("/mailings/new").await.expect(200).text().contains("Alles ist gesendet oder unterwegs"));
    let invoices = many(&seller, 3).await;
    let hofladen = without_address(&seller).await;
    let draft = seller.draft().await;
    let by_hand = seller.invoice().await;
    seller.api.post(&format!("/api/invoices/{by_hand}/mark-sent"), &json!({})).await.expect(204);

    assert!(browser.get("/invoices").await.text().contains("href=\"/mailings/new\""));
    let question = browser.get("/mailings/new").await.expect(200).text();
    assert!(question.contains("3 Rechnungen jetzt senden") && question.contains("Hofladen"), "{question}");
    let (first, second) = tokio::join!(press(&browser), press(&browser));
    let page = page_of(&first);
    assert_eq!(page, page_of(&second), "there are two mailings");
    let id = page.rsplit('/').next().unwrap().to_owned();

    // Before any worker came by, and once more: both show the same, and look again by themselves without a script.
    for _ in 0..2 {
        let shown = browser.get(&page).await.expect(200).text();
        assert!(shown.contains("0 von 4 erledigt") && shown.contains("http-equiv=\"refresh\"") && shown.contains("Wird gesendet"), "{shown}");
    }
    app.work().await;
    let shown = browser.get(&page).await.expect(200).text();
    assert!(shown.contains("4 von 4 erledigt, 3 vom Mailserver angenommen") && !shown.contains("http-equiv=\"refresh\""), "{shown}");
    assert!(shown.contains("Die Rechnungs-E-Mail des Kunden fehlt.") && shown.contains(&format!("/invoices/{hofladen}")));
    let told = figures(&seller, &id).await;
    assert_eq!((&told["state"], &told["invoices"], &told["sent"], &told["skipped"]), (&json!("done"), &json!(4), &json!(3), &json!(1)));

    let mails = app.mails().await;
    assert_eq!(mails.len(), 3);
    assert!(mails.iter().all(|mail| mail.to == "rechnung@brandt-soehne.example"));
    for invoice in &invoices {
        assert!(seller.read(invoice).await["sent_at"].is_string());
    }
    assert!(seller.read(&draft).await["number"].is_null());
    assert_eq!(app.count("select count(*) from email_messages where attach_pdf and state = 'sent'").await, 3);
    // Only the one without an address is left; a third press finds nobody to send to, and sends nothing.
    let third = page_of(&press(&browser).await);
    app.work().await;
    assert_ne!(third, page);
    assert_eq!(app.mails().await.len(), 3);
    assert_eq!(app.count("select count(*) from audit_events where event = 'mailing.started'").await, 2);
}

#[tokio::test]
async fn what_is_on_its_way_or_was_sent_meanwhile_is_left_out() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (first, second) = (seller.invoice().await, seller.invoice().await);
    let send = json!({ "to_email": "kasse@brandt.example" });
    seller.api.post(&format!("/api/invoices/{first}/send-email"), &send).await.expect(202);
    let begun = seller.api.post("/api/mailings", &json!({})).await.expect(202);
    let id = id_of(&begun.json());
    assert_eq!((&begun.json()["invoices"], begun.header("location")), (&json!(1), format!("/api/mailings/{id}").as_str()));
    // Somebody is quicker by hand.
    seller.api.post(&format!("/api/invoices/{second}/send-email"), &send).await.expect(202);
    app.work().await;
    let items = seller.api.get(&format!("/api/mailings/{id}/items")).await.expect(200).json();
    assert_eq!((&items["items"][0]["invoice"], &items["items"][0]["reason"]), (&json!(second), &json!("sent_meanwhile")));
    assert_eq!(app.mails().await.len(), 2, "one for each invoice");
    seller.api.post("/api/mailings", &json!({})).await.expect_problem(409, "nothing_unsent");
    assert_eq!(seller.api.get(&format!("/api/mailings/{id}/items?state=lost")).await.wrong_fields(), ["state: not_a_choice"]);
}

#[tokio::test]
async fn a_mailing_that_is_killed_again_and_again_sends_everything_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    for _ in 0..25 {
        let draft = seller.draft_for(&customer).await;
        seller.issue(&draft).await;
    }
    let id: Uuid = id_of(&seller.api.post("/api/mailings", &json!({})).await.expect(202).json()).parse().unwrap();
    let organization = seller.actor.organization;
    for milliseconds in [3, 7, 12, 20, 31, 45] {
        // Dropped in the middle of whatever it does; its lease runs out.
        let _ = tokio::time::timeout(Duration::from_millis(milliseconds), mailings::carry_on(&app.state, organization, id)).await;
        app.later(TimeDelta::seconds(10));
    }
    // Two at once, of which one believes to have the lease.
    let (a, b) = tokio::join!(mailings::carry_on(&app.state, organization, id), mailings::carry_on(&app.state, organization, id));
    a.unwrap();
    b.unwrap();
    app.later(TimeDelta::seconds(30));
    app.work().await;
    let told = figures(&seller, &id.to_string()).await;
    assert_eq!((&told["state"], &told["sent"], &told["invoices"]), (&json!("done"), &json!(25), &json!(25)));
    assert_eq!(app.count("select count(distinct invoice_id) from email_messages where kind = 'invoice'").await, 25);
    assert_eq!(app.count("select count(*) from email_messages").await, 25);
}

#[tokio::test]
async fn a_server_that_refuses_is_told_on_the_page_and_pressing_again_tries_again() {
    let server = SmtpServer::start();
    let app = TestApp::start_with(&[("SMTP_URL", &server.url)]).await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    seller.invoice().await;
    sqlx::query("update customers set billing_email = 'refuse@brandt.example'").execute(&mut app.owner().await).await.unwrap();
    let page = page_of(&press(&browser).await);
    app.work().await;
    let shown = browser.get(&page).await.expect(200).text();
    assert!(shown.contains("Nicht zugestellt") && shown.contains("550") && shown.contains("href=\"/mailings/new\""), "{shown}");
    sqlx::query("update customers set billing_email = 'kasse@brandt.example'").execute(&mut app.owner().await).await.unwrap();
    let again = page_of(&press(&browser).await);
    assert_ne!(again, page);
    app.work().await;
    assert!(browser.get(&again).await.expect(200).text().contains("1 von 1 erledigt, 1 vom Mailserver angenommen"));
}

#[tokio::test]
async fn the_workers_do_it_by_themselves() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    many(&seller, 2).await;
    let shutdown = CancellationToken::new();
    let workers = tokio::spawn(jobs::run(app.state.clone(), shutdown.clone()));
    let id = id_of(&seller.api.post("/api/mailings", &json!({})).await.expect(202).json());
    eventually("both mails", async || figures(&seller, &id).await["sent"] == 2).await;
    shutdown.cancel();
    workers.await.unwrap();
}
