//! Every error of the API as `application/problem+json` (RFC 9457), in the language that the caller accepts.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::error::{AppError, Conflict, FieldError};
use crate::domain::invoice::view::GateFinding;
use crate::domain::lang::Lang;

mod words;

pub const CONTENT_TYPE: &str = "application/problem+json";

/// What can go wrong before, in and around a verb.
#[derive(Clone, Debug)]
pub enum ApiError {
    App(AppError),
    /// A value of the wrong type, or a field that does not exist.
    Field {
        field: String,
        problem: &'static str,
    },
    /// The draft cannot be issued; what is missing is told along.
    Findings(Vec<GateFinding>),
    MalformedJson,
    BodyMissing,
    NotJson,
    BodyTooLarge,
    NoSuchRoute,
    MethodNotAllowed,
    LinkNotFound,
    LinkExpired,
    IdempotencyKeyInUse,
    IdempotencyAnswerLost,
    /// What the framework refused by itself.
    Other(StatusCode),
}

impl<E: Into<AppError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}

impl ApiError {
    /// The same error about a field that the API calls otherwise.
    #[must_use]
    pub fn rename(self, from: &str, to: &str) -> Self {
        match self {
            Self::App(AppError::Invalid(errors)) => {
                let rename = |error: FieldError| if error.field == from { FieldError::new(to, error.problem) } else { error };
                Self::App(AppError::Invalid(errors.into_iter().map(rename).collect()))
            }
            other => other,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::App(AppError::NotFound) | Self::NoSuchRoute | Self::LinkNotFound | Self::LinkExpired => StatusCode::NOT_FOUND,
            Self::App(AppError::Forbidden) => StatusCode::FORBIDDEN,
            Self::App(AppError::Unauthenticated) => StatusCode::UNAUTHORIZED,
            Self::App(AppError::Conflict(_) | AppError::Findings(_))
            | Self::Findings(_)
            | Self::IdempotencyKeyInUse
            | Self::IdempotencyAnswerLost => StatusCode::CONFLICT,
            Self::App(AppError::Invalid(_)) | Self::Field { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::App(AppError::TooManyRequests(_)) => StatusCode::TOO_MANY_REQUESTS,
            Self::App(AppError::Unavailable) => StatusCode::SERVICE_UNAVAILABLE,
            Self::MalformedJson | Self::BodyMissing => StatusCode::BAD_REQUEST,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Other(status) => *status,
        }
    }

    /// The stable name that programs decide by.
    fn code(&self) -> String {
        let code = match self {
            Self::App(AppError::NotFound) | Self::NoSuchRoute => "not_found",
            Self::App(AppError::Forbidden) => "forbidden",
            Self::App(AppError::Unauthenticated) => "unauthenticated",
            Self::App(AppError::Conflict(conflict)) => return conflict_code(*conflict),
            Self::Findings(_) | Self::App(AppError::Findings(_)) => return conflict_code(Conflict::GateFindings),
            Self::App(AppError::Invalid(_)) | Self::Field { .. } => "invalid",
            Self::App(AppError::TooManyRequests(_)) => "too_many_requests",
            Self::App(AppError::Unavailable) => "unavailable",
            Self::MalformedJson => "malformed_json",
            Self::BodyMissing => "body_missing",
            Self::NotJson => "unsupported_media_type",
            Self::BodyTooLarge => "body_too_large",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::LinkNotFound => "share_link_not_found",
            Self::LinkExpired => "share_link_expired",
            Self::IdempotencyKeyInUse => "idempotency_key_in_use",
            Self::IdempotencyAnswerLost => "idempotency_answer_lost",
            Self::Other(StatusCode::FORBIDDEN) => "forbidden",
            Self::Other(status) if status.is_client_error() => "bad_request",
            Self::Other(_) => "internal",
        };
        code.to_owned()
    }

    /// Seconds until another try makes sense.
    fn retry_after(&self) -> Option<u32> {
        match self {
            Self::App(AppError::TooManyRequests(seconds)) => Some(*seconds),
            Self::App(AppError::Unavailable) => Some(5),
            Self::IdempotencyKeyInUse => Some(1),
            _ => None,
        }
    }

    fn fields(&self, lang: Lang) -> Vec<ProblemField> {
        match self {
            Self::App(AppError::Invalid(errors)) => errors.iter().map(|error| words::field(error, lang)).collect(),
            Self::Field { field, problem } => vec![words::wrong_field(field, problem, lang)],
            _ => Vec::new(),
        }
    }
}

/// `already_paid` for `Conflict::AlreadyPaid`.
fn conflict_code(conflict: Conflict) -> String {
    serde_json::to_value(conflict).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The body of an error.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs#problem-invalid")]
    kind: String,
    /// The same for every error of this code, in the language of Accept-Language (de, en).
    title: String,
    status: u16,
    /// Stable name of the error.
    #[schema(example = "invalid")]
    code: String,
    /// Every wrong field of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemField>,
    /// What keeps a draft from being issued, or an invoice from being cancelled (code `gate_findings`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Finding>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    #[schema(example = "lines[0].price")]
    field: String,
    /// Stable name of what is wrong.
    #[schema(example = "not_a_number")]
    problem: String,
    /// The bound that was passed, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u32>,
    message: String,
}

/// Something that the law or the standard asks for and that a draft lacks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Finding {
    rule: String,
    /// Business term of EN 16931.
    #[schema(example = "BT-73")]
    term: String,
    /// Errors keep the draft from being issued, warnings do not.
    is_error: bool,
    /// The field of the request that mends it, where there is one.
    field: Option<String>,
    message: String,
}

