//! `/api/mailings`: send everything that was never sent, and watch it.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::domain::mailing::{Mailing, MailingItem};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::Asked;
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;
use crate::server::{cursor, mailings};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(start)).routes(routes!(show)).routes(routes!(items))
}

/// All invoices that were never sent, on their way to their customers.
#[derive(Debug, Serialize, ToSchema)]
struct MailingAnswer {
    id: String,
    /// `running` while mails are written, then `done`; `failed` where it stopped half-way.
    state: &'static str,
    /// Invoices in it, and of those: not looked at yet, on the way, taken by the mail server, undeliverable, left out.
    invoices: u32,
    pending: u32,
    underway: u32,
    sent: u32,
    failed: u32,
    skipped: u32,
    created_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

impl From<Mailing> for MailingAnswer {
    fn from(mailing: Mailing) -> Self {
        let counts = mailing.counts;
        Self {
            id: mailing.id,
            state: mailing.state.as_str(),
            invoices: counts.all,
            pending: counts.pending,
            underway: counts.underway,
            sent: counts.sent,
            failed: counts.failed,
            skipped: counts.skipped,
            created_at: mailing.created_at,
            finished_at: mailing.finished_at,
        }
    }
}

/// What became of one invoice.
#[derive(Debug, Serialize, ToSchema)]
struct MailingItemAnswer {
    invoice: String,
    invoice_number: String,
    customer_name: String,
    to_email: Option<String>,
    /// `pending`, `underway`, `sent`, `failed` or `skipped`.
    state: &'static str,
    /// `no_email`, `sent_meanwhile`, `error`, or what the mail server said.
    reason: Option<String>,
}

impl From<MailingItem> for MailingItemAnswer {
    fn from(item: MailingItem) -> Self {
        Self {
            invoice: item.invoice,
            invoice_number: item.number,
            customer_name: item.customer_name,
            to_email: item.to,
            state: item.fate.as_str(),
            reason: item.reason,
        }
    }
}

/// One page of a mailing.
#[derive(Debug, Serialize, ToSchema)]
struct MailingItems {
    items: Vec<MailingItemAnswer>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

/// Which invoices of the mailing.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct MailingItemQuery {
    /// `pending`, `underway`, `sent`, `failed` or `skipped`; all where nothing is said.
    state: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Send all invoices that were never sent; while such a mailing is under way, that one is meant
#[utoipa::path(post, path = "/mailings", tag = "Mailings", operation_id = "startMailing",
    responses((status = 202, description = "It is under way; Location has its address", body = MailingAnswer), (status = 409, description = "Everything is sent or on its way")))]
async fn start(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Response, ApiError> {
    let id = mailings::start(&state, &actor).await?;
    let mailing = mailings::find(&state, &actor, &id.to_string()).await?;
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, format!("/api/mailings/{id}"))], Json(MailingAnswer::from(mailing))).into_response())
}

/// One mailing with its figures
#[utoipa::path(get, path = "/mailings/{id}", tag = "Mailings", operation_id = "getMailing", params(("id" = String, Path)), responses((status = 200, description = "The mailing", body = MailingAnswer)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<MailingAnswer>, ApiError> {
    Ok(Json(mailings::find(&state, &actor, &id).await?.into()))
}

/// Its invoices, in the order in which they were issued
#[utoipa::path(get, path = "/mailings/{id}/items", tag = "Mailings", operation_id = "listMailingItems", params(("id" = String, Path), MailingItemQuery),
    responses((status = 200, description = "One page of them", body = MailingItems)))]
async fn items(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Asked(query): Asked<MailingItemQuery>,
) -> Result<Json<MailingItems>, ApiError> {
    let limit = cursor::limit(&query.limit)?;
    let after: i32 = if query.cursor.is_empty() { 0 } else { query.cursor.parse().map_err(|_| AppError::field("cursor", Problem::Unknown))? };
    let mut items = mailings::items_after(&state, &actor, &id, &query.state, after, limit + 1).await?;
    let has_more = i64::try_from(items.len()).is_ok_and(|count| count > limit);
    items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = items.last().filter(|_| has_more).map(|item| item.position.to_string());
    Ok(Json(MailingItems { items: items.into_iter().map(Into::into).collect(), next_cursor }))
}
