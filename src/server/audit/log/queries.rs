//! SQL of the audit log's pages.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};

#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub text: String,
    /// Beginnings of the names of events.
    pub beginnings: Option<Vec<String>>,
    pub actor: Option<Uuid>,
    pub actor_kind: String,
    pub from: Option<DateTime<Utc>>,
    pub before: Option<DateTime<Utc>>,
    pub invoice: Option<Uuid>,
    pub customer: Option<Uuid>,
}

pub struct EntryRow {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub event: String,
    pub actor_kind: String,
    pub actor_name: Option<String>,
    pub detail: Option<String>,
    pub amount_cents: Option<i64>,
    pub client_address: Option<String>,
    pub request_id: Option<String>,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub buyer_name: Option<String>,
    pub customer_public_id: Option<String>,
    pub customer_name: Option<String>,
}

/// Newest first, behind the place. The place is always given, so that the index leads there however far back it lies.
pub async fn entries(tx: &mut Tx, filter: &Filter, after: Option<Cursor>, limit: i64) -> Result<Vec<EntryRow>, DbError> {
    let id = after.map_or(i64::MAX, |place| i64::try_from(place.id.as_u128()).unwrap_or(i64::MAX));
    let at = after.map_or(last_moment(), |place| place.at);
    let rows = sqlx::query_as!(
        EntryRow,
        r#"select e.id, e.at, e.event, e.actor_kind, e.actor_name, e.detail, e.amount_cents, e.client_address, e.request_id,
                  i.public_id as "invoice_public_id?", i.number as invoice_number, i.buyer_name,
                  c.public_id as "customer_public_id?", c.name as "customer_name?"
           from audit_events e left join invoices i on i.id = e.invoice_id left join customers c on c.id = coalesce(e.customer_id, i.customer_id)
           where (e.at, e.id) < ($1, $2)
             and ($3 = '' or e.detail ilike '%' || $3 || '%' or e.actor_name ilike '%' || $3 || '%' or i.number ilike '%' || $3 || '%'
                  or i.buyer_name ilike '%' || $3 || '%' or c.name ilike '%' || $3 || '%' or e.event ilike $3 || '%' or e.client_address = $3 or e.request_id = $3)
             and ($4::text[] is null or split_part(e.event, '.', 1) = any($4))
             and ($5::uuid is null or e.actor_id = $5)
             and ($6 = '' or e.actor_kind = $6)
             and ($7::timestamptz is null or e.at >= $7)
             and ($8::timestamptz is null or e.at < $8)
             and ($9::uuid is null or e.invoice_id = $9)
             and ($10::uuid is null or e.customer_id = $10 or i.customer_id = $10)
           order by e.at desc, e.id desc limit $11"#,
        at,
        id,
        filter.text,
        filter.beginnings.as_deref(),
        filter.actor,
        filter.actor_kind,
        filter.from,
        filter.before,
        filter.invoice,
        filter.customer,
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// The first day of the year 10000; Postgres and chrono both know it.
fn last_moment() -> DateTime<Utc> {
    DateTime::from_timestamp(253_402_300_800, 0).unwrap_or_default()
}

pub async fn people(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, DbError> {
    let people = sqlx::query!("select u.id, u.name from memberships m join users u on u.id = m.user_id order by u.name, u.id");
    Ok(people.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.id, row.name)).collect())
}
