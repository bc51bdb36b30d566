//! SQL of series and their runs.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

/// A series as stored.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: Uuid,
    pub public_id: String,
    pub customer_id: Uuid,
    pub name: String,
    pub content: serde_json::Value,
    pub frequency: String,
    pub covers: String,
    pub start_date: NaiveDate,
    pub anchor_day: i32,
    pub end_date: Option<NaiveDate>,
    pub most_invoices: Option<i32>,
    pub handling: String,
    pub state: String,
    pub position: i32,
    pub next_date: Option<NaiveDate>,
    pub produced: i32,
    pub failures: i32,
    pub last_error: Option<serde_json::Value>,
    pub due_at: Option<DateTime<Utc>>,
    pub payable_cents: i64,
    pub currency: String,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

pub async fn by_public_id(tx: &mut Tx, public_id: &str) -> Result<Option<Record>, DbError> {
    let row = sqlx::query_as!(
        Record,
        "select id, public_id, customer_id, name, content, frequency, covers, start_date, anchor_day, end_date, most_invoices, handling, state, position, next_date,
                produced, failures, last_error, due_at, payable_cents, currency, version, created_at
         from recurring_invoices where public_id = $1",
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Waits for others who work on the same series; read it afterwards.
pub async fn lock(tx: &mut Tx, public_id: &str) -> Result<Option<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from recurring_invoices where public_id = $1 for update", public_id).fetch_optional(&mut **tx).await?)
}

/// The series, if nobody else works on it: the lock is the claim, and it dies with the transaction.
pub async fn claim(tx: &mut Tx, id: Uuid) -> Result<Option<Record>, DbError> {
    let row = sqlx::query_as!(
        Record,
        "select id, public_id, customer_id, name, content, frequency, covers, start_date, anchor_day, end_date, most_invoices, handling, state, position, next_date,
                produced, failures, last_error, due_at, payable_cents, currency, version, created_at
         from recurring_invoices where id = $1 for update skip locked",
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// The series as it stands, without holding anybody up.
pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<Record>, DbError> {
    let row = sqlx::query_as!(
        Record,
        "select id, public_id, customer_id, name, content, frequency, covers, start_date, anchor_day, end_date, most_invoices, handling, state, position, next_date,
                produced, failures, last_error, due_at, payable_cents, currency, version, created_at
         from recurring_invoices where id = $1",
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// What a form sets.
pub struct Content<'a> {
    pub customer: Uuid,
    pub name: &'a str,
    pub content: &'a serde_json::Value,
    pub frequency: &'a str,
    pub covers: &'a str,
    pub start_date: NaiveDate,
    pub anchor_day: i32,
    pub end_date: Option<NaiveDate>,
    pub most_invoices: Option<i32>,
    pub handling: &'a str,
    pub payable: i64,
    pub currency: String,
}

/// Where a series stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub state: &'a str,
    pub position: i32,
    pub next_date: Option<NaiveDate>,
    pub due_at: Option<DateTime<Utc>>,
}

pub struct New<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub public_id: &'a str,
    pub created_by: Option<Uuid>,
}

pub async fn insert(tx: &mut Tx, new: &New<'_>, c: &Content<'_>, s: &Standing<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into recurring_invoices (id, organization_id, public_id, customer_id, name, content, frequency, covers, start_date, anchor_day, end_date, most_invoices, handling,
                payable_cents, currency, state, position, next_date, due_at, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21)",
        new.id,
        new.organization,
        new.public_id,
        c.customer,
        c.name,
        c.content,
        c.frequency,
        c.covers,
        c.start_date,
        c.anchor_day,
        c.end_date,
        c.most_invoices,
        c.handling,
        c.payable,
        c.currency,
        s.state,
        s.position,
        s.next_date,
        s.due_at,
        new.created_by,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update(tx: &mut Tx, id: Uuid, c: &Content<'_>, s: &Standing<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update recurring_invoices set customer_id = $2, name = $3, content = $4, frequency = $5, covers = $6, start_date = $7, anchor_day = $8, end_date = $9,
                most_invoices = $10, handling = $11, payable_cents = $12, currency = $13, state = $14, position = $15, next_date = $16, due_at = $17,
                failures = 0, last_error = null, version = version + 1, updated_at = $18
         where id = $1",
        id,
        c.customer,
        c.name,
        c.content,
        c.frequency,
        c.covers,
        c.start_date,
        c.anchor_day,
        c.end_date,
        c.most_invoices,
        c.handling,
        c.payable,
        c.currency,
        s.state,
        s.position,
        s.next_date,
        s.due_at,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// Somebody paused, resumed or ended it; what failed before is forgotten unless it pauses because of it.
pub async fn set_standing(tx: &mut Tx, id: Uuid, s: &Standing<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update recurring_invoices set state = $2, position = $3, next_date = $4, due_at = $5, version = version + 1, updated_at = $6,
                failures = case when $2 = 'active' then 0 else failures end, last_error = case when $2 = 'active' then null else last_error end
         where id = $1",
        id,
        s.state,
        s.position,
        s.next_date,
        s.due_at,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// One more invoice is made (or was found made), and the next one is up.
pub async fn move_on(tx: &mut Tx, id: Uuid, s: &Standing<'_>, made: i32, payable: i64, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update recurring_invoices set state = $2, position = $3, next_date = $4, due_at = $5, produced = produced + $6, payable_cents = $7,
                failures = 0, last_error = null, updated_at = $8
         where id = $1",
        id,
        s.state,
        s.position,
        s.next_date,
        s.due_at,
        made,
        payable,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn note_failure(
    tx: &mut Tx,
    id: Uuid,
    state: &str,
    due_at: Option<DateTime<Utc>>,
    error: &serde_json::Value,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update recurring_invoices set failures = failures + 1, last_error = $2, state = $3, due_at = $4, updated_at = $5 where id = $1",
        id,
        error,
        state,
        due_at,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn postpone(tx: &mut Tx, id: Uuid, due_at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("update recurring_invoices set due_at = $2 where id = $1 and state = 'active' and due_at < $2", id, due_at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// One period of a series.
pub struct Run<'a> {
    pub recurring: Uuid,
    pub organization: Uuid,
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    pub scheduled_for: NaiveDate,
    pub outcome: &'a str,
    pub reason: Option<&'a serde_json::Value>,
    pub invoice: Option<Uuid>,
}

/// `false` where the period has its invoice already; then nothing is written.
pub async fn record_run(tx: &mut Tx, run: &Run<'_>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let insert = sqlx::query!(
        "insert into recurring_runs (recurring_id, organization_id, period_start, period_end, scheduled_for, outcome, reason, invoice_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint recurring_runs_pkey do update
           set period_end = $4, scheduled_for = $5, outcome = $6, reason = $7, invoice_id = $8, at = $9, tries = recurring_runs.tries + 1
           where recurring_runs.outcome = 'failed'",
        run.recurring,
        run.organization,
        run.period_start,
        run.period_end,
        run.scheduled_for,
        run.outcome,
        run.reason,
        run.invoice,
        now,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() > 0)
}

pub async fn is_invoiced(tx: &mut Tx, recurring: Uuid, period_start: NaiveDate) -> Result<bool, DbError> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from recurring_runs where recurring_id = $1 and period_start = $2 and outcome <> 'failed') as "found!""#,
        recurring,
        period_start,
    );
    Ok(found.fetch_one(&mut **tx).await?)
}

/// The last day that invoices of this series are about.
pub async fn invoiced_until(tx: &mut Tx, recurring: Uuid) -> Result<Option<NaiveDate>, DbError> {
    let last = sqlx::query_scalar!("select max(period_end) from recurring_runs where recurring_id = $1 and outcome <> 'failed'", recurring);
    Ok(last.fetch_one(&mut **tx).await?)
}

/// A period with what became of it.
pub struct RunRow {
    pub period_start: NaiveDate,
    pub period_end: NaiveDate,
    pub outcome: String,
    pub tries: i32,
    pub reason: Option<serde_json::Value>,
    pub at: DateTime<Utc>,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub payable_cents: Option<i64>,
}

pub async fn runs_of(tx: &mut Tx, recurring: Uuid, most: i64) -> Result<Vec<RunRow>, DbError> {
    let rows = sqlx::query_as!(
        RunRow,
        r#"select r.period_start, r.period_end, r.outcome, r.tries, r.reason, r.at, i.public_id as "invoice_public_id?", i.number as invoice_number,
                  i.payable_cents as "payable_cents?"
           from recurring_runs r left join invoices i on i.id = r.invoice_id
           where r.recurring_id = $1 order by r.period_start desc limit $2"#,
        recurring,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// A series in the list, with its last run.
pub struct ListRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub public_id: String,
    pub name: String,
    pub customer_name: String,
    pub frequency: String,
    pub handling: String,
    pub state: String,
    pub next_date: Option<NaiveDate>,
    pub payable_cents: i64,
    pub currency: String,
    pub failures: i32,
    pub last_error: Option<serde_json::Value>,
    pub period_start: Option<NaiveDate>,
    pub period_end: Option<NaiveDate>,
    pub outcome: Option<String>,
    pub tries: Option<i32>,
    pub reason: Option<serde_json::Value>,
    pub at: Option<DateTime<Utc>>,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub invoice_cents: Option<i64>,
}

/// The next ones first, finished ones last.
pub async fn list(tx: &mut Tx, text: &str, state: &str, limit: i64, offset: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select t.id, t.created_at, t.public_id, t.name, c.name as customer_name, t.frequency, t.handling, t.state, t.next_date, t.payable_cents, t.currency, t.failures, t.last_error,
                  r.period_start as "period_start?", r.period_end as "period_end?", r.outcome as "outcome?", r.tries as "tries?", r.reason, r.at as "at?",
                  i.public_id as "invoice_public_id?", i.number as "invoice_number?", i.payable_cents as "invoice_cents?"
           from recurring_invoices t
           join customers c on c.id = t.customer_id
           left join lateral (select * from recurring_runs where recurring_id = t.id order by at desc, period_start desc limit 1) r on true
           left join invoices i on i.id = r.invoice_id
           where ($1 = '' or t.name ilike '%' || $1 || '%' or c.name ilike '%' || $1 || '%') and ($2 = '' or t.state = $2)
           order by t.next_date nulls last, t.created_at desc, t.id limit $3 offset $4"#,
        text,
        state,
        limit,
        offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct Counts {
    pub all: i64,
    pub active: i64,
    pub paused: i64,
    pub finished: i64,
    pub in_organization: i64,
}

pub async fn counts(tx: &mut Tx, text: &str) -> Result<Counts, DbError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where f.fits) as "all!", count(*) filter (where f.fits and t.state = 'active') as "active!",
                  count(*) filter (where f.fits and t.state = 'paused') as "paused!", count(*) filter (where f.fits and t.state = 'finished') as "finished!",
                  count(*) as "in_organization!"
           from recurring_invoices t
           join customers c on c.id = t.customer_id
           cross join lateral (select $1 = '' or t.name ilike '%' || $1 || '%' or c.name ilike '%' || $1 || '%' as fits) f"#,
        text,
    );
    Ok(counts.fetch_one(&mut **tx).await?)
}

pub async fn time_zone(tx: &mut Tx) -> Result<String, DbError> {
    Ok(sqlx::query_scalar!("select time_zone from organizations").fetch_one(&mut **tx).await?)
}

/// Active series whose day has come, in the order of their making.
pub async fn up_to(tx: &mut Tx, day: NaiveDate) -> Result<Vec<Uuid>, DbError> {
    let ids = sqlx::query_scalar!("select id from recurring_invoices where state = 'active' and next_date <= $1 order by created_at, id", day);
    Ok(ids.fetch_all(&mut **tx).await?)
}

pub async fn organizations(pool: &PgPool) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!(r#"select organization_ids() as "id!""#).fetch_all(pool).await?)
}
