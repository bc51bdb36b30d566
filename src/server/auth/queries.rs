//! SQL of sessions, API keys and password resets.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct SessionRow {
    pub organization_id: Uuid,
    pub user_id: Uuid,
    pub role: String,
    pub user_name: String,
    pub email: String,
    pub language: String,
    pub time_zone: String,
    pub last_seen_at: DateTime<Utc>,
}

pub async fn session_by_token(pool: &PgPool, hash: &[u8], at: DateTime<Utc>) -> Result<Option<SessionRow>, DbError> {
    let row = sqlx::query_as!(
        SessionRow,
        r#"select organization_id as "organization_id!", user_id as "user_id!", role as "role!", user_name as "user_name!", email as "email!",
                  language as "language!", time_zone as "time_zone!", last_seen_at as "last_seen_at!"
           from session_by_token($1, $2)"#,
        hash,
        at,
    );
    Ok(row.fetch_optional(pool).await?)
}

pub async fn insert_session(
    tx: &mut Tx,
    hash: &[u8],
    organization: Uuid,
    user: Uuid,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into sessions (token_hash, organization_id, user_id, created_at, expires_at, last_seen_at) values ($1, $2, $3, $4, $5, $4)",
        hash,
        organization,
        user,
        now,
        expires_at,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn touch_session(tx: &mut Tx, hash: &[u8], now: DateTime<Utc>, expires_at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("update sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1", hash, now, expires_at).execute(&mut **tx).await?;
    Ok(())
}

pub async fn delete_session(tx: &mut Tx, hash: &[u8]) -> Result<(), DbError> {
    sqlx::query!("delete from sessions where token_hash = $1", hash).execute(&mut **tx).await?;
    Ok(())
}

pub struct ApiKeyRow {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub name: String,
    pub time_zone: String,
}

pub async fn api_key_by_hash(pool: &PgPool, hash: &[u8]) -> Result<Option<ApiKeyRow>, DbError> {
    let row = sqlx::query_as!(
        ApiKeyRow,
        r#"select id as "id!", organization_id as "organization_id!", name as "name!", time_zone as "time_zone!" from api_key_by_hash($1)"#,
        hash,
    );
    Ok(row.fetch_optional(pool).await?)
}

pub struct NewApiKey<'a> {
    pub id: Uuid,
    pub organization_id: Uuid,
    pub name: &'a str,
    pub prefix: &'a str,
    pub created_by: Uuid,
}

pub async fn insert_api_key(tx: &mut Tx, key: &NewApiKey<'_>, hash: &[u8], now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into api_keys (id, organization_id, name, prefix, secret_hash, created_by, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
        key.id,
        key.organization_id,
        key.name,
        key.prefix,
        hash,
        key.created_by,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn revoke_api_key(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<String>, DbError> {
    let name = sqlx::query_scalar!("update api_keys set revoked_at = $2 where id = $1 and revoked_at is null returning name", id, now);
    Ok(name.fetch_optional(&mut **tx).await?)
}
