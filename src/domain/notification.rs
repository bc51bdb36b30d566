//! How people want to be told of what happens: in the app, by mail at once, once a day, or not at all.

use serde::{Deserialize, Serialize};

/// The kinds that can be chosen for; the catalogue has their words. What is not among them counts as [`OTHER`].
pub const KINDS: [&str; 12] = [
    "payment.confirmed",
    "payment.reported",
    "invoice.overdue",
    "mail.failed",
    "mail.bounced",
    "recurring.failed",
    "recurring.stopped",
    "billing_run.with_failures",
    "billing_run.failed",
    "webhook.switched_off",
    "invoice.documents_failed",
    "archive.damaged",
];

/// Everything else.
pub const OTHER: &str = "other";

/// The kind under which the choice for an event is kept.
#[must_use]
pub fn kind_of(event: &str) -> &str {
    if KINDS.contains(&event) { event } else { OTHER }
}

/// The way in which somebody is told. Every way but `Off` shows it in the app, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    #[default]
    App,
    /// A mail at once.
    Mail,
    /// One mail a day, at 7 in the morning.
    Digest,
    Off,
}

impl Channel {
    pub const ALL: [Self; 4] = [Self::App, Self::Mail, Self::Digest, Self::Off];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Mail => "mail",
            Self::Digest => "digest",
            Self::Off => "off",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == text)
    }
}

/// What one person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// Where mails go to.
    pub email: String,
    /// Every kind with its choice, [`OTHER`] last.
    pub choices: Vec<(String, Channel)>,
}
