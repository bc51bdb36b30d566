//! The form that attaches a file or a link to a draft.

use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::domain::error::AppError;
use crate::domain::invoice::attachment::{AttachmentForm, FILE};
use crate::server::auth::Actor;
use crate::server::invoices::attachments::{self, GivenFile};
use crate::server::pages::answer::{self, with_notice};
use crate::server::state::AppState;
use crate::server::uploads;

/// `POST /invoices/{id}/attachments`.
pub async fn upload(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>, request: Request) -> Response {
    let Some(Extension(actor)) = actor else { return StatusCode::UNAUTHORIZED.into_response() };
    let page = format!("/invoices/{id}/attachments");
    match attach(&state, &actor, &id, request).await {
        Ok(()) => Redirect::to(&with_notice(&page, "saved")).into_response(),
        Err(error @ AppError::NotFound) => answer::plain(&error),
        Err(error) => answer::refuse(&state, "attachment", error, &page).await,
    }
}

async fn attach(state: &AppState, actor: &Actor, id: &str, request: Request) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut sent = uploads::form(request, FILE).await?;
    let mut take = |name: &str| sent.texts.remove(name).unwrap_or_default();
    let form = AttachmentForm { reference: take("reference"), description: take("description"), location: take("location") };
    let file = sent.file.filter(|file| !file.name.is_empty() || !file.bytes.is_empty()).map(|file| GivenFile { name: file.name, bytes: file.bytes });
    attachments::attach(state, actor, id, &form, file).await.map(drop)
}
