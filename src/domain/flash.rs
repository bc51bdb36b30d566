//! What a refused form brings back to its page.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::error::{AppError, FieldError};

/// What was wrong with a form, and its fields as typed (passwords left out).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Which form it was, so that no other form takes it.
    pub form: String,
    pub error: AppError,
    pub typed: serde_json::Value,
}

impl Flash {
    /// The wrong fields, if that was it.
    #[must_use]
    pub fn fields(&self) -> Vec<FieldError> {
        match &self.error {
            AppError::Invalid(fields) => fields.clone(),
            _ => Vec::new(),
        }
    }

    /// What was typed, if it still has that shape.
    #[must_use]
    pub fn typed<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(self.typed.clone()).ok()
    }
}
