//! The queue: how long a job waits until somebody begins it (aim: 99 of 100 within 100 ms), and how many jobs a second 1, 2 and 4
//! workers get through, next to npm's graphile-worker on the same Postgres in the same run.
//! `npm ci --prefix benches/graphile` installs that one; measure on a machine that does nothing else.

#![allow(clippy::print_stdout, clippy::expect_used, clippy::disallowed_methods, reason = "the answer of a measurement belongs on standard output")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use axum::Router;
use axum::http::StatusCode;
use chrono_tz::Europe::Berlin;
use rechnungswerk::domain::webhook::{Topic, WebhookForm};
use rechnungswerk::server::auth::Actor;
use rechnungswerk::server::boot;
use rechnungswerk::server::cluster::Cluster;
use rechnungswerk::server::config::{Config, Environment};
use rechnungswerk::server::db;
use rechnungswerk::server::jobs::{self, Job};
use rechnungswerk::server::state::AppState;
use rechnungswerk::server::webhooks::{self, Subject, Switch};
use sqlx::PgPool;
use tokio::net::TcpListener;
use uuid::Uuid;

/// What one process of ours works on at the same time in the queue of mails; graphile-worker gets the same.
const AT_ONCE: &str = "3";
const JOBS: i64 = 10_000;
const EVENTS: usize = 400;
const BURST: usize = 10;
const PATIENCE: Duration = Duration::from_secs(300);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Cargo asks every bench for its tests, too.
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return Ok(());
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("jobs-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let cluster = Cluster::start(&folder, std::env::var_os("PG_BIN").map(PathBuf::from))?;
    let measured = measure(&cluster, &folder).await;
    cluster.stop();
    let _ = std::fs::remove_dir_all(folder);
    measured
}

async fn measure(cluster: &Cluster, folder: &Path) -> anyhow::Result<()> {
    let bench = Bench::open(cluster, folder).await?;
    println!("{:<40}{:>10}{:>10}{:>10}", "from the event to its delivery, ms", "p50", "p99", "longest");
    for (what, together) in [("one event at a time", 1), ("ten at once", BURST)] {
        let [middle, most, longest] = bench.latency(together).await?;
        println!("{what:<40}{middle:>10.1}{most:>10.1}{longest:>10.1}   aim: p99 100");
    }
    println!("\n{:<40}{:>10}{:>10}{:>10}", "empty jobs per second, processes", 1, 2, 4);
    let mut ours = Vec::new();
    for processes in [1, 2, 4] {
        ours.push(bench.ours(processes).await?);
    }
    println!("{:<40}{:>10.0}{:>10.0}{:>10.0}", "rechnungswerk work", ours[0], ours[1], ours[2]);
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/graphile/node_modules").exists() {
        println!("graphile-worker is not installed: npm ci --prefix benches/graphile");
        return Ok(());
    }
    let mut theirs = Vec::new();
    for processes in [1, 2, 4] {
        theirs.push(bench.graphile(processes).await?);
    }
    println!("{:<40}{:>10.0}{:>10.0}{:>10.0}", "graphile-worker", theirs[0], theirs[1], theirs[2]);
    Ok(())
}

struct Bench {
    state: AppState,
    /// As the owner of the tables.
    admin: PgPool,
    url: String,
    folder: PathBuf,
    organization: Uuid,
}

