//! The life of a worker: what a killed one held is rescued in time, a stopped one finishes what it began, and old tasks go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/smtp.rs"]
mod smtp;
#[path = "support/workshop.rs"]
mod workshop;

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use smtp::SmtpServer;
use workshop::{Workshop, eventually};

/// Issue 4: work of a killed process is taken up again within this time.
const RESCUE: Duration = Duration::from_secs(15);

struct Worker(Child);

impl Worker {
    fn start(shop: &Workshop, server: &SmtpServer) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rechnungswerk"));
        command.arg("work").env("DATABASE_URL", &shop.database_url).env("DATA_DIR", shop.data.path()).env("SMTP_URL", &server.url);
        command.env("MAIL_FROM", "rechnung@nordlicht.example").env("RUST_LOG", "warn").stdout(Stdio::null());
        Self(command.spawn().expect("the program starts"))
    }

    fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
    }

    fn kill(&mut self) {
        self.0.kill().expect("a kill");
        self.0.wait().expect("an end");
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn workers(shop: &Workshop) -> i64 {
    shop.count("select count(*) from apalis.workers").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_worker_held_is_taken_up_again_in_time() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("stall-1-kasse@brandt.example", None).await;
    let mut first = Worker::start(&shop, &server);
    eventually("the mail hangs", || async { server.tries().len() == 1 }).await;
    let alone = workers(&shop).await;
    let _second = Worker::start(&shop, &server);
    eventually("the second worker is there", || async { workers(&shop).await > alone }).await;
    first.kill();
    let killed_at = Instant::now();
    eventually("the mail is sent by the other", || async { shop.mail(id).await.state == "sent" }).await;
    assert!(killed_at.elapsed() <= RESCUE, "it took {:?}", killed_at.elapsed());
    let tries = server.tries();
    assert_eq!((tries.len(), shop.mail(id).await.attempts), (2, 2));
    assert_eq!(tries[0].message_id, tries[1].message_id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_told_to_stop_finishes_what_it_began() {
    let server = SmtpServer::start();
    let shop = Workshop::open(Some(&server.url)).await;
    let id = shop.new_mail("slow-3-kasse@brandt.example", None).await;
    let mut worker = Worker::start(&shop, &server);
    eventually("the mail is on its way", || async { shop.mail(id).await.attempts == 1 }).await;
    worker.terminate();
    eventually("the worker ends", || {
        let ended = worker.0.try_wait().expect("the process is known");
        async move { ended.is_some() }
    })
    .await;
    assert!(worker.0.wait().expect("an end").success());
    let row = shop.mail(id).await;
    assert_eq!((row.state.as_str(), row.attempts, server.tries().len()), ("sent", 1, 1));
    // What comes in afterwards waits for another one.
    let later = shop.new_mail("kasse@brandt.example", None).await;
    assert_eq!(shop.mail(later).await.attempts, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn finished_tasks_and_dead_workers_are_thrown_away_after_a_day() {
    let shop = Workshop::open(None).await;
    for (id, age) in [("old", "25 hours"), ("young", "23 hours")] {
        let insert = format!(
            "insert into apalis.jobs (id, job, job_type, status, run_at, done_at) values ('{id}', '{{}}'::bytea, 'mail', 'Done', now() - interval '{age}', now() - interval '{age}')"
        );
        sqlx::query(sqlx::AssertSqlSafe(insert)).execute(&shop.admin).await.unwrap();
        let insert = format!(
            "insert into apalis.workers (id, worker_type, storage_name, last_seen) values ('{id}', 'mail', 'test', now() - interval '{age}')"
        );
        sqlx::query(sqlx::AssertSqlSafe(insert)).execute(&shop.admin).await.unwrap();
    }
    let workers = shop.work();
    eventually("the old ones are gone", || async {
        shop.count("select count(*) from apalis.jobs where id = 'old'").await
            + shop.count("select count(*) from apalis.workers where id = 'old'").await
            == 0
    })
    .await;
    workers.stop().await;
    let young = shop.count("select count(*) from apalis.jobs where id = 'young'").await
        + shop.count("select count(*) from apalis.workers where id = 'young'").await;
    assert_eq!(young, 2);
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
