//! The environment's variables, read once at the start; tests bring their own.

use std::collections::HashMap;
use std::str::FromStr;

use anyhow::{Context as _, anyhow};

#[derive(Clone, Debug, Default)]
pub struct Environment(HashMap<String, String>);

impl Environment {
    /// The process's variables, and below them those of `.env` in the working directory outside production.
    #[must_use]
    pub fn of_process() -> Self {
        #[allow(clippy::disallowed_methods, reason = "this is the one home of the environment")]
        if std::env::var("RECHNUNGSWERK_ENV").as_deref() != Ok("production") {
            dotenvy::dotenv().ok();
        }
        Self(std::env::vars().collect())
    }

    #[must_use]
    pub fn of(settings: &[(&str, &str)]) -> Self {
        Self(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The value, trimmed; empty is not set.
    #[must_use]
    pub fn optional(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// # Errors
    /// When the variable is not set.
    pub fn required(&self, name: &str) -> anyhow::Result<String> {
        self.optional(name).with_context(|| format!("{name} is missing"))
    }

    /// # Errors
    /// When the value cannot be read as a `T`.
    pub fn parsed<T: FromStr>(&self, name: &str, default: &str, expected: &str) -> anyhow::Result<T> {
        let value = self.optional(name).unwrap_or_else(|| default.to_owned());
        value.parse().map_err(|_| anyhow!("{name} must be {expected}"))
    }
}
