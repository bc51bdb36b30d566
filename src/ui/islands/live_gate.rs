//! What is still missing before the invoice can be issued, asked again while it is written; nothing is saved by asking.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::{JsCast, JsValue};
use leptos::web_sys::{FormData, HtmlFormElement, RequestInit, Response, UrlSearchParams};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

use super::page::{closest, first};
use crate::domain::invoice::view::GateFinding;
use crate::ui::components::Icon;

/// Without a stroke for so long, the form is looked at.
const PAUSE: Duration = Duration::from_millis(400);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateWords {
    pub title: String,
    pub complete: String,
    /// Said of a form in which nothing has been written.
    pub untouched: String,
    pub here: String,
    pub at_customer: String,
    pub at_settings: String,
    pub one_missing: String,
    /// With `%` for the number.
    pub many_missing: String,
}

impl GateWords {
    fn missing(&self, findings: &[GateFinding]) -> String {
        match findings.iter().filter(|finding| finding.is_error).count() {
            0 => String::new(),
            1 => self.one_missing.clone(),
            count => self.many_missing.replace('%', &count.to_string()),
        }
    }

    fn rows(&self, findings: Option<&[GateFinding]>) -> Vec<Row> {
        match findings {
            None => vec![Row { class: "may", icon: "info", text: self.untouched.clone(), link: None }],
            Some([]) => vec![Row { class: "done", icon: "circle-check", text: self.complete.clone(), link: None }],
            Some(findings) => findings.iter().map(|finding| self.row(finding)).collect(),
        }
    }

    fn row(&self, finding: &GateFinding) -> Row {
        let (class, icon) = if finding.is_error { ("must", "circle-alert") } else { ("may", "info") };
        Row { class, icon, text: finding.text.clone(), link: Some((finding.href.clone(), self.link(&finding.href))) }
    }

    fn link(&self, href: &str) -> String {
        if href.starts_with("/customers") {
            self.at_customer.clone()
        } else if href.starts_with("/settings") {
            self.at_settings.clone()
        } else {
            self.here.clone()
        }
    }
}

/// What stands in one row: its look, and the way to the field where it is about one.
struct Row {
    class: &'static str,
    icon: &'static str,
    text: String,
    link: Option<(String, String)>,
}

/// `form` is the selector of the form that is looked at; `findings` is `None` while nothing has been written.
#[cfg_attr(feature = "split", island(lazy))]
#[cfg_attr(not(feature = "split"), island)]
pub fn LiveGate(form: String, findings: Option<Vec<GateFinding>>, words: GateWords) -> impl IntoView {
    let found = RwSignal::new(findings);
    let words = StoredValue::new(words);
    let missing = move || found.with(|found| words.with_value(|words| words.missing(found.as_deref().unwrap_or_default())));
    Effect::new(move |_| watch(form.clone(), found));
    Effect::new(move |_| {
        let missing = missing();
        if let Some(dock) = document().get_element_by_id("dock-missing") {
            dock.set_text_content(Some(&missing));
        }
    });
    let rows = move || {
        let rows = found.with(|found| words.with_value(|words| words.rows(found.as_deref())));
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <div class="section-head">
            <h2>{words.with_value(|words| words.title.clone())}</h2>
            <span class="faint" role="status">{missing}</span>
        </div>
        <ul class="gate">{rows}</ul>
    }
}

fn row(Row { class, icon, text, link }: Row) -> impl IntoView {
    let link = link.map(|(href, words)| view! { " – " <a class="link" href=href>{words}</a> });
    view! { <li class=class><Icon name=icon /><span>{text}{link}</span></li> }
}

/// Asks after a pause in typing; only the answer to the last question counts.
fn watch(form: String, found: RwSignal<Option<Vec<GateFinding>>>) {
    let turn = StoredValue::new(0_u32);
    let ask = move |event: &ev::Event, form: String| {
        if closest(event, &form).is_none() {
            return;
        }
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let look = move || {
            spawn_local(async move {
                let is_last = move || turn.try_get_value() == Some(mine);
                if is_last()
                    && let Some(findings) = findings_of(&form).await
                    && is_last()
                {
                    found.set(Some(findings));
                }
            });
        };
        set_timeout(look, PAUSE);
    };
    let also = form.clone();
    let listeners = [
        window_event_listener(ev::input, move |event| ask(&event, form.clone())),
        // The box of the customers chooses without typing.
        window_event_listener(ev::focusout, move |event| ask(&event, also.clone())),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
}

/// `None` where the form cannot be read yet or nobody answers: what was found before then stays.
async fn findings_of(form: &str) -> Option<Vec<GateFinding>> {
    let form: HtmlFormElement = first(form)?;
    let fields: JsValue = FormData::new_with_form(&form).ok()?.into();
    let fields = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(&fields);
    let answer = JsFuture::from(window().fetch_with_str_and_init("/rpc/invoices/check_draft", &request)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}
