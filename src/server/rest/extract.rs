//! Reading requests: a JSON object of at most one MiB, every mistake told at its field.

use axum::body::{Body as HttpBody, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::server::rest::problem::ApiError;
use crate::server::uploads::{self, Unread};

/// The largest body that is read.
const LIMIT: usize = 1024 * 1024;

/// The largest with a file in base64.
const LARGE_LIMIT: usize = 8 * LIMIT;

/// The JSON object of a request that needs one.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let bytes = read(body).await?;
        if bytes.is_empty() {
            return Err(ApiError::BodyMissing);
        }
        require_json(&parts.headers)?;
        parse(&bytes).map(Self)
    }
}

/// The same for objects that may hold a file in base64.
#[derive(Debug)]
pub struct LargeBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for LargeBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let bytes = read_large(body).await?;
        if bytes.is_empty() {
            return Err(ApiError::BodyMissing);
        }
        require_json(&parts.headers)?;
        parse(&bytes).map(Self)
    }
}

/// The same where nothing has to be said: no body is an empty object.
#[derive(Debug)]
pub struct OptionalBody<T>(pub T);

impl<T: DeserializeOwned + Default, S: Send + Sync> FromRequest<S> for OptionalBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let (parts, body) = request.into_parts();
        let bytes = read(body).await?;
        if bytes.is_empty() {
            return Ok(Self(T::default()));
        }
        require_json(&parts.headers)?;
        parse(&bytes).map(Self)
    }
}

/// The query string, with unknown names passed over.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let wrong = |_| ApiError::Field { field: "query".to_owned(), problem: "wrong_type" };
        Query::try_from_uri(&parts.uri).map(|Query(asked)| Self(asked)).map_err(wrong)
    }
}

/// The whole body, if it is not too large.
///
/// # Errors
/// `BodyTooLarge`, or `BodyMissing` for one that breaks off.
pub async fn read(body: HttpBody) -> Result<Bytes, ApiError> {
    within(body, LIMIT).await
}

/// The same with a file in it.
///
/// # Errors
/// As [`read`].
pub async fn read_large(body: HttpBody) -> Result<Bytes, ApiError> {
    within(body, LARGE_LIMIT).await
}

async fn within(body: HttpBody, limit: usize) -> Result<Bytes, ApiError> {
    uploads::read(body, limit).await.map_err(|error| match error {
        Unread::TooLarge => ApiError::BodyTooLarge,
        Unread::BrokenOff => ApiError::BodyMissing,
    })
}

fn require_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind == "application/json" || kind.ends_with("+json") { Ok(()) } else { Err(ApiError::NotJson) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    // A list would be taken for an object with its fields in order.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
        return Err(if is_json { ApiError::Field { field: String::new(), problem: "not_an_object" } } else { ApiError::MalformedJson });
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| mistake(&error, bytes))?;
    deserializer.end().map_err(|_| ApiError::MalformedJson)?;
    Ok(value)
}

fn mistake(error: &serde_path_to_error::Error<serde_json::Error>, bytes: &[u8]) -> ApiError {
    // A wrong type is found before a missing brace further on, but what is no JSON has no fields.
    if !error.inner().is_data() || serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_err() {
        return ApiError::MalformedJson;
    }
    let words = error.inner().to_string();
    if let Some(name) = words.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
        return ApiError::Field { field: unknown_field(error, name), problem: "unknown_field" };
    }
    ApiError::Field { field: error.path().to_string(), problem: "wrong_type" }
}

/// The path of an unknown field ends with its own name, or with the object that it stands in.
fn unknown_field(error: &serde_path_to_error::Error<serde_json::Error>, name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    let mut path = String::new();
    for segment in error.path() {
        match segment {
            Segment::Seq { index } => path.push_str(&format!("[{index}]")),
            Segment::Map { key } if *key == name => {}
            Segment::Map { key } if path.is_empty() => path.push_str(key),
            Segment::Map { key } => path.push_str(&format!(".{key}")),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    if path.is_empty() { name } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::server::rest::text::{self, Text};

    #[derive(Debug, Default, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Form {
        name: Text,
        #[serde(deserialize_with = "text::list")]
        lines: Vec<Form>,
    }

    fn field(json: &str) -> String {
        match parse::<Form>(json.as_bytes()) {
            Err(ApiError::Field { field, problem }) => format!("{field}: {problem}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_wrong_type_is_told_at_its_field() {
        assert_eq!(field(r#"{"name": true}"#), "name: wrong_type");
        assert_eq!(field(r#"{"lines": [{}, {"name": {}}]}"#), "lines[1].name: wrong_type");
        assert_eq!(field(r#"{"lines": "x"}"#), "lines: wrong_type");
        assert_eq!(field(r#"{"lines": [{"nane": 1}]}"#), "lines[0].nane: unknown_field");
        assert_eq!(field(r#"{"nane": 1}"#), "nane: unknown_field");
        assert_eq!(field("[1]"), ": not_an_object");
        assert_eq!(parse::<Form>(br#"{"name": 3, "lines": null}"#).unwrap().name.as_str(), "3");
    }

    #[test]
    fn what_is_no_json_has_no_fields() {
        for broken in ["{", "{\"name\": true", "{} x", "nonsense", "{\"name\": NaN}"] {
            assert!(matches!(parse::<Form>(broken.as_bytes()), Err(ApiError::MalformedJson)), "{broken}");
        }
    }
}
