//! `/api/incoming`: invoices of others, taken in, judged and read.

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::server::incoming::{self, feed};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::Asked;
use crate::server::rest::problem::{ApiError, lang_of};
use crate::server::state::AppState;
use crate::server::{files, uploads};

mod output;

use output::{IncomingInvoice, IncomingInvoicePage, IncomingInvoiceQuery, Receipt, UploadForm};

/// Where files come in, below `/api`.
pub const PATH: &str = "/incoming";

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, receive)).routes(routes!(show)).routes(routes!(file))
}

/// Received invoices, newest first
#[utoipa::path(get, path = "/incoming", tag = "Incoming", operation_id = "listIncoming", params(IncomingInvoiceQuery), responses((status = 200, description = "One page of the list", body = IncomingInvoicePage)))]
async fn list(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Asked(query): Asked<IncomingInvoiceQuery>,
) -> Result<Json<IncomingInvoicePage>, ApiError> {
    Ok(Json(feed::newest(&state, &actor, &query.into()).await?.into()))
}

/// Hand in an XRechnung (UBL, CII) or a PDF with one inside, of at most 10 MiB: as the body itself, or as the field `file` of a form
#[utoipa::path(post, path = "/incoming", tag = "Incoming", operation_id = "receiveInvoice",
    request_body(content((Vec<u8> = "application/xml"), (Vec<u8> = "application/pdf"), (UploadForm = "multipart/form-data"))),
    responses((status = 201, description = "It is kept, whatever the verdict; Location has its address", body = Receipt),
              (status = 200, description = "This very file was here already", body = Receipt)))]
async fn receive(State(state): State<AppState>, ApiActor(actor): ApiActor, request: Request) -> Result<Response, ApiError> {
    actor.require_billing()?;
    let upload = uploads::file(request).await?;
    let received = incoming::receive(&state, &actor, &upload.name, upload.bytes).await?;
    let status = if received.is_known { StatusCode::OK } else { StatusCode::CREATED };
    let row = incoming::find(&state, &actor, &received.id.to_string()).await?.row;
    let location = [(header::LOCATION, format!("/api{PATH}/{}", received.id))];
    Ok((status, location, Json(Receipt::new(received, incoming::row_of(row)))).into_response())
}

/// One received invoice with its verdict and what stands in it
#[utoipa::path(get, path = "/incoming/{id}", tag = "Incoming", operation_id = "getIncoming", params(("id" = String, Path)), responses((status = 200, description = "The invoice", body = IncomingInvoice)))]
async fn show(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<IncomingInvoice>, ApiError> {
    Ok(Json(IncomingInvoice::new(incoming::show(&state, &actor, &id).await?, lang_of(&headers))))
}

/// The file as it came
#[utoipa::path(get, path = "/incoming/{id}/file", tag = "Incoming", operation_id = "getIncomingFile", params(("id" = String, Path)),
    responses((status = 200, description = "The very bytes", content((Vec<u8> = "application/xml"), (Vec<u8> = "application/pdf")))))]
async fn file(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, ApiError> {
    Ok(files::incoming(&state, &actor, &id, &headers).await?)
}
