//! SQL of the organization's settings.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::domain::organization::{BankContent, CompanyContent, PortalContent};
use crate::server::db::{DbError, Tx};

#[derive(Clone, Debug)]
pub struct OrganizationRow {
    pub name: String,
    pub street: Option<String>,
    pub address_extra: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: String,
    pub vat_id: Option<String>,
    pub tax_number: Option<String>,
    pub registration: Option<String>,
    pub legal_information: Option<String>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub small_business: bool,
    pub imprint_url: Option<String>,
    pub privacy_url: Option<String>,
    pub account_name: Option<String>,
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub creditor_id: Option<String>,
    pub more_accounts: serde_json::Value,
    pub color: Option<String>,
    pub logo_key: Option<String>,
    pub payment_confirmation: String,
    pub link_days: Option<i32>,
    pub mail_on_confirmation: bool,
    pub invoice_format: String,
    pub cancellation_format: String,
}

/// The organization of the transaction.
pub async fn organization(tx: &mut Tx) -> Result<OrganizationRow, DbError> {
    let row = sqlx::query_as!(
        OrganizationRow,
        "select name, street, address_extra, postcode, city, country, vat_id, tax_number, registration, legal_information,
                contact_name, contact_phone, contact_email, small_business, imprint_url, privacy_url, account_name, iban, bic,
                creditor_id, more_accounts, color, logo_key, payment_confirmation, link_days, mail_on_confirmation, invoice_format, cancellation_format
         from organizations",
    );
    Ok(row.fetch_one(&mut **tx).await?)
}

pub async fn ids(pool: &PgPool) -> Result<Vec<Uuid>, DbError> {
    Ok(sqlx::query_scalar!(r#"select id as "id!" from organization_ids() as id order by 1"#).fetch_all(pool).await?)
}

pub async fn name_and_zone(tx: &mut Tx) -> Result<(String, String), DbError> {
    let row = sqlx::query!("select name, time_zone from organizations").fetch_one(&mut **tx).await?;
    Ok((row.name, row.time_zone))
}

pub struct ApiKeyRow {
    pub id: Uuid,
    pub name: String,
    pub prefix: String,
    pub created_at: DateTime<Utc>,
    pub last_used_at: Option<DateTime<Utc>>,
}

pub async fn api_keys(tx: &mut Tx) -> Result<Vec<ApiKeyRow>, DbError> {
    let rows = sqlx::query_as!(
        ApiKeyRow,
        "select id, name, prefix, created_at, last_used_at from api_keys where revoked_at is null order by created_at desc"
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn update_company(tx: &mut Tx, c: &CompanyContent) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update organizations set name = $1, street = $2, address_extra = $3, postcode = $4, city = $5, country = $6, vat_id = $7, tax_number = $8,
                registration = $9, legal_information = $10, contact_name = $11, contact_phone = $12, contact_email = $13, small_business = $14,
                imprint_url = $15, privacy_url = $16",
        c.name,
        c.street,
        c.address_extra,
        c.postcode,
        c.city,
        c.country,
        c.vat_id,
        c.tax_number,
        c.registration,
        c.legal_information,
        c.contact_name,
        c.contact_phone,
        c.contact_email,
        c.small_business,
        c.imprint_url,
        c.privacy_url,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update_bank(tx: &mut Tx, c: &BankContent) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update organizations set account_name = $1, iban = $2, bic = $3, creditor_id = $4, more_accounts = $5",
        c.account_name,
        c.iban,
        c.bic,
        c.creditor_id,
        serde_json::to_value(&c.more).unwrap_or_default(),
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update_portal(tx: &mut Tx, c: &PortalContent) -> Result<(), DbError> {
    let update = sqlx::query!(
        "update organizations set color = $1, payment_confirmation = $2, link_days = $3, mail_on_confirmation = $4",
        c.color,
        c.payment_confirmation.as_str(),
        c.link_days.and_then(|days| i32::try_from(days).ok()),
        c.mail_on_confirmation,
    );
    update.execute(&mut **tx).await?;
    Ok(())
}

pub async fn update_numbering(tx: &mut Tx, invoice_format: &str, cancellation_format: &str) -> Result<(), DbError> {
    sqlx::query!("update organizations set invoice_format = $1, cancellation_format = $2", invoice_format, cancellation_format)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn update_logo(tx: &mut Tx, key: Option<&str>, kind: Option<&str>) -> Result<(), DbError> {
    sqlx::query!("update organizations set logo_key = $1, logo_type = $2", key, kind).execute(&mut **tx).await?;
    Ok(())
}

pub struct LogoRow {
    pub organization_id: Uuid,
    pub logo_type: String,
}

/// Which organization a logo belongs to; the key is a hash that only its pages name.
pub async fn logo_by_key(pool: &PgPool, key: &str) -> Result<Option<LogoRow>, DbError> {
    let row = sqlx::query_as!(LogoRow, r#"select organization_id as "organization_id!", logo_type as "logo_type!" from logo_by_key($1)"#, key);
    Ok(row.fetch_optional(pool).await?)
}
