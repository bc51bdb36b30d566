//! `Idempotency-Key` on every POST of an organization: the same request twice is carried out once.

use axum::body::Body;
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt as _;
use sha2::{Digest as _, Sha256};
use tracing::Instrument as _;

use crate::domain::error::{AppError, Conflict};
use crate::server::auth::Actor;
use crate::server::db;
use crate::server::idempotency::{self, Answer, Claim};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::invoices::attachments;
use crate::server::rest::problem::ApiError;
use crate::server::rest::{extract, incoming};
use crate::server::state::AppState;
use crate::server::uploads;

static KEY: HeaderName = HeaderName::from_static("idempotency-key");
static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Carries out requests without a key as they are, and those with one at most once.
pub async fn once(State(state): State<AppState>, request: Request, next: Next) -> Result<Response, ApiError> {
    if request.method() != Method::POST || !request.headers().contains_key(&KEY) {
        return Ok(next.run(request).await);
    }
    let key = key_of(request.headers())?;
    let (mut parts, body) = request.into_parts();
    let ApiActor(actor) = ApiActor::from_request_parts(&mut parts, &state).await?;
    let bytes = match parts.uri.path() {
        incoming::PATH => uploads::read_file(body).await?,
        path if path.ends_with(attachments::PATH) => extract::read_large(body).await?,
        _ => extract::read(body).await?,
    };
    let hash = Sha256::digest([parts.method.as_str().as_bytes(), b" ", parts.uri.to_string().as_bytes(), b"\n", &bytes].concat());
    parts.extensions.insert(ApiActor(actor.clone()));
    let request = Request::from_parts(parts, Body::from(bytes));
    match idempotency::claim(&state, &actor, &key, &hash).await? {
        Claim::Taken(id) => {
            // A caller who hangs up must not leave the key taken: the request is finished for the one who asks again.
            let work = async move { carry_out(&state, &actor, id, request, next).await }.in_current_span();
            tokio::spawn(work).await.map_err(|_| ApiError::Other(StatusCode::INTERNAL_SERVER_ERROR))?
        }
        Claim::Answered(answer) => Ok(replay(answer)),
        Claim::InProgress => Err(ApiError::IdempotencyKeyInUse),
        Claim::AnswerLost => Err(ApiError::IdempotencyAnswerLost),
        Claim::Reused => Err(AppError::Conflict(Conflict::IdempotencyKeyReused).into()),
    }
}

/// 1 to 255 printable characters.
fn key_of(headers: &HeaderMap) -> Result<String, ApiError> {
    let key = headers.get(&KEY).and_then(|key| key.to_str().ok()).map(str::trim).unwrap_or_default();
    if (1..=255).contains(&key.len()) {
        Ok(key.to_owned())
    } else {
        Err(ApiError::Field { field: "Idempotency-Key".to_owned(), problem: "wrong_type" })
    }
}

/// Keeps the answer of a request that did something; another one did nothing and may be tried again.
async fn carry_out(state: &AppState, actor: &Actor, id: uuid::Uuid, request: Request, next: Next) -> Result<Response, ApiError> {
    let response = db::under(id, next.run(request)).await;
    if !response.status().is_success() {
        idempotency::release(state, actor, id).await?;
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(|_| AppError::Unavailable)?.to_bytes();
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let answer =
        Answer { status: parts.status.as_u16(), content_type: text(header::CONTENT_TYPE), location: text(header::LOCATION), body: bytes.to_vec() };
    idempotency::keep(state, actor, id, &answer).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

fn replay(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    for (name, value) in [(header::CONTENT_TYPE, answer.content_type), (header::LOCATION, answer.location)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    headers.insert(REPLAYED.clone(), HeaderValue::from_static("true"));
    response
}
