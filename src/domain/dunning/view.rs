//! What the pages of dunning show.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Claim, DunningForm, Level, Next};
use crate::domain::money::{Cents, Currency};

/// Filter and page of the list, as in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DunningQuery {
    /// A chip: empty (all), `due`, `later`, `held` or `done`.
    pub state: String,
    pub page: String,
}

/// `/dunning`: every overdue invoice with what comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningList {
    pub rows: Vec<DunningRow>,
    pub chips: Vec<(String, u32)>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    /// Letters that could go out now.
    pub due: u32,
    /// When they go out by themselves; `None` where they do not.
    pub next_run: Option<DateTime<Utc>>,
}

/// Where an overdue invoice stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningRow {
    pub public_id: String,
    pub number: String,
    pub customer_public_id: Option<String>,
    pub customer_name: String,
    pub currency: Currency,
    pub open: Cents,
    pub due_date: NaiveDate,
    pub days_late: i64,
    pub last: Option<(Level, NaiveDate)>,
    /// `None` when all letters were sent.
    pub next: Option<Next>,
    pub is_due: bool,
    /// Somebody may send it now.
    pub may_be_sent: bool,
}

impl DunningRow {
    /// The chip it belongs to.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self.next {
            None => "done",
            Some(next) if next.hold.is_some() => "held",
            Some(_) if self.is_due => "due",
            Some(_) => "later",
        }
    }
}

/// A letter that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeEntry {
    pub level: Level,
    pub sent_on: NaiveDate,
    pub pay_until: NaiveDate,
    pub open: Cents,
    pub fees: Cents,
    pub is_lump_sum: bool,
    pub interest: Cents,
    pub is_automatic: bool,
}

impl NoticeEntry {
    /// Besides the invoice.
    #[must_use]
    pub fn charges(&self) -> Cents {
        self.fees + self.interest
    }

    #[must_use]
    pub fn total(&self) -> Cents {
        self.open + self.charges()
    }
}

/// Somebody wants nothing to be sent up to and including that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseEntry {
    pub until: NaiveDate,
    pub reason: Option<String>,
}

/// The letter as it would go out now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub claim: Claim,
    /// `None` where the customer has no address.
    pub to: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What the page of an invoice tells of dunning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningState {
    /// Newest first.
    pub notices: Vec<NoticeEntry>,
    /// `None` where it is not overdue.
    pub row: Option<DunningRow>,
    pub pause: Option<PauseEntry>,
}

/// `/dunning/{id}`: one invoice with its next letter and the ones before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningPage {
    pub public_id: String,
    pub number: String,
    pub today: NaiveDate,
    pub currency: Currency,
    pub state: DunningState,
    pub preview: Option<Preview>,
}

/// Settings › Dunning, with our own words where the organization has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DunningSettings {
    pub form: DunningForm,
    pub next_run: Option<DateTime<Utc>>,
}
