//! The issue gate stands before everything that draws a number, and each of its findings leads to where it is mended.

use std::collections::HashMap;

use rechnungswerk::domain::einvoice::gate::Place;
use rechnungswerk::server::invoices::findings::way;
use serde_json::json;
use sqlx::Executor as _;

use crate::support::TestApp;
use crate::support::people::id_of;

/// What no font of the page has.
const REASON: &str = "Falsch 漢";

const CANCELLATIONS: &str = "select coalesce(max(last_number), 0)::bigint from number_series where kind = 'cancellation'";
const INVOICES: &str = "select coalesce(max(last_number), 0)::bigint from number_series where kind = 'invoice'";

#[tokio::test]
async fn a_cancellation_that_cannot_be_printed_is_refused_in_words_and_draws_no_number() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let part = json!({ "reason": REASON, "lines": [{ "line": "1", "quantity": "3" }] });
    for (action, body) in [("cancel", json!({ "reason": REASON })), ("cancel", part), ("correct", json!({ "reason": REASON }))] {
        let problem = seller.api.post(&format!("/api/invoices/{invoice}/{action}"), &body).await.expect_problem(409, "gate_findings");
        let finding = &problem["findings"][0];
        assert_eq!((&finding["field"], &finding["term"], &finding["is_error"]), (&json!("reason"), &json!("BT-22"), &json!(true)), "{problem}");
        assert!(finding["message"].as_str().unwrap().starts_with("Zeichen „漢“"), "{problem}");
    }
    assert_eq!(seller.read(&invoice).await["state"], "open");
    assert_eq!(app.count("select count(*) from invoices").await, 1);
    assert_eq!(app.count(CANCELLATIONS).await, 0);

    let body = json!({ "reason": "Falsche Menge" });
    let cancellation = id_of(&seller.api.post(&format!("/api/invoices/{invoice}/cancel"), &body).await.expect(201).json());
    let number = seller.read(&cancellation).await["number"].as_str().unwrap().to_owned();
    assert!(number.ends_with("-00001"), "{number}");
}

/// A rule can be younger than an invoice, which then still has to be taken back.
#[tokio::test]
async fn an_invoice_that_breaks_a_rule_of_today_can_be_cancelled() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    let mut owner = app.owner().await;
    owner.execute("set session_replication_role = replica").await.unwrap();
    let changed = owner.execute("update invoices set document = document #- '{seller,contact}'").await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
    let refused = seller.api.post(&format!("/api/invoices/{invoice}/cancel"), &json!({ "reason": REASON })).await;
    let findings = refused.expect_problem(409, "gate_findings")["findings"].clone();
    assert_eq!(findings.as_array().unwrap().len(), 1, "{findings}");
    seller.api.post(&format!("/api/invoices/{invoice}/cancel"), &json!({})).await.expect(201);
}

#[tokio::test]
async fn the_dialog_of_a_cancellation_says_why_it_was_refused() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let invoice = seller.invoice().await;
    for form in ["cancel", "correct", "cancel_part"] {
        let fields = [("id", invoice.as_str()), ("reason", REASON), ("lines[0][line]", "1"), ("lines[0][quantity]", "1")];
        let fields = if form == "cancel_part" { &fields[..] } else { &fields[..2] };
        let answer = app.browser(&seller).submit(&format!("/rpc/invoices/{form}"), fields).await.expect(302);
        let back = answer.header("location");
        assert!(back.ends_with(&format!("?dialog={form}")), "{back}");
        let flash = answer.header("set-cookie").split(';').next().unwrap_or_default();
        let page = app.stranger().with("cookie", &format!("session={}; {flash}", seller.session)).get(back).await.expect(200).text();
        assert!(page.contains("Zeichen „漢“ (U+6F22) kann nicht gedruckt werden") && page.contains(REASON), "{page}");
    }
}

#[tokio::test]
async fn the_number_itself_is_judged_before_it_is_drawn() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let draft = seller.draft().await;
    // The settings let no such format in; whatever else may write there does not get it past the gate.
    app.owner().await.execute("update organizations set invoice_format = 'RE-漢-{NNNNN}'").await.unwrap();
    let problem = seller.api.post_nothing(&format!("/api/invoices/{draft}/issue")).await;
    problem.expect_problem(409, "gate_findings");
    assert_eq!(app.count(INVOICES).await, 0);
    app.owner().await.execute("update organizations set invoice_format = 'RE-{NNNNN}'").await.unwrap();
    assert_eq!(seller.issue(&draft).await, "RE-00001");
}

#[tokio::test]
async fn every_finding_leads_to_a_field_that_is_there() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let customer = seller.customer().await;
    let draft = seller.draft_for(&customer).await;
    let nobody = id_of(&seller.api.post("/api/invoices", &json!({ "lines": [{ "name": "Gestaltung" }] })).await.expect(201).json());
    let browser = app.browser(&seller);
    let mut pages = HashMap::new();
    for (draft, customer) in [(&draft, Some(customer.as_str())), (&nobody, None)] {
        for place in Place::all(0) {
            let (href, field) = way(place, "", customer);
            let (path, anchor) = href.split_once('#').expect("an anchor");
            assert_eq!(path.is_empty(), field.is_some(), "{place:?}");
            let path = if path.is_empty() { format!("/invoices/{draft}/edit") } else { path.to_owned() };
            if !pages.contains_key(&path) {
                pages.insert(path.clone(), browser.get(&path).await.expect(200).text());
            }
            assert!(pages[&path].contains(&format!("id=\"{anchor}\"")), "{place:?} leads to {href}, which is not on {path}");
        }
    }
}
