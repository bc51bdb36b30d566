//! The page behind a share link as a browser gets it: dead links, wrong addresses and too many openings are told kindly.

use chrono::TimeDelta;

use crate::support::{Answer, Client, TestApp};

const UNKNOWN: [&str; 2] = ["Link nicht gefunden oder abgelaufen", "Link not found or expired"];
const ADVICE: [&str; 2] = ["bitten Sie den Absender der Rechnung um einen neuen Link", "ask the sender of the invoice for a new link"];

/// A customer's browser in this language.
fn customer(app: &TestApp, lang: &str) -> Client {
    app.stranger().with("accept", "text/html,application/xhtml+xml").with("accept-language", lang)
}

/// A whole page in this language that shows no invoice, keeps nothing and runs nothing.
#[track_caller]
fn expect_friendly(answer: &Answer, status: u16, lang: &str) -> String {
    let page = answer.text();
    assert_eq!(answer.status, status, "{page}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!((answer.header("cache-control"), answer.header("x-robots-tag")), ("no-store", "noindex, nofollow"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains(&format!("<html lang=\"{lang}\"")) && page.contains("<h1>"), "{page}");
    assert!(!page.contains("<script") && !page.contains("Brandt") && !page.contains("2.364,69") && !page.contains("RE-"), "{page}");
    page
}

#[tokio::test]
async fn a_dead_link_is_told_kindly_in_either_language() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (revoked_invoice, revoked) = seller.shared_invoice().await;
    seller.api.delete(&format!("/api/invoices/{revoked_invoice}/share-link")).await.expect(204);
    let (renewed_invoice, renewed) = seller.shared_invoice().await;
    seller.share(&renewed_invoice).await;
    let (expired_invoice, expired) = seller.shared_invoice().await;
    app.later(TimeDelta::days(31));
    let unknown = uuid::Uuid::from_u128(0x7e57_0000_0000_4000_8000_0000_0000_0001).to_string();
    let long = "a".repeat(5_000);
    for (at, lang) in ["de", "en"].into_iter().enumerate() {
        let customer = customer(&app, lang);
        let shouted = revoked.to_uppercase();
        let dead = [&revoked, &renewed, &unknown, &shouted, "x", "%00", "%ff", "00000000-0000-0000-0000-000000000000", "'%20or%20'1'='1", &long];
        for token in dead {
            let page = expect_friendly(&customer.get(&format!("/portal/{token}")).await, 404, lang);
            assert!(page.contains(UNKNOWN[at]) && page.contains(ADVICE[at]), "{token}: {page}");
            assert!(!page.contains("Nordlicht"), "{token} tells whose link it was");
        }
        let page = expect_friendly(&customer.get(&format!("/portal/{expired}")).await, 404, lang);
        let words = ["Link ist abgelaufen", "This link has expired"];
        let ask = ["Neuen Link anfordern", "Ask for a new link"];
        assert!(page.contains(words[at]) && page.contains(ask[at]) && page.contains("Atelier Nordlicht GmbH"), "{page}");
        assert!(page.contains(&format!("mailto:{}", seller.email)), "the page says whom to ask: {page}");
        let chosen = customer.get(&format!("/portal/{expired}?lang=en")).await.text();
        assert!(chosen.contains(words[1]), "the address chooses the language");
    }
    for invoice in [&renewed_invoice, &expired_invoice] {
        assert_eq!(seller.read(invoice).await["share_link"]["access_count"], 0, "nobody saw an invoice");
    }
}

#[tokio::test]
async fn a_confirmation_through_a_dead_link_ends_on_the_friendly_page() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (_, expired) = seller.shared_invoice().await;
    app.later(TimeDelta::days(31));
    let customer = customer(&app, "de");
    for token in [expired.as_str(), "00000000-0000-4000-8000-000000000000", "x", "\u{0}", "../../login", ""] {
        let sent = customer.submit("/rpc/portal/confirm_payment", &[("token", token), ("note", "Überwiesen")]).await.expect(302);
        let next = sent.header("location").to_owned();
        assert!(next.starts_with("/portal/"), "{token:?} leads to {next}");
        expect_friendly(&customer.get(&next).await, 404, "de");
    }
    assert_eq!(app.count("select count(*) from payments").await, 0);
}

#[tokio::test]
async fn too_many_openings_are_paused_kindly_in_either_language() {
    for (lang, title, advice) in
        [("de", "Zu viele Aufrufe", "Ihre Rechnung bleibt erreichbar"), ("en", "Too many requests", "Your invoice stays available")]
    {
        let app = TestApp::start_with(&[("RATE_LIMIT_VIEW_PER_MINUTE", "5"), ("RATE_LIMIT_ACTION_PER_MINUTE", "2")]).await;
        let seller = app.sign_up().await;
        let (invoice, token) = seller.shared_invoice().await;
        let (customer, page) = (customer(&app, lang), format!("/portal/{token}"));
        for _ in 0..5 {
            customer.get(&page).await.expect(200);
        }
        let paused = customer.get(&page).await;
        let words = expect_friendly(&paused, 429, lang);
        let wait: u32 = paused.header("retry-after").parse().expect("Retry-After in seconds");
        assert!((1..=61).contains(&wait), "{wait}");
        assert!(words.contains(title) && words.contains(advice), "{words}");
        assert!(wait == 1 || words.contains(&format!(" {wait} ")), "the page says how long: {words}");
        assert_eq!(seller.read(&invoice).await["share_link"]["access_count"], 5, "what was refused was not counted");

        let mut confirmations = Vec::new();
        for _ in 0..4 {
            confirmations.push(customer.submit("/rpc/portal/confirm_payment", &[("token", &token)]).await);
        }
        let paused: Vec<&Answer> = confirmations.iter().filter(|answer| answer.status == 429).collect();
        assert!(paused.len() >= 2, "{:?}", confirmations.iter().map(|answer| answer.status).collect::<Vec<_>>());
        assert!(paused.iter().all(|answer| !answer.header("retry-after").is_empty() && answer.text().contains(title)));
        assert_eq!(app.count("select count(*) from payments").await, 1);
    }
}

#[tokio::test]
async fn a_rounding_amount_stands_in_the_sums_of_both_pages() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (plain, token) = seller.shared_invoice().await;
    let browser = app.browser(&seller);
    let pages = async |invoice: &str, token: &str| {
        let own = browser.get(&format!("/invoices/{invoice}")).await.expect(200).text();
        [own, customer(&app, "de").get(&format!("/portal/{token}")).await.expect(200).text()]
    };
    assert!(pages(&plain, &token).await.iter().all(|page| !page.contains("Rundung")));

    let mut body = crate::support::people::draft(&seller.customer().await);
    body["rounding"] = serde_json::json!("0.31");
    let rounded = crate::support::people::id_of(&seller.api.post("/api/invoices", &body).await.expect(201).json());
    seller.issue(&rounded).await;
    let token = seller.share(&rounded).await;
    for page in pages(&rounded, &token).await {
        assert!(page.contains("Rundung") && page.contains("0,31"), "{page}");
        assert!(page.contains("2.364,69") && page.contains("2.365,00"), "the sums do not add up: {page}");
    }
}
