//! SQL of the operations page, put together from the descriptions of the queues' rows, and the pauses.

use chrono::{DateTime, Utc};
use sqlx::{AssertSqlSafe, FromRow};
use uuid::Uuid;

use crate::domain::operations::{FailedWork, Pause, QueueFigures};
use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::Queue;
use crate::server::operations::rows::Rows;

#[derive(FromRow)]
struct Counted {
    waiting: i64,
    running: i64,
    scheduled: i64,
    failed: i64,
    in_hour: i64,
    in_day: i64,
    oldest: Option<DateTime<Utc>>,
}

impl From<Counted> for QueueFigures {
    fn from(counted: Counted) -> Self {
        let count = |n: i64| u64::try_from(n).unwrap_or_default();
        Self {
            queue: String::new(),
            waiting: count(counted.waiting),
            running: count(counted.running),
            scheduled: count(counted.scheduled),
            failed: count(counted.failed),
            done_in_hour: count(counted.in_hour),
            done_in_day: count(counted.in_day),
            waiting_since: counted.oldest,
            pause: None,
        }
    }
}

/// Each figure has an index of its own to stand on, because the table keeps what was done for years.
pub async fn figures(tx: &mut Tx, rows: &Rows, now: DateTime<Utc>) -> Result<QueueFigures, DbError> {
    let Rows { table, waiting, is_free, is_failed, done, is_open, .. } = rows;
    let sql = format!(
        "select (select count(*) from {table} t where t.state = '{waiting}' and t.due_at <= $1 and {is_free}) as waiting,
                (select count(*) from {table} t where t.state = '{waiting}' and not {is_free}) as running,
                (select count(*) from {table} t where t.state = '{waiting}' and t.due_at > $1 and {is_free}) as scheduled,
                (select count(*) from {table} t where {is_failed} and {is_open}) as failed,
                (select count(*) from {done} > $1 - interval '1 hour') as in_hour,
                (select count(*) from {done} > $1 - interval '1 day') as in_day,
                (select min(t.due_at) from {table} t where t.state = '{waiting}' and t.due_at <= $1 and {is_free}) as oldest"
    );
    let counted: Counted = sqlx::query_as(AssertSqlSafe(sql)).bind(now).fetch_one(&mut **tx).await?;
    Ok(counted.into())
}

/// What the tasks alone tell; finished ones are kept for a day.
pub async fn figures_of_tasks(tx: &mut Tx, queue: Queue, organization: Uuid) -> Result<QueueFigures, DbError> {
    let counted: Counted = sqlx::query_as(
        "select count(*) filter (where status = 'Pending' and run_at <= now()) as waiting,
                count(*) filter (where status in ('Queued', 'Running')) as running,
                count(*) filter (where status = 'Pending' and run_at > now()) as scheduled,
                count(*) filter (where status in ('Failed', 'Killed')) as failed,
                count(*) filter (where status = 'Done' and done_at > now() - interval '1 hour') as in_hour,
                count(*) filter (where status = 'Done' and done_at > now() - interval '1 day') as in_day,
                min(run_at) filter (where status = 'Pending' and run_at <= now()) as oldest
         from apalis.jobs where job_type = $1 and convert_from(job, 'UTF8')::jsonb ->> 'organization' = $2",
    )
    .bind(queue.name())
    .bind(organization.to_string())
    .fetch_one(&mut **tx)
    .await?;
    Ok(counted.into())
}

#[derive(FromRow)]
struct FailedRow {
    id: Uuid,
    at: Option<DateTime<Utc>>,
    reason: Option<String>,
    refusal: Option<serde_json::Value>,
    subject: Option<String>,
    public_id: Option<String>,
    number: Option<String>,
}

pub async fn failures(tx: &mut Tx, queue: Queue, rows: &Rows, most: i64) -> Result<Vec<FailedWork>, DbError> {
    let Rows { table, id, is_failed, failed_at, reason, refusal, is_open, invoice, subject, .. } = rows;
    let sql = format!(
        "select t.{id} as id, {failed_at} as at, {reason} as reason, {refusal} as refusal, {subject} as subject, i.public_id, i.number
         from {table} t left join invoices i on i.id = {invoice}
         where {is_failed} and {is_open} order by 2 desc nulls last, 1 limit $1"
    );
    let failed: Vec<FailedRow> = sqlx::query_as(AssertSqlSafe(sql)).bind(most).fetch_all(&mut **tx).await?;
    let told = |row: FailedRow| FailedWork {
        queue: queue.name().to_owned(),
        id: row.id.to_string(),
        at: row.at,
        reason: row.reason,
        refusal: row.refusal.and_then(|refusal| serde_json::from_value(refusal).ok()),
        subject: row.subject,
        invoice_public_id: row.public_id,
        invoice_number: row.number,
    };
    Ok(failed.into_iter().map(told).collect())
}

/// The failed ones, or only this one, are due again with all their tries; each with its invoice.
pub async fn begin_anew(tx: &mut Tx, rows: &Rows, only: Option<Uuid>, now: DateTime<Utc>) -> Result<Vec<(Uuid, Option<Uuid>)>, DbError> {
    let Rows { table, id, waiting, is_failed, is_open, invoice, again, .. } = rows;
    let sql = format!(
        "update {table} t set state = '{waiting}', due_at = $1, {again}
         where {is_failed} and ($2::uuid is null or t.{id} = $2) and {is_open} returning t.{id}, {invoice}"
    );
    Ok(sqlx::query_as(AssertSqlSafe(sql)).bind(now).bind(only).fetch_all(&mut **tx).await?)
}

pub async fn pauses(tx: &mut Tx) -> Result<Vec<(String, Pause)>, DbError> {
    let pauses = sqlx::query!(r#"select p.queue, p.paused_at, u.name as "by?" from queue_pauses p left join users u on u.id = p.paused_by"#);
    let rows = pauses.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| (row.queue, Pause { since: row.paused_at, by: row.by })).collect())
}

/// `false`: it was paused already.
pub async fn insert_pause(tx: &mut Tx, actor: &Actor, queue: &str, now: DateTime<Utc>) -> Result<bool, DbError> {
    let insert = sqlx::query!(
        "insert into queue_pauses (organization_id, queue, paused_by, paused_at) values ($1, $2, $3, $4)
         on conflict on constraint queue_pauses_pkey do nothing",
        actor.organization,
        queue,
        actor.user_id(),
        now,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: it was not paused.
pub async fn delete_pause(tx: &mut Tx, queue: &str) -> Result<bool, DbError> {
    Ok(sqlx::query!("delete from queue_pauses where queue = $1", queue).execute(&mut **tx).await?.rows_affected() == 1)
}
