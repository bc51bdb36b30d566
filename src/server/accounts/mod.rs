//! People and their access: sign-up, login, password reset, the forms' way back to their page.

use chrono::TimeDelta;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::lang::Lang;
use crate::domain::organization::Viewer;
use crate::domain::text;
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Origin, Who, password, session};
use crate::server::mail::{self, NewEmail};
use crate::server::middleware::rate_limit::Kind;
use crate::server::state::AppState;
use crate::server::{clock, secret};

pub mod flash;
pub mod queries;

/// How long a link to set a new password lives (spec §10).
const RESET_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// What a new owner types.
#[derive(Clone, Debug, Default)]
pub struct SignUp {
    pub organization_name: String,
    pub name: String,
    pub email: String,
    pub password: String,
    pub lang: Lang,
}

/// A new organization with its owner; returns the token of the owner's session.
///
/// # Errors
/// `Invalid`, or `Conflict(EmailTaken)`.
pub async fn sign_up(state: &AppState, form: SignUp, origin: Origin) -> Result<String, AppError> {
    state.rate_limiter.check(Kind::Action, "sign-up", origin.address)?;
    let (organization, user) = create_owner(state, form, origin).await?;
    session::start(state, organization, user).await
}

/// The same without a session, for the command line and demo data.
///
/// # Errors
/// `Invalid`, or `Conflict(EmailTaken)`.
pub async fn create_owner(state: &AppState, form: SignUp, origin: Origin) -> Result<(Uuid, Uuid), AppError> {
    let mut problems = Problems::default();
    let organization_name = problems.take("organization_name", text::required_line(&form.organization_name, 200));
    let name = problems.take("name", text::required_line(&form.name, 100));
    let email = problems.take("email", text::email(&form.email).and_then(|email| email.ok_or(Problem::Required)));
    problems.take("password", password::check(&form.password, &[&organization_name, &name, &email]));
    problems.finish(())?;
    let hash = password::hash(form.password).await?;
    let (organization, user, now) = (secret::new_uuid(), secret::new_uuid(), state.clock.now());
    let mut tx = state.db.organization(organization).await?;
    queries::insert_organization(&mut tx, organization, &organization_name, &email, &name, now).await?;
    let new_user = queries::NewUser { id: user, email: &email, name: &name, password_hash: &hash, lang: form.lang };
    insert_member(&mut tx, organization, &new_user, "owner", now).await?;
    let who = Who::User { id: user, name, email: email.clone(), role: crate::domain::organization::Role::Owner, lang: form.lang };
    let actor = Actor { organization, zone: clock::zone("Europe/Berlin"), who, origin };
    audit::record(&mut tx, &actor, now, Event::new("organization.created").detail(&organization_name)).await?;
    tx.commit().await?;
    Ok((organization, user))
}

/// One more person of an existing organization, as demo data and later the team page add them.
///
/// # Errors
/// `Conflict(EmailTaken)`.
pub async fn insert_member(
    tx: &mut crate::server::db::Tx,
    organization: Uuid,
    user: &queries::NewUser<'_>,
    role: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), AppError> {
    queries::insert_user(tx, user, now).await.map_err(|error| match error.constraint() {
        Some("users_email_key") => AppError::Conflict(Conflict::EmailTaken),
        _ => error.into(),
    })?;
    queries::insert_membership(tx, organization, user.id, role, now).await?;
    Ok(())
}

/// Checks address and password and starts a session; returns its token.
///
/// # Errors
/// `Unauthenticated` when they do not fit together, without telling which; `TooManyRequests` for guessing.
pub async fn log_in(state: &AppState, email: &str, password: String, origin: Origin) -> Result<String, AppError> {
    let email = email.trim().to_lowercase();
    if email.contains('\0') {
        return Err(AppError::Unauthenticated);
    }
    state.rate_limiter.check(Kind::Action, &format!("log-in {email}"), origin.address)?;
    let user = queries::user_by_email(state.db.pool(), &email).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let fits = password::verify(password, hash).await;
    let Some(user) = user else { return Err(AppError::Unauthenticated) };
    let memberships = queries::memberships_of(state.db.pool(), user.id).await?;
    let first = memberships.first().ok_or(AppError::Unauthenticated)?;
    let actor = Actor { organization: first.organization_id, zone: clock::zone(""), who: user.who(&first.role), origin };
    let mut tx = state.db.organization(actor.organization).await?;
    audit::record(&mut tx, &actor, state.clock.now(), Event::new(if fits { "user.logged_in" } else { "user.login_failed" })).await?;
    tx.commit().await?;
    if !fits {
        return Err(AppError::Unauthenticated);
    }
    session::start(state, first.organization_id, user.id).await
}

