//! The audit log as people read it: who did what, when, from where, to which thing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::money::Cents;

/// Groups of events, each with the beginnings of their names; the catalogue has the words of the groups.
pub const GROUPS: [(&str, &[&str]); 9] = [
    ("invoices", &["invoice"]),
    ("payments", &["payment"]),
    ("mails", &["mail", "mailing"]),
    ("customers", &["customer"]),
    ("incoming", &["incoming"]),
    ("settings", &["settings", "organization", "api_key"]),
    ("access", &["user", "client", "session", "team"]),
    ("automation", &["recurring", "billing", "run", "dunning", "webhook", "template"]),
    ("operations", &["archive", "queue", "work"]),
];

/// The beginnings of the names of a group's events; `None` for a group that does not exist.
#[must_use]
pub fn beginnings(group: &str) -> Option<&'static [&'static str]> {
    GROUPS.iter().find(|(name, _)| *name == group).map(|(_, beginnings)| *beginnings)
}

/// Those who are no person of the organization.
pub const OTHERS: [&str; 3] = ["api_key", "portal", "system"];

/// What is looked for, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// Part of a number, a name, a detail or an address.
    pub q: String,
    /// One of [`GROUPS`].
    pub group: String,
    /// A person's id, or one of [`OTHERS`].
    pub person: String,
    /// First and last day.
    pub from: String,
    pub until: String,
    /// Public id of the one invoice or customer that it is about.
    pub invoice: String,
    pub customer: String,
    /// Where the page goes on.
    pub cursor: String,
}

impl AuditQuery {
    /// The pairs of the address, without the place.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("group", &self.group),
            ("person", &self.person),
            ("from", &self.from),
            ("until", &self.until),
            ("invoice", &self.invoice),
            ("customer", &self.customer),
        ]
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs().iter().all(|(_, value)| value.trim().is_empty())
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    pub id: String,
    pub at: DateTime<Utc>,
    /// `invoice.issued`; the catalogue has its words.
    pub event: String,
    /// `user`, `api_key`, `portal` or `system`.
    pub actor_kind: String,
    pub actor_name: Option<String>,
    pub detail: Option<String>,
    pub amount: Option<Cents>,
    pub address: Option<String>,
    pub request_id: Option<String>,
    pub invoice: Option<String>,
    pub invoice_number: Option<String>,
    pub customer: Option<String>,
    pub customer_name: Option<String>,
}

/// One page of the log, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    /// Where older ones begin.
    pub next: Option<String>,
    /// Ids and names of the organization's people.
    pub people: Vec<(String, String)>,
    /// The one invoice or customer that it is about, by number or name.
    pub about: Option<String>,
}
