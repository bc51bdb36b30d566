//! People: signing up, in and out, forgotten passwords, and what keeps others from acting in their name.

use chrono::TimeDelta;
use reqwest::Method;

use crate::support::people::PASSWORD;
use crate::support::{Answer, Client, TestApp};

const LOG_IN: &str = "/rpc/account/log_in";

async fn log_in(browser: &Client, email: &str, password: &str) -> Answer {
    browser.submit(LOG_IN, &[("email", email), ("password", password)]).await
}

/// The answer for programs, which is the error itself.
async fn try_log_in(app: &TestApp, email: &str, password: &str) -> u16 {
    let stranger = app.stranger();
    let request = stranger.request(Method::POST, LOG_IN).header("accept", "application/json").form(&[("email", email), ("password", password)]);
    stranger.send(request).await.status
}

fn is_logged_in(answer: &Answer) -> bool {
    matches!(answer.status, 302 | 303) && answer.header("set-cookie").starts_with("session=") && !answer.header("location").starts_with("/login")
}

#[tokio::test]
async fn a_new_owner_signs_up_and_is_in() {
    let app = TestApp::start().await;
    let browser = app.stranger();
    let fields =
        [("organization_name", "Kontor Weser AG"), ("name", "Inhaberin"), ("email", "inhaberin@kontor-weser.example"), ("password", PASSWORD)];
    let answer = browser.submit("/rpc/account/sign_up", &fields).await;
    assert!(is_logged_in(&answer), "{} {:?}", answer.status, answer.headers);
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    browser.get("/api/invoices").await.expect(200);
    let again = app.stranger().submit("/rpc/account/sign_up", &fields).await;
    assert!(!is_logged_in(&again));
    let mut shouted = fields;
    shouted[2].1 = "INHABERIN@KONTOR-WESER.EXAMPLE";
    assert!(!is_logged_in(&app.stranger().submit("/rpc/account/sign_up", &shouted).await));
    let mut weak = fields;
    (weak[2].1, weak[3].1) = ("neu@kontor-weser.example", "kontorweser1");
    assert!(!is_logged_in(&app.stranger().submit("/rpc/account/sign_up", &weak).await));
    assert_eq!(app.count("select count(*) from users").await, 1);
    assert_eq!(app.count("select count(*) from organizations").await, 1);
}

#[tokio::test]
async fn the_session_cookie_is_secure_in_production() {
    let app = TestApp::start_with(&[
        ("RECHNUNGSWERK_ENV", "production"),
        ("SECRET_KEY", "0123456789abcdef0123456789abcdef"),
        ("PUBLIC_URL", "https://rechnung.example"),
    ])
    .await;
    let seller = app.sign_up().await;
    let answer = log_in(&app.stranger(), &seller.email, PASSWORD).await;
    assert!(answer.header("set-cookie").contains("; Secure"), "{}", answer.header("set-cookie"));
}

#[tokio::test]
async fn logging_in_needs_both_and_tells_nothing_else() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    assert!(is_logged_in(&log_in(&app.stranger(), &seller.email, PASSWORD).await));
    assert!(is_logged_in(&log_in(&app.stranger(), &format!(" {} ", seller.email.to_uppercase()), PASSWORD).await));
    for (email, password) in [
        (seller.email.as_str(), "falsch-und-geraten"),
        ("niemand@nirgends.example", PASSWORD),
        (&seller.email, ""),
        ("", ""),
        ("\u{0}", "x"),
        (&seller.email, &"x".repeat(100_000)),
    ] {
        assert_eq!(try_log_in(&app, email, password).await, 401, "{email:?}");
        let answer = log_in(&app.stranger(), email, password).await;
        assert!(!is_logged_in(&answer) && !answer.header("location").contains(password.get(..4).unwrap_or("----")));
    }
    assert!(app.count("select count(*) from audit_events where event = 'user.login_failed'").await >= 2);
    let hashes: String = sqlx::query_scalar("select password_hash from users").fetch_one(&mut app.owner().await).await.unwrap();
    assert!(hashes.starts_with("$argon2id$"));
}

