//! Webhooks: other systems hear of what happens here. Events are rows of the transaction in which they happen, then jobs.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::domain::error::{AppError, FieldError, Problem};
use crate::domain::webhook::{TEST, WebhookEntry, WebhookForm, WebhookState};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::jobs::work;
use crate::server::secret;
use crate::server::state::AppState;

pub mod delivery;
mod events;
pub mod log;
mod queries;
pub mod sender;
pub mod signature;
pub mod target;

pub use events::{Subject, announce};
pub use sender::Sender;

use queries::SubscriptionRow;

/// After a change the secret before signs, too, for so long.
const OVERLAP: TimeDelta = TimeDelta::hours(24);

/// The log is kept for so long.
const LOG_KEPT: TimeDelta = TimeDelta::days(30);

/// Every event is delivered once for each of them.
const MOST_SUBSCRIPTIONS: usize = 20;

/// A subscription with the secret that is shown this once.
#[derive(Clone, Debug)]
pub struct WithSecret {
    pub public_id: String,
    pub secret: String,
}

/// All subscriptions, oldest first.
///
/// # Errors
/// `NotFound` or `Forbidden` for those who may not write.
pub async fn list(state: &AppState, actor: &Actor) -> Result<Vec<WebhookEntry>, AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    Ok(queries::subscriptions(&mut tx).await?.into_iter().map(|row| entry(row, now)).collect())
}

/// One of them.
///
/// # Errors
/// `NotFound`, or as in [`list`].
pub async fn show(state: &AppState, actor: &Actor, public_id: &str) -> Result<WebhookEntry, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    Ok(entry(find(&mut tx, public_id).await?, state.clock.now()))
}

/// From now on events go there, or once it is switched on.
///
/// # Errors
/// `Invalid` for address or events, and where there are too many subscriptions.
pub async fn subscribe(state: &AppState, actor: &Actor, form: &WebhookForm, to: Switch) -> Result<WithSecret, AppError> {
    actor.require_billing()?;
    let (url, events) = parse(state, form).await?;
    let (secret, cipher) = new_secret(state)?;
    let (id, public_id) = (secret::new_uuid(), secret::new_public_id("WHK", actor.today(state)));
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    if queries::subscriptions(&mut tx).await?.len() >= MOST_SUBSCRIPTIONS {
        return Err(AppError::field("url", Problem::TooMany(20)));
    }
    let new = queries::NewSubscription {
        id,
        organization: actor.organization,
        public_id: &public_id,
        url: &url,
        events: &events,
        secret_cipher: &cipher,
        created_by: actor.user_id(),
    };
    queries::insert_subscription(&mut tx, &new, now).await?;
    queries::switch(&mut tx, id, to.reason(), now).await?;
    audit::record(&mut tx, actor, now, Event::new("webhook.created").detail(&url)).await?;
    tx.commit().await?;
    Ok(WithSecret { public_id, secret })
}

/// Changes address and events, and switches where that is wanted; what is on its way goes to the new address.
///
/// # Errors
/// `NotFound`, `Invalid`.
pub async fn change(state: &AppState, actor: &Actor, public_id: &str, form: &WebhookForm, to: Option<Switch>) -> Result<(), AppError> {
    actor.require_billing()?;
    // A name server may take its time, so nothing is locked meanwhile; but who may not know of it is told nothing about the form.
    find(&mut state.db.organization(actor.organization).await?, public_id).await?;
    let (url, events) = parse(state, form).await?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    queries::update_subscription(&mut tx, row.id, &url, &events, now).await?;
    audit::record(&mut tx, actor, now, Event::new("webhook.changed").detail(&url)).await?;
    if let Some(to) = to {
        switch_row(&mut tx, actor, &row, to, now).await?;
    }
    Ok(tx.commit().await?)
}

/// A new secret; the one before signs beside it for a day, so that the receiver can change over.
///
/// # Errors
/// `NotFound`.
pub async fn rotate_secret(state: &AppState, actor: &Actor, public_id: &str) -> Result<WithSecret, AppError> {
    actor.require_billing()?;
    let (secret, cipher) = new_secret(state)?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    queries::replace_secret(&mut tx, row.id, &cipher, now + OVERLAP, now).await?;
    audit::record(&mut tx, actor, now, Event::new("webhook.secret_rotated").detail(&row.url)).await?;
    tx.commit().await?;
    Ok(WithSecret { public_id: row.public_id, secret })
}

