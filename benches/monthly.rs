//! The monthly run with documents: 1,000 and 10,000 customers of ten events each (aim: 150 invoices a second, linear, constant memory).
//! Then once more, killed half-way and run again: what was billed must be the same to the last number.
//! The worker is the real program over a private database on loopback; measure on a machine that does nothing else.
//! `MONTHLY_CUSTOMERS=50,100 cargo bench --features ssr --bench monthly` measures other sizes.

#![allow(clippy::print_stdout, clippy::expect_used, clippy::disallowed_methods, reason = "the answer of a measurement belongs on standard output")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use rechnungswerk::server::cluster::Cluster;
use serde_json::Value;
use sqlx::{Connection as _, PgConnection};

const EVENTS_PER_CUSTOMER: i32 = 10;

/// What happens to a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    Undisturbed,
    /// Both processes get `kill -9` when half of the customers are billed, and are started again.
    KilledHalfWay,
}

/// What one size led to.
struct Measured {
    customers: i64,
    /// Customer, invoice number, events and amount of everybody, in the order of the customers.
    bills: Vec<String>,
    /// Until the last invoice was issued, and until the last document was stored.
    issued: Duration,
    documented: Duration,
    peak_kb: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    // Cargo asks every bench for its tests, too.
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return Ok(());
    }
    let sizes = std::env::var("MONTHLY_CUSTOMERS").unwrap_or_else(|_| "1000,10000".to_owned());
    println!("{:>10}{:>16}{:>22}{:>22}{:>16}", "customers", "issued, s", "issued per second", "with documents", "peak MB");
    let sizes: Vec<i64> =
        sizes.split(',').map(|size| size.trim().parse()).collect::<Result<_, _>>().context("MONTHLY_CUSTOMERS is a list of numbers")?;
    let (mut rates, mut bills) = (Vec::new(), Vec::new());
    for size in &sizes {
        let measured = measure(*size, Course::Undisturbed).await?;
        let per_second = |time: Duration| measured.customers as f64 / time.as_secs_f64();
        println!(
            "{:>10}{:>16.1}{:>22.1}{:>22.1}{:>16.1}",
            measured.customers,
            measured.issued.as_secs_f64(),
            per_second(measured.issued),
            per_second(measured.documented),
            measured.peak_kb as f64 / 1024.0
        );
        rates.push(per_second(measured.documented));
        if bills.is_empty() {
            bills = measured.bills;
        }
    }
    if let (Some(first), Some(last)) = (rates.first(), rates.last()) {
        println!("ratio of the largest to the smallest: {:.2} (1 is linear); aim with documents: 150 a second", last / first);
    }
    if let Some(first) = sizes.first() {
        let again = measure(*first, Course::KilledHalfWay).await?;
        let differences = bills.iter().zip(&again.bills).filter(|(one, other)| one != other).count() + bills.len().abs_diff(again.bills.len());
        println!("{first} customers killed half-way and run again: {} bills, {differences} of them different", again.bills.len());
    }
    Ok(())
}

async fn measure(customers: i64, course: Course) -> anyhow::Result<Measured> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("monthly-{}-{customers}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let cluster = Cluster::start(&folder, std::env::var_os("PG_BIN").map(PathBuf::from))?;
    let measured = measure_in(&cluster, &folder, customers, course).await;
    cluster.stop();
    let _ = fs::remove_dir_all(folder);
    measured
}

