//! `/api/operations`, `/api/queues/…` and `/api/archive-checks`: looking after the background work.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::operations::{ArchiveCheck, ArchiveProblem, CheckState, FailedWork, QueueFigures};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::problem::ApiError;
use crate::server::state::AppState;
use crate::server::{archive_checks, operations};

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(overview))
        .routes(routes!(retry))
        .routes(routes!(retry_all))
        .routes(routes!(pause, resume))
        .routes(routes!(check))
}

/// How the background work of the organization goes.
#[derive(Debug, Serialize, ToSchema)]
struct OperationsAnswer {
    queues: Vec<QueueAnswer>,
    /// What was given up, newest first.
    failures: Vec<FailureAnswer>,
    archive_check: Option<ArchiveCheckAnswer>,
}

/// One queue.
#[derive(Debug, Serialize, ToSchema)]
struct QueueAnswer {
    queue: String,
    waiting: u64,
    running: u64,
    /// Due later.
    scheduled: u64,
    failed: u64,
    done_in_last_hour: u64,
    done_in_last_day: u64,
    oldest_waiting_since: Option<DateTime<Utc>>,
    is_paused: bool,
}

impl From<QueueFigures> for QueueAnswer {
    fn from(figures: QueueFigures) -> Self {
        Self {
            queue: figures.queue,
            waiting: figures.waiting,
            running: figures.running,
            scheduled: figures.scheduled,
            failed: figures.failed,
            done_in_last_hour: figures.done_in_hour,
            done_in_last_day: figures.done_in_day,
            oldest_waiting_since: figures.waiting_since,
            is_paused: figures.pause.is_some(),
        }
    }
}

/// Something that was given up.
#[derive(Debug, Serialize, ToSchema)]
struct FailureAnswer {
    queue: String,
    id: String,
    at: Option<DateTime<Utc>>,
    /// What a server said, or the code of our own refusal.
    reason: Option<String>,
    /// What it is about, for example the recipient.
    subject: Option<String>,
    invoice: Option<String>,
    invoice_number: Option<String>,
}

impl From<FailedWork> for FailureAnswer {
    fn from(failed: FailedWork) -> Self {
        Self {
            queue: failed.queue,
            id: failed.id,
            at: failed.at,
            reason: failed.reason.or_else(|| failed.refusal.map(|refusal| refusal.code().to_owned())),
            subject: failed.subject,
            invoice: failed.invoice_public_id,
            invoice_number: failed.invoice_number,
        }
    }
}

/// The last look at every stored file.
#[derive(Debug, Serialize, ToSchema)]
struct ArchiveCheckAnswer {
    /// `waiting`, `done` or `failed`.
    state: CheckWord,
    fine: u64,
    missing: u64,
    changed: u64,
    /// The first of the missing and changed files.
    problems: Vec<ArchiveProblemAnswer>,
    ordered_at: DateTime<Utc>,
    finished_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum CheckWord {
    Waiting,
    Done,
    Failed,
}

/// A stored file that is not as it was.
#[derive(Debug, Serialize, ToSchema)]
struct ArchiveProblemAnswer {
    /// `missing` or `changed`.
    damage: &'static str,
    file_name: String,
    storage_key: String,
    invoice: Option<String>,
    incoming: Option<String>,
}

impl From<ArchiveCheck> for ArchiveCheckAnswer {
    fn from(check: ArchiveCheck) -> Self {
        let problem = |one: ArchiveProblem| ArchiveProblemAnswer {
            damage: one.damage.as_str(),
            file_name: one.file_name,
            storage_key: one.storage_key,
            invoice: one.invoice,
            incoming: one.incoming,
        };
        Self {
            state: match check.state {
                CheckState::Waiting => CheckWord::Waiting,
                CheckState::Done => CheckWord::Done,
                CheckState::Failed => CheckWord::Failed,
            },
            fine: check.fine,
            missing: check.missing,
            changed: check.changed,
            problems: check.problems.into_iter().map(problem).collect(),
            ordered_at: check.ordered_at,
            finished_at: check.finished_at,
        }
    }
}

/// Queues, failures and the archive's last check
#[utoipa::path(get, path = "/operations", tag = "Operations", operation_id = "getOperations", responses((status = 200, description = "How it goes", body = OperationsAnswer)))]
async fn overview(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<Json<OperationsAnswer>, ApiError> {
    let found = operations::overview(&state, &actor).await?;
    Ok(Json(OperationsAnswer {
        queues: found.queues.into_iter().map(Into::into).collect(),
        failures: found.failures.into_iter().map(Into::into).collect(),
        archive_check: found.archive.map(Into::into),
    }))
}

/// Begin a failed piece of work anew
#[utoipa::path(post, path = "/queues/{queue}/failures/{id}/retry", tag = "Operations", operation_id = "retryFailure",
    params(("queue" = String, Path), ("id" = String, Path)), responses((status = 202, description = "It is due again")))]
async fn retry(State(state): State<AppState>, ApiActor(actor): ApiActor, Path((queue, id)): Path<(String, String)>) -> Result<StatusCode, ApiError> {
    operations::retry(&state, &actor, &queue, &id).await?;
    Ok(StatusCode::ACCEPTED)
}

/// How much was begun anew.
#[derive(Debug, Serialize, ToSchema)]
struct Retried {
    retried: u64,
}

/// Begin all that failed in a queue anew
#[utoipa::path(post, path = "/queues/{queue}/retry", tag = "Operations", operation_id = "retryQueue", params(("queue" = String, Path)),
    responses((status = 202, description = "They are due again", body = Retried)))]
async fn retry_all(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(queue): Path<String>,
) -> Result<(StatusCode, Json<Retried>), ApiError> {
    let retried = operations::retry_all(&state, &actor, Some(&queue)).await?;
    Ok((StatusCode::ACCEPTED, Json(Retried { retried })))
}

/// Hold a queue up: no process takes up work of it for this organization
#[utoipa::path(put, path = "/queues/{queue}/pause", tag = "Operations", operation_id = "pauseQueue", params(("queue" = String, Path)), responses((status = 204, description = "It is held up")))]
async fn pause(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(queue): Path<String>) -> Result<StatusCode, ApiError> {
    operations::pause(&state, &actor, &queue).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let a queue go on
#[utoipa::path(delete, path = "/queues/{queue}/pause", tag = "Operations", operation_id = "resumeQueue", params(("queue" = String, Path)), responses((status = 204, description = "It goes on")))]
async fn resume(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(queue): Path<String>) -> Result<StatusCode, ApiError> {
    operations::resume(&state, &actor, &queue).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Compare every stored file with its checksum; while such a check is under way, that one is meant
#[utoipa::path(post, path = "/archive-checks", tag = "Operations", operation_id = "checkArchive", responses((status = 202, description = "It is ordered")))]
async fn check(State(state): State<AppState>, ApiActor(actor): ApiActor) -> Result<StatusCode, ApiError> {
    archive_checks::order(&state, &actor).await?;
    Ok(StatusCode::ACCEPTED)
}
