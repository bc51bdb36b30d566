//! Between the pages and the verbs: who is asking, how a form's answer goes back, and the pages without Leptos' router.

pub mod answer;
pub mod context;
pub mod dev_mail;
pub mod downloads;
pub mod editing;
pub mod portal;
pub mod session;

use axum::Extension;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse as _, Response};

use crate::ui;

/// What answers addresses that nobody knows.
pub async fn not_found(uri: Uri, headers: HeaderMap, actor: Option<Extension<crate::server::auth::Actor>>) -> Response {
    let accepts_html = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    if !accepts_html {
        return (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response();
    }
    let lang = actor.map_or_else(|| context::requested_lang(uri.query().unwrap_or_default(), &headers), |Extension(actor)| actor.lang());
    (StatusCode::NOT_FOUND, Html(ui::portal::dead_link_page(&crate::domain::portal::DeadLink::Unknown, lang))).into_response()
}
