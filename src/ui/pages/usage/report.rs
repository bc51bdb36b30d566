//! The report of a run: a row for each customer, with the reason where nothing was billed.

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::money;
use crate::domain::usage::view::{ItemState, RunItem};
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

#[component]
pub(super) fn ReportTable(items: Vec<RunItem>, may_bill: bool) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table billing-report">
            <thead>
                <tr>
                    <th class="num" scope="col">{t!(lang, "customer-number")}</th>
                    <th scope="col">{t!(lang, "column-customer")}</th>
                    <th scope="col">{t!(lang, "run-result")}</th>
                    <th class="num" scope="col">{t!(lang, "run-events")}</th>
                    <th class="num" scope="col">{t!(lang, "run-gross")}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(|item| table_row(item, may_bill, lang)).collect_view()}</tbody>
        </table>
    }
}

fn table_row(item: RunItem, may_bill: bool, lang: Lang) -> impl IntoView {
    let customer = if may_bill {
        view! { <a class="ref" href=format!("/customers/{}", item.customer) title=item.customer_name.clone()>{item.customer_name.clone()}</a> }
            .into_any()
    } else {
        item.customer_name.clone().into_any()
    };
    view! {
        <tr>
            <td class="num muted">{item.customer_number}</td>
            <td class="main-cell half cut">{customer}</td>
            <td class="half">{result(&item, may_bill, lang)}</td>
            <td class="num muted">{item.events}</td>
            <td class="num">{gross(&item, lang)}</td>
        </tr>
    }
}

#[component]
pub(super) fn ReportCards(items: Vec<RunItem>, may_bill: bool) -> impl IntoView {
    let lang = lang();
    let card = move |item: RunItem| {
        view! {
            <li class="card">
                <b>{item.customer_name.clone()}</b>
                <span class="num">{gross(&item, lang)}</span>
                <div class="report-result">{result(&item, may_bill, lang)}</div>
            </li>
        }
    };
    view! { <ul class="cards">{items.into_iter().map(card).collect_view()}</ul> }
}

fn gross(item: &RunItem, lang: Lang) -> String {
    if item.state == ItemState::Pending { "–".to_owned() } else { money(item.gross, Currency::EUR, lang) }
}

/// What became of the customer: the invoice, or the reason with the way to mend it.
fn result(item: &RunItem, may_bill: bool, lang: Lang) -> AnyView {
    let (icon, tone) = match item.state {
        ItemState::Pending => ("hourglass", "s-still"),
        ItemState::Done => ("circle-check", "s-paid"),
        ItemState::Skipped => ("clock", "s-still"),
        ItemState::Failed => ("circle-alert", "s-late"),
    };
    let words = match (&item.invoice, may_bill) {
        (Some((id, number)), true) => view! { <a class="ref" href=format!("/invoices/{id}")>{number.clone()}</a> }.into_any(),
        (Some((_, number)), false) => number.clone().into_any(),
        (None, _) => reason(item, lang).into_any(),
    };
    let unmailed = (item.state == ItemState::Done && !item.is_mailed).then(|| {
        let words = t!(lang, "run-not-mailed");
        view! { <span class="warn" title=words.clone()><Icon name="triangle-alert" /><span class="vh">{words.clone()}</span></span> }
    });
    let findings = item.findings.clone().into_iter().map(|finding| {
        let words = finding.text(lang).to_owned();
        let shown = if may_bill { view! { <a class="link" href=finding.href>{words}</a> }.into_any() } else { words.into_any() };
        view! { <li>{shown}</li> }
    });
    let findings = (!item.findings.is_empty()).then(|| view! { <ul class="run-findings">{findings.collect_view()}</ul> });
    view! {
        <span class=format!("status {tone}")><Icon name=icon /> {words}</span>
        {unmailed}
        {findings}
    }
    .into_any()
}

fn reason(item: &RunItem, lang: Lang) -> String {
    match item.reason.as_deref() {
        Some("negative") => t!(lang, "run-reason-negative"),
        Some("nothing") => t!(lang, "run-reason-nothing"),
        Some("gate") => t!(lang, "run-reason-gate"),
        Some("out_of_range") => t!(lang, "run-reason-out-of-range"),
        Some(_) => t!(lang, "run-reason-error"),
        None => t!(lang, "run-reason-pending"),
    }
}
