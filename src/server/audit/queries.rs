//! SQL of the audit log.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::audit::Event;
use crate::server::db::{DbError, Tx};

pub struct NewEvent<'a> {
    pub organization: Uuid,
    pub at: DateTime<Utc>,
    pub actor_kind: &'a str,
    pub actor_id: Option<Uuid>,
    pub actor_name: Option<&'a str>,
    pub address: Option<String>,
    pub request_id: Option<&'a str>,
}

pub async fn insert(tx: &mut Tx, row: &NewEvent<'_>, event: &Event<'_>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into audit_events (organization_id, at, event, actor_kind, actor_id, actor_name, invoice_id, customer_id, detail, amount_cents, client_address, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.organization,
        row.at,
        event.name,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        event.invoice,
        event.customer,
        event.detail,
        event.amount.map(|amount| amount.0),
        row.address,
        row.request_id,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn insert_many(tx: &mut Tx, row: &NewEvent<'_>, events: &[Event<'_>]) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into audit_events (organization_id, at, actor_kind, actor_id, actor_name, client_address, request_id, event, invoice_id, customer_id, detail, amount_cents)
         select $1, $2, $3, $4, $5, $6, $7, e.event, e.invoice, e.customer, e.detail, e.amount
         from unnest($8::text[], $9::uuid[], $10::uuid[], $11::text[], $12::bigint[]) as e (event, invoice, customer, detail, amount)",
        row.organization,
        row.at,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.address,
        row.request_id,
        &events.iter().map(|e| e.name.to_owned()).collect::<Vec<_>>(),
        &events.iter().map(|e| e.invoice).collect::<Vec<_>>() as &[Option<Uuid>],
        &events.iter().map(|e| e.customer).collect::<Vec<_>>() as &[Option<Uuid>],
        &events.iter().map(|e| e.detail.map(str::to_owned)).collect::<Vec<_>>() as &[Option<String>],
        &events.iter().map(|e| e.amount.map(|amount| amount.0)).collect::<Vec<_>>() as &[Option<i64>],
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct EventRow {
    pub at: DateTime<Utc>,
    pub event: String,
    pub actor_name: Option<String>,
    pub detail: Option<String>,
    pub amount_cents: Option<i64>,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub buyer_name: Option<String>,
}

/// The history of one invoice, newest first.
pub async fn of_invoice(tx: &mut Tx, invoice: Uuid, most: i64) -> Result<Vec<EventRow>, DbError> {
    let rows = sqlx::query_as!(
        EventRow,
        r#"select e.at, e.event, e.actor_name, e.detail, e.amount_cents, i.public_id as "invoice_public_id?", i.number as invoice_number, i.buyer_name
           from audit_events e left join invoices i on i.id = e.invoice_id
           where e.invoice_id = $1 order by e.at desc, e.id desc limit $2"#,
        invoice,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// What happened in the organization lately, newest first.
pub async fn latest(tx: &mut Tx, events: &[String], most: i64) -> Result<Vec<EventRow>, DbError> {
    let rows = sqlx::query_as!(
        EventRow,
        r#"select e.at, e.event, e.actor_name, e.detail, e.amount_cents, i.public_id as "invoice_public_id?", i.number as invoice_number, i.buyer_name
           from audit_events e left join invoices i on i.id = e.invoice_id
           where e.event = any($1) order by e.at desc, e.id desc limit $2"#,
        events,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