impl From<&GateFinding> for Finding {
    fn from(finding: &GateFinding) -> Self {
        Self {
            rule: finding.rule.clone(),
            term: finding.term.clone(),
            is_error: finding.is_error,
            field: finding.field.clone(),
            message: finding.text.clone(),
        }
    }
}

/// The words are added by [`put_into_words`], which knows the request.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the body of every error, also of those that the framework answered by itself.
pub async fn put_into_words(request: Request, next: Next) -> Response {
    let lang = lang_of(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    let is_written = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == CONTENT_TYPE);
    let error = match response.extensions_mut().remove::<ApiError>() {
        Some(error) => error,
        None if is_written || !(status.is_client_error() || status.is_server_error()) => return response,
        None => ApiError::Other(status),
    };
    let mut answer = write(&error, lang);
    // What was set on the way out, such as the methods that are allowed, stays.
    for (name, value) in response.headers() {
        if !matches!(*name, header::CONTENT_TYPE | header::CONTENT_LENGTH) {
            answer.headers_mut().entry(name).or_insert_with(|| value.clone());
        }
    }
    answer
}

/// The language of the words in an answer.
pub fn lang_of(headers: &HeaderMap) -> Lang {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Lang::from_accept_language).unwrap_or_default()
}

fn write(error: &ApiError, lang: Lang) -> Response {
    let (status, code) = (error.status(), error.code());
    let findings = match error {
        ApiError::Findings(findings) | ApiError::App(AppError::Findings(findings)) => findings.iter().map(Finding::from).collect(),
        _ => Vec::new(),
    };
    let kind = format!("/api/docs#problem-{code}");
    let problem = Problem { kind, title: words::title(&code, lang), status: status.as_u16(), code, errors: error.fields(lang), findings };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response =
        (status, [(header::CONTENT_TYPE, CONTENT_TYPE), (header::CONTENT_LANGUAGE, lang.code()), (header::CACHE_CONTROL, "no-store")], body)
            .into_response();
    if let Some(seconds) = error.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("ApiKey realm=\"RechnungsWerk\", header=\"X-API-Key\""));
    }
    response
}
