//! Login, sign-up, passwords, and what the frame of every page shows.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::flash::Flash;
use crate::domain::lang::Lang;
use crate::domain::organization::Viewer;

/// Who is looking.
#[server(endpoint = "account/viewer")]
pub async fn load_viewer() -> Result<Viewer, AppError> {
    use crate::server::accounts;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(accounts::viewer(&state, &actor).await)
}

/// The reader's language, also of strangers.
#[server(endpoint = "account/language")]
pub async fn language() -> Result<Lang, AppError> {
    Ok(crate::server::pages::context::lang())
}

/// What a refused form brings back to its page, once.
#[server(endpoint = "account/flash")]
pub async fn take_flash() -> Result<Option<Flash>, AppError> {
    use crate::server::pages::{answer, context};
    answer::take_flash(&context::state()?).await
}

#[server(endpoint = "account/log_in")]
pub async fn log_in(email: String, password: String, #[server(default)] next: String) -> Result<(), AppError> {
    use crate::server::auth::session;
    use crate::server::pages::answer::{Form, set_cookie};
    use crate::server::pages::{context, session as pages};
    let state = context::state()?;
    let result = crate::server::accounts::log_in(&state, &email, password, context::origin()).await;
    let result = result.map(|token| {
        set_cookie(&session::cookie(&token, state.config.mode));
        pages::safe_next(&next).to_owned()
    });
    let typed = serde_json::json!({ "email": email, "next": next });
    Form::new("log_in", "/login").typed(&typed).answer(&state, result).await
}

#[server(endpoint = "account/log_out")]
pub async fn log_out() -> Result<(), AppError> {
    use crate::server::auth::session;
    use crate::server::pages::answer::{Form, set_cookie};
    use crate::server::pages::context;
    let state = context::state()?;
    if let (Ok(actor), Some(token)) = (context::actor(), context::session_token()) {
        session::end(&state, &actor, &token).await?;
    }
    set_cookie(&session::set_cookie(session::COOKIE, "", 0, state.config.mode));
    Form::new("log_out", "/login").answer(&state, Ok("/login?notice=logged_out".to_owned())).await
}

#[server(endpoint = "account/sign_up")]
pub async fn sign_up(organization_name: String, name: String, email: String, password: String) -> Result<(), AppError> {
    use crate::server::accounts::{self, SignUp};
    use crate::server::auth::session;
    use crate::server::pages::answer::{Form, set_cookie};
    use crate::server::pages::context;
    let state = context::state()?;
    let typed = serde_json::json!({ "organization_name": organization_name, "name": name, "email": email });
    let form = SignUp { organization_name, name, email, password, lang: context::lang() };
    let result = accounts::sign_up(&state, form, context::origin()).await.map(|token| {
        set_cookie(&session::cookie(&token, state.config.mode));
        "/?notice=welcome".to_owned()
    });
    Form::new("sign_up", "/sign-up").typed(&typed).answer(&state, result).await
}

#[server(endpoint = "account/request_password_reset")]
pub async fn request_password_reset(email: String) -> Result<(), AppError> {
    use crate::server::pages::answer::Form;
    use crate::server::pages::context;
    let state = context::state()?;
    let result = crate::server::accounts::request_password_reset(&state, &email, context::origin()).await;
    let form = Form::new("forgot_password", "/forgot-password").typed(&serde_json::json!({ "email": email }));
    form.answer(&state, result.map(|()| "/forgot-password?notice=reset_requested".to_owned())).await
}

#[server(endpoint = "account/reset_password")]
pub async fn reset_password(token: String, password: String) -> Result<(), AppError> {
    use crate::server::pages::answer::Form;
    use crate::server::pages::context;
    let state = context::state()?;
    let page = format!("/reset-password?token={}", token.chars().filter(char::is_ascii_hexdigit).take(64).collect::<String>());
    let result = crate::server::accounts::reset_password(&state, &token, password, context::origin()).await;
    Form::new("reset_password", page).answer(&state, result.map(|()| "/login?notice=password_changed".to_owned())).await
}

#[server(endpoint = "account/set_language")]
pub async fn set_language(lang: String) -> Result<(), AppError> {
    use crate::server::pages::answer::Form;
    use crate::server::pages::context;
    let (state, actor) = context::state_and_actor()?;
    let lang = Lang::parse(&lang).ok_or(AppError::NotFound)?;
    let result = crate::server::accounts::set_language(&state, &actor, lang).await;
    Form::new("set_language", "/").answer(&state, result.map(|()| context::page_before("/"))).await
}

#[server(endpoint = "account/switch_organization")]
pub async fn switch_organization(organization: String) -> Result<(), AppError> {
    use crate::server::auth::session;
    use crate::server::pages::answer::{Form, set_cookie};
    use crate::server::pages::context;
    let (state, actor) = context::state_and_actor()?;
    let old = context::session_token().unwrap_or_default();
    let result = crate::server::accounts::switch_organization(&state, &actor, &old, &organization).await.map(|token| {
        set_cookie(&session::cookie(&token, state.config.mode));
        "/".to_owned()
    });
    Form::new("switch_organization", "/").answer(&state, result).await
}
