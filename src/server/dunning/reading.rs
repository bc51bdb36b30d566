//! What pages and API show of dunning.

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::domain::dunning::Plan;
use crate::domain::dunning::view::{DunningList, DunningPage, DunningQuery, DunningRow, DunningState, Preview};
use crate::domain::error::{AppError, Conflict, Problem};
use crate::domain::money::{Cents, Currency};
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::db::Tx;
use crate::server::dunning::queries::{self, OverdueRow};
use crate::server::dunning::{composing, notices_of, pause_entry, plan};
use crate::server::invoices::{find, sharing};
use crate::server::organizations;
use crate::server::state::AppState;

const PAGE_SIZE: usize = 50;

/// The chips of the list, in their order.
const STATES: [&str; 4] = ["due", "later", "held", "done"];

/// Every overdue invoice with what comes next, the oldest debts first. What cannot be read in the query is passed over, because it
/// comes from an address.
///
/// # Errors
/// `NotFound` or `Forbidden` for those who may not see it.
pub async fn list(state: &AppState, actor: &Actor, query: &DunningQuery) -> Result<DunningList, AppError> {
    let rows: Vec<DunningRow> = rows(state, actor).await?.into_iter().map(|(_, row)| row).collect();
    let mut tx = state.db.organization(actor.organization).await?;
    let next_run = queries::settings(&mut tx).await?.and_then(|row| row.due_at);
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let of = |state: &str| count(rows.iter().filter(|row| row.state() == state).count());
    let mut chips = vec![(String::new(), count(rows.len()))];
    chips.extend(STATES.map(|state| (state.to_owned(), of(state))));
    let due = of("due");
    let chosen: Vec<DunningRow> = rows.into_iter().filter(|row| query.state.is_empty() || row.state() == query.state).collect();
    let pages = count(chosen.len().div_ceil(PAGE_SIZE).max(1));
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, pages);
    let before = usize::try_from(page - 1).unwrap_or(0) * PAGE_SIZE;
    let total = count(chosen.len());
    Ok(DunningList { rows: chosen.into_iter().skip(before).take(PAGE_SIZE).collect(), chips, total, page, pages, due, next_run })
}

/// The same for programs: those in this state (all where it is empty), and where the list goes on.
///
/// # Errors
/// `Invalid` for what cannot be read, and those of [`list`].
pub async fn oldest(state: &AppState, actor: &Actor, wanted: &str, cursor: &str, limit: &str) -> Result<(Vec<DunningRow>, Option<String>), AppError> {
    actor.require_billing()?;
    let (limit, after) = (cursor::limit(limit)?, Cursor::parse(cursor)?);
    if !wanted.is_empty() && !STATES.contains(&wanted) {
        return Err(AppError::field("state", Problem::NotAChoice));
    }
    let rows = rows(state, actor).await?.into_iter();
    let left = rows.filter(|(place, _)| after.is_none_or(|after| (after.at, after.id) < (place.at, place.id)));
    let wanted = left.filter(|(_, row)| wanted.is_empty() || row.state() == wanted);
    let most = usize::try_from(limit).unwrap_or(PAGE_SIZE) + 1;
    let (rows, next) = cursor::cut(wanted.take(most).collect(), limit, |(place, _)| *place);
    Ok((rows.into_iter().map(|(_, row)| row).collect(), next))
}

/// Each with its place in the list.
async fn rows(state: &AppState, actor: &Actor) -> Result<Vec<(Cursor, DunningRow)>, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let plan = plan(&mut tx).await?;
    let placed = |row: OverdueRow| (Cursor { at: row.due_date.and_time(NaiveTime::MIN).and_utc(), id: row.id }, row_of(&row, &plan, actor, today));
    Ok(queries::overdue(&mut tx, today, None).await?.into_iter().map(placed).collect())
}

fn row_of(row: &OverdueRow, plan: &Plan, actor: &Actor, today: NaiveDate) -> DunningRow {
    let facts = composing::facts(row, actor, today);
    let next = plan.next(&facts);
    DunningRow {
        public_id: row.public_id.clone(),
        number: row.number.clone(),
        customer_public_id: row.customer_public_id.clone(),
        customer_name: row.buyer_name.clone(),
        currency: composing::currency(row),
        open: Cents(row.open_cents),
        due_date: row.due_date,
        days_late: (today - row.due_date).num_days(),
        last: facts.last,
        next,
        is_due: next.is_some_and(|next| next.is_due(today) && next.may_be_sent(&facts)),
        may_be_sent: next.is_some_and(|next| next.may_be_sent(&facts)),
    }
}

/// What the page of an invoice tells of dunning.
///
/// # Errors
/// When the database refuses.
pub async fn state_of(tx: &mut Tx, actor: &Actor, invoice: Uuid, today: NaiveDate) -> Result<DunningState, AppError> {
    let plan = plan(tx).await?;
    let row = queries::overdue(tx, today, Some(invoice)).await?.into_iter().next();
    Ok(DunningState {
        notices: notices_of(tx, invoice).await?,
        row: row.map(|row| row_of(&row, &plan, actor, today)),
        pause: queries::pause_of(tx, invoice).await?.map(pause_entry).filter(|pause| pause.until >= today),
    })
}

/// One invoice with its next letter and the ones before.
///
/// # Errors
/// `NotFound`, also for a draft.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str) -> Result<DunningPage, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = find(&mut tx, public_id).await?;
    let number = invoice.number.ok_or(AppError::NotFound)?;
    let dunning = state_of(&mut tx, actor, invoice.id, today).await?;
    let preview = preview_within(state, actor, &mut tx, invoice.id, today).await?;
    Ok(DunningPage {
        public_id: invoice.public_id,
        number,
        today,
        currency: Currency::parse(&invoice.currency).unwrap_or_default(),
        state: dunning,
        preview,
    })
}

/// The letter as it would go out now, also where something holds it up.
///
/// # Errors
/// `NotFound`, `Conflict(NotOverdue)`, `Conflict(DunningHeld)` when all letters were sent.
pub async fn preview(state: &AppState, actor: &Actor, public_id: &str) -> Result<Preview, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let invoice = find(&mut tx, public_id).await?;
    let is_overdue = !queries::overdue(&mut tx, today, Some(invoice.id)).await?.is_empty();
    let missing = if is_overdue { Conflict::DunningHeld } else { Conflict::NotOverdue };
    preview_within(state, actor, &mut tx, invoice.id, today).await?.ok_or(AppError::Conflict(missing))
}

/// Nothing is stored: an invoice without a link is shown with dots in its place.
async fn preview_within(state: &AppState, actor: &Actor, tx: &mut Tx, invoice: Uuid, today: NaiveDate) -> Result<Option<Preview>, AppError> {
    let Some(row) = queries::overdue(tx, today, Some(invoice)).await?.into_iter().next() else { return Ok(None) };
    let plan = plan(tx).await?;
    let Some(next) = plan.next(&composing::facts(&row, actor, today)) else { return Ok(None) };
    let claim = composing::claim(&row, &plan, next.level, today);
    let organization = organizations::queries::organization(tx).await?;
    let link = sharing::state_of(state, tx, invoice).await?.map(|link| link.url);
    let url = link.unwrap_or_else(|| format!("{}/portal/…", state.config.public_url));
    let composed = composing::letter(&row, &plan, &claim, &organization, &url);
    Ok(Some(Preview { claim, to: row.billing_email, subject: composed.subject, text: composed.text, html: composed.html }))
}
