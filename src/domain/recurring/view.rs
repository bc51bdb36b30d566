//! What the dashboard shows of series: rows, the page of one, and its editor.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::plan::PlanForm;
use super::schedule::Period;
use super::{Covers, Frequency, Handling, Outcome, Refusal, SeriesState};
use crate::domain::invoice::view::{EditorPage, GateFinding};
use crate::domain::money::{Cents, Currency};

/// Filter and page of the list, as in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecurringQuery {
    pub q: String,
    /// A chip: empty (all) or a [`SeriesState`].
    pub state: String,
    /// From 1; empty is 1.
    pub page: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringList {
    pub rows: Vec<RecurringRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    /// Name as in [`RecurringQuery::state`] and rows behind it.
    pub chips: Vec<(String, u32)>,
    pub is_empty_organization: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringRow {
    pub public_id: String,
    pub name: String,
    pub customer_name: String,
    pub frequency: Frequency,
    pub handling: Handling,
    pub state: SeriesState,
    /// `None` when nothing more comes.
    pub next_date: Option<NaiveDate>,
    /// What one invoice asks for.
    pub amount: Cents,
    pub currency: Currency,
    /// Failures in a row.
    pub failures: u32,
    pub refusal: Option<Refusal>,
    pub last: Option<RunEntry>,
}

/// What became of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunEntry {
    pub period: Period,
    pub at: DateTime<Utc>,
    pub outcome: Outcome,
    pub tries: u32,
    pub refusal: Option<Refusal>,
    /// `None` too where the draft was thrown away.
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub amount: Option<Cents>,
}

/// An invoice to come, with its texts filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    pub date: NaiveDate,
    pub period: Period,
    pub lines: Vec<String>,
    pub note: Option<String>,
    pub amount: Cents,
}

/// `/recurring/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringPage {
    pub row: RecurringRow,
    pub customer_public_id: String,
    pub billing_email: Option<String>,
    pub plan: PlanForm,
    pub covers: Covers,
    pub start: NaiveDate,
    /// The month's end is aimed at.
    pub at_month_end: bool,
    pub end: Option<NaiveDate>,
    pub most_invoices: Option<u32>,
    pub produced: u32,
    pub upcoming: Vec<Upcoming>,
    /// Invoices that should have been made by now.
    pub missed: u32,
    /// Newest first, the latest ones.
    pub runs: Vec<RunEntry>,
    /// What the issue gate says to the next invoice.
    pub findings: Vec<GateFinding>,
    pub today: NaiveDate,
    pub may_bill: bool,
    pub version: i32,
}

/// `/recurring/new` and `/recurring/{id}/edit`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringEditor {
    /// `None` while nothing was saved.
    pub public_id: Option<String>,
    pub plan: PlanForm,
    pub sheet: EditorPage,
}
