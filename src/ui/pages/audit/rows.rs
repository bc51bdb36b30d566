//! The entries of the log: a table, and cards on a phone.

use leptos::prelude::*;

use crate::domain::audit::AuditEntry;
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::money;
use crate::i18n;
use crate::t;
use crate::ui::components::events::{event_icon, event_text};
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Moment};

#[component]
pub fn Table(entries: Vec<AuditEntry>) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="table sticky wide-table audit">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "audit-when")}</th>
                    <th scope="col">{t!(lang, "audit-who")}</th>
                    <th scope="col">{t!(lang, "audit-what")}</th>
                    <th scope="col">{t!(lang, "audit-thing")}</th>
                    <th scope="col">{t!(lang, "audit-detail")}</th>
                    <th class="col-address" scope="col">{t!(lang, "audit-address")}</th>
                </tr>
            </thead>
            <tbody>{entries.into_iter().map(|entry| row(entry, lang)).collect_view()}</tbody>
        </table>
    }
}

fn row(entry: AuditEntry, lang: Lang) -> AnyView {
    view! {
        <tr>
            <td class="muted nowrap"><Moment at=entry.at /></td>
            <td>{who(&entry, lang)}</td>
            <td class="main-cell"><span class="what"><Icon name=event_icon(&entry.event) />{what(&entry, lang)}</span></td>
            <td>{thing(&entry)}</td>
            <td class="muted detail">{details(&entry, lang)}</td>
            <td class="faint col-address" title=entry.request_id>{entry.address}</td>
        </tr>
    }
    .into_any()
}

#[component]
pub fn Cards(entries: Vec<AuditEntry>) -> impl IntoView {
    let lang = lang();
    let cards = entries.into_iter().map(|entry| {
        view! {
            <li class="audit-card">
                <p><span class="what"><Icon name=event_icon(&entry.event) /><b>{what(&entry, lang)}</b></span> <Moment at=entry.at class="faint" /></p>
                <p class="muted">{who(&entry, lang)} " " {thing(&entry)}</p>
                <p class="faint">{details(&entry, lang)}</p>
            </li>
        }
    });
    view! { <ul class="cards">{cards.collect_view()}</ul> }
}

fn what(entry: &AuditEntry, lang: Lang) -> String {
    let own = format!("audit-{}", entry.event.replace(['.', '_'], "-"));
    let prefix = if i18n::has(lang, &own) { "audit" } else { "history" };
    event_text(lang, prefix, &entry.event, &[("detail", entry.detail.clone().unwrap_or_default())])
}

/// The name, and for all but people what they are.
fn who(entry: &AuditEntry, lang: Lang) -> String {
    let kind = i18n::text(lang, &format!("audit-by-{}", entry.actor_kind.replace('_', "-")));
    match (&entry.actor_name, entry.actor_kind.as_str()) {
        (Some(name), "user") => name.clone(),
        (Some(name), _) => format!("{kind} {name}"),
        (None, _) => kind,
    }
}

fn thing(entry: &AuditEntry) -> AnyView {
    let invoice = entry.invoice.clone().map(|id| {
        let words = entry.invoice_number.clone().unwrap_or_else(|| id.clone());
        view! { <a class="link" href=format!("/invoices/{id}")>{words}</a> }
    });
    let separator = (invoice.is_some() && entry.customer_name.is_some()).then_some(" · ");
    let customer = match (entry.customer.clone(), entry.customer_name.clone()) {
        (Some(id), Some(name)) => view! { <a class="ref" href=format!("/customers/{id}")>{name}</a> }.into_any(),
        (_, name) => name.into_any(),
    };
    view! { {invoice} {separator} {customer} }.into_any()
}

fn details(entry: &AuditEntry, lang: Lang) -> String {
    let amount = entry.amount.map(|cents| money(cents, Currency::default(), lang));
    [entry.detail.clone(), amount].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
