//! SQL of the events that are billed.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::money::Cents;
use crate::domain::usage::EventContent;
use crate::server::db::{DbError, Tx};

/// An event that no invoice has yet.
pub struct OpenEvent {
    pub id: Uuid,
    pub customer: Uuid,
    pub content: EventContent,
}

struct Row {
    id: Uuid,
    customer_id: Uuid,
    kind: String,
    quantity: Decimal,
    amount_cents: Option<i64>,
    reference: Option<String>,
    description: Option<String>,
    occurred_on: NaiveDate,
    tax_rate: Decimal,
}

impl From<Row> for OpenEvent {
    fn from(row: Row) -> Self {
        let content = EventContent {
            kind: row.kind,
            quantity: row.quantity,
            amount: row.amount_cents.map(Cents),
            reference: row.reference,
            description: row.description,
            occurred_on: row.occurred_on,
            tax_rate: row.tax_rate,
        };
        Self { id: row.id, customer: row.customer_id, content }
    }
}

/// The open events of these customers, oldest first, locked until the transaction ends.
pub async fn lock(tx: &mut Tx, customers: &[Uuid], from: Option<NaiveDate>, until: NaiveDate) -> Result<Vec<OpenEvent>, DbError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, customer_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate from billing_events
         where customer_id = any($1) and invoice_id is null and occurred_on <= $3 and ($2::date is null or occurred_on >= $2)
         order by customer_id, occurred_on, created_at, id for update",
        customers,
        from,
        until,
    );
    Ok(rows.fetch_all(&mut **tx).await?.into_iter().map(OpenEvent::from).collect())
}

/// The same without a lock, for those who only look.
pub async fn look(tx: &mut Tx, customers: &[Uuid], from: Option<NaiveDate>, until: NaiveDate) -> Result<Vec<OpenEvent>, DbError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, customer_id, kind, quantity, amount_cents, reference, description, occurred_on, tax_rate from billing_events
         where customer_id = any($1) and invoice_id is null and occurred_on <= $3 and ($2::date is null or occurred_on >= $2)
         order by customer_id, occurred_on, created_at, id",
        customers,
        from,
        until,
    );
    Ok(rows.fetch_all(&mut **tx).await?.into_iter().map(OpenEvent::from).collect())
}

/// Writes the invoice into each event; how many were open. The database refuses those that have one.
pub async fn mark_billed(tx: &mut Tx, marks: &[(Uuid, Uuid)], now: DateTime<Utc>) -> Result<usize, DbError> {
    let update = sqlx::query!(
        "update billing_events e set invoice_id = m.invoice, billed_at = $1 from unnest($2::uuid[], $3::uuid[]) as m (event, invoice) where e.id = m.event",
        now,
        &marks.iter().map(|mark| mark.0).collect::<Vec<_>>(),
        &marks.iter().map(|mark| mark.1).collect::<Vec<_>>(),
    );
    Ok(usize::try_from(update.execute(&mut **tx).await?.rows_affected()).unwrap_or(usize::MAX))
}
