//! What a server function finds around it: the state, the person, the request.

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use leptos::prelude::use_context;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::server::auth::{Actor, Origin, Who, session};
use crate::server::pages;
use crate::server::pages::answer;
use crate::server::state::AppState;

/// # Errors
/// `Unavailable` outside of a request.
pub fn state() -> Result<AppState, AppError> {
    use_context::<AppState>().ok_or(AppError::Unavailable)
}

/// The person who is logged in. Programs hear 401 of it, the form of a browser is led to the login.
///
/// # Errors
/// `Unauthenticated`.
pub fn actor() -> Result<Actor, AppError> {
    let actor = extension::<Actor>().ok_or(AppError::Unauthenticated);
    if answer::accepts_html() { actor } else { answer::page(actor) }
}

/// State and person, which nearly every server function needs.
///
/// # Errors
/// `Unauthenticated`.
pub fn state_and_actor() -> Result<(AppState, Actor), AppError> {
    Ok((state()?, actor()?))
}

/// Where the request comes from.
#[must_use]
pub fn origin() -> Origin {
    extension::<Origin>().unwrap_or_default()
}

/// The headers of the request.
#[must_use]
pub fn headers() -> HeaderMap {
    use_context::<Parts>().map(|parts| parts.headers).unwrap_or_default()
}

/// The page that the posted form stood on, or this one where the browser does not say.
#[must_use]
pub fn page_before(otherwise: &str) -> String {
    let headers = headers();
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    pages::session::page_before(referer, otherwise)
}

/// The token of the session cookie.
#[must_use]
pub fn session_token() -> Option<String> {
    session::cookie_value(&headers(), session::COOKIE).map(str::to_owned)
}

/// The reader's language: the choice of the person, `?lang=`, the browser's.
#[must_use]
pub fn lang() -> Lang {
    if let Some(Actor { who: Who::User { lang, .. }, .. }) = extension::<Actor>() {
        return lang;
    }
    let query = use_context::<Parts>().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    requested_lang(&query, &headers())
}

/// `?lang=`, or the browser's language.
#[must_use]
pub fn requested_lang(query: &str, headers: &HeaderMap) -> Lang {
    let chosen = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::parse);
    let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Lang::from_accept_language);
    chosen.or_else(accepted).unwrap_or_default()
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<T>().cloned())
}
