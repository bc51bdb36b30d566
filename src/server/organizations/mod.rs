//! The organization's own data: settings, logo, numbering.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::organization::{
    ApiKeyEntry, BankContent, BankForm, CompanyContent, CompanyForm, NumberingForm, PortalContent, PortalForm, Settings,
};
use crate::domain::portal::ConfirmationMode;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::documents::pdf::{Logo, LogoError};
use crate::server::invoices::numbering::{self, Series};
use crate::server::state::AppState;

pub mod queries;

/// The largest logo, in bytes.
pub const LOGO_LIMIT: usize = 512 * 1024;

/// Where a stored logo is served from; the key is the hash of its bytes, so the address never changes its content.
#[must_use]
pub fn logo_url(key: &str) -> String {
    format!("/logos/{key}")
}

/// An organization of this installation.
#[derive(Clone, Debug)]
pub struct Tenant {
    pub id: Uuid,
    pub name: String,
    pub time_zone: String,
}

/// All organizations, for commands that work for each of them.
///
/// # Errors
/// When the database is away.
pub async fn all(state: &AppState) -> Result<Vec<Tenant>, AppError> {
    let mut tenants = Vec::new();
    for id in queries::ids(state.db.pool()).await? {
        let mut tx = state.db.organization(id).await?;
        let (name, time_zone) = queries::name_and_zone(&mut tx).await?;
        tenants.push(Tenant { id, name, time_zone });
    }
    Ok(tenants)
}

/// All that the settings pages show.
///
/// # Errors
/// `NotFound` for those who may not see it.
pub async fn settings(state: &AppState, actor: &Actor) -> Result<Settings, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::organization(&mut tx).await?;
    let next = numbering::peek(&mut tx, Series::Invoice, &row.invoice_format, today).await?;
    let keys = queries::api_keys(&mut tx).await?;
    Ok(Settings {
        company: company(&row),
        bank: bank(&row),
        portal: PortalContent {
            color: row.color,
            payment_confirmation: ConfirmationMode::parse(&row.payment_confirmation).unwrap_or_default(),
            link_days: row.link_days.and_then(|days| u32::try_from(days).ok()),
            mail_on_confirmation: row.mail_on_confirmation,
        },
        numbering: NumberingForm { invoice_format: row.invoice_format, cancellation_format: row.cancellation_format },
        next_invoice_number: next,
        logo_url: row.logo_key.as_deref().map(logo_url),
        api_keys: keys.into_iter().map(api_key_entry).collect(),
    })
}

pub(crate) fn company(row: &queries::OrganizationRow) -> CompanyContent {
    let row = row.clone();
    CompanyContent {
        name: row.name,
        street: row.street,
        address_extra: row.address_extra,
        postcode: row.postcode,
        city: row.city,
        country: row.country,
        vat_id: row.vat_id,
        tax_number: row.tax_number,
        registration: row.registration,
        legal_information: row.legal_information,
        contact_name: row.contact_name,
        contact_phone: row.contact_phone,
        contact_email: row.contact_email,
        small_business: row.small_business,
        imprint_url: row.imprint_url,
        privacy_url: row.privacy_url,
    }
}

/// The accounts that stand on invoices.
pub(crate) fn bank(row: &queries::OrganizationRow) -> BankContent {
    BankContent {
        account_name: row.account_name.clone(),
        iban: row.iban.clone(),
        bic: row.bic.clone(),
        creditor_id: row.creditor_id.clone(),
        more: serde_json::from_value(row.more_accounts.clone()).unwrap_or_default(),
    }
}

fn api_key_entry(row: queries::ApiKeyRow) -> ApiKeyEntry {
    ApiKeyEntry { id: row.id.to_string(), name: row.name, prefix: row.prefix, created_at: row.created_at, last_used_at: row.last_used_at }
}

/// # Errors
/// `Invalid`.
pub async fn save_company(state: &AppState, actor: &Actor, form: &CompanyForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let content = form.parse()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_company(&mut tx, &content).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.company_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// `Invalid`.
pub async fn save_bank(state: &AppState, actor: &Actor, form: &BankForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let content = form.parse()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_bank(&mut tx, &content).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.bank_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// `Invalid`.
pub async fn save_portal(state: &AppState, actor: &Actor, form: &PortalForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let content = form.parse()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_portal(&mut tx, &content).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.portal_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// `Invalid` for a format without a counter, or with what no file name can carry.
pub async fn save_numbering(state: &AppState, actor: &Actor, form: &NumberingForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut problems = crate::domain::error::Problems::default();
    let invoice = problems.take("invoice_format", numbering::check_format(&form.invoice_format));
    let cancellation = problems.take("cancellation_format", numbering::check_format(&form.cancellation_format));
    if !invoice.is_empty() && invoice == cancellation {
        problems.add("cancellation_format", Problem::NotAChoice);
    }
    problems.finish(())?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_numbering(&mut tx, &invoice, &cancellation).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.numbering_changed").detail(&invoice)).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a PNG or JPEG that can stand on the documents; what it is, is read from its bytes.
///
/// # Errors
/// `Invalid` for other files and those above [`LOGO_LIMIT`].
pub async fn save_logo(state: &AppState, actor: &Actor, bytes: Vec<u8>) -> Result<(), AppError> {
    actor.require_billing()?;
    if bytes.len() > LOGO_LIMIT {
        return Err(AppError::field("logo", Problem::FileTooLarge(512)));
    }
    let kind = image_type(&bytes).ok_or_else(|| AppError::field("logo", Problem::NotAnImage))?;
    let bytes = printable(bytes).await?;
    let key = hex::encode(Sha256::digest(&bytes));
    state.storage.put_logo(actor.organization, &key, bytes).await?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_logo(&mut tx, Some(&key), Some(kind)).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.logo_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// `Unavailable`.
pub async fn remove_logo(state: &AppState, actor: &Actor) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_logo(&mut tx, None, None).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("settings.logo_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// The logo's bytes and type by its key, which only its own pages know.
///
/// # Errors
/// `NotFound`.
pub async fn logo(state: &AppState, key: &str) -> Result<(Vec<u8>, String), AppError> {
    if key.len() != 64 || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(AppError::NotFound);
    }
    let row = queries::logo_by_key(state.db.pool(), key).await?.ok_or(AppError::NotFound)?;
    let bytes = state.storage.logo(row.organization_id, key).await?;
    Ok((bytes, row.logo_type))
}

/// The same bytes, once the PDF's own reader could read them. Unpacking pixels is work for the processor.
async fn printable(bytes: Vec<u8>) -> Result<Vec<u8>, AppError> {
    let judged = tokio::task::spawn_blocking(move || Logo::read(&bytes).map(|_| bytes)).await.map_err(|_| AppError::Unavailable)?;
    judged.map_err(|error| {
        let problem = match error {
            LogoError::Format | LogoError::Damaged => Problem::NotAnImage,
            LogoError::TooLarge => Problem::TooManyPixels,
            LogoError::Unsupported => Problem::UnsuitableImage,
        };
        AppError::field("logo", problem)
    })
}

/// PNG or JPEG by its first bytes; both can stand in a PDF, and neither can carry a script.
fn image_type(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        None
    }
}
