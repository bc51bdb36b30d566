//! Usage billing: the list of events, their form, and the monthly runs with their reports.

mod events;
mod form;
mod report;
mod run;
mod runs;

pub use events::EventListPage;
pub use form::EventFormPage;
pub use run::RunShowPage;
pub use runs::RunListPage;

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::run::RunState;
use crate::domain::text::money;
use crate::domain::usage::charge::kind_name;
use crate::domain::usage::view::EventRow;
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

/// What an event is about: its description, or its type.
pub(super) fn event_name(row: &EventRow, lang: Lang) -> String {
    row.description.clone().unwrap_or_else(|| kind_name(&row.kind, lang))
}

/// The amount, or that the customer's rates will say it.
pub(super) fn event_amount(row: &EventRow, lang: Lang) -> String {
    row.amount.map_or_else(|| t!(lang, "event-by-rate"), |amount| money(amount, Currency::EUR, lang))
}

/// Where a run stands, by icon and word.
#[component]
pub(super) fn RunStatus(state: RunState, failed: u32) -> impl IntoView {
    let lang = lang();
    let (icon, tone, words) = match state {
        RunState::Running => ("hourglass", "s-open", t!(lang, "run-running")),
        RunState::Done if failed > 0 => ("circle-alert", "s-late", t!(lang, "run-with-failures")),
        RunState::Done => ("circle-check", "s-paid", t!(lang, "run-done")),
        RunState::Failed => ("circle-x", "s-late", t!(lang, "run-failed")),
    };
    view! { <span class=format!("status {tone}")><Icon name=icon /> {words}</span> }
}
