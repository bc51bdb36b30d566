//! The four figures at the head of the overview, each a link to its list for those who may open it.

use chrono::Datelike as _;
use leptos::prelude::*;

use crate::domain::invoice::view::Overview;
use crate::domain::text::money;
use crate::t;
use crate::ui::components::words::lang;

#[component]
pub fn Figures(overview: Overview, leads: bool) -> impl IntoView {
    let lang = lang();
    let money = |cents| money(cents, overview.currency, lang);
    let month = t!(lang, "month-name", month = overview.month.month());
    let unsent = overview.issued_count.saturating_sub(overview.sent_count);
    let figure = |href: &'static str, label: String, figure: String, below: String| {
        view! {
            <a href=leads.then_some(href)>
                <span class="muted">{label}</span>
                <span class="figure">{figure}</span>
                <span class="faint">{below}</span>
            </a>
        }
    };
    view! {
        <div class="figures">
            {figure("/invoices?status=open", t!(lang, "figure-open"), money(overview.open), t!(lang, "figure-invoices", count = overview.open_count))}
            {figure(
                "/invoices?status=overdue",
                t!(lang, "figure-overdue"),
                money(overview.overdue),
                t!(lang, "figure-invoices", count = overview.overdue_count),
            )}
            {figure(
                "/invoices?status=paid",
                t!(lang, "figure-collected"),
                money(overview.collected),
                t!(lang, "figure-payments", count = overview.collected_count, month = month),
            )}
            {figure(
                "/invoices?status=unsent",
                t!(lang, "figure-sent"),
                t!(lang, "figure-sent-of", sent = overview.sent_count, all = overview.issued_count),
                if unsent == 0 { t!(lang, "figure-all-sent") } else { t!(lang, "figure-unsent", count = unsent) },
            )}
        </div>
    }
}
