//! `/api/dunning` and `/api/invoices/{id}/dunning`: what comes next for overdue invoices, letters, pauses, settings.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::dunning::{DunningForm, Level};
use crate::domain::error::{AppError, Problem};
use crate::domain::text::NumberFormat;
use crate::server::dunning;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body, OptionalBody};
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

mod input;
mod output;

use input::{DunningListQuery, DunningPauseInput, DunningSendInput, DunningSettingsInput};
use output::{DunningLetter, DunningLetterSent, DunningSettingsOutput, DunningStanding, OverdueInvoice, OverdueInvoicePage, SentLetters};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(run))
        .routes(routes!(settings, save_settings))
        .routes(routes!(show, send))
        .routes(routes!(preview))
        .routes(routes!(pause, resume))
}

/// Overdue invoices with their next letter, the oldest debts first
#[utoipa::path(get, path = "/dunning", tag = "Dunning", operation_id = "listDunning", params(DunningListQuery), responses((status = 200, description = "One page of the list", body = OverdueInvoicePage)))]
async fn list(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Asked(query): Asked<DunningListQuery>,
) -> Result<Json<OverdueInvoicePage>, ApiError> {
    let (rows, next_cursor) = dunning::reading::oldest(&state, &actor, &query.state, &query.cursor, &query.limit).await?;
    Ok(Json(OverdueInvoicePage { items: rows.into_iter().map(OverdueInvoice::from).collect(), next_cursor }))
}

/// Send every letter that is due now
#[utoipa::path(post, path = "/dunning/run", tag = "Dunning", operation_id = "runDunning", responses((status = 200, description = "How many were sent", body = SentLetters)))]
async fn run(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Json<SentLetters>, ApiError> {
    Ok(Json(SentLetters { sent: dunning::send_due(&state, &actor).await? }))
}

/// Levels, texts, fees and interest
#[utoipa::path(get, path = "/dunning/settings", tag = "Dunning", operation_id = "getDunningSettings", responses((status = 200, description = "The settings", body = DunningSettingsOutput)))]
async fn settings(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Json<DunningSettingsOutput>, ApiError> {
    Ok(Json(dunning::settings(&state, &actor, NumberFormat::Machine).await?.into()))
}

/// Replace the settings; letters that were sent stay as they are
#[utoipa::path(put, path = "/dunning/settings", tag = "Dunning", operation_id = "replaceDunningSettings", request_body = DunningSettingsInput,
    responses((status = 200, description = "The settings as they are now", body = DunningSettingsOutput)))]
async fn save_settings(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Body(input): Body<DunningSettingsInput>,
) -> Result<Json<DunningSettingsOutput>, ApiError> {
    dunning::save_settings(&state, &actor, &DunningForm::from(input), NumberFormat::Machine).await?;
    Ok(Json(dunning::settings(&state, &actor, NumberFormat::Machine).await?.into()))
}

/// Where an invoice stands: its letters, its pause, and what comes next
#[utoipa::path(get, path = "/invoices/{id}/dunning", tag = "Dunning", operation_id = "getInvoiceDunning", params(("id" = String, Path)), responses((status = 200, description = "Where it stands", body = DunningStanding)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<DunningStanding>, ApiError> {
    Ok(Json(dunning::page(&state, &actor, &id).await?.into()))
}

/// Send the next letter now, also ahead of the plan
#[utoipa::path(post, path = "/invoices/{id}/dunning", tag = "Dunning", operation_id = "sendDunning", params(("id" = String, Path)), request_body = DunningSendInput,
    responses((status = 202, description = "It is on its way", body = DunningLetterSent), (status = 409, description = "It is not overdue, or held up, or another level is next by now", body = super::problem::Problem)))]
async fn send(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<DunningSendInput>,
) -> Result<(StatusCode, Json<DunningLetterSent>), ApiError> {
    let level = match input.level.as_str() {
        "" => None,
        level => Some(Level::parse(level).ok_or_else(|| AppError::field("level", Problem::NotAChoice))?),
    };
    let sent = dunning::send(&state, &actor, &id, level).await?;
    Ok((StatusCode::ACCEPTED, Json(sent.into())))
}

/// The next letter as it would go out now
#[utoipa::path(get, path = "/invoices/{id}/dunning/preview", tag = "Dunning", operation_id = "previewDunning", params(("id" = String, Path)),
    responses((status = 200, description = "The letter", body = DunningLetter), (status = 409, description = "It is not overdue, or all letters were sent", body = super::problem::Problem)))]
async fn preview(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<DunningLetter>, ApiError> {
    Ok(Json(dunning::preview(&state, &actor, &id).await?.into()))
}

/// Send nothing about this invoice up to and including that day
#[utoipa::path(put, path = "/invoices/{id}/dunning/pause", tag = "Dunning", operation_id = "pauseDunning", params(("id" = String, Path)), request_body = DunningPauseInput,
    responses((status = 204, description = "It is paused")))]
async fn pause(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<DunningPauseInput>,
) -> Result<StatusCode, ApiError> {
    dunning::pause(&state, &actor, &id, input.until.as_str(), input.reason.as_str()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Go on after a pause
#[utoipa::path(delete, path = "/invoices/{id}/dunning/pause", tag = "Dunning", operation_id = "resumeDunning", params(("id" = String, Path)), responses((status = 204, description = "It goes on")))]
async fn resume(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    dunning::resume(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}
