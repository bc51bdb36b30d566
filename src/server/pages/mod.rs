//! Between the pages and the verbs: who is asking, how a form's answer goes back, and the pages without Leptos' router.

use axum::Extension;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};

use crate::domain::portal::{Branding, DeadLink};
use crate::ui;

pub mod answer;
pub mod audit;
pub mod context;
pub mod dev_mail;
pub mod downloads;
pub mod editing;
pub mod incoming;
pub mod portal;
pub mod session;

/// What answers addresses that nobody knows.
pub async fn not_found(uri: Uri, headers: HeaderMap, actor: Option<Extension<crate::server::auth::Actor>>) -> Response {
    let accepts_html = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    if !accepts_html {
        return (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response();
    }
    let lang = actor.map_or_else(|| context::requested_lang(uri.query().unwrap_or_default(), &headers), |Extension(actor)| actor.lang());
    portal::html(StatusCode::NOT_FOUND, ui::portal::dead_link_page(&DeadLink::Unknown, lang), &ui::portal::portal_style(&Branding::default()))
}
