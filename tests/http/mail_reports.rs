//! What mail providers report: only what is signed counts, each event once, and it is seen where the mail was sent from.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use rechnungswerk::server::webhooks::signature;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::people::Organization;
use crate::support::{Answer, TestApp};

const TOKEN: &str = "ein-langes-geheimnis-fuer-brevo";
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// SendGrid's key pair: the public half as its settings page shows it.
struct Sendgrid {
    pair: EcdsaKeyPair,
    key: String,
}

impl Sendgrid {
    fn new() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key pair");
        let head = hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200").expect("the head of every such key");
        let key = STANDARD.encode([head.as_slice(), pair.public_key().as_ref()].concat());
        Self { pair, key }
    }

    fn sign(&self, timestamp: i64, body: &str) -> String {
        let content = format!("{timestamp}{body}");
        STANDARD.encode(self.pair.sign(&SystemRandom::new(), content.as_bytes()).expect("a signature"))
    }
}

async fn app(sendgrid: &Sendgrid) -> TestApp {
    let settings =
        [("EMAIL_WEBHOOK_BREVO_TOKEN", TOKEN), ("EMAIL_WEBHOOK_SENDGRID_KEY", sendgrid.key.as_str()), ("EMAIL_WEBHOOK_RESEND_SECRET", SECRET)];
    TestApp::start_with(&settings).await
}

async fn post(app: &TestApp, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let stranger = app.stranger();
    let request = headers.iter().fold(stranger.request(Method::POST, path), |request, (name, value)| request.header(*name, *value));
    stranger.send(request.header("content-type", "application/json").body(body.to_owned())).await
}

async fn brevo(app: &TestApp, body: &Value) -> Answer {
    post(app, "/webhooks/email/brevo", &[("authorization", &format!("Bearer {TOKEN}"))], &body.to_string()).await
}

async fn resend(app: &TestApp, id: &str, at: i64, body: &str) -> Answer {
    let signed = signature::sign(&[SECRET.to_owned()], id, at, body.as_bytes());
    post(app, "/webhooks/email/resend", &[("svix-id", id), ("svix-timestamp", &at.to_string()), ("svix-signature", &signed)], body).await
}

async fn sendgrid_says(app: &TestApp, sendgrid: &Sendgrid, at: i64, body: &str) -> Answer {
    let (name, time) = ("x-twilio-email-event-webhook-signature", "x-twilio-email-event-webhook-timestamp");
    post(app, "/webhooks/email", &[(name, &sendgrid.sign(at, body)), (time, &at.to_string())], body).await
}

/// An invoice that was mailed, and the Message-ID of the mail.
async fn mailed(app: &TestApp, seller: &Organization) -> (String, String) {
    let invoice = seller.invoice().await;
    seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    app.work().await;
    let id =
        sqlx::query_scalar("select message_id from email_messages order by created_at desc limit 1").fetch_one(&mut app.owner().await).await.unwrap();
    (invoice, id)
}

async fn fate(app: &TestApp, message: &str) -> Option<String> {
    sqlx::query_scalar("select fate from email_messages where message_id = $1").bind(message).fetch_one(&mut app.owner().await).await.unwrap()
}

#[tokio::test]
async fn all_three_providers_are_heard() {
    let sendgrid = Sendgrid::new();
    let app = app(&sendgrid).await;
    let seller = app.sign_up().await;
    let now = app.clock.now().timestamp();
    let (_, message) = mailed(&app, &seller).await;
    brevo(&app, &json!({ "event": "delivered", "email": "kasse@brandt.example", "message-id": format!("<{message}>"), "ts_event": now }))
        .await
        .expect(204);
    assert_eq!(fate(&app, &message).await.as_deref(), Some("delivered"));
    let body =
        json!([{ "event": "open", "smtp-id": format!("<{message}>"), "sg_event_id": "e1", "timestamp": now }, { "event": "processed" }]).to_string();
    sendgrid_says(&app, &sendgrid, now, &body).await.expect(204);
    assert_eq!(fate(&app, &message).await.as_deref(), Some("opened"));
    let body = json!({ "type": "email.clicked", "created_at": "2026-02-27T10:00:00Z", "data": { "email_id": "x", "to": ["kasse@brandt.example"], "message_id": message } });
    resend(&app, "msg_1", now, &body.to_string()).await.expect(204);
    assert_eq!(fate(&app, &message).await.as_deref(), Some("clicked"));
    // What comes late says less than what is known.
    brevo(&app, &json!({ "event": "delivered", "message-id": message, "ts_event": now - 1 })).await.expect(204);
    assert_eq!(fate(&app, &message).await.as_deref(), Some("clicked"));
}

#[tokio::test]
async fn a_provider_s_own_name_of_the_mail_will_do() {
    let app = app(&Sendgrid::new()).await;
    let seller = app.sign_up().await;
    let (_, message) = mailed(&app, &seller).await;
    sqlx::query("update email_messages set last_answer = '250 queued as 56761188-7520-42d8-8898-ff6fc54ce618'")
        .execute(&mut app.owner().await)
        .await
        .unwrap();
    let body =
        |to: &str| json!({ "type": "email.delivered", "data": { "email_id": "56761188-7520-42d8-8898-ff6fc54ce618", "to": [to] } }).to_string();
    let now = app.clock.now().timestamp();
    resend(&app, "msg_1", now, &body("somebody@else.example")).await.expect(204);
    assert_eq!(fate(&app, &message).await, None, "it went to somebody else");
    resend(&app, "msg_2", now, &body("kasse@brandt.example")).await.expect(204);
    assert_eq!(fate(&app, &message).await.as_deref(), Some("delivered"));
}

