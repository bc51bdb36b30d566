//! Invoices of others: kept as they came with a verdict, and what is no invoice leaves nothing behind.

use std::path::Path;

use rechnungswerk::domain::einvoice::model::EInvoice;
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::render::{self, Look};
use rechnungswerk::server::documents::xrechnung_ubl;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::golden;
use crate::support::people::{Organization, id_of};
use crate::support::{Answer, Client, TestApp};

const XML: &str = "application/xml";

fn xml() -> Vec<u8> {
    xrechnung_ubl::write(&golden::case("single-19"))
}

fn pdf(invoice: &EInvoice) -> Vec<u8> {
    let look = Look { lang: Lang::De, color: None, logo: None, hybrid_notice: false, portal_url: None };
    render::documents(invoice, &look, Default::default()).expect("it renders").pdf
}

/// The form of the page, as a browser sends it.
async fn submit(browser: &Client, name: &str, bytes: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
    let request = browser.request(Method::POST, "/incoming").header("accept", "text/html").header("sec-fetch-site", "same-origin");
    browser.send(request.multipart(form)).await
}

async fn hand_in(organization: &Organization, bytes: Vec<u8>) -> Value {
    organization.api.post_bytes("/api/incoming", XML, bytes).await.expect(201).json()
}

async fn read(organization: &Organization, id: &str) -> Value {
    organization.api.get(&format!("/api/incoming/{id}")).await.expect(200).json()
}

/// Rows and files of received invoices.
async fn kept(app: &TestApp) -> (i64, usize) {
    fn files(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
    }
    (app.count("select count(*) from incoming_invoices").await, files(&app.data_dir().join("files")))
}

#[tokio::test]
async fn what_comes_in_by_the_form_is_read_back_byte_by_byte() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let browser = app.browser(&buyer);
    browser.get("/incoming").await.expect(200);
    let bytes = xml();
    let answer = submit(&browser, "Rechnung März.xml", bytes.clone()).await.expect(303);
    let address = answer.header("location").split('?').next().unwrap().to_owned();
    assert!(answer.header("location").ends_with("?notice=incoming_received"), "{}", answer.header("location"));
    let page = browser.get(&address).await.expect(200).text();
    for words in ["Musterwerk GmbH", "Beispiel &amp; Söhne KG", "RE-2026-00042", "02.11.2026", "119,00", "In Ordnung", "Rechnung März.xml"] {
        assert!(page.contains(words), "{words} is missing:\n{page}");
    }
    assert!(page.contains(&hex::encode(Sha256::digest(&bytes))));
    let file = browser.get(&format!("{address}/file")).await.expect(200);
    assert_eq!(file.body, bytes);
    assert_eq!((file.header("x-content-type-options"), file.header("content-type")), ("nosniff", XML));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"Rechnung M_rz.xml\"");
    let list = browser.get("/incoming?q=musterwerk").await.expect(200).text();
    assert!(list.contains(&address) && list.contains("119,00"), "{list}");
    assert_eq!(app.count("select count(*) from audit_events where event = 'incoming.received' and detail = 'RE-2026-00042'").await, 1);
}

#[tokio::test]
async fn what_comes_in_by_the_api_is_told_with_its_verdict() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let bytes = pdf(&golden::case("transfer-19-and-7"));
    let answer = buyer.api.post_bytes("/api/incoming", "application/pdf", bytes.clone()).await.expect(201);
    let id = id_of(&answer.json());
    assert_eq!(answer.header("location"), format!("/api/incoming/{id}"));
    let invoice = read(&buyer, &id).await;
    assert_eq!(invoice["verdict"], json!({ "format": "ok", "rules": "ok", "content": "ok" }));
    assert_eq!((&invoice["gross_amount"], &invoice["seller_vat_id"]), (&json!("1301.26"), &json!("DE123456788")));
    assert_eq!((&invoice["reasons"], &invoice["content_type"]), (&json!([]), &json!("application/pdf")));
    assert_eq!(invoice["sha256"], hex::encode(Sha256::digest(&bytes)));
    assert_eq!(buyer.api.get(&format!("/api/incoming/{id}/file")).await.expect(200).body, bytes);
    let form = Form::new().part("file", Part::bytes(xml()).file_name("a.xml"));
    buyer.api.send(buyer.api.request(Method::POST, "/api/incoming").multipart(form)).await.expect(201);
    let first = buyer.api.get("/api/incoming?limit=1").await.expect(200).json();
    let next = format!("/api/incoming?limit=1&cursor={}", first["next_cursor"].as_str().unwrap());
    let second = buyer.api.get(&next).await.expect(200).json();
    assert_eq!((&second["items"][0]["id"], &second["next_cursor"]), (&json!(id), &Value::Null));
}

#[tokio::test]
async fn golden_invoices_are_in_order_on_every_level() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    for golden in golden::all().into_iter().filter(|golden| golden.name != "lines-2000") {
        for (kind, bytes) in [("pdf", pdf(&golden.invoice)), ("cii", cii::write(&golden.invoice, Guideline::XRechnung))] {
            let id = id_of(&buyer.api.post_bytes("/api/incoming", XML, bytes).await.expect(201).json());
            let invoice = read(&buyer, &id).await;
            assert_eq!(
                invoice["verdict"],
                json!({ "format": "ok", "rules": "ok", "content": "ok" }),
                "{} {kind}: {}",
                golden.name,
                invoice["reasons"]
            );
            app.browser(&buyer).get(&format!("/incoming/{id}")).await.expect(200);
        }
    }
}

