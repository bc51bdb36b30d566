//! Whether the archive is what it was: every stored file is hashed again and compared with the hash it was stored with.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::operations::{ArchiveCheck, ArchiveProblem};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::work::{self, Claim, Failure, Work};
use crate::server::jobs::{self, Job};
use crate::server::notifications;
use crate::server::secret;
use crate::server::state::AppState;

pub mod comparing;
pub mod queries;

use comparing::Slice;
use queries::Claimed;

/// A go of the job ends after this time and leaves the rest to the next one, so that a kill costs little.
const GO: Duration = Duration::from_secs(20);
/// A storage that stays away so often in a row ends the check.
const MOST_FAILURES: i32 = 5;
const PAUSE: TimeDelta = TimeDelta::minutes(2);

/// Puts a check of the whole archive into its queue. While one is under way, that one is meant.
///
/// # Errors
/// `NotFound` for those who do not own the organization.
pub async fn order(state: &AppState, actor: &Actor) -> Result<(), AppError> {
    actor.require_owner()?;
    let (id, now) = (secret::new_uuid(), state.clock.now());
    let mut tx = state.db.organization(actor.organization).await?;
    if queries::insert(&mut tx, id, actor.organization, actor.user_id(), now).await? {
        jobs::enqueue(&mut tx, Job::CheckArchive { organization: actor.organization, check: id }).await?;
        audit::record(&mut tx, actor, now, Event::new("archive.check_ordered")).await?;
    }
    Ok(tx.commit().await?)
}

/// The latest check, if there ever was one.
///
/// # Errors
/// When the database is away.
pub async fn latest(tx: &mut Tx) -> Result<Option<ArchiveCheck>, DbError> {
    Ok(queries::latest(tx).await?.map(queries::CheckRow::told))
}

/// One go at the check, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn check(state: &AppState, organization: Uuid, check: Uuid) -> Result<(), DbError> {
    work::attempt(state, &CheckTask { organization, check }).await
}

struct CheckTask {
    organization: Uuid,
    check: Uuid,
}

impl Work for CheckTask {
    type Claimed = Claimed;
    type Done = Slice;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::CheckArchive { organization: self.organization, check: self.check }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Claimed>, DbError> {
        Ok(queries::take(tx, self.check, now, leased_until).await?.map_or(Claim::Nothing, Claim::Taken))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.check, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Claimed) -> Result<Slice, Failure> {
        let until = Instant::now() + GO;
        let mut done = Slice { last: Some(claimed.looked_until.clone()), ..Slice::default() };
        while let Some(after) = done.last.clone().filter(|_| Instant::now() < until) {
            done.add(comparing::next_slice(state, self.organization, &after).await.map_err(Failure::temporary)?);
        }
        Ok(done)
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        outcome: &Result<Slice, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(slice) => {
                let Some(check) = queries::go_on(tx, self.check, claimed.attempts, slice, now).await? else { return Ok(None) };
                if slice.last.is_some() {
                    return Ok(Some(now));
                }
                self.finished(tx, &check, now).await.map(|()| None)
            }
            Err(failure) if claimed.failures + 1 < MOST_FAILURES => {
                let at = now + PAUSE;
                let is_ours = queries::retry(tx, self.check, claimed.attempts, at, failure.reason()).await?;
                Ok(is_ours.then_some(at))
            }
            Err(failure) => {
                if queries::give_up(tx, self.check, claimed.attempts, failure.reason(), now).await? {
                    self.write_down(tx, "archive.check_failed", failure.reason(), now).await?;
                }
                Ok(None)
            }
        }
    }
}

impl CheckTask {
    async fn finished(&self, tx: &mut Tx, check: &queries::Counted, now: DateTime<Utc>) -> Result<(), DbError> {
        let detail = format!("{} / {} / {}", check.fine, check.missing, check.changed);
        self.write_down(tx, "archive.checked", &detail, now).await?;
        if check.missing + check.changed > 0 {
            let detail = (check.missing + check.changed).to_string();
            notifications::tell(tx, self.organization, "archive.damaged", None, Some(&detail), now).await?;
            tracing::error!(check.id = %self.check, check.missing, check.changed, "Files of the archive are missing or not what they were.");
        }
        Ok(())
    }

    async fn write_down(&self, tx: &mut Tx, event: &'static str, detail: &str, now: DateTime<Utc>) -> Result<(), DbError> {
        let actor = Actor::system(self.organization, clock::zone(""));
        audit::record(tx, &actor, now, Event::new(event).detail(detail)).await
    }
}

/// The problems of a stored check; what an older version wrote otherwise is passed over.
fn problems(stored: serde_json::Value) -> Vec<ArchiveProblem> {
    serde_json::from_value(stored).unwrap_or_default()
}
