//! The daily run: every overdue invoice of an organization whose next letter is due, each in a transaction of its own.

use std::panic::AssertUnwindSafe;

use chrono::TimeDelta;
use futures::FutureExt as _;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::DbError;
use crate::server::dunning::queries::{self, OverdueRow};
use crate::server::dunning::sending::{self, Sent};
use crate::server::dunning::{composing, plan, settings};
use crate::server::jobs::{self, Queue};
use crate::server::organizations;
use crate::server::state::AppState;

/// How long a run waits after the database failed in the middle of it.
const PAUSE_AFTER_TROUBLE: TimeDelta = TimeDelta::minutes(5);

/// What a run did, or would do.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub sent: Vec<Sent>,
    /// Invoices whose letter could not be written because of a mistake of ours; the next run tries them again.
    pub failed: u32,
}

/// The job's verb: what is due is sent, and the next run is tomorrow. Safe to call at any time, by any number of processes.
///
/// # Errors
/// When the database is away; the run is due then, too.
pub async fn run_due(state: &AppState, organization: Uuid) -> Result<(), DbError> {
    let mut tx = state.db.organization(organization).await?;
    let now = state.clock.now();
    let due_at = queries::settings(&mut tx).await?.filter(|row| row.automatic).and_then(|row| row.due_at);
    // The run stays due: after the pause of its queue the sweeper brings it back.
    if due_at.is_none_or(|at| at > now) || jobs::queries::is_paused(&mut tx, Queue::Dunning).await? {
        return Ok(tx.commit().await?);
    }
    let (_, zone) = organizations::queries::name_and_zone(&mut tx).await?;
    tx.commit().await?;
    let actor = Actor::system(organization, clock::zone(&zone));
    let next_run = match send_all(state, &actor).await {
        Ok(report) => {
            tracing::info!(organization.id = %organization, dunning.sent = report.sent.len(), dunning.failed = report.failed, "Dunning has run.");
            settings::next_morning(&actor, now)
        }
        Err(error) => {
            tracing::error!(%error, organization.id = %organization, "A run of dunning was interrupted and goes on later.");
            now + PAUSE_AFTER_TROUBLE
        }
    };
    let mut tx = state.db.organization(organization).await?;
    queries::move_on(&mut tx, next_run).await?;
    Ok(tx.commit().await?)
}

/// Sends all that is due now, whether dunning is automatic or not; returns how many were sent.
///
/// # Errors
/// When the database is away.
pub async fn send_due(state: &AppState, actor: &Actor) -> Result<u32, AppError> {
    actor.require_billing()?;
    let report = send_all(state, actor).await?;
    Ok(u32::try_from(report.sent.len()).unwrap_or(u32::MAX))
}

/// The same with what was sent.
///
/// # Errors
/// When the database is away; what was sent until then stays.
pub async fn send_all(state: &AppState, actor: &Actor) -> Result<Report, AppError> {
    let mut report = Report::default();
    for row in due(state, actor).await? {
        match AssertUnwindSafe(sending::send_if_due(state, actor, row.id)).catch_unwind().await {
            Ok(Ok(sent)) => report.sent.extend(sent),
            Ok(Err(AppError::Unavailable)) => return Err(AppError::Unavailable),
            Ok(Err(error)) => {
                tracing::error!(%error, invoice.id = %row.id, "A letter about an overdue invoice could not be written.");
                report.failed += 1;
            }
            Err(_) => {
                tracing::error!(invoice.id = %row.id, "The program has a mistake here: a letter about an overdue invoice made it panic.");
                report.failed += 1;
            }
        }
    }
    Ok(report)
}

/// What [`send_all`] would send.
///
/// # Errors
/// When the database is away.
pub async fn rehearse(state: &AppState, actor: &Actor) -> Result<Vec<Sent>, AppError> {
    let today = actor.today(state);
    let rows = due(state, actor).await?;
    let mut tx = state.db.organization(actor.organization).await?;
    let plan = plan(&mut tx).await?;
    let sent = |row: OverdueRow| {
        let level = plan.next(&composing::facts(&row, actor, today))?.level;
        let total = composing::claim(&row, &plan, level, today).total();
        Some(Sent { level, number: row.number, to: row.billing_email?, total, currency: row.currency })
    };
    Ok(rows.into_iter().filter_map(sent).collect())
}

/// Whether letters of this organization go out by themselves.
///
/// # Errors
/// When the database is away.
pub async fn is_automatic(state: &AppState, actor: &Actor) -> Result<bool, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    Ok(queries::settings(&mut tx).await?.is_some_and(|row| row.automatic))
}

async fn due(state: &AppState, actor: &Actor) -> Result<Vec<OverdueRow>, AppError> {
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let plan = plan(&mut tx).await?;
    let mut rows = queries::overdue(&mut tx, today, None).await?;
    rows.retain(|row| {
        let facts = composing::facts(row, actor, today);
        plan.next(&facts).is_some_and(|next| next.is_due(today) && next.may_be_sent(&facts))
    });
    Ok(rows)
}
