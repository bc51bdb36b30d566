//! The letter before it goes out, exactly as the customer will read it.

use leptos::prelude::*;

use crate::domain::dunning::view::Preview;
use crate::t;
use crate::ui::components::words::lang;

/// The HTML stands in a frame without any rights, because organizations write their own words.
#[component]
pub fn LetterPreview(id: String, preview: Preview) -> impl IntoView {
    let lang = lang();
    let to = preview.to.unwrap_or_else(|| t!(lang, "dunning-hold-no-email"));
    view! {
        <section class="letter">
            <dl class="facts">
                <dt>{t!(lang, "email-to")}</dt>
                <dd>{to}</dd>
                <dt>{t!(lang, "email-subject")}</dt>
                <dd>{preview.subject}</dd>
            </dl>
            <iframe class="letter-frame" src=format!("/dunning/{id}/mail") title=t!(lang, "dunning-letter") sandbox=""></iframe>
            <details class="more">
                <summary>{t!(lang, "dunning-as-text")}</summary>
                <pre class="pre letter-text">{preview.text}</pre>
            </details>
        </section>
    }
}
