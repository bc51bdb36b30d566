//! One invoice or draft with all that belongs to it, for programs.

use uuid::Uuid;

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::attachment::AttachmentEntry;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::invoice::view::{GateFinding, ShareState};
use crate::domain::invoice::{InvoiceKind, StatusLabel};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::reading::page::facts;
use crate::server::invoices::reading::queries::{self, DocumentRow};
use crate::server::invoices::{attachments, find, findings, sharing};
use crate::server::payments::queries::PaymentRow;
use crate::server::portal::queries::ChainRow;
use crate::server::state::AppState;
use crate::server::{customers, payments, portal};

#[derive(Debug)]
pub struct Detail {
    pub row: InvoiceRecord,
    /// Public identifier of the customer.
    pub customer: Option<String>,
    pub status: StatusLabel,
    /// As issued, or as the draft would be issued now.
    pub document: EInvoice,
    pub draft: Option<DraftContent>,
    pub attachments: Vec<AttachmentEntry>,
    /// Of a draft.
    pub findings: Vec<GateFinding>,
    pub payments: Vec<PaymentRow>,
    pub documents: Vec<DocumentRow>,
    /// Oldest first; empty when nothing was corrected.
    pub chain: Vec<ChainRow>,
    pub share: Option<ShareState>,
}

/// # Errors
/// `NotFound`.
pub async fn detail(state: &AppState, actor: &Actor, public_id: &str) -> Result<Detail, AppError> {
    actor.require_billing()?;
    portal::visits::settle(state).await;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let customer = match row.customer_id {
        Some(id) => customers::queries::by_id(&mut tx, id).await?.map(|customer| customer.public_id),
        None => None,
    };
    let payments = payments::queries::of_invoice(&mut tx, row.id).await?;
    let chain = portal::queries::chain(&mut tx, row.id).await?;
    let (document, draft) = content(state, actor, &mut tx, &row).await?;
    let findings = if draft.is_some() { findings::of(&document, customer.as_deref(), actor.lang()) } else { Vec::new() };
    Ok(Detail {
        status: facts(&row, &payments, actor.today(state)).label(),
        documents: queries::documents_of(&mut tx, row.id).await?,
        share: sharing::state_of(state, &mut tx, row.id).await?,
        attachments: attachments::entries(&mut tx, row.id).await?,
        chain: if chain.len() > 1 { chain } else { Vec::new() },
        row,
        customer,
        document,
        draft,
        findings,
        payments,
    })
}

async fn content(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord) -> Result<(EInvoice, Option<DraftContent>), AppError> {
    if let Some(document) = row.document.clone() {
        return Ok((serde_json::from_value(document).map_err(|_| AppError::Unavailable)?, None));
    }
    let draft = drafts::content_of(row)?;
    let kind = InvoiceKind::parse(&row.kind).unwrap_or_default();
    let document = Surroundings::of(tx, row).await?.assemble(&draft, kind, findings::NUMBER_PREVIEW, actor.today(state))?;
    Ok((document, Some(draft)))
}

/// The invoice whose documents the actor may have.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`.
pub async fn downloadable(state: &AppState, actor: &Actor, public_id: &str) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    if row.document.is_some() { Ok(row.id) } else { Err(AppError::Conflict(Conflict::StillADraft)) }
}
