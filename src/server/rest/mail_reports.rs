//! `POST /webhooks/email`: what the mail providers report (spec §6). No caller of ours: the status code is the whole answer.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::post;

use crate::domain::error::AppError;
use crate::server::mail::reports::{self, Proof, Provider, Refusal};
use crate::server::state::AppState;

/// Providers send their events in batches.
const LIMIT: usize = 2 * 1024 * 1024;

pub fn router() -> Router<AppState> {
    Router::new().route("/webhooks/email", post(recognized)).route("/webhooks/email/{provider}", post(named)).layer(DefaultBodyLimit::max(LIMIT))
}

/// Under one address for all: each is recognized by the headers that only it sends.
async fn recognized(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let provider = if headers.contains_key("x-twilio-email-event-webhook-signature") {
        Provider::Sendgrid
    } else if headers.contains_key("svix-signature") || headers.contains_key("webhook-signature") {
        Provider::Resend
    } else {
        Provider::Brevo
    };
    answer(reports::receive(&state, provider, &proof(provider, &headers), &body).await)
}

async fn named(State(state): State<AppState>, Path(provider): Path<String>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(provider) = Provider::parse(&provider) else { return StatusCode::NOT_FOUND };
    answer(reports::receive(&state, provider, &proof(provider, &headers), &body).await)
}

fn answer(taken: Result<(), Refusal>) -> StatusCode {
    match taken {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(Refusal::NotConfigured | Refusal::App(AppError::NotFound)) => StatusCode::NOT_FOUND,
        Err(Refusal::NotGenuine) => StatusCode::UNAUTHORIZED,
        Err(Refusal::Malformed) => StatusCode::BAD_REQUEST,
        Err(Refusal::App(_)) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

fn proof(provider: Provider, headers: &HeaderMap) -> Proof {
    let first = |names: &[&str]| names.iter().find_map(|name| headers.get(*name)?.to_str().ok()).unwrap_or_default().to_owned();
    match provider {
        Provider::Brevo => {
            let authorization = first(&[header::AUTHORIZATION.as_str()]);
            Proof { token: authorization.strip_prefix("Bearer ").unwrap_or_default().to_owned(), ..Proof::default() }
        }
        Provider::Sendgrid => Proof {
            timestamp: first(&["x-twilio-email-event-webhook-timestamp"]),
            signature: first(&["x-twilio-email-event-webhook-signature"]),
            ..Proof::default()
        },
        Provider::Resend => Proof {
            id: first(&["svix-id", "webhook-id"]),
            timestamp: first(&["svix-timestamp", "webhook-timestamp"]),
            signature: first(&["svix-signature", "webhook-signature"]),
            ..Proof::default()
        },
    }
}
