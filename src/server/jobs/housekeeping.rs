//! Throws away what nobody needs any more (finished tasks, names of dead workers, old sessions and form leftovers), and notices
//! what became overdue.

use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use crate::server::db::DbError;
use crate::server::jobs::queries;
use crate::server::state::AppState;
use crate::server::{idempotency, invoices, webhooks};

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
        // Asked every hour, because midnight comes to each organization in its own time zone.
        if let Err(error) = invoices::overdue::notice(state).await {
            tracing::warn!(%error, "Overdue invoices could not be noticed; the next round does it.");
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
    webhooks::purge(state).await?;
    tracing::debug!(tasks, sessions, "Old rows were removed.");
    Ok(())
}
