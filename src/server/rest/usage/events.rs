//! `/api/billing-events`: take in one or many, list, read, replace, delete; and bill those of one customer.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, FieldError};
use crate::domain::text::NumberFormat;
use crate::domain::usage::BillingEventForm;
use crate::domain::usage::view::EventRow;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body, OptionalBody};
use crate::server::rest::problem::ApiError;
use crate::server::rest::text::{self, Text};
use crate::server::state::AppState;
use crate::server::usage::by_hand::{self, BillForm};
use crate::server::usage::events::{self, Taken, feed};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(create_many)).routes(routes!(show, replace, delete)).routes(routes!(bill))
}

/// A billing event, whole: what is left out has its usual value.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct BillingEventInput {
    /// Identifier of the customer.
    customer: Text,
    /// `filing_fee`, `credit`, `adjustment`, or an own word of at most 40 characters.
    r#type: Text,
    /// 1 where nothing is said.
    quantity: Text,
    /// Net, of the whole quantity. A credit lowers the sum, whichever sign it has. Left out: the customer's rates say it when it is billed.
    amount_cents: Text,
    /// A receipt's number, for instance. The same reference of the same type is taken once.
    reference_number: Text,
    description: Text,
    /// Today where nothing is said.
    occurred_on: Text,
    /// Percent; 19 where nothing is said.
    tax_rate: Text,
}

impl From<BillingEventInput> for BillingEventForm {
    fn from(input: BillingEventInput) -> Self {
        Self {
            customer: input.customer.into(),
            kind: input.r#type.into(),
            quantity: input.quantity.into(),
            amount_cents: input.amount_cents.into(),
            reference: input.reference_number.into(),
            description: input.description.into(),
            occurred_on: input.occurred_on.into(),
            tax_rate: input.tax_rate.into(),
            ..Self::default()
        }
    }
}

/// Fields that the API calls otherwise than the form, also within a list: `events[3].kind` is `events[3].type`.
fn in_api_words(error: AppError) -> ApiError {
    let AppError::Invalid(errors) = error else { return error.into() };
    let rename = |error: FieldError| {
        let (list, name) = error.field.rsplit_once('.').map_or(("", error.field.as_str()), |(list, name)| (list, name));
        let name = match name {
            "kind" => "type",
            "reference" => "reference_number",
            other => other,
        };
        FieldError::new(if list.is_empty() { name.to_owned() } else { format!("{list}.{name}") }, error.problem)
    };
    AppError::Invalid(errors.into_iter().map(rename).collect()).into()
}

/// A billing event.
#[derive(Debug, Serialize, ToSchema)]
struct BillingEvent {
    #[schema(example = "BEV-20260227-7KQ2ZD9F")]
    id: String,
    customer: String,
    customer_name: String,
    r#type: String,
    quantity: String,
    /// Null: the customer's rates say it when it is billed.
    amount_cents: Option<i64>,
    reference_number: Option<String>,
    description: Option<String>,
    occurred_on: NaiveDate,
    tax_rate: String,
    /// Identifier of the invoice that it stands on; null until it is billed.
    billed_invoice: Option<String>,
    billed_invoice_number: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<EventRow> for BillingEvent {
    fn from(row: EventRow) -> Self {
        let (billed_invoice, billed_invoice_number) = row.invoice.unzip();
        Self {
            id: row.public_id,
            customer: row.customer,
            customer_name: row.customer_name,
            r#type: row.kind,
            quantity: row.quantity.to_string(),
            amount_cents: row.amount.map(|amount| amount.0),
            reference_number: row.reference,
            description: row.description,
            occurred_on: row.occurred_on,
            tax_rate: row.tax_rate.to_string(),
            billed_invoice,
            billed_invoice_number,
            created_at: row.created_at,
        }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
struct BillingEventList {
    items: Vec<BillingEvent>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

/// Which events.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct BillingEventQuery {
    /// `unbilled` or `billed`; all where nothing is said.
    state: String,
    /// Identifier of a customer.
    customer: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Billing events, newest first
#[utoipa::path(get, path = "/billing-events", tag = "Usage billing", operation_id = "listBillingEvents", params(BillingEventQuery), responses((status = 200, description = "One page of the list", body = BillingEventList)))]
async fn list(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Asked(query): Asked<BillingEventQuery>,
) -> Result<Json<BillingEventList>, ApiError> {
    let query = feed::Query { state: query.state, customer: query.customer, cursor: query.cursor, limit: query.limit };
    let page = feed::newest(&state, &actor, &query).await?;
    Ok(Json(BillingEventList { items: page.rows.into_iter().map(BillingEvent::from).collect(), next_cursor: page.next }))
}

/// Take in a billing event
#[utoipa::path(post, path = "/billing-events", tag = "Usage billing", operation_id = "createBillingEvent", request_body = BillingEventInput,
    responses((status = 201, description = "The event; Location has its address", body = BillingEvent),
              (status = 200, description = "This reference of this type was here already, with the same content", body = BillingEvent)))]
async fn create(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<BillingEventInput>) -> Result<Response, ApiError> {
    let taken = events::create(&state, &actor, &input.into(), NumberFormat::Machine).await.map_err(in_api_words)?;
    let event = events::show(&state, &actor, &taken.public_id).await?;
    let status = if taken.is_known { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, [(header::LOCATION, format!("/api/billing-events/{}", taken.public_id))], Json(BillingEvent::from(event))).into_response())
}

/// Many billing events.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct BillingEventBatch {
    /// 1 to 1,000.
    #[serde(deserialize_with = "text::list")]
    events: Vec<BillingEventInput>,
}

