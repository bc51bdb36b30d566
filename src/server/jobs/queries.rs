//! SQL of the queue: its own tables (which the query macros cannot see), and what is due in ours.

use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use apalis::prelude::TaskBuilder;
use chrono::{DateTime, Utc};
use sqlx::{Executor as _, PgPool};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};
use crate::server::jobs::{Job, Queue};

/// Chosen once at random; any other advisory lock of ours needs another number.
const SWEEPER_LOCK: i64 = 7_215_894_004_631_777;

/// Workers run in the application's role. Postgres refuses two grants at once, so processes that start together wait
/// for one another. The first two indexes find the tasks of a row, and finished ones. The third takes the place of two that know what
/// each worker ever finished: through them Postgres would look at all of that to tick one task off.
pub async fn grant_to_application(pool: &PgPool) -> Result<(), DbError> {
    pool.execute(
        "select pg_advisory_xact_lock(7215894004631778);
         grant usage on schema apalis to rechnungswerk_app;
         grant select, insert, update, delete on apalis.jobs, apalis.workers to rechnungswerk_app;
         grant execute on all functions in schema apalis to rechnungswerk_app;
         do $$ begin
           -- Only once: even an index that is there already would make all writers wait at every start of a process.
           if to_regclass('apalis.rechnungswerk_tasks_of_worker') is null then
             create index if not exists rechnungswerk_live_tasks on apalis.jobs (job) where status in ('Pending', 'Queued', 'Running');
             create index if not exists rechnungswerk_finished_tasks on apalis.jobs (done_at) where status not in ('Pending', 'Queued', 'Running');
             create index rechnungswerk_tasks_of_worker on apalis.jobs (lock_by) where status = 'Running' or status = 'Queued';
             drop index if exists apalis.lidx, apalis.idx_apalis_jobs_lock_by;
           end if;
         end $$;",
    )
    .await?;
    Ok(())
}

/// One attempt only: the queue would repeat at once, without a pause and without knowing our rows.
///
/// The queue counts whole seconds. What is to run now is dated back one, because a task that lies ahead of its own
/// transaction's time wakes nobody; what is to run later comes one second late rather than before its row is due.
pub async fn push(tx: &mut Tx, job: Job, delay: Duration) -> Result<(), DbError> {
    push_many(tx, job.queue(), &[job], delay).await
}

/// Many of one queue in one statement.
pub async fn push_many(tx: &mut Tx, queue: Queue, jobs: &[Job], delay: Duration) -> Result<(), DbError> {
    const RESOLUTION: Duration = Duration::from_secs(1);
    let run_at = if delay.is_zero() { SystemTime::now() - RESOLUTION } else { SystemTime::now() + delay + RESOLUTION };
    let mut tasks = Vec::with_capacity(jobs.len());
    for job in jobs {
        tasks.push(TaskBuilder::new(payload(*job)?).max_attempts(1).run_at_time(run_at).build());
    }
    apalis_postgres::queries::push_tasks(&mut **tx, queue.name(), tasks).await.map_err(database_error)
}

fn payload(job: Job) -> Result<Vec<u8>, DbError> {
    serde_json::to_vec(&job).map_err(|error| DbError(sqlx::Error::Encode(error.into())))
}

fn database_error(error: apalis_postgres::Error) -> DbError {
    match error {
        apalis_postgres::Error::Database(error) => DbError(error),
        other => DbError(sqlx::Error::Protocol(other.to_string())),
    }
}

pub async fn is_only_sweeper(tx: &mut Tx) -> Result<bool, DbError> {
    let taken = sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock($1) as "taken!""#, SWEEPER_LOCK);
    Ok(taken.fetch_one(&mut **tx).await?)
}

pub async fn due_documents(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", invoice_id as "invoice!" from due_document_tasks($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::MakeDocuments { organization: row.organization, invoice: row.invoice }).collect())
}

pub async fn due_mails(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "message!" from due_email_messages($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::SendEmail { organization: row.organization, message: row.message }).collect())
}

pub async fn due_archive_checks(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "check!" from due_archive_checks($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::CheckArchive { organization: row.organization, check: row.check }).collect())
}

pub async fn due_notification_mails(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "mail!" from due_notification_mails($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::TellByMail { organization: row.organization, mail: row.mail }).collect())
}

/// Organizations with the names of the queues that they hold up.
pub async fn paused(tx: &mut Tx) -> Result<HashSet<(Uuid, String)>, DbError> {
    let paused = sqlx::query!(r#"select organization_id as "organization!", queue as "queue!" from paused_queues()"#);
    Ok(paused.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.organization, row.queue)).collect())
}

