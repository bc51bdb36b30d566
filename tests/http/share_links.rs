//! The life of a share link: made, opened, made anew, revoked, expired; and the mail that carries it.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use serde_json::json;
use sqlx::Executor as _;

use crate::support::{TestApp, eventually};

#[tokio::test]
async fn a_link_opens_one_invoice_until_it_is_made_anew() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let first = seller.api.post_nothing(&format!("/api/invoices/{invoice}/share-link")).await.expect(201).json();
    let token = first["token"].as_str().unwrap();
    assert_eq!(token.len(), 36);
    assert_eq!(first["url"], format!("{}/portal/{token}", app.url));
    let customer = app.stranger();
    let read = customer.get(&format!("/api/portal/{token}")).await.expect(200).json();
    assert_eq!(read["expires_at"], first["expires_at"]);

    let second = seller.share(&invoice).await;
    assert_ne!(second, token);
    customer.get(&format!("/api/portal/{token}")).await.expect_problem(404, "share_link_not_found");
    customer.get(&format!("/api/portal/{second}")).await.expect(200);
    assert_eq!(app.count("select count(*) from share_links").await, 1);
}

#[tokio::test]
async fn the_pdf_links_to_the_page_and_a_mail_keeps_that_link_alive() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    app.work().await;
    let url = seller.read(&invoice).await["share_link"]["url"].as_str().unwrap().to_owned();
    let pdf = seller.api.get(&format!("/api/invoices/{invoice}/pdf")).await.expect(200);
    assert!(pdf.text().contains(&format!("/URI({url})")), "the page links to {url}");
    app.later(TimeDelta::days(40));
    let api = url.replace("/portal/", "/api/portal/").replace(&app.url, "");
    app.stranger().get(&api).await.expect_problem(404, "share_link_expired");
    let to = json!({ "to_email": "rechnung@brandt-soehne.example" });
    let sent = seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &to).await.expect(202).json();
    assert_eq!(sent["portal_url"], url);
    app.stranger().get(&api).await.expect(200);
}

#[tokio::test]
async fn a_revoked_link_is_dead_at_once() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let address = format!("/api/invoices/{invoice}/share-link");
    seller.api.delete(&address).await.expect(204);
    let problem = app.stranger().get(&format!("/api/portal/{token}")).await.expect_problem(404, "share_link_not_found");
    assert_eq!(problem["title"], "Link nicht gefunden oder abgelaufen");
    seller.api.delete(&address).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_link_lives_thirty_days_unless_told_otherwise() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    app.later(TimeDelta::days(29));
    app.stranger().get(&format!("/api/portal/{token}")).await.expect(200);
    app.later(TimeDelta::days(2));
    for path in ["", "/download-pdf", "/download-xml"] {
        let problem = app.stranger().get(&format!("/api/portal/{token}{path}")).await.expect_problem(404, "share_link_expired");
        assert_eq!(problem["title"], "Link ist abgelaufen");
    }
    let confirm = app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await;
    confirm.expect_problem(404, "share_link_expired");

    let address = format!("/api/invoices/{invoice}/share-link");
    let for_ever = seller.api.post(&address, &json!({ "expires_in_days": null })).await.expect(201).json();
    assert!(for_ever["expires_at"].is_null());
    app.later(TimeDelta::days(2_000));
    app.stranger().get(&format!("/api/portal/{}", for_ever["token"].as_str().unwrap())).await.expect(200);
    let short = seller.api.post(&address, &json!({ "expires_in_days": 1 })).await.expect(201).json();
    app.later(TimeDelta::hours(25));
    app.stranger().get(&format!("/api/portal/{}", short["token"].as_str().unwrap())).await.expect_problem(404, "share_link_expired");
}

