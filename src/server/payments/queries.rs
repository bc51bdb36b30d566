//! SQL of payments.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct NewPayment<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub invoice: Uuid,
    pub amount: i64,
    pub currency: &'a str,
    pub method: &'a str,
    pub state: &'a str,
    pub paid_on: NaiveDate,
    pub reference: Option<&'a str>,
    pub note: Option<&'a str>,
    pub created_by: Option<Uuid>,
}

pub async fn insert(tx: &mut Tx, p: &NewPayment<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into payments (id, organization_id, invoice_id, amount_cents, currency, method, state, paid_on, reference, note, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        p.id,
        p.organization,
        p.invoice,
        p.amount,
        p.currency,
        p.method,
        p.state,
        p.paid_on,
        p.reference,
        p.note,
        p.created_by,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct ConfirmationRow {
    pub amount_cents: i64,
    pub state: String,
}

/// A customer's statement that staff has not judged yet.
pub async fn unreviewed_confirmation(tx: &mut Tx, invoice: Uuid, payment: Uuid) -> Result<Option<ConfirmationRow>, DbError> {
    let row = sqlx::query_as!(
        ConfirmationRow,
        "select amount_cents, state from payments where id = $2 and invoice_id = $1 and method = 'portal_confirmation' and reviewed_at is null",
        invoice,
        payment,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Whether a confirmation that was not rejected exists.
pub async fn has_confirmation(tx: &mut Tx, invoice: Uuid) -> Result<bool, DbError> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from payments where invoice_id = $1 and method = 'portal_confirmation' and state <> 'rejected') as "found!""#,
        invoice,
    );
    Ok(found.fetch_one(&mut **tx).await?)
}

pub async fn review(tx: &mut Tx, payment: Uuid, state: &str, reviewer: Option<Uuid>, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!("update payments set state = $2, reviewed_by = $3, reviewed_at = $4 where id = $1", payment, state, reviewer, now);
    update.execute(&mut **tx).await?;
    Ok(())
}

#[derive(Debug)]
pub struct PaymentRow {
    pub id: Uuid,
    pub amount_cents: i64,
    pub method: String,
    pub state: String,
    pub paid_on: NaiveDate,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub reviewed_at: Option<DateTime<Utc>>,
}

pub async fn of_invoice(tx: &mut Tx, invoice: Uuid) -> Result<Vec<PaymentRow>, DbError> {
    let rows = sqlx::query_as!(
        PaymentRow,
        "select id, amount_cents, method, state, paid_on, reference, note, reviewed_at from payments where invoice_id = $1 order by created_at, id",
        invoice,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

/// Moves all payments that count or may still count; how many there were.
pub async fn move_to(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<u64, DbError> {
    let update = sqlx::query!("update payments set invoice_id = $2 where invoice_id = $1 and state <> 'rejected'", from, to);
    Ok(update.execute(&mut **tx).await?.rows_affected())
}
