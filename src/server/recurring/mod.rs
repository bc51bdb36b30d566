//! Recurring invoices: written as a series, paused, resumed, ended; what they make is in [`running`].

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::invoice::draft::{DraftContent, InvoiceForm};
use crate::domain::recurring::plan::{self, Plan, PlanForm, Progress};
use crate::domain::recurring::schedule::{Schedule, six_in_the_morning};
use crate::domain::recurring::{Covers, Frequency, Handling, SeriesState, placeholders};
use crate::domain::text::NumberFormat;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::Tx;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::secret;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

pub mod feed;
pub mod queries;
pub mod reading;
pub mod rehearsal;
pub mod running;

pub use feed::newest;
pub use reading::{editor, list, page};
pub use running::{run_due, run_now};

use queries::{Content, Record, Standing};

/// What happens to the periods that passed while a series was paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missed {
    CatchUp,
    Skip,
}

/// Saves a new series (`public_id` is `None`) or a changed one; returns the public identifier.
///
/// # Errors
/// `Invalid` with the fields, `NotFound`, `Conflict(ChangedMeanwhile)`, `Conflict(SeriesInactive)` for one that has ended.
pub async fn save(
    state: &AppState,
    actor: &Actor,
    public_id: Option<&str>,
    plan: &PlanForm,
    invoice: &InvoiceForm,
    format: NumberFormat,
) -> Result<String, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let existing = match public_id {
        Some(public_id) => Some(changeable(&mut tx, public_id, &invoice.version).await?),
        None => None,
    };
    let (plan, content) = plan::parse(plan, invoice, format)?;
    let customer = drafts::customer_of(&mut tx, invoice).await?.ok_or_else(|| AppError::field("customer", Problem::Required))?;
    let progress = progress_with(&mut tx, existing.as_ref(), &plan, actor.today(state)).await?;
    let content = plan::without_days(content);
    let surroundings = Surroundings::load(&mut tx, Some(customer), None).await?;
    let (payable, name) = first_of(&surroundings, &plan, &content, progress, actor.today(state))?;
    let json = serde_json::to_value(&content).map_err(|_| AppError::Unavailable)?;
    let row = Content {
        customer,
        name: &name,
        content: &json,
        frequency: plan.schedule.frequency.as_str(),
        covers: plan.schedule.covers.as_str(),
        start_date: plan.schedule.start,
        anchor_day: int(plan.schedule.anchor_day),
        end_date: plan.schedule.end,
        most_invoices: plan.most_invoices.map(int),
        handling: plan.handling.as_str(),
        payable,
        currency: content.currency.to_string(),
    };
    let saved = store(state, actor, &mut tx, existing, &row, progress).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn store(
    state: &AppState,
    actor: &Actor,
    tx: &mut Tx,
    existing: Option<Record>,
    content: &Content<'_>,
    progress: Progress,
) -> Result<String, AppError> {
    let (now, zone) = (state.clock.now(), zone(tx).await?);
    let event = |name| Event::new(name).customer(content.customer).detail(content.name);
    let Some(record) = existing else {
        let public_id = secret::new_public_id("REC", actor.today(state));
        let id = secret::new_uuid();
        let new = queries::New { id, organization: actor.organization, public_id: &public_id, created_by: actor.user_id() };
        queries::insert(tx, &new, content, &standing(SeriesState::Active, progress, zone), now).await?;
        audit::record(tx, actor, now, event("recurring.created")).await?;
        webhooks::announce(tx, Topic::RecurringCreated, Subject::Recurring(id), now).await?;
        return Ok(public_id);
    };
    queries::update(tx, record.id, content, &standing(state_of(&record), progress, zone), now).await?;
    audit::record(tx, actor, now, event("recurring.changed")).await?;
    webhooks::announce(tx, Topic::RecurringUpdated, Subject::Recurring(record.id), now).await?;
    Ok(record.public_id)
}

/// A changed rhythm begins anew, but never with a period that was invoiced before.
async fn progress_with(tx: &mut Tx, existing: Option<&Record>, plan: &Plan, today: NaiveDate) -> Result<Progress, AppError> {
    let fresh = Progress { schedule: plan.schedule, most_invoices: plan.most_invoices, position: 0, produced: 0 };
    let Some(record) = existing else { return plan::check_start(fresh, today).map(|()| fresh) };
    let before = progress_of(record);
    if (Schedule { end: plan.schedule.end, ..before.schedule }) == plan.schedule {
        return Ok(Progress { position: before.position, produced: before.produced, ..fresh });
    }
    let changed = Progress { produced: before.produced, ..fresh };
    let invoiced_until = queries::invoiced_until(tx, record.id).await?;
    if changed.next().is_some_and(|first| invoiced_until.is_some_and(|until| first.period.start <= until)) {
        return Err(AppError::field("start_date", Problem::PeriodInvoiced));
    }
    plan::check_start(changed, today).map(|()| changed)
}

/// What the first invoice asks for, and what the series is called.
fn first_of(
    surroundings: &Surroundings,
    plan: &Plan,
    content: &DraftContent,
    progress: Progress,
    today: NaiveDate,
) -> Result<(i64, String), AppError> {
    let name = plan
        .name
        .clone()
        .or_else(|| content.lines.iter().find_map(|line| line.name.as_deref().map(placeholders::strip)).filter(|name| !name.is_empty()));
    let name = name.or_else(|| surroundings.customer.as_ref().map(|(customer, _)| customer.name.clone())).unwrap_or_default();
    if plan.handling.sends() && surroundings.customer.as_ref().is_none_or(|(customer, _)| customer.billing_email.is_none()) {
        return Err(AppError::field("handling", Problem::NoBillingEmail));
    }
    let Some(first) = progress.next() else { return Ok((0, name)) };
    let rehearsed = rehearsal::rehearse(surroundings, content, Handling::Draft, first, today);
    let payable = rehearsed.payable().ok_or_else(|| AppError::field("lines", Problem::OutOfRange))?;
    if payable.0 < 0 { Err(AppError::field("lines", Problem::NegativeTotal)) } else { Ok((payable.0, name)) }
}

