//! Bodies of requests, read under limits: whole ones, and files that a form or a program sends.

use std::collections::HashMap;

use axum::body::{Body, Bytes};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;

use crate::domain::error::{AppError, Problem};
use crate::domain::incoming::{FILE, FILE_LIMIT, too_large};
use crate::server::organizations::LOGO_LIMIT;

/// So much more is passed over before the refusal, because a peer that is still sending would not hear it.
const DRAINED: usize = 256 * 1024 * 1024;

/// What a form adds around its file.
const FORM_MARGIN: usize = 16 * 1024;

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    TooLarge,
    BrokenOff,
}

/// A file with the name that its sender gave it.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub name: String,
    pub bytes: Bytes,
}

/// The whole body, of at most `limit` bytes.
///
/// # Errors
/// When it is larger or breaks off.
pub async fn read(mut body: Body, limit: usize) -> Result<Bytes, Unread> {
    let mut bytes = Vec::new();
    let mut size = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Unread::BrokenOff)?;
        let Ok(data) = frame.into_data() else { continue };
        size += data.len();
        if size <= limit {
            bytes.extend_from_slice(&data);
        } else if size > DRAINED {
            break;
        } else {
            bytes = Vec::new();
        }
    }
    if size > limit { Err(Unread::TooLarge) } else { Ok(bytes.into()) }
}

/// A body that is a file, or a form with one.
///
/// # Errors
/// `Invalid` at the field `file`.
pub async fn read_file(body: Body) -> Result<Bytes, AppError> {
    read(body, FILE_LIMIT + FORM_MARGIN).await.map_err(|error| match error {
        Unread::TooLarge => too_large(),
        Unread::BrokenOff => AppError::field(FILE, Problem::Required),
    })
}

/// The file of a request: the field `file` of a form, or else the whole body.
///
/// # Errors
/// `Invalid` at the field `file`.
pub async fn file(request: Request) -> Result<Upload, AppError> {
    let (parts, body) = request.into_parts();
    let bytes = read_file(body).await?;
    if is_form(&parts.headers) { of_form(&parts.headers, bytes, FILE).await } else { Ok(Upload { name: String::new(), bytes }) }
}

/// The file in the field `logo` of a form.
///
/// # Errors
/// `Invalid` at that field.
pub async fn logo(request: Request) -> Result<Bytes, AppError> {
    let (parts, body) = request.into_parts();
    let bytes = read(body, LOGO_LIMIT + FORM_MARGIN).await.map_err(|error| match error {
        Unread::TooLarge => AppError::field("logo", Problem::FileTooLarge(512)),
        Unread::BrokenOff => AppError::field("logo", Problem::Required),
    })?;
    let upload = of_form(&parts.headers, bytes, "logo").await?;
    if upload.bytes.is_empty() { Err(AppError::field("logo", Problem::Required)) } else { Ok(upload.bytes) }
}

/// The fields of a form with a file.
#[derive(Debug, Default)]
pub struct Sent {
    pub texts: HashMap<String, String>,
    pub file: Option<Upload>,
}

/// A form whose file stands in the field of this name.
///
/// # Errors
/// `Invalid` at that field.
pub async fn form(request: Request, file: &str) -> Result<Sent, AppError> {
    let broken = || AppError::field(file, Problem::Required);
    let (parts, body) = request.into_parts();
    let bytes = read(body, FILE_LIMIT + FORM_MARGIN).await.map_err(|error| match error {
        Unread::TooLarge => AppError::field(file, Problem::FileTooLarge(u32::try_from(FILE_LIMIT / 1024).unwrap_or(u32::MAX))),
        Unread::BrokenOff => broken(),
    })?;
    let mut form = multipart(&parts.headers, bytes).await.map_err(|_| broken())?;
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == file {
            let name = field.file_name().unwrap_or_default().to_owned();
            sent.file = Some(Upload { name, bytes: field.bytes().await.map_err(|_| broken())? });
        } else {
            sent.texts.insert(name, field.text().await.map_err(|_| broken())?);
        }
    }
    Ok(sent)
}

async fn multipart(headers: &HeaderMap, bytes: Bytes) -> Result<Multipart, MultipartRejection> {
    let mut request = Request::new(Body::from(bytes));
    request.headers_mut().extend(headers.get(header::CONTENT_TYPE).map(|kind| (header::CONTENT_TYPE, kind.clone())));
    DefaultBodyLimit::disable().apply(&mut request);
    Multipart::from_request(request, &()).await
}

fn is_form(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

async fn of_form(headers: &HeaderMap, bytes: Bytes, field: &str) -> Result<Upload, AppError> {
    let missing = || AppError::field(field, Problem::Required);
    let mut form = multipart(headers, bytes).await.map_err(|_| missing())?;
    while let Some(part) = form.next_field().await.map_err(|_| missing())? {
        if part.name() == Some(field) {
            let name = part.file_name().unwrap_or_default().to_owned();
            return Ok(Upload { name, bytes: part.bytes().await.map_err(|_| missing())? });
        }
    }
    Err(missing())
}