#[tokio::test]
async fn a_bounce_is_told_once_shown_in_red_and_can_be_sent_again() {
    let app = app(&Sendgrid::new()).await;
    let seller = app.sign_up().await;
    let (invoice, message) = mailed(&app, &seller).await;
    let body = json!({ "event": "hard_bounce", "email": "kasse@brandt.example", "message-id": message, "ts_event": 1, "reason": "550 no such user" });
    for _ in 0..3 {
        brevo(&app, &body).await.expect(204);
    }
    assert_eq!(app.count("select count(*) from email_events").await, 1);
    assert_eq!(app.count("select count(*) from notifications where kind = 'mail.bounced'").await, 1);
    let browser = app.browser(&seller);
    let page = browser.get(&format!("/invoices/{invoice}")).await.expect(200).text();
    assert!(
        page.contains("Zurückgekommen") && page.contains("550 no such user") && page.contains("Erneut senden") && page.contains("E-Mail kam zurück")
    );
    assert!(browser.get("/notifications").await.expect(200).text().contains("kam zurück"));
    let id: uuid::Uuid = sqlx::query_scalar("select id from email_messages").fetch_one(&mut app.owner().await).await.unwrap();
    browser.submit("/rpc/mail/resend", &[("id", &invoice), ("message", &id.to_string())]).await;
    app.work().await;
    assert_eq!(app.count("select count(*) from email_messages where state = 'sent' and fate is null").await, 1);
}

#[tokio::test]
async fn what_is_not_signed_old_or_changed_is_refused() {
    let sendgrid = Sendgrid::new();
    let app = app(&sendgrid).await;
    let seller = app.sign_up().await;
    let (_, message) = mailed(&app, &seller).await;
    let now = app.clock.now().timestamp();
    let body = json!({ "event": "delivered", "message-id": message }).to_string();
    for authorization in ["", "Bearer ", "Bearer ein-langes-geheimnis-fuer-brevp", TOKEN, "Basic x"] {
        assert_eq!(post(&app, "/webhooks/email/brevo", &[("authorization", authorization)], &body).await.status, 401);
    }
    assert_eq!(post(&app, "/webhooks/email", &[], &body).await.status, 401);
    let body = json!([{ "event": "delivered", "smtp-id": message, "sg_event_id": "e1" }]).to_string();
    for (at, signed) in [
        (now, sendgrid.sign(now, "[]")),
        (now - 301, sendgrid.sign(now - 301, &body)),
        (now, Sendgrid::new().sign(now, &body)),
        (now, "x".to_owned()),
    ] {
        let time = at.to_string();
        let headers = [("x-twilio-email-event-webhook-signature", signed.as_str()), ("x-twilio-email-event-webhook-timestamp", time.as_str())];
        assert_eq!(post(&app, "/webhooks/email/sendgrid", &headers, &body).await.status, 401);
    }
    let body = json!({ "type": "email.delivered", "data": { "message_id": message } }).to_string();
    assert_eq!(resend(&app, "msg_1", now - 301, &body).await.status, 401);
    assert_eq!(resend(&app, "msg_1", now + 360, &body).await.status, 401);
    assert_eq!(post(&app, "/webhooks/email/resend", &[("svix-id", "msg_1")], &body).await.status, 401);
    assert_eq!((fate(&app, &message).await, app.count("select count(*) from email_events").await), (None, 0));
    // The same request caught and sent once more does nothing; some minutes later it is refused.
    resend(&app, "msg_1", now, &body).await.expect(204);
    resend(&app, "msg_1", now, &body).await.expect(204);
    assert_eq!(app.count("select count(*) from email_events").await, 1);
    app.later(TimeDelta::minutes(6));
    assert_eq!(resend(&app, "msg_1", now, &body).await.status, 401);
}

#[tokio::test]
async fn the_unknown_is_passed_over_and_the_unreadable_refused() {
    let app = app(&Sendgrid::new()).await;
    let seller = app.sign_up().await;
    mailed(&app, &seller).await;
    let known = brevo(&app, &json!({ "event": "delivered", "message-id": "<nobody@knows.example>" })).await.expect(204);
    let unknown = brevo(&app, &json!({ "event": "soft_bounce", "message-id": "" })).await.expect(204);
    assert_eq!(known.text(), unknown.text(), "an answer tells nothing");
    for body in ["", "{", "[1]", "{}", "\"x\"", "{\"event\": {}}"] {
        let headers = [("authorization", format!("Bearer {TOKEN}"))];
        assert_eq!(post(&app, "/webhooks/email/brevo", &[(headers[0].0, &headers[0].1)], body).await.status, 400, "{body}");
    }
    assert_eq!(app.count("select count(*) from email_events").await, 0);
    assert_eq!(brevo(&app, &json!([{ "event": "delivered", "message-id": "\u{0}" }])).await.status, 204);
}

#[tokio::test]
async fn a_provider_that_is_not_set_up_is_not_there() {
    let app = TestApp::start().await;
    for path in ["/webhooks/email", "/webhooks/email/brevo", "/webhooks/email/sendgrid", "/webhooks/email/resend", "/webhooks/email/mailgun"] {
        assert_eq!(post(&app, path, &[("authorization", "Bearer x")], "{}").await.status, 404, "{path}");
    }
}
