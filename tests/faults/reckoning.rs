//! The day of reckoning: what the database says is held against what was asked for, what is stored, and what the days wanted.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use futures::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, PgConnection};

use crate::calendar::Calendar;
use crate::effects;
use crate::house::House;
use crate::people::{BILLED, EVENTS, People};

#[derive(Debug, Default)]
pub struct Report {
    pub lost: Vec<String>,
    pub doubled: Vec<String>,
    pub invented: Vec<String>,
    /// What is neither, and wrong.
    pub wrong: Vec<String>,
    pub mails: usize,
    /// Mails and webhooks that came again, as they may when nobody could write down that they had been taken.
    pub repeated_mails: usize,
    pub webhooks: usize,
    pub repeated_webhooks: usize,
    pub orders: usize,
    pub invoices: usize,
    pub files: usize,
    pub periods: usize,
}

impl Report {
    pub fn check(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(what());
        }
    }

    pub fn told(&self) -> String {
        format!(
            "{} orders, {} invoices, {} files, {} periods of series, {} billed customers, {} mails ({} came again), {} webhooks ({} came again): lost {}, doubled {}, invented {}",
            self.orders,
            self.invoices,
            self.files,
            self.periods,
            BILLED - 1,
            self.mails,
            self.repeated_mails,
            self.webhooks,
            self.repeated_webhooks,
            self.lost.len(),
            self.doubled.len(),
            self.invented.len()
        )
    }

    #[track_caller]
    pub fn is_clean(&self) {
        let all = [("lost", &self.lost), ("doubled", &self.doubled), ("invented", &self.invented), ("wrong", &self.wrong)];
        let told: Vec<String> = all.iter().flat_map(|(word, list)| list.iter().take(10).map(move |one| format!("{word}: {one}"))).collect();
        assert!(told.is_empty(), "{}\n{}", self.told(), told.join("\n"));
    }
}

pub async fn reckon(house: &House, people: &People, calendar: &Calendar) -> Report {
    let mut report = Report { wrong: house.collapses.clone(), ..Report::default() };
    report.wrong.extend(people.caller.refusals.lock().unwrap().clone());
    report.wrong.extend(panics(house));
    let mut database = PgConnection::connect(&house.postgres.url).await.expect("the database");
    orders(people, &mut database, &mut report).await;
    numbers(&mut database, &mut report).await;
    files(house, &mut database, &mut report).await;
    effects::mails(house, people, &mut database, &mut report).await;
    effects::webhooks(house, people, &mut database, &mut report).await;
    series(house, calendar, &mut database, &mut report).await;
    billed_month(calendar, &mut database, &mut report).await;
    audit(&mut database, &mut report).await;
    report
}

/// No process may have met a mistake of its own.
fn panics(house: &House) -> Vec<String> {
    let logs =
        std::fs::read_dir(&house.folder).expect("the folder").flatten().filter(|entry| entry.path().extension().is_some_and(|end| end == "log"));
    let lines = logs.flat_map(|entry| {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        text.lines().filter(|line| line.contains("panicked")).map(str::to_owned).collect::<Vec<String>>()
    });
    lines.collect()
}

async fn count(database: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(database).await.expect(sql)
}

/// Every order became one issued invoice; every invoice comes from an order, a period or the month.
async fn orders(people: &People, database: &mut PgConnection, report: &mut Report) {
    let sql = "select coalesce(draft->>'order_reference', document->>'order_reference'), public_id, state
               from invoices i where not exists (select from recurring_runs r where r.invoice_id = i.id)
                 and not exists (select from billing_run_items b where b.invoice_id = i.id)";
    let rows: Vec<(Option<String>, String, String)> = sqlx::query_as(sql).fetch_all(&mut *database).await.expect("invoices");
    let mut by_order: HashMap<String, Vec<(String, String)>> = HashMap::new();
    for (reference, id, state) in rows {
        match reference {
            Some(reference) => by_order.entry(reference).or_default().push((id, state)),
            None => report.invented.push(format!("invoice {id}")),
        }
    }
    for order in people.load.orders() {
        let found = by_order.remove(&order.reference).unwrap_or_default();
        match found.as_slice() {
            [] => report.lost.push(format!("the invoice of order {}", order.reference)),
            [(id, state)] => report.check(*id == order.invoice && state == "open", || format!("order {}: {id} is {state}", order.reference)),
            more => report.doubled.push(format!("order {}: {more:?}", order.reference)),
        }
        report.orders += 1;
    }
    report.invented.extend(by_order.into_keys().map(|reference| format!("the invoice of order {reference}")));
    report.invoices = usize::try_from(count(database, "select count(*) from invoices where number is not null").await).unwrap();
}

/// One series per year, from 1 without a gap; the text before the last hyphen names the series.
async fn numbers(database: &mut PgConnection, report: &mut Report) {
    let numbers: Vec<String> = sqlx::query_scalar("select number from invoices where number is not null").fetch_all(database).await.expect("numbers");
    let mut series: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for number in &numbers {
        let (name, last) = number.rsplit_once('-').expect("a number such as RE-2027-00001");
        series.entry(name.to_owned()).or_default().insert(last.parse().expect("digits"));
    }
    for (name, drawn) in series {
        report.check(drawn.iter().copied().eq(1..=drawn.len()), || format!("the series {name} has gaps: {drawn:?}"));
    }
}

pub fn bucket(house: &House) -> AmazonS3 {
    let client = object_store::ClientOptions::new().with_allow_http(true);
    let store = AmazonS3Builder::new().with_bucket_name(&house.bucket.bucket).with_region("eu-central-1").with_access_key_id("test");
    store.with_secret_access_key("test").with_endpoint(&house.bucket.url).with_client_options(client).build().expect("the bucket")
}

