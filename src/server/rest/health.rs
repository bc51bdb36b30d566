//! `/healthz`, `/readyz` and `/metrics`: for those who watch over the program.

use std::net::IpAddr;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use crate::server::jobs;
use crate::server::rest::actor::Sender;
use crate::server::state::AppState;
use crate::server::telemetry;

/// A part that does not answer within this time is away.
const PATIENCE: Duration = Duration::from_secs(4);

pub fn router() -> Router<AppState> {
    Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

#[derive(Debug, Serialize)]
struct Readiness {
    status: &'static str,
    database: &'static str,
    storage: &'static str,
    queue: &'static str,
}

/// Whether requests can be answered; 503 when a part is away.
async fn ready(State(state): State<AppState>) -> Response {
    let (database, storage, queue) = tokio::join!(answers(state.db.check()), answers(state.storage.check()), answers(jobs::state_of_queues(&state)));
    let is_ready = database && storage && queue;
    let word = |is_there| if is_there { "ok" } else { "away" };
    let body =
        Readiness { status: if is_ready { "ready" } else { "not ready" }, database: word(database), storage: word(storage), queue: word(queue) };
    let status = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

async fn answers<T, E>(part: impl Future<Output = Result<T, E>>) -> bool {
    matches!(tokio::time::timeout(PATIENCE, part).await, Ok(Ok(_)))
}

/// Figures of the process and the queue, for neighbours only: they tell how much business there is.
async fn metrics(State(state): State<AppState>, Sender(origin): Sender) -> Response {
    if !origin.address.is_some_and(is_neighbour) {
        return StatusCode::NOT_FOUND.into_response();
    }
    for queue in jobs::state_of_queues(&state).await.unwrap_or_default() {
        let name = queue.queue.name();
        metrics::gauge!("queue_waiting", "queue" => name).set(figure(queue.waiting));
        metrics::gauge!("queue_running", "queue" => name).set(figure(queue.running));
        metrics::gauge!("queue_oldest_waiting_seconds", "queue" => name).set(figure(queue.oldest_waiting_seconds));
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], telemetry::render_metrics()).into_response()
}

fn figure(count: i64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// This machine or its private network.
fn is_neighbour(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}
