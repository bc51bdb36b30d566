//! Before the door: login, sign-up, forgotten passwords.

use leptos::prelude::*;

use super::{query, refusal};
use crate::domain::flash::Flash;
use crate::ui::loading::alone;
use crate::ui::pages::account::{ForgotPasswordPage, LogInPage, ResetPasswordPage, SignUpForm, SignUpPage};

/// The flash of this form, and no other's.
fn own(flash: Option<Flash>, form: &str) -> Option<Flash> {
    flash.filter(|flash| flash.form == form)
}

fn typed(flash: Option<&Flash>, field: &str) -> String {
    flash.and_then(|flash| flash.typed.get(field)?.as_str().map(str::to_owned)).unwrap_or_default()
}

pub fn log_in() -> impl IntoView {
    let asked = query("next");
    alone(move |flash, notice| async move {
        let flash = own(flash, "log_in");
        let (errors, error) = refusal(flash.as_ref());
        let next = if asked.is_empty() { typed(flash.as_ref(), "next") } else { asked };
        let email = typed(flash.as_ref(), "email");
        Ok(view! { <LogInPage email=email next=next errors=errors notice=notice error=error /> }.into_any())
    })
}

pub fn sign_up() -> impl IntoView {
    alone(|flash, _| async move {
        let flash = own(flash, "sign_up");
        let (errors, error) = refusal(flash.as_ref());
        let field = |name: &str| typed(flash.as_ref(), name);
        let form = SignUpForm { organization_name: field("organization_name"), name: field("name"), email: field("email") };
        Ok(view! { <SignUpPage form=form errors=errors error=error /> }.into_any())
    })
}

pub fn forgot_password() -> impl IntoView {
    alone(|flash, notice| async move {
        let flash = own(flash, "forgot_password");
        let (errors, error) = refusal(flash.as_ref());
        let sent = notice.as_deref() == Some("reset_requested");
        Ok(view! { <ForgotPasswordPage email=typed(flash.as_ref(), "email") sent=sent errors=errors error=error /> }.into_any())
    })
}

pub fn reset_password() -> impl IntoView {
    let token = query("token");
    alone(move |flash, _| async move {
        let flash = own(flash, "reset_password");
        let (errors, error) = refusal(flash.as_ref());
        Ok(view! { <ResetPasswordPage token=token errors=errors error=error /> }.into_any())
    })
}
