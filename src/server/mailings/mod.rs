//! Mailings: all invoices that were never sent, each mailed to its customer once. Begun by a press, carried out in the background.

use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::mailing::{ItemFate, Mailing, MailingCounts, MailingItem, MailingPage, MailingPreview, MailingQuery, Unmailable};
use crate::domain::run::RunState;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::jobs::{self, Job};
use crate::server::secret;
use crate::server::state::AppState;

pub mod queries;
mod work;

pub use work::carry_on;

const PAGE_SIZE: u32 = 100;
/// Invoices without an address that the page before the button names.
const MOST_NAMED: i64 = 20;

/// What [`start`] would do.
///
/// # Errors
/// `NotFound` or `Forbidden` for those who may not send.
pub async fn preview(state: &AppState, actor: &Actor) -> Result<MailingPreview, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let (sendable, without_email_count) = queries::count_unsent(&mut tx).await?;
    let named = queries::without_email(&mut tx, MOST_NAMED).await?;
    let running = queries::running(&mut tx).await?.map(|id| id.to_string());
    let without_email = named.into_iter().map(|row| Unmailable {
        invoice: row.invoice,
        number: row.number,
        customer: row.customer,
        customer_name: row.customer_name.unwrap_or_default(),
    });
    Ok(MailingPreview { sendable: count(sendable), without_email: without_email.collect(), without_email_count: count(without_email_count), running })
}

/// Begins the mailing of everything that is issued, open, never sent and not on its way; while one is under way, that one is meant.
/// Returns its identifier.
///
/// # Errors
/// `Conflict(NothingUnsent)`.
pub async fn start(state: &AppState, actor: &Actor) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let (id, now) = (secret::new_uuid(), state.clock.now());
    let mut tx = state.db.organization(actor.organization).await?;
    // One after the other: who comes second finds the mailing of the first.
    queries::lock_organization(&mut tx).await?;
    if let Some(running) = queries::running(&mut tx).await? {
        return Ok(running);
    }
    let (sendable, without_email) = queries::count_unsent(&mut tx).await?;
    let invoices = i32::try_from(sendable + without_email).map_err(|_| AppError::Unavailable)?;
    if invoices == 0 {
        return Err(AppError::Conflict(Conflict::NothingUnsent));
    }
    queries::insert(&mut tx, id, actor, invoices, now).await?;
    queries::insert_items(&mut tx, id, actor.organization).await?;
    jobs::enqueue(&mut tx, Job::SendUnsent { organization: actor.organization, mailing: id }).await?;
    audit::record(&mut tx, actor, now, Event::new("mailing.started").detail(&invoices.to_string())).await?;
    tx.commit().await?;
    Ok(id)
}

/// One mailing with its figures as they are now.
///
/// # Errors
/// `NotFound`.
pub async fn find(state: &AppState, actor: &Actor, id: &str) -> Result<Mailing, AppError> {
    actor.require_billing()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let counts = counts_of(queries::counts(&mut tx, id).await?);
    Ok(Mailing {
        id: row.id.to_string(),
        state: RunState::parse(&row.state).unwrap_or_default(),
        counts,
        created_at: row.created_at,
        created_by: row.created_by,
        finished_at: row.finished_at,
        last_error: row.last_error,
    })
}

/// One mailing with a page of its invoices. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound`.
pub async fn page(state: &AppState, actor: &Actor, id: &str, query: &MailingQuery) -> Result<MailingPage, AppError> {
    let mailing = find(state, actor, id).await?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let fate = ItemFate::parse(&query.state);
    let total = fate.map_or(mailing.counts.all, |fate| mailing.counts.of(fate));
    let offset = i64::from((page - 1) * PAGE_SIZE);
    let items = items(state, actor, id, fate, 0, offset, i64::from(PAGE_SIZE)).await?;
    Ok(MailingPage { mailing, items, total, page, pages: total.div_ceil(PAGE_SIZE).max(1) })
}

/// Invoices of a mailing for programs, in their order; `after` is the position of the last one before.
///
/// # Errors
/// `NotFound`, `Invalid`.
pub async fn items_after(state: &AppState, actor: &Actor, id: &str, wanted: &str, after: i32, limit: i64) -> Result<Vec<MailingItem>, AppError> {
    find(state, actor, id).await?;
    let fate = ItemFate::parse(wanted);
    if fate.is_none() && !wanted.is_empty() {
        return Err(AppError::field("state", Problem::NotAChoice));
    }
    items(state, actor, id, fate, after, 0, limit).await
}

async fn items(
    state: &AppState,
    actor: &Actor,
    id: &str,
    fate: Option<ItemFate>,
    after: i32,
    offset: i64,
    limit: i64,
) -> Result<Vec<MailingItem>, AppError> {
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::items(&mut tx, id, fate.map(ItemFate::as_str), after, offset, limit).await?;
    Ok(rows.into_iter().map(item_of).collect())
}

fn item_of(row: queries::ItemRow) -> MailingItem {
    MailingItem {
        position: u32::try_from(row.position).unwrap_or(0),
        invoice: row.invoice,
        number: row.number.unwrap_or_default(),
        customer_name: row.customer_name.unwrap_or_default(),
        to: row.to_address,
        fate: ItemFate::parse(&row.fate).unwrap_or_default(),
        reason: row.reason,
    }
}

fn counts_of(rows: Vec<(String, i64)>) -> MailingCounts {
    let of = |fate: ItemFate| rows.iter().find(|(name, _)| name == fate.as_str()).map_or(0, |(_, number)| count(*number));
    MailingCounts {
        all: rows.iter().map(|(_, number)| count(*number)).sum(),
        pending: of(ItemFate::Pending),
        underway: of(ItemFate::Underway),
        sent: of(ItemFate::Sent),
        failed: of(ItemFate::Failed),
        skipped: of(ItemFate::Skipped),
    }
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
