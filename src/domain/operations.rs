//! How the background work goes, for those who look after it: queues, what failed, and the archive's last check.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::recurring::Refusal;

/// The operations page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operations {
    /// When it was looked at.
    pub at: DateTime<Utc>,
    pub queues: Vec<QueueFigures>,
    /// What was given up, newest first.
    pub failures: Vec<FailedWork>,
    pub archive: Option<ArchiveCheck>,
}

/// One queue, with the work of one organization only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueFigures {
    /// `mail`; the catalogue has its words.
    pub queue: String,
    /// Due, and nobody is at it.
    pub waiting: u64,
    pub running: u64,
    /// Due later: a retry after a pause, or the morning's digest.
    pub scheduled: u64,
    /// Given up, until somebody begins it anew.
    pub failed: u64,
    pub done_in_hour: u64,
    pub done_in_day: u64,
    /// Since when the oldest waits.
    pub waiting_since: Option<DateTime<Utc>>,
    pub pause: Option<Pause>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub since: DateTime<Utc>,
    pub by: Option<String>,
}

/// Something that was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedWork {
    pub queue: String,
    pub id: String,
    pub at: Option<DateTime<Utc>>,
    /// What a mail server or a storage said.
    pub reason: Option<String>,
    /// Why a series was refused; the catalogue has the words.
    pub refusal: Option<Refusal>,
    /// What it is about: a recipient, a name.
    pub subject: Option<String>,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    #[default]
    Waiting,
    Done,
    Failed,
}

impl CheckState {
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "waiting" => Some(Self::Waiting),
            "done" => Some(Self::Done),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

/// A look at every stored file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveCheck {
    pub state: CheckState,
    pub fine: u64,
    pub missing: u64,
    pub changed: u64,
    /// The first of them.
    pub problems: Vec<ArchiveProblem>,
    /// Why it could not be carried out.
    pub reason: Option<String>,
    pub ordered_at: DateTime<Utc>,
    pub ordered_by: Option<String>,
    pub finished_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Damage {
    /// The row speaks of a file that is not there.
    Missing,
    /// The bytes are not those that were stored.
    Changed,
}

impl Damage {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
        }
    }
}

/// A stored file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveProblem {
    pub damage: Damage,
    pub storage_key: String,
    pub file_name: String,
    /// The issued invoice that it belongs to, or …
    pub invoice: Option<String>,
    /// … the received one.
    pub incoming: Option<String>,
}
