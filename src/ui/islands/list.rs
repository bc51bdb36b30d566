//! The invoice list by keyboard, and what the bulk bar says about the selection.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use super::page::{all_of_class, closest, first};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::amount;

const LIST: &str = "#invoice-selection";

/// `selected_words` holds `{count}` and `{sum}`.
///
/// The keys j, k, x and Enter work while the focus is in the list (WCAG 2.1.4); it gets the focus on arrival.
#[island]
pub fn ListKeys(selected_words: String, lang: String, currency: String) -> impl IntoView {
    let lang = Lang::parse(&lang).unwrap_or_default();
    Effect::new(move || {
        focus_list();
        let (words, currency) = (selected_words.clone(), currency.clone());
        let keys = window_event_listener(leptos::ev::keydown, on_key);
        let changes = window_event_listener(leptos::ev::change, move |event: Event| {
            if let Some(all_box) = closest(&event, ".check-all") {
                select_all(&all_box);
            }
            tell_selection(&words, lang, &currency);
        });
        let resets = window_event_listener(leptos::ev::reset, |_| {
            for all_box in all_of_class::<HtmlInputElement>("check-all") {
                all_box.set_indeterminate(false);
            }
        });
        on_cleanup(move || {
            keys.remove();
            changes.remove();
            resets.remove();
        });
    });
}

fn focus_list() {
    let nothing_has_it = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    if let Some(list) = first::<HtmlElement>(LIST).filter(|_| nothing_has_it) {
        let _ = list.focus();
    }
}

fn boxes() -> Vec<HtmlInputElement> {
    all_of_class("check-row-box")
}

fn select_all(all_box: &HtmlElement) {
    let on = all_box.matches(":checked").unwrap_or_default();
    for row_box in boxes() {
        row_box.set_checked(on);
    }
}

fn tell_selection(words: &str, lang: Lang, currency: &str) {
    let boxes = boxes();
    let chosen: Vec<&HtmlInputElement> = boxes.iter().filter(|row_box| row_box.checked()).collect();
    let sum: i64 = chosen.iter().filter_map(|row_box| row_box.get_attribute("data-cents")?.parse::<i64>().ok()).sum();
    let figure = amount(Cents(sum), lang);
    let sum = if lang == Lang::En && currency == "€" { format!("€{figure}") } else { format!("{figure}\u{a0}{currency}") };
    if let Some(place) = first::<HtmlElement>("[data-selected]") {
        place.set_text_content(Some(&words.replace("{count}", &chosen.len().to_string()).replace("{sum}", &sum)));
    }
    for all_box in all_of_class::<HtmlInputElement>("check-all") {
        all_box.set_checked(chosen.len() == boxes.len());
        all_box.set_indeterminate(!chosen.is_empty() && chosen.len() < boxes.len());
    }
}

fn on_key(event: KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || closest(&event, LIST).is_none() {
        return;
    }
    match event.key().as_str() {
        "j" => step(1),
        "k" => step(-1),
        "x" => toggle(),
        "Enter" => {
            // A focused link or button does what it always does; the row's box must not send the form.
            if closest(&event, "a, button").is_some() {
                return;
            }
            if let Some(link) = cursor().and_then(|row| row.query_selector("[data-open]").ok()?) {
                click(&link);
            }
        }
        _ => return,
    }
    event.prevent_default();
}

fn cursor() -> Option<Element> {
    first("#invoice-selection tr.cursor")
}

fn step(by: i32) {
    let rows: Vec<Element> = all_of_class("invoice-row");
    let here = rows.iter().position(|row| row.class_list().contains("cursor"));
    let last = rows.len().saturating_sub(1);
    let next = match (here, by) {
        (None, _) => 0,
        (Some(index), 1) => (index + 1).min(last),
        (Some(index), _) => index.saturating_sub(1),
    };
    let Some(row) = rows.get(next) else { return };
    for row in &rows {
        let _ = row.class_list().remove_1("cursor");
    }
    let _ = row.class_list().add_1("cursor");
    // The row's box takes the focus, so that a screen reader says which row it is and the page scrolls to it.
    if let Some(row_box) = row.query_selector(".check").ok().flatten() {
        focus(&row_box);
    }
}

fn toggle() {
    if let Some(row_box) = cursor().and_then(|row| row.query_selector(".check").ok()?) {
        click(&row_box);
    }
}

fn click(element: &Element) {
    use leptos::wasm_bindgen::JsCast as _;
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        element.click();
    }
}

fn focus(element: &Element) {
    use leptos::wasm_bindgen::JsCast as _;
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
