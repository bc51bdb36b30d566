//! Throws away what nobody needs any more: finished tasks, names of dead workers, old sessions and form leftovers.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::server::db::DbError;
use crate::server::idempotency;
use crate::server::jobs::queries;
use crate::server::state::AppState;

/// Often and little, rather than once a day and much.
const PERIOD: Duration = Duration::from_secs(3600);

pub async fn run(state: &AppState, shutdown: &CancellationToken) {
    let mut ticks = interval(PERIOD);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = purge(state).await {
            tracing::warn!(%error, "Old rows could not be removed; the next round does it.");
        }
    }
}

async fn purge(state: &AppState) -> Result<(), DbError> {
    let (pool, now) = (state.db.pool(), state.clock.now());
    let tasks = queries::purge_finished_tasks(pool).await?;
    queries::purge_dead_workers(pool).await?;
    let sessions = queries::purge_sessions(pool, now).await?;
    queries::purge_form_flashes(pool, now).await?;
    queries::purge_password_resets(pool, now).await?;
    idempotency::purge(state).await?;
    tracing::debug!(tasks, sessions, "Old rows were removed.");
    Ok(())
}
