//! What one server does on this machine: portal page (aim: half of a static route), issuing with both documents, PDF (3 ms),
//! idle memory (60 MB), start (300 ms). Everything runs on loopback; measure on a machine that does nothing else.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "the answer of a measurement belongs on standard output, and a broken sample ends it")]

#[path = "service/client.rs"]
mod client;
#[path = "../tests/support/sample_invoices.rs"]
#[allow(dead_code, reason = "the measurements use a part of the samples")]
mod sample_invoices;
#[path = "service/server.rs"]
mod server;

use std::hint::black_box;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use axum::serve::ListenerExt as _;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::PageSetup;
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use self::client::{Connection, requests_per_second};
use self::server::{Server, Site};

/// Requests that are under way at the same time.
const CONNECTIONS: usize = 8;
const LOAD: Duration = Duration::from_secs(5);
const INVOICES: usize = 200;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Cargo asks every bench for its tests, too.
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return Ok(());
    }
    let site = Site::create()?;
    let measured = measure(&site).await;
    site.remove();
    measured
}

async fn measure(site: &Site) -> anyhow::Result<()> {
    let demo = site.seed().await?;
    let start = first_answer(site).await?;
    let server = site.start().await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let idle = server.memory_kb()?;
    let (portal, fixed) = portal_and_static_route(&server, &demo.token).await?;
    let issued = issued_per_second(&server, site, &demo.api_key).await?;
    let busy = server.memory_kb()?;
    server.stop().await?;

    println!("{:<44}{:>10}   aim", "", "measured");
    row("portal page, requests per second", portal, "");
    row("static route with the same bytes", fixed, "");
    row("ratio of the two", portal / fixed, "at least 0.5");
    row("issued with both documents, per second", issued, "");
    row("PDF of 10 lines, ms", pdf_milliseconds(), "3");
    row("idle memory, MB", f64::from(idle) / 1024.0, "60");
    row("memory after the load, MB", f64::from(busy) / 1024.0, "");
    row("start to first answer, ms", start.as_secs_f64() * 1000.0, "300");
    Ok(())
}

fn row(what: &str, figure: f64, aim: &str) {
    println!("{what:<44}{figure:>10.2}   {aim}");
}

/// The middle one of five starts.
async fn first_answer(site: &Site) -> anyhow::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let started = Instant::now();
        let server = site.start().await?;
        times.push(started.elapsed());
        server.stop().await?;
    }
    times.sort();
    Ok(times[2])
}

/// Both measured by the same client, the static route from a bare router in this process.
async fn portal_and_static_route(server: &Server, token: &str) -> anyhow::Result<(f64, f64)> {
    let path = format!("/portal/{token}");
    let page = Connection::open(server.address).await?.get(&path).await?;
    anyhow::ensure!(page.status == 200, "the portal page answers {}", page.status);
    let address = serve_bytes(page.body).await?;
    let fixed = requests_per_second(address, "/", CONNECTIONS, LOAD).await?;
    let portal = requests_per_second(server.address, &path, CONNECTIONS, LOAD).await?;
    Ok((portal, fixed))
}

async fn serve_bytes(body: Vec<u8>) -> anyhow::Result<SocketAddr> {
    let page = axum::body::Bytes::from(body);
    let answer = move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page) };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    tokio::spawn(axum::serve(listener, Router::new().route("/", get(answer))).into_future());
    Ok(address)
}

/// From the first request to issue until the last document is stored.
async fn issued_per_second(server: &Server, site: &Site, key: &str) -> anyhow::Result<f64> {
    let api = Api { server, http: reqwest::Client::builder().timeout(Duration::from_secs(30)).build()?, key };
    let customer = api.a_customer().await?;
    let mut drafts = Vec::new();
    for _ in 0..INVOICES {
        drafts.push(api.draft(&customer).await?);
    }
    let before = site.documents().await?;
    let started = Instant::now();
    for some in drafts.chunks(CONNECTIONS) {
        futures::future::try_join_all(some.iter().map(|id| api.post(format!("/api/invoices/{id}/issue"), json!({})))).await?;
    }
    while site.documents().await? < before + 2 * INVOICES as i64 {
        anyhow::ensure!(started.elapsed() < Duration::from_secs(120), "the documents do not come");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(INVOICES as f64 / started.elapsed().as_secs_f64())
}

fn pdf_milliseconds() -> f64 {
    let setup = PageSetup { portal_url: Some("https://rechnungen.example/portal/0b8f7c1e"), ..PageSetup::default() };
    let invoice = sample_invoices::with_lines(10);
    let xml = cii::write(&invoice, Guideline::En16931);
    let (started, mut count) = (Instant::now(), 0_u32);
    while started.elapsed() < Duration::from_secs(2) {
        let _ = black_box(hybrid(black_box(&invoice), &setup, &xml, Profile::En16931));
        count += 1;
    }
    started.elapsed().as_secs_f64() * 1000.0 / f64::from(count)
}

struct Api<'a> {
    server: &'a Server,
    http: reqwest::Client,
    key: &'a str,
}

impl Api<'_> {
    async fn a_customer(&self) -> anyhow::Result<String> {
        let request = self.http.get(format!("http://{}/api/customers", self.server.address)).header("x-api-key", self.key);
        let list: Value = request.send().await?.error_for_status()?.json().await?;
        let customers = list["items"].as_array().context("customers")?;
        let brandt = customers.iter().find(|customer| customer["name"] == "Kanzlei Brandt");
        id_of(brandt.context("the demo customer")?)
    }

    async fn draft(&self, customer: &str) -> anyhow::Result<String> {
        let line = json!({ "name": "Gestaltung Katalog", "quantity": "14.5", "unit": "HUR", "price": "95.00" });
        let lines: Vec<Value> = std::iter::repeat_n(line, 10).collect();
        id_of(&self.post("/api/invoices".to_owned(), json!({ "customer": customer, "service_start": "2026-02-02", "lines": lines })).await?)
    }

    async fn post(&self, path: String, body: Value) -> anyhow::Result<Value> {
        let request = self.http.post(format!("http://{}{path}", self.server.address)).header("x-api-key", self.key);
        Ok(request.json(&body).send().await?.error_for_status()?.json().await?)
    }
}

fn id_of(json: &Value) -> anyhow::Result<String> {
    Ok(json["id"].as_str().context("an id")?.to_owned())
}
