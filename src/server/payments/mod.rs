//! Money that came in, or that a customer says was sent.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::invoice::view::PaymentMethod;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::{self, NumberFormat};
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::{self, find_locked};
use crate::server::secret;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

pub mod queries;

/// The dialog "Zahlung erfassen" as typed.
#[derive(Clone, Debug, Default)]
pub struct PaymentForm {
    /// Empty: today.
    pub date: String,
    /// Empty: all that is open.
    pub amount: String,
    pub method: String,
    pub reference: String,
    pub note: String,
}

struct Parsed {
    date: Option<NaiveDate>,
    amount: Option<Cents>,
    method: PaymentMethod,
    reference: Option<String>,
    note: Option<String>,
}

impl PaymentForm {
    fn parse(&self, format: NumberFormat, today: NaiveDate) -> Result<Parsed, AppError> {
        let mut problems = Problems::default();
        let amount = problems.take("amount", text::decimal(&self.amount, format, 2));
        let amount = amount.map(|amount| Cents::from_decimal(amount).unwrap_or_default());
        if amount.is_some_and(|amount| !amount.is_positive() || amount.0 > 100_000_000_000) {
            problems.add("amount", Problem::OutOfRange);
        }
        let date = problems.take("date", text::day(&self.date));
        if date.is_some_and(|date| date > today) {
            problems.add("date", Problem::OutOfRange);
        }
        let method = if self.method.is_empty() { Some(PaymentMethod::BankTransfer) } else { PaymentMethod::parse(&self.method) };
        let method = method.filter(|method| *method != PaymentMethod::PortalConfirmation);
        if method.is_none() {
            problems.add("method", Problem::NotAChoice);
        }
        let reference = problems.take("reference", text::line(&self.reference, 140));
        let note = problems.take("note", text::block(&self.note, 1_000));
        problems.finish(Parsed { date, amount, method: method.unwrap_or(PaymentMethod::Other), reference, note })
    }
}

/// Records money that came in; an invoice with nothing left open is paid.
///
/// # Errors
/// `NotFound`, `Invalid`, `Conflict(StillADraft)`, `Conflict(AlreadyPaid)`, `Conflict(Closed)`.
pub async fn record(state: &AppState, actor: &Actor, public_id: &str, form: &PaymentForm, lang: Option<Lang>) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    require_payable(&row)?;
    let parsed = form.parse(lang.map_or(NumberFormat::Machine, NumberFormat::Of), today)?;
    let new = queries::NewPayment {
        id: secret::new_uuid(),
        organization: actor.organization,
        invoice: row.id,
        amount: parsed.amount.unwrap_or(Cents(row.open_cents)).0,
        currency: &row.currency,
        method: parsed.method.as_str(),
        state: "settled",
        paid_on: parsed.date.unwrap_or(today),
        reference: parsed.reference.as_deref(),
        note: parsed.note.as_deref(),
        created_by: actor.user_id(),
    };
    queries::insert(&mut tx, &new, state.clock.now()).await?;
    settle(state, actor, &mut tx, &row, new.id, Cents(new.amount)).await?;
    tx.commit().await?;
    Ok(new.id)
}

/// Whether money can still come in for it.
///
/// # Errors
/// The conflict that says why not.
pub fn require_payable(row: &InvoiceRecord) -> Result<(), AppError> {
    match row.state.as_str() {
        "open" | "uncollectible" if row.open_cents > 0 => Ok(()),
        "draft" => Err(AppError::Conflict(Conflict::StillADraft)),
        "paid" | "open" => Err(AppError::Conflict(Conflict::AlreadyPaid)),
        _ => Err(AppError::Conflict(Conflict::Closed)),
    }
}

/// Counts settled money into the balance and notes it down.
pub async fn settle(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord, payment: Uuid, amount: Cents) -> Result<(), AppError> {
    let now = state.clock.now();
    let paid = row.paid_cents + amount.0;
    let is_settled = row.payable_cents + row.corrected_cents - paid <= 0;
    let new_state = if is_settled { "paid" } else { row.state.as_str() };
    invoices::queries::update_balance(tx, row.id, new_state, row.corrected_cents, paid, now).await?;
    let detail = row.number.as_deref().unwrap_or_default();
    let event = |name| Event::new(name).invoice(row.id).customer(row.customer_id).detail(detail).amount(amount);
    audit::record(tx, actor, now, event("payment.recorded")).await?;
    webhooks::announce(tx, Topic::PaymentRecorded, Subject::Payment(payment), now).await?;
    if is_settled {
        audit::record(tx, actor, now, event("invoice.paid")).await?;
        webhooks::announce(tx, Topic::InvoicePaid, Subject::Invoice(row.id), now).await?;
    }
    Ok(())
}