/// Whether the organization of the transaction holds this queue up.
pub async fn is_paused(tx: &mut Tx, queue: Queue) -> Result<bool, DbError> {
    let paused = sqlx::query_scalar!(r#"select exists (select from queue_pauses where queue = $1) as "paused!""#, queue.name());
    Ok(paused.fetch_one(&mut **tx).await?)
}

pub async fn due_series(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "recurring!" from due_recurring_invoices($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::RunRecurring { organization: row.organization, recurring: row.recurring }).collect())
}

pub async fn due_dunning(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query_scalar!(r#"select organization_id as "organization!" from due_dunning($1, $2)"#, at, most);
    Ok(due.fetch_all(&mut **tx).await?.into_iter().map(|organization| Job::RunDunning { organization }).collect())
}

pub async fn due_webhooks(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "delivery!" from due_webhook_turns($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::DeliverWebhook { organization: row.organization, delivery: row.delivery }).collect())
}

pub async fn due_billing_runs(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "run!" from due_billing_runs($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::BillMonth { organization: row.organization, run: row.run }).collect())
}

pub async fn due_mailings(tx: &mut Tx, at: DateTime<Utc>, most: i32) -> Result<Vec<Job>, DbError> {
    let due = sqlx::query!(r#"select organization_id as "organization!", id as "mailing!" from due_mailings($1, $2)"#, at, most);
    let rows = due.fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| Job::SendUnsent { organization: row.organization, mailing: row.mailing }).collect())
}

/// Those that no task in the queue will take up soon. A task that was fetched long ago without leasing its row died.
pub async fn without_task(tx: &mut Tx, jobs: Vec<Job>) -> Result<Vec<Job>, DbError> {
    let payloads = jobs.iter().map(|job| payload(*job)).collect::<Result<Vec<_>, _>>()?;
    let live: Vec<Vec<u8>> = sqlx::query_scalar(
        "select job from apalis.jobs
         where job = any($1) and status in ('Pending', 'Queued', 'Running')
           and (status = 'Pending' and run_at <= now() + interval '1 second' or status <> 'Pending' and lock_at > now() - interval '10 seconds')",
    )
    .bind(&payloads)
    .fetch_all(&mut **tx)
    .await?;
    let live: HashSet<Vec<u8>> = live.into_iter().collect();
    Ok(jobs.into_iter().zip(payloads).filter(|(_, payload)| !live.contains(payload)).map(|(job, _)| job).collect())
}

/// How much stands in a queue and how long the oldest waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueState {
    pub queue: Queue,
    pub waiting: i64,
    pub running: i64,
    pub oldest_waiting_seconds: i64,
}

pub async fn queue_states(pool: &PgPool) -> Result<Vec<QueueState>, DbError> {
    let rows: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "select job_type,
                count(*) filter (where status = 'Pending' and run_at <= now()),
                count(*) filter (where status in ('Queued', 'Running')),
                coalesce(extract(epoch from now() - min(run_at) filter (where status = 'Pending' and run_at <= now())), 0)::bigint
         from apalis.jobs where status in ('Pending', 'Queued', 'Running') group by job_type",
    )
    .fetch_all(pool)
    .await?;
    let of = |queue: Queue| {
        let (_, waiting, running, oldest) = rows.iter().find(|row| row.0 == queue.name()).cloned().unwrap_or_default();
        QueueState { queue, waiting, running, oldest_waiting_seconds: oldest }
    };
    Ok(Queue::ALL.into_iter().map(of).collect())
}

/// Finished tasks are kept for a day, for people who look what happened.
pub async fn purge_finished_tasks(pool: &PgPool) -> Result<u64, DbError> {
    let purge = sqlx::query("delete from apalis.jobs where status not in ('Pending', 'Queued', 'Running') and done_at < now() - interval '1 day'");
    Ok(purge.execute(pool).await?.rows_affected())
}

pub async fn purge_dead_workers(pool: &PgPool) -> Result<(), DbError> {
    let purge = sqlx::query(
        "delete from apalis.workers w where last_seen < now() - interval '1 day' and not exists (select from apalis.jobs j where j.lock_by = w.id)",
    );
    purge.execute(pool).await?;
    Ok(())
}

pub async fn purge_sessions(pool: &PgPool, at: DateTime<Utc>) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar!(r#"select purge_sessions($1) as "gone!""#, at).fetch_one(pool).await?)
}

pub async fn purge_form_flashes(pool: &PgPool, at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("delete from form_flashes where expires_at < $1", at).execute(pool).await?;
    Ok(())
}

pub async fn purge_password_resets(pool: &PgPool, at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("delete from password_resets where expires_at + interval '1 day' < $1", at).execute(pool).await?;
    Ok(())
}