/// A process that ends with this value.
struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Bench {
    async fn open(cluster: &Cluster, folder: &Path) -> anyhow::Result<Self> {
        let (url, directory) = (cluster.url(), folder.to_string_lossy().into_owned());
        db::migrate(&url).await?;
        let environment = Environment::of(&[("DATA_DIR", &directory), ("DATABASE_URL", &url), ("WEBHOOK_ALLOW_PRIVATE", "true")]);
        let state = boot::state(Config::from_environment(&environment)?, &environment, &url).await?;
        let admin = PgPool::connect(&url).await?;
        let organization = Uuid::from_u128(rand::random());
        sqlx::query("insert into organizations (id, name) values ($1, 'Atelier Nordlicht GmbH')").bind(organization).execute(&admin).await?;
        Ok(Self { state, admin, url, folder: folder.to_owned(), organization })
    }

    fn worker(&self) -> anyhow::Result<Worker> {
        let program = std::env::var_os("RW_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_rechnungswerk").into());
        let mut command = Command::new(program);
        command.arg("work").env_clear().env("DATA_DIR", &self.folder).env("DATABASE_URL", &self.url).env("RUST_LOG", "warn");
        command.env("WEBHOOK_ALLOW_PRIVATE", "true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Worker(command.spawn()?))
    }

    /// Milliseconds from the moment of an event until a worker begins to tell of it, both by the program's own clock: in the middle,
    /// for 99 of 100, and at most. So many events come in one transaction.
    async fn latency(&self, together: usize) -> anyhow::Result<[f64; 3]> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/hooks", listener.local_addr()?);
        let receiver = tokio::spawn(axum::serve(listener, Router::new().fallback(async || StatusCode::NO_CONTENT)).into_future());
        let actor = Actor::system(self.organization, Berlin);
        let made = webhooks::subscribe(&self.state, &actor, &WebhookForm::of(&url, &[]), Switch::On).await?;
        let worker = self.worker()?;
        tokio::time::sleep(Duration::from_secs(5)).await;
        for event in 0..EVENTS / together {
            let now = self.state.clock.now();
            let mut tx = self.state.db.organization(self.organization).await?;
            for _ in 0..together {
                let customer = self.customer(&mut tx, now).await?;
                webhooks::announce(&mut tx, Topic::CustomerCreated, Subject::Customer(customer), now).await?;
            }
            tx.commit().await?;
            // Not in step with anything that looks every so often.
            tokio::time::sleep(Duration::from_millis((23 + 7 * (event as u64 % 9)) * together.min(4) as u64)).await;
        }
        self.until_none("select count(*) from webhook_deliveries where state = 'pending'").await?;
        drop(worker);
        receiver.abort();
        let sql = "select percentile_disc(array[0.5, 0.99, 1]) within group (order by extract(epoch from a.at - d.created_at)::float8 * 1000)
                   from webhook_attempts a join webhook_deliveries d on d.id = a.delivery_id";
        let measured: Vec<f64> = sqlx::query_scalar(sql).fetch_one(&self.admin).await?;
        webhooks::delete(&self.state, &actor, &made.public_id).await?;
        Ok([measured[0], measured[1], measured[2]])
    }

    async fn customer(&self, tx: &mut db::Tx, now: chrono::DateTime<chrono::Utc>) -> anyhow::Result<Uuid> {
        let id = Uuid::from_u128(rand::random());
        let insert = "insert into customers (id, organization_id, public_id, number, name, created_at, updated_at) values ($1, $2, $1::text, $3, 'Brandt', $4, $4)";
        sqlx::query(insert).bind(id).bind(self.organization).bind(rand::random::<i32>().abs()).bind(now).execute(&mut **tx).await?;
        Ok(id)
    }

    /// Jobs whose row is not there: a worker asks for it, finds nothing to do, and takes the next.
    async fn ours(&self, processes: usize) -> anyhow::Result<f64> {
        let none = |_| Job::SendEmail { organization: self.organization, message: Uuid::from_u128(rand::random()) };
        let work: Vec<Job> = (0..JOBS).map(none).collect();
        let mut tx = self.state.db.organization(self.organization).await?;
        for some in work.chunks(1_000) {
            jobs::enqueue_many(&mut tx, some).await?;
        }
        tx.commit().await?;
        let workers = (0..processes).map(|_| self.worker()).collect::<anyhow::Result<Vec<Worker>>>()?;
        let rate = self.rate("select count(*) from apalis.jobs where status in ('Pending', 'Queued', 'Running')").await;
        drop(workers);
        sqlx::query("delete from apalis.jobs").execute(&self.admin).await?;
        rate
    }

    async fn graphile(&self, processes: usize) -> anyhow::Result<f64> {
        anyhow::ensure!(self.node(&["migrate"])?.0.wait()?.success(), "graphile-worker made no tables");
        let fill = "select count(graphile_worker.add_job('nothing')) from generate_series(1, $1)";
        sqlx::query(fill).bind(i32::try_from(JOBS)?).execute(&self.admin).await?;
        let workers = (0..processes).map(|_| self.node(&["work", AT_ONCE])).collect::<anyhow::Result<Vec<Worker>>>()?;
        let rate = self.rate("select count(*) from graphile_worker.jobs").await;
        drop(workers);
        rate
    }

    fn node(&self, words: &[&str]) -> anyhow::Result<Worker> {
        let socket = decoded(self.url.split_once('@').and_then(|(_, rest)| rest.rsplit_once('/')).context("no socket")?.0);
        let mut command = Command::new("node");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/graphile/worker.js")).args(words);
        command.env("PGHOST", socket).env("PGUSER", "rechnungswerk").env("PGDATABASE", "rechnungswerk");
        command.stdin(Stdio::null()).stdout(Stdio::null());
        Ok(Worker(command.spawn().context("node")?))
    }

    /// Per second, from the first look that finds some of the jobs done until none is left.
    async fn rate(&self, left: &'static str) -> anyhow::Result<f64> {
        let count = async || sqlx::query_scalar::<_, i64>(left).fetch_one(&self.admin).await;
        let waiting = Instant::now();
        let mut then = count().await?;
        while then == JOBS {
            anyhow::ensure!(waiting.elapsed() < PATIENCE, "nobody began: {left}");
            tokio::time::sleep(Duration::from_millis(5)).await;
            then = count().await?;
        }
        let started = Instant::now();
        self.until_none(left).await?;
        Ok(then as f64 / started.elapsed().as_secs_f64())
    }

    async fn until_none(&self, left: &'static str) -> anyhow::Result<()> {
        let started = Instant::now();
        while sqlx::query_scalar::<_, i64>(left).fetch_one(&self.admin).await? > 0 {
            anyhow::ensure!(started.elapsed() < PATIENCE, "it does not end: {left}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

/// `%2F` is a slash.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut whole, part| {
        let (hex, rest) = part.split_at(2.min(part.len()));
        whole.push(char::from(u8::from_str_radix(hex, 16).unwrap_or(b'?')));
        whole + rest
    })
}
