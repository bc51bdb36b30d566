//! `GET /audit/export.csv`: the audit log as it is filtered on the page.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::domain::audit::AuditQuery;
use crate::server::audit::log::export;
use crate::server::auth::Actor;
use crate::server::pages::answer;
use crate::server::state::AppState;

pub async fn csv(State(state): State<AppState>, actor: Option<Extension<Actor>>, Query(query): Query<AuditQuery>) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    match export::csv(&state, &actor, &query).await {
        Ok(lines) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, Body::from_stream(lines)).into_response()
        }
        Err(error) => answer::plain(&error),
    }
}
