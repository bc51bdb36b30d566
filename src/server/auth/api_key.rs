//! API keys of an organization: shown once, stored as a hash.

use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::text;
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Origin, Who, queries};
use crate::server::clock;
use crate::server::secret;
use crate::server::state::AppState;

/// The organization's key behind an `X-API-Key` header.
///
/// # Errors
/// `Unauthenticated` for an unknown or revoked key.
pub async fn actor(state: &AppState, key: &str, origin: Origin) -> Result<Actor, AppError> {
    let row = queries::api_key_by_hash(state.db.pool(), &secret::token_hash(key)).await?.ok_or(AppError::Unauthenticated)?;
    Ok(Actor { organization: row.organization_id, zone: clock::zone(&row.time_zone), who: Who::ApiKey { id: row.id, name: row.name }, origin })
}

/// Makes a key and returns its secret, which cannot be shown again.
///
/// # Errors
/// `Invalid` for the name, `Forbidden` for keys that want to make keys.
pub async fn create(state: &AppState, actor: &Actor, name: &str) -> Result<String, AppError> {
    let user = actor.require_user_with_billing()?;
    let name = text::required_line(name, 100).map_err(|problem| AppError::field("name", problem))?;
    let key = format!("rw_{}", secret::new_token());
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::NewApiKey { id: secret::new_uuid(), organization_id: actor.organization, name: &name, prefix: &key[..10], created_by: user };
    queries::insert_api_key(&mut tx, &row, &secret::token_hash(&key), state.clock.now()).await?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("api_key.created").detail(&name)).await?;
    tx.commit().await?;
    Ok(key)
}

/// The key is refused from now on.
///
/// # Errors
/// `NotFound`.
pub async fn revoke(state: &AppState, actor: &Actor, id: &str) -> Result<(), AppError> {
    actor.require_user_with_billing()?;
    let id: Uuid = id.parse().map_err(|_| AppError::field("id", Problem::Unknown)).or(Err(AppError::NotFound))?;
    let mut tx = state.db.organization(actor.organization).await?;
    let name = queries::revoke_api_key(&mut tx, id, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    audit::record(&mut tx, actor, state.clock.now(), Event::new("api_key.revoked").detail(&name)).await?;
    tx.commit().await?;
    Ok(())
}
