//! Sessions of users: a random token in a cookie, only its hash in the database.

use axum::http::{HeaderMap, header};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::organization::Role;
use crate::server::auth::{Actor, Origin, Who, queries};
use crate::server::clock;
use crate::server::config::Mode;
use crate::server::secret;
use crate::server::state::AppState;

/// A session ends so long after the last request.
const IDLE: TimeDelta = TimeDelta::days(14);

/// The name of the cookie.
pub const COOKIE: &str = "session";

/// Starts a session and returns its token for [`cookie`].
///
/// # Errors
/// `Unavailable`.
pub async fn start(state: &AppState, organization: Uuid, user: Uuid) -> Result<String, AppError> {
    let token = secret::new_token();
    let now = state.clock.now();
    let mut tx = state.db.organization(organization).await?;
    queries::insert_session(&mut tx, &secret::token_hash(&token), organization, user, now, now + IDLE).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends the session of this token.
///
/// # Errors
/// `Unavailable`.
pub async fn end(state: &AppState, actor: &Actor, token: &str) -> Result<(), AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    queries::delete_session(&mut tx, &secret::token_hash(token)).await?;
    tx.commit().await?;
    Ok(())
}

/// The user behind the request's session cookie.
///
/// # Errors
/// `Unauthenticated` without a live session.
pub async fn actor(state: &AppState, token: &str, origin: Origin) -> Result<Actor, AppError> {
    let now = state.clock.now();
    let hash = secret::token_hash(token);
    let row = queries::session_by_token(state.db.pool(), &hash, now).await?.ok_or(AppError::Unauthenticated)?;
    if is_stale(row.last_seen_at, now) {
        let mut tx = state.db.organization(row.organization_id).await?;
        queries::touch_session(&mut tx, &hash, now, now + IDLE).await?;
        tx.commit().await?;
    }
    let who = Who::User {
        id: row.user_id,
        name: row.user_name,
        email: row.email,
        role: Role::parse(&row.role).ok_or(AppError::Unauthenticated)?,
        lang: Lang::parse(&row.language).unwrap_or_default(),
    };
    Ok(Actor { organization: row.organization_id, zone: clock::zone(&row.time_zone), who, origin })
}

/// The session is prolonged at most once an hour, so that reading pages does not write.
fn is_stale(last_seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - last_seen_at > TimeDelta::hours(1)
}

/// The value of a `Set-Cookie` header that hands the token to the browser.
#[must_use]
pub fn cookie(token: &str, mode: Mode) -> String {
    set_cookie(COOKIE, token, IDLE.num_seconds(), mode)
}

/// A cookie that scripts cannot read and other sites do not send along with a change.
#[must_use]
pub fn set_cookie(name: &str, value: &str, max_age_seconds: i64, mode: Mode) -> String {
    let secure = if mode == Mode::Production { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={max_age_seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// The value of a cookie of the request.
#[must_use]
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}
