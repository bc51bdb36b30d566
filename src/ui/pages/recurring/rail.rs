//! Beside it: for whom, how often, until when, and what becomes of each invoice.

use leptos::prelude::*;

use super::words::{covers_name, frequency_name, handling_name, handling_why};
use crate::domain::recurring::view::RecurringPage;
use crate::domain::text::date;
use crate::t;
use crate::ui::components::words::lang;

#[component]
pub fn SeriesRail(page: RecurringPage) -> impl IntoView {
    let lang = lang();
    let customer = page.row.customer_name.clone();
    let customer = if page.may_bill {
        view! { <a class="link" href=format!("/customers/{}", page.customer_public_id)>{customer}</a> }.into_any()
    } else {
        customer.into_any()
    };
    let mut facts =
        vec![(t!(lang, "recurring-rhythm"), frequency_name(page.row.frequency, lang)), (t!(lang, "recurring-start"), date(page.start, lang))];
    if page.at_month_end {
        facts.push((t!(lang, "recurring-day"), t!(lang, "recurring-month-end")));
    }
    facts.push((t!(lang, "recurring-covers"), covers_name(page.covers, lang)));
    let end = match (page.end, page.most_invoices) {
        (Some(end), _) => date(end, lang),
        (None, Some(_)) => "–".to_owned(),
        (None, None) => t!(lang, "recurring-endless"),
    };
    facts.push((t!(lang, "recurring-end"), end));
    let made = match page.most_invoices {
        Some(most) => t!(lang, "recurring-made-of", made = page.produced, most = most),
        None => page.produced.to_string(),
    };
    facts.push((t!(lang, "recurring-made"), made));
    let rows = facts.into_iter().map(|(label, value)| view! { <dt>{label}</dt> <dd>{value}</dd> });
    let to = page.billing_email.filter(|_| page.row.handling.sends()).map(|email| view! { <p class="muted">{email}</p> });
    view! {
        <section class="customer-facts">
            <h2>{t!(lang, "recurring-facts")}</h2>
            <dl class="facts">
                <dt>{t!(lang, "column-customer")}</dt>
                <dd>{customer}</dd>
                {rows.collect_view()}
            </dl>
            <h2>{handling_name(page.row.handling, lang)}</h2>
            <p class="muted">{handling_why(page.row.handling, lang)}</p>
            {to}
        </section>
    }
}
