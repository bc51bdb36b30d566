//! Looking after the work: the archive's check by button and by command, queues that are held up, failures begun anew.

use std::path::Path;
use std::process::{Command, Output};

use chrono::TimeDelta;
use object_store::ObjectStoreExt as _;
use object_store::aws::AmazonS3Builder;
use rechnungswerk::server::documents::xrechnung_ubl;
use rechnungswerk::server::jobs::{self, Queue};
use rechnungswerk::server::operations;
use serde_json::{Value, json};

use crate::golden;
use crate::moto::S3Server;
use crate::support::people::Organization;
use crate::support::{Client, TestApp};

async fn receive(seller: &Organization) {
    let bytes = xrechnung_ubl::write(&golden::case("single-19"));
    seller.api.post_bytes("/api/incoming", "application/xml", bytes).await.expect(201);
}

async fn page(browser: &Client) -> String {
    browser.get("/operations").await.expect(200).text().replace('\u{a0}', " ")
}

async fn order_check(app: &TestApp, browser: &Client) {
    let answer = browser.submit("/rpc/operations/check_archive", &[]).await;
    assert!(answer.header("location").ends_with("/operations?notice=check_ordered"), "{} {}", answer.status, answer.text());
    app.work().await;
}

async fn storage_keys(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar("select storage_key from invoice_documents union all select storage_key from incoming_invoices order by 1")
        .fetch_all(&mut app.owner().await)
        .await
        .unwrap()
}

fn verify(app: &TestApp, json: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
    command.env_clear().env("DATABASE_URL", &app.database.url).env("DATA_DIR", app.data_dir()).env("RUST_LOG", "error");
    command.arg("verify-archive").args(json.then_some("--json")).output().expect("the program runs")
}

fn damage(folder: &Path, keys: &[String]) {
    std::fs::write(folder.join("files").join(&keys[0]), b"something else").unwrap();
    std::fs::remove_file(folder.join("files").join(&keys[1])).unwrap();
}

#[tokio::test]
async fn a_changed_and_a_missing_file_are_found_by_button_and_by_command() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    seller.invoice().await;
    receive(&seller).await;
    app.work().await;
    assert!(page(&browser).await.contains("Das Archiv wurde noch nicht geprüft."));
    order_check(&app, &browser).await;
    assert!(page(&browser).await.contains("Alles unverändert: 3 Dateien."));
    let fine = verify(&app, false);
    assert_eq!((fine.status.code(), String::from_utf8_lossy(&fine.stdout).as_ref()), (Some(0), "3 fine, 0 missing, 0 changed\n"));

    let keys = storage_keys(&app).await;
    damage(&app.data_dir(), &keys);
    order_check(&app, &browser).await;
    let told = page(&browser).await;
    assert!(told.contains("1 fehlen, 1 sind verändert, 1 sind in Ordnung."), "{told}");
    assert!(told.contains(&keys[0]) && told.contains(&keys[1]) && !told.contains(&keys[2]));
    assert_eq!(app.count("select count(*) from archive_checks where state = 'done'").await, 2, "the first result stays");
    assert_eq!(app.count("select count(*) from notifications where kind = 'archive.damaged'").await, 1);

    let damaged = verify(&app, true);
    assert_eq!(damaged.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&damaged.stdout).unwrap();
    assert_eq!((&json["fine"], &json["missing"], &json["changed"]), (&json!(1), &json!(1), &json!(1)));
    let found: Vec<(&str, &str)> =
        json["problems"].as_array().unwrap().iter().map(|one| (one["damage"].as_str().unwrap(), one["storage_key"].as_str().unwrap())).collect();
    assert_eq!(found, [("changed", keys[0].as_str()), ("missing", keys[1].as_str())]);
}