/// What a subscription is to do from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Deliveries that waited go out.
    On,
    /// Nothing is sent, and nothing that happens meanwhile is kept for later.
    Off,
}

impl Switch {
    fn reason(self) -> Option<&'static str> {
        if self == Self::On { None } else { Some("by_hand") }
    }
}

/// # Errors
/// `NotFound`.
pub async fn switch(state: &AppState, actor: &Actor, public_id: &str, to: Switch) -> Result<(), AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    switch_row(&mut tx, actor, &row, to, now).await?;
    Ok(tx.commit().await?)
}

async fn switch_row(tx: &mut Tx, actor: &Actor, row: &SubscriptionRow, to: Switch, now: DateTime<Utc>) -> Result<(), DbError> {
    let name = if to == Switch::On { "webhook.switched_on" } else { "webhook.switched_off" };
    if queries::switch(tx, row.id, to.reason(), now).await? {
        audit::record(tx, actor, now, Event::new(name).detail(&row.url)).await?;
    }
    Ok(())
}

/// The subscription goes with its log.
///
/// # Errors
/// `NotFound`.
pub async fn delete(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    queries::delete_subscription(&mut tx, row.id).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("webhook.deleted").detail(&row.url)).await?;
    Ok(tx.commit().await?)
}

/// Sends a harmless event, to a subscription that is switched off, too; returns the delivery.
///
/// # Errors
/// `NotFound`.
pub async fn test(state: &AppState, actor: &Actor, public_id: &str) -> Result<Uuid, AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find(&mut tx, public_id).await?;
    let payload = events::payload(TEST, &json!({ "webhook": row.public_id }), now);
    let id = events::deliver_to(&mut tx, actor.organization, row.id, &events::new_event_id(), TEST, &payload, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// One try to deliver, if it is due; the job's verb.
///
/// # Errors
/// When the database is away.
pub async fn deliver(state: &AppState, organization: Uuid, delivery: Uuid) -> Result<(), DbError> {
    work::attempt(state, &delivery::Delivery { organization, delivery }).await
}

/// Throws away what is too old for anybody to look at.
///
/// # Errors
/// When the database is away.
pub async fn purge(state: &AppState) -> Result<i64, DbError> {
    queries::purge(state.db.pool(), state.clock.now() - LOG_KEPT).await
}

async fn find(tx: &mut Tx, public_id: &str) -> Result<SubscriptionRow, AppError> {
    queries::subscription(tx, public_id).await?.ok_or(AppError::NotFound)
}

/// All that is wrong with the form at once.
async fn parse(state: &AppState, form: &WebhookForm) -> Result<(String, Vec<String>), AppError> {
    let address = match form.url.trim() {
        "" => Err(Problem::Required),
        url if url.chars().count() > 2_000 => Err(Problem::TooLong(2_000)),
        url => state.webhooks.check(url).await.map(|url| url.to_string()),
    };
    match (address, form.chosen()) {
        (Ok(url), Ok(events)) => Ok((url, events)),
        (Ok(_), Err(error)) => Err(error),
        (Err(problem), chosen) => {
            let mut errors = vec![FieldError::new("url", problem)];
            if let Err(AppError::Invalid(others)) = chosen {
                errors.extend(others);
            }
            Err(AppError::Invalid(errors))
        }
    }
}

fn new_secret(state: &AppState) -> Result<(String, Vec<u8>), AppError> {
    let secret = signature::new_secret();
    let cipher = state.cipher.encrypt(&secret).map_err(|_| AppError::Unavailable)?;
    Ok((secret, cipher))
}

fn entry(row: SubscriptionRow, now: DateTime<Utc>) -> WebhookEntry {
    let state = match (row.enabled, row.disabled_reason.as_deref()) {
        (true, _) if row.failing_since.is_some() => WebhookState::Failing,
        (true, _) => WebhookState::Active,
        (false, Some("failing")) => WebhookState::OffForFailing,
        (false, _) => WebhookState::OffByHand,
    };
    WebhookEntry {
        public_id: row.public_id,
        url: row.url,
        events: row.events,
        state,
        failing_since: row.failing_since,
        created_at: row.created_at,
        last_delivery_at: row.last_delivery_at,
        previous_secret_until: row.previous_secret_until.filter(|until| *until > now),
    }
}
