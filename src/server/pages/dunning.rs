//! The letter as its recipient's mail program shows it, for the frame of the preview.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use crate::server::auth::Actor;
use crate::server::dunning;
use crate::server::pages::answer;
use crate::server::state::AppState;

/// Its own inline styles and nothing else; only our own pages may frame it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

/// `GET /dunning/{id}/mail`.
pub async fn mail(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    match dunning::preview(&state, &actor, &id).await {
        Ok(preview) => {
            let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::X_FRAME_OPTIONS, "SAMEORIGIN"), (header::CACHE_CONTROL, "no-store")];
            (headers, Html(preview.html)).into_response()
        }
        Err(error) => answer::plain(&error),
    }
}
