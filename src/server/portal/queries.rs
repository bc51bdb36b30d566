//! SQL of the portal page.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct LinkRow {
    pub organization_id: Uuid,
    pub invoice_id: Uuid,
    pub expires_at: Option<DateTime<Utc>>,
    pub time_zone: String,
}

pub async fn share_link_by_token(pool: &PgPool, hash: &[u8]) -> Result<Option<LinkRow>, DbError> {
    let row = sqlx::query_as!(
        LinkRow,
        r#"select organization_id as "organization_id!", invoice_id as "invoice_id!", expires_at, time_zone as "time_zone!" from share_link_by_token($1)"#,
        hash,
    );
    Ok(row.fetch_optional(pool).await?)
}

/// Openings of one link; the three lists are equally long.
#[derive(Debug)]
pub struct NewViews<'a> {
    pub organization: Uuid,
    pub invoice: Uuid,
    pub token_hash: &'a [u8],
    pub times: &'a [DateTime<Utc>],
    pub clients: &'a [String],
    pub phones: &'a [bool],
}

/// Counts visits and keeps their records in one statement; how many the link has now, if it still lives.
pub async fn count_views(tx: &mut Tx, new: &NewViews<'_>) -> Result<Option<i32>, DbError> {
    let count = sqlx::query_scalar!(
        "with views as (
           insert into share_link_views (organization_id, invoice_id, viewed_at, client, is_phone)
           select $1, $2, * from unnest($3::timestamptz[], $4::text[], $5::boolean[])
         )
         update share_links set access_count = access_count + cardinality($3::timestamptz[]) where token_hash = $6 returning access_count",
        new.organization,
        new.invoice,
        new.times,
        new.clients,
        new.phones,
        new.token_hash,
    );
    Ok(count.fetch_optional(&mut **tx).await?)
}

#[derive(Debug)]
pub struct ChainRow {
    pub id: Uuid,
    pub public_id: String,
    pub number: String,
    pub kind: String,
    pub issue_date: NaiveDate,
    pub gross_cents: i64,
}

/// The first invoice and all that corrects it and its corrections, oldest first; one row where nothing was corrected.
pub async fn chain(tx: &mut Tx, invoice: Uuid) -> Result<Vec<ChainRow>, DbError> {
    let rows = sqlx::query_as!(
        ChainRow,
        r#"with recursive back as (
             select id, original_id from invoices where id = $1
             union select i.id, i.original_id from invoices i join back on i.id = back.original_id
           ), forth as (
             select id from back where original_id is null
             union select i.id from invoices i join forth on i.original_id = forth.id
           )
           select i.id as "id!", i.public_id as "public_id!", i.number as "number!", i.kind as "kind!", i.issue_date as "issue_date!", i.gross_cents as "gross_cents!"
           from invoices i join forth on forth.id = i.id where i.number is not null order by i.issued_at, i.number"#,
        invoice,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn documents_ready(tx: &mut Tx, invoice: Uuid) -> Result<bool, DbError> {
    let count = sqlx::query_scalar!(r#"select count(*) as "count!" from invoice_documents where invoice_id = $1"#, invoice);
    Ok(count.fetch_one(&mut **tx).await? >= 2)
}
