//! Finds out who is asking before a page is made, and sends strangers to the login.

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::domain::error::AppError;
use crate::server::auth::{Origin, session};
use crate::server::state::AppState;

/// Where pages of the dashboard live; everything else answers strangers itself.
const ROOMS: [&str; 13] = [
    "/overview",
    "/invoices",
    "/mailings",
    "/recurring",
    "/dunning",
    "/incoming",
    "/customers",
    "/billing",
    "/settings",
    "/notifications",
    "/operations",
    "/webhooks",
    "/audit",
];

/// Puts the [`Actor`](crate::server::auth::Actor) into the request's extensions where there is a live session.
pub async fn session(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let origin = request.extensions().get::<Origin>().cloned().unwrap_or_default();
    let token = session::cookie_value(request.headers(), session::COOKIE).map(str::to_owned);
    let actor = match token {
        None => Err(AppError::Unauthenticated),
        Some(token) => session::actor(&state, &token, origin).await,
    };
    match actor {
        Ok(actor) => {
            request.extensions_mut().insert(actor);
        }
        Err(AppError::Unauthenticated) if is_room(request.uri().path()) => return to_login(&request),
        Err(AppError::Unavailable) if is_room(request.uri().path()) => {
            return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5"), (header::CONTENT_TYPE, "text/html; charset=utf-8")], UNAVAILABLE)
                .into_response();
        }
        Err(_) => {}
    }
    next.run(request).await
}

/// Said when not even the session can be read; in both languages, because the person's is not known.
const UNAVAILABLE: &str = "<!DOCTYPE html><html lang=\"de\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"5\"><title>Gleich wieder da</title>\
    <h1>Gleich wieder da</h1><p>Die Datenbank antwortet gerade nicht. Diese Seite lädt sich in 5 Sekunden neu.</p>\
    <p lang=\"en\">The database is not answering right now. This page reloads in 5 seconds.</p></html>";

fn is_room(path: &str) -> bool {
    path == "/" || ROOMS.iter().any(|room| path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

fn to_login(request: &Request) -> Response {
    if request.method() != Method::GET {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    Redirect::to(&login_before(wanted)).into_response()
}

/// The login, from which it goes on to the page that was wanted.
#[must_use]
pub fn login_before(wanted: &str) -> String {
    if wanted == "/" {
        return "/login".to_owned();
    }
    let encoded: String = wanted
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_./".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    format!("/login?next={encoded}")
}

/// A page of ours to go on to after login; everything else is the overview.
#[must_use]
pub fn safe_next(next: &str) -> &str {
    if is_room(next.split('?').next().unwrap_or_default()) && !next.contains(['\\', '\r', '\n']) { next } else { "/" }
}

/// The page of ours that a form stood on, by its Referer, without the notice that was told there.
#[must_use]
pub fn page_before<'a>(referer: &'a str, otherwise: &'a str) -> String {
    let path = referer.split_once("://").and_then(|(_, rest)| rest.find('/').map(|start| &rest[start..])).unwrap_or_default();
    let (path, query) = safe_next(path).split_once('?').unwrap_or((safe_next(path), ""));
    let path = if path == "/" { otherwise } else { path };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("notice=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_the_page_it_stood_on() {
        assert_eq!(page_before("https://r.example/invoices?status=open&notice=saved&q=a%26b", "/"), "/invoices?status=open&q=a%26b");
        assert_eq!(page_before("https://r.example/settings/company", "/"), "/settings/company");
        for foreign in ["", "https://evil.example", "https://evil.example//evil.example", "/invoices", "about:blank"] {
            assert_eq!(page_before(foreign, "/invoices"), "/invoices", "{foreign}");
        }
    }

    #[test]
    fn after_login_nobody_is_sent_to_another_site() {
        assert_eq!(safe_next("/invoices/INV-1?dialog=share"), "/invoices/INV-1?dialog=share");
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "/invoicesx", ""] {
            assert_eq!(safe_next(foreign), "/", "{foreign}");
        }
    }
}
