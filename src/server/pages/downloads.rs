//! Files on the dashboard's pages: documents of an invoice, the logo.

use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::domain::error::AppError;
use crate::server::auth::{Actor, Origin};
use crate::server::documents::archive::DocumentKind;
use crate::server::documents::links;
use crate::server::middleware::rate_limit::Kind;
use crate::server::pages::answer::{self, with_notice};
use crate::server::state::AppState;
use crate::server::{files, invoices, organizations, uploads};

/// `GET /invoices/{id}/pdf`.
pub async fn pdf(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    document(&state, actor, &id, DocumentKind::Pdf, &headers).await
}

/// `GET /invoices/{id}/xml`.
pub async fn xml(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    document(&state, actor, &id, DocumentKind::Xml, &headers).await
}

async fn document(state: &AppState, actor: Option<Extension<Actor>>, id: &str, kind: DocumentKind, headers: &HeaderMap) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    let found = async {
        actor.require_billing()?;
        let mut tx = state.db.organization(actor.organization).await?;
        Ok::<_, AppError>(invoices::find(&mut tx, id).await?.id)
    };
    match found.await {
        Ok(invoice) => match files::document(state, actor.organization, invoice, kind, headers).await {
            Ok(response) => response,
            Err(error) => answer::plain(&error),
        },
        Err(error) => answer::plain(&error),
    }
}

/// `GET /files/{token}`: what a signed link opens until its end, for whoever has it.
pub async fn signed(State(state): State<AppState>, origin: Option<Extension<Origin>>, Path(token): Path<String>, headers: HeaderMap) -> Response {
    let address = origin.and_then(|Extension(origin)| origin.address);
    let found = state.rate_limiter.check(Kind::Action, &token, address).and_then(|()| links::open(&state, &token));
    match found {
        Ok((organization, invoice, kind)) => match files::document(&state, organization, invoice, kind, &headers).await {
            Ok(response) => response,
            Err(error) => answer::plain(&error),
        },
        Err(error) => answer::plain(&error),
    }
}

/// `GET /invoices/{id}/preview`: the page as it would be issued now, marked as a draft and kept nowhere.
pub async fn preview(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    shown(invoices::reading::preview::pdf(&state, &actor, &id).await, "application/pdf", "inline; filename=\"Entwurf.pdf\"")
}

/// `GET /invoices/{id}/preview.xml`: the XRechnung as it would be issued now, kept nowhere.
pub async fn preview_xml(State(state): State<AppState>, actor: Option<Extension<Actor>>, Path(id): Path<String>) -> Response {
    let Some(Extension(actor)) = actor else { return Redirect::to("/login").into_response() };
    shown(invoices::reading::preview::xml(&state, &actor, &id).await, "application/xml", "inline; filename=\"Entwurf.xml\"")
}

fn shown(file: Result<Vec<u8>, AppError>, kind: &'static str, disposition: &'static str) -> Response {
    match file {
        Ok(bytes) => {
            let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition), (header::CACHE_CONTROL, "no-store")];
            (headers, bytes).into_response()
        }
        Err(error) => answer::plain(&error),
    }
}

/// `GET /logos/{key}`: its address is the hash of its content, so it may be kept for ever.
pub async fn logo(State(state): State<AppState>, Path(key): Path<String>) -> Response {
    match organizations::logo(&state, &key).await {
        Ok((bytes, kind)) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())], bytes).into_response()
        }
        Err(error) => answer::plain(&error),
    }
}

/// `POST /settings/logo`: the one form with a file.
pub async fn upload_logo(State(state): State<AppState>, actor: Option<Extension<Actor>>, request: Request) -> Response {
    let Some(Extension(actor)) = actor else { return StatusCode::UNAUTHORIZED.into_response() };
    let page = "/settings/portal";
    match keep_logo(&state, &actor, request).await {
        Ok(()) => Redirect::to(&with_notice(page, "saved")).into_response(),
        Err(error @ AppError::NotFound) => answer::plain(&error),
        Err(error) => answer::refuse(&state, "logo", error, page).await,
    }
}

async fn keep_logo(state: &AppState, actor: &Actor, request: Request) -> Result<(), AppError> {
    actor.require_billing()?;
    let bytes = uploads::logo(request).await?;
    organizations::save_logo(state, actor, bytes.into()).await
}
