//! The moment in which a draft becomes an invoice: one transaction that checks, numbers, freezes, makes the link that stands on the
//! page, and orders the documents.

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::InvoiceKind;
use crate::domain::money::Cents;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::documents::archive;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::numbering::{self, Series};
use crate::server::invoices::queries::{self, Figures, InvoiceRecord, Issued, LineRow, TaxRow};
use crate::server::invoices::sharing::{self, Lifetime};
use crate::server::invoices::{find_locked, findings};
use crate::server::payments;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

/// Issues a draft and returns its number. Nothing happens unless everything does.
///
/// # Errors
/// `NotFound`, `Conflict(NotADraft)`, `Conflict(GateFindings)` when the issue gate has errors.
pub async fn issue(state: &AppState, actor: &Actor, public_id: &str) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let number = issue_within(state, actor, &mut tx, public_id).await?;
    tx.commit().await?;
    Ok(number)
}

/// The same as part of the caller's transaction.
///
/// # Errors
/// Those of [`issue`].
pub async fn issue_within(state: &AppState, actor: &Actor, tx: &mut Tx, public_id: &str) -> Result<String, AppError> {
    let row = find_locked(tx, public_id).await?;
    let content = drafts::content_of(&row)?;
    let surroundings = Surroundings::of(tx, &row).await?;
    let kind = InvoiceKind::parse(&row.kind).unwrap_or_default();
    let today = actor.today(state);
    let issue_date = content.issue_date.unwrap_or(today);
    let format = &surroundings.organization.invoice_format;
    // Judged with the number that is next: what is refused draws none, and does not lock the series for others.
    let next = numbering::peek(tx, Series::Invoice, format, issue_date).await?;
    if findings::blocks(&surroundings.assemble(&content, kind, &next, today)?) {
        return Err(AppError::Conflict(Conflict::GateFindings));
    }
    // The number comes last, so that its lock is held as briefly as can be.
    let number = numbering::draw(tx, actor.organization, Series::Invoice, format, issue_date).await?;
    let invoice = surroundings.assemble(&content, kind, &number, today)?;
    let figures = Figures { issue_date: Some(issue_date), due_date: invoice.due_date, ..drafts::figures(&invoice, &content, &surroundings)? };
    freeze(state, actor, tx, &row, &invoice, &figures).await?;
    // All of it was paid before.
    if figures.payable == 0 {
        webhooks::announce(tx, Topic::InvoicePaid, Subject::Invoice(row.id), state.clock.now()).await?;
    }
    if let Some(original) = row.original_id {
        payments::carry_over(state, actor, tx, original, row.id).await?;
    }
    Ok(number)
}

/// Writes the frozen content, orders the documents and notes it down, within the caller's transaction.
pub(super) async fn freeze(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    row: &InvoiceRecord,
    invoice: &EInvoice,
    figures: &Figures,
) -> Result<(), AppError> {
    let now = state.clock.now();
    let sign = if InvoiceKind::parse(&row.kind) == Some(InvoiceKind::Cancellation) { -1 } else { 1 };
    insert_content(tx, actor, row, invoice, sign).await?;
    let document = serde_json::to_value(invoice).map_err(|_| AppError::Unavailable)?;
    let settled = figures.payable == 0;
    let issued = Issued { id: row.id, state: if settled { "paid" } else { "open" }, number: &invoice.number, document: &document };
    queries::mark_issued(tx, &issued, figures, now).await?;
    sharing::make(state, actor, tx, row.id, Lifetime::Usual).await?;
    archive::order_documents(tx, actor.organization, row.id, now).await?;
    let event = Event::new("invoice.issued").invoice(row.id).customer(row.customer_id).detail(&invoice.number).amount(Cents(figures.gross));
    audit::record(tx, actor, now, event).await?;
    webhooks::announce(tx, Topic::InvoiceIssued, Subject::Invoice(row.id), now).await?;
    metrics::counter!("invoices_issued_total").increment(1);
    Ok(())
}

/// Lines and tax groups as rows, for reports; a cancellation counts negative.
async fn insert_content(tx: &mut Tx, actor: &Actor, row: &InvoiceRecord, invoice: &EInvoice, sign: i64) -> Result<(), AppError> {
    let cents = |amount| Cents::from_decimal(amount).unwrap_or_default().0 * sign;
    let lines: Vec<LineRow<'_>> = invoice
        .lines
        .iter()
        .zip(1..)
        .map(|(line, position)| LineRow {
            position,
            name: &line.item.name,
            quantity: line.quantity,
            unit: &line.unit,
            price: line.price.net,
            category: line.tax.category.code(),
            rate: line.tax.rate,
            net: cents(line.net),
        })
        .collect();
    queries::insert_lines(tx, actor.organization, row.id, &lines).await?;
    for (group, position) in invoice.tax_groups.iter().zip(1..) {
        let (category, rate) = (group.rate.category.code(), group.rate.rate);
        let group = TaxRow { position, category, rate, taxable: cents(group.taxable), tax: cents(group.tax) };
        queries::insert_tax(tx, actor.organization, row.id, &group).await?;
    }
    Ok(())
}
