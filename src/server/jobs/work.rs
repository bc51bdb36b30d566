//! The one pattern of all background work: claim the row, do the work, write down the outcome and the next try together.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt as _;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep, timeout};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};
use crate::server::jobs::{self, Job, queries};
use crate::server::state::AppState;

/// A claimed row belongs to the one who claimed it for so long, unless that one renews it: after a crash it is free again.
pub const LEASE: TimeDelta = TimeDelta::seconds(9);
const RENEWAL: Duration = Duration::from_secs(3);
/// Nothing may take longer in one go.
const LIMIT: Duration = Duration::from_secs(300);
/// How long a result is carried along while the database is away, before it is given up and the work is done again.
const OUTCOME_PATIENCE: Duration = Duration::from_secs(45);

/// A kind of work with a row of its own, which has `attempts`, `due_at` and `leased_until`.
pub trait Work: Send + Sync {
    /// What the row says that is needed for the work.
    type Claimed: Send + Sync;
    /// What the work brought about.
    type Done: Send + Sync;

    fn organization(&self) -> Uuid;

    fn job(&self) -> Job;

    /// Takes the row if it is due and free: one more attempt, leased until then.
    fn claim(
        &self,
        tx: &mut Tx,
        now: DateTime<Utc>,
        leased_until: DateTime<Utc>,
    ) -> impl Future<Output = Result<Claim<Self::Claimed>, DbError>> + Send;

    /// Keeps the row leased while the work goes on.
    fn renew(&self, tx: &mut Tx, claimed: &Self::Claimed, leased_until: DateTime<Utc>) -> impl Future<Output = Result<(), DbError>> + Send;

    /// The slow and unreliable part, outside any transaction. It may happen twice, so it has to be harmless twice.
    fn perform(&self, state: &AppState, claimed: &Self::Claimed) -> impl Future<Output = Result<Self::Done, Failure>> + Send;

    /// Writes down what happened and says when to try again, if ever. Harmless twice, because nobody knows of a commit whose answer got lost.
    fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Self::Claimed,
        outcome: &Result<Self::Done, Failure>,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<Option<DateTime<Utc>>, DbError>> + Send;
}

/// What became of the try to claim a row.
#[derive(Debug)]
pub enum Claim<T> {
    Taken(T),
    /// Something that it needs is not there yet; this was no attempt.
    NotBefore(DateTime<Utc>),
    /// Done already, not due, or somebody else is at it.
    Nothing,
}

/// Why work did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// Worth another try.
    #[error("{0}")]
    Temporary(String),
    /// Will never work.
    #[error("{0}")]
    Permanent(String),
}

impl Failure {
    pub fn temporary(reason: impl std::fmt::Display) -> Self {
        Self::Temporary(one_line(&reason.to_string()))
    }

    pub fn permanent(reason: impl std::fmt::Display) -> Self {
        Self::Permanent(one_line(&reason.to_string()))
    }

    #[must_use]
    pub fn is_permanent(&self) -> bool {
        matches!(self, Self::Permanent(_))
    }

    /// One line, at most 300 characters.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Temporary(reason) | Self::Permanent(reason) => reason,
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(300).collect()
}

/// One go at the work, if it is due. Safe to call at any time, by any number of processes.
///
/// # Errors
/// When the database is away; the row then decides later.
pub async fn attempt<W: Work>(state: &AppState, work: &W) -> Result<(), DbError> {
    let now = state.clock.now();
    let mut tx = state.db.organization(work.organization()).await?;
    // The row stays due: after the pause the sweeper brings it back.
    if queries::is_paused(&mut tx, work.job().queue()).await? {
        return Ok(tx.commit().await?);
    }
    let claimed = match work.claim(&mut tx, now, now + LEASE).await? {
        Claim::Taken(claimed) => claimed,
        Claim::NotBefore(at) => {
            jobs::enqueue_at(&mut tx, work.job(), at, now).await?;
            tx.commit().await?;
            return Ok(());
        }
        Claim::Nothing => {
            tx.commit().await?;
            return Ok(());
        }
    };
    tx.commit().await?;
    let outcome = perform_under_lease(state, work, &claimed).await;
    record(state, work, &claimed, &outcome).await
}

async fn perform_under_lease<W: Work>(state: &AppState, work: &W, claimed: &W::Claimed) -> Result<W::Done, Failure> {
    // Side by side and not in turns: a renewal may have to wait for a lock that the work itself holds.
    tokio::select! {
        finished = timeout(LIMIT, AssertUnwindSafe(work.perform(state, claimed)).catch_unwind()) => match finished {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(Failure::temporary("the program has a mistake here: it panicked")),
            Err(_) => Err(Failure::temporary("it took too long")),
        },
        () = keep_renewing(state, work, claimed) => Err(Failure::temporary("its lease was not renewed any more")),
    }
}

/// Never ends by itself.
async fn keep_renewing<W: Work>(state: &AppState, work: &W, claimed: &W::Claimed) {
    let mut renewals = interval_at(Instant::now() + RENEWAL, RENEWAL);
    renewals.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        renewals.tick().await;
        if let Err(error) = renew(state, work, claimed).await {
            tracing::warn!(%error, job = ?work.job(), "A lease could not be renewed; somebody else may repeat this work.");
        }
    }
}

async fn renew<W: Work>(state: &AppState, work: &W, claimed: &W::Claimed) -> Result<(), DbError> {
    let mut tx = state.db.organization(work.organization()).await?;
    work.renew(&mut tx, claimed, state.clock.now() + LEASE).await?;
    Ok(tx.commit().await?)
}

/// The work is done and cannot be undone: while the database is away, its outcome is held on to for a while. A commit whose answer got lost
/// is repeated, too, with the same moment.
async fn record<W: Work>(state: &AppState, work: &W, claimed: &W::Claimed, outcome: &Result<W::Done, Failure>) -> Result<(), DbError> {
    let give_up_at = Instant::now() + OUTCOME_PATIENCE;
    let now = state.clock.now();
    loop {
        match record_once(state, work, claimed, outcome, now).await {
            Err(error) if Instant::now() < give_up_at => {
                tracing::warn!(%error, job = ?work.job(), "The outcome of a job could not be written down yet.");
                sleep(Duration::from_millis(300)).await;
            }
            result => {
                state.shelf.forget(work.organization());
                return result;
            }
        }
    }
}

async fn record_once<W: Work>(
    state: &AppState,
    work: &W,
    claimed: &W::Claimed,
    outcome: &Result<W::Done, Failure>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let mut tx = state.db.organization(work.organization()).await?;
    if let Some(at) = work.finish(&mut tx, claimed, outcome, now).await? {
        jobs::enqueue_at(&mut tx, work.job(), at, now).await?;
    }
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_short_line() {
        let failure = Failure::temporary(format!("550 no\r\nsuch user {}", "x".repeat(500)));
        assert!(failure.reason().starts_with("550 no such user x"));
        assert_eq!(failure.reason().chars().count(), 300);
    }
}
