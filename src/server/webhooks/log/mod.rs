//! The log of a subscription: what was sent, what came back, and "again".

use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::webhook::{AttemptEntry, DeliveryEntry, DeliveryPage, DeliveryQuery, DeliveryState, WebhookPage};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::jobs::{self, Job};
use crate::server::state::AppState;
use crate::server::webhooks::{entry, find};

mod queries;

const PAGE_SIZE: u32 = 25;
const MOST_ATTEMPTS: i64 = 50;

/// A subscription with one page of its log.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str, query: &DeliveryQuery) -> Result<WebhookPage, AppError> {
    actor.require_billing()?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let wanted = DeliveryState::parse(&query.state);
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let found = queries::counts(&mut tx, row.id).await?;
    let count = |state: DeliveryState| {
        let of = found.iter().find(|count| count.state == state.as_str()).map_or(0, |count| count.count);
        (state, u32::try_from(of).unwrap_or(u32::MAX))
    };
    let counts: Vec<(DeliveryState, u32)> = DeliveryState::ALL.into_iter().map(count).collect();
    let total = counts.iter().filter(|(state, _)| wanted.is_none_or(|wanted| wanted == *state)).map(|(_, count)| count).sum();
    let (limit, offset) = (i64::from(PAGE_SIZE), i64::from((page - 1) * PAGE_SIZE));
    let rows = queries::deliveries(&mut tx, row.id, wanted.map_or("", DeliveryState::as_str), limit, offset).await?;
    Ok(WebhookPage {
        webhook: entry(row, state.clock.now()),
        deliveries: rows.into_iter().map(delivery_entry).collect(),
        counts,
        page,
        pages: u32::div_ceil(total, PAGE_SIZE).max(1),
        total,
    })
}

/// What a program asks for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct FeedQuery {
    pub state: String,
    pub cursor: String,
    pub limit: String,
}

/// The log for programs, newest first; with the place where it goes on.
///
/// # Errors
/// `NotFound`, `Forbidden`, `Invalid` for what cannot be read.
pub async fn feed(state: &AppState, actor: &Actor, public_id: &str, query: &FeedQuery) -> Result<(Vec<DeliveryEntry>, Option<String>), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let limit = cursor::limit(&query.limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let is_choice = query.state.is_empty() || DeliveryState::parse(&query.state).is_some();
    if !is_choice {
        return Err(AppError::field("state", Problem::NotAChoice));
    }
    let rows = queries::deliveries_after(&mut tx, row.id, &query.state, after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.created_at, id: row.id });
    Ok((rows.into_iter().map(delivery_entry).collect(), next))
}

/// A delivery with its request and all tries.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn delivery(state: &AppState, actor: &Actor, public_id: &str, id: &str) -> Result<DeliveryPage, AppError> {
    actor.require_billing()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let (delivery, payload) = queries::delivery(&mut tx, row.id, id).await?.ok_or(AppError::NotFound)?;
    let attempts = queries::attempts(&mut tx, id, MOST_ATTEMPTS).await?;
    Ok(DeliveryPage {
        webhook: entry(row, state.clock.now()),
        delivery: delivery_entry(delivery),
        body: payload.to_string(),
        attempts: attempts.into_iter().map(attempt_entry).collect(),
    })
}

/// "Erneut zustellen": at once, under the same id, and with all tries if it had come to an end.
///
/// # Errors
/// `NotFound`, `Forbidden`.
pub async fn deliver_again(state: &AppState, actor: &Actor, public_id: &str, id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    if !queries::deliver_again(&mut tx, row.id, id, now).await? {
        return Err(AppError::NotFound);
    }
    jobs::enqueue(&mut tx, Job::DeliverWebhook { organization: actor.organization, delivery: id }).await?;
    audit::record(&mut tx, actor, now, Event::new("webhook.redelivered").detail(&row.url)).await?;
    Ok(tx.commit().await?)
}

fn delivery_entry(row: queries::DeliveryRow) -> DeliveryEntry {
    let state = DeliveryState::parse(&row.state).unwrap_or(DeliveryState::Pending);
    DeliveryEntry {
        id: row.id.to_string(),
        event_id: row.event_id,
        event_type: row.event_type,
        state,
        attempts: u32::try_from(row.tries).unwrap_or(u32::MAX),
        created_at: row.created_at,
        next_at: (state == DeliveryState::Pending).then_some(row.due_at),
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        error: row.error,
    }
}

fn attempt_entry(row: queries::AttemptRow) -> AttemptEntry {
    AttemptEntry {
        at: row.at,
        duration_ms: u32::try_from(row.duration_ms).unwrap_or_default(),
        url: row.url,
        headers: serde_json::from_value(row.request_headers).unwrap_or_default(),
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        answer: row.answer,
        error: row.error,
    }
}
