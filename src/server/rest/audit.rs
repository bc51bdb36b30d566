//! `/api/audit-events`: the audit log for programs.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::audit::{AuditEntry, AuditPage, AuditQuery};
use crate::server::audit::log;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::Asked;
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Which events.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct AuditEventQuery {
    /// Part of a number, a name or a detail.
    q: String,
    /// `invoices`, `payments`, `mails`, `customers`, `incoming`, `settings`, `access`, `automation` or `operations`.
    group: String,
    /// A person's id, or `api_key`, `portal`, `system`.
    person: String,
    /// First and last day.
    from: String,
    until: String,
    /// Public ids of the one invoice or customer that it is about.
    invoice: String,
    customer: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEvent {
    id: String,
    at: DateTime<Utc>,
    /// `invoice.issued`.
    event: String,
    /// `user`, `api_key`, `portal` or `system`.
    actor_kind: String,
    actor_name: Option<String>,
    invoice: Option<String>,
    invoice_number: Option<String>,
    customer: Option<String>,
    detail: Option<String>,
    amount: Option<String>,
    address: Option<String>,
    request_id: Option<String>,
}

impl From<AuditEntry> for AuditEvent {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            event: entry.event,
            actor_kind: entry.actor_kind,
            actor_name: entry.actor_name,
            invoice: entry.invoice,
            invoice_number: entry.invoice_number,
            customer: entry.customer,
            detail: entry.detail,
            amount: entry.amount.map(|amount| amount.to_string()),
            address: entry.address,
            request_id: entry.request_id,
        }
    }
}

/// One page of the log.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEventPage {
    items: Vec<AuditEvent>,
    /// Null on the last page.
    next_cursor: Option<String>,
}

/// The audit log, newest first
#[utoipa::path(get, path = "/audit-events", tag = "Operations", operation_id = "listAuditEvents", params(AuditEventQuery), responses((status = 200, description = "One page of the log", body = AuditEventPage)))]
async fn list(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Asked(asked): Asked<AuditEventQuery>,
) -> Result<Json<AuditEventPage>, ApiError> {
    let AuditEventQuery { q, group, person, from, until, invoice, customer, cursor, limit } = asked;
    let query = AuditQuery { q, group, person, from, until, invoice, customer, cursor };
    let AuditPage { entries, next, .. } = log::page(&state, &actor, &query, &limit).await?;
    Ok(Json(AuditEventPage { items: entries.into_iter().map(Into::into).collect(), next_cursor: next }))
}
