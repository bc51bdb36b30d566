//! The documents of an issued invoice: made once, stored with their hash, never changed, whatever happens in between.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/workshop.rs"]
mod workshop;

use axum::body::to_bytes;
use axum::http::{HeaderMap, HeaderValue};
use rechnungswerk::server::documents::archive::{self, DocumentKind};
use rechnungswerk::server::files;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use workshop::{Workshop, eventually};

#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
struct Row {
    kind: String,
    storage_key: String,
    file_name: String,
    sha256: Vec<u8>,
    size: i64,
}

async fn rows(shop: &Workshop, invoice: Uuid) -> Vec<Row> {
    let query = sqlx::query_as("select kind, storage_key, file_name, sha256, size from invoice_documents where invoice_id = $1 order by kind");
    query.bind(invoice).fetch_all(&shop.admin).await.unwrap()
}

async fn make_due_again(shop: &Workshop) {
    sqlx::query("update document_tasks set state = 'waiting', leased_until = null").execute(&shop.admin).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_golden_invoice_and_cancellation_gets_both_documents() {
    let shop = Workshop::open(None).await;
    let cases = golden::all();
    for (index, case) in cases.iter().enumerate() {
        shop.issue(&case.invoice, &format!("RE-2026-{index:05}")).await;
    }
    let workers = shop.work();
    let expected = i64::try_from(cases.len()).unwrap();
    eventually("all documents are made", || async { shop.count("select count(*) from document_tasks where state = 'done'").await == expected }).await;
    workers.stop().await;
    assert_eq!(shop.count("select count(*) from invoice_documents").await, 2 * expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_job_changes_no_byte() {
    let shop = Workshop::open(None).await;
    let invoice = shop.issue(&golden::all().remove(0).invoice, "RE-2026-00001").await;
    archive::make_documents(&shop.state, shop.organization, invoice).await.unwrap();
    let first = rows(&shop, invoice).await;
    assert_eq!(first.iter().map(|row| row.file_name.as_str()).collect::<Vec<_>>(), ["Rechnung_RE-2026-00001.pdf", "Rechnung_RE-2026-00001.xml"]);
    sqlx::query("update organizations set color = '#dc2626'").execute(&shop.admin).await.unwrap();
    make_due_again(&shop).await;
    archive::make_documents(&shop.state, shop.organization, invoice).await.unwrap();
    assert_eq!(rows(&shop, invoice).await, first);
    for row in first {
        let bytes = shop.state.storage.document(&row.storage_key).await.unwrap();
        assert_eq!((Sha256::digest(&bytes).to_vec(), i64::try_from(bytes.len()).unwrap()), (row.sha256, row.size));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_job_had_stored_already_is_what_counts() {
    let shop = Workshop::open(None).await;
    let invoice = shop.issue(&golden::all().remove(0).invoice, "RE-2026-00001").await;
    shop.state.storage.keep_document(shop.organization, invoice, "pdf", b"%PDF-1.7 by an older version"[..].into()).await.unwrap();
    archive::make_documents(&shop.state, shop.organization, invoice).await.unwrap();
    let rows = rows(&shop, invoice).await;
    assert_eq!(rows[0].sha256, Sha256::digest(b"%PDF-1.7 by an older version").to_vec());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_cannot_be_drawn_is_told_and_holds_nobody_up() {
    let shop = Workshop::open(None).await;
    let mut hopeless = golden::all().remove(0).invoice;
    hopeless.buyer.name = "\u{f8ff} GmbH".into();
    let invoice = shop.issue(&hopeless, "RE-2026-00001").await;
    archive::make_documents(&shop.state, shop.organization, invoice).await.unwrap();
    assert_eq!(shop.count("select count(*) from document_tasks where state = 'failed' and last_error is not null").await, 1);
    assert_eq!(shop.count("select count(*) from notifications where kind = 'invoice.documents_failed'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_is_the_stored_file_with_headers_that_protect_it() {
    let shop = Workshop::open(None).await;
    let invoice = shop.issue(&golden::all().remove(0).invoice, "RE-2026-00001").await;
    assert!(files::document(&shop.state, shop.organization, invoice, DocumentKind::Pdf, &HeaderMap::new()).await.is_err(), "it is not made yet");
    archive::make_documents(&shop.state, shop.organization, invoice).await.unwrap();
    let row = rows(&shop, invoice).await.remove(0);
    let response = files::document(&shop.state, shop.organization, invoice, DocumentKind::Pdf, &HeaderMap::new()).await.unwrap();
    let headers = response.headers().clone();
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("content-disposition"), "attachment; filename=\"Rechnung_RE-2026-00001.pdf\"");
    assert_eq!(header("etag"), format!("\"{}\"", hex::encode(&row.sha256)));
    assert_eq!(header("content-length"), row.size.to_string());
    assert!(header("cache-control").contains("private"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(Sha256::digest(to_bytes(response.into_body(), usize::MAX).await.unwrap()).to_vec(), row.sha256);
    let known = HeaderMap::from_iter([(axum::http::header::IF_NONE_MATCH, HeaderValue::from_str(&header("etag")).unwrap())]);
    let unchanged = files::document(&shop.state, shop.organization, invoice, DocumentKind::Pdf, &known).await.unwrap();
    assert_eq!(unchanged.status(), 304);
    let elsewhere = files::document(&shop.state, Uuid::nil(), invoice, DocumentKind::Pdf, &HeaderMap::new()).await;
    assert!(elsewhere.is_err(), "another organization sees nothing");
}
