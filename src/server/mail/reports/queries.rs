//! SQL of what was reported about mails.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct Message {
    pub organization: Uuid,
    pub id: Uuid,
}

pub async fn message(pool: &PgPool, our_id: &str, provider_id: &str, recipient: &str) -> Result<Option<Message>, DbError> {
    let row = sqlx::query_as!(
        Message,
        r#"select organization_id as "organization!", id as "id!" from email_message_by_provider($1, $2, $3)"#,
        our_id,
        provider_id,
        recipient,
    );
    Ok(row.fetch_optional(pool).await?)
}

pub struct NewEvent<'a> {
    pub organization: Uuid,
    pub message: Uuid,
    pub provider: &'a str,
    pub key: &'a str,
    pub kind: &'a str,
    pub at: DateTime<Utc>,
    pub detail: Option<&'a str>,
}

/// `false`: it was reported before.
pub async fn insert(tx: &mut Tx, new: &NewEvent<'_>, now: DateTime<Utc>) -> Result<bool, DbError> {
    // The mail's lock puts events of one mail into an order.
    sqlx::query_scalar!("select id from email_messages where id = $1 for update", new.message).fetch_optional(&mut **tx).await?;
    let insert = sqlx::query!(
        "insert into email_events (organization_id, message_id, provider, event_key, kind, at, received_at, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict on constraint email_events_event_key do nothing",
        new.organization,
        new.message,
        new.provider,
        new.key,
        new.kind,
        new.at,
        now,
        new.detail,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}

pub async fn count(tx: &mut Tx, message: Uuid, kind: &str) -> Result<i64, DbError> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from email_events where message_id = $1 and kind = $2"#, message, kind);
    Ok(count.fetch_one(&mut **tx).await?)
}

pub struct Reported {
    pub kind: String,
    pub invoice_id: Option<Uuid>,
    pub to_address: String,
}

/// Events come in any order: what says more about a mail stays.
pub async fn decide_fate(tx: &mut Tx, message: Uuid, kind: &str, at: DateTime<Utc>, reason: Option<&str>) -> Result<Reported, DbError> {
    let row = sqlx::query_as!(
        Reported,
        "with told as (
           update email_messages set fate = $2, fate_at = $3, fate_reason = $4
           where id = $1 and coalesce(array_position(array['delivered', 'opened', 'clicked', 'bounced'], fate), 0)
                             < array_position(array['delivered', 'opened', 'clicked', 'bounced'], $2))
         select kind, invoice_id, to_address from email_messages where id = $1",
        message,
        kind,
        at,
        reason,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}
