//! Taking an invoice back: a cancellation with its own number and a reference, or writing it off.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::einvoice::arithmetic;
use crate::domain::einvoice::model::{EInvoice, Note, PaymentMeans, PrecedingInvoice, TypeCode};
use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::money::Cents;
use crate::domain::text;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::find_locked;
use crate::server::invoices::issuing::freeze;
use crate::server::invoices::numbering::{self, Series};
use crate::server::invoices::queries::{self, Figures, InvoiceRecord, NewDraft};
use crate::server::state::AppState;
use crate::server::{organizations, secret};

/// So much of one line of the original is taken back.
#[derive(Clone, Debug)]
pub struct CancelledLine {
    /// BT-126 of the original's line.
    pub line: String,
    pub quantity: Decimal,
}

/// Makes the cancellation of an issued invoice, of everything or of the given quantities; returns its public identifier.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`, `Conflict(Closed)` for a void invoice or a cancellation itself, `Invalid` for quantities
/// that the original does not have, `Conflict(NothingToCancel)` when it would go below zero.
pub async fn cancel(state: &AppState, actor: &Actor, public_id: &str, reason: &str, lines: &[CancelledLine]) -> Result<String, AppError> {
    actor.require_billing()?;
    let reason = text::line(reason, 500).map_err(|problem| AppError::field("reason", problem))?;
    let mut tx = state.db.organization(actor.organization).await?;
    let original = find_locked(&mut tx, public_id).await?;
    let document = cancellable(&original)?;
    let today = actor.today(state);
    let mut cancellation = taken_back(&document, lines)?;
    describe(&mut cancellation, &document, today, reason.as_deref());
    arithmetic::compute(&mut cancellation).map_err(|_| AppError::field("lines", Problem::OutOfRange))?;
    let gross = Cents::from_decimal(cancellation.totals.gross).unwrap_or_default();
    if !gross.is_positive() || gross.0 > original.gross_cents + original.corrected_cents {
        return Err(AppError::Conflict(Conflict::NothingToCancel));
    }
    let organization = organizations::queries::organization(&mut tx).await?;
    cancellation.number = numbering::draw(&mut tx, actor.organization, Series::Cancellation, &organization.cancellation_format, today).await?;
    let id = insert(state, actor, &mut tx, &original, &cancellation).await?;
    apply(state, &mut tx, &original, gross).await?;
    let event = Event::new("invoice.cancelled").invoice(original.id).customer(original.customer_id).detail(&cancellation.number).amount(-gross);
    audit::record(&mut tx, actor, state.clock.now(), event).await?;
    tx.commit().await?;
    Ok(id)
}

fn cancellable(original: &InvoiceRecord) -> Result<EInvoice, AppError> {
    let document = original.document.clone().ok_or(AppError::Conflict(Conflict::StillADraft))?;
    if original.kind == "cancellation" || original.state == "void" {
        return Err(AppError::Conflict(Conflict::Closed));
    }
    serde_json::from_value(document).map_err(|_| AppError::Unavailable)
}

/// The original's lines, or the given part of them. Document allowances go back only with everything.
fn taken_back(document: &EInvoice, lines: &[CancelledLine]) -> Result<EInvoice, AppError> {
    let mut cancellation = document.clone();
    if lines.is_empty() {
        return Ok(cancellation);
    }
    cancellation.lines.clear();
    cancellation.allowances_charges.clear();
    for (index, part) in lines.iter().enumerate() {
        let wrong = |problem| AppError::field(&format!("lines[{index}].quantity"), problem);
        let mut line = document.lines.iter().find(|line| line.id == part.line).cloned().ok_or_else(|| wrong(Problem::Unknown))?;
        if part.quantity <= Decimal::ZERO || part.quantity > line.quantity {
            return Err(wrong(Problem::OutOfRange));
        }
        let share = part.quantity / line.quantity;
        line.quantity = part.quantity;
        for entry in &mut line.allowances_charges {
            entry.base = None;
            if entry.percent.is_none() {
                entry.amount = crate::domain::money::round2(entry.amount * share);
            }
        }
        cancellation.lines.push(line);
    }
    Ok(cancellation)
}