/// Nothing more is made until it is resumed. Pausing twice is no mistake.
///
/// # Errors
/// `NotFound`, `Conflict(SeriesInactive)` for one that has ended.
pub async fn pause(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let record = find_locked(&mut tx, public_id).await?;
    match state_of(&record) {
        SeriesState::Finished => return Err(AppError::Conflict(Conflict::SeriesInactive)),
        SeriesState::Paused => return Ok(()),
        SeriesState::Active => {}
    }
    let zone = zone(&mut tx).await?;
    change(state, actor, &mut tx, &record, &standing(SeriesState::Paused, progress_of(&record), zone), Topic::RecurringPaused).await?;
    Ok(tx.commit().await?)
}

/// Goes on. Periods that have passed meanwhile are made up for with the next run, or left out.
///
/// # Errors
/// `NotFound`, `Conflict(SeriesInactive)` for one that has ended.
pub async fn resume(state: &AppState, actor: &Actor, public_id: &str, missed: Missed) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let record = find_locked(&mut tx, public_id).await?;
    match state_of(&record) {
        SeriesState::Finished => return Err(AppError::Conflict(Conflict::SeriesInactive)),
        SeriesState::Active => return Ok(()),
        SeriesState::Paused => {}
    }
    let (zone, mut progress) = (zone(&mut tx).await?, progress_of(&record));
    if let Some(yesterday) = actor.today(state).pred_opt().filter(|_| missed == Missed::Skip) {
        progress.position += progress.missed(yesterday);
    }
    change(state, actor, &mut tx, &record, &standing(SeriesState::Active, progress, zone), Topic::RecurringResumed).await?;
    Ok(tx.commit().await?)
}

/// Nothing more is made, ever. What was made stays.
///
/// # Errors
/// `NotFound`.
pub async fn finish(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let record = find_locked(&mut tx, public_id).await?;
    if state_of(&record) == SeriesState::Finished {
        return Ok(());
    }
    let ended = Standing { state: SeriesState::Finished.as_str(), position: record.position, next_date: None, due_at: None };
    change(state, actor, &mut tx, &record, &ended, Topic::RecurringFinished).await?;
    Ok(tx.commit().await?)
}

async fn change(state: &AppState, actor: &Actor, tx: &mut Tx, record: &Record, standing: &Standing<'_>, topic: Topic) -> Result<(), AppError> {
    let now = state.clock.now();
    queries::set_standing(tx, record.id, standing, now).await?;
    audit::record(tx, actor, now, Event::new(topic.name()).customer(record.customer_id).detail(&record.name)).await?;
    Ok(webhooks::announce(tx, topic, Subject::Recurring(record.id), now).await?)
}

/// The series behind a public identifier, locked against other changes until the transaction ends.
async fn find_locked(tx: &mut Tx, public_id: &str) -> Result<Record, AppError> {
    queries::lock(tx, public_id).await?.ok_or(AppError::NotFound)?;
    find(tx, public_id).await
}

async fn find(tx: &mut Tx, public_id: &str) -> Result<Record, AppError> {
    queries::by_public_id(tx, public_id).await?.ok_or(AppError::NotFound)
}

async fn changeable(tx: &mut Tx, public_id: &str, version: &str) -> Result<Record, AppError> {
    let record = find_locked(tx, public_id).await?;
    if state_of(&record) == SeriesState::Finished {
        return Err(AppError::Conflict(Conflict::SeriesInactive));
    }
    if !version.is_empty() && version != record.version.to_string() {
        return Err(AppError::Conflict(Conflict::ChangedMeanwhile));
    }
    Ok(record)
}

fn state_of(record: &Record) -> SeriesState {
    SeriesState::parse(&record.state).unwrap_or_default()
}

fn content_of(record: &Record) -> Result<DraftContent, AppError> {
    serde_json::from_value(record.content.clone()).map_err(|_| AppError::Unavailable)
}

/// Where the stored series stands in its rhythm.
fn progress_of(record: &Record) -> Progress {
    let schedule = Schedule {
        frequency: Frequency::parse(&record.frequency).unwrap_or_default(),
        covers: Covers::parse(&record.covers).unwrap_or_default(),
        start: record.start_date,
        anchor_day: count(record.anchor_day),
        end: record.end_date,
    };
    Progress { schedule, most_invoices: record.most_invoices.map(count), position: count(record.position), produced: count(record.produced) }
}

/// The row of a series that stands there: at its end it is finished, whatever it was before.
fn standing(state: SeriesState, progress: Progress, zone: Tz) -> Standing<'static> {
    let next = progress.next();
    let state = if next.is_some() { state } else { SeriesState::Finished };
    Standing {
        state: state.as_str(),
        position: int(progress.position),
        next_date: next.map(|next| next.date),
        due_at: next.filter(|_| state == SeriesState::Active).map(|next| six_in_the_morning(next.date, &zone)),
    }
}

/// The organization's own time zone.
async fn zone(tx: &mut Tx) -> Result<Tz, AppError> {
    Ok(clock::zone(&queries::time_zone(tx).await?))
}

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn int(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
