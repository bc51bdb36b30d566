//! Reckons the due date from the terms of payment; without script the due date itself is typed.

use chrono::{Datelike, Days, NaiveDate};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

use crate::ui::components::Icon;

/// What the select says when the due date is none of the offered terms.
const OWN: &str = "own";

/// `choices` are days (or nothing for the customer's own terms) and their words; `own` names a date that was typed;
/// `today` is written like date fields do, because reading dates of other kinds would cost every visitor 10 KB.
#[cfg_attr(feature = "split", island(lazy))]
#[cfg_attr(not(feature = "split"), island)]
pub fn Terms(choices: Vec<(String, String)>, own: String, label: String, today: String) -> impl IntoView {
    let today = day(&today).unwrap_or_default();
    let alive = RwSignal::new(false);
    let chosen = RwSignal::new(String::new());
    let days: Vec<String> = choices.iter().map(|(days, _)| days.clone()).collect();
    let read = move || chosen.set(terms_of(today).filter(|found| days.contains(found)).unwrap_or_else(|| OWN.to_owned()));
    let first_read = read.clone();
    Effect::new(move || {
        first_read();
        alive.set(true);
    });
    Effect::new(move || {
        let read = read.clone();
        let listener = window_event_listener(ev::input, move |event| {
            if matches!(event_target::<Element>(&event).id().as_str(), "due_date" | "issue_date") {
                read();
            }
        });
        on_cleanup(move || listener.remove());
    });
    let choose = move |event: ev::Event| {
        let value = event_target_value(&event);
        if value != OWN {
            set_due_date(&value, today);
        }
        chosen.set(value);
    };
    let choices = StoredValue::new((label, choices, own));
    move || {
        let (label, choices, own) = alive.get().then(|| choices.get_value())?;
        let options = choices.into_iter().map(|(days, words)| view! { <option value=days>{words}</option> }).collect_view();
        Some(view! {
            <div class="field">
                <label class="label" for="terms">{label}</label>
                <div class="select">
                    <select class="input" id="terms" prop:value=move || chosen.get() on:change=choose>
                        {options}
                        <option value=OWN hidden>{own}</option>
                    </select>
                    <Icon name="chevron-down" />
                </div>
            </div>
        })
    }
}

fn field(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The issue date on the sheet, or today where it is left to the day of issue.
fn issued(today: NaiveDate) -> NaiveDate {
    field("issue_date").and_then(|field| day(&field.value())).unwrap_or(today)
}

fn terms_of(today: NaiveDate) -> Option<String> {
    let due = field("due_date")?.value();
    if due.is_empty() {
        return Some(due);
    }
    Some((day(&due)? - issued(today)).num_days().to_string())
}

fn set_due_date(days: &str, today: NaiveDate) {
    let due = days.parse().ok().and_then(|days| issued(today).checked_add_days(Days::new(days)));
    if let Some(field) = field("due_date") {
        field.set_value(&due.map(|due| format!("{:04}-{:02}-{:02}", due.year(), due.month(), due.day())).unwrap_or_default());
    }
}

/// A day as date fields write it.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}
