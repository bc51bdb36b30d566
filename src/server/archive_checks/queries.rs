//! SQL of the archive's checks, and of the files that they look at.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::domain::operations::{ArchiveCheck, CheckState};
use crate::server::archive_checks::comparing::{MOST_KEPT, Slice};
use crate::server::db::{DbError, Tx};

pub async fn organizations(pool: &PgPool) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!(r#"select id as "id!" from organization_ids() as id order by 1"#).fetch_all(pool).await?)
}

pub struct ArchivedFile {
    pub storage_key: String,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub invoice_public_id: Option<String>,
    pub incoming: Option<Uuid>,
}

/// Every kind of file whose hash is kept; a new kind is one more branch. An attachment is kept under its hash, and once however many
/// invoices carry it.
pub async fn files_after(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<ArchivedFile>, DbError> {
    let files = sqlx::query_as!(
        ArchivedFile,
        r#"select f.storage_key as "storage_key!", f.file_name as "file_name!", f.sha256 as "sha256!", i.public_id as "invoice_public_id?", f.incoming
           from (select storage_key, file_name, sha256, invoice_id, null::uuid as incoming from invoice_documents where storage_key > $1
                 union all
                 select storage_key, file_name, sha256, null, id from incoming_invoices where storage_key > $1
                 union all
                 (select distinct on (storage_key) storage_key, file_name, decode(right(storage_key, 64), 'hex'), invoice_id, null
                  from invoice_attachments where storage_key > $1 order by storage_key, created_at limit $2)
                 order by storage_key limit $2) f
           left join invoices i on i.id = f.invoice_id order by f.storage_key"#,
        after,
        most,
    );
    Ok(files.fetch_all(&mut **tx).await?)
}

/// `false`: one is under way.
pub async fn insert(tx: &mut Tx, id: Uuid, organization: Uuid, by: Option<Uuid>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let insert = sqlx::query!(
        "insert into archive_checks (id, organization_id, due_at, created_by, created_at) values ($1, $2, $4, $3, $4)
         on conflict (organization_id) where state = 'waiting' do nothing",
        id,
        organization,
        by,
        now,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}

pub struct Claimed {
    pub attempts: i32,
    pub failures: i32,
    pub looked_until: String,
}

pub async fn take(tx: &mut Tx, id: Uuid, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Option<Claimed>, DbError> {
    let taken = sqlx::query_as!(
        Claimed,
        "update archive_checks set attempts = attempts + 1, leased_until = $3
         where id = (select id from archive_checks
                     where id = $1 and state = 'waiting' and due_at <= $2 and (leased_until is null or leased_until < $2)
                     for update skip locked)
         returning attempts, failures, looked_until",
        id,
        now,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, id: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew =
        sqlx::query!("update archive_checks set leased_until = $3 where id = $1 and attempts = $2 and state = 'waiting'", id, attempt, leased_until);
    renew.execute(&mut **tx).await?;
    Ok(())
}

/// The sums after a slice.
pub struct Counted {
    pub fine: i64,
    pub missing: i64,
    pub changed: i64,
}

/// Adds what was found; without a last key the check is done. `None`: somebody else took it over in the meantime.
pub async fn go_on(tx: &mut Tx, id: Uuid, attempt: i32, slice: &Slice, now: DateTime<Utc>) -> Result<Option<Counted>, DbError> {
    let problems = serde_json::to_value(&slice.problems).unwrap_or_default();
    let counted = sqlx::query_as!(
        Counted,
        "update archive_checks
         set looked_until = coalesce($3, looked_until), fine = fine + $4, missing = missing + $5, changed = changed + $6,
             problems = (select coalesce(jsonb_agg(one), '[]') from (select one from jsonb_array_elements(problems || $7::jsonb) one limit $8) kept),
             failures = 0, last_error = null, leased_until = null, due_at = $9::timestamptz,
             state = case when $3::text is null then 'done' else state end, finished_at = case when $3::text is null then $9::timestamptz end
         where id = $1 and attempts = $2 and state = 'waiting'
         returning fine, missing, changed",
        id,
        attempt,
        slice.last,
        slice.fine,
        slice.missing,
        slice.changed,
        problems,
        i64::try_from(MOST_KEPT).unwrap_or(i64::MAX),
        now,
    );
    Ok(counted.fetch_optional(&mut **tx).await?)
}

/// `false`: somebody else took it over in the meantime.
pub async fn retry(tx: &mut Tx, id: Uuid, attempt: i32, due_at: DateTime<Utc>, reason: &str) -> Result<bool, DbError> {
    let retry = sqlx::query!(
        "update archive_checks set due_at = $3, leased_until = null, failures = failures + 1, last_error = $4
         where id = $1 and attempts = $2 and state = 'waiting'",
        id,
        attempt,
        due_at,
        reason,
    );
    Ok(retry.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: somebody else took it over in the meantime.
pub async fn give_up(tx: &mut Tx, id: Uuid, attempt: i32, reason: &str, now: DateTime<Utc>) -> Result<bool, DbError> {
    let give_up = sqlx::query!(
        "update archive_checks set state = 'failed', finished_at = $4, leased_until = null, last_error = $3
         where id = $1 and attempts = $2 and state = 'waiting'",
        id,
        attempt,
        reason,
        now,
    );
    Ok(give_up.execute(&mut **tx).await?.rows_affected() == 1)
}

pub struct CheckRow {
    pub state: String,
    pub fine: i64,
    pub missing: i64,
    pub changed: i64,
    pub problems: serde_json::Value,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub created_by: Option<String>,
}

impl CheckRow {
    pub fn told(self) -> ArchiveCheck {
        let count = |n: i64| u64::try_from(n).unwrap_or_default();
        ArchiveCheck {
            state: CheckState::parse(&self.state).unwrap_or_default(),
            fine: count(self.fine),
            missing: count(self.missing),
            changed: count(self.changed),
            problems: super::problems(self.problems),
            reason: self.last_error,
            ordered_at: self.created_at,
            ordered_by: self.created_by,
            finished_at: self.finished_at,
        }
    }
}

pub async fn latest(tx: &mut Tx) -> Result<Option<CheckRow>, DbError> {
    let row = sqlx::query_as!(
        CheckRow,
        r#"select c.state, c.fine, c.missing, c.changed, c.problems, c.last_error, c.created_at, c.finished_at, u.name as "created_by?"
           from archive_checks c left join users u on u.id = c.created_by order by c.created_at desc limit 1"#,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}