#[tokio::test]
async fn what_is_no_token_is_unknown() {
    let app = TestApp::start().await;
    let unknown = uuid::Uuid::from_u128(0x7e57_0000_0000_4000_8000_0000_0000_0001).to_string();
    let upper = unknown.to_uppercase();
    let tokens = [unknown.as_str(), &upper, "x", "%00", "%ff", "00000000-0000-0000-0000-000000000000", "'%20or%20'1'='1", &"a".repeat(5_000)];
    for token in tokens {
        for path in ["", "/download-pdf", "/download-xml"] {
            let answer = app.stranger().get(&format!("/api/portal/{token}{path}")).await;
            assert!(matches!(answer.status, 400 | 404), "{token}: {}", answer.status);
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        let confirmation = app.stranger().post_nothing(&format!("/api/portal/{token}/confirm-payment")).await;
        assert!(matches!(confirmation.status, 400 | 404), "{token}: {}", confirmation.status);
    }
    let page = app.stranger().get(&format!("/portal/{unknown}")).await.expect(404);
    assert!(page.text().contains("Link nicht gefunden oder abgelaufen"));
}

#[tokio::test]
async fn each_opening_of_the_page_counts_once_but_not_that_of_staff() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let page = format!("/portal/{token}");
    let phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
    for _ in 0..3 {
        app.stranger().with("user-agent", phone).get(&page).await.expect(200);
    }
    app.browser(&seller).get(&page).await.expect(200);
    app.stranger().get(&format!("/api/portal/{token}")).await.expect(200);
    assert_eq!(seller.read(&invoice).await["share_link"]["access_count"], 3);
    assert_eq!(app.count("select count(*) from share_link_views where client = 'iPhone, Safari' and is_phone").await, 3);
    let other = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    app.browser(&other).get(&page).await.expect(200);
    assert_eq!(seller.read(&invoice).await["share_link"]["access_count"], 4);
}

/// The second opening is served from memory; what changes meanwhile must be on the third.
#[tokio::test]
async fn a_page_that_is_kept_in_memory_is_never_an_old_one() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let page = format!("/portal/{token}");
    let openings = AtomicI64::new(0);
    let opened = async || {
        openings.fetch_add(1, Ordering::Relaxed);
        app.stranger().get(&page).await.expect(200).text()
    };
    let first = opened().await;
    eventually("a kept page", async || opened().await == first && !app.state.shelf.is_empty()).await;
    assert_eq!(opened().await, first);

    seller.api.post(&format!("/api/invoices/{invoice}/payments"), &json!({ "amount": "100.00" })).await.expect(201);
    assert_ne!(opened().await, first, "a payment shows at once");

    opened().await;
    let before = app.state.shelf.changes();
    // As another process would do it.
    app.owner().await.execute("update organizations set imprint_url = 'https://kontor.example/impressum'").await.unwrap();
    eventually("the notification", async || app.state.shelf.changes() > before).await;
    assert!(opened().await.contains("https://kontor.example/impressum"));

    opened().await;
    let count = openings.load(Ordering::Relaxed);
    assert_eq!(seller.read(&invoice).await["share_link"]["access_count"], count);
    assert_eq!(app.count("select count(*) from share_link_views").await, count);
    app.later(TimeDelta::days(60));
    app.stranger().get(&page).await.expect(404);
}

#[tokio::test]
async fn a_draft_has_nothing_to_share() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let draft = seller.draft().await;
    seller.api.post_nothing(&format!("/api/invoices/{draft}/share-link")).await.expect_problem(409, "still_a_draft");
    let mail = json!({ "to_email": "rechnung@brandt-soehne.example" });
    seller.api.post(&format!("/api/invoices/{draft}/send-email"), &mail).await.expect_problem(409, "still_a_draft");
    assert_eq!(app.count("select count(*) from share_links").await, 0);
}

#[tokio::test]
async fn the_mail_carries_the_live_link_and_marks_the_invoice_as_sent() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (invoice, token) = seller.shared_invoice().await;
    let mail = json!({ "to_email": "rechnung@brandt-soehne.example", "message": "Vielen Dank für den Auftrag!", "attach_pdf": true });
    let answer = seller.api.post(&format!("/api/invoices/{invoice}/send-email"), &mail).await.expect(202).json();
    assert_eq!((answer["message"].as_str(), answer["token"].as_str()), (Some("E-Mail wird versendet!"), Some(token.as_str())));
    app.work().await;
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains(answer["portal_url"].as_str().unwrap()), "{}", mails[0].text);
    assert!(mails[0].text.contains("Vielen Dank für den Auftrag!"));
    assert_eq!(mails[0].attachments.len(), 1);
    for figure in ["2.055,50", "309,19", "2.364,69"] {
        assert!(mails[0].text.contains(figure), "the table of an attached invoice: {}", mails[0].text);
    }
    let read = seller.read(&invoice).await;
    assert!(read["sent_at"].is_string(), "{read}");
    assert_eq!(read["status"], "sent");
}