/// Every invoice has its two files, every file its row, and every byte is the one that was hashed.
async fn files(house: &House, database: &mut PgConnection, report: &mut Report) {
    let rows: Vec<(String, Vec<u8>)> =
        sqlx::query_as("select storage_key, sha256 from invoice_documents").fetch_all(&mut *database).await.expect("files");
    report.check(rows.len() == 2 * report.invoices, || format!("{} files", rows.len()));
    let store = bucket(house);
    let stored: Vec<String> = store.list(None).map_ok(|object| object.location.to_string()).try_collect().await.expect("the list of the bucket");
    let known: HashSet<&String> = rows.iter().map(|(key, _)| key).collect();
    report.invented.extend(stored.iter().filter(|key| !known.contains(key)).map(|key| format!("the file {key}")));
    for (key, hash) in &rows {
        match store.get(&key.as_str().into()).await {
            Ok(found) => {
                let bytes = found.bytes().await.expect("the bytes");
                report.check(Sha256::digest(&bytes).as_slice() == hash.as_slice(), || format!("{key} is not what was hashed"));
            }
            Err(_) => report.lost.push(format!("the file {key}")),
        }
    }
    report.files = rows.len();
    let verified = house.program("verify-archive").arg("verify-archive").status().expect("the command runs");
    report.check(verified.success(), || "verify-archive found something: see its log".to_owned());
}

#[derive(Debug, sqlx::FromRow)]
struct RunRow {
    name: String,
    scheduled_for: NaiveDate,
    outcome: String,
    at: DateTime<Utc>,
    invoice: Option<String>,
}

/// Exactly the days that the calendar wants, none before six in the morning.
async fn series(house: &House, calendar: &Calendar, database: &mut PgConnection, report: &mut Report) {
    let sql = "select s.name, r.scheduled_for, r.outcome, r.at, i.public_id as invoice
               from recurring_runs r join recurring_invoices s on s.id = r.recurring_id left join invoices i on i.id = r.invoice_id order by r.scheduled_for";
    let rows: Vec<RunRow> = sqlx::query_as(sql).fetch_all(&mut *database).await.expect("runs");
    let wanted = [("Wartung", calendar.weekly_days(house.now()), "sent"), ("Hosting", calendar.monthly_days(house.now()), "issued")];
    for (name, days, outcome) in wanted {
        let runs: Vec<&RunRow> = rows.iter().filter(|row| row.name == name).collect();
        let made: Vec<NaiveDate> = runs.iter().map(|row| row.scheduled_for).collect();
        report.check(made == days, || format!("{name} was made for {made:?} and not for {days:?}"));
        for run in runs {
            report.check(run.outcome == outcome && run.invoice.is_some(), || format!("{run:?}"));
            report.check(run.at >= Calendar::at(run.scheduled_for, 6, 0), || format!("before six in the morning: {run:?}"));
        }
    }
    let invoices: HashSet<&String> = rows.iter().filter_map(|row| row.invoice.as_ref()).collect();
    report.check(invoices.len() == rows.len(), || "an invoice stands for two periods".to_owned());
    report.periods = rows.len();
}

/// One run of one month, one invoice per customer, every event on one of them.
async fn billed_month(calendar: &Calendar, database: &mut PgConnection, report: &mut Report) {
    let runs: Vec<(NaiveDate, String, DateTime<Utc>, i32, i32)> =
        sqlx::query_as("select month, state, started_at, billed, events from billing_runs").fetch_all(&mut *database).await.expect("runs");
    let (billed, events) = (i32::try_from(BILLED - 1).unwrap(), i32::try_from((BILLED - 1) * EVENTS).unwrap());
    let is_right = matches!(runs.as_slice(), [(month, state, at, customers, of_them)]
        if *month == calendar.month() && state == "done" && *at >= Calendar::at(calendar.first_of_next_month(), 0, 0) && *customers == billed && *of_them == events);
    report.check(is_right, || format!("the monthly run: {runs:?}"));
    let sql = "select count(*) from billing_events where invoice_id is not null";
    report.check(count(database, sql).await == i64::from(events), || "events were lost on the way to their invoices".to_owned());
    let sql =
        "select count(*) from (select customer_id from billing_run_items where state = 'done' group by customer_id having count(*) = 1) one_each";
    report.check(count(database, sql).await == i64::from(billed), || "customers without an invoice or with two".to_owned());
    let sql = "select count(*) from billing_run_items b join invoices i on i.id = b.invoice_id
               where i.net_cents <> (select sum(e.amount_cents) from billing_events e where e.invoice_id = i.id)";
    report.check(count(database, sql).await == 0, || "an invoice is not the sum of its events".to_owned());
}

/// The house's own book knows of each effect once.
async fn audit(database: &mut PgConnection, report: &mut Report) {
    let pairs = [
        ("mail.sent", "select count(*) from audit_events where event = 'mail.sent'", "select count(*) from email_messages where state = 'sent'"),
        (
            "invoice.issued",
            "select count(*) from audit_events where event = 'invoice.issued'",
            "select count(*) from invoices where number is not null",
        ),
        (
            "documents",
            "select count(*) from audit_events where event = 'invoice.documents_made'",
            "select count(*) from invoices where number is not null",
        ),
    ];
    for (what, written, there) in pairs {
        let (written, there) = (count(database, written).await, count(database, there).await);
        report.check(written == there, || format!("the audit log knows {written} times of {what}, and there are {there}"));
    }
}
