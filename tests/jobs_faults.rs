//! Kills worker processes at random moments, and counts afterwards: lost, doubled and invented must be nothing.
//!
//! The short form runs in bin/test; `FAULT_KILLS=200 cargo test --features ssr --test jobs_faults` is the long one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/smtp.rs"]
mod smtp;
#[path = "support/workshop.rs"]
mod workshop;

use std::collections::{HashMap, HashSet};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rand::RngExt as _;
use sha2::{Digest as _, Sha256};
use smtp::SmtpServer;
use workshop::{Workshop, eventually};

struct WorkerProcess(Child);

impl WorkerProcess {
    fn start(shop: &Workshop, server: &SmtpServer) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.arg("work").env("DATABASE_URL", &shop.database_url).env("DATA_DIR", shop.data.path()).env("SMTP_URL", &server.url);
        command.env("MAIL_FROM", "rechnung@nordlicht.example").env("RUST_LOG", "warn").stdout(Stdio::null());
        Self(command.spawn().expect("the program starts"))
    }

    /// SIGKILL: nothing is cleaned up.
    fn kill(mut self) {
        self.0.kill().expect("a kill");
        self.0.wait().expect("an end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killing_workers_loses_nothing_and_doubles_nothing_that_matters() {
    let kills: usize = std::env::var_os("FAULT_KILLS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(20);
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let invoice = golden::all().remove(0).invoice;
    let mut mails = Vec::new();
    for round in 0..kills {
        let process = WorkerProcess::start(&shop, &server);
        for part in 0..3 {
            let id = shop.issue(&invoice, &format!("RE-2026-{:05}", 3 * round + part)).await;
            mails.push(shop.new_mail(&format!("kasse-{round}-{part}@brandt.example"), Some(id)).await);
        }
        let moment = Duration::from_millis(rand::rng().random_range(50..1500));
        tokio::time::sleep(moment).await;
        process.kill();
    }
    let process = WorkerProcess::start(&shop, &server);
    eventually("everything is done", || async {
        shop.count("select count(*) from email_messages where state = 'queued'").await == 0
            && shop.count("select count(*) from document_tasks where state = 'waiting'").await == 0
    })
    .await;
    process.kill();

    let wanted = i64::try_from(mails.len()).unwrap();
    assert_eq!(shop.count("select count(*) from document_tasks where state = 'done'").await, wanted, "documents lost");
    assert_eq!(shop.count("select count(*) from invoice_documents").await, 2 * wanted);
    assert_eq!(shop.count("select count(*) from email_messages where state = 'sent'").await, wanted, "mails lost");
    assert_eq!(shop.count("select count(*) from audit_events where event = 'mail.sent'").await, wanted, "sent twice by our own account");
    every_stored_byte_is_the_one_that_was_hashed(&shop).await;
    every_mail_arrived_and_repetitions_are_the_same_mail(&server, mails.len(), kills);
}

async fn every_stored_byte_is_the_one_that_was_hashed(shop: &Workshop) {
    let rows: Vec<(String, Vec<u8>)> = sqlx::query_as("select storage_key, sha256 from invoice_documents").fetch_all(&shop.admin).await.unwrap();
    for (key, hash) in rows {
        assert_eq!(Sha256::digest(shop.state.storage.document(&key).await.unwrap()).to_vec(), hash, "{key}");
    }
}

/// A mail may come twice only when the kill fell between the server's answer and our commit.
fn every_mail_arrived_and_repetitions_are_the_same_mail(server: &SmtpServer, wanted: usize, kills: usize) {
    let mut ids: HashMap<String, HashSet<String>> = HashMap::new();
    let tries = server.tries();
    for one in &tries {
        ids.entry(one.to.clone()).or_default().insert(one.message_id.clone());
    }
    assert_eq!(ids.len(), wanted, "lost or invented");
    assert!(ids.values().all(|of_one| of_one.len() == 1), "the same mail under two names");
    assert!(tries.len() - wanted <= kills, "{} repetitions by {kills} kills", tries.len() - wanted);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_outlive_their_database() {
    let home = tempfile::tempdir().unwrap();
    let cluster = workshop::start_cluster(home.path());
    let shop = Workshop::open_in(&cluster, None).await;
    let workers = shop.work();
    let before = shop.new_mail("before@brandt.example", None).await;
    eventually("a mail is sent", || async { shop.mail(before).await.state == "sent" }).await;

    cluster.stop();
    let cluster = workshop::start_cluster(home.path());
    let after = shop.new_mail("after@brandt.example", None).await;
    eventually("a mail is sent after the restart", || async { shop.mail(after).await.state == "sent" }).await;
    workers.stop().await;
    shop.admin.close().await;
    cluster.stop();
}
