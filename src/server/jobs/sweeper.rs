//! Looks every few seconds for rows that are due although no task of them is in the queue, and brings them in.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::server::db::DbError;
use crate::server::jobs::queries;
use crate::server::state::AppState;
use crate::server::usage;

const PERIOD: Duration = Duration::from_secs(4);
const MOST_AT_ONCE: i32 = 500;

pub async fn run(state: &AppState, shutdown: &CancellationToken) {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = usage::runs::start_due(state).await {
            tracing::warn!(%error, "The monthly runs that are due could not be started.");
        }
        match sweep(state).await {
            Ok(0) => {}
            Ok(found) => tracing::info!(jobs.found = found, "Work without a task was brought back into its queue."),
            Err(error) => tracing::warn!(%error, "The sweeper could not look for due work."),
        }
    }
}

/// One sweeper at a time is enough for all processes; the others find the lock taken and do nothing.
pub async fn sweep(state: &AppState) -> Result<usize, DbError> {
    let now = state.clock.now();
    let mut tx = state.db.pool().begin().await?;
    if !queries::is_only_sweeper(&mut tx).await? {
        return Ok(0);
    }
    let mut due = queries::due_documents(&mut tx, now, MOST_AT_ONCE).await?;
    due.extend(queries::due_mails(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_archive_checks(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_series(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_dunning(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_webhooks(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_billing_runs(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_notification_mails(&mut tx, now, MOST_AT_ONCE).await?);
    due.extend(queries::due_mailings(&mut tx, now, MOST_AT_ONCE).await?);
    let paused = queries::paused(&mut tx).await?;
    due.retain(|job| !paused.contains(&(job.organization(), job.queue().name().to_owned())));
    let stranded = queries::without_task(&mut tx, due).await?;
    for job in &stranded {
        queries::push(&mut tx, *job, Duration::ZERO).await?;
    }
    tx.commit().await?;
    Ok(stranded.len())
}
