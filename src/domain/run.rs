//! A long piece of work that people start and watch: a monthly run, a mailing.

use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    #[default]
    Running,
    /// Everything had its turn; of a mailing, the mail server may still have to take some.
    Done,
    /// It was given up half-way; people have to look.
    Failed,
}

impl RunState {
    pub const ALL: [Self; 3] = [Self::Running, Self::Done, Self::Failed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}