async fn measure_in(cluster: &Cluster, folder: &Path, customers: i64, course: Course) -> anyhow::Result<Measured> {
    let seeded = program(cluster, folder, &["seed-demo", "--json"]).stdout(Stdio::piped()).output()?;
    let _: Value = serde_json::from_slice(&seeded.stdout).context("seed-demo says no JSON")?;
    let mut owner = PgConnection::connect(&cluster.url()).await?;
    let month = fill(&mut owner, customers).await?;
    let before = count(&mut owner, "select count(*) from invoice_documents").await?;
    let mut child = program(cluster, folder, &["work"]).spawn()?;
    let mut worker = Worker::start(child.id());
    // The series of the demo draw numbers, too.
    wait_until(&mut owner, "select count(*) from due_recurring_invoices(now(), 10)", 0, &mut worker).await?;
    wait_until(&mut owner, "select count(*) from document_tasks where state = 'waiting'", 0, &mut worker).await?;
    let documents_before = count(&mut owner, "select count(*) from invoice_documents").await?.max(before);

    let started = Instant::now();
    let words = ["run", "monthly", "--month", &month];
    let mut run = program(cluster, folder, &words).spawn()?;
    if course == Course::KilledHalfWay {
        wait_for(&mut owner, "select coalesce(sum(billed), 0)::bigint from billing_runs", customers / 2).await?;
        for process in [&mut child, &mut run] {
            process.kill()?;
            process.wait()?;
        }
        child = program(cluster, folder, &["work"]).spawn()?;
        worker = Worker::start(child.id());
        run = program(cluster, folder, &words).spawn()?;
    }
    let billed = "select coalesce(sum(billed), 0)::bigint from billing_runs where customers > 0 and state = 'running'";
    // Whichever process takes the lease carries the run out.
    let mut command = Worker::start(run.id());
    while run.try_wait()?.is_none() {
        worker.look();
        command.look();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let issued = started.elapsed();
    anyhow::ensure!(count(&mut owner, billed).await? == 0, "the run is not over");
    let invoices = count(&mut owner, "select sum(billed)::bigint from billing_runs").await?;
    let all = "select count(*) from invoice_documents";
    wait_until(&mut owner, all, documents_before + 2 * invoices, &mut worker).await?;
    let documented = started.elapsed();
    let peak_kb = worker.peak_kb.max(command.peak_kb);
    child.kill()?;
    child.wait()?;
    let sql = "select concat_ws(' ', o.name, b.customer_number, i.number, b.events, i.gross_cents)
               from billing_run_items b join invoices i on i.id = b.invoice_id join organizations o on o.id = i.organization_id
               order by o.name, b.customer_number";
    let bills = sqlx::query_scalar(sql).fetch_all(&mut owner).await?;
    Ok(Measured { customers: invoices, bills, issued, documented, peak_kb })
}

/// Customers and events straight into the tables: what is measured is the run. Without addresses for mail, which a file system would slow down.
async fn fill(owner: &mut PgConnection, customers: i64) -> anyhow::Result<String> {
    let month: String =
        sqlx::query_scalar("select to_char(date_trunc('month', now()) - interval '1 month', 'YYYY-MM')").fetch_one(&mut *owner).await?;
    let organization = "(select id from organizations order by created_at limit 1)";
    let insert_customers = format!(
        "insert into customers (id, organization_id, public_id, number, name, street, postcode, city, buyer_reference, created_at, updated_at)
         select gen_random_uuid(), {organization}, 'CUS-BENCH-' || n, 100000 + n, 'Kunde ' || n, 'Weg 1', '23552', 'Lübeck', '04011000-12345-03', now(), now()
         from generate_series(1, {customers}) n"
    );
    let insert_events = format!(
        "insert into billing_events (id, organization_id, customer_id, public_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate, created_at, updated_at)
         select gen_random_uuid(), c.organization_id, c.id, 'BEV-BENCH-' || c.number || '-' || e, 'filing_fee', e, 1000 + e * 37, 'Q-' || c.number || '-' || e, 'Meldung ' || e,
                (date_trunc('month', now()) - interval '1 month')::date + e, case when e % 4 = 0 then 7 else 19 end, now(), now()
         from customers c cross join generate_series(1, {EVENTS_PER_CUSTOMER}) e where c.number > 100000"
    );
    for statement in [insert_customers, insert_events, "analyze".to_owned()] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *owner).await?;
    }
    Ok(month)
}

async fn count(owner: &mut PgConnection, sql: &'static str) -> anyhow::Result<i64> {
    Ok(sqlx::query_scalar(sql).fetch_one(owner).await?)
}

async fn wait_for(owner: &mut PgConnection, sql: &'static str, least: i64) -> anyhow::Result<()> {
    let started = Instant::now();
    while count(owner, sql).await? < least {
        anyhow::ensure!(started.elapsed() < Duration::from_secs(600), "it never came to {least}: {sql}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    Ok(())
}

async fn wait_until(owner: &mut PgConnection, sql: &'static str, wanted: i64, worker: &mut Worker) -> anyhow::Result<()> {
    let started = Instant::now();
    while count(owner, sql).await? != wanted {
        anyhow::ensure!(started.elapsed() < Duration::from_secs(1800), "it never came to {wanted}: {sql}");
        worker.look();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// The memory of a process.
struct Worker {
    process: u32,
    peak_kb: u64,
}

impl Worker {
    fn start(process: u32) -> Self {
        Self { process, peak_kb: 0 }
    }

    /// The most that was ever in memory, as the kernel knows it.
    fn look(&mut self) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process)).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        self.peak_kb = line.trim().trim_end_matches(" kB").parse().unwrap_or(self.peak_kb);
    }
}

/// With none of the settings of whoever measures.
fn program(cluster: &Cluster, folder: &Path, arguments: &[&str]) -> Command {
    let program = std::env::var_os("RW_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_rechnungswerk").into());
    let mut command = Command::new(program);
    command.args(arguments).env_clear().env("DATA_DIR", folder).env("DATABASE_URL", cluster.url()).env("RUST_LOG", "warn");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}
