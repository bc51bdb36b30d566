//! Between the pages and the verbs: who is asking, how a form's answer goes back, and the pages without Leptos' router.

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::domain::portal::{Branding, DeadLink};
use crate::ui;

pub mod answer;
pub mod attachments;
pub mod audit;
pub mod context;
pub mod dev_mail;
pub mod downloads;
pub mod dunning;
pub mod editing;
pub mod incoming;
pub mod portal;
pub mod series;
pub mod session;

/// What answers addresses that nobody knows, but for people who may belong to the dashboard: they see a page of their own.
#[must_use]
pub fn not_found(request: &Request) -> Option<Response> {
    let (path, headers) = (request.uri().path(), request.headers());
    let accepts_html = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"));
    if !accepts_html {
        return Some((StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response());
    }
    if path != "/portal" && !path.starts_with("/portal/") {
        return None;
    }
    let lang = context::requested_lang(request.uri().query().unwrap_or_default(), headers);
    let page = ui::portal::dead_link_page(&DeadLink::Unknown, lang);
    Some(portal::html(StatusCode::NOT_FOUND, page, &ui::portal::portal_style(&Branding::default())))
}