/// Money for an invoice that was cancelled to be corrected counts for the corrected one.
pub async fn carry_over(state: &AppState, actor: &Actor, tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), AppError> {
    let now = state.clock.now();
    invoices::queries::lock_by_id(tx, from).await?;
    let (old, new) = (row_of(tx, from).await?, row_of(tx, to).await?);
    if queries::move_to(tx, from, to).await? == 0 {
        return Ok(());
    }
    let open = new.payable_cents + new.corrected_cents - old.paid_cents;
    let new_state = if open <= 0 { "paid" } else { new.state.as_str() };
    invoices::queries::update_balance(tx, old.id, &old.state, old.corrected_cents, 0, now).await?;
    invoices::queries::update_balance(tx, new.id, new_state, new.corrected_cents, old.paid_cents, now).await?;
    let detail = old.number.as_deref().unwrap_or_default();
    let event = Event::new("payment.carried_over").invoice(new.id).customer(new.customer_id).detail(detail).amount(Cents(old.paid_cents));
    audit::record(tx, actor, now, event).await?;
    if new_state == "paid" && new.state != "paid" {
        webhooks::announce(tx, Topic::InvoicePaid, Subject::Invoice(new.id), now).await?;
    }
    Ok(())
}

async fn row_of(tx: &mut Tx, id: Uuid) -> Result<InvoiceRecord, AppError> {
    invoices::queries::by_id(tx, id).await?.ok_or(AppError::NotFound)
}

/// What staff says to a customer's statement that it has paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Accept,
    Reject,
}

/// Accepts or rejects a customer's confirmation; rejecting one that counted reopens the invoice.
///
/// # Errors
/// `NotFound` where there is no such confirmation, or it was judged before; the conflicts of [`require_payable`] where money that
/// has not been counted would be too much: it came in otherwise, or the invoice was cancelled meanwhile.
pub async fn review(state: &AppState, actor: &Actor, public_id: &str, payment: &str, decision: Decision) -> Result<(), AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    let payment: Uuid = payment.parse().map_err(|_| AppError::NotFound)?;
    let confirmation = queries::unreviewed_confirmation(&mut tx, row.id, payment).await?.ok_or(AppError::NotFound)?;
    let amount = Cents(confirmation.amount_cents);
    let counted = confirmation.state == "settled";
    if decision == Decision::Accept && !counted {
        require_payable(&row)?;
    }
    let new_state = if decision == Decision::Accept { "settled" } else { "rejected" };
    queries::review(&mut tx, payment, new_state, actor.user_id(), now).await?;
    match (decision, counted) {
        (Decision::Accept, false) => settle(state, actor, &mut tx, &row, payment, amount).await?,
        (Decision::Accept, true) => {}
        (Decision::Reject, counted) => reject(state, actor, &mut tx, &row, if counted { amount } else { Cents::ZERO }).await?,
    }
    let (name, topic) = match decision {
        Decision::Accept => ("payment.accepted", Topic::PaymentAccepted),
        Decision::Reject => ("payment.rejected", Topic::PaymentRejected),
    };
    audit::record(&mut tx, actor, now, Event::new(name).invoice(row.id).customer(row.customer_id).amount(amount)).await?;
    webhooks::announce(&mut tx, topic, Subject::Payment(payment), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the money that never came out of the balance again.
async fn reject(state: &AppState, actor: &Actor, tx: &mut Tx, row: &InvoiceRecord, counted: Cents) -> Result<(), AppError> {
    let paid = row.paid_cents - counted.0;
    let open = row.payable_cents + row.corrected_cents - paid;
    let reopened = row.state == "paid" && open > 0;
    let new_state = if reopened { "open" } else { row.state.as_str() };
    invoices::queries::update_balance(tx, row.id, new_state, row.corrected_cents, paid, state.clock.now()).await?;
    if reopened {
        audit::record(tx, actor, state.clock.now(), Event::new("invoice.reopened").invoice(row.id).customer(row.customer_id)).await?;
    }
    Ok(())
}
