//! `seed-demo`: what it prints opens everything that it made, and it touches no database that is in use.

use std::process::{Output, Stdio};

use serde_json::Value;

use crate::start::{Server, free_address, program, run};
use crate::support::database::TestDatabase;
use crate::support::{Client, TestApp, eventually};

fn seeded(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON and nothing else")
}

#[track_caller]
fn refused(output: &Output, reason: &str) {
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    let lines: Vec<&str> = words.lines().filter(|line| line.starts_with("rechnungswerk: ")).collect();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{words}");
    assert!(lines.len() == 1 && lines[0].contains(reason), "{words}");
}

fn all<'a>(demo: &'a Value, list: &str) -> &'a Vec<Value> {
    demo[list].as_array().unwrap_or_else(|| panic!("no {list} in {demo}"))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

async fn count(database: &TestDatabase, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut database.owner().await).await.unwrap()
}

async fn logins_work(stranger: &dyn Fn() -> Client, demo: &Value) {
    let logins = all(demo, "logins");
    let mut roles: Vec<(&str, &str)> = Vec::new();
    for login in logins {
        let browser = stranger();
        let fields = [("email", text(login, "email")), ("password", text(login, "password"))];
        let answer = browser.submit("/rpc/account/log_in", &fields).await.expect(302);
        assert_eq!(answer.header("location"), "/", "{login}");
        let page = browser.get("/").await.expect(200).text();
        assert!(page.contains(text(login, "organization")), "{login}: {page}");
        let sees_invoices = browser.get("/invoices").await.status == 200;
        assert_eq!(sees_invoices, matches!(text(login, "role"), "owner" | "admin"), "{login}");
        roles.push((text(login, "organization"), text(login, "role")));
    }
    roles.sort_unstable();
    roles.dedup();
    assert_eq!(roles.len(), 8, "two organizations with every role: {roles:?}");
}

async fn links_and_invoices_open(stranger: &dyn Fn() -> Client, demo: &Value) {
    let key_of = |organization: &str| {
        let key = all(demo, "api_keys").iter().find(|key| text(key, "organization") == organization).expect("a key of every organization");
        text(key, "api_key").to_owned()
    };
    for invoice in all(demo, "invoices") {
        let api = stranger().with("x-api-key", &key_of(text(invoice, "organization")));
        let read = api.get(&format!("/api/invoices/{}", text(invoice, "id"))).await.expect(200).json();
        assert_eq!(read["number"], invoice["number"], "{invoice}");
    }
    for link in all(demo, "share_links") {
        let address = text(link, "url").split_once("/portal/").map(|(_, token)| format!("/portal/{token}")).expect("an address of the portal");
        assert_eq!(address, format!("/portal/{}", text(link, "token")));
        let expected = if text(link, "shows") == "expired" { 404 } else { 200 };
        stranger().get(&address).await.expect(expected);
    }
    let shown: Vec<&str> = all(demo, "invoices").iter().map(|invoice| text(invoice, "shows")).collect();
    for state in ["draft", "open", "overdue", "partially_paid", "paid", "void", "corrected", "uncollectible", "reported", "load"] {
        assert!(shown.contains(&state), "{state} is missing in {shown:?}");
    }
}

#[tokio::test]
async fn what_the_demo_prints_opens_what_it_made() {
    let database = TestDatabase::create().await;
    let address = free_address();
    let public_url = format!("http://{address}");
    let secret = "0123456789abcdef0123456789abcdef";
    let settings = [
        ("DATABASE_URL", database.url.as_str()),
        ("LEPTOS_SITE_ADDR", address.as_str()),
        ("PUBLIC_URL", public_url.as_str()),
        ("SECRET_KEY", secret),
        ("RATE_LIMIT_VIEW_PER_MINUTE", "0"),
        ("RATE_LIMIT_ACTION_PER_MINUTE", "0"),
    ];
    let demo = seeded(&run(&["seed-demo", "--json", "--invoices", "3"], &settings));
    assert_eq!(all(&demo, "invoices").iter().filter(|invoice| invoice["shows"] == "load").count(), 3);
    let (mut command, _folder) = program(&settings);
    let _server = Server(command.args(["serve", "--no-worker"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs"));
    let stranger = || Client::new(&public_url);
    eventually("the first answer", async || {
        stranger().request(reqwest::Method::GET, "/readyz").send().await.is_ok_and(|answer| answer.status() == 200)
    })
    .await;
    logins_work(&stranger, &demo).await;
    links_and_invoices_open(&stranger, &demo).await;

    let before = count(&database, "select count(*) from invoices").await;
    refused(&run(&["seed-demo", "--json"], &settings), "the demo data is there already; seed-demo --invoices N adds invoices to it");
    assert_eq!(count(&database, "select count(*) from invoices").await, before);
    let more = seeded(&run(&["seed-demo", "--json", "--invoices", "5"], &settings));
    assert_eq!((all(&more, "invoices").len(), all(&more, "share_links").len()), (5, 5));
    assert_eq!(count(&database, "select count(*) from invoices").await, before + 5);
    assert_eq!(count(&database, "select count(*) - count(distinct number) from invoices where number is not null and kind = 'invoice' and organization_id = (select id from organizations where name like 'Atelier%')").await, 0);
}

#[tokio::test]
async fn a_database_in_use_is_left_alone() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    seller.invoice().await;
    let before = app.count("select (select count(*) from users) * 1000 + (select count(*) from invoices)").await;
    let settings = [("DATABASE_URL", app.database.url.as_str())];
    for arguments in [&["seed-demo", "--json"][..], &["seed-demo"], &["seed-demo", "--invoices", "2"]] {
        refused(&run(arguments, &settings), "the database holds other data already; seed-demo fills an empty one only");
    }
    for wrong in ["-1", "viele", "1.5", ""] {
        let output = run(&["seed-demo", "--invoices", wrong], &settings);
        assert_eq!(output.status.code(), Some(2), "{wrong}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(app.count("select (select count(*) from users) * 1000 + (select count(*) from invoices)").await, before);
}
