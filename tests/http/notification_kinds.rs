//! Each kind of notification has its words and its choice, and is told as it was chosen.

use chrono::{DateTime, TimeDelta, Utc};
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::notification::{KINDS, OTHER};
use rechnungswerk::i18n;
use serde_json::{Value, json};

use crate::receiver::Receiver;
use crate::recurring::{create, series};
use crate::support::people::{Organization, id_of};
use crate::support::{Client, TestApp};

const TOKEN: &str = "ein-langes-geheimnis-fuer-brevo";

async fn app() -> TestApp {
    let app = TestApp::start_with(&[("EMAIL_WEBHOOK_BREVO_TOKEN", TOKEN), ("WEBHOOK_ALLOW_PRIVATE", "true")]).await;
    let moment: DateTime<Utc> = "2026-01-15T12:00:00Z".parse().unwrap();
    app.later(moment - app.clock.now());
    app
}

async fn choose(browser: &Client, kind: &str, channel: &str) {
    let saved = browser.submit("/rpc/notifications/save_settings", &[(format!("choices[{kind}]").as_str(), channel)]).await;
    assert!(saved.header("location").ends_with("/notifications/settings?notice=saved"), "{kind}: {} {}", saved.status, saved.text());
}

async fn at(app: &TestApp, moment: &str) {
    let moment: DateTime<Utc> = moment.parse().unwrap();
    app.later(moment - app.clock.now() + TimeDelta::milliseconds(2));
    app.work().await;
}

/// Whom nothing can be billed, because the address is missing.
async fn hopeless(seller: &Organization) -> String {
    id_of(&seller.api.post("/api/customers", &json!({ "name": "Hofladen" })).await.expect(201).json())
}

/// A series that fails on three days; the third time it pauses.
async fn a_series_fails(app: &TestApp, seller: &Organization) {
    create(seller, &series(&hopeless(seller).await, "2026-01-31")).await;
    for day in ["2026-01-31", "2026-02-01", "2026-02-02"] {
        at(app, &format!("{day}T05:00:00Z")).await;
    }
}

async fn a_mail_bounces(app: &TestApp, seller: &Organization) {
    let invoice = seller.invoice().await;
    seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    app.work().await;
    bounce(app, "kasse@brandt.example").await;
}

async fn bounce(app: &TestApp, address: &str) {
    let message: String = sqlx::query_scalar("select message_id from email_messages where to_address = $1 order by created_at desc limit 1")
        .bind(address)
        .fetch_one(&mut app.owner().await)
        .await
        .unwrap();
    let body = json!({ "event": "hard_bounce", "email": address, "message-id": message, "ts_event": 1, "reason": "550 no such user" });
    let stranger = app.stranger().with("authorization", &format!("Bearer {TOKEN}"));
    stranger.post("/webhooks/email/brevo", &body).await.expect(204);
}

async fn a_run_leaves_somebody_out(app: &TestApp, seller: &Organization) {
    let event = json!({ "customer": hopeless(seller).await, "amount_cents": 5_000, "occurred_on": "2025-12-03" });
    seller.api.post("/api/billing-events", &event).await.expect(201);
    seller.api.post("/api/billing-runs", &json!({ "month": "2025-12" })).await.expect(202);
    app.work().await;
}

async fn an_endpoint_is_dead_for_three_days(app: &TestApp, seller: &Organization) {
    let receiver = Receiver::start().await;
    receiver.answer(500);
    seller.api.post("/api/webhooks", &json!({ "url": receiver.url, "events": ["customer.created"] })).await.expect(201);
    for _ in 0..2 {
        seller.customer().await;
        app.work().await;
        app.later(TimeDelta::days(3));
    }
    app.work().await;
}

async fn an_invoice_becomes_overdue(app: &TestApp, seller: &Organization) {
    seller.invoice().await;
    app.later(TimeDelta::days(15));
    rechnungswerk::server::invoices::overdue::notice(&app.state).await.unwrap();
}

/// Subjects of the mails that told of notifications.
async fn mails_of_notices(app: &TestApp) -> Vec<String> {
    app.work().await;
    app.mails().await.into_iter().filter(|mail| mail.text.contains("/notifications/settings")).map(|mail| mail.subject).collect()
}

async fn told_in_app(app: &TestApp, kind: &str) -> i64 {
    sqlx::query_scalar("select count(*) from notifications where kind = $1").bind(kind).fetch_one(&mut app.owner().await).await.unwrap()
}

