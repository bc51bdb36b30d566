//! `/api/invoices/{id}/share-link` and `…/send-email` (spec §4).

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::i18n;
use crate::server::invoices::sending::SendForm;
use crate::server::invoices::sharing::Lifetime;
use crate::server::invoices;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Body, OptionalBody};
use crate::server::rest::problem::{ApiError, lang_of};
use crate::server::rest::text::{self, Text};
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(share, revoke)).routes(routes!(send_email))
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ShareInput {
    /// 1 to 3650; null is never; as the organization has set it where nothing is said.
    #[serde(deserialize_with = "text::given")]
    expires_in_days: Option<Text>,
}

impl ShareInput {
    fn lifetime(&self) -> Result<Lifetime, AppError> {
        let Some(days) = &self.expires_in_days else { return Ok(Lifetime::Usual) };
        match days.as_str().trim() {
            "" => Ok(Lifetime::Forever),
            days => days.parse().map(Lifetime::Days).map_err(|_| AppError::field(DAYS, if days.starts_with('-') { Problem::Negative } else { Problem::NotANumber })),
        }
    }
}

const DAYS: &str = "expires_in_days";

/// A live link; the token opens one invoice and nothing else.
#[derive(Debug, Serialize, ToSchema)]
struct ShareLinkAnswer {
    token: String,
    url: String,
    /// Null is never.
    expires_at: Option<DateTime<Utc>>,
}

/// Make the link of an invoice, or a new one; the old token is dead at once
#[utoipa::path(post, path = "/invoices/{id}/share-link", tag = "Share links", operation_id = "shareInvoice", params(("id" = String, Path)), request_body = Option<ShareInput>,
    responses((status = 201, description = "The link", body = ShareLinkAnswer)))]
async fn share(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<ShareInput>,
) -> Result<(StatusCode, Json<ShareLinkAnswer>), ApiError> {
    let link = invoices::share(&state, &actor, &id, input.lifetime()?).await.map_err(|error| ApiError::from(error).rename("days", DAYS))?;
    Ok((StatusCode::CREATED, Json(ShareLinkAnswer { token: link.token, url: link.url, expires_at: link.expires_at })))
}

/// Revoke the link of an invoice
#[utoipa::path(delete, path = "/invoices/{id}/share-link", tag = "Share links", operation_id = "revokeShareLink", params(("id" = String, Path)), responses((status = 204, description = "The token is dead")))]
async fn revoke(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<StatusCode, ApiError> {
    invoices::revoke_share_link(&state, &actor, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct SendInput {
    to_email: Text,
    /// The usual one where nothing is said.
    subject: Text,
    message: Text,
    attach_pdf: Option<bool>,
}

/// The mail waits to be sent; its fate is seen at the invoice.
#[derive(Debug, Serialize, ToSchema)]
struct SendAnswer {
    message: String,
    portal_url: String,
    token: String,
}

/// Send the invoice by mail with its link, which is made where there is none
#[utoipa::path(post, path = "/invoices/{id}/send-email", tag = "Share links", operation_id = "sendInvoice", params(("id" = String, Path)), request_body = SendInput,
    responses((status = 202, description = "The mail is queued", body = SendAnswer)))]
async fn send_email(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    headers: HeaderMap,
    Body(input): Body<SendInput>,
) -> Result<(StatusCode, Json<SendAnswer>), ApiError> {
    let form = SendForm { to_email: input.to_email.into(), subject: input.subject.into(), message: input.message.into(), attach_pdf: input.attach_pdf.unwrap_or_default() };
    let sending = invoices::send_email(&state, &actor, &id, &form).await?;
    let message = i18n::text(lang_of(&headers), "api-mail-queued");
    Ok((StatusCode::ACCEPTED, Json(SendAnswer { message, portal_url: sending.portal_url, token: sending.token })))
}
