//! Small helpers to find things on the page; they run in the browser only, inside effects.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlElement};

/// All elements of a class as one type; elements of another type are left out.
pub fn all_of_class<T: JsCast>(class: &str) -> Vec<T> {
    let list = document().get_elements_by_class_name(class);
    (0..list.length()).filter_map(|index| list.item(index)).filter_map(|element| element.dyn_into().ok()).collect()
}

/// The first element of a selector.
pub fn first<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that an event began at, or the next one around it that fits.
pub fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}
