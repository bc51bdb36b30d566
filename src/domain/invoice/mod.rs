//! The life of an invoice: states, kinds, what is shown of it, and the form that becomes a draft.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::money::Cents;

pub mod assemble;
pub mod attachment;
pub mod copy;
pub mod documents;
pub mod draft;
pub mod refill;
pub mod sums;
pub mod view;

/// Stored state. Overdue, sent and partially paid are derived ([`StatusLabel`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    #[default]
    Draft,
    Open,
    Paid,
    Void,
    Uncollectible,
}

impl InvoiceState {
    pub const ALL: [Self; 5] = [Self::Draft, Self::Open, Self::Paid, Self::Void, Self::Uncollectible];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Void => "void",
            Self::Uncollectible => "uncollectible",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// The one word that a list shows for an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusLabel {
    Draft,
    Open,
    Sent,
    Reported,
    PartiallyPaid,
    Overdue,
    Paid,
    Void,
    Uncollectible,
    /// A cancellation: set off against its original.
    Offset,
}

/// What the label of an invoice depends on.
#[derive(Clone, Copy, Debug)]
pub struct StatusFacts {
    pub state: InvoiceState,
    pub kind: InvoiceKind,
    pub open: Cents,
    pub paid: Cents,
    pub is_sent: bool,
    /// A customer's statement waits for its judgement.
    pub is_reported: bool,
    pub due_date: Option<NaiveDate>,
    pub today: NaiveDate,
}

impl StatusFacts {
    /// Due before today and not settled; derived, never stored.
    #[must_use]
    pub fn is_overdue(&self) -> bool {
        self.state == InvoiceState::Open && self.open.is_positive() && self.due_date.is_some_and(|due| due < self.today)
    }

    #[must_use]
    pub fn label(&self) -> StatusLabel {
        match self.state {
            _ if self.kind == InvoiceKind::Cancellation && self.state != InvoiceState::Draft => StatusLabel::Offset,
            InvoiceState::Draft => StatusLabel::Draft,
            InvoiceState::Paid => StatusLabel::Paid,
            InvoiceState::Void => StatusLabel::Void,
            InvoiceState::Uncollectible => StatusLabel::Uncollectible,
            InvoiceState::Open if self.is_reported => StatusLabel::Reported,
            InvoiceState::Open if self.is_overdue() => StatusLabel::Overdue,
            InvoiceState::Open if self.paid.is_positive() => StatusLabel::PartiallyPaid,
            InvoiceState::Open if self.is_sent => StatusLabel::Sent,
            InvoiceState::Open => StatusLabel::Open,
        }
    }
}

/// BT-3 of what we issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceKind {
    #[default]
    Invoice,
    Partial,
    Corrected,
    Cancellation,
}

impl InvoiceKind {
    pub const ALL: [Self; 4] = [Self::Invoice, Self::Partial, Self::Corrected, Self::Cancellation];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Partial => "partial",
            Self::Corrected => "corrected",
            Self::Cancellation => "cancellation",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
