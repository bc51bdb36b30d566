//! A draft as the customer would get it: the finished page, and the XML that the customer's software would read.

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::{AppError, Problem};
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::server::auth::Actor;
use crate::server::documents::render::{self, Look};
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::{attachments, find, findings};
use crate::server::state::AppState;

/// The PDF of a draft with "ENTWURF" for its number; nothing is stored.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`, `Invalid` for characters that cannot be printed.
pub async fn pdf(state: &AppState, actor: &Actor, public_id: &str) -> Result<Vec<u8>, AppError> {
    let (row, surroundings, invoice) = assembled(state, actor, public_id).await?;
    let logo = match &surroundings.organization.logo_key {
        Some(key) => state.storage.logo(actor.organization, key).await.ok(),
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

/// The XRechnung of a draft, in the syntax that it would be issued in, with "ENTWURF" for its number; nothing is stored.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`.
pub async fn xml(state: &AppState, actor: &Actor, public_id: &str) -> Result<Vec<u8>, AppError> {
    let (row, surroundings, mut invoice) = assembled(state, actor, public_id).await?;
    let mut tx = state.db.organization(actor.organization).await?;
    let keys = attachments::keys_of(&mut tx, row.id).await?;
    drop(tx);
    attachments::fill(state, &mut invoice, &keys).await?;
    Ok(render::xml(&invoice, surroundings.forms(&drafts::content_of(&row)?).xml))
}

async fn assembled(state: &AppState, actor: &Actor, public_id: &str) -> Result<(InvoiceRecord, Surroundings, EInvoice), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let content = drafts::content_of(&row)?;
    let surroundings = Surroundings::of(&mut tx, &row).await?;
    let kind = InvoiceKind::parse(&row.kind).unwrap_or_default();
    let invoice = surroundings.assemble(&content, kind, findings::NUMBER_PREVIEW, actor.today(state))?;
    Ok((row, surroundings, invoice))
}
