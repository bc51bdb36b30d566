//! Refuses changes that another site makes a browser send (there is no other CSRF check).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::server::state::AppState;

/// Lets a change pass when it comes from our own pages, from a program with an API key, or from an allowed origin without
/// a cookie, which is nobody's session.
pub async fn same_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe
        || headers.contains_key("x-api-key")
        || is_own_origin(headers, &state.config.public_url)
        || is_allowed_origin(headers, &state.config.allowed_origins)
    {
        return next.run(request).await;
    }
    tracing::warn!("A change from a foreign origin was refused.");
    (StatusCode::FORBIDDEN, "This request came from another site and was refused.\n").into_response()
}

/// Browsers send `Sec-Fetch-Site` or `Origin` with every POST; what has neither is no browser and carries no cookie of a victim.
fn is_own_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => origin == public_url || text(header::HOST).is_some_and(|host| origin.split_once("://").is_some_and(|(_, of)| of == host)),
    }
}

fn is_allowed_origin(headers: &HeaderMap, allowed: &[String]) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    !headers.contains_key(header::COOKIE) && origin.is_some_and(|origin| allowed.iter().any(|allowed| allowed == origin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| (name.parse::<header::HeaderName>().unwrap(), value.parse().unwrap())).collect();
        is_own_origin(&headers, "https://rechnung.example")
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        assert!(own(&[("origin", "https://rechnung.example")]));
        assert!(own(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        assert!(own(&[]));
        for foreign in ["https://evil.example", "null", "https://rechnung.example.evil.example"] {
            assert!(!own(&[("origin", foreign), ("host", "rechnung.example")]), "{foreign}");
        }
        assert!(!own(&[("sec-fetch-site", "cross-site"), ("origin", "https://rechnung.example")]));
        assert!(!own(&[("sec-fetch-site", "same-site")]));
    }
}