/// Sends a link to set a new password, if the address has an account; the answer is the same for every address.
///
/// # Errors
/// `Invalid` for what is no address, `TooManyRequests`.
pub async fn request_password_reset(state: &AppState, email: &str, origin: Origin) -> Result<(), AppError> {
    let email = text::email(email).and_then(|email| email.ok_or(Problem::Required)).map_err(|problem| AppError::field("email", problem))?;
    state.rate_limiter.check(Kind::Action, &format!("reset {}", email.to_lowercase()), origin.address)?;
    let Some(user) = queries::user_by_email(state.db.pool(), &email.to_lowercase()).await? else { return Ok(()) };
    let memberships = queries::memberships_of(state.db.pool(), user.id).await?;
    let Some(home) = memberships.first() else { return Ok(()) };
    let (token, now) = (secret::new_token(), state.clock.now());
    let hash = secret::token_hash(&token);
    let actor = Actor { organization: home.organization_id, zone: clock::zone(""), who: user.who(&home.role), origin };
    let link = format!("{}/reset-password?token={token}", state.config.public_url);
    let words = mail::templates::password_reset(&link, &user.name, user.lang());
    let message = NewEmail {
        kind: "password_reset",
        cause: format!("password_reset {}", hex::encode(&hash)),
        invoice: None,
        to: &user.email,
        from_name: "RechnungsWerk",
        reply_to: None,
        content: words,
        attach_pdf: false,
    };
    let mut tx = state.db.organization(home.organization_id).await?;
    queries::insert_password_reset(&mut tx, &hash, user.id, now + RESET_LIFETIME, now).await?;
    mail::queue(&mut tx, &actor, message, now).await?;
    audit::record(&mut tx, &actor, now, Event::new("user.password_reset_requested")).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets the new password with the mailed token and ends all sessions of the person.
///
/// # Errors
/// `Conflict(LinkExpired)` for a used or old token, `Invalid` for a weak password.
pub async fn reset_password(state: &AppState, token: &str, new_password: String, origin: Origin) -> Result<(), AppError> {
    state.rate_limiter.check(Kind::Action, "reset-password", origin.address)?;
    let (hash, now) = (secret::token_hash(token), state.clock.now());
    let expired = AppError::Conflict(Conflict::LinkExpired);
    let user = queries::user_by_reset_token(state.db.pool(), &hash, now).await?.ok_or(expired.clone())?;
    password::check(&new_password, &[&user.email, &user.name]).map_err(|problem| AppError::field("password", problem))?;
    let password_hash = password::hash(new_password).await?;
    let memberships = queries::memberships_of(state.db.pool(), user.id).await?;
    let home = memberships.first().ok_or(expired.clone())?;
    let actor = Actor { organization: home.organization_id, zone: clock::zone(""), who: user.who(&home.role), origin };
    let mut tx = state.db.organization(home.organization_id).await?;
    if !queries::use_password_reset(&mut tx, &hash, now).await? {
        return Err(expired);
    }
    queries::update_password(&mut tx, user.id, &password_hash).await?;
    queries::end_sessions_of(&mut tx, user.id).await?;
    audit::record(&mut tx, &actor, now, Event::new("user.password_changed")).await?;
    tx.commit().await?;
    Ok(())
}

/// The person's language from now on.
///
/// # Errors
/// `Forbidden` for those who are no person.
pub async fn set_language(state: &AppState, actor: &Actor, lang: Lang) -> Result<(), AppError> {
    let user = actor.user_id().ok_or(AppError::Forbidden)?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::update_language(&mut tx, user, lang.code()).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves the session to another organization of the same person; returns the token of the new session.
///
/// # Errors
/// `NotFound` where the person is no member.
pub async fn switch_organization(state: &AppState, actor: &Actor, old_token: &str, organization: &str) -> Result<String, AppError> {
    let user = actor.user_id().ok_or(AppError::Forbidden)?;
    let memberships = queries::memberships_of(state.db.pool(), user).await?;
    let target = memberships.iter().find(|m| m.organization_id.to_string() == organization).ok_or(AppError::NotFound)?;
    session::end(state, actor, old_token).await?;
    session::start(state, target.organization_id, user).await
}

/// What the frame of every page shows of the person and the organization.
///
/// # Errors
/// `Unauthenticated` for those who are no person.
pub async fn viewer(state: &AppState, actor: &Actor) -> Result<Viewer, AppError> {
    let Who::User { id, name, email, role, lang } = &actor.who else { return Err(AppError::Unauthenticated) };
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::viewer(&mut tx, *id).await?;
    let memberships = queries::memberships_of(state.db.pool(), *id).await?;
    Ok(Viewer {
        email: email.clone(),
        name: name.clone(),
        role: *role,
        lang: *lang,
        organization_name: row.name,
        logo_url: row.logo_key.map(|key| crate::server::organizations::logo_url(&key)),
        today: actor.today(state),
        unread_notifications: u32::try_from(row.unread).unwrap_or(0),
        organizations: memberships
            .into_iter()
            .map(|m| (m.organization_id.to_string(), m.organization_name, m.organization_id == actor.organization))
            .collect(),
    })
}
