//! `/login`.

use leptos::prelude::*;

use super::Gate;
use crate::domain::error::{AppError, FieldError};
use crate::t;
use crate::ui::components::note::notice_text;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Icon, Look};
use crate::ui::pages::form::{FormScope, Trouble};

/// `next` is where the reader wanted to go; `notice` tells that a password was changed (`password_changed`) or the session ended (`session_ended`).
#[component]
pub fn LogInPage(
    email: String,
    next: String,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let told = match notice.as_deref() {
        Some("password_changed") => Some(t!(lang, "log-in-password-changed")),
        Some("session_ended") => Some(t!(lang, "log-in-session-ended")),
        Some("logged_out") => Some(t!(lang, "log-in-logged-out")),
        Some(code) => notice_text(lang, code).map(|(_, text)| text),
        None => None,
    };
    let below = view! { {t!(lang, "log-in-new")} " " <a class="link" href="/sign-up">{t!(lang, "sign-up-title")}</a> }.into_any();
    let forgot = address("/forgot-password", &[("email", &email)]);
    view! {
        <Gate title=t!(lang, "log-in-title") here="/login" query=vec![("next", next.clone())] below=below>
            {told.map(|words| view! { <div class="banner calm" role="status"><Icon name="info" /><p>{words}</p></div> })}
            <Trouble error=error />
            <form class="stack" method="post" action="/rpc/account/log_in">
                <input type="hidden" name="next" value=next />
                <FormScope errors=errors>
                    <Field name="email" kind="email" label=t!(lang, "account-email") value=email required=true autocomplete="username" maxlength=254 />
                    <div class="password-with-link">
                        <a class="link" href=forgot>{t!(lang, "log-in-forgot")}</a>
                        <Field name="password" kind="password" label=t!(lang, "account-password") required=true autocomplete="current-password" />
                    </div>
                </FormScope>
                <Button look=Look::Primary class="btn-wide">{t!(lang, "log-in-title")}</Button>
            </form>
        </Gate>
    }
}
