//! SQL of customers.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::customer::CustomerContent;
use crate::server::db::{DbError, Tx};

#[derive(Clone, Debug)]
pub struct CustomerRecord {
    pub id: Uuid,
    pub public_id: String,
    pub number: i32,
    pub name: String,
    pub street: Option<String>,
    pub address_extra: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: String,
    pub vat_id: Option<String>,
    pub buyer_reference: Option<String>,
    pub language: String,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub billing_contact_name: Option<String>,
    pub billing_email: Option<String>,
    pub payment_terms_days: i32,
    pub billing_tier: String,
    pub unit_rate_cents: i64,
    pub monthly_fee_cents: i64,
    pub included_units: i32,
    pub overage_rate_cents: Option<i64>,
    pub notes: Option<String>,
    pub mandate: Option<String>,
    pub debited_account: Option<String>,
    pub direct_debit: bool,
    pub xml_syntax: String,
    pub pdf_profile: String,
    pub subscription_since: Option<DateTime<Utc>>,
    pub no_dunning: bool,
    pub is_consumer: bool,
}

pub async fn by_public_id(tx: &mut Tx, public_id: &str) -> Result<Option<CustomerRecord>, DbError> {
    let row = sqlx::query_as!(
        CustomerRecord,
        "select id, public_id, number, name, street, address_extra, postcode, city, country, vat_id, buyer_reference, language, contact_name,
                contact_phone, billing_contact_name, billing_email, payment_terms_days, billing_tier, unit_rate_cents,
                monthly_fee_cents, included_units, overage_rate_cents, notes, mandate, debited_account, direct_debit, xml_syntax, pdf_profile,
                subscription_since, no_dunning, is_consumer
         from customers where public_id = $1",
        public_id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<CustomerRecord>, DbError> {
    let row = sqlx::query_as!(
        CustomerRecord,
        "select id, public_id, number, name, street, address_extra, postcode, city, country, vat_id, buyer_reference, language, contact_name,
                contact_phone, billing_contact_name, billing_email, payment_terms_days, billing_tier, unit_rate_cents,
                monthly_fee_cents, included_units, overage_rate_cents, notes, mandate, debited_account, direct_debit, xml_syntax, pdf_profile,
                subscription_since, no_dunning, is_consumer
         from customers where id = $1",
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// Many customers at once, in the order of their numbers.
pub async fn by_ids(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<CustomerRecord>, DbError> {
    let rows = sqlx::query_as!(
        CustomerRecord,
        "select id, public_id, number, name, street, address_extra, postcode, city, country, vat_id, buyer_reference, language, contact_name,
                contact_phone, billing_contact_name, billing_email, payment_terms_days, billing_tier, unit_rate_cents,
                monthly_fee_cents, included_units, overage_rate_cents, notes, mandate, debited_account, direct_debit, xml_syntax, pdf_profile,
                subscription_since, no_dunning, is_consumer
         from customers where id = any($1) order by number",
        ids,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct NewCustomer<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub public_id: &'a str,
    pub number: i32,
}

pub async fn insert(tx: &mut Tx, new: &NewCustomer<'_>, c: &CustomerContent, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into customers (id, organization_id, public_id, number, name, street, address_extra, postcode, city, country, vat_id, buyer_reference, language,
                contact_name, contact_phone, billing_contact_name, billing_email, payment_terms_days, billing_tier, unit_rate_cents,
                monthly_fee_cents, included_units, overage_rate_cents, notes, created_at, updated_at,
                mandate, debited_account, direct_debit, xml_syntax, pdf_profile, no_dunning, is_consumer)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $25, $26, $27, $28, $29, $30, $31, $32)",
        new.id,
        new.organization,
        new.public_id,
        new.number,
        c.name,
        c.street,
        c.address_extra,
        c.postcode,
        c.city,
        c.country,
        c.vat_id,
        c.buyer_reference,
        c.language.code(),
        c.contact_name,
        c.contact_phone,
        c.billing_contact_name,
        c.billing_email,
        i32::try_from(c.payment_terms_days).unwrap_or(30),
        c.billing_tier.as_str(),
        c.unit_rate.0,
        c.subscription.monthly_fee.0,
        i32::try_from(c.subscription.included_units).unwrap_or(0),
        c.subscription.overage_rate.map(|rate| rate.0),
        c.notes,
        now,
        c.mandate,
        c.debited_account,
        c.direct_debit,
        c.forms.xml.as_str(),
        c.forms.pdf.as_str(),
        c.no_dunning,
        c.is_consumer,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update(tx: &mut Tx, id: Uuid, c: &CustomerContent, now: DateTime<Utc>) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update customers set name = $2, street = $3, address_extra = $4, postcode = $5, city = $6, country = $7, vat_id = $8, buyer_reference = $9, language = $10,
                contact_name = $11, contact_phone = $12, billing_contact_name = $13, billing_email = $14, payment_terms_days = $15, billing_tier = $16,
                unit_rate_cents = $17, monthly_fee_cents = $18, included_units = $19, overage_rate_cents = $20, notes = $21, updated_at = $22,
                mandate = $23, debited_account = $24, direct_debit = $25, xml_syntax = $26, pdf_profile = $27, no_dunning = $28, is_consumer = $29
         where id = $1",
        id,
        c.name,
        c.street,
        c.address_extra,
        c.postcode,
        c.city,
        c.country,
        c.vat_id,
        c.buyer_reference,
        c.language.code(),
        c.contact_name,
        c.contact_phone,
        c.billing_contact_name,
        c.billing_email,
        i32::try_from(c.payment_terms_days).unwrap_or(30),
        c.billing_tier.as_str(),
        c.unit_rate.0,
        c.subscription.monthly_fee.0,
        i32::try_from(c.subscription.included_units).unwrap_or(0),
        c.subscription.overage_rate.map(|rate| rate.0),
        c.notes,
        now,
        c.mandate,
        c.debited_account,
        c.direct_debit,
        c.forms.xml.as_str(),
        c.forms.pdf.as_str(),
        c.no_dunning,
        c.is_consumer,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub struct Filter<'a> {
    pub text: &'a str,
    /// `name`, `number` or `open`, with a minus for descending.
    pub sort: &'a str,
    pub limit: i64,
    pub offset: i64,
    pub today: NaiveDate,
}

pub struct ListRow {
    pub public_id: String,
    pub number: i32,
    pub name: String,
    pub city: Option<String>,
    pub billing_email: Option<String>,
    pub billing_tier: String,
    pub open: i64,
    pub overdue: i64,
    pub count: i64,
    pub total: i64,
}

pub async fn list(tx: &mut Tx, filter: &Filter<'_>) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select c.public_id, c.number, c.name, c.city, c.billing_email, c.billing_tier,
                  coalesce(f.open, 0)::bigint as "open!", coalesce(f.overdue, 0)::bigint as "overdue!", coalesce(f.count, 0) as "count!", count(*) over () as "total!"
           from customers c
           left join lateral (
             select sum(open_cents) filter (where state = 'open') as open,
                    sum(open_cents) filter (where state = 'open' and due_date < $5) as overdue, count(*) filter (where state <> 'draft') as count
             from invoices i where i.customer_id = c.id) f on true
           where $1 = '' or c.name ilike '%' || $1 || '%' or c.number::text = $1 or c.city ilike $1 || '%' or c.billing_email ilike '%' || $1 || '%'
           order by case when $2 = 'open' then f.open end asc nulls first, case when $2 = '-open' then f.open end desc nulls last,
                    case when $2 = 'number' then c.number end asc, case when $2 = '-number' then c.number end desc,
                    case when $2 = '-name' then lower(c.name) end desc, lower(c.name), c.number
           limit $3 offset $4"#,
        filter.text,
        filter.sort,
        filter.limit,
        filter.offset,
        filter.today,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn count(tx: &mut Tx) -> Result<i64, DbError> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "count!" from customers"#).fetch_one(&mut **tx).await?)
}

pub struct Figures {
    pub open: i64,
    pub overdue: i64,
    pub count: i64,
    pub invoiced: i64,
}

pub async fn figures(tx: &mut Tx, customer: Uuid, today: NaiveDate) -> Result<Figures, DbError> {
    let row = sqlx::query_as!(
        Figures,
        r#"select coalesce(sum(open_cents) filter (where state = 'open'), 0)::bigint as "open!",
                  coalesce(sum(open_cents) filter (where state = 'open' and due_date < $2), 0)::bigint as "overdue!",
                  count(*) as "count!", coalesce(sum(gross_cents), 0)::bigint as "invoiced!"
           from invoices where customer_id = $1 and state <> 'draft'"#,
        customer,
        today,
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub struct ChoiceRow {
    pub public_id: String,
    pub name: String,
    pub number: i32,
    pub street: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub payment_terms_days: i32,
    pub last_invoice: Option<String>,
}

/// Customers for the editor's choice, those invoiced last first.
pub async fn choices(tx: &mut Tx, most: i64) -> Result<Vec<ChoiceRow>, DbError> {
    let rows = sqlx::query_as!(
        ChoiceRow,
        r#"select c.public_id, c.name, c.number, c.street, c.postcode, c.city, c.payment_terms_days, l.number as "last_invoice?"
           from customers c
           left join lateral (select number, issued_at from invoices i where i.customer_id = c.id and i.number is not null order by issued_at desc limit 1) l on true
           order by l.issued_at desc nulls last, lower(c.name) limit $1"#,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
