//! Dunning in the rail of an invoice: the letters that were sent, and what comes next.

use leptos::prelude::*;

use crate::domain::dunning::view::DunningState;
use crate::domain::money::Currency;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::pages::dunning::Notices;
use crate::ui::pages::dunning::words::next_words;

/// Nothing where the invoice is not overdue and never was dunned.
#[component]
pub fn Dunning(id: String, state: DunningState, currency: Currency) -> impl IntoView {
    let lang = lang();
    if state.row.is_none() && state.notices.is_empty() {
        return ().into_any();
    }
    let next = state.row.as_ref().map(|row| {
        let (level, when) = next_words(row, lang);
        let words = if when.is_empty() { level } else { format!("{level}: {when}") };
        view! { <p class="muted rest">{words}</p> }
    });
    let letters = (!state.notices.is_empty()).then(|| view! { <Notices notices=state.notices currency=currency /> });
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "dunning-history")}</h2>
                <a class="link" href=format!("/dunning/{id}")>{t!(lang, "dunning-open")}</a>
            </div>
            {letters}
            {next}
        </section>
    }
    .into_any()
}
