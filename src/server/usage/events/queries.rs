//! SQL of billing events.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::usage::EventContent;
use crate::server::db::{DbError, Tx};

/// The ids behind public identifiers of customers.
pub async fn customers(tx: &mut Tx, public_ids: &[String]) -> Result<HashMap<String, Uuid>, DbError> {
    let rows = sqlx::query!("select public_id, id from customers where public_id = any($1)", public_ids).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| (row.public_id, row.id)).collect())
}

pub async fn customer_name(tx: &mut Tx, public_id: &str) -> Result<Option<String>, DbError> {
    Ok(sqlx::query_scalar!("select name from customers where public_id = $1", public_id).fetch_optional(&mut **tx).await?)
}

pub async fn customer_names(tx: &mut Tx, most: i64) -> Result<Vec<(String, String)>, DbError> {
    let rows = sqlx::query!("select public_id, name from customers order by lower(name), number limit $1", most).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| (row.public_id, row.name)).collect())
}

pub struct NewEvent {
    pub id: Uuid,
    pub public_id: String,
    pub customer: Uuid,
    pub content: EventContent,
}

/// All in one statement; the ids of those whose reference was not here already.
pub async fn insert(
    tx: &mut Tx,
    organization: Uuid,
    created_by: Option<Uuid>,
    events: &[NewEvent],
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, DbError> {
    let insert = sqlx::query_scalar!(
        "insert into billing_events (id, organization_id, customer_id, public_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate,
                                     created_by, created_at, updated_at)
         select e.id, $1, e.customer, e.public_id, e.kind, e.quantity, e.amount, e.reference, e.description, e.occurred_on, e.tax_rate, $2, $3, $3
         from unnest($4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::numeric[], $9::bigint[], $10::text[], $11::text[], $12::date[], $13::numeric[])
              as e (id, customer, public_id, kind, quantity, amount, reference, description, occurred_on, tax_rate)
         on conflict on constraint billing_events_reference_key do nothing
         returning id",
        organization,
        created_by,
        now,
        &events.iter().map(|e| e.id).collect::<Vec<_>>(),
        &events.iter().map(|e| e.customer).collect::<Vec<_>>(),
        &events.iter().map(|e| e.public_id.clone()).collect::<Vec<_>>(),
        &events.iter().map(|e| e.content.kind.clone()).collect::<Vec<_>>(),
        &events.iter().map(|e| e.content.quantity).collect::<Vec<_>>(),
        &events.iter().map(|e| e.content.amount.map(|amount| amount.0)).collect::<Vec<_>>() as &[Option<i64>],
        &events.iter().map(|e| e.content.reference.clone()).collect::<Vec<_>>() as &[Option<String>],
        &events.iter().map(|e| e.content.description.clone()).collect::<Vec<_>>() as &[Option<String>],
        &events.iter().map(|e| e.content.occurred_on).collect::<Vec<_>>(),
        &events.iter().map(|e| e.content.tax_rate).collect::<Vec<_>>(),
    );
    Ok(insert.fetch_all(&mut **tx).await?)
}

#[derive(Debug)]
pub struct EventRecord {
    pub id: Uuid,
    pub public_id: String,
    pub customer_id: Uuid,
    pub kind: String,
    pub quantity: Decimal,
    pub amount_cents: Option<i64>,
    pub reference: Option<String>,
    pub description: Option<String>,
    pub occurred_on: NaiveDate,
    pub tax_rate: Decimal,
    pub is_billed: bool,
}

