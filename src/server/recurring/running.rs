//! Runs of series. One period is one transaction: invoice, run, next day, audit and notification, or nothing of it.

use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use futures::FutureExt as _;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::recurring::plan::Progress;
use crate::domain::recurring::schedule::{Occurrence, six_in_the_morning};
use crate::domain::recurring::{Handling, MOST_AT_ONCE, MOST_FAILURES, Refusal, SeriesState};
use crate::domain::webhook::Topic;
use crate::i18n;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::sending::SendForm;
use crate::server::invoices::{find, issue_within, send_within};
use crate::server::jobs::{self, Queue};
use crate::server::notifications;
use crate::server::recurring::queries::{self, Record, Run};
use crate::server::recurring::rehearsal::{self, Rehearsed};
use crate::server::recurring::{content_of, count, progress_of, standing, state_of, zone};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

/// How long a series waits after the database failed in the middle of it.
const PAUSE_AFTER_TROUBLE: TimeDelta = TimeDelta::minutes(5);

/// Up to when a run goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// What is due by the clock: six in the morning of its day, or a repetition.
    By(DateTime<Utc>),
    /// Everything up to this day, also what failed today.
    Until(NaiveDate),
}

/// What a run did with one period.
#[derive(Clone, Debug)]
pub enum Step {
    Made(Made),
    Refused(Occurrence, Refusal),
}

#[derive(Clone, Debug)]
pub struct Made {
    pub occurrence: Occurrence,
    pub invoice: String,
    /// `None` where it was left a draft.
    pub number: Option<String>,
    pub payable: Cents,
    pub sent_to: Option<String>,
}

/// The job's verb: makes what is due, one period after the other. Safe to call at any time, by any number of processes.
///
/// # Errors
/// When the database is away; the row is due then, too.
pub async fn run_due(state: &AppState, organization: Uuid, id: Uuid) -> Result<(), DbError> {
    let actor = Actor::system(organization, clock::zone(""));
    let ran = AssertUnwindSafe(run(state, &actor, id, Due::By(state.clock.now()))).catch_unwind().await;
    match ran {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => {
            tracing::error!(%error, recurring.id = %id, "A series could not be run and is tried again.");
            postpone(state, organization, id, state.clock.now() + PAUSE_AFTER_TROUBLE).await
        }
        Err(_) => note_panic(state, &actor, id).await,
    }
}

/// Makes everything up to a day, at most the next invoice ahead of its time; returns how many were made.
///
/// # Errors
/// `NotFound`, `Conflict(SeriesInactive)`, `Invalid` for a day beyond the next invoice, `Conflict(GateFindings)` where one was refused.
pub async fn run_now(state: &AppState, actor: &Actor, public_id: &str, until: Option<NaiveDate>) -> Result<u32, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let record = super::find(&mut tx, public_id).await?;
    drop(tx);
    if state_of(&record) != SeriesState::Active {
        return Err(AppError::Conflict(Conflict::SeriesInactive));
    }
    let until = until.unwrap_or(today);
    if until > record.next_date.map_or(today, |next| next.max(today)) {
        return Err(AppError::field("until", Problem::OutOfRange));
    }
    let steps = run(state, actor, record.id, Due::Until(until)).await?;
    let made = steps.iter().filter(|step| matches!(step, Step::Made(_))).count();
    if steps.len() > made {
        return Err(AppError::Conflict(Conflict::SeriesRefused));
    }
    Ok(u32::try_from(made).unwrap_or(u32::MAX))
}

/// All periods of one series that are due, at most [`MOST_AT_ONCE`]; it ends with the first that is refused.
///
/// # Errors
/// When the database is away; what was made until then stays.
pub async fn run(state: &AppState, actor: &Actor, id: Uuid, due: Due) -> Result<Vec<Step>, AppError> {
    let mut steps = Vec::new();
    for _ in 0..MOST_AT_ONCE {
        match step(state, actor, id, due).await? {
            Progressed::Nothing => return Ok(steps),
            Progressed::Known => {}
            Progressed::Step(step) => {
                let refused = matches!(step, Step::Refused(..));
                steps.push(step);
                if refused {
                    return Ok(steps);
                }
            }
        }
    }
    let mut tx = state.db.organization(actor.organization).await?;
    let tomorrow = next_morning(state, zone(&mut tx).await?);
    queries::postpone(&mut tx, id, tomorrow).await?;
    tx.commit().await?;
    tracing::warn!(recurring.id = %id, limit = MOST_AT_ONCE, "A series has missed more periods than one run makes up for; the rest follows.");
    Ok(steps)
}

