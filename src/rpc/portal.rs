//! The one form of the portal page.

use leptos::prelude::*;

use crate::domain::error::AppError;

/// Every expected outcome goes back to the page with a code; the page has the words.
#[server(endpoint = "portal/confirm_payment")]
pub async fn confirm_payment(token: String, #[server(default)] date: String, #[server(default)] note: String) -> Result<(), AppError> {
    use crate::domain::error::Conflict;
    use crate::server::pages::context;
    use crate::server::portal::{self, ConfirmationForm, ShareToken};
    let state = context::state()?;
    let result = portal::confirm_payment(&state, &token, &ConfirmationForm { date, note }, context::origin()).await.map_err(AppError::from);
    let code = match result {
        Ok(_) => "confirmed",
        Err(AppError::Conflict(Conflict::AlreadyPaid | Conflict::Closed)) => "already_confirmed",
        Err(AppError::Invalid(_)) => "invalid",
        Err(error @ (AppError::TooManyRequests(_) | AppError::Unavailable)) => return crate::server::pages::answer::page(Err(error)),
        Err(_) => "gone",
    };
    // A token that cannot be one must not reach the address; the page for it says what to do.
    let token = ShareToken::parse(&token).map_or_else(|| "unknown".to_owned(), |token| token.as_str().to_owned());
    leptos_axum::redirect(&format!("/portal/{token}?notice={code}"));
    Ok(())
}
