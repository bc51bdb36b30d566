//! The button that copies a text and says so for two seconds, without changing its width.

use std::time::Duration;

use leptos::prelude::*;

use super::page::first;
use crate::ui::components::Icon;

#[island]
pub fn CopyButton(text: String, label: String, copied: String) -> impl IntoView {
    let (done, set_done) = signal(false);
    let copy = move |_| {
        write_to_clipboard(&text);
        set_done.set(true);
        set_timeout(move || set_done.set(false), Duration::from_secs(2));
    };
    view! {
        <button class="btn btn-primary copy-button" type="button" on:click=copy>
            {move || if done.get() { view! { <Icon name="check" /> } } else { view! { <Icon name="copy" /> } }}
            <span class="copy-word" aria-live="polite">
                <span class:shown=move || !done.get()>{label}</span>
                <span class:shown=move || done.get()>{copied}</span>
            </span>
        </button>
    }
}

/// Also selects the field beside, so that the text can be copied by hand where the browser refuses.
fn write_to_clipboard(text: &str) {
    if let Some(field) = first::<leptos::web_sys::HtmlInputElement>(".copy .input") {
        field.select();
    }
    #[cfg(feature = "hydrate")]
    if window().is_secure_context() {
        let _ = window().navigator().clipboard().write_text(text);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = text;
}
