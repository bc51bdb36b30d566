//! The one key that works on every page: Control+K goes to the search.

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;

use super::page::first;

/// Keys without Control are left to the parts that have the focus (WCAG 2.1.4).
#[island]
pub fn Shortcuts() -> impl IntoView {
    Effect::new(|| {
        let keys = window_event_listener(leptos::ev::keydown, |event| {
            if !(event.ctrl_key() || event.meta_key()) || event.key() != "k" {
                return;
            }
            if let Some(search) = first::<HtmlInputElement>("[data-search]") {
                event.prevent_default();
                let _ = search.focus();
                search.select();
            }
        });
        on_cleanup(move || keys.remove());
    });
}
