//! `/recurring`: what comes next first, searched, filtered and paged by its address.

use leptos::prelude::*;

use super::words::{SeriesStatus, frequency_name, outcome_text, refusal_text};
use crate::domain::lang::Lang;
use crate::domain::recurring::Outcome;
use crate::domain::recurring::view::{RecurringList, RecurringQuery, RecurringRow};
use crate::domain::text::{date, money};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Chip, EmptyState, Icon, LinkButton, Look, PageBody, PageHead, Pager};

#[component]
pub fn RecurringListPage(
    list: RecurringList,
    query: RecurringQuery,
    may_bill: bool,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let body = if list.is_empty_organization {
        let action = may_bill.then(|| view! { <LinkButton href="/recurring/new" icon="plus">{t!(lang, "recurring-first")}</LinkButton> });
        view! { <EmptyState title=t!(lang, "recurring-none") text=t!(lang, "recurring-none-text")>{action}</EmptyState> }.into_any()
    } else {
        filled(list, query, lang)
    };
    let title = t!(lang, "room-recurring");
    let head = if may_bill {
        view! {
            <PageHead title=title notice=notice>
                <LinkButton href="/recurring/new" look=Look::Primary icon="plus">{t!(lang, "recurring-new")}</LinkButton>
            </PageHead>
        }
        .into_any()
    } else {
        view! { <PageHead title=title notice=notice /> }.into_any()
    };
    view! {
        {head}
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn list_address(query: &RecurringQuery) -> String {
    address("/recurring", &[("q", &query.q), ("state", &query.state), ("page", &query.page)])
}

fn filled(list: RecurringList, query: RecurringQuery, lang: Lang) -> AnyView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let page_query = query.clone();
    let page_address = move |page: u32| list_address(&RecurringQuery { page: page.to_string(), ..page_query.clone() });
    let rows = if list.rows.is_empty() {
        view! {
            <EmptyState title=t!(lang, "recurring-no-match") text=t!(lang, "recurring-no-match-text")>
                <LinkButton href="/recurring">{t!(lang, "recurring-all")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <SeriesTable rows=list.rows.clone() />
            <ul class="cards">{list.rows.into_iter().map(|row| card(row, lang)).collect_view()}</ul>
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <Tools chips=list.chips query=query />
        {rows}
    }
    .into_any()
}

#[component]
fn Tools(chips: Vec<(String, u32)>, query: RecurringQuery) -> impl IntoView {
    let lang = lang();
    let chip_query = query.clone();
    let chips = chips.into_iter().filter(|(name, count)| name.is_empty() || *count > 0 || *name == query.state).collect::<Vec<_>>();
    let chips = chips.into_iter().map(|(name, count)| {
        let label = match name.as_str() {
            "active" => t!(lang, "series-active"),
            "paused" => t!(lang, "series-paused"),
            "finished" => t!(lang, "series-finished"),
            _ => t!(lang, "chip-all"),
        };
        let current = name == chip_query.state;
        let href = list_address(&RecurringQuery { state: name, page: String::new(), ..chip_query.clone() });
        view! { <Chip href=href label=label count=count current=current /> }
    });
    view! {
        <div class="tools">
            <form class="search with-icon" role="search" action="/recurring" method="get">
                <Icon name="search" />
                <input class="input" type="search" name="q" value=query.q.clone() placeholder=t!(lang, "recurring-search") aria-label=t!(lang, "recurring-search") />
                {(!query.state.is_empty()).then(|| view! { <input type="hidden" name="state" value=query.state.clone() /> })}
            </form>
            <nav class="chips" aria-label=t!(lang, "list-chips")>{chips.collect_view()}</nav>
        </div>
    }
}

#[component]
fn SeriesTable(rows: Vec<RecurringRow>) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table series-list">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "recurring-name")}</th>
                    <th scope="col">{t!(lang, "recurring-rhythm")}</th>
                    <th scope="col">{t!(lang, "recurring-next")}</th>
                    <th class="col-last" scope="col">{t!(lang, "recurring-last")}</th>
                    <th scope="col">{t!(lang, "column-status")}</th>
                    <th class="num" scope="col">{t!(lang, "column-amount")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| table_row(row, lang)).collect_view()}</tbody>
        </table>
    }
}

fn next_date(row: &RecurringRow, lang: Lang) -> String {
    row.next_date.map_or_else(|| "–".to_owned(), |day| date(day, lang))
}

fn table_row(row: RecurringRow, lang: Lang) -> impl IntoView {
    let last = row.last.as_ref().map(|run| {
        let why = refusal_text(run, lang);
        view! { <span class:is-late=run.outcome == Outcome::Failed title=why>{outcome_text(run, lang)}</span> }
    });
    view! {
        <tr>
            <td class="main-cell cut">
                <a class="ref" href=format!("/recurring/{}", row.public_id) title=row.name.clone()>{row.name.clone()}</a>
                <span class="of-customer">{row.customer_name.clone()}</span>
            </td>
            <td class="muted nowrap">{frequency_name(row.frequency, lang)}</td>
            <td class="nowrap num-left">{next_date(&row, lang)}</td>
            <td class="muted col-last">{last}</td>
            <td><SeriesStatus row=row.clone() /></td>
            <td class="num">{money(row.amount, row.currency, lang)}</td>
        </tr>
    }
}

fn card(row: RecurringRow, lang: Lang) -> impl IntoView {
    let below = match row.next_date {
        Some(day) => t!(lang, "recurring-card", customer = row.customer_name.clone(), date = date(day, lang)),
        None => row.customer_name.clone(),
    };
    view! {
        <li>
            <a class="card" href=format!("/recurring/{}", row.public_id)>
                <b>{row.name.clone()}</b>
                <span class="num">{money(row.amount, row.currency, lang)}</span>
                <small>{below}</small>
                <SeriesStatus row=row.clone() />
            </a>
        </li>
    }
}
