//! SQL of the log of deliveries.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};

/// Due now; what had come to an end begins anew. One that is under way stays so.
pub async fn deliver_again(tx: &mut Tx, subscription: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let again = sqlx::query!(
        "update webhook_deliveries
         set state = 'pending', due_at = $3, finished_at = null, attempts = case when state = 'pending' then attempts else 0 end,
             failures = case when state = 'pending' then failures else 0 end
         where subscription_id = $1 and id = $2",
        subscription,
        id,
        now,
    );
    Ok(again.execute(&mut **tx).await?.rows_affected() == 1)
}

pub struct DeliveryRow {
    pub id: Uuid,
    pub event_id: String,
    pub event_type: String,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub tries: i64,
    pub status: Option<i16>,
    pub error: Option<String>,
}

/// One page of the log, newest first; `state` empty for all.
pub async fn deliveries(tx: &mut Tx, subscription: Uuid, state: &str, limit: i64, offset: i64) -> Result<Vec<DeliveryRow>, DbError> {
    let rows = sqlx::query_as!(
        DeliveryRow,
        r#"select d.id, d.event_id, d.event_type, d.state, d.created_at, d.due_at,
                  (select count(*) from webhook_attempts a where a.delivery_id = d.id) as "tries!", l.status as "status?", l.error as "error?"
           from webhook_deliveries d
           left join lateral (select status, error from webhook_attempts a where a.delivery_id = d.id order by id desc limit 1) l on true
           where d.subscription_id = $1 and ($2 = '' or d.state = $2) order by d.created_at desc, d.id desc limit $3 offset $4"#,
        subscription,
        state,
        limit,
        offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// The same after a place in it.
pub async fn deliveries_after(tx: &mut Tx, subscription: Uuid, state: &str, after: Option<Cursor>, limit: i64) -> Result<Vec<DeliveryRow>, DbError> {
    let rows = sqlx::query_as!(
        DeliveryRow,
        r#"select d.id, d.event_id, d.event_type, d.state, d.created_at, d.due_at,
                  (select count(*) from webhook_attempts a where a.delivery_id = d.id) as "tries!", l.status as "status?", l.error as "error?"
           from webhook_deliveries d
           left join lateral (select status, error from webhook_attempts a where a.delivery_id = d.id order by id desc limit 1) l on true
           where d.subscription_id = $1 and ($2 = '' or d.state = $2) and ($3::timestamptz is null or (d.created_at, d.id) < ($3, $4))
           order by d.created_at desc, d.id desc limit $5"#,
        subscription,
        state,
        after.map(|cursor| cursor.at),
        after.map(|cursor| cursor.id),
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct StateCount {
    pub state: String,
    pub count: i64,
}

pub async fn counts(tx: &mut Tx, subscription: Uuid) -> Result<Vec<StateCount>, DbError> {
    let rows = sqlx::query_as!(
        StateCount,
        r#"select state, count(*) as "count!" from webhook_deliveries where subscription_id = $1 group by state"#,
        subscription,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn delivery(tx: &mut Tx, subscription: Uuid, id: Uuid) -> Result<Option<(DeliveryRow, Value)>, DbError> {
    let row = sqlx::query!(
        r#"select d.id, d.event_id, d.event_type, d.state, d.created_at, d.due_at, d.payload,
                  (select count(*) from webhook_attempts a where a.delivery_id = d.id) as "tries!", l.status as "status?", l.error as "error?"
           from webhook_deliveries d
           left join lateral (select status, error from webhook_attempts a where a.delivery_id = d.id order by id desc limit 1) l on true
           where d.subscription_id = $1 and d.id = $2"#,
        subscription,
        id,
    );
    let row = row.fetch_optional(&mut **tx).await?;
    Ok(row.map(|row| {
        let delivery = DeliveryRow {
            id: row.id,
            event_id: row.event_id,
            event_type: row.event_type,
            state: row.state,
            created_at: row.created_at,
            due_at: row.due_at,
            tries: row.tries,
            status: row.status,
            error: row.error,
        };
        (delivery, row.payload)
    }))
}

pub struct AttemptRow {
    pub at: DateTime<Utc>,
    pub duration_ms: i32,
    pub url: String,
    pub request_headers: Value,
    pub status: Option<i16>,
    pub answer: Option<String>,
    pub error: Option<String>,
}

/// The latest first.
pub async fn attempts(tx: &mut Tx, delivery: Uuid, most: i64) -> Result<Vec<AttemptRow>, DbError> {
    let rows = sqlx::query_as!(
        AttemptRow,
        "select at, duration_ms, url, request_headers, status, answer, error from webhook_attempts where delivery_id = $1 order by id desc limit $2",
        delivery,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
