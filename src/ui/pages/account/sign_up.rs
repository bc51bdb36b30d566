//! `/sign-up`: a new organization with its owner.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Gate, password_hint};
use crate::domain::error::{AppError, FieldError};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Look};
use crate::ui::pages::form::{FormScope, Trouble};

/// What was typed; the password is never sent back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignUpForm {
    pub organization_name: String,
    pub name: String,
    pub email: String,
}

#[component]
pub fn SignUpPage(form: SignUpForm, errors: Vec<FieldError>, #[prop(optional_no_strip)] error: Option<AppError>) -> impl IntoView {
    let lang = lang();
    let below = view! { {t!(lang, "sign-up-known")} " " <a class="link" href="/login">{t!(lang, "log-in-title")}</a> }.into_any();
    view! {
        <Gate title=t!(lang, "sign-up-title") here="/sign-up" below=below>
            <Trouble error=error />
            <form class="stack" method="post" action="/rpc/account/sign_up">
                <FormScope errors=errors>
                    <Field name="organization_name" label=t!(lang, "company-name") value=form.organization_name required=true autocomplete="organization" maxlength=200 />
                    <Field name="name" label=t!(lang, "account-name") value=form.name required=true autocomplete="name" maxlength=100 />
                    <Field name="email" kind="email" label=t!(lang, "account-email") value=form.email required=true autocomplete="email" maxlength=254 />
                    <Field name="password" kind="password" label=t!(lang, "account-password") required=true autocomplete="new-password" maxlength=200 hint=password_hint(lang) />
                </FormScope>
                <Button look=Look::Primary class="btn-wide">{t!(lang, "sign-up-title")}</Button>
            </form>
        </Gate>
    }
}
