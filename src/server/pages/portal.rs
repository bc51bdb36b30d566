//! `GET /portal/{token}`: the page behind a share link, without any script.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::portal::{DeadLink, ExpiredLink, PortalNotice};
use crate::server::auth::{Actor, Origin};
use crate::server::middleware::security_headers::plain_policy;
use crate::server::pages::context::requested_lang;
use crate::server::portal::shelf::Asked;
use crate::server::portal::{self, LinkError, Opened, Visitor};
use crate::server::state::AppState;
use crate::ui;

/// Renders the invoice, or says kindly why there is none.
pub async fn page(
    State(state): State<AppState>,
    Extension(origin): Extension<Origin>,
    staff: Option<Extension<Actor>>,
    token: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    // What is not even text is as unknown as what is no token.
    let token = token.map(|Path(token)| token).unwrap_or_default();
    let query = query.unwrap_or_default();
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let visitor = Visitor { origin, user_agent, staff_of: staff.map(|Extension(actor)| actor.organization) };
    let lang = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::parse);
    match portal::open(&state, &token, Asked { lang, notice: notice(&query) }, &visitor).await {
        Ok(Opened::Ready(ready)) => answer(StatusCode::OK, Bytes::from_owner(ready.html), &ready.policy),
        Ok(Opened::Invoice(view, place)) => {
            let policy = policy_of(&ui::portal::portal_style(&view.branding));
            let html = ui::portal::portal_page(&view, notice(&query));
            state.shelf.put(*place, &html, &policy);
            answer(StatusCode::OK, html.into(), &policy)
        }
        Err(error) => dead(&state, error, requested_lang(&query, &headers)).await,
    }
}

fn notice(query: &str) -> Option<PortalNotice> {
    match query.split('&').find_map(|pair| pair.strip_prefix("notice="))? {
        "confirmed" => Some(PortalNotice::Confirmed),
        "already_confirmed" => Some(PortalNotice::AlreadyConfirmed),
        "invalid" => Some(PortalNotice::InvalidInput),
        _ => None,
    }
}

async fn dead(state: &AppState, error: LinkError, lang: Lang) -> Response {
    let (status, dead) = match error {
        LinkError::Unknown | LinkError::App(AppError::NotFound) => (StatusCode::NOT_FOUND, DeadLink::Unknown),
        LinkError::Expired { organization, on } => (StatusCode::NOT_FOUND, expired(state, organization, on).await),
        LinkError::App(AppError::TooManyRequests(seconds)) => {
            (StatusCode::TOO_MANY_REQUESTS, DeadLink::TooManyRequests { retry_after_seconds: seconds })
        }
        LinkError::App(_) => (StatusCode::SERVICE_UNAVAILABLE, DeadLink::Unavailable),
    };
    let branding = match &dead {
        DeadLink::Expired(link) => link.branding.clone(),
        _ => crate::domain::portal::Branding::default(),
    };
    let mut response = html(status, ui::portal::dead_link_page(&dead, lang), &ui::portal::portal_style(&branding));
    let retry = match &dead {
        DeadLink::TooManyRequests { retry_after_seconds } => Some(*retry_after_seconds),
        DeadLink::Unavailable => Some(5),
        _ => None,
    };
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

async fn expired(state: &AppState, organization: uuid::Uuid, on: chrono::NaiveDate) -> DeadLink {
    match portal::expired_seller(state, organization).await {
        Ok(row) => DeadLink::Expired(Box::new(ExpiredLink {
            branding: portal::view::branding(&row),
            seller_name: row.name,
            seller_email: row.contact_email,
            expired_on: Some(on),
            imprint_url: row.imprint_url,
            privacy_url: row.privacy_url,
        })),
        Err(_) => DeadLink::Unavailable,
    }
}

/// The page with the one policy that its style element fits, and never kept by anyone.
pub fn html(status: StatusCode, body: String, style: &str) -> Response {
    answer(status, body.into(), &policy_of(style))
}

fn policy_of(style: &str) -> String {
    plain_policy(&STANDARD.encode(Sha256::digest(style.as_bytes())))
}

fn answer(status: StatusCode, body: Bytes, policy: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::REFERRER_POLICY, "same-origin"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
    ];
    (status, headers, body).into_response()
}
