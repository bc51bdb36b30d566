//! Fields of the editor by their path in the form: `delivery.city` is sent as `form[delivery][city]`.

use leptos::prelude::*;

use crate::domain::error::FieldError;
use crate::ui::components::{Choice, Field, SelectField};
use crate::ui::pages::form::field_name;

/// A group of fields; open when something stands in it, or something in it is wrong.
#[component]
pub fn Group(
    #[prop(into)] title: String,
    /// Beginnings of the paths of its fields.
    names: Vec<&'static str>,
    filled: bool,
    errors: Vec<FieldError>,
    children: Children,
) -> impl IntoView {
    let is_wrong = errors.iter().any(|error| names.iter().any(|name| error.field.starts_with(name)));
    view! {
        <details class="more" open=filled || is_wrong>
            <summary>{title}</summary>
            <div class="mini">{children()}</div>
        </details>
    }
}

/// The `id` of a field: `lines[2].price` is `lines-2-price`.
pub fn anchor(path: &str) -> String {
    path.replace("].", "-").replace(['[', '.'], "-")
}

pub fn line(path: &str, label: String, value: String, maxlength: u32) -> impl IntoView + use<> {
    view! { <Field name=field_name(path) id=anchor(path) label=label value=value maxlength=maxlength autocomplete="off" /> }
}

pub fn with_hint(path: &str, label: String, value: String, hint: String) -> impl IntoView + use<> {
    view! { <Field name=field_name(path) id=anchor(path) label=label value=value maxlength=140 autocomplete="off" hint=hint /> }
}

/// A figure.
pub fn rate(path: &str, label: String, value: String) -> impl IntoView + use<> {
    view! { <Field name=field_name(path) id=anchor(path) label=label value=value inputmode="decimal" autocomplete="off" /> }
}

pub fn date(path: &str, label: String, value: String) -> impl IntoView + use<> {
    view! { <Field name=field_name(path) id=anchor(path) label=label value=value kind="date" /> }
}

pub fn select(path: &str, label: String, value: String, choices: Vec<Choice>) -> impl IntoView + use<> {
    view! { <SelectField name=field_name(path) id=anchor(path) label=label value=value choices=choices /> }
}
