//! The workers: each takes one task at a time from its queue, comes back after every failure, and drains on shutdown.

use std::time::Duration;

use apalis::prelude::{BackendExt as _, BoxDynError, Data, Strategy, WorkerBuilder, WorkerBuilderExt as _, WorkerError};
use apalis_postgres::{Config, PostgresStorage};
use futures::future::join_all;
use tokio_util::sync::CancellationToken;

use crate::server::jobs::wakeups::Wakeups;
use crate::server::jobs::{Job, Queue};
use crate::server::secret::new_uuid;
use crate::server::state::AppState;

const HEARTBEAT: Duration = Duration::from_secs(5);
/// A worker that was silent for two heartbeats is dead, and the next heartbeat of another one frees its tasks: 15 s at most.
const MISSED_HEARTBEATS: usize = 2;
/// Finds what is due without a notification: delayed tasks, and those whose notification was lost.
const POLL: Duration = Duration::from_secs(1);
/// What is not finished so long after the shutdown began is left to others.
const DRAIN: Duration = Duration::from_secs(15);
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);

pub async fn run(state: &AppState, wakeups: &Wakeups, shutdown: &CancellationToken) {
    let workers = Queue::ALL.into_iter().flat_map(|queue| (0..queue.workers()).map(move |_| queue));
    let tasks = workers.map(|queue| tokio::spawn(keep_working(state.clone(), queue, wakeups.clone(), shutdown.clone())));
    join_all(tasks).await;
}

async fn keep_working(state: AppState, queue: Queue, wakeups: Wakeups, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        let drained = async {
            shutdown.cancelled().await;
            tokio::time::sleep(DRAIN).await;
        };
        let ended = tokio::select! {
            ended = work(state.clone(), queue, &wakeups, shutdown.clone()) => ended,
            () = drained => return tracing::warn!(queue = queue.name(), "A job was still running when the time to finish was over."),
        };
        if let Err(error) = ended {
            tracing::warn!(%error, queue = queue.name(), "A worker stopped and starts again.");
        }
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = tokio::time::sleep(PAUSE_AFTER_FAILURE) => {}
        }
    }
}

/// The name is fresh for every start: jobs that a killed process left under its name would otherwise look alive.
async fn work(state: AppState, queue: Queue, wakeups: &Wakeups, shutdown: CancellationToken) -> Result<(), WorkerError> {
    // A batch of one, because a larger one waits in a buffer without heartbeat. Locking apart from fetching would be one
    // more transaction per task and protects nothing that the lease of the row does not protect.
    let config =
        Config::default().queue(queue.name()).batch_size(1).heartbeat_interval(HEARTBEAT).missed_heartbeats(MISSED_HEARTBEATS).lock_tasks(false);
    let strategy = Strategy::new().stream(wakeups.subscribe(queue)).interval(POLL);
    let backend = PostgresStorage::<serde_json::Value>::new(state.db.queue()).with_config(config).poll_with_strategy(strategy);
    let worker = WorkerBuilder::new(format!("{}-{}", queue.name(), new_uuid())).backend(backend).data(state).concurrency(1).build(perform);
    worker
        .run_until(async move {
            shutdown.cancelled().await;
            Ok::<(), WorkerError>(())
        })
        .await
}

/// An error here only means that the database was away: the row is still due, and the sweeper brings it back.
async fn perform(task: serde_json::Value, state: Data<AppState>) -> Result<(), BoxDynError> {
    let Ok(job) = serde_json::from_value::<Job>(task) else {
        tracing::error!("A task of a kind that this version does not know was passed over.");
        return Ok(());
    };
    let outcome = job.perform(&state).await;
    metrics::counter!("jobs_performed_total", "queue" => job.queue().name()).increment(1);
    outcome.map_err(|error| {
        tracing::warn!(%error, ?job, "A job could not reach the database and is taken up again.");
        error.into()
    })
}
