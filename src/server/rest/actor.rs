//! Who calls the API: an organization by its key, or a person by the session of the dashboard.

use axum::extract::FromRequestParts;
use axum::http::HeaderName;
use axum::http::request::Parts;

use crate::domain::error::AppError;
use crate::server::auth::{Actor, Origin, api_key, session};
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

static KEY: HeaderName = HeaderName::from_static("x-api-key");

/// The caller. A key that is not valid is refused, also where a session would do.
#[derive(Clone, Debug)]
pub struct ApiActor(pub Actor);

impl FromRequestParts<AppState> for ApiActor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let origin = origin_of(parts);
        let actor = if let Some(key) = parts.headers.get(&KEY) {
            api_key::actor(state, key.to_str().map_err(|_| AppError::Unauthenticated)?, origin).await?
        } else {
            let token = session::cookie_value(&parts.headers, session::COOKIE).ok_or(AppError::Unauthenticated)?;
            session::actor(state, token, origin).await?
        };
        Ok(Self(actor))
    }
}

/// Where the request came from.
#[derive(Clone, Debug)]
pub struct Sender(pub Origin);

impl<S: Send + Sync> FromRequestParts<S> for Sender {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Ok(Self(origin_of(parts)))
    }
}

fn origin_of(parts: &Parts) -> Origin {
    parts.extensions.get::<Origin>().cloned().unwrap_or_default()
}
