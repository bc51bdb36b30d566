//! The mailing as background work: one invoice per transaction, so that a kill at any moment loses and repeats nothing.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::invoices;
use crate::server::invoices::sending::{self, SendForm};
use crate::server::jobs::Job;
use crate::server::jobs::work::{self, Claim, Failure, Work};
use crate::server::mailings::queries::{self, Claimed, Next};
use crate::server::state::AppState;

/// A part takes so long at most; then the row decides anew.
const PART: Duration = Duration::from_secs(30);
/// From this attempt on it is not the database that is in trouble, but the invoice.
const PATIENCE: i32 = 3;
const MOST_ATTEMPTS: i32 = 20;
const PAUSE: TimeDelta = TimeDelta::seconds(20);

/// One part of the mailing, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn carry_on(state: &AppState, organization: Uuid, mailing: Uuid) -> Result<(), DbError> {
    work::attempt(state, &MailingWork { organization, mailing }).await
}

struct MailingWork {
    organization: Uuid,
    mailing: Uuid,
}

/// How far a part came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Over,
    MoreToDo,
}

impl Work for MailingWork {
    type Claimed = Claimed;
    type Done = Part;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::SendUnsent { organization: self.organization, mailing: self.mailing }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Claimed>, DbError> {
        Ok(queries::take(tx, self.mailing, now, leased_until).await?.map_or(Claim::Nothing, Claim::Taken))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.mailing, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Claimed) -> Result<Part, Failure> {
        let actor = Actor::system(self.organization, clock::zone(&claimed.time_zone));
        let started = Instant::now();
        while started.elapsed() < PART {
            let is_over = match self.one(state, &actor).await {
                Err(_) if claimed.attempts >= PATIENCE => self.leave_out(state).await,
                tried => tried,
            };
            if is_over.map_err(Failure::temporary)? {
                return Ok(Part::Over);
            }
        }
        Ok(Part::MoreToDo)
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        outcome: &Result<Part, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(Part::Over) => {
                queries::end(tx, self.mailing, claimed.attempts, "done", None, now).await?;
                Ok(None)
            }
            Ok(Part::MoreToDo) => Ok(queries::go_on(tx, self.mailing, claimed.attempts, now).await?.then_some(now)),
            Err(failure) if !failure.is_permanent() && claimed.attempts < MOST_ATTEMPTS => {
                let at = now + PAUSE;
                Ok(queries::try_later(tx, self.mailing, claimed.attempts, at, failure.reason()).await?.then_some(at))
            }
            Err(failure) => {
                queries::end(tx, self.mailing, claimed.attempts, "failed", Some(failure.reason()), now).await?;
                tracing::error!(mailing.id = %self.mailing, reason = failure.reason(), "A mailing gave up.");
                Ok(None)
            }
        }
    }
}

impl MailingWork {
    /// The next invoice: its mail and what became of it are one transaction. `true`: there is none left.
    async fn one(&self, state: &AppState, actor: &Actor) -> Result<bool, AppError> {
        let mut tx = state.db.organization(self.organization).await?;
        let Some(next) = queries::lock_next(&mut tx, self.mailing).await? else { return Ok(true) };
        match self.mail(state, actor, &mut tx, &next).await? {
            Ok(message) => queries::mark_queued(&mut tx, self.mailing, next.position, message).await?,
            Err(reason) => queries::mark_skipped(&mut tx, self.mailing, next.position, reason).await?,
        }
        tx.commit().await?;
        Ok(false)
    }

    /// The mail that was queued, or why there is none.
    async fn mail(&self, state: &AppState, actor: &Actor, tx: &mut Tx, next: &Next) -> Result<Result<Uuid, &'static str>, AppError> {
        let Some(to) = next.billing_email.clone() else { return Ok(Err("no_email")) };
        // Asked under the invoice's lock, because somebody may send it by hand at this very moment.
        let row = invoices::find_locked(tx, &next.public_id).await?;
        if !queries::is_unsent(tx, next.invoice).await? {
            return Ok(Err("sent_meanwhile"));
        }
        let form = SendForm { to_email: to, attach_pdf: true, ..SendForm::default() };
        let cause = format!("invoice {} mailing {}", next.invoice, self.mailing);
        match sending::send_for_cause(state, actor, tx, &row, &form, cause).await?.message {
            Some(message) => Ok(Ok(message)),
            None => Ok(Err("sent_meanwhile")),
        }
    }

    /// Nobody foresaw why this one cannot be sent; the others must not wait for it.
    async fn leave_out(&self, state: &AppState) -> Result<bool, AppError> {
        let mut tx = state.db.organization(self.organization).await?;
        let Some(next) = queries::lock_next(&mut tx, self.mailing).await? else { return Ok(true) };
        tracing::error!(mailing.id = %self.mailing, invoice.id = %next.invoice, "An invoice of a mailing could not be sent.");
        queries::mark_skipped(&mut tx, self.mailing, next.position, "error").await?;
        tx.commit().await?;
        Ok(false)
    }
}
