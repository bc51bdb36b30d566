//! Files that mean harm, or are no invoice: a clear refusal at once, nothing stored, nothing fetched.

use std::time::{Duration, Instant};

use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::golden;
use crate::hostile::{pdf_files, xml_files};
use crate::support::TestApp;
use rechnungswerk::server::documents::xrechnung_ubl;

/// A second where the program is built for use; these tests run without optimisation, side by side.
const AT_ONCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 6 } else { 1 });

#[tokio::test]
async fn hostile_files_are_refused_at_once_and_leave_nothing() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    for (name, bytes, problem) in xml_files().into_iter().chain(pdf_files()) {
        assert!(bytes.len() <= 10 << 20, "{name} is refused for its size");
        let started = Instant::now();
        let answer = buyer.api.post_bytes("/api/incoming", "application/octet-stream", bytes).await;
        let took = started.elapsed();
        println!("{name}: {took:?}");
        assert_eq!(answer.wrong_fields(), [format!("file: {problem}")], "{name}");
        assert!(took < AT_ONCE, "{name} took {took:?}");
    }
    assert_eq!(app.count("select count(*) from incoming_invoices").await, 0);
    assert!(!app.data_dir().join("files/organizations").exists(), "a file was stored");
    assert_eq!(app.count("select count(*) from audit_events where event = 'incoming.received'").await, 0);
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_in_words() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let huge = vec![b' '; 100 << 20];
    for key in ["", "huge"] {
        let client = if key.is_empty() { buyer.api.clone() } else { buyer.api.with("idempotency-key", key) };
        let started = Instant::now();
        let answer = client.post_bytes("/api/incoming", "application/xml", huge.clone()).await;
        println!("{:?}", started.elapsed());
        assert_eq!(answer.wrong_fields(), ["file: file_too_large"]);
        assert!(started.elapsed() < AT_ONCE);
    }
    let browser = app.browser(&buyer);
    let form = Form::new().part("file", Part::bytes(huge).file_name("x.xml"));
    let answer = browser.send(browser.request(Method::POST, "/incoming").header("sec-fetch-site", "same-origin").multipart(form)).await.expect(303);
    let flash = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = app.stranger().with("cookie", &format!("session={}; {flash}", buyer.session)).get(answer.header("location")).await.expect(200).text();
    assert!(page.contains("Die Datei darf höchstens 10240 KB groß sein."), "{page}");
    assert_eq!(app.count("select count(*) from incoming_invoices").await, 0);
}

#[tokio::test]
async fn an_invoice_in_utf_16_is_read() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let invoice = String::from_utf8(xrechnung_ubl::write(&golden::case("single-19"))).unwrap().replace("UTF-8", "UTF-16");
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let bytes: Vec<u8> = [0xFEFF].into_iter().chain(invoice.encode_utf16()).flat_map(order).collect();
        let received = buyer.api.post_bytes("/api/incoming", "application/xml", bytes).await.expect(201).json();
        assert_eq!(received["number"], "RE-2026-00042");
    }
}