#[tokio::test]
async fn attachments_are_files_of_the_archive_too() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let first = seller.draft().await;
    let attach = async |invoice: &str| {
        let content = "U3R1bmRlO1dhcwoxO0dlc3RhbHR1bmcK";
        let file = json!({ "file_name": "stunden.csv", "content": content, "reference": "Stundenzettel" });
        seller.api.post(&format!("/api/invoices/{invoice}/attachments"), &file).await.expect(201);
    };
    attach(&first).await;
    seller.issue(&first).await;
    // The same file once more: it is stored once and counts once.
    attach(&seller.draft().await).await;
    app.work().await;
    order_check(&app, &browser).await;
    assert!(page(&browser).await.contains("Alles unverändert: 3 Dateien."));
    let keys: Vec<String> =
        sqlx::query_scalar("select distinct storage_key from invoice_attachments").fetch_all(&mut app.owner().await).await.unwrap();
    assert_eq!(keys.len(), 1);
    std::fs::write(app.data_dir().join("files").join(&keys[0]), b"Stunde;Was\n9;Gestaltung\n").unwrap();
    order_check(&app, &browser).await;
    let told = page(&browser).await;
    assert!(told.contains("0 fehlen, 1 sind verändert, 2 sind in Ordnung.") && told.contains("stunden.csv"), "{told}");
    assert_eq!(verify(&app, false).status.code(), Some(1));
}

#[tokio::test]
async fn an_archive_in_a_bucket_is_checked_alike() {
    let server = S3Server::start();
    let settings = [
        ("STORAGE_BACKEND", "s3"),
        ("AWS_BUCKET", server.bucket.as_str()),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_ENDPOINT_URL", server.url.as_str()),
    ];
    let app = TestApp::start_with(&settings).await;
    let seller = app.sign_up().await;
    seller.invoice().await;
    receive(&seller).await;
    app.work().await;
    let keys = storage_keys(&app).await;
    let bucket = AmazonS3Builder::new()
        .with_bucket_name(&server.bucket)
        .with_region("eu-central-1")
        .with_access_key_id("test")
        .with_secret_access_key("test")
        .with_endpoint(&server.url)
        .with_allow_http(true)
        .build()
        .unwrap();
    bucket.put(&keys[2].as_str().into(), "something else".into()).await.unwrap();
    bucket.delete(&keys[1].as_str().into()).await.unwrap();
    order_check(&app, &app.browser(&seller)).await;
    let check = seller.api.get("/api/operations").await.expect(200).json()["archive_check"].clone();
    assert_eq!((&check["state"], &check["fine"], &check["missing"], &check["changed"]), (&json!("done"), &json!(1), &json!(1), &json!(1)));
    assert_eq!(check["problems"][0]["storage_key"], json!(keys[1]));
}

#[tokio::test]
async fn a_signed_link_opens_one_document_until_its_end() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.invoice().await;
    let links = format!("/api/invoices/{id}/document-links");
    seller.api.post_nothing(&links).await.expect_problem(409, "documents_pending");
    app.work().await;
    let made = seller.api.post(&links, &json!({ "kind": "xml", "expires_in_minutes": 30 })).await.expect(201).json();
    let path = made["url"].as_str().unwrap().strip_prefix(app.url.as_str()).unwrap().to_owned();
    let file = app.stranger().get(&path).await.expect(200);
    assert_eq!(file.header("content-type"), "application/xml");
    assert_eq!(file.body, seller.api.get(&format!("/api/invoices/{id}/xml")).await.body);
    let mut forged = path.clone().into_bytes();
    let last = forged.len() - 4;
    forged[last] = if forged[last] == b'A' { b'B' } else { b'A' };
    for dead in [String::from_utf8(forged).unwrap(), "/files/x".to_owned(), format!("{path}A")] {
        assert_eq!(app.stranger().get(&dead).await.status, 404, "{dead}");
    }
    app.later(TimeDelta::minutes(31));
    assert_eq!(app.stranger().get(&path).await.status, 404, "its time is over");
    for (wrong, field) in
        [(json!({ "kind": "docx" }), "kind: not_a_choice"), (json!({ "expires_in_minutes": 1441 }), "expires_in_minutes: out_of_range")]
    {
        assert_eq!(seller.api.post(&links, &wrong).await.wrong_fields(), [field]);
    }
}