#[tokio::test]
async fn logging_out_ends_the_session_on_the_server_too() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    browser.get("/api/invoices").await.expect(200);
    let answer = browser.submit("/rpc/account/log_out", &[]).await;
    assert!(answer.header("set-cookie").contains("Max-Age=0"), "{:?}", answer.headers);
    browser.get("/api/invoices").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_session_ends_after_two_idle_weeks() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    for _ in 0..4 {
        app.later(TimeDelta::days(10));
        browser.get("/api/invoices").await.expect(200);
    }
    app.later(TimeDelta::days(15));
    browser.get("/api/invoices").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_the_mailed_link() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let known = app.stranger().submit("/rpc/account/request_password_reset", &[("email", &seller.email)]).await;
    let unknown = app.stranger().submit("/rpc/account/request_password_reset", &[("email", "niemand@nirgends.example")]).await;
    assert_eq!((known.status, known.header("location"), &known.body), (unknown.status, unknown.header("location"), &unknown.body));
    app.work().await;
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    let token = mails[0].text.split("token=").nth(1).and_then(|rest| rest.get(..64)).expect("a link with a token").to_owned();

    let reset = async |password: &str| app.stranger().submit("/rpc/account/reset_password", &[("token", &token), ("password", password)]).await;
    assert!(reset("schwach").await.header("location").starts_with("/reset-password"));
    browser.get("/api/invoices").await.expect(200);
    let new = "Nebel-Kutsche-Anker-3";
    assert!(reset(new).await.header("location").starts_with("/login"));
    browser.get("/api/invoices").await.expect_problem(401, "unauthenticated");
    assert_eq!(try_log_in(&app, &seller.email, PASSWORD).await, 401);
    assert!(is_logged_in(&log_in(&app.stranger(), &seller.email, new).await));
    assert!(reset("Noch-Ein-Versuch-4711").await.header("location").starts_with("/reset-password"), "the link works once");
    let stored: i64 =
        app.count("select count(*) from email_messages where state = 'sent' and (text_body like '%token=%' or html_body like '%token=%')").await;
    assert_eq!(stored, 0, "the link must not stay in the database");
}

#[tokio::test]
async fn a_reset_link_lives_one_hour() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    app.stranger().submit("/rpc/account/request_password_reset", &[("email", &seller.email)]).await;
    app.work().await;
    let text = app.mails().await[0].text.clone();
    let token = text.split("token=").nth(1).and_then(|rest| rest.get(..64)).unwrap().to_owned();
    app.later(TimeDelta::minutes(61));
    let answer = app.stranger().submit("/rpc/account/reset_password", &[("token", &token), ("password", "Nebel-Kutsche-Anker-3")]).await;
    assert!(answer.header("location").starts_with("/reset-password"), "{:?}", answer.headers);
    assert!(is_logged_in(&log_in(&app.stranger(), &seller.email, PASSWORD).await));
}

#[tokio::test]
async fn another_site_cannot_make_a_browser_change_anything() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let browser = app.browser(&seller);
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        let lured = browser.with(name, value);
        assert_eq!(lured.post_nothing(&format!("/api/invoices/{id}/issue")).await.status, 403, "{name}: {value}");
        assert_eq!(lured.delete(&format!("/api/invoices/{id}")).await.status, 403, "{name}: {value}");
        let request = lured.request(Method::POST, "/rpc/invoices/discard").form(&[("id", id.as_str())]);
        assert_eq!(lured.send(request).await.status, 403, "{name}: {value}");
    }
    browser.with("origin", &app.url).post_nothing(&format!("/api/invoices/{id}/issue")).await.expect(200);
}

#[tokio::test]
async fn every_answer_tells_browsers_what_our_pages_never_do() {
    let app = TestApp::start().await;
    for path in ["/login", "/api/openapi.json", "/nothing", "/portal/x", "/healthz"] {
        let answer = app.stranger().get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").contains("default-src 'none'"), "{path}: {}", answer.header("content-security-policy"));
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
    }
    let (one, other) = (app.stranger().get("/login").await, app.stranger().get("/login").await);
    let nonce = |policy: &str| policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default().to_owned();
    let (of_one, of_other) = (nonce(one.header("content-security-policy")), nonce(other.header("content-security-policy")));
    assert!(of_one.len() >= 16 && of_one != of_other && one.text().contains(&format!("nonce=\"{of_one}\"")), "{of_one}");
}

#[tokio::test]
async fn forms_that_stand_on_many_pages_lead_back_to_the_one_they_stood_on() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let filtered = format!("{}/invoices?status=open&notice=saved", app.url);
    let browser = app.browser(&seller).with("referer", &filtered);
    let bulk = browser.submit("/rpc/invoices/mark_sent_many", &[("ids[0]", &invoice)]).await.expect(302);
    assert_eq!(bulk.header("location"), "/invoices?status=open&notice=marked_sent");
    let language = browser.submit("/rpc/account/set_language", &[("lang", "en")]).await.expect(302);
    assert_eq!(language.header("location"), "/invoices?status=open");
    let lured = app.browser(&seller).with("referer", "https://evil.example//evil.example");
    assert_eq!(lured.submit("/rpc/account/set_language", &[("lang", "de")]).await.expect(302).header("location"), "/");
}
