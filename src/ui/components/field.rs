//! Form fields: label above, hint or error below, tied together for screen readers.

use leptos::prelude::*;

use crate::ui::islands::escaped;

use super::problem::problem_text;
use super::{Icon, words::lang};
use crate::domain::error::FieldError;
use crate::t;

/// Provided around a form: every field inside finds its own error by name.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(pub Vec<FieldError>);

/// One line of text, or whatever `kind` an `<input>` can have.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    /// Defaults to the name; needed where a name stands twice on a page.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    /// Marks the field "(optional)"; required ones are not marked.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] required: bool,
    /// First in a dialog.
    #[prop(optional)]
    autofocus: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] maxlength: Option<u32>,
    /// Column class of a form grid.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let frame = FieldFrame::new(name, id, label, hint, error, optional, class);
    let control = view! {
        <input
            class="input"
            id=frame.id.clone()
            name=frame.name.clone()
            type=kind
            value=value
            placeholder=placeholder
            autocomplete=autocomplete
            inputmode=inputmode
            maxlength=maxlength.map(|length| length.to_string())
            required=required
            autofocus=autofocus
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
        />
    };
    frame.around(control.into_any())
}

#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(default = 4)] rows: u32,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let frame = FieldFrame::new(name, id, label, hint, error, optional, class);
    let control = view! {
        <textarea
            class="input"
            id=frame.id.clone()
            name=frame.name.clone()
            rows=rows.to_string()
            placeholder=placeholder
            aria-invalid=frame.invalid()
            aria-describedby=frame.described_by()
            inner_html=escaped(&value)
        ></textarea>
    };
    frame.around(control.into_any())
}

/// An entry of a [`SelectField`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    choices: Vec<Choice>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional_no_strip, into)] error: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let frame = FieldFrame::new(name, id, label, hint, error, optional, class);
    let options = choices.into_iter().map(|choice| {
        let selected = choice.value == value;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    let control = view! {
        <div class="select">
            <select
                class="input"
                id=frame.id.clone()
                name=frame.name.clone()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
            >
                {options.collect_view()}
            </select>
            <Icon name="chevron-down" />
        </div>
    };
    frame.around(control.into_any())
}

/// A box that sends `true`, or nothing.
#[component]
pub fn Check(
    #[prop(into)] name: String,
    #[prop(optional)] checked: bool,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let (note, error) = (format!("{name}-note"), error_from_context(&name));
    let (invalid, described_by) = (error.is_some().then_some("true"), error.is_some().then(|| note.clone()));
    view! {
        <label class=format!("check-row {class}")>
            <input class="check" type="checkbox" id=name.clone() name=name value="true" checked=checked aria-invalid=invalid aria-describedby=described_by />
            <span>{children()} {hint.map(|hint| view! { " " <span class="faint">{hint}</span> })}</span>
        </label>
        {error.map(|error| error_line(note, error))}
    }
}

/// What is wrong with a field, below it.
pub fn error_line(id: String, error: String) -> AnyView {
    view! {
        <p class="error" id=id>
            <Icon name="circle-alert" />
            <span>{error}</span>
        </p>
    }
    .into_any()
}

struct FieldFrame {
    name: String,
    id: String,
    label: String,
    hint: Option<String>,
    error: Option<String>,
    optional: bool,
    class: &'static str,
}

impl FieldFrame {
    fn new(
        name: String,
        id: Option<String>,
        label: String,
        hint: Option<String>,
        error: Option<String>,
        optional: bool,
        class: &'static str,
    ) -> Self {
        let error = error.or_else(|| error_from_context(&name));
        Self { id: id.unwrap_or_else(|| name.clone()), name, label, hint, error, optional, class }
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn described_by(&self) -> Option<String> {
        (self.error.is_some() || self.hint.is_some()).then(|| format!("{}-note", self.id))
    }

    fn around(self, control: AnyView) -> AnyView {
        let note = format!("{}-note", self.id);
        let below = match (self.error, self.hint) {
            (Some(error), _) => error_line(note, error),
            (None, Some(hint)) => view! { <p class="hint" id=note>{hint}</p> }.into_any(),
            (None, None) => ().into_any(),
        };
        let mark = self.optional.then(|| view! { " " <span class="opt">{t!(lang(), "field-optional")}</span> });
        view! {
            <div class=format!("field {}", self.class)>
                <label class="label" for=self.id>{self.label} {mark}</label>
                {control}
                {below}
            </div>
        }
        .into_any()
    }
}

pub fn error_from_context(name: &str) -> Option<String> {
    let FormErrors(errors) = use_context()?;
    errors.iter().find(|error| error.field == name).map(|error| problem_text(lang(), error.problem))
}
