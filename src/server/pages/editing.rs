//! What the buttons of the editor and of the list mean, in verbs and next pages.

use std::collections::BTreeMap;

use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::draft::{CancelledLineForm, InvoiceForm, LineForm};
use crate::domain::text::NumberFormat;
use crate::server::auth::Actor;
use crate::server::invoices;
use crate::server::payments::{self, PaymentForm};
use crate::server::state::AppState;

/// Saves, and then does what the pressed button says; returns the next page.
///
/// # Errors
/// Those of saving. A draft that the issue gate holds back is saved, and its page says why.
pub async fn save(
    state: &AppState,
    actor: &Actor,
    id: Option<&str>,
    form: &InvoiceForm,
    format: NumberFormat,
    intent: &str,
) -> Result<String, AppError> {
    let id = invoices::save_draft(state, actor, id, form, format).await?;
    match intent {
        "issue" => match invoices::issue(state, actor, &id).await {
            Ok(_) => Ok(format!("/invoices/{id}?notice=issued")),
            Err(AppError::Conflict(Conflict::GateFindings)) => Ok(format!("/invoices/{id}/edit?notice=findings#findings")),
            Err(error) => Err(error),
        },
        "add_line" => Ok(format!("/invoices/{id}/edit?lines={}#line-{}", blank_after(form), blank_after(form) - 1)),
        "attachments" => Ok(format!("/invoices/{id}/attachments")),
        "preview" => Ok(format!("/invoices/{id}/preview")),
        "preview_xml" => Ok(format!("/invoices/{id}/preview.xml")),
        other => {
            Ok(line_after(form, other).map_or_else(|| format!("/invoices/{id}/edit?notice=saved"), |line| format!("/invoices/{id}/lines/{line}")))
        }
    }
}

/// The place that the line of this button has once the blank ones before it are left out, counted from 1.
fn line_after(form: &InvoiceForm, intent: &str) -> Option<usize> {
    let place: usize = intent.strip_prefix("line_")?.parse().ok()?;
    let is_written = |line: &&LineForm| !line.is_blank();
    form.lines.get(place).filter(is_written)?;
    Some(form.lines.iter().take(place + 1).filter(is_written).count())
}

/// How many rows the editor shows when one more was asked for.
fn blank_after(form: &InvoiceForm) -> usize {
    form.lines.iter().filter(|line| !LineForm::is_blank(line)).count() + 1
}

/// What was typed into the dialog of a cancellation in part, by the names of its fields.
#[must_use]
pub fn typed_part(reason: &str, lines: &[CancelledLineForm]) -> BTreeMap<String, String> {
    let quantities = lines.iter().enumerate().map(|(index, line)| (format!("lines[{index}].quantity"), line.quantity.clone()));
    quantities.chain([("reason".to_owned(), reason.to_owned())]).collect()
}

/// # Errors
/// The first error other than drafts and those sent before, which are passed over.
pub async fn mark_sent_many(state: &AppState, actor: &Actor, ids: &[String]) -> Result<(), AppError> {
    for id in ids.iter().take(500) {
        match invoices::mark_sent(state, actor, id).await {
            Ok(()) | Err(AppError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// # Errors
/// The first error other than those that are not open, which are passed over.
pub async fn mark_paid_many(state: &AppState, actor: &Actor, ids: &[String]) -> Result<(), AppError> {
    for id in ids.iter().take(500) {
        match payments::record(state, actor, id, &PaymentForm::default(), Some(actor.lang())).await {
            Ok(_) | Err(AppError::Conflict(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
