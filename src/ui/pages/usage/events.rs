//! `/billing`: what waits for an invoice and what stands on one.

use leptos::prelude::*;

use super::{event_amount, event_name};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{date, money, number};
use crate::domain::usage::charge::kind_name;
use crate::domain::usage::view::{EventList, EventQuery, EventRow};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Chip, EmptyState, Icon, LinkButton, Look, PageBody, PageHead, Pager};

#[component]
pub fn EventListPage(list: EventList, query: EventQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let new = address("/billing/events/new", &[("customer", &query.customer)]);
    let add = list.may_bill.then(|| view! { <LinkButton href=new.clone() look=Look::Primary icon="plus">{t!(lang, "event-new")}</LinkButton> });
    let body = if list.is_empty_organization {
        let first = list.may_bill.then(|| view! { <LinkButton href=new icon="plus">{t!(lang, "events-first")}</LinkButton> });
        view! { <EmptyState title=t!(lang, "events-none") text=t!(lang, "events-none-text")>{first}</EmptyState> }.into_any()
    } else {
        filled(list, query, lang)
    };
    view! {
        <PageHead title=t!(lang, "room-billing") notice=notice>
            <LinkButton href="/billing/runs" icon="repeat">{t!(lang, "room-runs")}</LinkButton>
            {add}
        </PageHead>
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn list_address(query: &EventQuery) -> String {
    address("/billing", &[("state", &query.state), ("customer", &query.customer), ("q", &query.q), ("page", &query.page)])
}

fn filled(list: EventList, query: EventQuery, lang: Lang) -> AnyView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let page_query = query.clone();
    let page_address = move |page: u32| list_address(&EventQuery { page: page.to_string(), ..page_query.clone() });
    let rows = if list.rows.is_empty() {
        view! {
            <EmptyState title=t!(lang, "events-no-match") text=t!(lang, "events-no-match-text")>
                <LinkButton href="/billing">{t!(lang, "events-all")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        let may_bill = list.may_bill;
        view! {
            <EventTable rows=list.rows.clone() may_bill=may_bill />
            <ul class="cards">{list.rows.clone().into_iter().map(|row| card(row, may_bill, lang)).collect_view()}</ul>
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <Tools list=list.clone() query=query />
        {rows}
    }
    .into_any()
}

/// Search, filters, and how much is open.
#[component]
fn Tools(list: EventList, query: EventQuery) -> impl IntoView {
    let lang = lang();
    let of = query.clone();
    let chip = move |state: &str, label: String, count: u32| {
        let href = list_address(&EventQuery { state: state.to_owned(), page: String::new(), ..of.clone() });
        view! { <Chip href=href label=label count=count current={of.state == state} /> }
    };
    let customer = list.customer.clone().map(|(id, name)| {
        let href = list_address(&EventQuery { customer: String::new(), page: String::new(), ..query.clone() });
        view! {
            <p class="muted filtered">
                <a class="link" href=format!("/customers/{id}")>{name}</a>
                <a class="tap" href=href aria-label=t!(lang, "events-every-customer")><Icon name="x" /></a>
            </p>
        }
    });
    let hidden = |name: &'static str, value: &str| (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value.to_owned() /> });
    view! {
        <div class="tools">
            <form class="search with-icon" role="search" action="/billing" method="get">
                <Icon name="search" />
                <input class="input" type="search" name="q" value=query.q.clone() placeholder=t!(lang, "events-search") aria-label=t!(lang, "events-search") />
                {hidden("state", &query.state)}
                {hidden("customer", &query.customer)}
            </form>
            <nav class="chips" aria-label=t!(lang, "events-filter")>
                {chip("", t!(lang, "events-chip-all"), list.all)}
                {chip("unbilled", t!(lang, "events-chip-unbilled"), list.unbilled)}
                {chip("billed", t!(lang, "events-chip-billed"), list.billed)}
            </nav>
        </div>
        {customer}
        <p class="muted open-sum">{t!(lang, "events-open-sum", amount = money(list.unbilled_sum, Currency::EUR, lang))}</p>
    }
}

#[component]
fn EventTable(rows: Vec<EventRow>, may_bill: bool) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table billing-events">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "column-date")}</th>
                    <th scope="col">{t!(lang, "column-customer")}</th>
                    <th scope="col">{t!(lang, "event-what")}</th>
                    <th class="col-reference" scope="col">{t!(lang, "event-reference")}</th>
                    <th class="num" scope="col">{t!(lang, "event-quantity")}</th>
                    <th class="num" scope="col">{t!(lang, "column-amount")}</th>
                    <th scope="col">{t!(lang, "column-status")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| table_row(row, may_bill, lang)).collect_view()}</tbody>
        </table>
    }
}

/// To the event while it can be changed, else to its invoice.
fn href_of(row: &EventRow, may_bill: bool) -> Option<String> {
    match &row.invoice {
        Some((id, _)) => may_bill.then(|| format!("/invoices/{id}")),
        None => may_bill.then(|| format!("/billing/events/{}", row.public_id)),
    }
}

fn table_row(row: EventRow, may_bill: bool, lang: Lang) -> impl IntoView {
    let name = event_name(&row, lang);
    let what = match href_of(&row, may_bill) {
        Some(href) => view! { <a class="ref" href=href title=name.clone()>{name.clone()}</a> }.into_any(),
        None => name.clone().into_any(),
    };
    let kind = row.description.as_ref().map(|_| view! { <small class="muted">" · " {kind_name(&row.kind, lang)}</small> });
    let customer = if may_bill {
        view! { <a class="ref" href=format!("/customers/{}", row.customer) title=row.customer_name.clone()>{row.customer_name.clone()}</a> }
            .into_any()
    } else {
        row.customer_name.clone().into_any()
    };
    view! {
        <tr>
            <td class="nowrap muted">{date(row.occurred_on, lang)}</td>
            <td class="half cut">{customer}</td>
            <td class="half cut main-cell">{what} {kind}</td>
            <td class="muted col-reference">{row.reference.clone()}</td>
            <td class="num muted">{number(row.quantity, 0, lang)}</td>
            <td class="num" class:muted=row.amount.is_none()>{event_amount(&row, lang)}</td>
            <td class="nowrap">{status(&row, lang)}</td>
        </tr>
    }
}

fn card(row: EventRow, may_bill: bool, lang: Lang) -> impl IntoView {
    let inside = view! {
        <b>{event_name(&row, lang)}</b>
        <span class="num">{event_amount(&row, lang)}</span>
        <small>{format!("{} · {}", date(row.occurred_on, lang), row.customer_name)}</small>
        {status(&row, lang)}
    };
    match href_of(&row, may_bill) {
        Some(href) => view! { <li><a class="card" href=href>{inside}</a></li> }.into_any(),
        None => view! { <li><div class="card">{inside}</div></li> }.into_any(),
    }
}

fn status(row: &EventRow, lang: Lang) -> AnyView {
    let (icon, tone, words) = match &row.invoice {
        Some((_, number)) => ("circle-check", "s-paid", number.clone()),
        None => ("circle", "s-open", t!(lang, "event-unbilled")),
    };
    view! { <span class=format!("status {tone}")><Icon name=icon /> {words}</span> }.into_any()
}
