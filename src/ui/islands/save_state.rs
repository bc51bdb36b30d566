//! Says whether the form is saved, asks before typed things are left behind, and saves by Control+S.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// `button` is the selector of the button that saves; `saved` is what stands there at first, `unsaved` after the first stroke.
#[island]
pub fn SaveState(saved: String, unsaved: String, button: String) -> impl IntoView {
    let dirty = RwSignal::new(false);
    // Effects run in the browser only; the server has no window to listen to.
    Effect::new(move |_| {
        let button = button.clone();
        let listeners = [
            window_event_listener(ev::input, move |event| {
                let typed_in_form = event_target::<leptos::web_sys::Element>(&event).closest("form[method=post]").ok().flatten().is_some();
                dirty.set(dirty.get_untracked() || typed_in_form);
            }),
            window_event_listener(ev::submit, move |_| dirty.set(false)),
        ];
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if dirty.get_untracked() {
                event.prevent_default();
            }
        });
        let keys = window_event_listener(ev::keydown, move |event| {
            if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key() == "s" {
                event.prevent_default();
                let button = document().query_selector(&button).ok().flatten().and_then(|button| button.dyn_into::<HtmlElement>().ok());
                if let Some(button) = button {
                    button.click();
                }
            }
        });
        on_cleanup(move || {
            listeners.into_iter().for_each(WindowListenerHandle::remove);
            leaving.remove();
            keys.remove();
        });
    });
    view! { <span class="faint saved" aria-live="polite">{move || if dirty.get() { unsaved.clone() } else { saved.clone() }}</span> }
}
