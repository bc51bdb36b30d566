//! What people are told, and how each wants it: in the app, by mail at once, in the morning's digest, or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use rechnungswerk::domain::mail_view::MailView;
use serde_json::json;

use crate::support::people::Organization;
use crate::support::{Client, TestApp};

async fn choose(browser: &Client, kind: &str, channel: &str) {
    let saved = browser.submit("/rpc/notifications/save_settings", &[(format!("choices[{kind}]").as_str(), channel)]).await;
    assert!(saved.header("location").ends_with("/notifications/settings?notice=saved"), "{} {}", saved.status, saved.text());
}

/// A customer says to have paid; the invoice's number.
async fn a_payment_is_confirmed(app: &TestApp, seller: &Organization) -> String {
    let (id, token) = seller.shared_invoice().await;
    app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await.expect(200);
    seller.read(&id).await["number"].as_str().unwrap().to_owned()
}

/// Those to the person, beside the one that the organization itself gets.
async fn notices(app: &TestApp) -> Vec<MailView> {
    app.work().await;
    app.mails().await.into_iter().filter(|mail| mail.text.contains("/notifications/settings")).collect()
}

async fn due_at(app: &TestApp) -> DateTime<Utc> {
    sqlx::query_scalar("select max(due_at) from notification_mails where day is not null").fetch_one(&mut app.owner().await).await.unwrap()
}

async fn at(app: &TestApp, moment: DateTime<Utc>) {
    app.later(moment - app.clock.now());
}

#[tokio::test]
async fn the_digest_comes_once_at_seven_and_not_when_nothing_happened() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    choose(&browser, "payment.confirmed", "digest").await;
    // Away from the hour itself, whenever this test runs.
    a_payment_is_confirmed(&app, &seller).await;
    let first = due_at(&app).await;
    at(&app, first + TimeDelta::hours(2)).await;
    notices(&app).await;

    let numbers = [a_payment_is_confirmed(&app, &seller).await, a_payment_is_confirmed(&app, &seller).await];
    let due = due_at(&app).await;
    assert_eq!(due.with_timezone(&seller.actor.zone).format("%H:%M:%S").to_string(), "07:00:00");
    assert!(browser.get("/notifications").await.text().contains(&numbers[0]), "it stands in the app at once");
    at(&app, due - TimeDelta::seconds(2)).await;
    assert_eq!(notices(&app).await.len(), 1, "the one of the day before");
    at(&app, due + TimeDelta::seconds(1)).await;
    let sent = notices(&app).await;
    assert_eq!(sent.len(), 2);
    let digest = sent.iter().find(|mail| mail.text.contains(&numbers[0])).expect("the digest of the day");
    assert_eq!((digest.to.as_str(), digest.subject.starts_with("2 ")), (seller.email.as_str(), true), "{}", digest.subject);
    assert!(digest.text.contains(&numbers[1]) && digest.text.contains("Brandt & Söhne KG hat die Zahlung von"), "{}", digest.text);
    assert!(digest.text.contains("/invoices/INV-"));
    at(&app, due + TimeDelta::days(3)).await;
    assert_eq!(notices(&app).await.len(), 2, "nothing happened, nothing is sent");
    let causes = app.count("select count(distinct cause) from email_messages where kind = 'notification_digest'").await;
    assert_eq!((causes, app.count("select count(*) from email_messages where kind = 'notification_digest'").await), (2, 2));
}

#[tokio::test]
async fn a_mail_at_once_an_entry_or_nothing() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    sqlx::query("update users set language = 'en'").execute(&mut app.owner().await).await.unwrap();
    choose(&browser, "payment.confirmed", "mail").await;
    assert!(browser.get("/notifications/settings").await.expect(200).text().contains("value=\"mail\" selected"));
    let number = a_payment_is_confirmed(&app, &seller).await;
    let sent = notices(&app).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].subject, format!("Brandt & Söhne KG confirmed the payment of {number}"));
    assert_eq!(app.count("select count(*) from notifications where read_at is null").await, 1);

    choose(&browser, "payment.confirmed", "off").await;
    a_payment_is_confirmed(&app, &seller).await;
    assert_eq!((notices(&app).await.len(), app.count("select count(*) from notifications").await), (1, 1));
    choose(&browser, "payment.confirmed", "app").await;
    a_payment_is_confirmed(&app, &seller).await;
    assert_eq!((notices(&app).await.len(), app.count("select count(*) from notifications").await), (1, 2));
    for wrong in [("choices[payment.confirmed]", "pigeon"), ("choices[nonsense]", "mail")] {
        let refused = browser.request(reqwest::Method::POST, "/rpc/notifications/save_settings").header("accept", "application/json").form(&[wrong]);
        assert_eq!(browser.send(refused).await.status, 422, "{wrong:?}");
    }
}

#[tokio::test]
async fn one_is_marked_as_read_and_the_others_stay_new() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    a_payment_is_confirmed(&app, &seller).await;
    a_payment_is_confirmed(&app, &seller).await;
    assert!(browser.get("/notifications").await.text().contains("2 neue"));
    let id: uuid::Uuid = sqlx::query_scalar("select id from notifications limit 1").fetch_one(&mut app.owner().await).await.unwrap();
    browser.submit("/rpc/notifications/read", &[("id", &id.to_string())]).await;
    assert_eq!(app.count("select count(*) from notifications where read_at is null").await, 1);
    browser.submit("/rpc/notifications/read_all", &[]).await;
    assert_eq!(app.count("select count(*) from notifications where read_at is null").await, 0);
}

#[tokio::test]
async fn a_notice_that_cannot_be_mailed_leads_to_no_further_mail() {
    let app = TestApp::start_with(&[("SMTP_URL", "smtp://127.0.0.1:9")]).await;
    let seller = app.sign_up().await;
    choose(&app.browser(&seller), "mail.failed", "mail").await;
    let id = seller.invoice().await;
    seller.api.post(&format!("/api/invoices/{id}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    for _ in 0..12 {
        app.work().await;
        app.later(TimeDelta::minutes(6));
    }
    assert_eq!(app.count("select count(*) from email_messages where kind = 'notification' and state = 'failed'").await, 1);
    assert_eq!(app.count("select count(*) from notifications where kind = 'mail.failed'").await, 2, "both failures stand in the app");
}

#[tokio::test]
async fn who_left_the_organization_is_told_nothing_more() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    choose(&app.browser(&seller), "payment.confirmed", "digest").await;
    a_payment_is_confirmed(&app, &seller).await;
    sqlx::query("update memberships set role = 'staff'").execute(&mut app.owner().await).await.unwrap();
    at(&app, due_at(&app).await + TimeDelta::seconds(1)).await;
    assert_eq!(notices(&app).await.len(), 0);
    assert_eq!(app.count("select count(*) from notification_mails where state = 'done'").await, 1);
}
