//! SQL of organizations' people.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::domain::lang::Lang;
use crate::domain::organization::Role;
use crate::server::auth::Who;
use crate::server::db::{DbError, Tx};

pub async fn insert_organization(tx: &mut Tx, id: Uuid, name: &str, email: &str, contact: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into organizations (id, name, contact_email, contact_name, account_name, created_at) values ($1, $2, $3, $4, $2, $5)",
        id,
        name,
        email,
        contact,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    pub id: Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub password_hash: &'a str,
    pub lang: Lang,
}

pub async fn insert_user(tx: &mut Tx, user: &NewUser<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into users (id, email, name, password_hash, language, created_at) values ($1, $2, $3, $4, $5, $6)",
        user.id,
        user.email,
        user.name,
        user.password_hash,
        user.lang.code(),
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// Whether anybody has signed up yet, in whatever organization.
pub async fn has_users(pool: &PgPool) -> Result<bool, DbError> {
    Ok(sqlx::query_scalar!(r#"select exists (select from users) as "exists!""#).fetch_one(pool).await?)
}

pub async fn insert_membership(tx: &mut Tx, organization: Uuid, user: Uuid, role: &str, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert =
        sqlx::query!("insert into memberships (organization_id, user_id, role, created_at) values ($1, $2, $3, $4)", organization, user, role, now);
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// The language of the member with this address, else of the first owner, for mails to the organization.
pub async fn language_of(tx: &mut Tx, email: &str) -> Result<Lang, DbError> {
    let language = sqlx::query_scalar!(
        "select u.language from memberships m join users u on u.id = m.user_id
         order by lower(u.email) = lower($1) desc, m.role = 'owner' desc, m.created_at limit 1",
        email,
    );
    Ok(language.fetch_optional(&mut **tx).await?.and_then(|code| Lang::parse(&code)).unwrap_or_default())
}

pub struct UserRow {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub language: String,
}

impl UserRow {
    pub fn lang(&self) -> Lang {
        Lang::parse(&self.language).unwrap_or_default()
    }

    /// The person in a role, for the audit log.
    pub fn who(&self, role: &str) -> Who {
        Who::User {
            id: self.id,
            name: self.name.clone(),
            email: self.email.clone(),
            role: Role::parse(role).unwrap_or(Role::Staff),
            lang: self.lang(),
        }
    }
}

pub async fn user_by_email(pool: &PgPool, email: &str) -> Result<Option<UserRow>, DbError> {
    let row = sqlx::query_as!(UserRow, "select id, email, name, password_hash, language from users where lower(email) = lower($1)", email);
    Ok(row.fetch_optional(pool).await?)
}

pub async fn user_by_reset_token(pool: &PgPool, hash: &[u8], now: DateTime<Utc>) -> Result<Option<UserRow>, DbError> {
    let row = sqlx::query_as!(
        UserRow,
        "select u.id, u.email, u.name, u.password_hash, u.language from password_resets r join users u on u.id = r.user_id
         where r.token_hash = $1 and r.used_at is null and r.expires_at > $2",
        hash,
        now,
    );
    Ok(row.fetch_optional(pool).await?)
}

pub async fn insert_password_reset(tx: &mut Tx, hash: &[u8], user: Uuid, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into password_resets (token_hash, user_id, expires_at, created_at) values ($1, $2, $3, $4)",
        hash,
        user,
        expires_at,
        now
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// Whether this call used the token; every other token of the person is used up with it.
pub async fn use_password_reset(tx: &mut Tx, hash: &[u8], now: DateTime<Utc>) -> Result<bool, DbError> {
    let used = sqlx::query!(
        "update password_resets set used_at = $2
         where used_at is null and user_id = (select user_id from password_resets where token_hash = $1 and used_at is null and expires_at > $2)",
        hash,
        now,
    );
    Ok(used.execute(&mut **tx).await?.rows_affected() > 0)
}

pub async fn update_password(tx: &mut Tx, user: Uuid, hash: &str) -> Result<(), DbError> {
    sqlx::query!("update users set password_hash = $2 where id = $1", user, hash).execute(&mut **tx).await?;
    Ok(())
}

pub async fn end_sessions_of(tx: &mut Tx, user: Uuid) -> Result<(), DbError> {
    sqlx::query_scalar!("select end_sessions_of($1)", user).fetch_one(&mut **tx).await?;
    Ok(())
}

pub async fn update_language(tx: &mut Tx, user: Uuid, language: &str) -> Result<(), DbError> {
    sqlx::query!("update users set language = $2 where id = $1", user, language).execute(&mut **tx).await?;
    Ok(())
}

pub struct MembershipRow {
    pub organization_id: Uuid,
    pub organization_name: String,
    pub role: String,
}

pub async fn memberships_of(pool: &PgPool, user: Uuid) -> Result<Vec<MembershipRow>, DbError> {
    let rows = sqlx::query_as!(
        MembershipRow,
        r#"select organization_id as "organization_id!", organization_name as "organization_name!", role as "role!" from memberships_of($1)"#,
        user,
    );
    Ok(rows.fetch_all(pool).await?)
}

pub struct ViewerRow {
    pub name: String,
    pub logo_key: Option<String>,
    pub unread: i64,
}

pub async fn viewer(tx: &mut Tx, user: Uuid) -> Result<ViewerRow, DbError> {
    let row = sqlx::query_as!(
        ViewerRow,
        r#"select name, logo_key, (select count(*) from notifications where user_id = $1 and read_at is null) as "unread!" from organizations"#,
        user,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub async fn insert_flash(pool: &PgPool, hash: &[u8], payload: &[u8], expires_at: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!("insert into form_flashes (token_hash, payload, expires_at) values ($1, $2, $3)", hash, payload, expires_at);
    insert.execute(pool).await?;
    Ok(())
}

pub async fn take_flash(pool: &PgPool, hash: &[u8], now: DateTime<Utc>) -> Result<Option<Vec<u8>>, DbError> {
    let payload = sqlx::query_scalar!("delete from form_flashes where token_hash = $1 and expires_at > $2 returning payload", hash, now);
    Ok(payload.fetch_optional(pool).await?)
}

pub async fn purge_flashes(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, DbError> {
    Ok(sqlx::query!("delete from form_flashes where expires_at <= $1", now).execute(pool).await?.rows_affected())
}
