//! `/api/webhooks`: who is told what happens here, and the log of what was sent.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::webhook::{AttemptEntry, DeliveryEntry, DeliveryPage, WebhookEntry, WebhookForm, WebhookState};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body};
use crate::server::rest::problem::ApiError;
use crate::server::rest::text::{self, Text};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Switch, WithSecret, log};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(show, replace, delete))
        .routes(routes!(rotate_secret))
        .routes(routes!(test))
        .routes(routes!(deliveries))
        .routes(routes!(delivery))
        .routes(routes!(redeliver))
}

/// A webhook, whole.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct WebhookInput {
    /// A public address (http or https); requests follow no redirects.
    url: Text,
    /// Names such as `invoice.paid`; nothing said or an empty list: all events.
    #[serde(deserialize_with = "text::list")]
    events: Vec<Text>,
    /// `false` switches it off; on where nothing is said.
    enabled: Option<bool>,
}

impl WebhookInput {
    fn form(&self) -> WebhookForm {
        let events: Vec<String> = self.events.iter().map(|event| event.as_str().trim().to_owned()).collect();
        WebhookForm::of(self.url.as_str(), &events)
    }

    fn switch(&self) -> Switch {
        if self.enabled == Some(false) { Switch::Off } else { Switch::On }
    }
}

/// Where events go.
#[derive(Debug, Serialize, ToSchema)]
struct Webhook {
    #[schema(example = "WHK-20260227-7KQ2ZD9F")]
    id: String,
    url: String,
    /// Empty: all events.
    events: Vec<String>,
    enabled: bool,
    /// `failing` where it was switched off because no delivery had succeeded for three days, else `by_hand`.
    disabled_reason: Option<String>,
    /// No delivery has succeeded since.
    failing_since: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

impl From<WebhookEntry> for Webhook {
    fn from(entry: WebhookEntry) -> Self {
        let disabled_reason = match entry.state {
            WebhookState::OffForFailing => Some("failing".to_owned()),
            WebhookState::OffByHand => Some("by_hand".to_owned()),
            WebhookState::Active | WebhookState::Failing => None,
        };
        Self {
            id: entry.public_id,
            url: entry.url,
            events: entry.events,
            enabled: entry.state.is_on(),
            disabled_reason,
            failing_since: entry.failing_since,
            created_at: entry.created_at,
        }
    }
}

/// All webhooks.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookList {
    items: Vec<Webhook>,
}

/// A webhook that was made just now.
#[derive(Debug, Serialize, ToSchema)]
struct CreatedWebhook {
    #[serde(flatten)]
    webhook: Webhook,
    /// Requests are signed with it; it is told this once.
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

/// The secret that requests are signed with; it is told this once.
#[derive(Debug, Serialize, ToSchema)]
struct Secret {
    id: String,
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: String,
}

impl From<WithSecret> for Secret {
    fn from(made: WithSecret) -> Self {
        Self { id: made.public_id, secret: made.secret }
    }
}

/// One event on its way to one webhook.
#[derive(Debug, Serialize, ToSchema)]
struct Delivery {
    id: String,
    /// The `webhook-id` of every try.
    event_id: String,
    #[serde(rename = "type")]
    event_type: String,
    /// `pending`, `succeeded` or `failed`.
    state: String,
    /// Tries that were made.
    attempts: u32,
    created_at: DateTime<Utc>,
    /// Null when no further try follows.
    next_attempt_at: Option<DateTime<Utc>>,
    /// Of the last answer.
    status: Option<u16>,
    /// Why there was no answer: `refused`, `timed_out`, `not_connected`, `broken_off`, `not_tried`.
    error: Option<String>,
}

impl From<DeliveryEntry> for Delivery {
    fn from(entry: DeliveryEntry) -> Self {
        Self {
            id: entry.id,
            event_id: entry.event_id,
            event_type: entry.event_type,
            state: entry.state.as_str().to_owned(),
            attempts: entry.attempts,
            created_at: entry.created_at,
            next_attempt_at: entry.next_at,
            status: entry.status,
            error: entry.error,
        }
    }
}

/// One page of the log.
#[derive(Debug, Serialize, ToSchema)]
struct DeliveryList {
    items: Vec<Delivery>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

/// One try.
#[derive(Debug, Serialize, ToSchema)]
struct Attempt {
    at: DateTime<Utc>,
    duration_ms: u32,
    url: String,
    request_headers: BTreeMap<String, String>,
    status: Option<u16>,
    /// The first 500 bytes.
    answer: Option<String>,
    error: Option<String>,
}

impl From<AttemptEntry> for Attempt {
    fn from(entry: AttemptEntry) -> Self {
        let AttemptEntry { at, duration_ms, url, headers, status, answer, error } = entry;
        Self { at, duration_ms, url, request_headers: headers, status, answer, error }
    }
}

/// A delivery with its request and everything that came back.
#[derive(Debug, Serialize, ToSchema)]
struct DeliveryDetail {
    #[serde(flatten)]
    delivery: Delivery,
    /// The body of the request.
    payload: Value,
    /// The latest first.
    log: Vec<Attempt>,
}

impl From<DeliveryPage> for DeliveryDetail {
    fn from(page: DeliveryPage) -> Self {
        Self {
            delivery: page.delivery.into(),
            payload: serde_json::from_str(&page.body).unwrap_or_default(),
            log: page.attempts.into_iter().map(Attempt::from).collect(),
        }
    }
}

/// Which deliveries.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct LogQuery {
    /// `pending`, `succeeded` or `failed`.
    state: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Webhooks, oldest first
#[utoipa::path(get, path = "/webhooks", tag = "Webhooks", operation_id = "listWebhooks", responses((status = 200, description = "All of them", body = WebhookList)))]
async fn list(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Json<WebhookList>, ApiError> {
    Ok(Json(WebhookList { items: webhooks::list(&state, &actor).await?.into_iter().map(Webhook::from).collect() }))
}

/// Create a webhook
///
/// Requests are signed as in the Standard Webhooks specification: headers `webhook-id`, `webhook-timestamp`, `webhook-signature`.
#[utoipa::path(post, path = "/webhooks", tag = "Webhooks", operation_id = "createWebhook", request_body = WebhookInput,
    responses((status = 201, description = "The secret, told this once; Location has the address of the webhook", body = CreatedWebhook)))]
async fn create(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<WebhookInput>) -> Result<Response, ApiError> {
    let made = webhooks::subscribe(&state, &actor, &input.form(), input.switch()).await?;
    let webhook = webhooks::show(&state, &actor, &made.public_id).await?;
    let created = CreatedWebhook { webhook: webhook.into(), secret: made.secret };
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/webhooks/{}", made.public_id))], Json(created)).into_response())
}

/// One webhook
#[utoipa::path(get, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "getWebhook", params(("id" = String, Path)), responses((status = 200, description = "The webhook", body = Webhook)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Webhook>, ApiError> {
    Ok(Json(webhooks::show(&state, &actor, &id).await?.into()))
}

