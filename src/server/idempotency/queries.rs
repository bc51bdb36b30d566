//! SQL of idempotency keys.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct NewKey<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub key: &'a str,
    pub request_hash: &'a [u8],
    pub now: DateTime<Utc>,
    pub leased_until: DateTime<Utc>,
}

/// Takes the key for this request; false where it is taken. One whose request died before it changed anything is free again.
pub async fn take(tx: &mut Tx, new: &NewKey<'_>) -> Result<bool, DbError> {
    let taken = sqlx::query_scalar!(
        r#"insert into idempotency_keys (id, organization_id, key, request_hash, leased_until, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict on constraint idempotency_keys_organization_key do update
           set id = excluded.id, leased_until = excluded.leased_until, created_at = excluded.created_at
           where idempotency_keys.status is null and not idempotency_keys.carried_out
             and idempotency_keys.leased_until < $6 and idempotency_keys.request_hash = excluded.request_hash
           returning true as "taken!""#,
        new.id,
        new.organization,
        new.key,
        new.request_hash,
        new.leased_until,
        new.now,
    );
    Ok(taken.fetch_optional(&mut **tx).await?.is_some())
}

/// As part of the change itself. No row is an error: another request took the key over and carries out the change.
pub async fn mark(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    let mark = sqlx::query_scalar!(r#"update idempotency_keys set carried_out = true where id = $1 returning true as "marked!""#, id);
    mark.fetch_one(&mut **tx).await?;
    Ok(())
}

pub struct KeyRow {
    pub request_hash: Vec<u8>,
    pub carried_out: bool,
    pub leased_until: DateTime<Utc>,
    pub status: Option<i16>,
    pub content_type: Option<String>,
    pub location: Option<String>,
    pub body: Option<Vec<u8>>,
}

pub async fn by_key(tx: &mut Tx, key: &str) -> Result<Option<KeyRow>, DbError> {
    let row = sqlx::query_as!(
        KeyRow,
        "select request_hash, carried_out, leased_until, status, content_type, location, body from idempotency_keys where key = $1",
        key,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub struct AnswerRow<'a> {
    pub status: i16,
    pub content_type: Option<&'a str>,
    pub location: Option<&'a str>,
    pub body: &'a [u8],
}

pub async fn keep_answer(tx: &mut Tx, id: Uuid, answer: &AnswerRow<'_>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update idempotency_keys set status = $2, content_type = $3, location = $4, body = $5 where id = $1",
        id,
        answer.status,
        answer.content_type,
        answer.location,
        answer.body,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// Gives the key back, unless something was changed under it.
pub async fn release(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    sqlx::query!("delete from idempotency_keys where id = $1 and not carried_out and status is null", id).execute(&mut **tx).await?;
    Ok(())
}

pub async fn purge(pool: &PgPool, before: DateTime<Utc>) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar!(r#"select purge_idempotency_keys($1) as "gone!""#, before).fetch_one(pool).await?)
}
