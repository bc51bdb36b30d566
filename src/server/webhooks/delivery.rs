//! The delivery of one event to one address: at once, then five more times with growing pauses.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::domain::webhook::TEST;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::work::{Claim, Failure, Work};
use crate::server::jobs::{self, Job};
use crate::server::notifications;
use crate::server::state::AppState;
use crate::server::webhooks::queries::{self, Claimed, NewAttempt};
use crate::server::webhooks::sender::Outcome;
use crate::server::webhooks::signature;

/// The pauses after the first, second, … try that failed; after the last one nothing follows.
const PAUSES: [TimeDelta; 5] = [TimeDelta::minutes(1), TimeDelta::minutes(5), TimeDelta::minutes(30), TimeDelta::hours(2), TimeDelta::hours(24)];

/// A try that a crash ended is repeated, but one that kills the program each time must come to an end, too.
const MOST_CRASHES: i32 = 5;

/// An address that fails for so long is switched off.
const PATIENCE: TimeDelta = TimeDelta::days(3);

pub struct Delivery {
    pub organization: Uuid,
    pub delivery: Uuid,
}

/// A try as it was made.
pub struct Tried {
    at: DateTime<Utc>,
    headers: BTreeMap<String, String>,
    outcome: Outcome,
}

impl Work for Delivery {
    type Claimed = Claimed;
    type Done = Tried;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::DeliverWebhook { organization: self.organization, delivery: self.delivery }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<Claimed>, DbError> {
        let Some(due) = queries::lock_due(tx, self.delivery, now).await? else { return Ok(Claim::Nothing) };
        // Whoever pressed the button for a test does not stand in line.
        if due.event_type != TEST && queries::free_places(tx, due.subscription_id, now).await? == 0 {
            queries::await_place(tx, self.delivery).await?;
            return Ok(Claim::Nothing);
        }
        Ok(queries::take(tx, self.delivery, leased_until).await?.map_or(Claim::Nothing, Claim::Taken))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &Claimed, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.delivery, claimed.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &Claimed) -> Result<Tried, Failure> {
        if crashes_always(claimed) {
            return Err(Failure::permanent("the program stopped each time it tried to deliver this event"));
        }
        let at = state.clock.now();
        let body = claimed.payload.to_string().into_bytes();
        let headers = headers(state, claimed, &body, at)?;
        let outcome = state.webhooks.post(&claimed.url, &headers, body).await;
        Ok(Tried { at, headers, outcome })
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &Claimed,
        outcome: &Result<Tried, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        self.write_down(tx, claimed, outcome, now).await?;
        let next = if outcome.as_ref().is_ok_and(|tried| tried.outcome.is_success()) {
            self.succeeded(tx, claimed, now).await?;
            None
        } else {
            self.failed(tx, claimed, now).await?
        };
        self.leave_place(tx, claimed, now).await?;
        Ok(next)
    }
}

/// A test is tried once: whoever pressed the button sees what came of it and presses again.
fn next_try(claimed: &Claimed, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let failed_before = usize::try_from(claimed.failures).unwrap_or_default();
    let pause = PAUSES.get(failed_before).filter(|_| claimed.event_type != TEST && !crashes_always(claimed))?;
    Some(now + *pause)
}

fn crashes_always(claimed: &Claimed) -> bool {
    claimed.attempts - claimed.failures > MOST_CRASHES
}

/// Both secrets sign while the one before is still good.
fn headers(state: &AppState, claimed: &Claimed, body: &[u8], at: DateTime<Utc>) -> Result<BTreeMap<String, String>, Failure> {
    let previous = claimed.previous_secret_cipher.as_deref().filter(|_| claimed.previous_secret_until.is_some_and(|until| until > at));
    let secrets: Vec<String> =
        [Some(claimed.secret_cipher.as_slice()), previous].into_iter().flatten().filter_map(|cipher| state.cipher.decrypt(cipher)).collect();
    if secrets.is_empty() {
        return Err(Failure::permanent("the secret was encrypted with another SECRET_KEY"));
    }
    let timestamp = at.timestamp();
    let signature = signature::sign(&secrets, &claimed.event_id, timestamp, body);
    let headers = [
        ("content-type", "application/json".to_owned()),
        ("webhook-id", claimed.event_id.clone()),
        ("webhook-timestamp", timestamp.to_string()),
        ("webhook-signature", signature),
    ];
    Ok(headers.map(|(name, value)| (name.to_owned(), value)).into())
}

impl Delivery {
    async fn succeeded(&self, tx: &mut Tx, claimed: &Claimed, now: DateTime<Utc>) -> Result<(), DbError> {
        queries::mark_succeeded(tx, self.delivery, now).await?;
        if claimed.event_type != TEST {
            queries::note_success(tx, claimed.subscription_id).await?;
        }
        Ok(())
    }

    async fn failed(&self, tx: &mut Tx, claimed: &Claimed, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, DbError> {
        let next = next_try(claimed, now);
        match next {
            Some(at) if !queries::retry(tx, self.delivery, claimed.attempts, at).await? => return Ok(None),
            Some(_) => {}
            None => queries::mark_failed(tx, self.delivery, claimed.attempts, now).await?,
        }
        if claimed.event_type != TEST && now - queries::note_failure(tx, claimed.subscription_id, now).await? >= PATIENCE {
            self.switch_off(tx, claimed, now).await?;
        }
        Ok(next)
    }

    /// Calls those of the same endpoint that were turned away, as many as find a place now.
    async fn leave_place(&self, tx: &mut Tx, claimed: &Claimed, now: DateTime<Utc>) -> Result<(), DbError> {
        let free = queries::free_places(tx, claimed.subscription_id, now).await?;
        let called = if free > 0 { queries::call_next(tx, claimed.subscription_id, free, now).await? } else { Vec::new() };
        for delivery in called {
            jobs::enqueue(tx, Job::DeliverWebhook { organization: self.organization, delivery }).await?;
        }
        Ok(())
    }

    async fn write_down(&self, tx: &mut Tx, claimed: &Claimed, outcome: &Result<Tried, Failure>, now: DateTime<Utc>) -> Result<(), DbError> {
        let tried = outcome.as_ref().ok();
        let headers: Value =
            tried.map(|tried| tried.headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect()).unwrap_or_default();
        let attempt = NewAttempt {
            organization: self.organization,
            delivery: self.delivery,
            at: tried.map_or(now, |tried| tried.at),
            duration_ms: tried.map_or(0, |tried| i32::try_from(tried.outcome.duration.as_millis()).unwrap_or(i32::MAX)),
            url: &claimed.url,
            headers: &headers,
            status: tried.and_then(|tried| i16::try_from(tried.outcome.status?).ok()),
            answer: tried.and_then(|tried| tried.outcome.answer.as_deref()),
            error: match outcome {
                Ok(tried) => tried.outcome.error,
                Err(_) => Some("not_tried"),
            },
        };
        queries::insert_attempt(tx, &attempt).await
    }

    async fn switch_off(&self, tx: &mut Tx, claimed: &Claimed, now: DateTime<Utc>) -> Result<(), DbError> {
        if !queries::switch(tx, claimed.subscription_id, Some("failing"), now).await? {
            return Ok(());
        }
        let actor = Actor::system(self.organization, clock::zone(""));
        audit::record(tx, &actor, now, Event::new("webhook.switched_off").detail(&claimed.url)).await?;
        notifications::tell(tx, self.organization, "webhook.switched_off", None, Some(&claimed.url), now).await?;
        tracing::warn!(subscription.id = %claimed.subscription_id, "A webhook failed for three days and was switched off.");
        Ok(())
    }
}
