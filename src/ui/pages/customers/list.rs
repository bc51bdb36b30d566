//! `/customers`: searched, sorted and paged by its address.

use leptos::prelude::*;

use super::{WithoutEmail, tier_name};
use crate::domain::customer::{CustomerList, CustomerListQuery, CustomerRow};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text::{amount, money};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{EmptyState, Icon, LinkButton, Look, PageBody, PageHead, Pager, SortHead};

#[component]
pub fn CustomerListPage(list: CustomerList, query: CustomerListQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let body = if list.is_empty_organization {
        view! {
            <EmptyState title=t!(lang, "customers-none") text=t!(lang, "customers-none-text")>
                <LinkButton href="/customers/new" icon="plus">{t!(lang, "customers-first")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        filled(list, query, lang)
    };
    view! {
        <PageHead title=t!(lang, "room-customers") notice=notice>
            <LinkButton href="/customers/new" look=Look::Primary icon="plus">{t!(lang, "customer-new")}</LinkButton>
        </PageHead>
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn list_address(query: &CustomerListQuery) -> String {
    address("/customers", &[("q", &query.q), ("sort", &query.sort), ("page", &query.page)])
}

fn filled(list: CustomerList, query: CustomerListQuery, lang: Lang) -> AnyView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let page_query = query.clone();
    let page_address = move |page: u32| list_address(&CustomerListQuery { page: page.to_string(), ..page_query.clone() });
    let rows = if list.rows.is_empty() {
        view! {
            <EmptyState title=t!(lang, "customers-no-match") text=t!(lang, "customers-no-match-text")>
                <LinkButton href="/customers">{t!(lang, "customers-all")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        view! {
            <CustomerTable rows=list.rows.clone() query=query.clone() />
            <ul class="cards">{list.rows.into_iter().map(|row| card(row, lang)).collect_view()}</ul>
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <div class="tools">
            <form class="search with-icon" role="search" action="/customers" method="get">
                <Icon name="search" />
                <input class="input" type="search" name="q" value=query.q placeholder=t!(lang, "customers-search") aria-label=t!(lang, "customers-search") />
            </form>
        </div>
        {rows}
    }
    .into_any()
}

#[component]
fn CustomerTable(rows: Vec<CustomerRow>, query: CustomerListQuery) -> impl IntoView {
    let lang = lang();
    let sort = if query.sort.is_empty() { "name".to_owned() } else { query.sort.clone() };
    let address_of = Callback::new(move |sort: String| list_address(&CustomerListQuery { sort, page: String::new(), ..query.clone() }));
    let head = move |key: &'static str, label: String, class: &'static str| view! { <SortHead key=key sort=sort.clone() label=label class=class href=address_of /> };
    view! {
        <table class="table sticky wide-table customers">
            <thead>
                <tr>
                    {head("name", t!(lang, "customer-name"), "")}
                    {head("number", t!(lang, "customer-number"), "num")}
                    <th class="col-city" scope="col">{t!(lang, "customer-city")}</th>
                    <th class="col-tier" scope="col">{t!(lang, "customer-tier")}</th>
                    <th class="num" scope="col">{t!(lang, "customer-invoices")}</th>
                    {head("open", t!(lang, "customer-open-euro"), "num")}
                    <th class="num" scope="col">{t!(lang, "customer-overdue-euro")}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| table_row(row, lang)).collect_view()}</tbody>
        </table>
    }
}

fn table_row(row: CustomerRow, lang: Lang) -> impl IntoView {
    let figure = |cents: Cents| if cents.is_zero() { "–".to_owned() } else { amount(cents, lang) };
    view! {
        <tr>
            <td class="main-cell cut">
                <a class="ref" href=format!("/customers/{}", row.public_id) title=row.name.clone()>{row.name.clone()}</a>
                {row.billing_email.is_none().then(|| view! { <WithoutEmail /> })}
            </td>
            <td class="num muted">{row.number}</td>
            <td class="muted col-city">{row.city}</td>
            <td class="muted nowrap col-tier">{tier_name(row.billing_tier, lang)}</td>
            <td class="num muted">{row.invoice_count}</td>
            <td class="num">{figure(row.open)}</td>
            <td class="num" class:is-late=!row.overdue.is_zero()>{figure(row.overdue)}</td>
        </tr>
    }
}

fn card(row: CustomerRow, lang: Lang) -> impl IntoView {
    let below = row.city.map_or_else(|| row.number.to_string(), |city| format!("{} · {city}", row.number));
    let open = if row.open.is_zero() { "–".to_owned() } else { money(row.open, Currency::EUR, lang) };
    let late = (!row.overdue.is_zero()).then(|| t!(lang, "customer-of-which-overdue", amount = money(row.overdue, Currency::EUR, lang)));
    view! {
        <li>
            <a class="card" href=format!("/customers/{}", row.public_id)>
                <b>{row.name} {row.billing_email.is_none().then(|| view! { <WithoutEmail /> })}</b>
                <span class="num">{open}</span>
                <small>{below}</small>
                <small class="is-late num">{late}</small>
            </a>
        </li>
    }
}
