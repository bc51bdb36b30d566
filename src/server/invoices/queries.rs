//! SQL of drafts, issuing and what changes on an issued invoice.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::invoice::documents::DocumentForms;
use crate::server::db::{DbError, Tx};

/// Locks the series until the transaction ends.
pub async fn next_number(tx: &mut Tx, organization: Uuid, kind: &str, year: i32, first: i32) -> Result<i32, DbError> {
    let number = sqlx::query_scalar!(
        "insert into number_series (organization_id, kind, year, last_number) values ($1, $2, $3, $4)
         on conflict on constraint number_series_pkey do update set last_number = number_series.last_number + 1
         returning last_number",
        organization,
        kind,
        year,
        first,
    );
    Ok(number.fetch_one(&mut **tx).await?)
}

/// The last of `count` new numbers of a series that counts from 1; locks it until the transaction ends.
pub async fn next_numbers(tx: &mut Tx, organization: Uuid, kind: &str, year: i32, count: i32) -> Result<i32, DbError> {
    let number = sqlx::query_scalar!(
        "insert into number_series (organization_id, kind, year, last_number) values ($1, $2, $3, $4)
         on conflict on constraint number_series_pkey do update set last_number = number_series.last_number + $4
         returning last_number",
        organization,
        kind,
        year,
        count,
    );
    Ok(number.fetch_one(&mut **tx).await?)
}

pub async fn last_number(tx: &mut Tx, kind: &str, year: i32) -> Result<Option<i32>, DbError> {
    Ok(sqlx::query_scalar!("select last_number from number_series where kind = $1 and year = $2", kind, year).fetch_optional(&mut **tx).await?)
}

/// What verbs need of an invoice; `for update` where the verb changes it.
#[derive(Clone, Debug)]
pub struct InvoiceRecord {
    pub id: Uuid,
    pub public_id: String,
    pub customer_id: Option<Uuid>,
    pub kind: String,
    pub state: String,
    pub number: Option<String>,
    pub draft: Option<serde_json::Value>,
    pub document: Option<serde_json::Value>,
    pub tax_case: String,
    pub currency: String,
    pub buyer_name: Option<String>,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub net_cents: i64,
    pub tax_cents: i64,
    pub gross_cents: i64,
    pub payable_cents: i64,
    pub corrected_cents: i64,
    pub paid_cents: i64,
    pub open_cents: i64,
    pub original_id: Option<Uuid>,
    pub hybrid_notice: bool,
    pub discount_percent: Option<Decimal>,
    pub discount_days: Option<i32>,
    pub version: i32,
    pub issued_at: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
    pub xml_syntax: String,
    pub pdf_profile: String,
}

