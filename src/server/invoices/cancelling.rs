//! Taking an invoice back: a cancellation with its own number and a reference, or writing it off.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::einvoice::arithmetic;
use crate::domain::einvoice::model::{EInvoice, Line, Note, PaymentMeans, PrecedingInvoice, TypeCode};
use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::invoice::documents::DocumentForms;
use crate::domain::invoice::draft::CancelledLineForm;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, round2};
use crate::domain::text::{self, NumberFormat};
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::issuing::freeze;
use crate::server::invoices::numbering::{self, Series};
use crate::server::invoices::queries::{self, Figures, InvoiceRecord, NewDraft};
use crate::server::invoices::{find_locked, findings};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};
use crate::server::{customers, organizations, secret};

/// So much of one line of the original is taken back.
#[derive(Clone, Debug)]
pub struct CancelledLine {
    /// BT-126 of the original's line.
    pub line: String,
    pub quantity: Decimal,
}

/// Makes the cancellation of an issued invoice, of all that is left of it or of the given quantities; returns its public identifier.
///
/// # Errors
/// `NotFound`, `Conflict(StillADraft)`, `Conflict(Closed)` for a void invoice or a cancellation itself, `Invalid` for quantities
/// that are not left of the original, `Conflict(NothingToCancel)` when it would go below zero, `Findings` of the issue gate.
pub async fn cancel(state: &AppState, actor: &Actor, public_id: &str, reason: &str, lines: &[CancelledLine]) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let original = find_locked(&mut tx, public_id).await?;
    let id = cancel_locked(state, actor, &mut tx, &original, reason, lines).await?;
    tx.commit().await?;
    Ok(id)
}

/// Like [`cancel`], of the lines as typed in the dialog; at least one quantity must be given.
///
/// # Errors
/// As [`cancel`].
pub async fn cancel_part(state: &AppState, actor: &Actor, public_id: &str, reason: &str, lines: &[CancelledLineForm]) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let original = find_locked(&mut tx, public_id).await?;
    let lines = parse(lines, NumberFormat::Of(actor.lang()))?;
    let id = cancel_locked(state, actor, &mut tx, &original, reason, &lines).await?;
    tx.commit().await?;
    Ok(id)
}

fn parse(forms: &[CancelledLineForm], format: NumberFormat) -> Result<Vec<CancelledLine>, AppError> {
    let mut problems = Problems::default();
    let mut lines = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        let quantity = problems.take(format!("lines[{index}].quantity"), text::decimal(&form.quantity, format, 4)).unwrap_or_default();
        lines.push(CancelledLine { line: form.line.clone(), quantity });
    }
    let lines = problems.finish(lines)?;
    let is_blank = lines.iter().all(|line| line.quantity.is_zero());
    if is_blank { Err(AppError::field("lines[0].quantity", Problem::Required)) } else { Ok(lines) }
}

/// The same within the transaction of the caller, who holds the original's lock.
pub(super) async fn cancel_locked(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    original: &InvoiceRecord,
    reason: &str,
    lines: &[CancelledLine],
) -> Result<String, AppError> {
    let reason = text::line(reason, 500).map_err(|problem| AppError::field("reason", problem))?;
    let document = cancellable(original)?;
    let today = actor.today(state);
    let left = left_of(tx, original.id, &document).await?;
    let (mut cancellation, extent) = taken_back(&document, &left, lines)?;
    let lang = customers::lang_of(customers::of_invoice(tx, original.customer_id).await?.as_ref());
    describe(&mut cancellation, &document, today, reason.as_deref(), lang);
    arithmetic::compute(&mut cancellation).map_err(|_| AppError::field("lines", Problem::OutOfRange))?;
    let gross = Cents::from_decimal(cancellation.totals.gross).unwrap_or_default();
    let still_owed = Cents(original.gross_cents + original.corrected_cents);
    if !gross.is_positive() || (extent == Extent::Part && gross > still_owed) {
        return Err(AppError::Conflict(Conflict::NothingToCancel));
    }
    let organization = organizations::queries::organization(tx).await?;
    let format = &organization.cancellation_format;
    // Judged with the number that is next: what is refused draws none.
    cancellation.number = numbering::peek(tx, Series::Cancellation, format, today).await?;
    findings::demand_none_of_its_own(&cancellation, &document, actor.lang())?;
    cancellation.number = numbering::draw(tx, actor.organization, Series::Cancellation, format, today).await?;
    let id = insert(state, actor, tx, original, &cancellation).await?;
    // Parts rounded one by one may be a cent off the whole; with the last of them nothing is owed.
    apply(state, tx, original, if extent == Extent::Rest { still_owed } else { gross }).await?;
    let event = Event::new("invoice.cancelled").invoice(original.id).customer(original.customer_id).detail(&cancellation.number).amount(-gross);
    let now = state.clock.now();
    audit::record(tx, actor, now, event).await?;
    webhooks::announce(tx, Topic::InvoiceCancelled, Subject::Invoice(original.id), now).await?;
    Ok(id)
}

/// The frozen content of an invoice that can still be taken back.
///
/// # Errors
/// `Conflict(StillADraft)`, `Conflict(Closed)`.
pub(super) fn cancellable(original: &InvoiceRecord) -> Result<EInvoice, AppError> {
    let document = original.document.clone().ok_or(AppError::Conflict(Conflict::StillADraft))?;
    if original.kind == "cancellation" || original.state == "void" {
        return Err(AppError::Conflict(Conflict::Closed));
    }
    serde_json::from_value(document).map_err(|_| AppError::Unavailable)
}

