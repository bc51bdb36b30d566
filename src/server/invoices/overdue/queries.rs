//! SQL of what became overdue.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct Overdue {
    pub organization: Uuid,
    pub id: Uuid,
}

pub async fn newly_overdue(pool: &PgPool, at: DateTime<Utc>, most: i32) -> Result<Vec<Overdue>, DbError> {
    let rows = sqlx::query_as!(Overdue, r#"select organization_id as "organization!", id as "id!" from newly_overdue_invoices($1, $2)"#, at, most);
    Ok(rows.fetch_all(pool).await?)
}

/// `false`: another process was quicker.
pub async fn mark(tx: &mut Tx, organization: Uuid, invoice: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "insert into overdue_marks (invoice_id, organization_id, at) values ($1, $2, $3) on conflict on constraint overdue_marks_pkey do nothing",
        invoice,
        organization,
        now,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}
