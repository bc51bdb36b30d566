//! What the editor asks while somebody types.

use reqwest::Method;
use serde_json::Value;

use crate::support::TestApp;
use crate::support::client::{Answer, Client};

const CHECK: &str = "/rpc/invoices/check_draft";

async fn ask(browser: &Client, fields: &[(&str, &str)]) -> Answer {
    browser.send(browser.request(Method::POST, CHECK).header("accept", "*/*").form(fields)).await
}

fn texts(findings: &Value) -> Vec<(&str, bool)> {
    findings.as_array().unwrap().iter().map(|finding| (finding["term"].as_str().unwrap(), finding["is_error"] == true)).collect()
}

#[tokio::test]
async fn findings_follow_what_is_typed_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let browser = app.browser(&seller);
    let line = [("form[lines][0][name]", "Gestaltung"), ("form[lines][0][quantity]", "2"), ("form[lines][0][unit]", "HUR")];
    let priced = [("form[lines][0][price]", "95,00"), ("form[lines][0][tax_rate]", "19")];

    let nobody = ask(&browser, &[&line[..], &priced].concat()).await.expect(200).json();
    assert!(texts(&nobody).contains(&("BT-44", true)) && !texts(&nobody).contains(&("BT-52", true)), "{nobody}");

    let named = [("form[customer]", customer.as_str())];
    let complete = ask(&browser, &[&line[..], &priced, &named].concat()).await.expect(200).json();
    assert_eq!(complete.as_array().unwrap().iter().filter(|finding| finding["is_error"] == true).count(), 0, "{complete}");

    let typing = [("form[lines][0][price]", "95,0,0")];
    ask(&browser, &[&line[..], &typing, &named].concat()).await.expect(422);
    assert_eq!(app.count("select count(*) from invoices").await, 0);
}

#[tokio::test]
async fn an_issued_invoice_is_not_judged_as_a_draft() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    ask(&app.browser(&seller), &[("id", &id)]).await.expect(409);
}

#[tokio::test]
async fn a_draft_is_shown_as_its_receiver_would_get_it() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (draft, issued) = (seller.draft().await, seller.invoice().await);
    let browser = app.browser(&seller);
    let page = browser.get(&format!("/invoices/{draft}/preview")).await.expect(200);
    assert!(page.body.starts_with(b"%PDF-1.7") && page.header("cache-control") == "no-store");
    let xml = browser.get(&format!("/invoices/{draft}/preview.xml")).await.expect(200);
    assert!(xml.header("content-type") == "application/xml" && xml.text().contains("<cbc:ID>ENTWURF</cbc:ID>"), "{}", xml.text());
    browser.get(&format!("/invoices/{issued}/preview.xml")).await.expect(409);
}
