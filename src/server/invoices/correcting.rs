//! Correcting an issued invoice: what is left of it is cancelled, and a draft like it opens that names it (type 384 when issued).

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::AppError;
use crate::domain::invoice::documents::DocumentForms;
use crate::domain::invoice::draft::{DraftContent, TaxCase};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::customers;
use crate::server::db::Tx;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::{attachments, cancelling, drafts, find_locked};
use crate::server::state::AppState;

/// Cancels the rest of an issued invoice and returns the public identifier of the draft that corrects it.
///
/// # Errors
/// Those of [`cancelling::cancel`]: a draft is still to be changed itself, and a void invoice cannot be corrected.
pub async fn correct(state: &AppState, actor: &Actor, public_id: &str, reason: &str) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let original = find_locked(&mut tx, public_id).await?;
    let document = cancelling::cancellable(&original)?;
    cancelling::cancel_locked(state, actor, &mut tx, &original, reason, &[]).await?;
    let content = content_of(&mut tx, &original, &document).await?;
    let draft = drafts::insert(state, actor, &mut tx, Some(original.id), original.customer_id, &content).await?;
    let row = find_locked(&mut tx, &draft).await?;
    attachments::carry_over(state, actor, &mut tx, original.id, row.id).await?;
    let event = Event::new("invoice.correction_begun").invoice(original.id).customer(original.customer_id);
    audit::record(&mut tx, actor, state.clock.now(), event).await?;
    tx.commit().await?;
    Ok(draft)
}

/// What the original says. A reference that is the customer's own is left to the customer, where it may be what was wrong.
///
/// # Errors
/// When the database refuses.
pub async fn content_of(tx: &mut Tx, original: &InvoiceRecord, document: &EInvoice) -> Result<DraftContent, AppError> {
    let usual = customers::of_invoice(tx, original.customer_id).await?.and_then(|customer| customer.buyer_reference);
    let forms = DocumentForms::of(&original.xml_syntax, &original.pdf_profile);
    let mut copy = DraftContent::copy_of(document, TaxCase::parse(&original.tax_case).unwrap_or_default());
    if original.original_id.is_some() && !copy.preceding.is_empty() {
        // The invoice that this one corrected itself; the correction names the one that it corrects now.
        copy.preceding.remove(0);
    }
    // Reckoned from another sum: the issue gate asks for it anew.
    copy.tax.amount = None;
    Ok(DraftContent {
        xml_syntax: Some(forms.xml),
        pdf_profile: Some(forms.pdf),
        discount_percent: original.discount_percent,
        discount_days: original.discount_days.and_then(|days| u32::try_from(days).ok()),
        buyer_reference: copy.buyer_reference.clone().filter(|reference| Some(reference) != usual.as_ref()),
        ..copy
    })
}