#[tokio::test]
async fn an_archive_of_many_pages_is_counted_to_the_last_file() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    sqlx::query(
        "insert into incoming_invoices (id, organization_id, received_at, storage_key, file_name, content_type, sha256, size, seller_name, number, type_code,
                                        currency, format_judgement, rules_judgement, content_judgement, reasons)
         select gen_random_uuid(), $1, now(), 'organizations/gone/' || n, n || '.xml', 'application/xml', sha256(n::text::bytea), 1, '', '', 380, 'EUR', 'ok', 'ok', 'ok', '[]'
         from generate_series(1, 650) n",
    )
    .bind(seller.actor.organization)
    .execute(&mut app.owner().await)
    .await
    .unwrap();
    order_check(&app, &app.browser(&seller)).await;
    let check = seller.api.get("/api/operations").await.expect(200).json()["archive_check"].clone();
    assert_eq!((&check["state"], &check["missing"]), (&json!("done"), &json!(650)));
    assert_eq!(check["problems"].as_array().map(Vec::len), Some(100));
    assert!(page(&app.browser(&seller)).await.contains("und 550 weitere"));
}

#[tokio::test]
async fn a_paused_queue_takes_no_task_of_this_organization_and_goes_on_afterwards() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let other = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    let browser = app.browser(&seller);
    let paused = browser.submit("/rpc/operations/pause", &[("queue", "mail")]).await;
    assert!(paused.header("location").ends_with("notice=queue_paused"));
    assert!(page(&browser).await.contains("Angehalten"));
    assert!(!page(&app.browser(&other)).await.contains("Angehalten"), "another organization's pause is nobody's business");
    for one in [&seller, &other] {
        let id = one.invoice().await;
        one.api.post(&format!("/api/invoices/{id}/send-email"), &json!({ "to_email": "kasse@brandt.example" })).await.expect(202);
    }
    // The very workers, with their sweeper.
    let shutdown = tokio_util::sync::CancellationToken::new();
    let workers = tokio::spawn(jobs::run(app.state.clone(), shutdown.clone()));
    let sent = async |of: &Organization| {
        sqlx::query_scalar::<_, i64>("select count(*) from email_messages where organization_id = $1 and state = 'sent'")
            .bind(of.actor.organization)
            .fetch_one(&mut app.owner().await)
            .await
            .unwrap()
    };
    crate::support::eventually("the other organization's mail", async || sent(&other).await == 1).await;
    assert_eq!(app.count("select count(*) from email_messages where state = 'queued' and attempts = 0").await, 1);
    sqlx::query("delete from apalis.jobs").execute(&mut app.owner().await).await.unwrap();
    assert_eq!(jobs::sweep(&app.state).await.unwrap(), 0, "the sweeper leaves it alone");
    let resumed = browser.submit("/rpc/operations/resume", &[("queue", "mail")]).await;
    assert!(resumed.header("location").ends_with("notice=queue_resumed"));
    crate::support::eventually("the mail after the pause", async || sent(&seller).await == 1).await;
    shutdown.cancel();
    workers.await.unwrap();
    assert_eq!(app.count("select count(*) from audit_events where event in ('queue.paused', 'queue.resumed') and detail = 'mail'").await, 2);
}

