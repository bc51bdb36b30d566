//! SQL of share links.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct LinkRow {
    pub token_cipher: Vec<u8>,
    pub expires_at: Option<DateTime<Utc>>,
    pub access_count: i32,
}

pub async fn link_of(tx: &mut Tx, invoice: Uuid) -> Result<Option<LinkRow>, DbError> {
    let row = sqlx::query_as!(LinkRow, "select token_cipher, expires_at, access_count from share_links where invoice_id = $1", invoice);
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub struct NewLink<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub invoice: Uuid,
    pub token_hash: &'a [u8],
    pub token_cipher: &'a [u8],
    pub expires_at: Option<DateTime<Utc>>,
    pub created_by: Option<Uuid>,
}

pub async fn replace_link(tx: &mut Tx, new: &NewLink<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let replace = sqlx::query!(
        "insert into share_links (id, organization_id, invoice_id, token_hash, token_cipher, expires_at, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict on constraint share_links_invoice_key do update
         set id = excluded.id, token_hash = excluded.token_hash, token_cipher = excluded.token_cipher, expires_at = excluded.expires_at,
             access_count = 0, created_by = excluded.created_by, created_at = excluded.created_at",
        new.id,
        new.organization,
        new.invoice,
        new.token_hash,
        new.token_cipher,
        new.expires_at,
        new.created_by,
        now,
    );
    replace.execute(&mut **tx).await?;
    Ok(())
}

pub async fn prolong(tx: &mut Tx, invoice: Uuid, expires_at: Option<DateTime<Utc>>) -> Result<(), DbError> {
    sqlx::query!("update share_links set expires_at = $2 where invoice_id = $1", invoice, expires_at).execute(&mut **tx).await?;
    Ok(())
}

pub async fn delete_link(tx: &mut Tx, invoice: Uuid) -> Result<bool, DbError> {
    Ok(sqlx::query!("delete from share_links where invoice_id = $1", invoice).execute(&mut **tx).await?.rows_affected() > 0)
}
