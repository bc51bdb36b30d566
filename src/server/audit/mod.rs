//! The append-only record of who did what: written in the same transaction as the change itself.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::money::Cents;
use crate::server::auth::{Actor, Who};
use crate::server::db::{DbError, Tx};

pub mod log;
pub mod queries;

/// Something that happened, named `thing.happened`.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    pub name: &'static str,
    pub invoice: Option<Uuid>,
    pub customer: Option<Uuid>,
    pub detail: Option<&'a str>,
    pub amount: Option<Cents>,
}

impl<'a> Event<'a> {
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self { name, invoice: None, customer: None, detail: None, amount: None }
    }

    #[must_use]
    pub fn invoice(self, id: Uuid) -> Self {
        Self { invoice: Some(id), ..self }
    }

    #[must_use]
    pub fn customer(self, id: impl Into<Option<Uuid>>) -> Self {
        Self { customer: id.into(), ..self }
    }

    /// A number or reason for people; never a secret.
    #[must_use]
    pub fn detail(self, detail: &'a str) -> Self {
        Self { detail: Some(detail), ..self }
    }

    #[must_use]
    pub fn amount(self, amount: Cents) -> Self {
        Self { amount: Some(amount), ..self }
    }
}

/// Writes the event down as part of the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn record(tx: &mut Tx, actor: &Actor, at: DateTime<Utc>, event: Event<'_>) -> Result<(), DbError> {
    queries::insert(tx, &row_of(actor, at), &event).await
}

/// Many events at once, of one actor at one moment.
///
/// # Errors
/// When the database refuses.
pub async fn record_many(tx: &mut Tx, actor: &Actor, at: DateTime<Utc>, events: &[Event<'_>]) -> Result<(), DbError> {
    queries::insert_many(tx, &row_of(actor, at), events).await
}

fn row_of(actor: &Actor, at: DateTime<Utc>) -> queries::NewEvent<'_> {
    let (actor_kind, actor_id, actor_name) = match &actor.who {
        Who::User { id, name, .. } => ("user", Some(*id), Some(name.as_str())),
        Who::ApiKey { id, name } => ("api_key", Some(*id), Some(name.as_str())),
        Who::Portal => ("portal", None, None),
        Who::System => ("system", None, None),
    };
    queries::NewEvent {
        organization: actor.organization,
        at,
        actor_kind,
        actor_id,
        actor_name,
        address: actor.origin.address.map(|address| address.to_string()),
        request_id: actor.origin.request_id.as_deref(),
    }
}