#[tokio::test]
async fn a_wrong_invoice_is_kept_with_its_reasons() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let mut wrong = golden::case("single-19");
    wrong.totals.payable += Decimal::ONE;
    wrong.delivery = None;
    wrong.notes.push(rechnungswerk::domain::einvoice::model::Note { subject_code: None, text: "<script>alert(1)</script>".to_owned() });
    let id = id_of(&hand_in(&buyer, xrechnung_ubl::write(&wrong)).await);
    let invoice = read(&buyer, &id).await;
    assert_eq!(invoice["verdict"], json!({ "format": "ok", "rules": "errors", "content": "warnings" }));
    let reasons: Vec<&str> = invoice["reasons"].as_array().unwrap().iter().map(|reason| reason["rule"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["BR-CO-16", "UStG-14-4-6"]);
    let page = app.browser(&buyer).get(&format!("/incoming/{id}")).await.expect(200).text();
    assert!(page.contains("Zahlbetrag 120,00 müsste 119,00 sein") && page.contains("Leistungsdatum oder Leistungszeitraum fehlt"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert(1)"));
    let minimum = String::from_utf8(cii::write(&golden::case("single-19"), Guideline::En16931)).unwrap();
    let minimum = minimum.replace(">urn:cen.eu:en16931:2017<", ">urn:factur-x.eu:1p0:minimum<");
    assert_eq!(hand_in(&buyer, minimum.into_bytes()).await["verdict"]["format"], "errors");
    let unreadable = String::from_utf8(xml()).unwrap().replace("119.00", "viel Geld");
    assert_eq!(hand_in(&buyer, unreadable.into_bytes()).await["verdict"]["format"], "errors");
}

#[tokio::test]
async fn the_same_file_is_kept_once_and_the_same_number_is_pointed_out() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let uploads: Vec<_> = (0..8)
        .map(|_| {
            let api = buyer.api.clone();
            tokio::spawn(async move { api.post_bytes("/api/incoming", XML, xml()).await })
        })
        .collect();
    let mut statuses = Vec::new();
    for upload in uploads {
        statuses.push(upload.await.unwrap().status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 200, 200, 200, 200, 200, 201]);
    assert_eq!(kept(&app).await, (1, 1));
    let known = buyer.api.post_bytes("/api/incoming", XML, xml()).await.expect(200).json();
    assert_eq!((&known["already_received"], &known["is_duplicate"]), (&json!(true), &json!(false)));
    let again = submit(&app.browser(&buyer), "x.xml", xml()).await.expect(303);
    assert!(again.header("location").ends_with(&format!("/incoming/{}?notice=incoming_known", id_of(&known))));
    let mut reminded = golden::case("single-19");
    reminded.seller.vat_id = Some("de 123 456 788".to_owned());
    reminded.seller.name = "Musterwerk Gesellschaft mbH".to_owned();
    let second = hand_in(&buyer, xrechnung_ubl::write(&reminded)).await;
    assert_eq!(second["is_duplicate"], true);
    let (first, second) = (id_of(&known), id_of(&second));
    assert_eq!(read(&buyer, &second).await["duplicates"][0]["id"], json!(first));
    assert_eq!(read(&buyer, &first).await["duplicates"][0]["id"], json!(second));
    let page = app.browser(&buyer).get(&format!("/incoming/{second}")).await.expect(200).text();
    assert!(page.contains("Vermutlich doppelt") && page.contains(&format!("/incoming/{first}")));
    let neighbour = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    assert_eq!(hand_in(&neighbour, xml()).await["is_duplicate"], false);
}

#[tokio::test]
async fn a_repeated_upload_under_one_key_gets_the_first_answer() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let once = buyer.api.with("idempotency-key", "eingang-1");
    let mut large = golden::case("attachments");
    large.attachments[0].content.as_mut().unwrap().bytes = vec![7; 3 * 1024 * 1024];
    let large = xrechnung_ubl::write(&large);
    let first = once.post_bytes("/api/incoming", XML, large.clone()).await.expect(201);
    let second = once.post_bytes("/api/incoming", XML, large).await.expect(201);
    assert_eq!((first.body, second.header("idempotency-replayed")), (second.body.clone(), "true"));
    assert_eq!(kept(&app).await, (1, 1));
}

#[tokio::test]
async fn received_invoices_are_billing_data() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let id = id_of(&hand_in(&buyer, xml()).await);
    let browser = app.browser(&buyer);
    let addresses = ["/incoming".to_owned(), format!("/incoming/{id}"), format!("/incoming/{id}/file")];
    sqlx::query("update memberships set role = 'executive'").execute(&mut app.owner().await).await.unwrap();
    for address in &addresses {
        let page = browser.get(address).await.expect(200).text();
        assert!(!page.contains("multipart/form-data"), "an executive is offered an upload on {address}");
    }
    browser.post_bytes("/api/incoming", XML, xml()).await.expect_problem(403, "forbidden");
    sqlx::query("update memberships set role = 'staff'").execute(&mut app.owner().await).await.unwrap();
    for address in &addresses {
        browser.get(address).await.expect(404);
    }
    submit(&browser, "x.xml", xml()).await.expect(404);
    submit(&app.stranger(), "x.xml", xml()).await.expect(401);
    let sent_to = app.stranger().get("/incoming").await;
    assert_eq!(sent_to.header("location"), "/login?next=/incoming");
}
