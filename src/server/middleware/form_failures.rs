//! What a browser gets when a form was not answered by its own page: a page that says why in plain words, and keeps the way back.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::portal::{Branding, DeadLink};
use crate::server::pages::context::requested_lang;
use crate::server::pages::portal::html;
use crate::ui;

/// The largest form or JSON body, in bytes; uploads have their own limits.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// Passes everything on but failures of forms that a browser sent.
pub async fn form_failures(request: Request, next: Next) -> Response {
    if !is_form_of_a_browser(&request) {
        return next.run(request).await;
    }
    let lang = requested_lang("", request.headers());
    if length(request.headers()) > BODY_LIMIT {
        return page(StatusCode::PAYLOAD_TOO_LARGE, &DeadLink::TooLarge, lang);
    }
    let response = next.run(request).await;
    match failure(&response) {
        Some((status, dead)) => page(status, &dead, lang),
        None => response,
    }
}

fn is_form_of_a_browser(request: &Request) -> bool {
    let accepts_html = text(request.headers(), header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    request.method() == Method::POST && request.uri().path().starts_with("/rpc/") && accepts_html
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn length(headers: &HeaderMap) -> usize {
    text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse().ok()).unwrap_or(0)
}

fn failure(response: &Response) -> Option<(StatusCode, DeadLink)> {
    let status = response.status();
    let error = if status == StatusCode::TOO_MANY_REQUESTS {
        let seconds = text(response.headers(), header::RETRY_AFTER).and_then(|seconds| seconds.parse().ok());
        AppError::TooManyRequests(seconds.unwrap_or(60))
    } else if status == StatusCode::SERVICE_UNAVAILABLE {
        AppError::Unavailable
    } else {
        error_in(text(response.headers(), header::LOCATION)?)?
    };
    match error {
        AppError::TooManyRequests(seconds) => Some((StatusCode::TOO_MANY_REQUESTS, DeadLink::TooManyRequests { retry_after_seconds: seconds })),
        AppError::Unavailable => Some((StatusCode::SERVICE_UNAVAILABLE, DeadLink::Unavailable)),
        AppError::Invalid(_) => Some((StatusCode::UNPROCESSABLE_ENTITY, DeadLink::Unreadable)),
        _ => None,
    }
}

/// A server function whose arguments cannot be read goes back to where the form stood, with its error in the address (`__err`).
fn error_in(location: &str) -> Option<AppError> {
    let encoded = location.split("__err=").nth(1)?.split('&').next()?.replace("%3D", "=");
    serde_json::from_slice(&URL_SAFE.decode(encoded).ok()?).ok()
}

fn page(status: StatusCode, dead: &DeadLink, lang: Lang) -> Response {
    let mut response = html(status, ui::portal::dead_link_page(dead, lang), &ui::portal::portal_style(&Branding::default()));
    let seconds = match dead {
        DeadLink::TooManyRequests { retry_after_seconds } => Some(*retry_after_seconds),
        DeadLink::Unavailable => Some(5),
        _ => None,
    };
    if let Some(seconds) = seconds {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_read_back_from_the_address() {
        let encoded = URL_SAFE.encode(serde_json::to_vec(&AppError::Unavailable).unwrap()).replace('=', "%3D");
        assert_eq!(error_in(&format!("/login?__path=x&__err={encoded}&a=b")), Some(AppError::Unavailable));
        assert_eq!(error_in("/invoices?notice=saved"), None);
    }
}
