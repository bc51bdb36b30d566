//! The rows of the invoice list: a table on a desk, cards on a phone.

use leptos::prelude::*;

use crate::domain::invoice::StatusLabel;
use crate::domain::invoice::view::InvoiceRow;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text::{amount, date, money};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Menu, PickCell, StatusText};

#[component]
pub fn TableRows(rows: Vec<InvoiceRow>, one_currency: Option<Currency>) -> impl IntoView {
    rows.into_iter().map(|row| view! { <TableRow row=row one_currency=one_currency /> }).collect_view()
}

#[component]
fn TableRow(row: InvoiceRow, one_currency: Option<Currency>) -> impl IntoView {
    let lang = lang();
    let href = format!("/invoices/{}", row.public_id);
    let name = customer(&row, lang);
    let figure = |cents: Cents| if one_currency.is_some() { amount(cents, lang) } else { money(cents, row.currency, lang) };
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| date(day, lang));
    let spoken = row.number.clone().unwrap_or_else(|| format!("{} {name}", t!(lang, "status-draft")));
    let number = match row.number.clone() {
        Some(number) => view! { <a class="ref" href=href.clone()>{number}</a> }.into_any(),
        None => "–".into_any(),
    };
    view! {
        <tr class="invoice-row">
            <PickCell id=row.public_id.clone() name=spoken open=row.open />
            <td class="nowrap">{number}</td>
            <td class="main-cell cut">
                <a class="ref" href=href.clone() data-open="" title=name.clone()>{name.clone()}</a>
                <Warnings row=row.clone() />
            </td>
            <td><StatusText status=row.status /></td>
            <td class="muted nowrap col-date">{day(row.issue_date)}</td>
            <td class="muted nowrap">{day(row.due_date)}</td>
            <td class="num">{figure(row.gross)}</td>
            <td class="num col-open">{if row.open.is_zero() { "–".to_owned() } else { figure(row.open) }}</td>
            <td class="num"><RowMenu row=row.clone() href=href /></td>
        </tr>
    }
}

fn customer(row: &InvoiceRow, lang: Lang) -> String {
    row.customer_name.clone().unwrap_or_else(|| t!(lang, "customer-none"))
}

/// A mail that failed, or a customer who cannot be written to.
#[component]
fn Warnings(row: InvoiceRow) -> impl IntoView {
    let lang = lang();
    let warning = |text: String, icon: &'static str, class: &'static str| {
        let title = text.clone();
        view! {
            <span class=class title=title>
                <Icon name=icon />
                <span class="vh">{text}</span>
            </span>
        }
        .into_any()
    };
    if row.mail_failed {
        return warning(t!(lang, "list-mail-failed"), "mail-x", "warn late");
    }
    if row.customer_without_email && !matches!(row.status, StatusLabel::Paid | StatusLabel::Void) {
        return warning(t!(lang, "list-without-email"), "triangle-alert", "warn");
    }
    ().into_any()
}

#[component]
fn RowMenu(row: InvoiceRow, href: String) -> impl IntoView {
    let lang = lang();
    let name = row.number.clone().unwrap_or_else(|| customer(&row, lang));
    let face = view! { <Icon name="ellipsis" /> }.into_any();
    let entry = |href: String, icon: &'static str, label: String| view! { <li><a href=href><Icon name=icon />{label}</a></li> };
    let issued = row.number.is_some().then(|| {
        view! {
            {entry(format!("{href}?dialog=share"), "link", t!(lang, "action-share"))}
            {entry(format!("{href}?dialog=email"), "send", t!(lang, "action-email"))}
            {entry(format!("{href}/pdf"), "download", t!(lang, "action-pdf"))}
        }
    });
    let (icon, label) = if row.number.is_some() { ("eye", t!(lang, "action-open")) } else { ("pencil", t!(lang, "action-edit")) };
    view! {
        <Menu id=format!("row-{}", row.public_id) class="row-menu" label=t!(lang, "row-actions", number = name) face=face>
            {entry(href.clone(), icon, label)}
            {issued}
        </Menu>
    }
}

#[component]
pub fn CardRows(rows: Vec<InvoiceRow>) -> impl IntoView {
    let lang = lang();
    let cards = rows.into_iter().map(|row| {
        let number = row.number.clone().unwrap_or_else(|| t!(lang, "invoice-without-number"));
        let below = match row.due_date {
            Some(day) => t!(lang, "card-due", number = number, date = date(day, lang)),
            None => number,
        };
        view! {
            <li>
                <a class="card" href=format!("/invoices/{}", row.public_id)>
                    <b>{customer(&row, lang)}</b>
                    <span class="num">{money(row.gross, row.currency, lang)}</span>
                    <small>{below}</small>
                    <StatusText status=row.status />
                </a>
            </li>
        }
    });
    view! { <ul class="cards">{cards.collect_view()}</ul> }
}
