//! What pages and programs see of billing events, of the monthly run, and of what a run would do.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::event::BillingEventForm;
use super::month::Month;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::run::RunState;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventQuery {
    /// `unbilled`, `billed`, or empty for all.
    pub state: String,
    /// Public identifier of a customer.
    pub customer: String,
    pub q: String,
    pub page: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    pub public_id: String,
    pub customer: String,
    pub customer_name: String,
    pub kind: String,
    pub quantity: Decimal,
    /// `None`: the customer's rates say it when it is billed.
    pub amount: Option<Cents>,
    pub reference: Option<String>,
    pub description: Option<String>,
    pub occurred_on: NaiveDate,
    pub tax_rate: Decimal,
    /// Public identifier and number of the invoice that it stands on.
    pub invoice: Option<(String, String)>,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventList {
    pub rows: Vec<EventRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub all: u32,
    pub unbilled: u32,
    pub billed: u32,
    /// Net, of those unbilled events whose amount is known.
    pub unbilled_sum: Cents,
    /// Public identifier and name of the customer that is asked for.
    pub customer: Option<(String, String)>,
    pub is_empty_organization: bool,
    pub may_bill: bool,
}

/// The page of a new event or of one that is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPage {
    pub form: BillingEventForm,
    /// Public identifier and name.
    pub customers: Vec<(String, String)>,
    pub today: NaiveDate,
}

/// What waits for the next invoice of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenEvents {
    /// The oldest of them.
    pub rows: Vec<EventRow>,
    pub count: u32,
    /// Net, of those whose amount is known.
    pub sum: Cents,
    pub first: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// What became of one customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    #[default]
    Pending,
    Done,
    /// Nothing was due, or the credits are larger than the fees: it waits for the next month.
    Skipped,
    Failed,
}

impl ItemState {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Done, Self::Skipped, Self::Failed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A run in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRow {
    pub id: String,
    pub month: Month,
    pub state: RunState,
    pub customers: u32,
    pub billed: u32,
    pub skipped: u32,
    pub failed: u32,
    pub without_email: u32,
    pub events: u32,
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
    pub is_scheduled: bool,
    pub started_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

impl RunRow {
    #[must_use]
    pub fn pending(&self) -> u32 {
        self.customers.saturating_sub(self.billed + self.skipped + self.failed)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunList {
    pub rows: Vec<RunRow>,
    /// Those that can be billed by hand now, newest first.
    pub months: Vec<Month>,
    pub may_bill: bool,
}

/// Why the issue gate refused, in both languages, with the way to the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFinding {
    pub de: String,
    pub en: String,
    pub href: String,
}

impl RunFinding {
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        if lang == Lang::De { &self.de } else { &self.en }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunItem {
    pub customer: String,
    pub customer_name: String,
    pub customer_number: u32,
    pub state: ItemState,
    /// `negative`, `nothing`, `gate`, `out_of_range` or `error`.
    pub reason: Option<String>,
    pub findings: Vec<RunFinding>,
    /// Public identifier and number.
    pub invoice: Option<(String, String)>,
    pub is_mailed: bool,
    pub events: u32,
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunQuery {
    /// An [`ItemState`], or empty for all.
    pub state: String,
    pub page: String,
}

/// `/billing/runs/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPage {
    pub row: RunRow,
    pub items: Vec<RunItem>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub may_bill: bool,
}

/// What a run would do with one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub customer: String,
    pub customer_name: String,
    pub customer_number: u32,
    /// `Done`, `Skipped` or `Failed`.
    pub state: ItemState,
    pub reason: Option<String>,
    pub findings: Vec<RunFinding>,
    /// The number that it would draw.
    pub number: Option<String>,
    pub mail_to: Option<String>,
    pub events: u32,
    pub net: Cents,
    pub tax: Cents,
    pub gross: Cents,
}
