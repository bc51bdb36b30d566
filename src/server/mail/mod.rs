//! Mail: every mail is a row first, then a job; what the mail server said about it stands in the row.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::{self, Job, work};
use crate::server::secret::new_uuid;
use crate::server::state::AppState;

mod delivery;
pub mod folder;
mod letter;
pub mod queries;
pub mod reports;
pub mod templates;
mod transport;

pub use templates::Composed;
pub use transport::Mailer;

/// What a mail is about; its words stand in [`templates`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// "Here is the link to your invoice".
    InvoicePortal,
    /// The invoice itself, PDF attached.
    Invoice,
    /// "Zahlung erhalten".
    Receipt,
    /// Dunning, of whichever level.
    Overdue,
    PasswordReset,
    /// Tells the organization that a customer says to have paid.
    PaymentConfirmation,
    /// Tells one of the organization's people of one notification.
    Notification,
    /// The same for those of a day.
    NotificationDigest,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::InvoicePortal,
        Self::Invoice,
        Self::Receipt,
        Self::Overdue,
        Self::PasswordReset,
        Self::PaymentConfirmation,
        Self::Notification,
        Self::NotificationDigest,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvoicePortal => "invoice_portal",
            Self::Invoice => "invoice",
            Self::Receipt => "receipt",
            Self::Overdue => "overdue",
            Self::PasswordReset => "password_reset",
            Self::PaymentConfirmation => "payment_confirmation",
            Self::Notification => "notification",
            Self::NotificationDigest => "notification_digest",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The customer gets the invoice by it: once accepted, the invoice counts as sent.
    #[must_use]
    pub fn sends_invoice(self) -> bool {
        matches!(self, Self::InvoicePortal | Self::Invoice)
    }

    /// It tells of notifications: that it failed must not be told by another one.
    #[must_use]
    pub fn tells_of_notifications(self) -> bool {
        matches!(self, Self::Notification | Self::NotificationDigest)
    }

    /// Its text holds a secret of a person: it is forgotten when the mail is out, and cannot be sent again.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(self, Self::PasswordReset)
    }
}

/// A mail to be written down; subject and bodies come from [`templates`].
#[derive(Clone, Debug)]
pub struct NewEmail<'a> {
    /// One of [`Kind`], or of the kinds that the database knows besides.
    pub kind: &'a str,
    /// One mail per cause and recipient: `payment_confirmation {payment}`.
    pub cause: String,
    pub invoice: Option<Uuid>,
    pub to: &'a str,
    /// Stands before `MAIL_FROM`, usually the organization's name.
    pub from_name: &'a str,
    pub reply_to: Option<&'a str>,
    pub content: Composed,
    /// The archived PDF of `invoice`; the mail waits until it is made.
    pub attach_pdf: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueOutcome {
    Queued(Uuid),
    /// There is a mail of this cause to this recipient.
    AlreadyQueued,
}

/// Writes the mail down and puts its delivery into the queue, as part of the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn queue(tx: &mut Tx, actor: &Actor, email: NewEmail<'_>, now: DateTime<Utc>) -> Result<QueueOutcome, DbError> {
    let id = new_uuid();
    if !queries::insert(tx, id, actor, &email, now).await? {
        return Ok(QueueOutcome::AlreadyQueued);
    }
    jobs::enqueue(tx, Job::SendEmail { organization: actor.organization, message: id }).await?;
    Ok(QueueOutcome::Queued(id))
}

/// Writes many mails down that wait for their PDFs: the job that makes one wakes its mail, and at `due_at` each looks by itself.
///
/// # Errors
/// When the database refuses.
pub async fn queue_many(tx: &mut Tx, actor: &Actor, emails: &[NewEmail<'_>], now: DateTime<Utc>, due_at: DateTime<Utc>) -> Result<(), DbError> {
    queries::insert_many(tx, actor, emails, now, due_at).await
}

/// One try to deliver the mail, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn send(state: &AppState, organization: Uuid, message: Uuid) -> Result<(), DbError> {
    work::attempt(state, &delivery::Delivery::new(state, organization, message)).await
}

/// "Erneut senden": the same mail once more, as a new one with its own history. While one is on its way, nothing happens.
///
/// # Errors
/// `NotFound` for a mail of somebody else or one that holds a secret, and for those who may not know of billing.
pub async fn resend(state: &AppState, actor: &Actor, message: Uuid) -> Result<(), AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let original = queries::lock_for_resend(&mut tx, message).await?.ok_or(AppError::NotFound)?;
    if Kind::parse(&original.kind).is_some_and(Kind::is_secret) {
        return Err(AppError::NotFound);
    }
    let base = original.cause.split_once("#again-").map_or(original.cause.as_str(), |(base, _)| base);
    let line = queries::line_of(&mut tx, base, &original.to_address).await?;
    if line.queued > 0 {
        return Ok(());
    }
    let id = new_uuid();
    let cause = format!("{base}#again-{}", line.total);
    if !queries::insert_again(&mut tx, message, id, &cause, actor.user_id(), now).await? {
        return Ok(());
    }
    jobs::enqueue(&mut tx, Job::SendEmail { organization: actor.organization, message: id }).await?;
    let event = Event { invoice: original.invoice_id, ..Event::new("mail.resent").detail(&original.to_address) };
    audit::record(&mut tx, actor, now, event).await?;
    Ok(tx.commit().await?)
}
