//! Forms of pages: errors by the names of the server function's arguments, what did not work as a sentence, questions before it is too late.

use leptos::context::Provider;
use leptos::prelude::*;

use crate::domain::error::{AppError, Conflict, FieldError, Problem};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::problem::problem_text;
use crate::ui::components::words::lang;
use crate::ui::components::{FormErrors, Icon, error_from_context, error_line};
use crate::ui::islands::escaped;

/// Lets every field inside find its error: fields send `form[name]`, errors carry the bare name.
#[component]
pub fn FormScope(errors: Vec<FieldError>, children: Children) -> impl IntoView {
    let in_form = errors.iter().map(|error| FieldError::new(field_name(&error.field), error.problem));
    let both = in_form.chain(errors.iter().cloned()).collect();
    view! { <Provider value=FormErrors(both)>{children()}</Provider> }
}

/// The name under which a field is sent: `delivery.city` is `form[delivery][city]`, `notes[0].text` is `form[notes][0][text]`.
#[must_use]
pub fn field_name(path: &str) -> String {
    let mut name = String::from("form[");
    for character in path.chars() {
        match character {
            '.' | '[' => name.push_str("]["),
            ']' => {}
            other => name.push(other),
        }
    }
    name.push(']');
    name
}

/// The problem of one field in words that know what the field is about.
#[must_use]
pub fn own_words(errors: &[FieldError], field: &str, problem: Problem, words: String) -> Option<String> {
    errors.iter().any(|error| error.field == field && error.problem == problem).then_some(words)
}

/// A part of a form: what it is about on the left, its fields on the right.
#[component]
pub fn FormPart(#[prop(into)] title: String, #[prop(optional, into)] text: String, children: Children) -> impl IntoView {
    view! {
        <section class="form-part">
            <div>
                <h2>{title}</h2>
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
            </div>
            <div class="grid-2">{children()}</div>
        </section>
    }
}

/// Several lines of text. The markup of the text is written by hand because Leptos does not escape what stands in a `<textarea>`.
#[component]
pub fn LongField(
    #[prop(into)] name: String,
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: String,
    #[prop(default = 4)] rows: u32,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let lang = lang();
    let FormErrors(errors) = use_context().unwrap_or_default();
    let error = errors.iter().find(|error| error.field == name).map(|error| problem_text(lang, error.problem));
    let note = format!("{id}-note");
    let invalid = error.is_some().then_some("true");
    let described_by = (error.is_some() || hint.is_some()).then(|| note.clone());
    let below = match (error, hint) {
        (Some(error), _) => view! { <p class="error" id=note><Icon name="circle-alert" /><span>{error}</span></p> }.into_any(),
        (None, Some(hint)) => view! { <p class="hint" id=note>{hint}</p> }.into_any(),
        (None, None) => ().into_any(),
    };
    let mark = optional.then(|| view! { " " <span class="opt">{t!(lang, "field-optional")}</span> });
    view! {
        <div class="field">
            <label class="label" for=id.clone()>{label} {mark}</label>
            <textarea class="input" id=id name=name rows=rows.to_string() aria-invalid=invalid aria-describedby=described_by inner_html=escaped(&value)></textarea>
            {below}
        </div>
    }
}

/// Radio buttons with a sentence for each.
#[component]
pub fn RadioField(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    #[prop(into)] value: String,
    /// Value, label, explanation.
    choices: Vec<(String, String, String)>,
) -> impl IntoView {
    let rows = choices.into_iter().map(|(code, label, why)| {
        let id = format!("{name}-{code}");
        let (checked, hint) = (code == value, format!("{id}-why"));
        view! {
            <div class="radio-row">
                <input class="radio" type="radio" id=id.clone() name=name.clone() value=code checked=checked aria-describedby=hint.clone() />
                <label for=id>{label}</label>
                <p class="hint" id=hint>{why}</p>
            </div>
        }
    });
    let (note, error) = (format!("{name}-note"), error_from_context(&name));
    let described_by = error.is_some().then(|| note.clone());
    let rows = rows.collect_view();
    view! {
        <fieldset class="radios" aria-describedby=described_by>
            <legend class="label">{legend}</legend>
            {rows}
            {error.map(|error| error_line(note, error))}
        </fieldset>
    }
}

/// What did not work, as a sentence above the form. Mistakes at fields are only counted here, their words stand at the fields.
#[component]
pub fn Trouble(#[prop(optional_no_strip)] error: Option<AppError>) -> impl IntoView {
    let words = error.map(|error| trouble_text(lang(), &error));
    words.map(|words| {
        view! {
            <div class="banner" role="alert">
                <Icon name="circle-alert" />
                <p>{words}</p>
            </div>
        }
    })
}

/// An expected failure in a sentence that says what to do next.
#[must_use]
pub fn trouble_text(lang: Lang, error: &AppError) -> String {
    match error {
        AppError::Invalid(_) => t!(lang, "trouble-invalid"),
        AppError::NotFound => t!(lang, "trouble-not-found"),
        AppError::Forbidden => t!(lang, "trouble-forbidden"),
        AppError::Unauthenticated => t!(lang, "trouble-log-in"),
        AppError::TooManyRequests(seconds) => {
            let seconds = *seconds;
            t!(lang, "trouble-too-many-requests", seconds = seconds)
        }
        AppError::Unavailable => t!(lang, "trouble-unavailable"),
        AppError::Findings(_) => t!(lang, "trouble-gate-findings"),
        AppError::Conflict(conflict) => match conflict {
            Conflict::ChangedMeanwhile => t!(lang, "trouble-changed-meanwhile"),
            Conflict::NotADraft => t!(lang, "trouble-not-a-draft"),
            Conflict::GateFindings => t!(lang, "trouble-gate-findings"),
            Conflict::EmailTaken => t!(lang, "trouble-email-taken"),
            Conflict::LinkExpired => t!(lang, "trouble-link-expired"),
            Conflict::CustomerInUse => t!(lang, "trouble-customer-in-use"),
            Conflict::SeriesInactive => t!(lang, "notice-series-inactive"),
            _ => t!(lang, "trouble-conflict"),
        },
    }
}

/// A button that asks once before it does something that cannot be taken back; the question names the thing and the consequence.
#[component]
pub fn AskFirst(
    #[prop(into)] id: String,
    /// What the button says, here and in the question.
    #[prop(into)]
    action: String,
    #[prop(into)] question: String,
    /// Address that is posted to, and its one hidden field.
    target: &'static str,
    #[prop(optional_no_strip)] field: Option<(&'static str, String)>,
    #[prop(default = "btn btn-danger btn-small")] class: &'static str,
) -> impl IntoView {
    let (opens, closes, names, says) = (id.clone(), id.clone(), action.clone(), action.clone());
    let hidden = field.map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
    view! {
        <button class=class type="button" popovertarget=opens>{says}</button>
        <div class="ask" id=id popover="auto" role="dialog" aria-label=names>
            <p>{question}</p>
            <div class="btn-row">
                <form method="post" action=target>
                    {hidden}
                    <button class="btn btn-danger" type="submit">{action}</button>
                </form>
                <button class="btn" type="button" popovertarget=closes popovertargetaction="hide">{t!(lang(), "action-cancel")}</button>
            </div>
        </div>
    }
}