enum Progressed {
    Step(Step),
    /// The period has its invoice; the series went on without another one.
    Known,
    /// Nothing is due, or somebody else is at it.
    Nothing,
}

async fn step(state: &AppState, actor: &Actor, id: Uuid, due: Due) -> Result<Progressed, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    let Some(record) = queries::claim(&mut tx, id).await? else { return Ok(Progressed::Nothing) };
    let is_due = match due {
        Due::By(now) => record.due_at.is_some_and(|at| at <= now),
        Due::Until(day) => record.next_date.is_some_and(|next| next <= day),
    };
    if state_of(&record) != SeriesState::Active || !is_due {
        return Ok(Progressed::Nothing);
    }
    // The series stays due: after the pause of its queue the sweeper brings it back.
    if matches!(due, Due::By(_)) && jobs::queries::is_paused(&mut tx, Queue::Recurring).await? {
        return Ok(Progressed::Nothing);
    }
    // A job acts in the organization's own time.
    let zone = zone(&mut tx).await?;
    let actor = Actor { zone, ..actor.clone() };
    let progressed = carry_out(state, &actor, &mut tx, &record).await?;
    tx.commit().await?;
    Ok(progressed)
}

async fn carry_out(state: &AppState, actor: &Actor, tx: &mut Tx, record: &Record) -> Result<Progressed, AppError> {
    let now = state.clock.now();
    let progress = progress_of(record);
    let Some(occurrence) = progress.next() else {
        queries::move_on(tx, record.id, &standing(SeriesState::Active, progress, actor.zone), 0, record.payable_cents, now).await?;
        return Ok(Progressed::Nothing);
    };
    if queries::is_invoiced(tx, record.id, occurrence.period.start).await? {
        let after = Progress { position: progress.position + 1, ..progress };
        queries::move_on(tx, record.id, &standing(SeriesState::Active, after, actor.zone), 0, record.payable_cents, now).await?;
        return Ok(Progressed::Known);
    }
    let surroundings = Surroundings::load(tx, Some(record.customer_id), None).await?;
    let handling = Handling::parse(&record.handling).unwrap_or_default();
    let rehearsed = rehearsal::rehearse(&surroundings, &content_of(record)?, handling, occurrence, actor.today(state));
    if let Some(refusal) = rehearsed.refusal {
        note_refusal(state, actor, tx, record, occurrence, &refusal).await?;
        return Ok(Progressed::Step(Step::Refused(occurrence, refusal)));
    }
    let email = surroundings.customer.and_then(|(customer, _)| customer.billing_email).filter(|_| handling.sends());
    let made = make(state, actor, tx, record, &rehearsed, email).await?;
    Ok(Progressed::Step(Step::Made(made)))
}

/// The invoice by the verbs that people use, its run, and the step to the next period.
async fn make(state: &AppState, actor: &Actor, tx: &mut Tx, record: &Record, rehearsed: &Rehearsed, email: Option<String>) -> Result<Made, AppError> {
    let now = state.clock.now();
    let (occurrence, handling) = (rehearsed.occurrence, Handling::parse(&record.handling).unwrap_or_default());
    let public_id = drafts::insert(state, actor, tx, None, Some(record.customer_id), &rehearsed.content).await?;
    let number = if handling.issues() { Some(issue_within(state, actor, tx, &public_id).await?) } else { None };
    if let Some(to) = &email {
        let form = SendForm { to_email: to.clone(), attach_pdf: true, ..SendForm::default() };
        send_within(state, actor, tx, &public_id, &form).await?;
    }
    let invoice = find(tx, &public_id).await?;
    let run = Run { outcome: handling.outcome().as_str(), reason: None, invoice: Some(invoice.id), ..run_of(record, actor, occurrence) };
    if !queries::record_run(tx, &run, now).await? {
        return Err(AppError::Conflict(Conflict::ChangedMeanwhile));
    }
    let progress = progress_of(record);
    let after = Progress { position: progress.position + 1, produced: progress.produced + 1, ..progress };
    let next = standing(SeriesState::Active, after, actor.zone);
    queries::move_on(tx, record.id, &next, 1, invoice.payable_cents, now).await?;
    let event = Event::new("recurring.invoiced").invoice(invoice.id).customer(record.customer_id).detail(&record.name);
    audit::record(tx, actor, now, event.amount(Cents(invoice.gross_cents))).await?;
    notifications::tell(tx, actor.organization, "recurring.invoiced", Some(invoice.id), Some(&record.name), now).await?;
    webhooks::announce(tx, Topic::RecurringInvoiceCreated, Subject::RecurringInvoice(record.id, invoice.id), now).await?;
    if next.next_date.is_none() {
        audit::record(tx, actor, now, Event::new("recurring.finished").customer(record.customer_id).detail(&record.name)).await?;
        notifications::tell(tx, actor.organization, "recurring.finished", None, Some(&record.name), now).await?;
        webhooks::announce(tx, Topic::RecurringFinished, Subject::Recurring(record.id), now).await?;
    }
    tracing::info!(recurring.id = %record.id, invoice.id = %invoice.id, "A series made its invoice.");
    Ok(Made { occurrence, invoice: public_id, number, payable: Cents(invoice.payable_cents), sent_to: email })
}

