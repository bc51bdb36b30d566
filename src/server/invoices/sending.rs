//! Handing an invoice to the customer: by mail with its link, or noted as sent by other means.

use serde::Serialize;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::invoice::InvoiceKind;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::find_locked;
use crate::server::invoices::queries::{self, InvoiceRecord};
use crate::server::invoices::sharing::{self, SharedLink};
use crate::server::mail::templates::{self, InvoiceFigures, InvoiceMail};
use crate::server::mail::{self, Composed, NewEmail, QueueOutcome};
use crate::server::organizations::queries::OrganizationRow;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};
use crate::server::{customers, organizations, secret};

/// The dialog "Per E-Mail senden" as typed.
#[derive(Clone, Debug, Default)]
pub struct SendForm {
    pub to_email: String,
    /// Empty: the usual subject.
    pub subject: String,
    pub message: String,
    pub attach_pdf: bool,
}

/// A queued mail and the link in it.
#[derive(Clone, Debug, Serialize)]
pub struct Sending {
    pub portal_url: String,
    pub token: String,
}

/// Queues the mail with the invoice's link, which is made where there is none.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`, `Invalid`.
pub async fn send_email(state: &AppState, actor: &Actor, public_id: &str, form: &SendForm) -> Result<Sending, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let sending = send_within(state, actor, &mut tx, public_id, form).await?;
    tx.commit().await?;
    Ok(sending)
}

/// The same as part of the caller's transaction.
///
/// # Errors
/// Those of [`send_email`].
pub async fn send_within(state: &AppState, actor: &Actor, tx: &mut Tx, public_id: &str, form: &SendForm) -> Result<Sending, AppError> {
    let row = find_locked(tx, public_id).await?;
    let cause = format!("invoice {} {}", row.id, secret::new_uuid());
    Ok(send_for_cause(state, actor, tx, &row, form, cause).await?.sending)
}

/// What became of a mail that is to be sent once for its cause.
pub struct Queued {
    pub sending: Sending,
    /// `None`: there was one of this cause to this recipient.
    pub message: Option<Uuid>,
}

/// The same for a locked invoice: a second mail for the same cause to the same recipient is not sent.
///
/// # Errors
/// Those of [`send_email`].
pub async fn send_for_cause(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    row: &InvoiceRecord,
    form: &SendForm,
    cause: String,
) -> Result<Queued, AppError> {
    let (to, subject, message) = parse(form)?;
    let (link, content, organization) = composed(state, actor, tx, row, form, subject.as_deref(), message.as_deref()).await?;
    let now = state.clock.now();
    let email = NewEmail {
        kind: if form.attach_pdf { "invoice" } else { "invoice_portal" },
        cause,
        invoice: Some(row.id),
        to: &to,
        from_name: &organization.name,
        reply_to: organization.contact_email.as_deref(),
        content,
        attach_pdf: form.attach_pdf,
    };
    let queued = mail::queue(tx, actor, email, now).await?;
    let sending = Sending { portal_url: link.url, token: link.token };
    let QueueOutcome::Queued(id) = queued else { return Ok(Queued { sending, message: None }) };
    let event = Event::new("mail.queued").invoice(row.id).customer(row.customer_id);
    audit::record(tx, actor, now, event).await?;
    Ok(Queued { sending, message: Some(id) })
}

/// The link, which is made where there is none, and the mail's words around it.
async fn composed(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    row: &InvoiceRecord,
    form: &SendForm,
    subject: Option<&str>,
    message: Option<&str>,
) -> Result<(SharedLink, Composed, OrganizationRow), AppError> {
    let link = sharing::ensure(state, actor, tx, row).await?;
    let organization = organizations::queries::organization(tx).await?;
    let customer = customers::of_invoice(tx, row.customer_id).await?;
    let lang = customers::lang_of(customer.as_ref());
    let original = match row.original_id {
        Some(id) => queries::by_id(tx, id).await?.and_then(|original| original.number),
        None => None,
    };
    let greeting = customer.as_ref().and_then(|c| c.billing_contact_name.clone().or_else(|| c.contact_name.clone()));
    let words = InvoiceMail {
        lang,
        organization: &organization.name,
        color: organization.color.as_deref(),
        number: row.number.as_deref().unwrap_or_default(),
        kind: InvoiceKind::parse(&row.kind).unwrap_or_default(),
        original: original.as_deref(),
        buyer_contact: greeting.as_deref(),
        amount: Cents(row.open_cents),
        currency: Currency::parse(&row.currency).unwrap_or_default(),
        due_date: row.due_date,
        portal_url: &link.url,
        subject,
        message,
        hybrid_notice: row.hybrid_notice,
    };
    let content = if form.attach_pdf { templates::invoice(&words, &figures(row)) } else { templates::invoice_portal(&words) };
    Ok((link, content, organization))
}

fn figures(row: &InvoiceRecord) -> InvoiceFigures {
    InvoiceFigures {
        issue_date: row.issue_date.unwrap_or_default(),
        net: Cents(row.net_cents),
        tax: Cents(row.tax_cents),
        gross: Cents(row.gross_cents),
    }
}

type Parsed = (String, Option<String>, Option<String>);

fn parse(form: &SendForm) -> Result<Parsed, AppError> {
    let mut problems = Problems::default();
    let to = problems.take("to_email", text::email(&form.to_email).and_then(|to| to.ok_or(Problem::Required)));
    let subject = problems.take("subject", text::line(&form.subject, 200));
    let message = problems.take("message", text::block(&form.message, 4_000));
    problems.finish((to, subject, message))
}

/// It was sent by other means: printed, or through another program.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`.
pub async fn mark_sent(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row: InvoiceRecord = find_locked(&mut tx, public_id).await?;
    if row.state == "draft" {
        return Err(AppError::Conflict(Conflict::StillADraft));
    }
    let now = state.clock.now();
    if queries::mark_sent(&mut tx, row.id, now).await? {
        audit::record(&mut tx, actor, now, Event::new("invoice.marked_sent").invoice(row.id).customer(row.customer_id)).await?;
        webhooks::announce(&mut tx, Topic::InvoiceSent, Subject::Invoice(row.id), now).await?;
    }
    tx.commit().await?;
    Ok(())
}
