//! What a browser gets when a form was not answered by its own page: a page that says why in plain words, and keeps the way back.
//! A program that called the form's function gets the error with its status.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use futures::StreamExt as _;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::portal::{Branding, DeadLink};
use crate::server::pages::answer::status;
use crate::server::pages::context::requested_lang;
use crate::server::pages::portal::html;
use crate::server::pages::session::{login_before, page_before};
use crate::ui;

/// The largest form or JSON body, in bytes; uploads have their own limits.
pub const BODY_LIMIT: usize = 1024 * 1024;

/// So much of a body that is too large is read before it is refused: a browser shows no answer to what it is still sending.
const PATIENCE: usize = 64 * BODY_LIMIT;

/// Passes everything on but failures of forms.
pub async fn form_failures(request: Request, next: Next) -> Response {
    if !is_form_of_a_browser(&request) {
        let is_function = request.uri().path().starts_with("/rpc/");
        let response = next.run(request).await;
        return if is_function { with_status(response).await } else { response };
    }
    let lang = requested_lang("", request.headers());
    let stood_on = page_before(text(request.headers(), header::REFERER).unwrap_or_default(), "/");
    if length(request.headers()) > BODY_LIMIT {
        read_off(request.into_body()).await;
        return page(StatusCode::PAYLOAD_TOO_LARGE, &DeadLink::TooLarge, lang);
    }
    let response = next.run(request).await;
    let status = response.status();
    let (error, response) = if status == StatusCode::TOO_MANY_REQUESTS {
        (Some(AppError::TooManyRequests(seconds(response.headers()))), response)
    } else if status == StatusCode::SERVICE_UNAVAILABLE {
        (Some(AppError::Unavailable), response)
    } else if status.is_redirection() {
        error_in(response).await
    } else {
        (None, response)
    };
    match error {
        Some(AppError::TooManyRequests(seconds)) => {
            page(StatusCode::TOO_MANY_REQUESTS, &DeadLink::TooManyRequests { retry_after_seconds: seconds }, lang)
        }
        Some(AppError::Unavailable) => page(StatusCode::SERVICE_UNAVAILABLE, &DeadLink::Unavailable, lang),
        Some(AppError::Invalid(_)) => page(StatusCode::UNPROCESSABLE_ENTITY, &DeadLink::Unreadable, lang),
        // The session ended while the form was being filled in.
        Some(AppError::Unauthenticated) => Redirect::to(&login_before(&stood_on)).into_response(),
        _ => response,
    }
}

/// A server function that failed before its body ran says 500 whatever the reason; the reason stands in its answer.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (error, mut response) = error_in(response).await;
    if let Some(error) = error {
        *response.status_mut() = status(&error);
    }
    response
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

fn seconds(headers: &HeaderMap) -> u32 {
    text(headers, header::RETRY_AFTER).and_then(|seconds| seconds.parse().ok()).unwrap_or(60)
}

async fn read_off(body: Body) {
    let mut read = 0;
    let mut chunks = body.into_data_stream();
    while let Some(Ok(chunk)) = chunks.next().await {
        read += chunk.len();
        if read > PATIENCE {
            return;
        }
    }
}

/// A server function that failed before its form could answer sends the browser back to where it came from, the error in its body.
async fn error_in(response: Response) -> (Option<AppError>, Response) {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
    let error = serde_json::from_slice(&body).ok();
    (error, Response::from_parts(parts, Body::from(body)))
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
