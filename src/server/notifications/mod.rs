//! What the organization's people are told in the app.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::organization::NotificationEntry;
use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::state::AppState;

pub mod queries;

const MOST_SHOWN: i64 = 50;

/// Tells every owner and admin, as part of the transaction. The catalogue has a sentence for the kind.
///
/// # Errors
/// When the database refuses.
pub async fn tell(
    tx: &mut Tx,
    organization: Uuid,
    kind: &str,
    invoice: Option<Uuid>,
    detail: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    queries::insert_for_billing_members(tx, organization, kind, invoice, detail, now).await
}

/// The latest notifications of the person who asks, newest first, and how many in all are unread.
///
/// # Errors
/// `NotFound` for those without an own inbox or without sight of billing.
pub async fn list(state: &AppState, actor: &Actor) -> Result<(Vec<NotificationEntry>, u32), AppError> {
    let user = actor.require_user_with_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let entries = queries::of_user(&mut tx, user, MOST_SHOWN).await?;
    let unread = queries::unread(&mut tx, user).await?;
    Ok((entries, unread))
}

/// # Errors
/// As [`list`].
pub async fn mark_all_read(state: &AppState, actor: &Actor) -> Result<(), AppError> {
    let user = actor.require_user_with_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::mark_all_read(&mut tx, user, state.clock.now()).await?;
    Ok(tx.commit().await?)
}
