//! One log line a request, with an id that its other lines and the answer carry.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::server::auth::Origin;
use crate::server::secret;

/// Gives the request its id, puts an [`Origin`] into its extensions, logs and counts it. Paths are logged as their
/// pattern, because a path can carry a token.
pub async fn request_span(mut request: Request, next: Next) -> Response {
    let id = secret::new_uuid().simple().to_string();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let origin = Origin { address: client_address(request.headers(), peer), request_id: Some(id.clone()) };
    request.extensions_mut().insert(origin);
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().clone();
    let span = tracing::info_span!("request", request.id = %id);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let elapsed = started.elapsed();
    let status = response.status().as_u16();
    span.in_scope(|| {
        tracing::info!(http.method = %method, http.route = route, http.status = status, duration.us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX), "A request was answered.");
    });
    metrics::counter!("http_requests_total", "method" => method.to_string(), "route" => route.clone(), "status" => status.to_string()).increment(1);
    metrics::histogram!("http_request_duration_seconds", "route" => route).record(elapsed);
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// The client's address: the peer, or what a reverse proxy on this machine or in this private network says (last hop).
fn client_address(headers: &HeaderMap, peer: Option<IpAddr>) -> Option<IpAddr> {
    let behind_proxy = peer.is_some_and(|peer| match peer.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    });
    let forwarded = || headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    if behind_proxy { forwarded().or(peer) } else { peer }
}
