//! Settings › Dunning: when which letter goes out, what it asks for, and its words.

use leptos::prelude::*;

use super::{FORM, SettingsFrame, SettingsRoom};
use crate::domain::dunning::form::LevelForm;
use crate::domain::dunning::interest::latest_base_rate;
use crate::domain::dunning::texts::Place;
use crate::domain::dunning::{DunningForm, Level};
use crate::domain::error::{AppError, FieldError};
use crate::domain::lang::Lang;
use crate::domain::text::{date, number};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Check, Field};
use crate::ui::pages::dunning::words::level_name;
use crate::ui::pages::form::{FormPart, FormScope, LongField, Trouble};

#[component]
pub fn DunningSettingsPage(
    form: DunningForm,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let levels = Level::ALL.into_iter().zip(form.levels.clone()).enumerate();
    let (automatic, pay_within_days) = (form.automatic == "true", form.pay_within_days.clone());
    view! {
        <SettingsFrame room=SettingsRoom::Dunning notice=notice>
            <form id=FORM method="post" action="/rpc/dunning/save_settings" aria-label=t!(lang, "settings-dunning")>
                <Trouble error=error />
                <FormScope errors=errors>
                    <FormPart title=t!(lang, "dunning-automatic") text=t!(lang, "dunning-automatic-why")>
                        <Check name="form[automatic]" checked=automatic hint=t!(lang, "dunning-automatic-hint")>{t!(lang, "dunning-automatic-label")}</Check>
                        <Field class="c3" name="form[pay_within_days]" id="pay_within_days" label=t!(lang, "dunning-pay-within") value=pay_within_days inputmode="numeric" hint=t!(lang, "dunning-pay-within-hint") autocomplete="off" />
                    </FormPart>
                    {levels.map(|(index, (level, words))| view! { <LevelPart index=index level=level form=words /> }).collect_view()}
                    <InterestPart form=form />
                </FormScope>
            </form>
        </SettingsFrame>
    }
}

#[component]
fn LevelPart(index: usize, level: Level, form: LevelForm) -> impl IntoView {
    let lang = lang();
    let name = move |field: &str| format!("form[levels][{index}][{field}]");
    let id = move |field: &str| format!("levels-{index}-{field}");
    let why = match level {
        Level::Reminder => t!(lang, "dunning-reminder-why"),
        Level::First => t!(lang, "dunning-first-why"),
        Level::Second => t!(lang, "dunning-second-why"),
    };
    view! {
        <FormPart title=level_name(level, lang) text=why>
            <Field class="c3" name=name("days") id=id("days") label=t!(lang, "dunning-days") value=form.days inputmode="numeric" autocomplete="off" />
            <Field class="c3" name=name("fee") id=id("fee") label=t!(lang, "dunning-fee-euro") value=form.fee inputmode="decimal" autocomplete="off" />
            <Check name=name("interest") checked=form.interest == "true">{t!(lang, "dunning-ask-interest")}</Check>
            <Field name=name("subject") id=id("subject") label=t!(lang, "email-subject") value=form.subject maxlength=200 autocomplete="off" />
            <LongField name=name("body") id=id("body") label=t!(lang, "dunning-text") value=form.body rows=6 hint=places_hint(Lang::De, lang) />
            <details class="more english-words">
                <summary>{t!(lang, "dunning-english")}</summary>
                <div class="grid-2">
                    <Field name=name("subject_en") id=id("subject_en") label=t!(lang, "email-subject") value=form.subject_en maxlength=200 autocomplete="off" />
                    <LongField name=name("body_en") id=id("body_en") label=t!(lang, "dunning-text") value=form.body_en rows=6 hint=places_hint(Lang::En, lang) />
                </div>
            </details>
        </FormPart>
    }
}

/// What can stand between braces, in the language of the letter.
fn places_hint(of: Lang, lang: Lang) -> String {
    let names = Place::ALL.map(|place| {
        let (german, english) = place.names();
        format!("{{{}}}", if of == Lang::De { german } else { english })
    });
    t!(lang, "dunning-places", places = names.join(" "))
}

#[component]
fn InterestPart(form: DunningForm) -> impl IntoView {
    let lang = lang();
    let (since, rate) = latest_base_rate();
    let rate = number(rate.to_decimal(), 2, lang);
    let hint = t!(lang, "dunning-base-rate-hint", rate = rate, date = since.map(|since| date(since, lang)).unwrap_or_default());
    view! {
        <FormPart title=t!(lang, "dunning-interest") text=t!(lang, "dunning-interest-why")>
            <Field class="c3" name="form[base_rate]" id="base_rate" label=t!(lang, "dunning-base-rate") value=form.base_rate inputmode="decimal" optional=true hint=hint autocomplete="off" />
            <Check name="form[lump_sum]" checked=form.lump_sum == "true" hint=t!(lang, "dunning-lump-sum-hint")>{t!(lang, "dunning-lump-sum-label")}</Check>
        </FormPart>
    }
}
