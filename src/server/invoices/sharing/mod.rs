//! The one live link of an invoice: made with it, copied again, made anew, revoked.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::invoice::view::ShareState;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::find_locked;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::state::AppState;
use crate::server::{organizations, secret};

pub mod queries;

/// A link as the API answers it; the token is a UUID of version 4.
#[derive(Clone, Debug, Serialize)]
pub struct SharedLink {
    pub token: String,
    pub url: String,
    pub expires_at: Option<DateTime<Utc>>,
}

/// How long a new link lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lifetime {
    /// As the organization has set it.
    #[default]
    Usual,
    Days(u32),
    Forever,
}

/// Makes the link or a new one; the old token is dead at once.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`, `Invalid` for a lifetime beyond ten years.
pub async fn share(state: &AppState, actor: &Actor, public_id: &str, lifetime: Lifetime) -> Result<SharedLink, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    let link = replace(state, actor, &mut tx, &row, lifetime).await?;
    tx.commit().await?;
    Ok(link)
}

/// The link of the invoice, which lives at least as long from now on as a new one; a new one where it has none.
pub(crate) async fn ensure(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord) -> Result<SharedLink, AppError> {
    let link = queries::link_of(tx, row.id).await?;
    let Some((token, expires_at)) = link.and_then(|link| Some((state.cipher.decrypt(&link.token_cipher)?, link.expires_at))) else {
        return replace(state, actor, tx, row, Lifetime::Usual).await;
    };
    let usual = expiry(state, tx, Lifetime::Usual).await?;
    let expires_at = expires_at.zip(usual).map(|(now_until, then_until)| now_until.max(then_until));
    queries::prolong(tx, row.id, expires_at).await?;
    Ok(SharedLink { url: url(state, &token), token, expires_at })
}

async fn replace(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord, lifetime: Lifetime) -> Result<SharedLink, AppError> {
    if row.state == "draft" {
        return Err(AppError::Conflict(Conflict::StillADraft));
    }
    let link = make(state, actor, tx, row.id, lifetime).await?;
    let event = Event::new("invoice.shared").invoice(row.id).customer(row.customer_id);
    audit::record(tx, actor, state.clock.now(), event).await?;
    Ok(link)
}

/// A new link of an issued invoice; the old one, if any, is dead.
pub(super) async fn make(state: &AppState, actor: &Actor, tx: &mut Tx, invoice: Uuid, lifetime: Lifetime) -> Result<SharedLink, AppError> {
    let expires_at = expiry(state, tx, lifetime).await?;
    let token = secret::new_uuid().to_string();
    let new = queries::NewLink {
        id: secret::new_uuid(),
        organization: actor.organization,
        invoice,
        token_hash: &secret::token_hash(&token),
        token_cipher: &state.cipher.encrypt(&token).map_err(|_| AppError::Unavailable)?,
        expires_at,
        created_by: actor.user_id(),
    };
    queries::replace_link(tx, &new, state.clock.now()).await?;
    Ok(SharedLink { url: url(state, &token), token, expires_at })
}

async fn expiry(state: &AppState, tx: &mut Tx, lifetime: Lifetime) -> Result<Option<DateTime<Utc>>, AppError> {
    let days = match lifetime {
        Lifetime::Usual => organizations::queries::organization(tx).await?.link_days.and_then(|days| u32::try_from(days).ok()),
        Lifetime::Days(days @ 1..=3650) => Some(days),
        Lifetime::Days(_) => return Err(AppError::field("days", Problem::OutOfRange)),
        Lifetime::Forever => None,
    };
    Ok(days.map(|days| state.clock.now() + TimeDelta::days(i64::from(days))))
}

/// The link is dead at once.
///
/// # Errors
/// `NotFound` where there is no link.
pub async fn revoke_share_link(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    if !queries::delete_link(&mut tx, row.id).await? {
        return Err(AppError::NotFound);
    }
    audit::record(&mut tx, actor, state.clock.now(), Event::new("invoice.link_revoked").invoice(row.id).customer(row.customer_id)).await?;
    tx.commit().await?;
    Ok(())
}

/// What the share dialog shows.
pub(crate) async fn state_of(state: &AppState, tx: &mut Tx, invoice: Uuid) -> Result<Option<ShareState>, AppError> {
    let Some(link) = queries::link_of(tx, invoice).await? else { return Ok(None) };
    let Some(token) = state.cipher.decrypt(&link.token_cipher) else { return Ok(None) };
    Ok(Some(ShareState {
        url: url(state, &token),
        expires_at: link.expires_at,
        expired: link.expires_at.is_some_and(|at| at <= state.clock.now()),
        access_count: u32::try_from(link.access_count).unwrap_or(0),
    }))
}

/// The address of the portal page behind an encrypted token.
#[must_use]
pub fn url_of(state: &AppState, token_cipher: &[u8]) -> Option<String> {
    state.cipher.decrypt(token_cipher).map(|token| url(state, &token))
}

pub(super) fn url(state: &AppState, token: &str) -> String {
    format!("{}/portal/{token}", state.config.public_url)
}
