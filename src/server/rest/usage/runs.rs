//! `/api/billing-runs`: begin the run of a month, watch it, read its report.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::domain::lang::Lang;
use crate::domain::usage::view::{RunItem, RunRow};
use crate::server::cursor;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body};
use crate::server::rest::problem::{ApiError, lang_of};
use crate::server::rest::text::Text;
use crate::server::state::AppState;
use crate::server::usage::runs;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, start)).routes(routes!(show)).routes(routes!(items)).routes(routes!(retry))
}

/// The run of a month.
#[derive(Debug, Serialize, ToSchema)]
struct BillingRun {
    id: String,
    #[schema(example = "2026-02")]
    month: String,
    /// `running`, `done` or `failed`.
    state: &'static str,
    /// In the run, and of those: billed, waiting for the next month, failed, not looked at yet.
    customers: u32,
    billed: u32,
    skipped: u32,
    failed: u32,
    pending: u32,
    /// Billed, but not mailed because the billing e-mail is missing.
    without_email: u32,
    /// On invoices of this run.
    events: u32,
    net_amount: String,
    tax_amount: String,
    gross_amount: String,
    started_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

impl From<RunRow> for BillingRun {
    fn from(row: RunRow) -> Self {
        Self {
            pending: row.pending(),
            id: row.id,
            month: row.month.to_string(),
            state: row.state.as_str(),
            customers: row.customers,
            billed: row.billed,
            skipped: row.skipped,
            failed: row.failed,
            without_email: row.without_email,
            events: row.events,
            net_amount: row.net.to_string(),
            tax_amount: row.tax.to_string(),
            gross_amount: row.gross.to_string(),
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}

/// All runs, newest first.
#[derive(Debug, Serialize, ToSchema)]
struct BillingRunList {
    items: Vec<BillingRun>,
}

/// What became of a customer in a run.
#[derive(Debug, Serialize, ToSchema)]
struct BillingRunItem {
    customer: String,
    customer_name: String,
    customer_number: u32,
    /// `pending`, `done`, `skipped` (it waits for the next month) or `failed`.
    state: &'static str,
    /// `negative`, `nothing`, `gate`, `out_of_range` or `error`.
    reason: Option<String>,
    /// What the issue gate says.
    findings: Vec<String>,
    invoice: Option<String>,
    invoice_number: Option<String>,
    mailed: bool,
    events: u32,
    net_amount: String,
    tax_amount: String,
    gross_amount: String,
}

impl BillingRunItem {
    fn new(item: RunItem, lang: Lang) -> Self {
        let (invoice, invoice_number) = item.invoice.unzip();
        Self {
            customer: item.customer,
            customer_name: item.customer_name,
            customer_number: item.customer_number,
            state: item.state.as_str(),
            reason: item.reason,
            findings: item.findings.iter().map(|finding| finding.text(lang).to_owned()).collect(),
            invoice,
            invoice_number,
            mailed: item.is_mailed,
            events: item.events,
            net_amount: item.net.to_string(),
            tax_amount: item.tax.to_string(),
            gross_amount: item.gross.to_string(),
        }
    }
}

/// One page of a report.
#[derive(Debug, Serialize, ToSchema)]
struct BillingRunItems {
    items: Vec<BillingRunItem>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

/// Which customers of the run.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct BillingRunItemQuery {
    /// `pending`, `done`, `skipped` or `failed`; all where nothing is said.
    state: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Monthly runs, newest first
#[utoipa::path(get, path = "/billing-runs", tag = "Usage billing", operation_id = "listBillingRuns", responses((status = 200, description = "All of them", body = BillingRunList)))]
async fn list(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Json<BillingRunList>, ApiError> {
    let list = runs::list(&state, &actor).await?;
    Ok(Json(BillingRunList { items: list.rows.into_iter().map(BillingRun::from).collect() }))
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct BillingRunInput {
    /// A month that is over, as `2026-02`.
    month: Text,
}

/// Begin the run of a month, or take it up again: nobody is billed twice
#[utoipa::path(post, path = "/billing-runs", tag = "Usage billing", operation_id = "startBillingRun", request_body = BillingRunInput,
    responses((status = 202, description = "It is under way; Location has its address", body = BillingRun)))]
async fn start(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<BillingRunInput>) -> Result<Response, ApiError> {
    let id = runs::start_typed(&state, &actor, input.month.as_str()).await?;
    let run = runs::find(&state, &actor, &id.to_string()).await?;
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, format!("/api/billing-runs/{id}"))], Json(BillingRun::from(run))).into_response())
}

/// One monthly run
#[utoipa::path(get, path = "/billing-runs/{id}", tag = "Usage billing", operation_id = "getBillingRun", params(("id" = String, Path)), responses((status = 200, description = "The run", body = BillingRun)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<BillingRun>, ApiError> {
    Ok(Json(runs::find(&state, &actor, &id).await?.into()))
}

/// The report of a run: every customer, by number
#[utoipa::path(get, path = "/billing-runs/{id}/items", tag = "Usage billing", operation_id = "listBillingRunItems", params(("id" = String, Path), BillingRunItemQuery),
    responses((status = 200, description = "One page of the report", body = BillingRunItems)))]
async fn items(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Asked(query): Asked<BillingRunItemQuery>,
    headers: HeaderMap,
) -> Result<Json<BillingRunItems>, ApiError> {
    let limit = cursor::limit(&query.limit)?;
    let after: i32 = if query.cursor.is_empty() { 0 } else { query.cursor.parse().map_err(|_| AppError::field("cursor", Problem::Unknown))? };
    let mut items = runs::items_after(&state, &actor, &id, &query.state, after, limit + 1).await?;
    let has_more = i64::try_from(items.len()).is_ok_and(|count| count > limit);
    items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = items.last().filter(|_| has_more).map(|item| item.customer_number.to_string());
    let lang = lang_of(&headers);
    Ok(Json(BillingRunItems { items: items.into_iter().map(|item| BillingRunItem::new(item, lang)).collect(), next_cursor }))
}

/// Try once more those who failed or waited
#[utoipa::path(post, path = "/billing-runs/{id}/retry", tag = "Usage billing", operation_id = "retryBillingRun", params(("id" = String, Path)),
    responses((status = 202, description = "It is under way", body = BillingRun)))]
async fn retry(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<(StatusCode, Json<BillingRun>), ApiError> {
    runs::retry(&state, &actor, &id).await?;
    Ok((StatusCode::ACCEPTED, Json(runs::find(&state, &actor, &id).await?.into())))
}
