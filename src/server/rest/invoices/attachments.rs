//! `/api/invoices/{id}/attachments`: files and links that go along with a draft.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::input::AttachmentInput;
use crate::domain::error::AppError;
use crate::domain::invoice::attachment::AttachmentEntry;
use crate::server::invoices::{self, attachments};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::LargeBody;
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

/// How the address of this resource ends; its bodies may be larger than others.
pub const PATH: &str = "/attachments";

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, attach)).routes(routes!(detach))
}

/// BG-24: a file or a link.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentItem {
    id: String,
    reference: String,
    description: Option<String>,
    location: Option<String>,
    file_name: Option<String>,
    mime: Option<String>,
    /// In bytes.
    size: Option<i64>,
}

impl From<AttachmentEntry> for AttachmentItem {
    fn from(entry: AttachmentEntry) -> Self {
        let AttachmentEntry { id, reference, description, location, file_name, mime, size } = entry;
        Self { id, reference, description, location, file_name, mime, size }
    }
}

/// What is attached to an invoice or draft
#[utoipa::path(get, path = "/invoices/{id}/attachments", tag = "Invoices", operation_id = "listAttachments", params(("id" = String, Path)),
    responses((status = 200, description = "In their order on the invoice", body = Vec<AttachmentItem>)))]
async fn list(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Vec<AttachmentItem>>, ApiError> {
    Ok(Json(attachments::list(&state, &actor, &id).await?.into_iter().map(AttachmentItem::from).collect()))
}

/// Attach a file of at most 5 MiB or a link to a draft
#[utoipa::path(post, path = "/invoices/{id}/attachments", tag = "Invoices", operation_id = "attach", params(("id" = String, Path)), request_body = AttachmentInput,
    responses((status = 201, description = "It is attached; Location has its address", body = AttachmentItem)))]
async fn attach(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    LargeBody(input): LargeBody<AttachmentInput>,
) -> Result<Response, ApiError> {
    attachments::list(&state, &actor, &id).await?;
    let (form, file) = input.parts()?;
    let attachment = invoices::attach(&state, &actor, &id, &form, file).await?.to_string();
    let entry = attachments::list(&state, &actor, &id).await?.into_iter().find(|entry| entry.id == attachment).ok_or(AppError::NotFound)?;
    let location = [(header::LOCATION, format!("/api/invoices/{id}{PATH}/{attachment}"))];
    Ok((StatusCode::CREATED, location, Json(AttachmentItem::from(entry))).into_response())
}

/// Take an attachment off a draft
#[utoipa::path(delete, path = "/invoices/{id}/attachments/{attachment}", tag = "Invoices", operation_id = "detach", params(("id" = String, Path), ("attachment" = String, Path)),
    responses((status = 204, description = "It is gone")))]
async fn detach(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path((id, attachment)): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    invoices::detach(&state, &actor, &id, &attachment).await?;
    Ok(StatusCode::NO_CONTENT)
}
