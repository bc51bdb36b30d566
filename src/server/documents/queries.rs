//! SQL of the stored documents and the task of making them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub async fn insert_task(tx: &mut Tx, organization: Uuid, invoice: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into document_tasks (invoice_id, organization_id, due_at, created_at) values ($1, $2, $3, $3)",
        invoice,
        organization,
        now
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// Of those that are made by the task of another invoice.
pub async fn insert_followers(tx: &mut Tx, organization: Uuid, first: Uuid, others: &[Uuid], now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into document_tasks (invoice_id, organization_id, due_at, created_at, made_with)
         select invoice, $1, $2, $2, $4 from unnest($3::uuid[]) as t (invoice)",
        organization,
        now,
        others,
        first,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn due_followers(tx: &mut Tx, first: Uuid, now: DateTime<Utc>) -> Result<Vec<Uuid>, DbError> {
    let followers = sqlx::query_scalar!(
        "select invoice_id from document_tasks where made_with = $1 and state = 'waiting' and due_at <= $2 order by due_at, invoice_id",
        first,
        now,
    );
    Ok(followers.fetch_all(&mut **tx).await?)
}

/// The number of this attempt, or `None` if the task is done, not due, or somebody else is at it.
pub async fn take(tx: &mut Tx, invoice: Uuid, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Option<i32>, DbError> {
    let taken = sqlx::query_scalar!(
        "update document_tasks set attempts = attempts + 1, leased_until = $3
         where invoice_id = (select invoice_id from document_tasks
                             where invoice_id = $1 and state = 'waiting' and due_at <= $2 and (leased_until is null or leased_until < $2)
                             for update skip locked)
         returning attempts",
        invoice,
        now,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub struct ClaimedRow {
    pub attempts: i32,
    pub number: String,
    pub document: serde_json::Value,
    pub hybrid_notice: bool,
    /// The customer's.
    pub language: String,
    pub color: Option<String>,
    pub logo_key: Option<String>,
    /// Of the share link that the page shows.
    pub token_cipher: Option<Vec<u8>>,
    pub xml_syntax: String,
    pub pdf_profile: String,
}

pub async fn claimed_invoice(tx: &mut Tx, invoice: Uuid, attempts: i32) -> Result<ClaimedRow, DbError> {
    let row = sqlx::query_as!(
        ClaimedRow,
        r#"select $2::integer as "attempts!", i.number as "number!", i.document as "document!", i.hybrid_notice, coalesce(c.language, 'de') as "language!",
                  o.color, o.logo_key, l.token_cipher as "token_cipher?", i.xml_syntax, i.pdf_profile
           from invoices i join organizations o on o.id = i.organization_id left join customers c on c.id = i.customer_id
                left join share_links l on l.invoice_id = i.id
           where i.id = $1 and i.state <> 'draft'"#,
        invoice,
        attempts,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, invoice: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew = sqlx::query!(
        "update document_tasks set leased_until = $3 where invoice_id = $1 and attempts = $2 and state = 'waiting'",
        invoice,
        attempt,
        leased_until,
    );
    renew.execute(&mut **tx).await?;
    Ok(())
}

/// `false`: somebody else took the task over in the meantime.
pub async fn retry(tx: &mut Tx, invoice: Uuid, attempt: i32, due_at: DateTime<Utc>, reason: &str) -> Result<bool, DbError> {
    let retry = sqlx::query!(
        "update document_tasks set due_at = $3, leased_until = null, last_error = $4 where invoice_id = $1 and attempts = $2 and state = 'waiting'",
        invoice,
        attempt,
        due_at,
        reason,
    );
    Ok(retry.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: it was done before.
pub async fn mark_done(tx: &mut Tx, invoice: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "update document_tasks set state = 'done', finished_at = $2, leased_until = null, last_error = null where invoice_id = $1 and state <> 'done'",
        invoice,
        now,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: somebody else took the task over in the meantime.
pub async fn mark_failed(tx: &mut Tx, invoice: Uuid, attempt: i32, reason: &str, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "update document_tasks set state = 'failed', finished_at = $4, leased_until = null, last_error = $3
         where invoice_id = $1 and attempts = $2 and state = 'waiting'",
        invoice,
        attempt,
        reason,
        now,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

pub struct NewDocument {
    pub kind: &'static str,
    pub storage_key: String,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub size: i64,
}

/// The first ones stay.
pub async fn insert_documents(tx: &mut Tx, organization: Uuid, invoice: Uuid, documents: &[NewDocument], now: DateTime<Utc>) -> Result<(), DbError> {
    let texts = |of: fn(&NewDocument) -> &str| documents.iter().map(|document| of(document).to_owned()).collect::<Vec<_>>();
    let insert = sqlx::query!(
        "insert into invoice_documents (invoice_id, organization_id, kind, storage_key, file_name, sha256, size, created_at)
         select $1, $2, d.kind, d.storage_key, d.file_name, d.sha256, d.size, $8
         from unnest($3::text[], $4::text[], $5::text[], $6::bytea[], $7::bigint[]) as d (kind, storage_key, file_name, sha256, size)
         on conflict on constraint invoice_documents_pkey do nothing",
        invoice,
        organization,
        &texts(|document| document.kind),
        &texts(|document| &document.storage_key),
        &texts(|document| &document.file_name),
        &documents.iter().map(|document| document.sha256.clone()).collect::<Vec<_>>(),
        &documents.iter().map(|document| document.size).collect::<Vec<_>>(),
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct DocumentRow {
    pub storage_key: String,
    pub file_name: String,
    pub sha256: Vec<u8>,
    pub size: i64,
}

pub async fn document(tx: &mut Tx, invoice: Uuid, kind: &str) -> Result<Option<DocumentRow>, DbError> {
    let row = sqlx::query_as!(
        DocumentRow,
        "select storage_key, file_name, sha256, size from invoice_documents where invoice_id = $1 and kind = $2",
        invoice,
        kind
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}
