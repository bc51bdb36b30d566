//! Stored documents on their way to a browser: streamed, with the headers that keep them private and unchanged.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict};
use crate::server::auth::Actor;
use crate::server::documents::archive::DocumentKind;
use crate::server::documents::queries;
use crate::server::incoming;
use crate::server::state::AppState;

/// The archived file, exactly as it was stored. Whether the reader may see the invoice was asked before.
///
/// # Errors
/// `Conflict(DocumentsPending)` while it is being made, `Unavailable` when the storage is away.
pub async fn document(state: &AppState, organization: Uuid, invoice: Uuid, kind: DocumentKind, request: &HeaderMap) -> Result<Response, AppError> {
    let mut tx = state.db.organization(organization).await?;
    let row = queries::document(&mut tx, invoice, kind.as_str()).await?.ok_or(AppError::Conflict(Conflict::DocumentsPending))?;
    drop(tx);
    let file = File { key: &row.storage_key, name: &row.file_name, content_type: kind.content_type(), size: row.size, sha256: &row.sha256 };
    send(state, &file, request).await
}

/// A received invoice, exactly as it came.
///
/// # Errors
/// `NotFound`, `Unavailable` when the storage is away.
pub async fn incoming(state: &AppState, actor: &Actor, id: &str, request: &HeaderMap) -> Result<Response, AppError> {
    let row = incoming::find(state, actor, id).await?;
    let name: String = row.file_name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let file = File { key: &row.storage_key, name: &name, content_type: &row.content_type, size: row.size, sha256: &row.sha256 };
    send(state, &file, request).await
}

/// A stored file as it is told to a browser.
struct File<'a> {
    key: &'a str,
    name: &'a str,
    content_type: &'a str,
    size: i64,
    sha256: &'a [u8],
}

/// Kept by the reader's own browser only, and asked again each time: a revoked link must not live on in a cache.
const CACHE: &str = "private, no-cache";

async fn send(state: &AppState, file: &File<'_>, request: &HeaderMap) -> Result<Response, AppError> {
    let tag = format!("\"{}\"", hex::encode(file.sha256));
    if request.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| matches(known, &tag)) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag), (CACHE_CONTROL, CACHE.to_owned())]).into_response());
    }
    let download = state.storage.download(file.key).await?;
    if i64::try_from(download.size) != Ok(file.size) {
        tracing::error!(document.key = file.key, "A stored document does not have the size it was stored with.");
        return Err(AppError::Unavailable);
    }
    let headers = [
        (CONTENT_TYPE, file.content_type.to_owned()),
        (CONTENT_LENGTH, file.size.to_string()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
        (ETAG, tag),
        (CACHE_CONTROL, CACHE.to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    Ok((headers, Body::from_stream(download.bytes)).into_response())
}

fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(|one| one.trim().trim_start_matches("W/")).any(|one| one == tag || one == "*")
}
