//! SQL of monthly runs and their items.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct DueMonth {
    pub organization: Uuid,
    pub time_zone: String,
    pub month: NaiveDate,
}

pub async fn due_months(pool: &PgPool, at: DateTime<Utc>, most: i32) -> Result<Vec<DueMonth>, DbError> {
    let rows = sqlx::query_as!(
        DueMonth,
        r#"select organization_id as "organization!", time_zone as "time_zone!", month as "month!" from due_months($1, $2)"#,
        at,
        most
    );
    Ok(rows.fetch_all(pool).await?)
}

pub struct NewRun {
    pub id: Uuid,
    pub organization: Uuid,
    pub month: NaiveDate,
    pub is_scheduled: bool,
    pub created_by: Option<Uuid>,
}

/// The one run of the month, locked until the transaction ends; the new one where there is none.
pub async fn insert_or_lock(tx: &mut Tx, new: &NewRun, now: DateTime<Utc>) -> Result<Uuid, DbError> {
    let id = sqlx::query_scalar!(
        "insert into billing_runs (id, organization_id, month, due_at, is_scheduled, created_by, started_at) values ($1, $2, $3, $4, $5, $6, $4)
         on conflict on constraint billing_runs_month_key do update set due_at = billing_runs.due_at
         returning id",
        new.id,
        new.organization,
        new.month,
        now,
        new.is_scheduled,
        new.created_by,
    );
    Ok(id.fetch_one(&mut **tx).await?)
}

/// Everybody who has something to bill and no invoice of this run yet; how many that are now.
pub async fn add_candidates(tx: &mut Tx, run: Uuid, organization: Uuid, until: NaiveDate, there_before: DateTime<Utc>) -> Result<u64, DbError> {
    let insert = sqlx::query!(
        "insert into billing_run_items (run_id, organization_id, customer_id, customer_number, events)
         select $1, $2, c.customer_id, c.customer_number, c.events from billing_candidates($3, $4) c
         on conflict on constraint billing_run_items_pkey do update
         set state = 'pending', events = excluded.events, reason = null, findings = null, net_cents = 0, tax_cents = 0, gross_cents = 0, finished_at = null
         where billing_run_items.state in ('skipped', 'failed')",
        run,
        organization,
        until,
        there_before,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected())
}

/// The run goes on while somebody is pending; its counts are those of its items. Whether it does.
pub async fn take_up(tx: &mut Tx, run: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query_scalar!(
        r#"update billing_runs r
           set customers = i.customers, billed = i.billed, skipped = i.skipped, failed = i.failed,
               state = case when i.pending > 0 then 'running' else 'done' end,
               finished_at = case when i.pending = 0 then coalesce(r.finished_at, $2::timestamptz) end,
               attempts = case when r.state = 'running' then r.attempts else 0 end,
               due_at = least(r.due_at, $2::timestamptz),
               last_error = case when r.state = 'running' then r.last_error end
           from (select count(*)::integer as customers, count(*) filter (where state = 'done')::integer as billed, count(*) filter (where state = 'skipped')::integer as skipped,
                        count(*) filter (where state = 'failed')::integer as failed, count(*) filter (where state = 'pending')::integer as pending
                 from billing_run_items where run_id = $1) i
           where r.id = $1
           returning i.pending > 0 as "goes_on!""#,
        run,
        now,
    );
    Ok(update.fetch_one(&mut **tx).await?)
}

/// Whether the run is still to be carried out; locked until the transaction ends. Always taken before its items.
pub async fn lock_running(tx: &mut Tx, run: Uuid) -> Result<bool, DbError> {
    let state = sqlx::query_scalar!("select state from billing_runs where id = $1 for update", run).fetch_optional(&mut **tx).await?;
    Ok(state.as_deref() == Some("running"))
}

pub struct ClaimedRun {
    pub attempts: i32,
    pub month: NaiveDate,
    pub time_zone: String,
}

