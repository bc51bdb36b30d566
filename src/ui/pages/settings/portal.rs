//! Settings › Appearance and portal: logo, colour, and what a customer's confirmation means.

use leptos::prelude::*;

use super::{FORM, SettingsFrame, SettingsRoom};
use crate::domain::error::{AppError, FieldError};
use crate::domain::organization::PortalForm;
use crate::domain::portal::ConfirmationMode;
use crate::t;
use crate::ui::components::problem::problem_text;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Check, Field, Icon};
use crate::ui::pages::form::{AskFirst, FormPart, FormScope, RadioField, Trouble};

/// Teal, where the organization chose no colour of its own.
const DEFAULT_COLOR: &str = "#0f766e";

#[component]
pub fn PortalPage(
    form: PortalForm,
    logo_url: Option<String>,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let logo_error = errors.iter().find(|error| error.field == "logo").map(|error| problem_text(lang, error.problem));
    view! {
        <SettingsFrame room=SettingsRoom::Portal notice=notice>
            <Trouble error=error />
            <Logo url=logo_url error=logo_error />
            <form id=FORM class="after-part" method="post" action="/rpc/settings/save_portal" aria-label=t!(lang, "settings-portal")>
                <FormScope errors=errors>
                    <ColorPart color=form.color.clone() />
                    <ConfirmationPart form=form />
                </FormScope>
            </form>
        </SettingsFrame>
    }
}

/// Uploading needs its own form: files are not sent to server functions.
#[component]
fn Logo(url: Option<String>, error: Option<String>) -> impl IntoView {
    let lang = lang();
    let invalid = error.is_some().then_some("true");
    let remove = url.is_some().then(|| {
        view! { <AskFirst id="ask-logo" action=t!(lang, "logo-remove") question=t!(lang, "logo-remove-question") target="/rpc/settings/remove_logo" class="btn btn-danger" /> }
    });
    let shown = match url {
        Some(url) => view! { <img class="logo-now" src=url alt=t!(lang, "logo-now") /> }.into_any(),
        None => view! { <span class="logo-now none"><Icon name="image" /></span> }.into_any(),
    };
    view! {
        <FormPart title=t!(lang, "logo-title") text=t!(lang, "logo-why")>
            <div class="logo-part">
                {shown}
                <form class="logo-form" method="post" enctype="multipart/form-data" action="/settings/logo">
                    <div class="field">
                        <label class="label" for="logo">{t!(lang, "logo-file")}</label>
                        <input class="input file" id="logo" type="file" name="logo" accept="image/png,image/jpeg" required aria-invalid=invalid aria-describedby="logo-note" />
                        {match error {
                            Some(error) => view! { <p class="error" id="logo-note"><Icon name="circle-alert" /><span>{error}</span></p> }.into_any(),
                            None => view! { <p class="hint" id="logo-note">{t!(lang, "logo-hint")}</p> }.into_any(),
                        }}
                    </div>
                    <Button icon="upload">{t!(lang, "logo-upload")}</Button>
                </form>
                {remove}
            </div>
        </FormPart>
    }
}

#[component]
fn ColorPart(color: String) -> impl IntoView {
    let lang = lang();
    let color = if color.is_empty() { DEFAULT_COLOR.to_owned() } else { color };
    view! {
        <FormPart title=t!(lang, "color-title") text=t!(lang, "color-why")>
            <Field class="color-field" name="form[color]" id="color" kind="color" label=t!(lang, "color-label") value=color hint=t!(lang, "color-hint") />
        </FormPart>
    }
}

#[component]
fn ConfirmationPart(form: PortalForm) -> impl IntoView {
    let lang = lang();
    let mode = if form.payment_confirmation.is_empty() { ConfirmationMode::default().as_str().to_owned() } else { form.payment_confirmation };
    let choice = |mode: ConfirmationMode, label: String, why: String| (mode.as_str().to_owned(), label, why);
    let modes = vec![
        choice(ConfirmationMode::Settle, t!(lang, "confirmation-settle"), t!(lang, "confirmation-settle-why")),
        choice(ConfirmationMode::Report, t!(lang, "confirmation-report"), t!(lang, "confirmation-report-why")),
    ];
    view! {
        <FormPart title=t!(lang, "portal-part") text=t!(lang, "portal-part-why")>
            <RadioField name="form[payment_confirmation]" legend=t!(lang, "confirmation-legend") value=mode choices=modes />
            <Check name="form[mail_on_confirmation]" checked=form.mail_on_confirmation == "true">{t!(lang, "confirmation-mail")}</Check>
            <Field class="c3" name="form[link_days]" id="link_days" label=t!(lang, "link-days-label") value=form.link_days inputmode="numeric" optional=true hint=t!(lang, "link-days-hint") />
        </FormPart>
    }
}
