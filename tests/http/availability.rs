//! The database goes away and comes back; the server stays.

use std::process::{Command, Stdio};

use rechnungswerk::server::db;

use crate::support::database::start_cluster;
use crate::support::{TestApp, eventually};

/// SIGINT to the postmaster is a fast shutdown.
fn stop(folder: &std::path::Path) {
    let file = folder.join("postgres/data/postmaster.pid");
    let process = std::fs::read_to_string(&file).expect("the cluster runs").lines().next().unwrap_or_default().to_owned();
    Command::new("kill").args(["-INT", &process]).stdout(Stdio::null()).status().expect("kill runs");
    for _ in 0..500 {
        if !file.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the cluster does not stop");
}

#[tokio::test]
async fn without_a_database_everybody_is_asked_to_come_back_and_then_served() {
    let folder = tempfile::tempdir().unwrap();
    let start = || start_cluster(folder.path());
    let url = start().url();
    db::migrate(&url).await.unwrap();
    let app = TestApp::start_with(&[("DATABASE_URL", &url)]).await;
    let seller = app.sign_up().await;
    let (_, token) = seller.shared_invoice().await;
    stop(folder.path());
    let portal = format!("/api/portal/{token}");
    let refused = app.stranger().get(&portal).await;
    assert_eq!(refused.header("retry-after"), "5");
    refused.expect_problem(503, "unavailable");
    seller.api.get("/api/invoices").await.expect_problem(503, "unavailable");
    for page in [format!("/portal/{token}"), "/invoices".to_owned()] {
        let answer = app.browser(&seller).get(&page).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, "5"), "{page}");
    }
    let form = app.browser(&seller).submit("/rpc/account/log_in", &[("email", "a@b.example"), ("password", "Leuchtturm-Segel-47")]).await;
    assert_eq!((form.status, form.header("retry-after")), (503, "5"), "{}", form.text());
    assert!(form.text().contains("Gerade nicht erreichbar"), "{}", form.text());
    let ready = app.stranger().get("/readyz").await.expect(503).json();
    assert_eq!((&ready["database"], &ready["storage"]), (&"away".into(), &"ok".into()));
    app.stranger().get("/healthz").await.expect(200);

    start();
    eventually("the answer after the database came back", async || app.stranger().get(&portal).await.status == 200).await;
    seller.api.get("/api/invoices").await.expect(200);
    app.stranger().get("/readyz").await.expect(200);
    stop(folder.path());
}
