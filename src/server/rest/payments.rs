//! `/api/invoices/{id}/payments`: money that came in, and the judgement of what customers say.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::domain::money::Cents;
use crate::server::payments::queries::PaymentRow;
use crate::server::payments::{self, Decision, PaymentForm};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Body, OptionalBody};
use crate::server::rest::problem::ApiError;
use crate::server::rest::text::Text;
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(review))
}

/// A payment. Nothing said: everything that is open came in today by bank transfer.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct PaymentInput {
    amount: Text,
    /// Today where nothing is said.
    date: Text,
    /// `bank_transfer`, `cash`, `card`, `direct_debit` or `other`.
    method: Text,
    reference: Text,
    note: Text,
}

/// Money that came in, or that a customer says was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Payment {
    id: String,
    amount: String,
    date: NaiveDate,
    /// As recorded, or `portal_confirmation`.
    method: String,
    /// `reported`, `settled` or `rejected`.
    state: String,
    reference: Option<String>,
    note: Option<String>,
    /// The customer's statement waits for its judgement.
    awaits_review: bool,
}

impl From<PaymentRow> for Payment {
    fn from(row: PaymentRow) -> Self {
        Self {
            id: row.id.to_string(),
            amount: Cents(row.amount_cents).to_string(),
            date: row.paid_on,
            awaits_review: row.method == "portal_confirmation" && row.reviewed_at.is_none(),
            method: row.method,
            state: row.state,
            reference: row.reference,
            note: row.note,
        }
    }
}

/// The identifier of the payment.
#[derive(Debug, Serialize, ToSchema)]
struct Recorded {
    id: String,
}

/// Record money that came in
#[utoipa::path(post, path = "/invoices/{id}/payments", tag = "Payments", operation_id = "recordPayment", params(("id" = String, Path)), request_body = PaymentInput,
    responses((status = 201, description = "It counts", body = Recorded)))]
async fn record(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<PaymentInput>,
) -> Result<(StatusCode, Json<Recorded>), ApiError> {
    let form = PaymentForm { date: input.date.into(), amount: input.amount.into(), method: input.method.into(), reference: input.reference.into(), note: input.note.into() };
    let payment = payments::record(&state, &actor, &id, &form, None).await?;
    Ok((StatusCode::CREATED, Json(Recorded { id: payment.to_string() })))
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ReviewInput {
    /// `accept` or `reject`.
    decision: Text,
}

/// Accept or reject a customer's confirmation; rejecting one that counted reopens the invoice
#[utoipa::path(post, path = "/invoices/{id}/payments/{payment}/review", tag = "Payments", operation_id = "reviewPayment",
    params(("id" = String, Path), ("payment" = String, Path)), request_body = ReviewInput, responses((status = 204, description = "It is judged")))]
async fn review(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path((id, payment)): Path<(String, String)>,
    Body(input): Body<ReviewInput>,
) -> Result<StatusCode, ApiError> {
    let decision = match input.decision.as_str() {
        "accept" => Decision::Accept,
        "reject" => Decision::Reject,
        "" => return Err(AppError::field("decision", Problem::Required).into()),
        _ => return Err(AppError::field("decision", Problem::NotAChoice).into()),
    };
    payments::review(&state, &actor, &id, &payment, decision).await?;
    Ok(StatusCode::NO_CONTENT)
}
