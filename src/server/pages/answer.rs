//! How the answer of a form goes back to the browser: on success to the next page with a notice,
//! on a refusal to the form with what was typed. Programs get the error itself.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use serde::Serialize;

use crate::domain::error::AppError;
use crate::domain::flash::Flash;
use crate::server::accounts::flash;
use crate::server::auth::session;
use crate::server::pages::context;
use crate::server::state::AppState;

/// A form that was posted: its name, where it stands, and what was typed (no passwords).
#[derive(Clone, Debug)]
pub struct Form {
    name: &'static str,
    page: String,
    typed: serde_json::Value,
}

impl Form {
    #[must_use]
    pub fn new(name: &'static str, page: impl Into<String>) -> Self {
        Self { name, page: page.into(), typed: serde_json::Value::Null }
    }

    /// What to fill in again after a refusal.
    #[must_use]
    pub fn typed(self, typed: &impl Serialize) -> Self {
        Self { typed: serde_json::to_value(typed).unwrap_or_default(), ..self }
    }

    /// Answers the browser: on success the next page, else this form's page once more.
    ///
    /// # Errors
    /// The error itself, for callers that are no browsers.
    pub async fn answer(self, state: &AppState, result: Result<String, AppError>) -> Result<(), AppError> {
        match result {
            Ok(next) => {
                leptos_axum::redirect(&next);
                Ok(())
            }
            Err(error) if accepts_html() => self.back(state, error).await,
            Err(error) => {
                set_status(&error);
                Err(error)
            }
        }
    }

    /// Hands what was typed over to the page itself, once: the way a new secret is shown.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn hand_over(self, state: &AppState) -> Result<(), AppError> {
        self.keep(state, AppError::Invalid(Vec::new())).await
    }

    async fn back(self, state: &AppState, error: AppError) -> Result<(), AppError> {
        if error == AppError::Unauthenticated && self.name != "log_in" {
            leptos_axum::redirect("/login");
            return Ok(());
        }
        self.keep(state, error).await
    }

    async fn keep(self, state: &AppState, error: AppError) -> Result<(), AppError> {
        let kept = flash::keep(state, &Flash { form: self.name.to_owned(), error, typed: self.typed }).await?;
        set_cookie(&session::set_cookie(flash::COOKIE, &kept, flash::LIFETIME.num_seconds(), state.config.mode));
        leptos_axum::redirect(&self.page);
        Ok(())
    }
}

/// Sends the browser back to the page of a form that is no server function, with what was wrong.
pub async fn refuse(state: &AppState, form: &str, error: AppError, page: &str) -> Response {
    let flash = Flash { form: form.to_owned(), error, typed: serde_json::Value::Null };
    match flash::keep(state, &flash).await {
        Ok(token) => {
            let cookie = session::set_cookie(flash::COOKIE, &token, flash::LIFETIME.num_seconds(), state.config.mode);
            ([(header::SET_COOKIE, cookie)], Redirect::to(page)).into_response()
        }
        Err(error) => plain(&error),
    }
}

/// An error where a file was asked for.
#[must_use]
pub fn plain(error: &AppError) -> Response {
    (status(error), error.to_string()).into_response()
}

/// What the refused form with one of these names brings back, once.
///
/// # Errors
/// `Unavailable`.
pub async fn take_flash(state: &AppState) -> Result<Option<Flash>, AppError> {
    let headers = context::headers();
    let Some(token) = session::cookie_value(&headers, flash::COOKIE).filter(|token| !token.is_empty()) else { return Ok(None) };
    set_cookie(&session::set_cookie(flash::COOKIE, "", 0, state.config.mode));
    flash::take(state, token).await
}

/// The data of a page, or its error with the right status.
///
/// # Errors
/// The error of the verb.
pub fn page<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let Err(error) = &result {
        set_status(error);
    }
    result
}

/// Adds a cookie to the response.
pub fn set_cookie(cookie: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        options.append_header(header::SET_COOKIE, value);
    }
}

/// `/invoices?notice=saved`, also where the path has a query already.
#[must_use]
pub fn with_notice(path: &str, notice: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}notice={notice}")
}

/// A browser shows the answer to a person.
#[must_use]
pub fn accepts_html() -> bool {
    context::headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

fn set_status(error: &AppError) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(status(error));
        if let Some(seconds) = retry_after(error) {
            options.insert_header(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
}

/// The status code of an error (RFC 9110 §15).
#[must_use]
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::Unauthenticated => StatusCode::UNAUTHORIZED,
        AppError::Conflict(_) | AppError::Findings(_) => StatusCode::CONFLICT,
        AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
        AppError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Seconds after which another try makes sense.
#[must_use]
pub fn retry_after(error: &AppError) -> Option<u32> {
    match error {
        AppError::TooManyRequests(seconds) => Some(*seconds),
        AppError::Unavailable => Some(5),
        _ => None,
    }
}