#[tokio::test]
async fn what_failed_is_told_with_its_reason_and_begun_anew() {
    let app = TestApp::start_with(&[("SMTP_URL", "smtp://127.0.0.1:9")]).await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let id = seller.invoice().await;
    let number = seller.read(&id).await["number"].as_str().unwrap().to_owned();
    for to in ["kasse@brandt.example", "buero@brandt.example"] {
        seller.api.post(&format!("/api/invoices/{id}/send-email"), &json!({ "to_email": to })).await.expect(202);
    }
    for _ in 0..4 {
        app.work().await;
        app.later(TimeDelta::minutes(6));
    }
    let told = page(&browser).await;
    assert!(told.contains("kasse@brandt.example") && told.contains(&number) && told.contains("onnection"), "{told}");
    let failures = seller.api.get("/api/operations").await.expect(200).json()["failures"].clone();
    let failed: Vec<&str> = failures.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(failed.len(), 2);

    let stranger = app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await;
    assert!(!page(&app.browser(&stranger)).await.contains("brandt.example"));
    stranger.api.post_nothing(&format!("/api/queues/mail/failures/{}/retry", failed[0])).await.expect_problem(404, "not_found");
    stranger.api.post_nothing("/api/queues/mail/retry").await.expect(202);
    assert_eq!(app.count("select count(*) from email_messages where state = 'failed'").await, 2);

    browser.submit("/rpc/operations/retry", &[("queue", "mail"), ("id", failed[0])]).await;
    assert_eq!(app.count("select count(*) from email_messages where state = 'queued' and attempts = 0 and leased_until is null").await, 1);
    seller.api.post_nothing(&format!("/api/queues/mail/failures/{}/retry", failed[0])).await.expect_problem(404, "not_found");
    browser.submit("/rpc/operations/retry_all", &[]).await;
    assert_eq!(app.count("select count(*) from email_messages where state = 'queued'").await, 2);
    assert!(page(&browser).await.contains("Nichts ist gescheitert."));
    assert_eq!(app.count("select count(*) from audit_events where event = 'work.retried'").await, 2);
    // A mail that is sent again from its invoice is no longer a failure here.
    for _ in 0..4 {
        app.work().await;
        app.later(TimeDelta::minutes(6));
    }
    browser.submit("/rpc/mail/resend", &[("id", id.as_str()), ("message", failed[0])]).await;
    let left = seller.api.get("/api/operations").await.expect(200).json()["failures"].clone();
    assert_eq!(left.as_array().map(Vec::len), Some(1), "{left}");
}

#[tokio::test]
async fn a_queue_whose_rows_nobody_described_is_counted_by_its_tasks() {
    let app = TestApp::start().await;
    let (seller, other) = (app.sign_up().await, app.sign_up_as("Kontor Weser AG", "inhaberin@kontor-weser.example").await);
    seller.invoice().await;
    for (of, waiting) in [(&seller, 1), (&other, 0)] {
        let mut tx = app.state.db.organization(of.actor.organization).await.unwrap();
        let figures = operations::queries::figures_of_tasks(&mut tx, Queue::Documents, of.actor.organization).await.unwrap();
        assert_eq!((figures.waiting, figures.scheduled, figures.failed), (waiting, 0, 0));
    }
}

#[tokio::test]
async fn every_queue_is_shown_to_owners_and_to_nobody_else() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let browser = app.browser(&seller);
    let queues = seller.api.get("/api/operations").await.expect(200).json()["queues"].clone();
    assert_eq!(queues.as_array().map(Vec::len), Some(Queue::ALL.len()));
    let overview = browser.get("/").await.text();
    assert!(overview.contains("href=\"/operations\""));
    for queue in Queue::ALL {
        seller.api.json(reqwest::Method::PUT, &format!("/api/queues/{}/pause", queue.name()), &json!({})).await.expect(204);
    }
    assert_eq!(page(&browser).await.matches("/rpc/operations/resume").count(), 2 * Queue::ALL.len(), "in the table and on the cards of a phone");
    seller.api.post_nothing("/api/queues/nonsense/retry").await.expect_problem(404, "not_found");
    for role in ["admin", "executive", "staff"] {
        sqlx::query("update memberships set role = $1").bind(role).execute(&mut app.owner().await).await.unwrap();
        assert_eq!(browser.get("/operations").await.status, 404, "{role}");
        assert!(!browser.get("/").await.text().contains("href=\"/operations\""), "{role}");
        let refused = browser.request(reqwest::Method::POST, "/rpc/operations/pause").header("accept", "application/json").form(&[("queue", "mail")]);
        assert_eq!(browser.send(refused).await.status, 404, "{role}");
    }
}