fn run_of<'a>(record: &Record, actor: &Actor, occurrence: Occurrence) -> Run<'a> {
    Run {
        recurring: record.id,
        organization: actor.organization,
        period_start: occurrence.period.start,
        period_end: occurrence.period.end,
        scheduled_for: occurrence.date,
        outcome: "failed",
        reason: None,
        invoice: None,
    }
}

/// The period stays due: it is tried again the next morning, and after three failures in a row people have to look.
async fn note_refusal(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    record: &Record,
    occurrence: Occurrence,
    refusal: &Refusal,
) -> Result<(), AppError> {
    let now = state.clock.now();
    let reason = serde_json::to_value(refusal).map_err(|_| AppError::Unavailable)?;
    let run = Run { reason: Some(&reason), ..run_of(record, actor, occurrence) };
    queries::record_run(tx, &run, now).await?;
    let pauses = count(record.failures) + 1 >= MOST_FAILURES;
    let (series, due_at) = if pauses { (SeriesState::Paused, None) } else { (SeriesState::Active, Some(next_morning(state, actor.zone))) };
    queries::note_failure(tx, record.id, series.as_str(), due_at, &reason, now).await?;
    let told = format!("{}: {}", record.name, i18n::refusal(Lang::De, refusal));
    let kind = if pauses { "recurring.stopped" } else { "recurring.failed" };
    audit::record(tx, actor, now, Event::new(kind).customer(record.customer_id).detail(&told)).await?;
    notifications::tell(tx, actor.organization, kind, None, Some(&told), now).await?;
    webhooks::announce(tx, Topic::RecurringFailed, Subject::Recurring(record.id), now).await?;
    if pauses {
        webhooks::announce(tx, Topic::RecurringPaused, Subject::Recurring(record.id), now).await?;
    }
    tracing::warn!(recurring.id = %record.id, reason = refusal.code(), paused = pauses, "A series could not make its invoice.");
    Ok(())
}

/// Six in the morning of the organization's next day.
fn next_morning(state: &AppState, zone: Tz) -> DateTime<Utc> {
    let today = clock::day_in(zone, state.clock.now());
    six_in_the_morning(today.checked_add_days(Days::new(1)).unwrap_or(today), &zone)
}

async fn postpone(state: &AppState, organization: Uuid, id: Uuid, at: DateTime<Utc>) -> Result<(), DbError> {
    let mut tx = state.db.organization(organization).await?;
    queries::postpone(&mut tx, id, at).await?;
    Ok(tx.commit().await?)
}

/// A mistake of ours counts like any failure, so that it does not come back for ever.
async fn note_panic(state: &AppState, actor: &Actor, id: Uuid) -> Result<(), DbError> {
    let noted = async {
        let mut tx = state.db.organization(actor.organization).await?;
        let Some(record) = queries::claim(&mut tx, id).await? else { return Ok(()) };
        let actor = Actor { zone: zone(&mut tx).await?, ..actor.clone() };
        if let Some(occurrence) = progress_of(&record).next() {
            note_refusal(state, &actor, &mut tx, &record, occurrence, &Refusal::Broken).await?;
        }
        Ok::<(), AppError>(tx.commit().await?)
    };
    match noted.await {
        Ok(()) => Ok(()),
        Err(_) => postpone(state, actor.organization, id, state.clock.now() + PAUSE_AFTER_TROUBLE).await,
    }
}
