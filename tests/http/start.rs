//! The program itself: it starts, says in one line why it does not, answers for its health, and ends gracefully.

use std::io::Read as _;
use std::net::TcpListener;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::database::TestDatabase;
use crate::support::people::PASSWORD;
use crate::support::{Client, TestApp, eventually};

/// The program with nothing of our own environment but where programs are found.
pub fn program(settings: &[(&str, &str)]) -> (Command, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
    command.env_clear().envs(["PATH", "HOME", "PG_BIN"].into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.env("DATA_DIR", folder.path()).env("LEPTOS_OUTPUT_NAME", "rechnungswerk").current_dir(folder.path());
    command.envs(settings.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    (command, folder)
}

pub fn run(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let (mut command, _folder) = program(settings);
    command.args(arguments).output().expect("the program runs")
}

pub fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").to_string()
}

/// A running server that is ended with this value.
pub struct Server(pub Child);

impl Server {
    pub fn signal(&self, name: &str) {
        Command::new("kill").args([name, &self.0.id().to_string()]).status().expect("kill runs");
    }

    pub fn wait(&mut self, patience: Duration) -> Option<i32> {
        let started = Instant::now();
        while started.elapsed() < patience {
            if let Some(status) = self.0.try_wait().expect("the process is known") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_wrong_setting_stops_the_start_with_one_line_that_names_it() {
    for (name, value) in [
        ("RECHNUNGSWERK_ENV", "test"),
        ("LEPTOS_SITE_ADDR", "nowhere"),
        ("PUBLIC_URL", "rechnung.example"),
        ("ALLOWED_ORIGINS", "*"),
        ("DATABASE_URL", "mysql://localhost"),
        ("SECRET_KEY", "short"),
        ("SMTP_URL", "http://mail.example"),
        ("MAIL_FROM", "nobody"),
        ("STORAGE_BACKEND", "floppy"),
        ("RATE_LIMIT_VIEW_PER_MINUTE", "many"),
        ("RATE_LIMIT_ACTION_PER_MINUTE", "-1"),
    ] {
        let output = run(&["serve"], &[(name, value)]);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(words.lines().count() == 1 && words.contains(name), "{name}: {words}");
    }
    for (settings, missing) in [(vec![("RECHNUNGSWERK_ENV", "production")], "SECRET_KEY"), (vec![("STORAGE_BACKEND", "s3")], "AWS_BUCKET")] {
        let output = run(&["serve"], &settings);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && words.lines().count() == 1 && words.contains(missing), "{words}");
    }
}

#[test]
fn a_database_that_does_not_answer_is_named_without_its_password() {
    let output = run(&["serve"], &[("DATABASE_URL", "postgres://rechnungswerk:geheim@127.0.0.1:9/none")]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{words}");
    assert!(words.contains("database") && !words.contains("geheim"), "{words}");
}

#[tokio::test]
async fn a_server_starts_is_healthy_and_ends_when_told() {
    let database = TestDatabase::create().await;
    let address = free_address();
    let settings = [("DATABASE_URL", database.url.as_str()), ("LEPTOS_SITE_ADDR", address.as_str())];
    let down = run(&["healthcheck"], &settings);
    assert_eq!(down.status.code(), Some(1), "{}", String::from_utf8_lossy(&down.stderr));
    let (mut command, _folder) = program(&settings);
    let mut server = Server(command.arg("serve").stdout(Stdio::null()).spawn().expect("the program runs"));
    let client = Client::new(&format!("http://{address}"));
    eventually("the first answer", async || {
        let request = client.request(reqwest::Method::GET, "/readyz").timeout(Duration::from_secs(2));
        request.send().await.is_ok_and(|answer| answer.status() == 200)
    })
    .await;
    assert_eq!(run(&["healthcheck"], &settings).status.code(), Some(0));

    server.signal("-TERM");
    assert_eq!(server.wait(Duration::from_secs(25)), Some(0));
    let mut log = String::new();
    server.0.stderr.take().expect("a log").read_to_string(&mut log).expect("the log is text");
    assert!(log.contains("RechnungsWerk is ready.") && log.contains("RechnungsWerk is stopping."), "{log}");
}

#[tokio::test]
async fn a_server_killed_after_issuing_leaves_the_documents_to_the_next_one() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let id = seller.draft().await;
    let address = free_address();
    let settings = [("DATABASE_URL", app.database.url.as_str()), ("LEPTOS_SITE_ADDR", address.as_str())];
    let (mut first, folder) = program(&settings);
    let (mut second, _unused) = program(&settings);
    second.env("DATA_DIR", folder.path());
    for command in [&mut first, &mut second] {
        command.stdout(Stdio::null()).stderr(Stdio::null());
    }
    let api = Client::new(&format!("http://{address}")).with("x-api-key", &seller.key);
    let is_ready = async || api.request(reqwest::Method::GET, "/readyz").send().await.is_ok_and(|answer| answer.status() == 200);

    let mut server = Server(first.args(["serve", "--no-worker"]).spawn().expect("the program runs"));
    eventually("the first answer", is_ready).await;
    api.post_nothing(&format!("/api/invoices/{id}/issue")).await.expect(200);
    api.get(&format!("/api/invoices/{id}/pdf")).await.expect_problem(409, "documents_pending");
    server.signal("-KILL");
    server.wait(Duration::from_secs(10));

    let _server = Server(second.arg("serve").spawn().expect("the program runs again"));
    eventually("the answer of the next one", is_ready).await;
    for (kind, start) in [("pdf", "%PDF-"), ("xml", "<?xml")] {
        let address = format!("/api/invoices/{id}/{kind}");
        eventually("the documents", async || api.get(&address).await.status == 200).await;
        assert!(api.get(&address).await.text().starts_with(start), "{kind}");
    }
}

#[tokio::test]
async fn the_log_tells_no_secret_and_nothing_of_a_person() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let (id, token) = seller.shared_invoice().await;
    let address = free_address();
    let settings = [("DATABASE_URL", app.database.url.as_str()), ("LEPTOS_SITE_ADDR", address.as_str()), ("RUST_LOG", "info,rechnungswerk=trace")];
    let (mut command, _folder) = program(&settings);
    let mut server = Server(command.arg("serve").stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program runs"));
    let mut pipe = server.0.stderr.take().expect("a log");
    let reader = std::thread::spawn(move || {
        let mut log = String::new();
        pipe.read_to_string(&mut log).map(|_| log)
    });
    let stranger = Client::new(&format!("http://{address}"));
    eventually("the first answer", async || stranger.request(reqwest::Method::GET, "/healthz").send().await.is_ok()).await;
    let api = stranger.with("x-api-key", &seller.key);
    let new_link = api.post_nothing(&format!("/api/invoices/{id}/share-link")).await.expect(201).json()["token"].as_str().unwrap().to_owned();
    api.post(&format!("/api/invoices/{id}/send-email"), &serde_json::json!({ "to_email": "geheim@brandt.example", "message": "Vertraulich" }))
        .await
        .expect(202);
    api.post(&format!("/api/invoices/{id}/send-email"), &serde_json::json!({ "to_email": "geheim@brandt" })).await.expect(422);
    for path in [format!("/api/portal/{new_link}"), format!("/portal/{new_link}"), format!("/api/portal/{token}")] {
        stranger.get(&path).await;
    }
    stranger.submit("/rpc/account/log_in", &[("email", &seller.email), ("password", PASSWORD)]).await;
    stranger.submit("/rpc/account/log_in", &[("email", &seller.email), ("password", "Falsches-Passwort-9")]).await;
    stranger.with("x-api-key", "rw_falscherschluessel").get("/api/invoices").await;
    server.signal("-TERM");
    assert_eq!(server.wait(Duration::from_secs(25)), Some(0));
    let log = reader.join().expect("the reader ends").expect("the log is text");
    assert!(log.contains("A request was answered."), "{log}");
    for secret in [
        &seller.key,
        &token,
        &new_link,
        &seller.session,
        PASSWORD,
        "Falsches-Passwort-9",
        "falscherschluessel",
        "geheim@brandt",
        "Vertraulich",
        &seller.email,
    ] {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret} stands in the log: {line:?}");
    }
}

#[tokio::test]
async fn an_occupied_address_is_named() {
    let database = TestDatabase::create().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = run(&["serve"], &[("DATABASE_URL", database.url.as_str()), ("LEPTOS_SITE_ADDR", address.as_str())]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && words.contains("LEPTOS_SITE_ADDR"), "{words}");
}
