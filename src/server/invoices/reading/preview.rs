//! The finished page of a draft, as the customer would get it.

use crate::domain::error::{AppError, Problem};
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::server::auth::Actor;
use crate::server::documents::render::{self, Look};
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::{find, findings};
use crate::server::state::AppState;

/// The PDF of a draft with "ENTWURF" for its number; nothing is stored.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`, `Invalid` for characters that cannot be printed.
pub async fn pdf(state: &AppState, actor: &Actor, public_id: &str) -> Result<Vec<u8>, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let content = drafts::content_of(&row)?;
    let surroundings = Surroundings::load(&mut tx, row.customer_id, row.original_id).await?;
    drop(tx);
    let kind = InvoiceKind::parse(&row.kind).unwrap_or_default();
    let invoice = surroundings.assemble(&content, kind, findings::NUMBER_PREVIEW, actor.today(state))?;
    let logo = match &surroundings.organization.logo_key {
        Some(key) => state.storage.logo(actor.organization, key).await.ok().map(Into::into),
        None => None,
    };
    let look = Look {
        lang: surroundings.customer.as_ref().map_or(Lang::De, |(customer, _)| customer.language),
        color: surroundings.organization.color.clone(),
        logo,
        hybrid_notice: row.hybrid_notice,
        portal_url: None,
    };
    render::preview(&invoice, &look).map_err(|_| AppError::field("lines", Problem::Unprintable))
}
