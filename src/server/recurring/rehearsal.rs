//! What the invoice of a period would be, without making it: the preview, `--dry-run`, and the judgement before the real one.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::AppError;
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::recurring::schedule::Occurrence;
use crate::domain::recurring::{Handling, MOST_AT_ONCE, Refusal, placeholders};
use crate::server::auth::Actor;
use crate::server::invoices::drafts::Surroundings;
use crate::server::invoices::findings;
use crate::server::recurring::queries;
use crate::server::recurring::{content_of, progress_of};
use crate::server::state::AppState;

/// An invoice that was made in thought.
#[derive(Clone, Debug)]
pub struct Rehearsed {
    pub occurrence: Occurrence,
    pub content: DraftContent,
    /// `None` for figures beyond all bounds.
    pub invoice: Option<EInvoice>,
    /// Why it would not be made.
    pub refusal: Option<Refusal>,
}

impl Rehearsed {
    #[must_use]
    pub fn payable(&self) -> Option<Cents> {
        self.invoice.as_ref().and_then(|invoice| Cents::from_decimal(invoice.totals.payable))
    }
}

/// The invoice of one period, and whether anything stands in the way of handling it so.
#[must_use]
pub fn rehearse(surroundings: &Surroundings, template: &DraftContent, handling: Handling, occurrence: Occurrence, today: NaiveDate) -> Rehearsed {
    let customer = surroundings.customer.as_ref().map(|(customer, _)| customer);
    let lang = customer.map(|customer| customer.language).unwrap_or_default();
    let content = placeholders::content_for(template, occurrence.period, lang);
    let invoice = surroundings.assemble(&content, InvoiceKind::Invoice, findings::NUMBER_PREVIEW, today).ok();
    let mut rehearsed = Rehearsed { occurrence, content, invoice, refusal: None };
    let has_email = customer.is_some_and(|customer| customer.billing_email.is_some());
    rehearsed.refusal = match (&rehearsed.invoice, rehearsed.payable()) {
        (Some(_), Some(payable)) if payable.0 < 0 => Some(Refusal::NegativeTotal),
        (Some(_), Some(_)) if handling.sends() && !has_email => Some(Refusal::NoBillingEmail),
        (Some(invoice), Some(_)) if handling.issues() && findings::blocks(invoice) => Some(gate(invoice)),
        (Some(_), Some(_)) => None,
        _ => Some(Refusal::OutOfRange),
    };
    rehearsed
}

fn gate(invoice: &EInvoice) -> Refusal {
    let said = |lang| findings::of(invoice, Some(""), lang).into_iter().filter(|finding| finding.is_error).map(|finding| finding.text).collect();
    Refusal::GateFindings { de: said(Lang::De), en: said(Lang::En) }
}

/// A series with everything that a run up to a day would make of it.
#[derive(Clone, Debug)]
pub struct RehearsedSeries {
    pub organization: String,
    pub name: String,
    pub public_id: String,
    pub customer: String,
    pub billing_email: Option<String>,
    pub handling: Handling,
    pub steps: Vec<Rehearsed>,
    /// Periods that one run does not make up for.
    pub left_for_later: u32,
}

/// What a run up to this day would do with one series; it changes nothing.
///
/// # Errors
/// When the database is away.
pub async fn rehearse_up_to(state: &AppState, actor: &Actor, id: Uuid, until: NaiveDate) -> Result<Option<RehearsedSeries>, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    let Some(record) = queries::by_id(&mut tx, id).await? else { return Ok(None) };
    let surroundings = Surroundings::load(&mut tx, Some(record.customer_id), None).await?;
    let (content, progress, today) = (content_of(&record)?, progress_of(&record), actor.today(state));
    let handling = Handling::parse(&record.handling).unwrap_or_default();
    let mut steps = Vec::new();
    for occurrence in progress.upcoming().take_while(|occurrence| occurrence.date <= until).take(MOST_AT_ONCE as usize) {
        if queries::is_invoiced(&mut tx, record.id, occurrence.period.start).await? {
            continue;
        }
        steps.push(rehearse(&surroundings, &content, handling, occurrence, today));
        if steps.last().is_some_and(|step| step.refusal.is_some()) {
            break;
        }
    }
    let customer = surroundings.customer.map(|(customer, _)| customer).unwrap_or_default();
    Ok(Some(RehearsedSeries {
        organization: surroundings.organization.name,
        name: record.name,
        public_id: record.public_id,
        customer: customer.name,
        billing_email: customer.billing_email,
        handling,
        steps,
        left_for_later: progress.missed(until).saturating_sub(MOST_AT_ONCE),
    }))
}
