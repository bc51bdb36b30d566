//! Invoices: draft, issue, cancel, correct, share, send, list and show.

pub mod attachments;
pub mod bulk;
pub mod cancelling;
pub mod correcting;
pub mod drafts;
pub mod feed;
pub mod findings;
pub mod issuing;
pub mod numbering;
pub mod overdue;
pub mod queries;
pub mod reading;
pub mod sending;
pub mod sharing;

pub use attachments::{attach, detach};
pub use cancelling::{cancel, cancel_part, write_off};
pub use correcting::correct;
pub use drafts::{change_draft, discard, save_draft, save_line_details};
pub use issuing::{issue, issue_within};
pub use reading::{Detail, check_draft, detail, downloadable, editor, list, overview, page};
pub use sending::{mark_sent, send_email, send_within};
pub use sharing::{revoke_share_link, share};

use crate::domain::error::AppError;
use crate::server::db::Tx;
use queries::InvoiceRecord;

/// The invoice behind a public identifier, within the transaction's organization.
///
/// # Errors
/// `NotFound`.
pub async fn find(tx: &mut Tx, public_id: &str) -> Result<InvoiceRecord, AppError> {
    queries::by_public_id(tx, public_id).await?.ok_or(AppError::NotFound)
}

/// The same, locked against other changes until the transaction ends.
///
/// # Errors
/// `NotFound`.
pub async fn find_locked(tx: &mut Tx, public_id: &str) -> Result<InvoiceRecord, AppError> {
    queries::lock(tx, public_id).await?.ok_or(AppError::NotFound)?;
    find(tx, public_id).await
}