/// What is chosen for one kind is done for it and for nothing else: mailed at once with these words, or not told at all.
async fn is_told_as_chosen(kind: &str, words: &str, happen: impl AsyncFn(&TestApp, &Organization)) {
    for (channel, in_app, mailed) in [("mail", 1, 1), ("off", 0, 0)] {
        let app = app().await;
        let seller = app.sign_up().await;
        let browser = app.browser(&seller);
        choose(&browser, kind, channel).await;
        happen(&app, &seller).await;
        let subjects = mails_of_notices(&app).await;
        let of_kind = subjects.iter().filter(|subject| subject.contains(words)).count();
        assert_eq!((of_kind, subjects.len()), (mailed, mailed), "{kind}, {channel}: {subjects:?}");
        assert_eq!(told_in_app(&app, kind).await.min(1), in_app, "{kind}, {channel}");
        // Whoever comes back after weeks logs in again.
        let later = app.clock.now() + TimeDelta::days(1);
        sqlx::query("update sessions set expires_at = $1, last_seen_at = $1").bind(later).execute(&mut app.owner().await).await.unwrap();
        let page = browser.get("/notifications").await.expect(200).text();
        assert_eq!(page.contains(words), channel == "mail", "{kind}, {channel}");
    }
}

#[tokio::test]
async fn a_webhook_that_was_shut_off() {
    is_told_as_chosen("webhook.switched_off", "Ein Webhook wurde abgeschaltet", an_endpoint_is_dead_for_three_days).await;
}

#[tokio::test]
async fn a_series_that_failed_and_one_that_was_paused() {
    is_told_as_chosen("recurring.stopped", "Eine Serie ist nach drei Fehlversuchen pausiert", a_series_fails).await;
    let fails_once = async |app: &TestApp, seller: &Organization| {
        create(seller, &series(&hopeless(seller).await, "2026-01-31")).await;
        at(app, "2026-01-31T05:00:00Z").await;
    };
    is_told_as_chosen("recurring.failed", "Eine Serie konnte ihre Rechnung nicht erstellen", fails_once).await;
}

#[tokio::test]
async fn a_mail_that_came_back() {
    is_told_as_chosen("mail.bounced", "kam zurück", a_mail_bounces).await;
}

#[tokio::test]
async fn a_run_with_failures() {
    is_told_as_chosen("billing_run.with_failures", "nicht jeder Kunde konnte abgerechnet werden", a_run_leaves_somebody_out).await;
}

#[tokio::test]
async fn an_overdue_invoice() {
    is_told_as_chosen("invoice.overdue", "ist überfällig", an_invoice_becomes_overdue).await;
}

#[tokio::test]
async fn a_notice_that_comes_back_leads_to_no_further_mail() {
    let app = app().await;
    let seller = app.sign_up().await;
    choose(&app.browser(&seller), "mail.bounced", "mail").await;
    a_mail_bounces(&app, &seller).await;
    assert_eq!(mails_of_notices(&app).await.len(), 1);
    bounce(&app, &seller.email).await;
    assert_eq!(mails_of_notices(&app).await.len(), 1, "each notice that came back would make another one");
    assert_eq!(told_in_app(&app, "mail.bounced").await, 2, "it stands in the app");
}

#[tokio::test]
async fn every_kind_has_its_words_and_a_choice_on_the_page() {
    let app = app().await;
    let seller = app.sign_up().await;
    let page = app.browser(&seller).get("/notifications/settings").await.expect(200).text();
    for kind in KINDS.iter().chain([&OTHER]) {
        let words = kind.replace(['.', '_'], "-");
        assert!(page.contains(&format!("name=\"choices[{kind}]\"")), "{kind} cannot be chosen");
        for lang in [Lang::De, Lang::En] {
            assert!(i18n::has(lang, &format!("notify-{words}")), "{kind} has no label in {lang:?}");
            assert!(*kind == OTHER || i18n::has(lang, &format!("activity-{words}")), "{kind} has no sentence in {lang:?}");
        }
    }
    let chosen: Value =
        sqlx::query_scalar("select coalesce(jsonb_agg(kind), '[]') from notification_preferences").fetch_one(&mut app.owner().await).await.unwrap();
    assert_eq!(chosen, json!([]), "nobody chose yet");
}
