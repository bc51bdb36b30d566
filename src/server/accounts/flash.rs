//! A form's way back to its page: after a refused POST the page shows the errors and keeps what was typed.
//!
//! The browser is redirected, so both wait in the database for a moment, found by a random token in a cookie.

use chrono::TimeDelta;

use crate::domain::error::AppError;
use crate::domain::flash::Flash;
use crate::server::accounts::queries;
use crate::server::secret;
use crate::server::state::AppState;

/// The name of the cookie.
pub const COOKIE: &str = "flash";

/// The cookie lives a little shorter than the row.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// Keeps it for the next page; returns the token for the cookie.
///
/// # Errors
/// `Unavailable`.
pub async fn keep(state: &AppState, flash: &Flash) -> Result<String, AppError> {
    let token = secret::new_token();
    let json = serde_json::to_string(flash).map_err(|_| AppError::Unavailable)?;
    let payload = state.cipher.encrypt(&json).map_err(|_| AppError::Unavailable)?;
    queries::insert_flash(state.db.pool(), &secret::token_hash(&token), &payload, state.clock.now() + LIFETIME).await?;
    Ok(token)
}

/// Hands it out once.
///
/// # Errors
/// `Unavailable`.
pub async fn take(state: &AppState, token: &str) -> Result<Option<Flash>, AppError> {
    let payload = queries::take_flash(state.db.pool(), &secret::token_hash(token), state.clock.now()).await?;
    Ok(payload.and_then(|payload| serde_json::from_str(&state.cipher.decrypt(&payload)?).ok()))
}