/// What became of one event of many.
#[derive(Debug, Serialize, ToSchema)]
struct BillingEventReceipt {
    id: String,
    /// Its reference of its type was here already, with the same content; nothing was stored.
    known: bool,
}

impl From<Taken> for BillingEventReceipt {
    fn from(taken: Taken) -> Self {
        Self { id: taken.public_id, known: taken.is_known }
    }
}

/// In the order of the request.
#[derive(Debug, Serialize, ToSchema)]
struct BillingEventReceipts {
    items: Vec<BillingEventReceipt>,
}

/// Take in up to 1,000 billing events, all of them or none
#[utoipa::path(post, path = "/billing-events/batch", tag = "Usage billing", operation_id = "createBillingEvents", request_body = BillingEventBatch,
    responses((status = 201, description = "All are here", body = BillingEventReceipts)))]
async fn create_many(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<BillingEventBatch>) -> Result<Response, ApiError> {
    let forms: Vec<BillingEventForm> = input.events.into_iter().map(BillingEventForm::from).collect();
    let taken = events::create_many(&state, &actor, &forms).await.map_err(in_api_words)?;
    let items = taken.into_iter().map(BillingEventReceipt::from).collect();
    Ok((StatusCode::CREATED, Json(BillingEventReceipts { items })).into_response())
}

/// One billing event
#[utoipa::path(get, path = "/billing-events/{id}", tag = "Usage billing", operation_id = "getBillingEvent", params(("id" = String, Path)), responses((status = 200, description = "The event", body = BillingEvent)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<BillingEvent>, ApiError> {
    Ok(Json(events::show(&state, &actor, &id).await?.into()))
}

/// Replace a billing event that is not billed yet
#[utoipa::path(put, path = "/billing-events/{id}", tag = "Usage billing", operation_id = "replaceBillingEvent", params(("id" = String, Path)), request_body = BillingEventInput,
    responses((status = 200, description = "The event as it is now", body = BillingEvent)))]
async fn replace(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<BillingEventInput>,
) -> Result<Json<BillingEvent>, ApiError> {
    events::change(&state, &actor, &id, &input.into(), NumberFormat::Machine).await.map_err(in_api_words)?;
    Ok(Json(events::show(&state, &actor, &id).await?.into()))
}

/// Delete a billing event that is not billed yet
#[utoipa::path(delete, path = "/billing-events/{id}", tag = "Usage billing", operation_id = "deleteBillingEvent", params(("id" = String, Path)),
    responses((status = 204, description = "It is gone")))]
async fn delete(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    events::delete(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which open events of the customer. Nothing said: all until today.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct BillInput {
    from: Text,
    until: Text,
    /// Mail the invoice where the customer has a billing e-mail.
    send: bool,
}

/// The invoice of a customer's open events.
#[derive(Debug, Serialize, ToSchema)]
struct BilledInvoice {
    /// Identifier of the invoice.
    invoice: String,
    number: String,
    mailed: bool,
}

/// Issue the invoice of a customer's open events of any period
#[utoipa::path(post, path = "/customers/{id}/bill", tag = "Usage billing", operation_id = "billCustomer", params(("id" = String, Path)), request_body = BillInput,
    responses((status = 201, description = "It is issued; Location has the address of the invoice", body = BilledInvoice)))]
async fn bill(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<BillInput>,
) -> Result<Response, ApiError> {
    let form = BillForm { from: input.from.into(), until: input.until.into(), send: input.send };
    let billed = by_hand::bill_customer(&state, &actor, &id, &form).await?;
    let location = [(header::LOCATION, format!("/api/invoices/{}", billed.invoice))];
    let answer = BilledInvoice { invoice: billed.invoice, number: billed.number, mailed: billed.is_mailed };
    Ok((StatusCode::CREATED, location, Json(answer)).into_response())
}
