//! What the organization's people are told: in the app, and by mail where somebody wants it so.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::notification::{Channel, KINDS, OTHER, Preferences, kind_of};
use crate::domain::organization::NotificationEntry;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::{self, Job};
use crate::server::secret;
use crate::server::state::AppState;

mod digest;
pub mod queries;
mod telling;

pub use telling::tell_by_mail;

use queries::{Member, NewNotification};

const MOST_SHOWN: i64 = 50;

/// Tells every owner and admin in the way that each chose, as part of the transaction. The catalogue has a sentence for the kind.
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
    let new = NewNotification { organization, kind, invoice, detail, now };
    for member in queries::members(tx, kind_of(kind)).await? {
        let channel = Channel::parse(&member.channel).unwrap_or_default();
        if channel == Channel::Off {
            continue;
        }
        let mail = mail_for(tx, &new, &member, channel).await?;
        queries::insert(tx, &new, member.user_id, mail).await?;
    }
    Ok(())
}

/// The same in the app only, for what must not lead to another mail.
///
/// # Errors
/// When the database refuses.
pub async fn tell_in_app(tx: &mut Tx, organization: Uuid, kind: &str, detail: Option<&str>, now: DateTime<Utc>) -> Result<(), DbError> {
    let new = NewNotification { organization, kind, invoice: None, detail, now };
    for member in queries::members(tx, kind_of(kind)).await?.into_iter().filter(|member| member.channel != Channel::Off.as_str()) {
        queries::insert(tx, &new, member.user_id, None).await?;
    }
    Ok(())
}

/// The mail that will tell of it, put into its queue.
async fn mail_for(tx: &mut Tx, new: &NewNotification<'_>, member: &Member, channel: Channel) -> Result<Option<Uuid>, DbError> {
    let (organization, now) = (new.organization, new.now);
    if channel == Channel::Mail {
        let id = secret::new_uuid();
        queries::insert_mail_at_once(tx, id, organization, member.user_id, now).await?;
        jobs::enqueue(tx, Job::TellByMail { organization, mail: id }).await?;
        return Ok(Some(id));
    }
    if channel != Channel::Digest {
        return Ok(None);
    }
    // The digest of a day that is out already takes nothing more; the next one does.
    for (day, due_at) in digest::next_two(clock::zone(&member.time_zone), now) {
        if let Some((id, is_new)) = queries::digest_of_day(tx, secret::new_uuid(), organization, member.user_id, day, due_at, now).await? {
            if is_new {
                jobs::enqueue_at(tx, Job::TellByMail { organization, mail: id }, due_at, now).await?;
            }
            return Ok(Some(id));
        }
    }
    Ok(None)
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

/// # Errors
/// `NotFound` for a notification of somebody else, and as [`list`].
pub async fn mark_read(state: &AppState, actor: &Actor, id: &str) -> Result<(), AppError> {
    let user = actor.require_user_with_billing()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    if !queries::mark_read(&mut tx, user, id, state.clock.now()).await? {
        return Err(AppError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// How the person who asks is told of what.
///
/// # Errors
/// As [`list`].
pub async fn preferences(state: &AppState, actor: &Actor) -> Result<Preferences, AppError> {
    let user = actor.require_user_with_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let chosen: BTreeMap<String, String> = queries::preferences(&mut tx, user).await?.into_iter().collect();
    let email = queries::email_of(&mut tx, user).await?;
    let choice = |kind: &str| chosen.get(kind).and_then(|channel| Channel::parse(channel)).unwrap_or_default();
    let choices = KINDS.iter().chain([&OTHER]).map(|kind| ((*kind).to_owned(), choice(kind))).collect();
    Ok(Preferences { email, choices })
}

/// Keeps the choices of the person who asks; what is not mentioned stays as it is.
///
/// # Errors
/// `Invalid` for what is no choice, and as [`list`].
pub async fn save_preferences(state: &AppState, actor: &Actor, choices: &BTreeMap<String, String>) -> Result<(), AppError> {
    let user = actor.require_user_with_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    for (kind, channel) in choices {
        let is_known = kind == OTHER || KINDS.contains(&kind.as_str());
        let channel = Channel::parse(channel).filter(|_| is_known).ok_or_else(|| AppError::field(kind, Problem::NotAChoice))?;
        queries::save_preference(&mut tx, actor.organization, user, kind, channel.as_str()).await?;
    }
    Ok(tx.commit().await?)
}
