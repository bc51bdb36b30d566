//! The JSON API (spec §3, §4, §13): one file per resource. A handler translates, calls one verb and translates back.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::cors::{AllowOrigin, CorsLayer};
use utoipa_axum::router::OpenApiRouter;

use crate::server::config::Config;
use crate::server::middleware::same_origin::same_origin;
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;

mod actor;
mod audit;
mod customers;
mod docs;
mod document_links;
mod dunning;
mod extract;
mod health;
mod idempotent;
mod incoming;
mod invoices;
mod link_errors;
mod mail_reports;
mod mailings;
mod openapi;
mod operations;
mod payments;
mod portal;
mod problem;
mod recurring;
mod share_links;
mod text;
mod usage;
mod webhooks;

pub use openapi::document;

/// Everything below `/api`.
pub fn router(state: &AppState) -> Router<AppState> {
    let with_key = organization().layer(from_fn_with_state(state.clone(), idempotent::once));
    let (operations, _) = with_key.merge(portal::routes()).split_for_parts();
    let api = operations
        .route("/openapi.json", get(openapi::serve))
        .route("/docs", get(docs::page))
        .fallback(async || ApiError::NoSuchRoute)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(from_fn_with_state(state.clone(), same_origin))
        .layer(from_fn(problem::put_into_words))
        .layer(cors(&state.config));
    Router::new().nest("/api", api).merge(health::router()).merge(mail_reports::router())
}

/// What an organization's key or session may do.
fn organization() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(invoices::routes())
        .merge(share_links::routes())
        .merge(document_links::routes())
        .merge(mailings::routes())
        .merge(payments::routes())
        .merge(customers::routes())
        .merge(incoming::routes())
        .merge(operations::routes())
        .merge(recurring::routes())
        .merge(dunning::routes())
        .merge(webhooks::routes())
        .merge(usage::routes())
        .merge(audit::routes())
}

/// Browsers on the allowed origins may call with a key; cookies are never asked for.
fn cors(config: &Config) -> CorsLayer {
    let origins: Vec<HeaderValue> = config.allowed_origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
        .allow_headers([
            header::CONTENT_TYPE,
            header::ACCEPT_LANGUAGE,
            HeaderName::from_static("x-api-key"),
            HeaderName::from_static("idempotency-key"),
        ])
        .expose_headers([header::LOCATION, header::RETRY_AFTER, header::CONTENT_DISPOSITION, HeaderName::from_static("x-request-id")])
}
