//! Opens dialogs as modal without leaving the page; without it their buttons lead to `?dialog=name`.

use leptos::prelude::*;
use leptos::web_sys::{HtmlDialogElement, HtmlElement};

use super::page::{closest, first};

/// Listens for the whole page: `data-dialog` opens the dialog of that name, and a dialog in the address becomes modal on arrival.
#[island]
pub fn Dialogs() -> impl IntoView {
    Effect::new(|| {
        if let Some(dialog) = first::<HtmlDialogElement>("dialog[open]") {
            dialog.close();
            open(&dialog);
        }
        forget_query();
        let clicks = window_event_listener(leptos::ev::click, |event| {
            let Some(button) = closest(&event, "[data-dialog]") else { return };
            let name = button.get_attribute("data-dialog").unwrap_or_default();
            if let Some(dialog) = first::<HtmlDialogElement>(&format!("#dialog-{name}")) {
                event.prevent_default();
                leave_menu(&button);
                open(&dialog);
            }
        });
        on_cleanup(move || clicks.remove());
    });
}

/// The menu closes under the dialog: its button gets the focus back, because the entry is gone by then.
fn leave_menu(entry: &HtmlElement) {
    let menu = entry.closest("[popover]").ok().flatten();
    if let Some(button) = menu.and_then(|menu| first::<HtmlElement>(&format!("[popovertarget='{}']", menu.id()))) {
        let _ = button.focus();
    }
}

fn open(dialog: &HtmlDialogElement) {
    // Fails only where it is open already, which is what is wanted.
    let _ = dialog.show_modal();
}

/// Takes dialog and notice out of the address, so that going back or reloading does not repeat them.
fn forget_query() {
    let location = window().location();
    let (Ok(path), Ok(query), Ok(hash)) = (location.pathname(), location.search(), location.hash()) else { return };
    let pairs = query.trim_start_matches('?').split('&');
    let kept: Vec<&str> = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("dialog=") && !pair.starts_with("notice=")).collect();
    let address = if kept.is_empty() { format!("{path}{hash}") } else { format!("{path}?{}{hash}", kept.join("&")) };
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}
