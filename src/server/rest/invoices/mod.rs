//! `/api/invoices`: list, draft, issue, cancel, correct, documents.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Conflict};
use crate::domain::text::NumberFormat;
use crate::server::documents::archive::DocumentKind;
use crate::server::files;
use crate::server::invoices::{self, feed};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body, OptionalBody};
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

pub mod attachments;
mod input;
mod output;

use input::{CancellationInput, CorrectionInput, InvoiceQuery};
pub use input::{InvoiceInput, Same};
use output::{Cancelled, Correcting, Invoice, InvoicePage, Issued};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, change, discard))
        .routes(routes!(issue))
        .routes(routes!(cancel))
        .routes(routes!(correct))
        .routes(routes!(write_off))
        .routes(routes!(mark_sent))
        .routes(routes!(pdf))
        .routes(routes!(xml))
        .merge(attachments::routes())
}

/// Invoices and drafts, newest first
#[utoipa::path(get, path = "/invoices", tag = "Invoices", operation_id = "listInvoices", params(InvoiceQuery), responses((status = 200, description = "One page of the list", body = InvoicePage)))]
async fn list(State(state): State<AppState>, ApiActor(actor): ApiActor, Asked(query): Asked<InvoiceQuery>) -> Result<Json<InvoicePage>, ApiError> {
    Ok(Json(feed::newest(&state, &actor, &query.into()).await?.into()))
}

/// Create a draft
#[utoipa::path(post, path = "/invoices", tag = "Invoices", operation_id = "createInvoice", request_body = InvoiceInput,
    responses((status = 201, description = "The draft; Location has its address", body = Invoice)))]
async fn create(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<InvoiceInput>) -> Result<Response, ApiError> {
    let id = invoices::save_draft(&state, &actor, None, &input.same(), NumberFormat::Machine).await?;
    let invoice = invoices::detail(&state, &actor, &id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/invoices/{id}"))], Json(Invoice::from(invoice))).into_response())
}

/// One invoice or draft
#[utoipa::path(get, path = "/invoices/{id}", tag = "Invoices", operation_id = "getInvoice", params(("id" = String, Path)), responses((status = 200, description = "The invoice", body = Invoice)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Invoice>, ApiError> {
    Ok(Json(invoices::detail(&state, &actor, &id).await?.into()))
}

/// Replace a draft; what is left out is empty afterwards
#[utoipa::path(put, path = "/invoices/{id}", tag = "Invoices", operation_id = "replaceInvoice", params(("id" = String, Path)), request_body = InvoiceInput,
    responses((status = 200, description = "The draft as it is now", body = Invoice)))]
async fn replace(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<InvoiceInput>,
) -> Result<Json<Invoice>, ApiError> {
    invoices::save_draft(&state, &actor, Some(&id), &input.same(), NumberFormat::Machine).await?;
    Ok(Json(invoices::detail(&state, &actor, &id).await?.into()))
}

/// Change the given fields of a draft; lists and objects are replaced whole
#[utoipa::path(patch, path = "/invoices/{id}", tag = "Invoices", operation_id = "changeInvoice", params(("id" = String, Path)), request_body = InvoiceInput,
    responses((status = 200, description = "The draft as it is now", body = Invoice)))]
async fn change(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(changes): Body<input::InvoiceChanges>,
) -> Result<Json<Invoice>, ApiError> {
    invoices::change_draft(&state, &actor, &id, |form| changes.apply(form)).await?;
    Ok(Json(invoices::detail(&state, &actor, &id).await?.into()))
}

/// Throw a draft away
#[utoipa::path(delete, path = "/invoices/{id}", tag = "Invoices", operation_id = "discardInvoice", params(("id" = String, Path)), responses((status = 204, description = "It is gone")))]
async fn discard(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    invoices::discard(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Issue a draft: it gets its number and is frozen for ever
#[utoipa::path(post, path = "/invoices/{id}/issue", tag = "Invoices", operation_id = "issueInvoice", params(("id" = String, Path)),
    responses((status = 200, description = "The number", body = Issued), (status = 409, description = "Not a draft, or the issue gate has findings", body = super::problem::Problem)))]
async fn issue(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Issued>, ApiError> {
    match invoices::issue(&state, &actor, &id).await {
        Ok(number) => Ok(Json(Issued { id, number })),
        Err(AppError::Conflict(Conflict::GateFindings)) => Err(ApiError::Findings(invoices::detail(&state, &actor, &id).await?.findings)),
        Err(error) => Err(error.into()),
    }
}

/// Cancel an issued invoice, whole or in part, by a cancellation with its own number
#[utoipa::path(post, path = "/invoices/{id}/cancel", tag = "Invoices", operation_id = "cancelInvoice", params(("id" = String, Path)), request_body = CancellationInput,
    responses((status = 201, description = "The cancellation; Location has its address", body = Cancelled),
        (status = 409, description = "Not to be cancelled, or the issue gate has findings", body = super::problem::Problem)))]
async fn cancel(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<CancellationInput>,
) -> Result<Response, ApiError> {
    let lines = input.lines()?;
    let id = invoices::cancel(&state, &actor, &id, input.reason.as_str(), &lines).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/invoices/{id}"))], Json(Cancelled { id })).into_response())
}

/// Cancel what is left of an issued invoice and open a draft like it that corrects it
#[utoipa::path(post, path = "/invoices/{id}/correct", tag = "Invoices", operation_id = "correctInvoice", params(("id" = String, Path)), request_body = CorrectionInput,
    responses((status = 201, description = "The draft; Location has its address", body = Correcting),
        (status = 409, description = "Not to be corrected, or the issue gate has findings about the cancellation", body = super::problem::Problem)))]
async fn correct(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<CorrectionInput>,
) -> Result<Response, ApiError> {
    let id = invoices::correct(&state, &actor, &id, input.reason.as_str()).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/invoices/{id}"))], Json(Correcting { id })).into_response())
}

/// Give up an open invoice as uncollectible
#[utoipa::path(post, path = "/invoices/{id}/write-off", tag = "Invoices", operation_id = "writeOffInvoice", params(("id" = String, Path)), responses((status = 204, description = "It is uncollectible")))]
async fn write_off(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    invoices::write_off(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Note that the invoice was sent by other means
#[utoipa::path(post, path = "/invoices/{id}/mark-sent", tag = "Invoices", operation_id = "markInvoiceSent", params(("id" = String, Path)), responses((status = 204, description = "It counts as sent")))]
async fn mark_sent(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    invoices::mark_sent(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The archived PDF (ZUGFeRD)
#[utoipa::path(get, path = "/invoices/{id}/pdf", tag = "Invoices", operation_id = "getInvoicePdf", params(("id" = String, Path)),
    responses((status = 200, description = "The file as it was archived", body = Vec<u8>, content_type = "application/pdf")))]
async fn pdf(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, ApiError> {
    let invoice = invoices::downloadable(&state, &actor, &id).await?;
    Ok(files::document(&state, actor.organization, invoice, DocumentKind::Pdf, &headers).await?)
}

/// The archived XRechnung (XML, UBL or CII)
#[utoipa::path(get, path = "/invoices/{id}/xml", tag = "Invoices", operation_id = "getInvoiceXml", params(("id" = String, Path)),
    responses((status = 200, description = "The file as it was archived", body = Vec<u8>, content_type = "application/xml")))]
async fn xml(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, ApiError> {
    let invoice = invoices::downloadable(&state, &actor, &id).await?;
    Ok(files::document(&state, actor.organization, invoice, DocumentKind::Xml, &headers).await?)
}
