//! What happened last, and what is next.

use leptos::prelude::*;

use crate::domain::invoice::view::{Activity, InvoiceRow};
use crate::domain::money::Currency;
use crate::domain::text::{day_month, money};
use crate::t;
use crate::ui::components::events::{bold, event_icon, event_text, event_view};
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Moment};

#[component]
pub fn ActivityFeed(entries: Vec<Activity>, currency: Currency, leads: bool) -> impl IntoView {
    let lang = lang();
    let empty = entries.is_empty().then(|| view! { <p class="quiet-line">{t!(lang, "activity-none")}</p> });
    let rows = entries.into_iter().map(|entry| {
        let customer = entry.customer_name.clone().unwrap_or_else(|| t!(lang, "customer-unknown"));
        let number = entry.invoice_number.clone().unwrap_or_else(|| t!(lang, "invoice-without-number"));
        let sentence = event_text(lang, "activity", &entry.event, &[("customer", bold(&customer)), ("number", number)]);
        let words = match &entry.invoice_public_id {
            Some(id) if leads => view! { <a class="ref" href=format!("/invoices/{id}")>{event_view(&sentence)}</a> }.into_any(),
            _ => event_view(&sentence),
        };
        view! {
            <li>
                <Icon name=event_icon(&entry.event) />
                <span class="grow">{words}</span>
                {entry.amount.map(|cents| view! { <span class="num hide-s">{money(cents, currency, lang)}</span> })}
                <Moment at=entry.at short=true class="faint num when" />
            </li>
        }
    });
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "activity-title")}</h2></div>
            <ul class="rows feed">{rows.collect_view()}</ul>
            {empty}
        </section>
    }
}

/// Invoices that fall due next, or the drafts that wait.
#[component]
pub fn NextRows(rows: Vec<InvoiceRow>, drafts: bool, leads: bool) -> impl IntoView {
    let lang = lang();
    let (title, all, none) = if drafts {
        (t!(lang, "overview-drafts"), "/invoices?status=draft", t!(lang, "overview-no-drafts"))
    } else {
        (t!(lang, "overview-next-due"), "/invoices?status=open&sort=due", t!(lang, "overview-nothing-due"))
    };
    if drafts && rows.is_empty() {
        return ().into_any();
    }
    let body = if rows.is_empty() {
        view! { <p class="quiet-line">{none}</p> }.into_any()
    } else {
        let rows = rows.into_iter().map(|row| {
            let day = if drafts { row.issue_date } else { row.due_date };
            let cents = if drafts { row.gross } else { row.open };
            view! {
                <li>
                    <span class="day">{day.map_or_else(|| "–".to_owned(), |day| day_month(day, lang))}</span>
                    <a class="grow ref cut-text" href=leads.then(|| format!("/invoices/{}", row.public_id))>
                        {row.customer_name.unwrap_or_else(|| t!(lang, "customer-unknown"))}
                    </a>
                    <span class="num">{money(cents, row.currency, lang)}</span>
                </li>
            }
        });
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <div class="section-head">
                <h2>{title}</h2>
                {leads.then(|| view! { <a class="link" href=all>{t!(lang, "action-all")}</a> })}
            </div>
            {body}
        </section>
    }
    .into_any()
}
