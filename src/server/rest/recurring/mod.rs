//! `/api/recurring`: series of invoices, written, paused, resumed, ended and run.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::text::{self, NumberFormat};
use crate::server::auth::Actor;
use crate::server::recurring::{self, Missed, reading};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body, OptionalBody};
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

mod input;
mod output;

use input::{RecurringInput, RecurringInvoiceQuery, ResumeInput, RunInput};
use output::{Ran, RecurringInvoice, RecurringInvoicePage};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace))
        .routes(routes!(pause))
        .routes(routes!(resume))
        .routes(routes!(finish))
        .routes(routes!(run))
}

/// Series, newest first
#[utoipa::path(get, path = "/recurring", tag = "Recurring", operation_id = "listRecurring", params(RecurringInvoiceQuery), responses((status = 200, description = "One page of the list", body = RecurringInvoicePage)))]
async fn list(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Asked(query): Asked<RecurringInvoiceQuery>,
) -> Result<Json<RecurringInvoicePage>, ApiError> {
    let (rows, next) = recurring::newest(&state, &actor, &query.cursor, &query.limit).await?;
    Ok(Json(RecurringInvoicePage::new(rows, next)))
}

/// Write a series: its rhythm, and the invoice with placeholders such as `{month}`, or the identifier of one that is like it
#[utoipa::path(post, path = "/recurring", tag = "Recurring", operation_id = "createRecurring", request_body = RecurringInput,
    responses((status = 201, description = "The series; Location has its address", body = RecurringInvoice)))]
async fn create(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<RecurringInput>) -> Result<Response, ApiError> {
    let id = save(&state, &actor, None, input).await?;
    let page = recurring::page(&state, &actor, &id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/recurring/{id}"))], Json(RecurringInvoice::from(page))).into_response())
}

/// One series with its next invoices and what was made
#[utoipa::path(get, path = "/recurring/{id}", tag = "Recurring", operation_id = "getRecurring", params(("id" = String, Path)), responses((status = 200, description = "The series", body = RecurringInvoice)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<RecurringInvoice>, ApiError> {
    Ok(Json(recurring::page(&state, &actor, &id).await?.into()))
}

/// Replace a series; invoices that were made stay, and no period is invoiced twice
#[utoipa::path(put, path = "/recurring/{id}", tag = "Recurring", operation_id = "replaceRecurring", params(("id" = String, Path)), request_body = RecurringInput,
    responses((status = 200, description = "The series as it is now", body = RecurringInvoice)))]
async fn replace(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<RecurringInput>,
) -> Result<Json<RecurringInvoice>, ApiError> {
    save(&state, &actor, Some(&id), input).await?;
    Ok(Json(recurring::page(&state, &actor, &id).await?.into()))
}

/// Make nothing more until it is resumed
#[utoipa::path(post, path = "/recurring/{id}/pause", tag = "Recurring", operation_id = "pauseRecurring", params(("id" = String, Path)), responses((status = 204, description = "It is paused")))]
async fn pause(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    recurring::pause(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Go on after a pause
#[utoipa::path(post, path = "/recurring/{id}/resume", tag = "Recurring", operation_id = "resumeRecurring", params(("id" = String, Path)), request_body = ResumeInput,
    responses((status = 204, description = "It is active")))]
async fn resume(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<ResumeInput>,
) -> Result<StatusCode, ApiError> {
    let missed = match input.missed.as_str() {
        "" | "catch_up" => Missed::CatchUp,
        "skip" => Missed::Skip,
        _ => return Err(AppError::field("missed", Problem::NotAChoice).into()),
    };
    recurring::resume(&state, &actor, &id, missed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End a series for good
#[utoipa::path(post, path = "/recurring/{id}/finish", tag = "Recurring", operation_id = "finishRecurring", params(("id" = String, Path)), responses((status = 204, description = "It has ended")))]
async fn finish(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    recurring::finish(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make the invoices that are due now, or the next one ahead of its time
#[utoipa::path(post, path = "/recurring/{id}/run", tag = "Recurring", operation_id = "runRecurring", params(("id" = String, Path)), request_body = RunInput,
    responses((status = 200, description = "How many were made", body = Ran), (status = 409, description = "It is not active, or one was refused; the series says why", body = super::problem::Problem)))]
async fn run(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<RunInput>,
) -> Result<Json<Ran>, ApiError> {
    let until = text::day(input.until.as_str()).map_err(|problem| AppError::field("until", problem))?;
    Ok(Json(Ran { made: recurring::run_now(&state, &actor, &id, until).await? }))
}

async fn save(state: &AppState, actor: &Actor, id: Option<&str>, input: RecurringInput) -> Result<String, ApiError> {
    let (plan, from, version, invoice) = input.into_parts();
    let like = if from.is_empty() { None } else { Some(reading::form_like(state, actor, &from).await) };
    let invoice = match like {
        Some(Err(AppError::NotFound)) => return Err(AppError::field("from_invoice", Problem::Unknown).into()),
        Some(form) => InvoiceForm { version, ..form? },
        None => InvoiceForm { version, ..invoice },
    };
    let saved = recurring::save(state, actor, id, &plan, &invoice, NumberFormat::Machine).await;
    saved.map_err(|error| input::below_invoice(error).into())
}
