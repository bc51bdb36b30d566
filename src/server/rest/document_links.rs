//! `/api/invoices/{id}/document-links`: signed addresses of stored documents for those who have no key.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::error::{AppError, Problem};
use crate::server::documents::archive::DocumentKind;
use crate::server::documents::links;
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::OptionalBody;
use crate::server::rest::problem::ApiError;
use crate::server::rest::text::Text;
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(make))
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct DocumentLinkInput {
    /// `pdf` (where nothing is said) or `xml`.
    kind: Text,
    /// 1 to 1440; 15 where nothing is said.
    expires_in_minutes: Text,
}

/// A signed address that opens one document until its end.
#[derive(Debug, Serialize, ToSchema)]
struct DocumentLinkAnswer {
    url: String,
    expires_at: DateTime<Utc>,
}

/// Make a signed, expiring address of the archived PDF or XML
#[utoipa::path(post, path = "/invoices/{id}/document-links", tag = "Invoices", operation_id = "linkDocument", params(("id" = String, Path)), request_body = Option<DocumentLinkInput>,
    responses((status = 201, description = "The address", body = DocumentLinkAnswer)))]
async fn make(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    OptionalBody(input): OptionalBody<DocumentLinkInput>,
) -> Result<(StatusCode, Json<DocumentLinkAnswer>), ApiError> {
    let kind = match input.kind.as_str() {
        "" => DocumentKind::Pdf,
        typed => DocumentKind::parse(typed).ok_or_else(|| AppError::field("kind", Problem::NotAChoice))?,
    };
    let link = links::sign(&state, &actor, &id, kind, input.expires_in_minutes.as_str()).await?;
    Ok((StatusCode::CREATED, Json(DocumentLinkAnswer { url: link.url, expires_at: link.expires_at })))
}
