//! "Alle ungesendeten senden": what is about to be sent, and how far it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::run::RunState;

/// What the button would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingPreview {
    /// Invoices that would be mailed.
    pub sendable: u32,
    /// Those whose customer has no address for invoices; the first of them.
    pub without_email: Vec<Unmailable>,
    pub without_email_count: u32,
    /// The mailing that is under way already.
    pub running: Option<String>,
}

/// An invoice that nobody can be mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmailable {
    pub invoice: String,
    pub number: String,
    pub customer: Option<String>,
    pub customer_name: String,
}

/// What became of one invoice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemFate {
    /// Its turn has not come.
    #[default]
    Pending,
    /// Its mail is on the way.
    Underway,
    /// The mail server took it.
    Sent,
    /// The mail could not be delivered.
    Failed,
    /// It was left out, for a reason.
    Skipped,
}

impl ItemFate {
    pub const ALL: [Self; 5] = [Self::Pending, Self::Underway, Self::Sent, Self::Failed, Self::Skipped];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Underway => "underway",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.as_str() == text)
    }
}

/// How many invoices have which fate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingCounts {
    pub all: u32,
    pub pending: u32,
    pub underway: u32,
    pub sent: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl MailingCounts {
    /// Nothing will change by itself any more.
    #[must_use]
    pub fn is_settled(self) -> bool {
        self.pending + self.underway == 0
    }

    #[must_use]
    pub fn of(self, fate: ItemFate) -> u32 {
        match fate {
            ItemFate::Pending => self.pending,
            ItemFate::Underway => self.underway,
            ItemFate::Sent => self.sent,
            ItemFate::Failed => self.failed,
            ItemFate::Skipped => self.skipped,
        }
    }
}

/// A mailing as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    pub id: String,
    pub state: RunState,
    pub counts: MailingCounts,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
    pub finished_at: Option<DateTime<Utc>>,
    /// Why it stopped, or what holds it up.
    pub last_error: Option<String>,
}

impl Mailing {
    /// The page looks again by itself while this is so.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.state == RunState::Running || (self.state == RunState::Done && !self.counts.is_settled())
    }
}

/// One invoice in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingItem {
    pub position: u32,
    pub invoice: String,
    pub number: String,
    pub customer_name: String,
    /// To whom its mail went.
    pub to: Option<String>,
    pub fate: ItemFate,
    /// `no_email`, `sent_meanwhile` or `error`, or what the mail server said.
    pub reason: Option<String>,
}

/// What the page of a mailing asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailingQuery {
    /// Name of an [`ItemFate`]; empty: all.
    pub state: String,
    pub page: String,
}

/// A mailing with one page of its invoices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailingPage {
    pub mailing: Mailing,
    pub items: Vec<MailingItem>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
}