/// The run if it is due and nobody is at it: one more attempt, leased until then.
pub async fn take(tx: &mut Tx, run: Uuid, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Option<ClaimedRun>, DbError> {
    let taken = sqlx::query_as!(
        ClaimedRun,
        r#"update billing_runs set attempts = attempts + 1, leased_until = $3
           where id = (select id from billing_runs where id = $1 and state = 'running' and due_at <= $2 and (leased_until is null or leased_until < $2)
                       for update skip locked)
           returning attempts, month, (select time_zone from organizations) as "time_zone!""#,
        run,
        now,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, run: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew =
        sqlx::query!("update billing_runs set leased_until = $3 where id = $1 and attempts = $2 and state = 'running'", run, attempt, leased_until);
    renew.execute(&mut **tx).await?;
    Ok(())
}

/// Not over yet: the next part is due at once, and this was no failure. `false`: somebody else took the run over in the meantime.
pub async fn go_on(tx: &mut Tx, run: Uuid, attempt: i32, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update billing_runs set attempts = 0, due_at = $3, leased_until = null, last_error = null where id = $1 and attempts = $2 and state = 'running'",
        run,
        attempt,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: somebody else took the run over in the meantime.
pub async fn try_later(tx: &mut Tx, run: Uuid, attempt: i32, due_at: DateTime<Utc>, reason: &str) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update billing_runs set due_at = $3, leased_until = null, last_error = $4 where id = $1 and attempts = $2 and state = 'running'",
        run,
        attempt,
        due_at,
        reason,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `state` is `done` or `failed`; a run with somebody left is not done. `false`: it was over before, or somebody else is at it.
pub async fn end(tx: &mut Tx, run: Uuid, attempt: i32, state: &str, reason: Option<&str>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update billing_runs set state = $3, leased_until = null, last_error = $4, finished_at = $5
         where id = $1 and attempts = $2 and state = 'running'
           and ($3 = 'failed' or not exists (select from billing_run_items where run_id = $1 and state = 'pending'))",
        run,
        attempt,
        state,
        reason,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

#[derive(Debug)]
pub struct PendingItem {
    pub customer_id: Uuid,
    pub customer_number: i32,
    pub events: i32,
}

/// The next customers by their numbers, locked until the transaction ends.
pub async fn lock_pending(tx: &mut Tx, run: Uuid, after: i32, most: i64) -> Result<Vec<PendingItem>, DbError> {
    let rows = sqlx::query_as!(
        PendingItem,
        "select customer_id, customer_number, events from billing_run_items
         where run_id = $1 and state = 'pending' and customer_number > $2 order by customer_number limit $3 for update",
        run,
        after,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// What became of one customer.
pub struct Finished {
    pub customer: Uuid,
    pub state: &'static str,
    pub reason: Option<&'static str>,
    pub findings: Option<serde_json::Value>,
    pub invoice: Option<Uuid>,
    pub is_mailed: bool,
    pub events: i32,
    pub net: i64,
    pub tax: i64,
    pub gross: i64,
}

pub async fn finish_items(tx: &mut Tx, run: Uuid, items: &[Finished], now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update billing_run_items i
         set state = f.state, reason = f.reason, findings = f.findings, invoice_id = f.invoice, is_mailed = f.is_mailed, events = f.events, net_cents = f.net,
             tax_cents = f.tax, gross_cents = f.gross, finished_at = $2
         from unnest($3::uuid[], $4::text[], $5::text[], $6::jsonb[], $7::uuid[], $8::boolean[], $9::integer[], $10::bigint[], $11::bigint[], $12::bigint[])
              as f (customer, state, reason, findings, invoice, is_mailed, events, net, tax, gross)
         where i.run_id = $1 and i.customer_id = f.customer and i.customer_id = any($3)",
        run,
        now,
        &items.iter().map(|i| i.customer).collect::<Vec<_>>(),
        &items.iter().map(|i| i.state.to_owned()).collect::<Vec<_>>(),
        &items.iter().map(|i| i.reason.map(str::to_owned)).collect::<Vec<_>>() as &[Option<String>],
        &items.iter().map(|i| i.findings.clone()).collect::<Vec<_>>() as &[Option<serde_json::Value>],
        &items.iter().map(|i| i.invoice).collect::<Vec<_>>() as &[Option<Uuid>],
        &items.iter().map(|i| i.is_mailed).collect::<Vec<_>>(),
        &items.iter().map(|i| i.events).collect::<Vec<_>>(),
        &items.iter().map(|i| i.net).collect::<Vec<_>>(),
        &items.iter().map(|i| i.tax).collect::<Vec<_>>(),
        &items.iter().map(|i| i.gross).collect::<Vec<_>>(),
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// Lets the planner look again at the tables that have more than doubled by these new invoices.
pub async fn refresh_statistics(pool: &PgPool, invoices: i32) -> Result<(), DbError> {
    sqlx::query!("select refresh_statistics($1)", i64::from(invoices)).execute(pool).await?;
    Ok(())
}

/// What one step adds to the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub billed: i32,
    pub skipped: i32,
    pub failed: i32,
    pub without_email: i32,
    pub events: i32,
    pub net: i64,
    pub tax: i64,
    pub gross: i64,
}

/// Adds a step to the run; how many customers it billed so far.
pub async fn count(tx: &mut Tx, run: Uuid, step: &Progress) -> Result<i32, DbError> {
    let update = sqlx::query_scalar!(
        "update billing_runs set billed = billed + $2, skipped = skipped + $3, failed = failed + $4, without_email = without_email + $5, events = events + $6,
                net_cents = net_cents + $7, tax_cents = tax_cents + $8, gross_cents = gross_cents + $9
         where id = $1 returning billed",
        run,
        step.billed,
        step.skipped,
        step.failed,
        step.without_email,
        step.events,
        step.net,
        step.tax,
        step.gross,
    );
    Ok(update.fetch_one(&mut **tx).await?)
}

#[derive(Debug)]
pub struct RunRecord {
    pub id: Uuid,
    pub month: NaiveDate,
    pub state: String,
    pub customers: i32,
    pub billed: i32,
    pub skipped: i32,
    pub failed: i32,
    pub without_email: i32,
    pub events: i32,
    pub net_cents: i64,
    pub tax_cents: i64,
    pub gross_cents: i64,
    pub is_scheduled: bool,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<RunRecord>, DbError> {
    let row = sqlx::query_as!(
        RunRecord,
        "select id, month, state, customers, billed, skipped, failed, without_email, events, net_cents, tax_cents, gross_cents, is_scheduled, started_at, finished_at,
                last_error
         from billing_runs where id = $1",
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Runs that the calendar began and that found nobody say nothing to people.
pub async fn list(tx: &mut Tx, most: i64) -> Result<Vec<RunRecord>, DbError> {
    let rows = sqlx::query_as!(
        RunRecord,
        "select id, month, state, customers, billed, skipped, failed, without_email, events, net_cents, tax_cents, gross_cents, is_scheduled, started_at, finished_at,
                last_error
         from billing_runs where customers > 0 or not is_scheduled order by month desc limit $1",
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

#[derive(Debug)]
pub struct ItemRow {
    pub customer: String,
    pub customer_name: String,
    pub customer_number: i32,
    pub state: String,
    pub reason: Option<String>,
    pub findings: Option<serde_json::Value>,
    pub invoice: Option<String>,
    pub invoice_number: Option<String>,
    pub is_mailed: bool,
    pub events: i32,
    pub net_cents: i64,
    pub tax_cents: i64,
    pub gross_cents: i64,
}

/// Failures first, then those who wait, then the others by customer number.
pub async fn items(tx: &mut Tx, run: Uuid, state: Option<&str>, limit: i64, offset: i64) -> Result<Vec<ItemRow>, DbError> {
    let rows = sqlx::query_as!(
        ItemRow,
        r#"select c.public_id as customer, c.name as customer_name, i.customer_number, i.state, i.reason, i.findings, v.public_id as "invoice?", v.number as invoice_number,
                  i.is_mailed, i.events, i.net_cents, i.tax_cents, i.gross_cents
           from billing_run_items i join customers c on c.id = i.customer_id left join invoices v on v.id = i.invoice_id
           where i.run_id = $1 and ($2::text is null or i.state = $2)
           order by case i.state when 'failed' then 0 when 'skipped' then 1 else 2 end, i.customer_number limit $3 offset $4"#,
        run,
        state,
        limit,
        offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn items_after(tx: &mut Tx, run: Uuid, state: Option<&str>, after: i32, limit: i64) -> Result<Vec<ItemRow>, DbError> {
    let rows = sqlx::query_as!(
        ItemRow,
        r#"select c.public_id as customer, c.name as customer_name, i.customer_number, i.state, i.reason, i.findings, v.public_id as "invoice?", v.number as invoice_number,
                  i.is_mailed, i.events, i.net_cents, i.tax_cents, i.gross_cents
           from billing_run_items i join customers c on c.id = i.customer_id left join invoices v on v.id = i.invoice_id
           where i.run_id = $1 and ($2::text is null or i.state = $2) and i.customer_number > $3
           order by i.customer_number limit $4"#,
        run,
        state,
        after,
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// Nothing can be written in this transaction any more.
pub async fn only_read(tx: &mut Tx) -> Result<(), DbError> {
    sqlx::query!("set transaction read only").execute(&mut **tx).await?;
    Ok(())
}

/// Those whom the run of the month would bill now, by their numbers.
pub async fn candidates(
    tx: &mut Tx,
    month: NaiveDate,
    until: NaiveDate,
    there_before: DateTime<Utc>,
    after: i32,
    most: i64,
) -> Result<Vec<PendingItem>, DbError> {
    let rows = sqlx::query_as!(
        PendingItem,
        r#"select c.customer_id as "customer_id!", c.customer_number as "customer_number!", c.events as "events!"
           from billing_candidates($2, $3) c
           where c.customer_number > $4
             and not exists (select from billing_run_items i join billing_runs r on r.id = i.run_id where r.month = $1 and i.customer_id = c.customer_id and i.state = 'done')
           order by c.customer_number limit $5"#,
        month,
        until,
        there_before,
        after,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
