//! SQL of the attachments of drafts and invoices.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

#[derive(Clone, Debug)]
pub struct AttachmentRow {
    pub id: Uuid,
    pub position: i32,
    pub reference: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub file_name: Option<String>,
    pub mime: Option<String>,
    pub storage_key: Option<String>,
    pub size: Option<i64>,
}

/// In their order on the invoice.
pub async fn of_invoice(tx: &mut Tx, invoice: Uuid) -> Result<Vec<AttachmentRow>, DbError> {
    let rows = sqlx::query_as!(
        AttachmentRow,
        "select id, position, reference, description, location, file_name, mime, storage_key, size
         from invoice_attachments where invoice_id = $1 order by position",
        invoice,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn insert(tx: &mut Tx, organization: Uuid, invoice: Uuid, row: &AttachmentRow, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoice_attachments (id, organization_id, invoice_id, position, reference, description, location, file_name, mime, storage_key, size, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.id,
        organization,
        invoice,
        row.position,
        row.reference,
        row.description,
        row.location,
        row.file_name,
        row.mime,
        row.storage_key,
        row.size,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// Whether there was one.
pub async fn delete(tx: &mut Tx, invoice: Uuid, attachment: Uuid) -> Result<bool, DbError> {
    let delete = sqlx::query!("delete from invoice_attachments where invoice_id = $1 and id = $2", invoice, attachment);
    Ok(delete.execute(&mut **tx).await?.rows_affected() == 1)
}