pub async fn by_public_id(tx: &mut Tx, public_id: &str) -> Result<Option<InvoiceRecord>, DbError> {
    let row = sqlx::query_as!(
        InvoiceRecord,
        r#"select id, public_id, customer_id, kind, state, number, draft, document, tax_case, currency, buyer_name, issue_date, due_date, net_cents, tax_cents, gross_cents,
                  payable_cents, corrected_cents, paid_cents, open_cents as "open_cents!", original_id, hybrid_notice, discount_percent, discount_days, version,
                  issued_at, sent_at, updated_at, xml_syntax, pdf_profile
           from invoices where public_id = $1"#,
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<InvoiceRecord>, DbError> {
    let row = sqlx::query_as!(
        InvoiceRecord,
        r#"select id, public_id, customer_id, kind, state, number, draft, document, tax_case, currency, buyer_name, issue_date, due_date, net_cents, tax_cents, gross_cents,
                  payable_cents, corrected_cents, paid_cents, open_cents as "open_cents!", original_id, hybrid_notice, discount_percent, discount_days, version,
                  issued_at, sent_at, updated_at, xml_syntax, pdf_profile
           from invoices where id = $1"#,
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Waits for others who change the same invoice; read it afterwards.
pub async fn lock(tx: &mut Tx, public_id: &str) -> Result<Option<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from invoices where public_id = $1 for update", public_id).fetch_optional(&mut **tx).await?)
}

/// Like [`lock`] by id.
pub async fn lock_by_id(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    sqlx::query_scalar!("select id from invoices where id = $1 for update", id).fetch_optional(&mut **tx).await?;
    Ok(())
}

/// The frozen documents that cancel parts of an invoice.
pub async fn cancellations_of(tx: &mut Tx, id: Uuid) -> Result<Vec<serde_json::Value>, DbError> {
    let documents = sqlx::query_scalar!(
        r#"select document as "document!" from invoices where original_id = $1 and kind = 'cancellation' and document is not null"#,
        id,
    );
    Ok(documents.fetch_all(&mut **tx).await?)
}

/// Columns that a draft and its issue share.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub buyer_name: Option<String>,
    pub currency: String,
    pub tax_case: String,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    pub net: i64,
    pub tax: i64,
    pub gross: i64,
    pub payable: i64,
    pub discount_percent: Option<Decimal>,
    pub discount_days: Option<i32>,
    pub hybrid_notice: bool,
    pub forms: DocumentForms,
}

pub struct NewDraft<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub public_id: &'a str,
    pub customer: Option<Uuid>,
    pub kind: &'a str,
    pub original: Option<Uuid>,
    pub created_by: Option<Uuid>,
}

pub async fn insert_draft(tx: &mut Tx, new: &NewDraft<'_>, draft: &serde_json::Value, f: &Figures, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoices (id, organization_id, public_id, customer_id, kind, draft, tax_case, currency, buyer_name, issue_date, due_date, service_start, service_end,
                net_cents, tax_cents, gross_cents, payable_cents, original_id, hybrid_notice, discount_percent, discount_days, created_by, created_at, updated_at,
                xml_syntax, pdf_profile)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $23, $24, $25)",
        new.id,
        new.organization,
        new.public_id,
        new.customer,
        new.kind,
        draft,
        f.tax_case,
        f.currency,
        f.buyer_name,
        f.issue_date,
        f.due_date,
        f.service_start,
        f.service_end,
        f.net,
        f.tax,
        f.gross,
        f.payable,
        new.original,
        f.hybrid_notice,
        f.discount_percent,
        f.discount_days,
        new.created_by,
        now,
        f.forms.xml.as_str(),
        f.forms.pdf.as_str(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update_draft(
    tx: &mut Tx,
    id: Uuid,
    customer: Option<Uuid>,
    kind: &str,
    draft: &serde_json::Value,
    f: &Figures,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update invoices set customer_id = $2, draft = $3, tax_case = $4, currency = $5, buyer_name = $6, issue_date = $7, due_date = $8, service_start = $9, service_end = $10,
                net_cents = $11, tax_cents = $12, gross_cents = $13, payable_cents = $14, hybrid_notice = $15, discount_percent = $16, discount_days = $17,
                version = version + 1, updated_at = $18, kind = $19, xml_syntax = $20, pdf_profile = $21
         where id = $1 and state = 'draft'",
        id,
        customer,
        draft,
        f.tax_case,
        f.currency,
        f.buyer_name,
        f.issue_date,
        f.due_date,
        f.service_start,
        f.service_end,
        f.net,
        f.tax,
        f.gross,
        f.payable,
        f.hybrid_notice,
        f.discount_percent,
        f.discount_days,
        now,
        kind,
        f.forms.xml.as_str(),
        f.forms.pdf.as_str(),
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn delete_draft(tx: &mut Tx, id: Uuid) -> Result<(), DbError> {
    sqlx::query!("delete from invoices where id = $1 and state = 'draft'", id).execute(&mut **tx).await?;
    Ok(())
}

/// A row of `invoice_lines`.
pub struct LineRow<'a> {
    pub position: i32,
    pub name: &'a str,
    pub quantity: Decimal,
    pub unit: &'a str,
    pub price: Decimal,
    pub category: &'a str,
    pub rate: Option<Decimal>,
    pub net: i64,
}

/// All lines in one statement.
pub async fn insert_lines(tx: &mut Tx, organization: Uuid, invoice: Uuid, lines: &[LineRow<'_>]) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoice_lines (invoice_id, organization_id, position, name, quantity, unit, price, tax_category, tax_rate, net_cents)
         select $1, $2, l.position, l.name, l.quantity, l.unit, l.price, l.category, l.rate, l.net
         from unnest($3::integer[], $4::text[], $5::numeric[], $6::text[], $7::numeric[], $8::text[], $9::numeric[], $10::bigint[])
              as l (position, name, quantity, unit, price, category, rate, net)",
        invoice,
        organization,
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

/// A group of the VAT breakdown (BG-23); amounts in cents.
pub struct TaxRow<'a> {
    pub position: i32,
    pub category: &'a str,
    pub rate: Option<Decimal>,
    pub taxable: i64,
    pub tax: i64,
}

pub async fn insert_tax(tx: &mut Tx, organization: Uuid, invoice: Uuid, group: &TaxRow<'_>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into invoice_taxes (invoice_id, organization_id, position, category, rate, taxable_cents, tax_cents) values ($1, $2, $3, $4, $5, $6, $7)",
        invoice,
        organization,
        group.position,
        group.category,
        group.rate,
        group.taxable,
        group.tax,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// The moment in which a draft becomes an invoice.
pub struct Issued<'a> {
    pub id: Uuid,
    pub state: &'a str,
    pub number: &'a str,
    pub document: &'a serde_json::Value,
}

pub async fn mark_issued(tx: &mut Tx, issued: &Issued<'_>, f: &Figures, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update invoices set state = $2, number = $3, document = $4, draft = null, buyer_name = $5, issue_date = $6, due_date = $7, service_start = $8, service_end = $9,
                net_cents = $10, tax_cents = $11, gross_cents = $12, payable_cents = $13, hybrid_notice = $14, issued_at = $15::timestamptz, updated_at = $15::timestamptz,
                paid_at = case when $2 = 'paid' then $15::timestamptz end, xml_syntax = $16, pdf_profile = $17
         where id = $1 and state = 'draft'",
        issued.id,
        issued.state,
        issued.number,
        issued.document,
        f.buyer_name,
        f.issue_date,
        f.due_date,
        f.service_start,
        f.service_end,
        f.net,
        f.tax,
        f.gross,
        f.payable,
        f.hybrid_notice,
        now,
        f.forms.xml.as_str(),
        f.forms.pdf.as_str(),
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

/// State and balance, which is all that may change on an issued invoice.
pub async fn update_balance(tx: &mut Tx, id: Uuid, state: &str, corrected: i64, paid: i64, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update invoices set state = $2, corrected_cents = $3, paid_cents = $4, updated_at = $5,
                paid_at = case when $2 = 'paid' then coalesce(paid_at, $5::timestamptz) end
         where id = $1",
        id,
        state,
        corrected,
        paid,
        now,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn mark_sent(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!("update invoices set sent_at = $2, updated_at = $2 where id = $1 and sent_at is null", id, now);
    Ok(update.execute(&mut **tx).await?.rows_affected() > 0)
}
