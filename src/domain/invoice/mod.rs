//! The life of an invoice: states, kinds, what is shown of it, and the form that becomes a draft.

use serde::{Deserialize, Serialize};

pub mod draft;
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