fn describe(cancellation: &mut EInvoice, original: &EInvoice, today: NaiveDate, reason: Option<&str>) {
    cancellation.type_code = TypeCode::CREDIT_NOTE;
    cancellation.issue_date = today;
    cancellation.due_date = None;
    cancellation.payment_terms = None;
    cancellation.payment_means = vec![PaymentMeans { code: 97, ..PaymentMeans::default() }];
    cancellation.preceding = vec![PrecedingInvoice { number: original.number.clone(), issue_date: Some(original.issue_date) }];
    cancellation.notes = reason.map(|text| Note { subject_code: None, text: text.to_owned() }).into_iter().collect();
    cancellation.totals.prepaid = Decimal::ZERO;
    // XRechnung and EN 16931 want to know when an amount is settled; a cancellation is at once.
    cancellation.payment_terms =
        Some(format!("Storniert die Rechnung {} vom {}.", original.number, text::date(original.issue_date, crate::domain::lang::Lang::De)));
    for entry in &mut cancellation.allowances_charges {
        if entry.percent.is_some() {
            entry.base = None;
        }
    }
}

async fn insert(state: &AppState, actor: &Actor, tx: &mut Tx, original: &InvoiceRecord, cancellation: &EInvoice) -> Result<String, AppError> {
    let now = state.clock.now();
    let id = secret::new_uuid();
    let public_id = secret::new_public_id("INV", actor.today(state));
    let negative = |amount| -Cents::from_decimal(amount).unwrap_or_default().0;
    let figures = Figures {
        buyer_name: original.buyer_name.clone(),
        currency: original.currency.clone(),
        tax_case: "domestic".to_owned(),
        issue_date: Some(cancellation.issue_date),
        net: negative(cancellation.totals.net),
        tax: negative(cancellation.totals.tax),
        gross: negative(cancellation.totals.gross),
        // What it takes back is counted on the original; nothing is open on the cancellation itself.
        payable: 0,
        ..Figures::default()
    };
    let new = NewDraft {
        id,
        organization: actor.organization,
        public_id: &public_id,
        customer: original.customer_id,
        kind: "cancellation",
        original: Some(original.id),
        created_by: actor.user_id(),
    };
    queries::insert_draft(tx, &new, &serde_json::json!({}), &figures, now).await?;
    let row = queries::by_id(tx, id).await?.ok_or(AppError::NotFound)?;
    freeze(state, actor, tx, &row, cancellation, &figures).await?;
    Ok(public_id)
}

/// The original owes that much less; nothing left of it is void.
async fn apply(state: &AppState, tx: &mut Tx, original: &InvoiceRecord, gross: Cents) -> Result<(), AppError> {
    let corrected = original.corrected_cents - gross.0;
    let open = original.payable_cents + corrected - original.paid_cents;
    let new_state = match original.state.as_str() {
        _ if original.gross_cents + corrected == 0 => "void",
        "open" if open <= 0 => "paid",
        other => other,
    };
    queries::update_balance(tx, original.id, new_state, corrected, original.paid_cents, state.clock.now()).await?;
    Ok(())
}

/// Nobody expects the money any more; the invoice stays as it is.
///
/// # Errors
/// `NotFound`, `Conflict(Closed)` unless it is open.
pub async fn write_off(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    if row.state != "open" {
        return Err(AppError::Conflict(if row.state == "draft" { Conflict::StillADraft } else { Conflict::Closed }));
    }
    queries::update_balance(&mut tx, row.id, "uncollectible", row.corrected_cents, row.paid_cents, state.clock.now()).await?;
    let event = Event::new("invoice.written_off").invoice(row.id).customer(row.customer_id).amount(Cents(row.open_cents));
    audit::record(&mut tx, actor, state.clock.now(), event).await?;
    tx.commit().await?;
    Ok(())
}
