//! SQL that writes many issued invoices, one statement for each table.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

/// Id, customer and public identifier of each.
pub async fn insert_drafts(
    tx: &mut Tx,
    organization: Uuid,
    created_by: Option<Uuid>,
    drafts: &[(Uuid, Uuid, &str)],
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoices (id, organization_id, public_id, customer_id, kind, draft, created_by, created_at, updated_at)
         select d.id, $1, d.public_id, d.customer, 'invoice', '{}', $2, $3, $3 from unnest($4::uuid[], $5::uuid[], $6::text[]) as d (id, customer, public_id)",
        organization,
        created_by,
        now,
        &drafts.iter().map(|d| d.0).collect::<Vec<_>>(),
        &drafts.iter().map(|d| d.1).collect::<Vec<_>>(),
        &drafts.iter().map(|d| d.2.to_owned()).collect::<Vec<_>>(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// A row of `invoice_lines`.
pub struct Line<'a> {
    pub invoice: Uuid,
    pub position: i32,
    pub name: &'a str,
    pub quantity: Decimal,
    pub unit: &'a str,
    pub price: Decimal,
    pub category: &'a str,
    pub rate: Option<Decimal>,
    pub net: i64,
}

pub async fn insert_lines(tx: &mut Tx, organization: Uuid, lines: &[Line<'_>]) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoice_lines (organization_id, invoice_id, position, name, quantity, unit, price, tax_category, tax_rate, net_cents)
         select $1, l.invoice, l.position, l.name, l.quantity, l.unit, l.price, l.category, l.rate, l.net
         from unnest($2::uuid[], $3::integer[], $4::text[], $5::numeric[], $6::text[], $7::numeric[], $8::text[], $9::numeric[], $10::bigint[])
              as l (invoice, position, name, quantity, unit, price, category, rate, net)",
        organization,
        &lines.iter().map(|l| l.invoice).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.position).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.name.to_owned()).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.quantity).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.unit.to_owned()).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.price).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.category.to_owned()).collect::<Vec<_>>(),
        &lines.iter().map(|l| l.rate).collect::<Vec<_>>() as &[Option<Decimal>],
        &lines.iter().map(|l| l.net).collect::<Vec<_>>(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// A row of `invoice_taxes`.
pub struct Tax<'a> {
    pub invoice: Uuid,
    pub position: i32,
    pub category: &'a str,
    pub rate: Option<Decimal>,
    pub taxable: i64,
    pub tax: i64,
}

pub async fn insert_taxes(tx: &mut Tx, organization: Uuid, taxes: &[Tax<'_>]) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoice_taxes (organization_id, invoice_id, position, category, rate, taxable_cents, tax_cents)
         select $1, t.invoice, t.position, t.category, t.rate, t.taxable, t.tax
         from unnest($2::uuid[], $3::integer[], $4::text[], $5::numeric[], $6::bigint[], $7::bigint[]) as t (invoice, position, category, rate, taxable, tax)",
        organization,
        &taxes.iter().map(|t| t.invoice).collect::<Vec<_>>(),
        &taxes.iter().map(|t| t.position).collect::<Vec<_>>(),
        &taxes.iter().map(|t| t.category.to_owned()).collect::<Vec<_>>(),
        &taxes.iter().map(|t| t.rate).collect::<Vec<_>>() as &[Option<Decimal>],
        &taxes.iter().map(|t| t.taxable).collect::<Vec<_>>(),
        &taxes.iter().map(|t| t.tax).collect::<Vec<_>>(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// The moment in which the drafts become invoices; how many did.
pub async fn mark_issued(tx: &mut Tx, rows: &serde_json::Value, now: DateTime<Utc>) -> Result<u64, DbError> {
    let update = sqlx::query!(
        "update invoices i
         set state = x.state, number = x.number, document = x.document, draft = null, tax_case = x.tax_case, currency = x.currency, buyer_name = x.buyer_name,
             issue_date = x.issue_date, due_date = x.due_date, service_start = x.service_start, service_end = x.service_end, net_cents = x.net, tax_cents = x.tax,
             gross_cents = x.gross, payable_cents = x.payable, hybrid_notice = x.hybrid_notice, xml_syntax = x.xml_syntax, pdf_profile = x.pdf_profile,
             issued_at = $2::timestamptz, updated_at = $2::timestamptz,
             paid_at = case when x.state = 'paid' then $2::timestamptz end
         from jsonb_to_recordset($1::jsonb) as x (id uuid, state text, number text, document jsonb, tax_case text, currency text, buyer_name text, issue_date date,
              due_date date, service_start date, service_end date, net bigint, tax bigint, gross bigint, payable bigint, hybrid_notice boolean, xml_syntax text, pdf_profile text)
         where i.id = x.id and i.state = 'draft'",
        rows,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected())
}

pub struct NewLink {
    pub id: Uuid,
    pub invoice: Uuid,
    pub token_hash: Vec<u8>,
    pub token_cipher: Vec<u8>,
    pub token: String,
}

pub async fn insert_links(
    tx: &mut Tx,
    organization: Uuid,
    created_by: Option<Uuid>,
    links: &[NewLink],
    expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into share_links (id, organization_id, invoice_id, token_hash, token_cipher, expires_at, created_by, created_at)
         select l.id, $1, l.invoice, l.token_hash, l.token_cipher, $2, $3, $4
         from unnest($5::uuid[], $6::uuid[], $7::bytea[], $8::bytea[]) as l (id, invoice, token_hash, token_cipher)",
        organization,
        expires_at,
        created_by,
        now,
        &links.iter().map(|l| l.id).collect::<Vec<_>>(),
        &links.iter().map(|l| l.invoice).collect::<Vec<_>>(),
        &links.iter().map(|l| l.token_hash.clone()).collect::<Vec<_>>(),
        &links.iter().map(|l| l.token_cipher.clone()).collect::<Vec<_>>(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}