pub async fn by_reference(tx: &mut Tx, reference: &str, kind: &str) -> Result<Option<EventRecord>, DbError> {
    let row = sqlx::query_as!(
        EventRecord,
        r#"select id, public_id, customer_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate, invoice_id is not null as "is_billed!"
           from billing_events where reference = $1 and kind = $2"#,
        reference,
        kind,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Waits for others who change or bill the same event.
pub async fn lock(tx: &mut Tx, public_id: &str) -> Result<Option<EventRecord>, DbError> {
    let row = sqlx::query_as!(
        EventRecord,
        r#"select id, public_id, customer_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate, invoice_id is not null as "is_billed!"
           from billing_events where public_id = $1 for update"#,
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub async fn update(tx: &mut Tx, id: Uuid, customer: Uuid, content: &EventContent, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update billing_events set customer_id = $2, kind = $3, quantity = $4, amount_cents = $5, reference = $6, description = $7, occurred_on = $8,
                tax_rate = $9, updated_at = $10
         where id = $1",
        id,
        customer,
        content.kind,
        content.quantity,
        content.amount.map(|amount| amount.0),
        content.reference,
        content.description,
        content.occurred_on,
        content.tax_rate,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn delete(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    sqlx::query!("delete from billing_events where id = $1", id).execute(&mut **tx).await?;
    Ok(())
}

pub struct Filter<'a> {
    pub text: &'a str,
    /// Public identifier, or empty for all.
    pub customer: &'a str,
    pub is_billed: Option<bool>,
}

#[derive(Debug)]
pub struct ListRow {
    pub id: Uuid,
    pub public_id: String,
    pub customer: String,
    pub customer_name: String,
    pub kind: String,
    pub quantity: Decimal,
    pub amount_cents: Option<i64>,
    pub reference: Option<String>,
    pub description: Option<String>,
    pub occurred_on: NaiveDate,
    pub tax_rate: Decimal,
    pub invoice: Option<String>,
    pub invoice_number: Option<String>,
    pub created_at: DateTime<Utc>,
}

pub async fn list(tx: &mut Tx, filter: &Filter<'_>, limit: i64, offset: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select e.id, e.public_id, c.public_id as customer, c.name as customer_name, e.kind, e.quantity, e.amount_cents, e.reference, e.description, e.occurred_on,
                  e.tax_rate, i.public_id as "invoice?", i.number as invoice_number, e.created_at
           from billing_events e join customers c on c.id = e.customer_id left join invoices i on i.id = e.invoice_id
           where ($1 = '' or c.name ilike '%' || $1 || '%' or e.reference ilike $1 || '%' or e.description ilike '%' || $1 || '%')
             and ($2 = '' or c.public_id = $2) and ($3::boolean is null or (e.invoice_id is not null) = $3)
           order by e.occurred_on desc, e.created_at desc, e.id desc limit $4 offset $5"#,
        filter.text,
        filter.customer,
        filter.is_billed,
        limit,
        offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct Counts {
    pub billed: i64,
    pub unbilled: i64,
    pub unbilled_sum: i64,
    pub in_organization: i64,
}

pub async fn counts(tx: &mut Tx, filter: &Filter<'_>) -> Result<Counts, DbError> {
    let row = sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where e.invoice_id is not null) as "billed!", count(*) filter (where e.invoice_id is null) as "unbilled!",
                  coalesce(sum(e.amount_cents) filter (where e.invoice_id is null), 0)::bigint as "unbilled_sum!",
                  (select count(*) from (select from billing_events limit 1) any_event) as "in_organization!"
           from billing_events e join customers c on c.id = e.customer_id
           where ($1 = '' or c.name ilike '%' || $1 || '%' or e.reference ilike $1 || '%' or e.description ilike '%' || $1 || '%') and ($2 = '' or c.public_id = $2)"#,
        filter.text,
        filter.customer,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub async fn by_public_id(tx: &mut Tx, public_id: &str) -> Result<Option<ListRow>, DbError> {
    let row = sqlx::query_as!(
        ListRow,
        r#"select e.id, e.public_id, c.public_id as customer, c.name as customer_name, e.kind, e.quantity, e.amount_cents, e.reference, e.description, e.occurred_on,
                  e.tax_rate, i.public_id as "invoice?", i.number as invoice_number, e.created_at
           from billing_events e join customers c on c.id = e.customer_id left join invoices i on i.id = e.invoice_id
           where e.public_id = $1"#,
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub async fn open_of(tx: &mut Tx, customer: Uuid, most: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select e.id, e.public_id, c.public_id as customer, c.name as customer_name, e.kind, e.quantity, e.amount_cents, e.reference, e.description, e.occurred_on,
                  e.tax_rate, null::text as invoice, null::text as invoice_number, e.created_at
           from billing_events e join customers c on c.id = e.customer_id
           where e.customer_id = $1 and e.invoice_id is null order by e.occurred_on, e.created_at, e.id limit $2"#,
        customer,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct OpenSums {
    pub count: i64,
    pub sum: i64,
    pub first: Option<NaiveDate>,
}

pub async fn open_sums(tx: &mut Tx, customer: Uuid) -> Result<OpenSums, DbError> {
    let row = sqlx::query_as!(
        OpenSums,
        r#"select count(*) as "count!", coalesce(sum(amount_cents), 0)::bigint as "sum!", min(occurred_on) as first
           from billing_events where customer_id = $1 and invoice_id is null"#,
        customer,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}
