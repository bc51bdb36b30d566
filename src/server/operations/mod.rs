//! Looking after the background work of one organization: how it goes, what failed, once more, pauses.

use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::operations::Operations;
use crate::server::archive_checks;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::jobs::{self, Queue};
use crate::server::state::AppState;

pub mod queries;
pub mod rows;

use rows::rows_of;

const MOST_FAILURES_SHOWN: i64 = 50;
/// What is begun anew beyond that has no task at first; the sweeper brings it in.
const MOST_TASKS_AT_ONCE: usize = 500;

/// All queues with the work of this organization, the latest failures, and the archive's last check.
///
/// # Errors
/// `NotFound` for those who do not own the organization.
pub async fn overview(state: &AppState, actor: &Actor) -> Result<Operations, AppError> {
    actor.require_owner()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let pauses = queries::pauses(&mut tx).await?;
    let (mut figures, mut failures) = (Vec::new(), Vec::new());
    for queue in Queue::ALL {
        let mut of_queue = match rows_of(queue) {
            Some(rows) => {
                failures.extend(queries::failures(&mut tx, queue, &rows, MOST_FAILURES_SHOWN).await?);
                queries::figures(&mut tx, &rows, now).await?
            }
            None => queries::figures_of_tasks(&mut tx, queue, actor.organization).await?,
        };
        queue.name().clone_into(&mut of_queue.queue);
        of_queue.pause = pauses.iter().find(|(name, _)| name == queue.name()).map(|(_, pause)| pause.clone());
        figures.push(of_queue);
    }
    failures.sort_by_key(|failure| std::cmp::Reverse(failure.at));
    let archive = archive_checks::latest(&mut tx).await?;
    Ok(Operations { at: now, queues: figures, failures, archive })
}

/// Begins one failed piece of work anew, with all its tries.
///
/// # Errors
/// `NotFound` for what is not there or did not fail, and for those who do not own the organization.
pub async fn retry(state: &AppState, actor: &Actor, queue: &str, id: &str) -> Result<(), AppError> {
    actor.require_owner()?;
    let queue = Queue::parse(queue).ok_or(AppError::NotFound)?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    if begin_anew(state, actor, queue, Some(id)).await? == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// The same for all that failed in a queue, or in all queues; how much that was.
///
/// # Errors
/// `NotFound` for an unknown queue, and for those who do not own the organization.
pub async fn retry_all(state: &AppState, actor: &Actor, queue: Option<&str>) -> Result<u64, AppError> {
    actor.require_owner()?;
    let queues = match queue {
        Some(name) => vec![Queue::parse(name).ok_or(AppError::NotFound)?],
        None => Queue::ALL.to_vec(),
    };
    let mut begun = 0;
    for queue in queues {
        begun += begin_anew(state, actor, queue, None).await?;
    }
    Ok(begun)
}

async fn begin_anew(state: &AppState, actor: &Actor, queue: Queue, only: Option<Uuid>) -> Result<u64, AppError> {
    let Some(rows) = rows_of(queue) else { return Ok(0) };
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let begun = queries::begin_anew(&mut tx, &rows, only, now).await?;
    for (id, _) in begun.iter().take(MOST_TASKS_AT_ONCE) {
        jobs::enqueue(&mut tx, (rows.job)(actor.organization, *id)).await?;
    }
    let event = Event::new("work.retried").detail(queue.name());
    match begun.as_slice() {
        [] => {}
        [(_, invoice)] => audit::record(&mut tx, actor, now, Event { invoice: *invoice, ..event }).await?,
        many => {
            let detail = format!("{} ({})", queue.name(), many.len());
            audit::record(&mut tx, actor, now, Event::new("work.retried").detail(&detail)).await?;
        }
    }
    tx.commit().await?;
    Ok(u64::try_from(begun.len()).unwrap_or(u64::MAX))
}

/// From now on no process takes up work of this queue for the organization; what is under way is finished.
///
/// # Errors
/// `NotFound` for an unknown queue, and for those who do not own the organization.
pub async fn pause(state: &AppState, actor: &Actor, queue: &str) -> Result<(), AppError> {
    actor.require_owner()?;
    let queue = Queue::parse(queue).ok_or(AppError::NotFound)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    if queries::insert_pause(&mut tx, actor, queue.name(), now).await? {
        audit::record(&mut tx, actor, now, Event::new("queue.paused").detail(queue.name())).await?;
    }
    Ok(tx.commit().await?)
}

/// Lets the queue go on; what became due meanwhile is brought in within seconds.
///
/// # Errors
/// As [`pause`].
pub async fn resume(state: &AppState, actor: &Actor, queue: &str) -> Result<(), AppError> {
    actor.require_owner()?;
    let queue = Queue::parse(queue).ok_or(AppError::NotFound)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    if queries::delete_pause(&mut tx, queue.name()).await? {
        audit::record(&mut tx, actor, now, Event::new("queue.resumed").detail(queue.name())).await?;
    }
    Ok(tx.commit().await?)
}