/// Replace address and events, switch on or off
#[utoipa::path(put, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "replaceWebhook", params(("id" = String, Path)), request_body = WebhookInput,
    responses((status = 200, description = "The webhook as it is now", body = Webhook)))]
async fn replace(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<WebhookInput>,
) -> Result<Json<Webhook>, ApiError> {
    webhooks::change(&state, &actor, &id, &input.form(), Some(input.switch())).await?;
    Ok(Json(webhooks::show(&state, &actor, &id).await?.into()))
}

/// Delete a webhook with its log
#[utoipa::path(delete, path = "/webhooks/{id}", tag = "Webhooks", operation_id = "deleteWebhook", params(("id" = String, Path)), responses((status = 204, description = "It is gone")))]
async fn delete(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    webhooks::delete(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Make a new secret
///
/// The secret before signs beside it for 24 hours.
#[utoipa::path(post, path = "/webhooks/{id}/rotate-secret", tag = "Webhooks", operation_id = "rotateWebhookSecret", params(("id" = String, Path)),
    responses((status = 200, description = "The new secret, told this once", body = Secret)))]
async fn rotate_secret(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Secret>, ApiError> {
    Ok(Json(webhooks::rotate_secret(&state, &actor, &id).await?.into()))
}

/// Send the event `webhook.test`, once
#[utoipa::path(post, path = "/webhooks/{id}/test", tag = "Webhooks", operation_id = "testWebhook", params(("id" = String, Path)),
    responses((status = 202, description = "It is on its way", body = DeliveryDetail)))]
async fn test(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Response, ApiError> {
    let delivery = webhooks::test(&state, &actor, &id).await?;
    let page = log::delivery(&state, &actor, &id, &delivery.to_string()).await?;
    Ok((StatusCode::ACCEPTED, Json(DeliveryDetail::from(page))).into_response())
}

/// The log of a webhook, newest first; kept for 30 days
#[utoipa::path(get, path = "/webhooks/{id}/deliveries", tag = "Webhooks", operation_id = "listWebhookDeliveries", params(("id" = String, Path), LogQuery),
    responses((status = 200, description = "One page of the log", body = DeliveryList)))]
async fn deliveries(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Asked(query): Asked<LogQuery>,
) -> Result<Json<DeliveryList>, ApiError> {
    let query = log::FeedQuery { state: query.state, cursor: query.cursor, limit: query.limit };
    let (entries, next_cursor) = log::feed(&state, &actor, &id, &query).await?;
    Ok(Json(DeliveryList { items: entries.into_iter().map(Delivery::from).collect(), next_cursor }))
}

/// One delivery with its request and all tries
#[utoipa::path(get, path = "/webhooks/{id}/deliveries/{delivery}", tag = "Webhooks", operation_id = "getWebhookDelivery",
    params(("id" = String, Path), ("delivery" = String, Path)), responses((status = 200, description = "The delivery", body = DeliveryDetail)))]
async fn delivery(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Json<DeliveryDetail>, ApiError> {
    Ok(Json(log::delivery(&state, &actor, &id, &delivery).await?.into()))
}

/// Deliver again, at once and under the same `webhook-id`
#[utoipa::path(post, path = "/webhooks/{id}/deliveries/{delivery}/redeliver", tag = "Webhooks", operation_id = "redeliverWebhook",
    params(("id" = String, Path), ("delivery" = String, Path)), responses((status = 202, description = "It is on its way", body = DeliveryDetail)))]
async fn redeliver(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    log::deliver_again(&state, &actor, &id, &delivery).await?;
    let page = log::delivery(&state, &actor, &id, &delivery).await?;
    Ok((StatusCode::ACCEPTED, Json(DeliveryDetail::from(page))).into_response())
}
