//! What the API says of series.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::lang::Lang;
use crate::domain::recurring::Refusal;
use crate::domain::recurring::view::{RecurringPage, RecurringRow, RunEntry, Upcoming};
use crate::i18n;

/// A series in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringItem {
    #[schema(example = "REC-20260227-7KQ2ZD9F")]
    id: String,
    name: String,
    customer_name: String,
    /// `active`, `paused` or `finished`.
    state: &'static str,
    frequency: &'static str,
    handling: &'static str,
    next_date: Option<NaiveDate>,
    /// What one invoice asks for.
    amount: String,
    currency: String,
    /// Failures in a row; after three it pauses.
    failures: u32,
    last_error: Option<RecurringReason>,
}

/// Why an invoice was not made.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringReason {
    /// `gate_findings`, `negative_total`, `no_billing_email`, `out_of_range` or `broken`.
    code: &'static str,
    message: String,
}

impl RecurringReason {
    fn new(refusal: &Refusal) -> Self {
        Self { code: refusal.code(), message: i18n::refusal(Lang::De, refusal) }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringInvoicePage {
    items: Vec<RecurringItem>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

impl RecurringInvoicePage {
    pub fn new(rows: Vec<RecurringRow>, next_cursor: Option<String>) -> Self {
        Self { items: rows.into_iter().map(RecurringItem::from).collect(), next_cursor }
    }
}

impl From<RecurringRow> for RecurringItem {
    fn from(row: RecurringRow) -> Self {
        Self {
            id: row.public_id,
            name: row.name,
            customer_name: row.customer_name,
            state: row.state.as_str(),
            frequency: row.frequency.as_str(),
            handling: row.handling.as_str(),
            next_date: row.next_date,
            amount: row.amount.to_string(),
            currency: row.currency.to_string(),
            failures: row.failures,
            last_error: row.refusal.as_ref().map(RecurringReason::new),
        }
    }
}

/// A series with its next invoices and its latest runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringInvoice {
    #[serde(flatten)]
    item: RecurringItem,
    customer: String,
    covers: &'static str,
    start_date: NaiveDate,
    end_date: Option<NaiveDate>,
    count: Option<u32>,
    /// Invoices made so far.
    produced: u32,
    /// Invoices that should have been made by now.
    missed: u32,
    /// The next five.
    upcoming: Vec<RecurringUpcoming>,
    /// One per period, newest first.
    runs: Vec<RecurringRun>,
    version: i32,
}

/// An invoice to come.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringUpcoming {
    date: NaiveDate,
    service_start: NaiveDate,
    service_end: NaiveDate,
    amount: String,
    /// Names of its lines, filled in.
    lines: Vec<String>,
    note: Option<String>,
}

/// What became of a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecurringRun {
    service_start: NaiveDate,
    service_end: NaiveDate,
    at: DateTime<Utc>,
    /// `drafted`, `issued`, `sent` or `failed`.
    outcome: &'static str,
    tries: u32,
    /// Identifier of the invoice.
    invoice: Option<String>,
    number: Option<String>,
    reason: Option<RecurringReason>,
}

impl From<Upcoming> for RecurringUpcoming {
    fn from(next: Upcoming) -> Self {
        Self {
            date: next.date,
            service_start: next.period.start,
            service_end: next.period.end,
            amount: next.amount.to_string(),
            lines: next.lines,
            note: next.note,
        }
    }
}

impl From<RunEntry> for RecurringRun {
    fn from(run: RunEntry) -> Self {
        Self {
            service_start: run.period.start,
            service_end: run.period.end,
            at: run.at,
            outcome: run.outcome.as_str(),
            tries: run.tries,
            invoice: run.invoice_public_id,
            number: run.invoice_number,
            reason: run.refusal.as_ref().map(RecurringReason::new),
        }
    }
}

impl From<RecurringPage> for RecurringInvoice {
    fn from(page: RecurringPage) -> Self {
        Self {
            item: page.row.into(),
            customer: page.customer_public_id,
            covers: page.covers.as_str(),
            start_date: page.start,
            end_date: page.end,
            count: page.most_invoices,
            produced: page.produced,
            missed: page.missed,
            upcoming: page.upcoming.into_iter().map(RecurringUpcoming::from).collect(),
            runs: page.runs.into_iter().map(RecurringRun::from).collect(),
            version: page.version,
        }
    }
}

/// What a run brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ran {
    /// Invoices made.
    pub made: u32,
}
