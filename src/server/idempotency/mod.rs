//! `Idempotency-Key`: a request that comes twice is carried out once, and both get the same answer.
//!
//! The key is taken before the change and marked by the transaction of the change itself (`db::under`),
//! so that neither two requests at once nor a crash between change and answer lead to a second change.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::server::auth::Actor;
use crate::server::db::DbError;
use crate::server::secret;
use crate::server::state::AppState;

pub mod queries;

/// Answers are kept so long.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// No request takes as long; one that holds its key longer died.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// An answer as it was given.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: Option<String>,
    pub location: Option<String>,
    pub body: Vec<u8>,
}

/// What is known about a key.
#[derive(Debug)]
pub enum Claim {
    /// It is ours: carry the request out under this id, then [`keep`] its answer or [`release`] it.
    Taken(Uuid),
    Answered(Answer),
    /// The first request with it is still at work.
    InProgress,
    /// It was carried out, but the server died before it could answer.
    AnswerLost,
    /// It came with another request.
    Reused,
}

/// Takes the key, or says why not.
///
/// # Errors
/// `Unavailable`.
pub async fn claim(state: &AppState, actor: &Actor, key: &str, request_hash: &[u8]) -> Result<Claim, AppError> {
    let now = state.clock.now();
    let id = secret::new_uuid();
    let mut tx = state.db.organization(actor.organization).await?;
    let new = queries::NewKey { id, organization: actor.organization, key, request_hash, now, leased_until: now + LEASE };
    if queries::take(&mut tx, &new).await? {
        tx.commit().await?;
        return Ok(Claim::Taken(id));
    }
    // It can only be gone if its request failed and gave it back just now: the next look finds it free.
    let Some(row) = queries::by_key(&mut tx, key).await? else { return Ok(Claim::InProgress) };
    Ok(match (row.status, row.body) {
        _ if row.request_hash != request_hash => Claim::Reused,
        (Some(status), Some(body)) => match state.cipher.decrypt(&body) {
            Some(body) => Claim::Answered(Answer {
                status: u16::try_from(status).unwrap_or(500),
                content_type: row.content_type,
                location: row.location,
                body: body.into_bytes(),
            }),
            None => Claim::AnswerLost,
        },
        _ if row.carried_out && row.leased_until < now => Claim::AnswerLost,
        _ => Claim::InProgress,
    })
}

/// Keeps the answer for whoever asks again.
///
/// # Errors
/// `Unavailable`.
pub async fn keep(state: &AppState, actor: &Actor, id: Uuid, answer: &Answer) -> Result<(), AppError> {
    // It may hold a secret that was told once.
    let body = state.cipher.encrypt(&String::from_utf8_lossy(&answer.body)).map_err(|_| AppError::Unavailable)?;
    let row = queries::AnswerRow {
        status: i16::try_from(answer.status).unwrap_or(500),
        content_type: answer.content_type.as_deref(),
        location: answer.location.as_deref(),
        body: &body,
    };
    let mut tx = state.db.organization(actor.organization).await?;
    queries::keep_answer(&mut tx, id, &row).await?;
    tx.commit().await?;
    Ok(())
}

/// The request failed for a reason that may be gone next time: the key is free again.
///
/// # Errors
/// `Unavailable`.
pub async fn release(state: &AppState, actor: &Actor, id: Uuid) -> Result<(), AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    queries::release(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets keys of yesterday; a part of the housekeeping.
///
/// # Errors
/// When the database is away.
pub async fn purge(state: &AppState) -> Result<i64, DbError> {
    queries::purge(state.db.pool(), state.clock.now() - KEPT).await
}
