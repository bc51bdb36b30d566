//! Attachments of a draft: kept under the hash of their content, frozen with the invoice, carried over to its correction.

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::einvoice::model::{AttachedFile, Attachment, EInvoice};
use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::invoice::attachment::{self, AttachmentEntry, AttachmentForm, FILE, FILE_LIMIT, MOST, TOTAL_LIMIT};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::{find, find_locked};
use crate::server::secret;
use crate::server::state::AppState;
use crate::server::storage::StorageError;

pub mod queries;

use queries::AttachmentRow;

/// A file as it came, with the name that its sender gave it.
#[derive(Clone, Debug)]
pub struct GivenFile {
    pub name: String,
    pub bytes: Bytes,
}

/// Adds a file or a link to a draft; returns its identifier.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`, `Invalid` for files that an invoice cannot carry.
pub async fn attach(state: &AppState, actor: &Actor, public_id: &str, form: &AttachmentForm, file: Option<GivenFile>) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = draft(&mut tx, public_id).await?;
    let there = queries::of_invoice(&mut tx, invoice.id).await?;
    let name = file.as_ref().map(|file| attachment::safe_name(&file.name));
    let content = form.parse(name.as_deref())?;
    let mut row = AttachmentRow {
        id: secret::new_uuid(),
        position: there.iter().map(|row| row.position).max().unwrap_or(0) + 1,
        reference: content.reference,
        description: content.description,
        location: content.location,
        file_name: None,
        mime: None,
        storage_key: None,
        size: None,
    };
    if there.len() >= MOST {
        return Err(AppError::field(FILE, Problem::OutOfRange));
    }
    if let (Some(file), Some(name)) = (file, name) {
        row.mime = Some(accept(&there, &name, &file.bytes)?.to_owned());
        row.size = i64::try_from(file.bytes.len()).ok();
        let hash = hex::encode(Sha256::digest(&file.bytes));
        row.storage_key = Some(state.storage.keep_attachment(actor.organization, &hash, file.bytes).await?);
        row.file_name = Some(name);
    }
    let now = state.clock.now();
    queries::insert(&mut tx, actor.organization, invoice.id, &row, now).await?;
    audit::record(&mut tx, actor, now, Event::new("invoice.attached").invoice(invoice.id).detail(&row.reference)).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// The kind of a file that may come beside those that are there.
fn accept(there: &[AttachmentRow], name: &str, bytes: &[u8]) -> Result<&'static str, AppError> {
    let wrong = |problem| AppError::field(FILE, problem);
    let limit = |bytes: usize| Problem::FileTooLarge(u32::try_from(bytes / 1024).unwrap_or(u32::MAX));
    let kept: i64 = there.iter().filter_map(|row| row.size).sum();
    if bytes.is_empty() {
        return Err(wrong(Problem::Required));
    }
    if bytes.len() > FILE_LIMIT {
        return Err(wrong(limit(FILE_LIMIT)));
    }
    if usize::try_from(kept).unwrap_or(usize::MAX).saturating_add(bytes.len()) > TOTAL_LIMIT {
        return Err(wrong(limit(TOTAL_LIMIT)));
    }
    // BR-DE-22.
    if there.iter().any(|row| row.file_name.as_deref() == Some(name)) {
        return Err(AppError::field("file_name", Problem::NotAChoice));
    }
    attachment::kind_of(name, bytes).map_err(wrong)
}

/// Takes an attachment off a draft.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`.
pub async fn detach(state: &AppState, actor: &Actor, public_id: &str, attachment: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = draft(&mut tx, public_id).await?;
    let attachment: Uuid = attachment.parse().map_err(|_| AppError::NotFound)?;
    if !queries::delete(&mut tx, invoice.id, attachment).await? {
        return Err(AppError::NotFound);
    }
    audit::record(&mut tx, actor, state.clock.now(), Event::new("invoice.detached").invoice(invoice.id)).await?;
    tx.commit().await?;
    Ok(())
}

async fn draft(tx: &mut Tx, public_id: &str) -> Result<InvoiceRecord, AppError> {
    let row = find_locked(tx, public_id).await?;
    if row.state == "draft" { Ok(row) } else { Err(AppError::Conflict(Conflict::NotADraft)) }
}

/// What is attached to a draft or an invoice.
///
/// # Errors
/// `NotFound`.
pub async fn list(state: &AppState, actor: &Actor, public_id: &str) -> Result<Vec<AttachmentEntry>, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = find(&mut tx, public_id).await?;
    entries(&mut tx, invoice.id).await
}

/// The same within the transaction of the caller.
///
/// # Errors
/// When the database refuses.
pub async fn entries(tx: &mut Tx, invoice: Uuid) -> Result<Vec<AttachmentEntry>, AppError> {
    Ok(queries::of_invoice(tx, invoice).await?.into_iter().map(entry).collect())
}

fn entry(row: AttachmentRow) -> AttachmentEntry {
    AttachmentEntry {
        id: row.id.to_string(),
        reference: row.reference,
        description: row.description,
        location: row.location,
        file_name: row.file_name,
        mime: row.mime,
        size: row.size,
    }
}

/// BG-24 without the content of the files, which is read from the storage only where a document is made ([`fill`]).
///
/// # Errors
/// When the database refuses.
pub async fn of_invoice(tx: &mut Tx, invoice: Uuid) -> Result<Vec<Attachment>, DbError> {
    Ok(queries::of_invoice(tx, invoice).await?.into_iter().map(model).collect())
}

fn model(row: AttachmentRow) -> Attachment {
    let content = row.file_name.zip(row.mime).map(|(file_name, mime)| AttachedFile { bytes: Vec::new(), mime, file_name });
    Attachment { reference: row.reference, description: row.description, location: row.location, content }
}

/// The keys of the files in their order; empty places are links.
///
/// # Errors
/// When the database refuses.
pub async fn keys_of(tx: &mut Tx, invoice: Uuid) -> Result<Vec<Option<String>>, DbError> {
    Ok(queries::of_invoice(tx, invoice).await?.into_iter().map(|row| row.storage_key).collect())
}

/// Puts the content of the files into an invoice.
///
/// # Errors
/// When the storage is away.
pub async fn fill(state: &AppState, invoice: &mut EInvoice, keys: &[Option<String>]) -> Result<(), StorageError> {
    for (attachment, key) in invoice.attachments.iter_mut().zip(keys) {
        if let (Some(file), Some(key)) = (&mut attachment.content, key) {
            file.bytes = state.storage.document(key).await?.to_vec();
        }
    }
    Ok(())
}

/// Attaches to a new draft what an invoice has.
///
/// # Errors
/// When the database refuses.
pub async fn carry_over(state: &AppState, actor: &Actor, tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), AppError> {
    for row in queries::of_invoice(tx, from).await? {
        let copy = AttachmentRow { id: secret::new_uuid(), ..row };
        queries::insert(tx, actor.organization, to, &copy, state.clock.now()).await?;
    }
    Ok(())
}
