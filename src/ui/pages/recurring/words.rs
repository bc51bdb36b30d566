//! The words of rhythm, state and outcome; a state is told by icon and word.

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::recurring::view::{RecurringRow, RunEntry};
use crate::domain::recurring::{Covers, Frequency, Handling, Outcome, SeriesState};
use crate::i18n;
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

pub fn frequency_name(frequency: Frequency, lang: Lang) -> String {
    match frequency {
        Frequency::Weekly => t!(lang, "frequency-weekly"),
        Frequency::Monthly => t!(lang, "frequency-monthly"),
        Frequency::Quarterly => t!(lang, "frequency-quarterly"),
        Frequency::HalfYearly => t!(lang, "frequency-half-yearly"),
        Frequency::Yearly => t!(lang, "frequency-yearly"),
    }
}

pub fn covers_name(covers: Covers, lang: Lang) -> String {
    match covers {
        Covers::Ahead => t!(lang, "covers-ahead"),
        Covers::Behind => t!(lang, "covers-behind"),
        Covers::Calendar => t!(lang, "covers-calendar"),
    }
}

pub fn handling_name(handling: Handling, lang: Lang) -> String {
    match handling {
        Handling::Draft => t!(lang, "handling-draft"),
        Handling::Issue => t!(lang, "handling-issue"),
        Handling::IssueAndSend => t!(lang, "handling-issue-and-send"),
    }
}

pub fn handling_why(handling: Handling, lang: Lang) -> String {
    match handling {
        Handling::Draft => t!(lang, "handling-draft-why"),
        Handling::Issue => t!(lang, "handling-issue-why"),
        Handling::IssueAndSend => t!(lang, "handling-issue-and-send-why"),
    }
}

fn look(row: &RecurringRow, lang: Lang) -> (&'static str, &'static str, String) {
    match row.state {
        SeriesState::Paused if row.refusal.is_some() => ("circle-alert", "s-late", t!(lang, "series-stopped")),
        SeriesState::Paused => ("hourglass", "s-open", t!(lang, "series-paused")),
        SeriesState::Finished => ("check", "s-still", t!(lang, "series-finished")),
        SeriesState::Active if row.failures > 0 => ("circle-alert", "s-late", t!(lang, "series-failing")),
        SeriesState::Active => ("repeat", "s-paid", t!(lang, "series-active")),
    }
}

/// The state in a list.
#[component]
pub fn SeriesStatus(row: RecurringRow) -> impl IntoView {
    let (icon, tone, words) = look(&row, lang());
    view! { <span class=format!("status {tone}")><Icon name=icon />{words}</span> }
}

/// The same as a tinted badge, in the head of a page.
#[component]
pub fn SeriesBadge(row: RecurringRow) -> impl IntoView {
    let (icon, tone, words) = look(&row, lang());
    view! { <span class=format!("status badge {tone}")><Icon name=icon />{words}</span> }
}

/// What became of a period: `RE-2026-00042 versendet`.
pub fn outcome_text(run: &RunEntry, lang: Lang) -> String {
    let number = run.invoice_number.clone().unwrap_or_default();
    match run.outcome {
        Outcome::Drafted if run.invoice_public_id.is_none() => t!(lang, "outcome-discarded"),
        Outcome::Drafted if run.invoice_number.is_none() => t!(lang, "outcome-drafted"),
        Outcome::Drafted | Outcome::Issued => t!(lang, "outcome-issued", number = number),
        Outcome::Sent => t!(lang, "outcome-sent", number = number),
        Outcome::Failed => t!(lang, "outcome-failed"),
    }
}

/// Why a period has no invoice.
pub fn refusal_text(run: &RunEntry, lang: Lang) -> Option<String> {
    run.refusal.as_ref().map(|refusal| i18n::refusal(lang, refusal))
}
