//! SQL of subscriptions, deliveries and their tries.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct Listener {
    pub organization_id: Uuid,
    pub id: Uuid,
}

/// Subscriptions of the transaction's organization that are switched on and want to hear of this.
pub async fn listeners(tx: &mut Tx, event_type: &str) -> Result<Vec<Listener>, DbError> {
    let rows = sqlx::query_as!(
        Listener,
        "select organization_id, id from webhook_subscriptions
         where organization_id = current_organization() and enabled and (events = '{}' or $1 = any(events)) order by created_at",
        event_type,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct NewDelivery<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub subscription: Uuid,
    pub event_id: &'a str,
    pub event_type: &'a str,
    pub payload: &'a Value,
}

pub async fn insert_delivery(tx: &mut Tx, new: &NewDelivery<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into webhook_deliveries (id, organization_id, subscription_id, event_id, event_type, payload, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        new.id,
        new.organization,
        new.subscription,
        new.event_id,
        new.event_type,
        new.payload,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct PaymentRow {
    pub id: Uuid,
    pub invoice_id: Uuid,
    pub amount_cents: i64,
    pub currency: String,
    pub method: String,
    pub state: String,
    pub paid_on: NaiveDate,
    pub reference: Option<String>,
}

pub async fn payment(tx: &mut Tx, id: Uuid) -> Result<Option<PaymentRow>, DbError> {
    let row = sqlx::query_as!(
        PaymentRow,
        "select id, invoice_id, amount_cents, currency, method, state, paid_on, reference from payments where id = $1",
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub struct NewSubscription<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub public_id: &'a str,
    pub url: &'a str,
    pub events: &'a [String],
    pub secret_cipher: &'a [u8],
    pub created_by: Option<Uuid>,
}

pub async fn insert_subscription(tx: &mut Tx, new: &NewSubscription<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into webhook_subscriptions (id, organization_id, public_id, url, events, secret_cipher, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        new.id,
        new.organization,
        new.public_id,
        new.url,
        new.events,
        new.secret_cipher,
        new.created_by,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct SubscriptionRow {
    pub id: Uuid,
    pub public_id: String,
    pub url: String,
    pub events: Vec<String>,
    pub enabled: bool,
    pub disabled_reason: Option<String>,
    pub failing_since: Option<DateTime<Utc>>,
    pub previous_secret_until: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub last_delivery_at: Option<DateTime<Utc>>,
}

pub async fn subscriptions(tx: &mut Tx) -> Result<Vec<SubscriptionRow>, DbError> {
    let rows = sqlx::query_as!(
        SubscriptionRow,
        r#"select id, public_id, url, events, enabled, disabled_reason, failing_since, previous_secret_until, created_at,
                  (select max(d.created_at) from webhook_deliveries d where d.subscription_id = s.id) as last_delivery_at
           from webhook_subscriptions s order by created_at, id"#,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn subscription(tx: &mut Tx, public_id: &str) -> Result<Option<SubscriptionRow>, DbError> {
    let row = sqlx::query_as!(
        SubscriptionRow,
        r#"select id, public_id, url, events, enabled, disabled_reason, failing_since, previous_secret_until, created_at,
                  (select max(d.created_at) from webhook_deliveries d where d.subscription_id = s.id) as last_delivery_at
           from webhook_subscriptions s where public_id = $1"#,
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub async fn update_subscription(tx: &mut Tx, id: Uuid, url: &str, events: &[String], now: DateTime<Utc>) -> Result<(), DbError> {
    // Another address has not failed yet.
    let update = sqlx::query!(
        "update webhook_subscriptions set url = $2, events = $3, updated_at = $4, failing_since = case when url = $2 then failing_since end where id = $1",
        id,
        url,
        events,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// Gives the present secret the rest of its time and puts the new one in its place.
pub async fn replace_secret(tx: &mut Tx, id: Uuid, cipher: &[u8], previous_until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update webhook_subscriptions set previous_secret_cipher = secret_cipher, previous_secret_until = $3, secret_cipher = $2, updated_at = $4 where id = $1",
        id,
        cipher,
        previous_until,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// `reason` is `None` for switching on. `false`: it was so already.
pub async fn switch(tx: &mut Tx, id: Uuid, reason: Option<&str>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update webhook_subscriptions set enabled = $2::text is null, disabled_reason = $2, failing_since = null, updated_at = $3
         where id = $1 and enabled <> ($2::text is null)",
        id,
        reason,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

pub async fn delete_subscription(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    // In the order of those who deliver: first the delivery, then its endpoint.
    sqlx::query!("select id from webhook_deliveries where subscription_id = $1 for update", id).fetch_all(&mut **tx).await?;
    sqlx::query!("delete from webhook_subscriptions where id = $1", id).execute(&mut **tx).await?;
    Ok(())
}

/// No delivery of the subscription succeeded since the first of those that return.
pub async fn note_failure(tx: &mut Tx, subscription: Uuid, now: DateTime<Utc>) -> Result<DateTime<Utc>, DbError> {
    let note = sqlx::query_scalar!(
        r#"update webhook_subscriptions set failing_since = coalesce(failing_since, $2) where id = $1 returning failing_since as "since!""#,
        subscription,
        now,
    );
    Ok(note.fetch_optional(&mut **tx).await?.unwrap_or(now))
}

pub async fn note_success(tx: &mut Tx, subscription: Uuid) -> Result<(), DbError> {
    sqlx::query!("update webhook_subscriptions set failing_since = null where id = $1 and failing_since is not null", subscription)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// What a try needs.
pub struct Claimed {
    pub subscription_id: Uuid,
    pub event_id: String,
    pub event_type: String,
    pub payload: Value,
    pub attempts: i32,
    pub failures: i32,
    pub url: String,
    pub secret_cipher: Vec<u8>,
    pub previous_secret_cipher: Option<Vec<u8>>,
    pub previous_secret_until: Option<DateTime<Utc>>,
}

/// A delivery whose turn has come.
pub struct Due {
    pub subscription_id: Uuid,
    pub event_type: String,
}

/// The delivery if it is due and nobody is at it, locked until the transaction ends.
pub async fn lock_due(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<Due>, DbError> {
    let due = sqlx::query_as!(
        Due,
        "select subscription_id, event_type from webhook_deliveries
         where id = $1 and state = 'pending' and due_at <= $2 and (leased_until is null or leased_until < $2) for update skip locked",
        id,
        now,
    );
    Ok(due.fetch_optional(&mut **tx).await?)
}

/// How many more deliveries of this endpoint may run now; it stays locked, so that two do not take the same place.
pub async fn free_places(tx: &mut Tx, subscription: Uuid, now: DateTime<Utc>) -> Result<i64, DbError> {
    // Asked in two statements: the second one sees what those did who held the lock before.
    sqlx::query!("select id from webhook_subscriptions where id = $1 for no key update", subscription).fetch_optional(&mut **tx).await?;
    let free = sqlx::query_scalar!(
        r#"select free_places(failing_since, id, $2) as "free!" from webhook_subscriptions where id = $1 and enabled"#,
        subscription,
        now,
    );
    Ok(free.fetch_optional(&mut **tx).await?.unwrap_or(0))
}

pub async fn await_place(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    sqlx::query!("update webhook_deliveries set awaits_place = true where id = $1 and not awaits_place", id).execute(&mut **tx).await?;
    Ok(())
}

/// The next ones of an endpoint that were turned away, and those whose task must have been lost, the oldest first. They wait no longer.
pub async fn call_next(tx: &mut Tx, subscription: Uuid, most: i64, now: DateTime<Utc>) -> Result<Vec<Uuid>, DbError> {
    let called = sqlx::query_scalar!(
        "update webhook_deliveries set awaits_place = false
         where id in (select id from webhook_deliveries
                      where subscription_id = $1 and state = 'pending' and due_at <= $3 and (leased_until is null or leased_until < $3)
                        and (awaits_place or due_at < $3 - interval '5 seconds')
                      order by due_at limit $2 for update skip locked)
         returning id",
        subscription,
        most,
        now,
    );
    Ok(called.fetch_all(&mut **tx).await?)
}

/// One more try of a locked delivery, leased until then; nothing where its subscription is switched off.
pub async fn take(tx: &mut Tx, id: Uuid, leased_until: DateTime<Utc>) -> Result<Option<Claimed>, DbError> {
    let taken = sqlx::query_as!(
        Claimed,
        "update webhook_deliveries d set attempts = attempts + 1, leased_until = $2, awaits_place = false
         from webhook_subscriptions s
         where s.id = d.subscription_id and (s.enabled or d.event_type = 'webhook.test') and d.id = $1
         returning d.subscription_id, d.event_id, d.event_type, d.payload, d.attempts, d.failures, s.url, s.secret_cipher, s.previous_secret_cipher,
                   s.previous_secret_until",
        id,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, id: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew = sqlx::query!(
        "update webhook_deliveries set leased_until = $3 where id = $1 and attempts = $2 and state = 'pending'",
        id,
        attempt,
        leased_until
    );
    renew.execute(&mut **tx).await?;
    Ok(())
}

pub struct NewAttempt<'a> {
    pub organization: Uuid,
    pub delivery: Uuid,
    pub at: DateTime<Utc>,
    pub duration_ms: i32,
    pub url: &'a str,
    pub headers: &'a Value,
    pub status: Option<i16>,
    pub answer: Option<&'a str>,
    pub error: Option<&'a str>,
}

/// Nothing, where the delivery was deleted in the meantime, or where this try is in the log already: a commit whose answer got lost is repeated.
pub async fn insert_attempt(tx: &mut Tx, new: &NewAttempt<'_>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into webhook_attempts (organization_id, delivery_id, at, duration_ms, url, request_headers, status, answer, error)
         select $1, id, $3, $4, $5, $6, $7, $8, $9 from webhook_deliveries
         where id = $2 and not exists (select from webhook_attempts where delivery_id = $2 and at = $3) for update",
        new.organization,
        new.delivery,
        new.at,
        new.duration_ms,
        new.url,
        new.headers,
        new.status,
        new.answer,
        new.error,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// That it was taken is a fact, whoever holds the lease by now.
pub async fn mark_succeeded(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    let mark = sqlx::query!("update webhook_deliveries set state = 'succeeded', leased_until = null, finished_at = $2 where id = $1", id, now);
    mark.execute(&mut **tx).await?;
    Ok(())
}

/// `false`: somebody else took it over in the meantime, and their outcome counts, or it is written down already.
pub async fn retry(tx: &mut Tx, id: Uuid, attempt: i32, due_at: DateTime<Utc>) -> Result<bool, DbError> {
    let retry = sqlx::query!(
        "update webhook_deliveries set due_at = $3, leased_until = null, failures = failures + 1
         where id = $1 and attempts = $2 and state = 'pending' and leased_until is not null",
        id,
        attempt,
        due_at,
    );
    Ok(retry.execute(&mut **tx).await?.rows_affected() == 1)
}

pub async fn mark_failed(tx: &mut Tx, id: Uuid, attempt: i32, now: DateTime<Utc>) -> Result<(), DbError> {
    let mark = sqlx::query!(
        "update webhook_deliveries set state = 'failed', leased_until = null, failures = failures + 1, finished_at = $3
         where id = $1 and attempts = $2 and state = 'pending' and leased_until is not null",
        id,
        attempt,
        now,
    );
    mark.execute(&mut **tx).await?;
    Ok(())
}

pub async fn purge(pool: &sqlx::PgPool, before: DateTime<Utc>) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar!(r#"select purge_webhook_deliveries($1) as "gone!""#, before).fetch_one(pool).await?)
}