/// What was not taken back yet of each line, in the order of the lines.
///
/// # Errors
/// `Unavailable`.
pub(super) async fn left_of(tx: &mut Tx, id: Uuid, document: &EInvoice) -> Result<Vec<Decimal>, AppError> {
    let mut left: Vec<Decimal> = document.lines.iter().map(|line| line.quantity).collect();
    for cancellation in queries::cancellations_of(tx, id).await? {
        let cancellation: EInvoice = serde_json::from_value(cancellation).map_err(|_| AppError::Unavailable)?;
        for taken in &cancellation.lines {
            if let Some(index) = document.lines.iter().position(|line| line.id == taken.id) {
                left[index] -= taken.quantity;
            }
        }
    }
    Ok(left)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Nothing is left of the original afterwards.
    Rest,
    Part,
}

/// The rest of the original, or the given part of it. Document allowances go back with the rest.
fn taken_back(document: &EInvoice, left: &[Decimal], lines: &[CancelledLine]) -> Result<(EInvoice, Extent), AppError> {
    let quantities = if lines.is_empty() { left.to_vec() } else { chosen(document, left, lines)? };
    if quantities.iter().eq(document.lines.iter().map(|line| &line.quantity)) {
        return Ok((document.clone(), Extent::Rest));
    }
    let extent = if quantities == left { Extent::Rest } else { Extent::Part };
    let taken = document.lines.iter().zip(&quantities).filter(|(_, quantity)| !quantity.is_zero());
    let mut cancellation = EInvoice { lines: taken.map(|(line, quantity)| part_of(line, *quantity)).collect(), ..document.clone() };
    match extent {
        Extent::Part => cancellation.allowances_charges.clear(),
        Extent::Rest => cancellation.allowances_charges.iter_mut().for_each(|entry| (entry.percent, entry.base) = (None, None)),
    }
    Ok((cancellation, extent))
}

/// The given quantities in the order of the original's lines.
fn chosen(document: &EInvoice, left: &[Decimal], lines: &[CancelledLine]) -> Result<Vec<Decimal>, AppError> {
    let mut quantities = vec![Decimal::ZERO; left.len()];
    for (index, part) in lines.iter().enumerate() {
        let wrong = |problem| AppError::field(&format!("lines[{index}].quantity"), problem);
        let at = document.lines.iter().position(|line| line.id == part.line).ok_or_else(|| wrong(Problem::Unknown))?;
        quantities[at] += part.quantity;
        // A credit is a line of a negative quantity.
        let (taken, limit) = if left[at].is_sign_negative() { (-quantities[at], -left[at]) } else { (quantities[at], left[at]) };
        if taken < Decimal::ZERO || taken > limit {
            return Err(wrong(Problem::OutOfRange));
        }
    }
    Ok(quantities)
}

fn part_of(line: &Line, quantity: Decimal) -> Line {
    let share = quantity / line.quantity;
    let mut part = Line { quantity, ..line.clone() };
    for entry in &mut part.allowances_charges {
        entry.base = None;
        if entry.percent.is_none() {
            entry.amount = round2(entry.amount * share);
        }
    }
    part
}

fn describe(cancellation: &mut EInvoice, original: &EInvoice, today: NaiveDate, reason: Option<&str>, lang: Lang) {
    cancellation.type_code = TypeCode::CREDIT_NOTE;
    cancellation.issue_date = today;
    cancellation.due_date = None;
    cancellation.payment_means = vec![PaymentMeans { code: 97, ..PaymentMeans::default() }];
    cancellation.preceding = vec![PrecedingInvoice { number: original.number.clone(), issue_date: Some(original.issue_date) }];
    cancellation.notes = reason.map(|text| Note { subject_code: None, text: text.to_owned() }).into_iter().collect();
    cancellation.totals.prepaid = Decimal::ZERO;
    cancellation.totals.rounding = Decimal::ZERO;
    cancellation.attachments.clear();
    // XRechnung and EN 16931 want to know when an amount is settled; a cancellation is at once.
    let (number, day) = (&original.number, text::date(original.issue_date, lang));
    cancellation.payment_terms = Some(match lang {
        Lang::De => format!("Storniert die Rechnung {number} vom {day}."),
        Lang::En => format!("Cancels invoice {number} of {day}."),
    });
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
        forms: DocumentForms::of(&original.xml_syntax, &original.pdf_profile),
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

/// So much less is owed for the original; nothing left of it is void.
async fn apply(state: &AppState, tx: &mut Tx, original: &InvoiceRecord, gross: Cents) -> Result<(), AppError> {
    let corrected = original.corrected_cents - gross.0;
    let open = original.payable_cents + corrected - original.paid_cents;
    let new_state = match original.state.as_str() {
        _ if original.gross_cents + corrected == 0 => "void",
        "open" if open <= 0 => "paid",
        other => other,
    };
    let now = state.clock.now();
    queries::update_balance(tx, original.id, new_state, corrected, original.paid_cents, now).await?;
    if new_state == "paid" && original.state == "open" {
        webhooks::announce(tx, Topic::InvoicePaid, Subject::Invoice(original.id), now).await?;
    }
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
