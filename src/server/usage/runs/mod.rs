//! The monthly run: begun on the 1st or by hand, carried out step by step in the background, and its report.

use chrono::{DateTime, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::money::Cents;
use crate::domain::run::RunState;
use crate::domain::usage::Month;
use crate::domain::usage::view::{ItemState, RunItem, RunList, RunPage, RunQuery, RunRow};
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Who};
use crate::server::clock;
use crate::server::db::DbError;
use crate::server::jobs::{self, Job, Queue};
use crate::server::secret;
use crate::server::state::AppState;
use crate::server::usage::events::may_bill;

mod preview;
pub mod queries;
mod step;
mod work;

pub use preview::preview;
pub use step::{Step, step};
pub use work::bill;

const PAGE_SIZE: u32 = 100;
/// Runs that the list shows: ten years of them.
const MOST_SHOWN: i64 = 120;
/// Months that can be chosen on the page.
const MONTHS: usize = 12;
/// Organizations whose run begins in one round of the sweeper.
const MOST_AT_ONCE: i32 = 100;

/// Begins the run of a month as typed (`2026-02`), or takes it up again.
///
/// # Errors
/// Those of [`start`], and `Invalid` for what is no month.
pub async fn start_typed(state: &AppState, actor: &Actor, month: &str) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let month = Month::parse(month).map_err(|problem| AppError::field("month", problem))?;
    start(state, actor, month).await
}

/// Begins the run of a month, or takes it up again: who failed or waited gets another chance, who came later is added, who has an
/// invoice keeps it. Returns the identifier of the run.
///
/// # Errors
/// `Invalid` for a month that is not over.
pub async fn start(state: &AppState, actor: &Actor, month: Month) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    require_over(state, actor, month)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let new = queries::NewRun {
        id: secret::new_uuid(),
        organization: actor.organization,
        month: month.first(),
        is_scheduled: matches!(actor.who, Who::System),
        created_by: actor.user_id(),
    };
    let run = queries::insert_or_lock(&mut tx, &new, now).await?;
    let added = queries::add_candidates(&mut tx, run, actor.organization, month.last(), end_of(month, actor.zone)).await?;
    // A run without anybody is over at once.
    if queries::take_up(&mut tx, run, now).await? {
        jobs::enqueue(&mut tx, Job::BillMonth { organization: actor.organization, run }).await?;
    }
    if added > 0 {
        audit::record(&mut tx, actor, now, Event::new("billing_run.started").detail(&month.to_string())).await?;
    }
    tx.commit().await?;
    Ok(run)
}

/// A month is billed when it is over in the organization's zone.
fn require_over(state: &AppState, actor: &Actor, month: Month) -> Result<(), AppError> {
    if month < Month::of(actor.today(state)) { Ok(()) } else { Err(AppError::field("month", Problem::OutOfRange)) }
}

