//! `/forgot-password` and `/reset-password?token=…`.

use leptos::prelude::*;

use super::{Gate, password_hint};
use crate::domain::error::{AppError, FieldError};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Icon, Look};
use crate::ui::pages::form::{FormScope, Trouble};

/// After sending (`sent`) the page says the same for every address, so that it tells nobody who has an account.
#[component]
pub fn ForgotPasswordPage(email: String, sent: bool, errors: Vec<FieldError>, #[prop(optional_no_strip)] error: Option<AppError>) -> impl IntoView {
    let lang = lang();
    let back = view! { <a class="link" href="/login">{t!(lang, "account-back")}</a> }.into_any();
    let body = if sent {
        view! {
            <div class="banner calm" role="status">
                <Icon name="mail-check" />
                <p>{t!(lang, "forgot-sent")}</p>
            </div>
            <p class="muted">{t!(lang, "forgot-sent-more")}</p>
        }
        .into_any()
    } else {
        view! {
            <p class="muted">{t!(lang, "forgot-text")}</p>
            <Trouble error=error />
            <form class="stack" method="post" action="/rpc/account/request_password_reset">
                <FormScope errors=errors>
                    <Field name="email" kind="email" label=t!(lang, "account-email") value=email required=true autocomplete="username" maxlength=254 />
                </FormScope>
                <Button look=Look::Primary class="btn-wide">{t!(lang, "forgot-send")}</Button>
            </form>
        }
        .into_any()
    };
    view! { <Gate title=t!(lang, "forgot-title") here="/forgot-password" below=back>{body}</Gate> }
}

#[component]
pub fn ResetPasswordPage(token: String, errors: Vec<FieldError>, #[prop(optional_no_strip)] error: Option<AppError>) -> impl IntoView {
    let lang = lang();
    let below = view! { <a class="link" href="/forgot-password">{t!(lang, "reset-again")}</a> }.into_any();
    view! {
        <Gate title=t!(lang, "reset-title") here="/reset-password" query=vec![("token", token.clone())] below=below>
            <Trouble error=error />
            <form class="stack" method="post" action="/rpc/account/reset_password">
                <input type="hidden" name="token" value=token />
                <FormScope errors=errors>
                    <Field name="password" kind="password" label=t!(lang, "reset-password") required=true autocomplete="new-password" maxlength=200 hint=password_hint(lang) />
                </FormScope>
                <Button look=Look::Primary class="btn-wide">{t!(lang, "reset-save")}</Button>
            </form>
        </Gate>
    }
}
