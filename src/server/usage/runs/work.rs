//! The run as background work: claimed, carried out for a while, and either over or due again at once.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::usage::Month;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::Job;
use crate::server::jobs::work::{self, Claim, Failure, Work};
use crate::server::notifications;
use crate::server::state::AppState;
use crate::server::usage::runs::queries::{self, ClaimedRun};
use crate::server::usage::runs::step::{Step, step};

/// A part of a run takes so long at most; then the row decides anew.
const PART: Duration = Duration::from_secs(60);
/// A database that is away comes back; after a day of patience people have to look.
const MOST_ATTEMPTS: i32 = 50;

/// One part of the run, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn bill(state: &AppState, organization: Uuid, run: Uuid) -> Result<(), DbError> {
    work::attempt(state, &RunWork { organization, run }).await
}

struct RunWork {
    organization: Uuid,
    run: Uuid,
}

impl Work for RunWork {
    type Claimed = ClaimedRun;
    type Done = Step;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::BillMonth { organization: self.organization, run: self.run }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<ClaimedRun>, DbError> {
        Ok(queries::take(tx, self.run, now, leased_until).await?.map_or(Claim::Nothing, Claim::Taken))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &ClaimedRun, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.run, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &ClaimedRun) -> Result<Step, Failure> {
        let actor = Actor::system(self.organization, clock::zone(&claimed.time_zone));
        let (started, mut after) = (Instant::now(), 0);
        loop {
            match step(state, &actor, self.run, Month::of(claimed.month), after, claimed.attempts).await.map_err(Failure::temporary)? {
                Step::Over => return Ok(Step::Over),
                Step::Until(number) if started.elapsed() > PART => return Ok(Step::Until(number)),
                Step::Until(number) => after = number,
            }
        }
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &ClaimedRun,
        outcome: &Result<Step, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(step) => {
                let is_over = *step == Step::Over && queries::end(tx, self.run, claimed.attempts, "done", None, now).await?;
                if is_over {
                    return self.told(tx, "billing_run.done", now).await;
                }
                // Somebody was added while it ran, or there is more than fits into one part.
                Ok(queries::go_on(tx, self.run, claimed.attempts, now).await?.then_some(now))
            }
            Err(failure) if !failure.is_permanent() && claimed.attempts < MOST_ATTEMPTS => {
                let at = now + pause_after(claimed.attempts);
                Ok(queries::try_later(tx, self.run, claimed.attempts, at, failure.reason()).await?.then_some(at))
            }
            Err(failure) => {
                if queries::end(tx, self.run, claimed.attempts, "failed", Some(failure.reason()), now).await? {
                    tracing::error!(run.id = %self.run, reason = failure.reason(), "A monthly run gave up.");
                    return self.told(tx, "billing_run.failed", now).await;
                }
                Ok(None)
            }
        }
    }
}

fn pause_after(attempt: i32) -> TimeDelta {
    match attempt {
        ..=1 => TimeDelta::seconds(5),
        2 => TimeDelta::seconds(30),
        3 => TimeDelta::minutes(2),
        _ => TimeDelta::minutes(30),
    }
}

impl RunWork {
    /// Tells the people of the organization how it ended.
    async fn told(&self, tx: &mut Tx, event: &'static str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, DbError> {
        let Some(run) = queries::by_id(tx, self.run).await? else { return Ok(None) };
        let month = Month::of(run.month).to_string();
        let detail = format!("{month}: {} / {}", run.billed, run.customers);
        audit::record(tx, &Actor::system(self.organization, clock::zone("")), now, Event::new(event).detail(&detail)).await?;
        let kind = if run.failed > 0 && event == "billing_run.done" { "billing_run.with_failures" } else { event };
        notifications::tell(tx, self.organization, kind, None, Some(&detail), now).await?;
        tracing::info!(run.id = %self.run, run.billed = run.billed, run.failed = run.failed, "A monthly run is over.");
        Ok(None)
    }
}
