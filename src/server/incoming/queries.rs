//! SQL of the received invoices.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};
use crate::server::incoming::judging::Judged;

pub struct NewIncoming<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub received_at: DateTime<Utc>,
    pub storage_key: &'a str,
    pub file_name: &'a str,
    pub content_type: &'a str,
    pub sha256: &'a [u8],
    pub size: i64,
}

/// `false` where another upload of the same file was faster.
pub async fn insert(tx: &mut Tx, row: &NewIncoming<'_>, judged: &Judged) -> Result<bool, DbError> {
    let reasons = serde_json::to_value(&judged.reasons).unwrap_or_default();
    let insert = sqlx::query!(
        "insert into incoming_invoices (id, organization_id, received_at, storage_key, file_name, content_type, sha256, size, seller_name, seller_vat_id, number, type_code,
                                        issue_date, currency, gross_cents, format_judgement, rules_judgement, content_judgement, reasons)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
         on conflict on constraint incoming_invoices_sha256_key do nothing",
        row.id,
        row.organization,
        row.received_at,
        row.storage_key,
        row.file_name,
        row.content_type,
        row.sha256,
        row.size,
        judged.seller_name,
        judged.seller_vat_id,
        judged.number,
        judged.type_code,
        judged.issue_date,
        judged.currency,
        judged.gross.map(|gross| gross.0),
        judged.verdict.format.as_str(),
        judged.verdict.rules.as_str(),
        judged.verdict.content.as_str(),
        reasons,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}

pub async fn by_hash(tx: &mut Tx, sha256: &[u8]) -> Result<Option<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from incoming_invoices where sha256 = $1", sha256).fetch_optional(&mut **tx).await?)
}

#[derive(Debug)]
pub struct ListRow {
    pub id: Uuid,
    pub received_at: DateTime<Utc>,
    pub seller_name: String,
    pub number: String,
    pub issue_date: Option<NaiveDate>,
    pub currency: String,
    pub gross_cents: Option<i64>,
    pub format_judgement: String,
    pub rules_judgement: String,
    pub content_judgement: String,
    pub is_duplicate: bool,
}

pub async fn list(tx: &mut Tx, text: &str, limit: i64, offset: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select i.id, i.received_at, i.seller_name, i.number, i.issue_date, i.currency, i.gross_cents, i.format_judgement, i.rules_judgement, i.content_judgement,
                  is_repeated(i) as "is_duplicate!"
           from incoming_invoices i
           where $1 = '' or i.seller_name ilike '%' || $1 || '%' or i.number ilike '%' || $1 || '%'
           order by i.received_at desc, i.id desc limit $2 offset $3"#,
        text,
        limit,
        offset,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn count(tx: &mut Tx, text: &str) -> Result<i64, DbError> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from incoming_invoices where $1 = '' or seller_name ilike '%' || $1 || '%' or number ilike '%' || $1 || '%'"#,
        text
    );
    Ok(count.fetch_one(&mut **tx).await?)
}

#[derive(Debug)]
pub struct IncomingRecord {
    pub row: ListRow,
    pub storage_key: String,
    pub file_name: String,
    pub content_type: String,
    pub sha256: Vec<u8>,
    pub size: i64,
    pub reasons: serde_json::Value,
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<IncomingRecord>, DbError> {
    let row = sqlx::query!(
        r#"select i.*, is_repeated(i) as "is_duplicate!"
           from incoming_invoices i where i.id = $1"#,
        id
    );
    Ok(row.fetch_optional(&mut **tx).await?.map(|row| IncomingRecord {
        row: ListRow {
            id: row.id,
            received_at: row.received_at,
            seller_name: row.seller_name,
            number: row.number,
            issue_date: row.issue_date,
            currency: row.currency,
            gross_cents: row.gross_cents,
            format_judgement: row.format_judgement,
            rules_judgement: row.rules_judgement,
            content_judgement: row.content_judgement,
            is_duplicate: row.is_duplicate,
        },
        storage_key: row.storage_key,
        file_name: row.file_name,
        content_type: row.content_type,
        sha256: row.sha256,
        size: row.size,
        reasons: row.reasons,
    }))
}

pub struct TwinRow {
    pub id: Uuid,
    pub received_at: DateTime<Utc>,
    pub file_name: String,
}

/// Other files with the number of this one from the same seller, oldest first.
pub async fn twins(tx: &mut Tx, id: Uuid) -> Result<Vec<TwinRow>, DbError> {
    let rows = sqlx::query_as!(
        TwinRow,
        "select o.id, o.received_at, o.file_name from incoming_invoices i
         join incoming_invoices o on o.number = i.number and o.number <> '' and o.id <> i.id
           and (o.seller_vat_id = i.seller_vat_id or lower(o.seller_name) = lower(i.seller_name))
         where i.id = $1 order by o.received_at, o.id limit 20",
        id,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