/// The moment in which the month ends.
fn end_of(month: Month, zone: Tz) -> DateTime<Utc> {
    let midnight = month.next().first().and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// Begins the runs of last month where it is past 08:00 on the 1st; asked again and again, so that a missed moment is caught up.
///
/// # Errors
/// When the database is away.
pub async fn start_due(state: &AppState) -> Result<usize, AppError> {
    let due = queries::due_months(state.db.pool(), state.clock.now(), MOST_AT_ONCE).await?;
    for one in &due {
        let actor = Actor::system(one.organization, clock::zone(&one.time_zone));
        if let Err(error) = start(state, &actor, Month::of(one.month)).await {
            tracing::warn!(%error, organization.id = %one.organization, "A monthly run could not begin; the next round tries again.");
        }
    }
    Ok(due.len())
}

/// "Again": takes the run of this identifier up once more.
///
/// # Errors
/// `NotFound`.
pub async fn retry(state: &AppState, actor: &Actor, id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let month = find(state, actor, id).await?.month;
    start(state, actor, month).await.map(|_| ())
}

/// One run.
///
/// # Errors
/// `NotFound`.
pub async fn find(state: &AppState, actor: &Actor, id: &str) -> Result<RunRow, AppError> {
    actor.require_figures()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::by_id(&mut tx, id).await?.map(row_of).ok_or(AppError::NotFound)
}

/// All runs that billed or tried to bill somebody, newest first.
///
/// # Errors
/// `NotFound` for those who may not see billing.
pub async fn list(state: &AppState, actor: &Actor) -> Result<RunList, AppError> {
    actor.require_figures()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::list(&mut tx, MOST_SHOWN).await?;
    let last = Month::of(actor.today(state)).previous();
    let months = std::iter::successors(Some(last), |month| Some(month.previous())).take(MONTHS).collect();
    Ok(RunList { rows: rows.into_iter().map(row_of).collect(), months, may_bill: may_bill(actor) })
}

/// The report of one run. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound`.
pub async fn page(state: &AppState, actor: &Actor, id: &str, query: &RunQuery) -> Result<RunPage, AppError> {
    let row = find(state, actor, id).await?;
    let run: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let item_state = ItemState::parse(&query.state);
    let mut tx = state.db.organization(actor.organization).await?;
    let offset = i64::from((page - 1) * PAGE_SIZE);
    let items = queries::items(&mut tx, run, item_state.map(ItemState::as_str), i64::from(PAGE_SIZE), offset).await?;
    let total = match item_state {
        None => row.customers,
        Some(ItemState::Pending) => row.pending(),
        Some(ItemState::Done) => row.billed,
        Some(ItemState::Skipped) => row.skipped,
        Some(ItemState::Failed) => row.failed,
    };
    let items = items.into_iter().map(item_of).collect();
    Ok(RunPage { row, items, total, page, pages: total.div_ceil(PAGE_SIZE).max(1), may_bill: may_bill(actor) })
}

/// Items of a run for programs, by customer number; `after` is the number of the last one before.
///
/// # Errors
/// `NotFound`, `Invalid`.
pub async fn items_after(state: &AppState, actor: &Actor, id: &str, item_state: &str, after: i32, limit: i64) -> Result<Vec<RunItem>, AppError> {
    find(state, actor, id).await?;
    let run: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let wanted = ItemState::parse(item_state);
    if wanted.is_none() && !item_state.is_empty() {
        return Err(AppError::field("state", Problem::NotAChoice));
    }
    let mut tx = state.db.organization(actor.organization).await?;
    let items = queries::items_after(&mut tx, run, wanted.map(ItemState::as_str), after, limit).await?;
    Ok(items.into_iter().map(item_of).collect())
}

fn row_of(row: queries::RunRecord) -> RunRow {
    let count = |count: i32| u32::try_from(count).unwrap_or(0);
    RunRow {
        id: row.id.to_string(),
        month: Month::of(row.month),
        state: RunState::parse(&row.state).unwrap_or_default(),
        customers: count(row.customers),
        billed: count(row.billed),
        skipped: count(row.skipped),
        failed: count(row.failed),
        without_email: count(row.without_email),
        events: count(row.events),
        net: Cents(row.net_cents),
        tax: Cents(row.tax_cents),
        gross: Cents(row.gross_cents),
        is_scheduled: row.is_scheduled,
        started_at: row.started_at,
        finished_at: row.finished_at,
        last_error: row.last_error,
    }
}

fn item_of(row: queries::ItemRow) -> RunItem {
    RunItem {
        customer: row.customer,
        customer_name: row.customer_name,
        customer_number: u32::try_from(row.customer_number).unwrap_or(0),
        state: ItemState::parse(&row.state).unwrap_or_default(),
        reason: row.reason,
        findings: row.findings.and_then(|findings| serde_json::from_value(findings).ok()).unwrap_or_default(),
        invoice: row.invoice.zip(row.invoice_number),
        is_mailed: row.is_mailed,
        events: u32::try_from(row.events).unwrap_or(0),
        net: Cents(row.net_cents),
        tax: Cents(row.tax_cents),
        gross: Cents(row.gross_cents),
    }
}

/// How far [`carry_out`] came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Over,
    /// Others are at it, or it was interrupted and goes on in a moment.
    UnderWay,
    /// Its queue is paused on the page of operations.
    Paused,
}

/// One part of a run here and now; for the command.
///
/// # Errors
/// When the database is away.
pub async fn carry_out(state: &AppState, organization: Uuid, run: Uuid) -> Result<Progress, DbError> {
    bill(state, organization, run).await?;
    let mut tx = state.db.organization(organization).await?;
    if queries::by_id(&mut tx, run).await?.is_none_or(|row| row.state != "running") {
        return Ok(Progress::Over);
    }
    let is_paused = jobs::queries::is_paused(&mut tx, Queue::Billing).await?;
    Ok(if is_paused { Progress::Paused } else { Progress::UnderWay })
}
