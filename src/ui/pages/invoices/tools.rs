//! Search, chips and period above the invoice list; all of them are links and GET forms.

use leptos::prelude::*;

use super::list::list_address;
use crate::domain::invoice::view::InvoiceListQuery;
use crate::domain::lang::Lang;
use crate::domain::text;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Chip, Field, Icon, LinkButton, Look};

#[component]
pub fn ListTools(chips: Vec<(String, u32)>, query: InvoiceListQuery) -> impl IntoView {
    let lang = lang();
    let chip_query = query.clone();
    let chips = chips.into_iter().filter(|(name, count)| name.is_empty() || *count > 0 || *name == query.status).collect::<Vec<_>>();
    let chips = chips.into_iter().filter_map(|(name, count)| {
        let label = chip_name(&name, lang)?;
        let current = name == chip_query.status;
        let href = list_address(&InvoiceListQuery { status: name, page: String::new(), ..chip_query.clone() });
        Some(view! { <Chip href=href label=label count=count current=current /> })
    });
    view! {
        <div class="tools">
            <form class="search with-icon" role="search" method="get" action="/invoices" aria-label=t!(lang, "list-search-label")>
                <Icon name="search" />
                <input class="input" type="search" name="q" value=query.q.clone() placeholder=t!(lang, "list-search") aria-label=t!(lang, "list-search") />
                <Kept query=query.clone() with_period=true />
            </form>
            <nav class="chips" aria-label=t!(lang, "list-chips")>{chips.collect_view()}</nav>
            <PeriodFilter query=query.clone() />
        </div>
    }
}

fn chip_name(name: &str, lang: Lang) -> Option<String> {
    Some(match name {
        "" => t!(lang, "chip-all"),
        "draft" => t!(lang, "chip-draft"),
        "open" => t!(lang, "chip-open"),
        "overdue" => t!(lang, "chip-overdue"),
        "unsent" => t!(lang, "chip-unsent"),
        "paid" => t!(lang, "chip-paid"),
        "void" => t!(lang, "chip-void"),
        _ => return None,
    })
}

/// The rest of the address, so that a GET form changes only its own part.
#[component]
fn Kept(query: InvoiceListQuery, with_period: bool) -> impl IntoView {
    let (from, until) = if with_period { (query.from, query.until) } else { (String::new(), String::new()) };
    let pairs = [("status", query.status), ("customer", query.customer), ("sort", query.sort), ("from", from), ("until", until)];
    let inputs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    inputs.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
}

#[component]
fn PeriodFilter(query: InvoiceListQuery) -> impl IntoView {
    let lang = lang();
    let label = period_label(&query, lang);
    let is_on = label.is_some();
    let without =
        list_address(&InvoiceListQuery { from: String::new(), until: String::new(), customer: String::new(), page: String::new(), ..query.clone() });
    view! {
        <div class="push">
            <button class="btn btn-quiet" type="button" popovertarget="filter-panel" class:is-on=is_on>
                <Icon name="list-filter" />
                {label.unwrap_or_else(|| t!(lang, "filter-title"))}
            </button>
            <div class="menu filter-panel" id="filter-panel" popover="auto">
                <form method="get" action="/invoices">
                    <Field name="from" id="filter-from" kind="date" label=t!(lang, "filter-from") value=query.from.clone() />
                    <Field name="until" id="filter-until" kind="date" label=t!(lang, "filter-until") value=query.until.clone() />
                    {(!query.q.is_empty()).then(|| view! { <input type="hidden" name="q" value=query.q.clone() /> })}
                    <Kept query=query with_period=false />
                    <div class="btn-row">
                        <Button look=Look::Primary>{t!(lang, "filter-apply")}</Button>
                        {is_on.then(|| view! { <LinkButton href=without look=Look::Quiet>{t!(lang, "filter-clear")}</LinkButton> })}
                    </div>
                </form>
            </div>
        </div>
    }
}

/// The chosen period as words; `None` where none is chosen.
fn period_label(query: &InvoiceListQuery, lang: Lang) -> Option<String> {
    let day = |input: &str| text::day(input).ok().flatten();
    match (day(&query.from), day(&query.until)) {
        (Some(from), Some(until)) => Some(text::period(from, until, lang)),
        (Some(from), None) => Some(t!(lang, "filter-since", date = text::date(from, lang))),
        (None, Some(until)) => Some(t!(lang, "filter-up-to", date = text::date(until, lang))),
        (None, None) => (!query.customer.is_empty()).then(|| t!(lang, "filter-one-customer")),
    }
}
