//! What each page loads before it is shown, and how a refused form comes back to it.

pub mod account;
pub mod audit;
pub mod customers;
pub mod development;
pub mod dunning;
pub mod incoming;
pub mod invoices;
pub mod mailings;
pub mod operations;
pub mod overview;
pub mod recurring;
pub mod settings;
pub mod usage;
pub mod webhooks;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::domain::error::{AppError, FieldError};
use crate::domain::flash::Flash;

/// A part of the path.
pub(super) fn param(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

/// A pair of the query.
pub(super) fn query(name: &str) -> String {
    use_query_map().read_untracked().get(name).unwrap_or_default()
}

/// The wrong fields of a refused form, and the error where it belongs to no field.
pub(super) fn refusal(flash: Option<&Flash>) -> (Vec<FieldError>, Option<AppError>) {
    let fields = flash.map(Flash::fields).unwrap_or_default();
    let error = flash.map(|flash| flash.error.clone()).filter(|error| !matches!(error, AppError::Invalid(_)));
    (fields, error)
}
