//! Recurring invoices: how often, for which period, what becomes of each, and why one could not be made.

use serde::{Deserialize, Serialize};

use crate::domain::lang::Lang;

pub mod placeholders;
pub mod plan;
pub mod schedule;
pub mod view;

/// The most periods that are made up for in one run; also the farthest that a start may lie behind.
pub const MOST_AT_ONCE: u32 = 60;

/// After so many failures in a row a series pauses.
pub const MOST_FAILURES: u32 = 3;

/// How often an invoice is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    Weekly,
    #[default]
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
}

impl Frequency {
    pub const ALL: [Self; 5] = [Self::Weekly, Self::Monthly, Self::Quarterly, Self::HalfYearly, Self::Yearly];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half_yearly",
            Self::Yearly => "yearly",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.as_str() == text)
    }

    /// Months from one invoice to the next; `None` where weeks are counted.
    #[must_use]
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Weekly => None,
            Self::Monthly => Some(1),
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
        }
    }
}

/// Which period an invoice is about, seen from its day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// The one that begins on that day.
    #[default]
    Ahead,
    /// The one that ended the day before.
    Behind,
    /// The calendar's week, month, quarter, half or year in which the day lies.
    Calendar,
}

impl Covers {
    pub const ALL: [Self; 3] = [Self::Ahead, Self::Behind, Self::Calendar];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Behind => "behind",
            Self::Calendar => "calendar",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|covers| covers.as_str() == text)
    }
}

/// How far an invoice is carried without anybody looking at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    #[default]
    Draft,
    Issue,
    IssueAndSend,
}

impl Handling {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Issue, Self::IssueAndSend];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Issue => "issue",
            Self::IssueAndSend => "issue_and_send",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|handling| handling.as_str() == text)
    }

    #[must_use]
    pub fn issues(self) -> bool {
        self != Self::Draft
    }

    #[must_use]
    pub fn sends(self) -> bool {
        self == Self::IssueAndSend
    }

    /// What has become of an invoice that was carried so far.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Draft => Outcome::Drafted,
            Self::Issue => Outcome::Issued,
            Self::IssueAndSend => Outcome::Sent,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesState {
    #[default]
    Active,
    Paused,
    Finished,
}

impl SeriesState {
    pub const ALL: [Self; 3] = [Self::Active, Self::Paused, Self::Finished];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Finished => "finished",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What became of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Drafted,
    Issued,
    Sent,
    /// Nothing was made; it is tried again.
    Failed,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Drafted, Self::Issued, Self::Sent, Self::Failed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Drafted => "drafted",
            Self::Issued => "issued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == text)
    }
}

/// Why the invoice of a period was not made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Refusal {
    /// The issue gate's sentences in both languages.
    GateFindings {
        de: Vec<String>,
        en: Vec<String>,
    },
    NegativeTotal,
    /// It was to be mailed, and the customer has no address for that.
    NoBillingEmail,
    /// Figures beyond all bounds.
    OutOfRange,
    /// A mistake of ours.
    Broken,
}

impl Refusal {
    /// The stable name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::GateFindings { .. } => "gate_findings",
            Self::NegativeTotal => "negative_total",
            Self::NoBillingEmail => "no_billing_email",
            Self::OutOfRange => "out_of_range",
            Self::Broken => "broken",
        }
    }

    /// What the issue gate says; empty for the other reasons.
    #[must_use]
    pub fn findings(&self, lang: Lang) -> &[String] {
        match self {
            Self::GateFindings { de, en } => match lang {
                Lang::De => de,
                Lang::En => en,
            },
            _ => &[],
        }
    }
}
