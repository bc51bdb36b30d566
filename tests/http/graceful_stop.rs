//! The program is told to stop while it is at work: answers and jobs are finished, and what cannot be finished is not lost.

use std::io::Read as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use reqwest::Method;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use crate::start::{Server, free_address, program};
use crate::support::{Client, TestApp, eventually};

/// Writers of the table wait until this connection is closed.
async fn hold(app: &TestApp, table: &str) -> PgConnection {
    let mut connection = app.owner().await;
    connection.execute("begin").await.unwrap();
    connection.execute(AssertSqlSafe(format!("lock table {table} in share row exclusive mode"))).await.unwrap();
    connection
}

/// Waits until somebody waits for the table.
async fn somebody_waits_for(app: &TestApp, table: &str) {
    let sql = "select exists (select from pg_locks where not granted and relation = $1::text::regclass
               and database = (select oid from pg_database where datname = current_database()))";
    eventually(table, async || sqlx::query_scalar::<_, bool>(sql).bind(table).fetch_one(&mut app.owner().await).await.unwrap()).await;
}

/// A server on the database of the test.
struct Running {
    process: Server,
    api: Client,
    _folder: tempfile::TempDir,
}

impl Running {
    async fn start(app: &TestApp, key: &str) -> Self {
        let address = free_address();
        let data = app.data_dir().to_string_lossy().into_owned();
        let settings = [("DATABASE_URL", app.database.url.as_str()), ("LEPTOS_SITE_ADDR", address.as_str()), ("DATA_DIR", data.as_str())];
        let (mut command, folder) = program(&settings);
        let process = Server(command.arg("serve").stdout(Stdio::null()).spawn().expect("the program runs"));
        let api = Client::new(&format!("http://{address}")).with("x-api-key", key);
        let running = Self { process, api, _folder: folder };
        eventually("the first answer", async || running.answers().await).await;
        running
    }

    async fn answers(&self) -> bool {
        self.api.request(Method::GET, "/readyz").send().await.is_ok_and(|answer| answer.status() == 200)
    }

    /// Its exit code and what it wrote.
    fn end(&mut self) -> (Option<i32>, String) {
        let code = self.process.wait(Duration::from_secs(30));
        let mut log = String::new();
        self.process.0.stderr.take().expect("a log").read_to_string(&mut log).expect("the log is text");
        (code, log)
    }
}

#[tokio::test]
async fn requests_and_jobs_under_way_are_finished_before_the_end() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (first, second) = (seller.draft().await, seller.draft().await);
    let mut server = Running::start(&app, &seller.key).await;

    let job_is_held = hold(&app, "invoice_documents").await;
    server.api.post_nothing(&format!("/api/invoices/{first}/issue")).await.expect(200);
    somebody_waits_for(&app, "invoice_documents").await;
    let request_is_held = hold(&app, "number_series").await;
    let (api, address) = (server.api.clone(), format!("/api/invoices/{second}/issue"));
    let issuing = tokio::spawn(async move { api.post_nothing(&address).await });
    somebody_waits_for(&app, "number_series").await;

    server.process.signal("-TERM");
    eventually("the closed door", async || !server.answers().await).await;
    assert_eq!(server.process.0.try_wait().unwrap(), None, "it waits for what is under way");
    request_is_held.close().await.unwrap();
    let answer = issuing.await.unwrap().expect(200).json();
    assert!(answer["number"].as_str().unwrap().ends_with("00002"), "{answer}");
    job_is_held.close().await.unwrap();

    let (code, log) = server.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("RechnungsWerk is stopping."), "{log}");
    assert!(!log.contains("did not finish in time") && !log.contains("still running") && !log.contains("ERROR"), "{log}");
    assert_eq!(app.count("select count(*) from document_tasks where attempts > 1").await, 0, "no job was begun twice");
    seller.api.get(&format!("/api/invoices/{first}/pdf")).await.expect(200);

    let _next = Running::start(&app, &seller.key).await;
    let pdf = format!("/api/invoices/{second}/pdf");
    eventually("the documents of the other invoice", async || seller.api.get(&pdf).await.status == 200).await;
}

#[tokio::test]
async fn what_never_ends_does_not_hold_up_the_stop_and_is_undone() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let draft = seller.draft().await;
    let mut server = Running::start(&app, &seller.key).await;
    let held = hold(&app, "number_series").await;
    let (api, address) = (server.api.clone(), format!("/api/invoices/{draft}/issue"));
    let hanging = tokio::spawn(async move { api.request(Method::POST, &address).send().await.is_ok() });
    somebody_waits_for(&app, "number_series").await;

    let told = Instant::now();
    server.process.signal("-TERM");
    let (code, log) = server.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(told.elapsed() < Duration::from_secs(25), "it took {:?}", told.elapsed());
    assert!(log.contains("did not finish in time"), "{log}");
    hanging.abort();
    held.close().await.unwrap();
    eventually("the rollback", async || {
        app.count("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()").await == 0
    })
    .await;
    assert_eq!(seller.read(&draft).await["state"], "draft");
    assert!(seller.issue(&draft).await.ends_with("00001"), "no number was lost");
}
