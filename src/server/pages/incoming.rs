//! Files of received invoices: the form that takes them in, and the way back out.

use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::domain::error::AppError;
use crate::server::auth::Actor;
use crate::server::incoming::{self, Received};
use crate::server::pages::answer::{self, with_notice};
use crate::server::state::AppState;
use crate::server::{files, uploads};

const PAGE: &str = "/incoming";

/// `POST /incoming`.
pub async fn upload(State(state): State<AppState>, actor: Option<Extension<Actor>>, request: Request) -> Response {
    let Some(Extension(actor)) = actor else { return StatusCode::UNAUTHORIZED.into_response() };
    match receive(&state, &actor, request).await {
        Ok(Received { id, is_known }) => {
            let notice = if is_known { "incoming_known" } else { "incoming_received" };
            Redirect::to(&with_notice(&format!("{PAGE}/{id}"), notice)).into_response()
        }
        Err(error @ AppError::NotFound) => answer::plain(&error),
        Err(error) => answer::refuse(&state, "incoming", error, PAGE).await,
    }
}

async fn receive(state: &AppState, actor: &Actor, request: Request) -> Result<Received, AppError> {
    actor.require_billing()?;
    let upload = uploads::file(request).await?;
    incoming::receive(state, actor, &upload.name, upload.bytes).await
}

/// `GET /incoming/{id}/file`.
pub async fn file(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    match files::incoming(&state, &actor, &id, &headers).await {
        Ok(response) => response,
        Err(error) => answer::plain(&error),
    }
}
