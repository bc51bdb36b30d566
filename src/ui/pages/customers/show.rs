//! `/customers/{id}`: what is owed, what was invoiced, and how to reach them.

use leptos::prelude::*;

use super::open_events::{BillDialog, OpenEventsPart};
use super::{WithoutEmail, tier_name, tier_why};
use crate::domain::customer::{BillingTier, CustomerContent, CustomerPage};
use crate::domain::flash::Flash;
use crate::domain::invoice::view::InvoiceRow;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text::{date, money, number};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, LinkButton, Look, PageBody, PageHead, StatusText};
use crate::ui::pages::countries::country_name;

#[component]
pub fn CustomerShowPage(
    page: CustomerPage,
    #[prop(optional_no_strip)] notice: Option<String>,
    /// The dialog that is open without script.
    #[prop(optional, into)]
    dialog: String,
    #[prop(optional_no_strip)] flash: Option<Flash>,
) -> impl IntoView {
    let lang = lang();
    let id = page.row.public_id.clone();
    let edit = format!("/customers/{id}/edit");
    let without_email = page.content.billing_email.is_none().then(|| {
        view! {
            <div class="banner calm">
                <Icon name="triangle-alert" />
                <p>{t!(lang, "customer-without-email-text")} " – " <a href=format!("{edit}#billing_email")>{t!(lang, "customer-without-email-link")}</a></p>
            </div>
        }
    });
    let new_invoice = address("/invoices/new", &[("customer", &id)]);
    view! {
        <PageHead title=page.row.name.clone() crumb=("/customers", t!(lang, "room-customers")) notice=notice>
            <LinkButton href=edit.clone() icon="pencil">{t!(lang, "action-edit-customer")}</LinkButton>
            <LinkButton href=new_invoice look=Look::Primary icon="plus">{t!(lang, "customer-new-invoice")}</LinkButton>
        </PageHead>
        <PageBody>
            {without_email}
            <Figures page=page.clone() />
            <BillDialog page=page.clone() flash=flash open={dialog == "bill"} />
            <div class="split customer-split">
                <div>
                    <OpenEventsPart open=page.open_events.clone() customer=id.clone() />
                    <Invoices rows=page.invoices.clone() customer=id />
                </div>
                <Facts page=page />
            </div>
        </PageBody>
    }
    .into_any()
}

#[component]
fn Figures(page: CustomerPage) -> impl IntoView {
    let lang = lang();
    let id = page.row.public_id.clone();
    let link = move |status: &str| address("/invoices", &[("status", status), ("customer", &id)]);
    let figure = |cents: Cents| money(cents, Currency::EUR, lang);
    let row = |href: String, label: String, value: String, late: bool| {
        view! { <a href=href><span class="muted">{label}</span><span class="figure" class:is-late=late>{value}</span></a> }
    };
    view! {
        <div class="figures">
            {row(link("open"), t!(lang, "customer-open"), figure(page.row.open), false)}
            {row(link("overdue"), t!(lang, "customer-overdue"), figure(page.row.overdue), !page.row.overdue.is_zero())}
            {row(link(""), t!(lang, "customer-invoiced"), figure(page.invoiced), false)}
            {row(link(""), t!(lang, "customer-invoices"), page.row.invoice_count.to_string(), false)}
        </div>
    }
}

#[component]
fn Invoices(rows: Vec<InvoiceRow>, customer: String) -> impl IntoView {
    let lang = lang();
    let body = if rows.is_empty() {
        view! { <p class="quiet-line">{t!(lang, "customer-no-invoices")}</p> }.into_any()
    } else {
        view! { <ul class="customer-invoices">{rows.into_iter().map(|row| invoice(row, lang)).collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "room-invoices")}</h2>
                <a class="link" href=address("/invoices", &[("customer", &customer)])>{t!(lang, "customer-all-invoices")}</a>
            </div>
            {body}
        </section>
    }
}

fn invoice(row: InvoiceRow, lang: Lang) -> impl IntoView {
    let name = row.number.unwrap_or_else(|| t!(lang, "customer-draft"));
    let day = row.issue_date.map(|day| date(day, lang));
    view! {
        <li>
            <a class="card" href=format!("/invoices/{}", row.public_id)>
                <b>{name}</b>
                <span class="num">{money(row.gross, row.currency, lang)}</span>
                <small>{day}</small>
                <StatusText status=row.status />
            </a>
        </li>
    }
}

#[component]
fn Facts(page: CustomerPage) -> impl IntoView {
    let lang = lang();
    let content = page.content;
    let email = match content.billing_email.clone() {
        Some(email) => view! { <a class="link" href=format!("mailto:{email}")>{email.clone()}</a> }.into_any(),
        None => view! { {t!(lang, "customer-missing")} <WithoutEmail /> }.into_any(),
    };
    let mut facts = vec![(t!(lang, "customer-number"), page.row.number.to_string())];
    let optional = [
        (t!(lang, "customer-billing-contact"), content.billing_contact_name.clone()),
        (t!(lang, "customer-contact"), content.contact_name.clone()),
        (t!(lang, "customer-phone"), content.contact_phone.clone()),
        (t!(lang, "customer-vat-id"), content.vat_id.clone()),
        (t!(lang, "customer-buyer-reference"), content.buyer_reference.clone()),
    ];
    facts.extend(optional.into_iter().filter_map(|(label, value)| Some((label, value?))));
    facts.push((t!(lang, "customer-terms"), t!(lang, "customer-terms-days", days = content.payment_terms_days)));
    facts.push((t!(lang, "customer-unit-rate"), money(content.unit_rate, Currency::EUR, lang)));
    if content.billing_tier == BillingTier::Subscription {
        let (rates, euros) = (content.subscription, |cents: Cents| money(cents, Currency::EUR, lang));
        facts.push((t!(lang, "customer-monthly-fee"), euros(rates.monthly_fee)));
        facts.push((t!(lang, "customer-included-units"), number(rates.included_units.into(), 0, lang)));
        facts.push((t!(lang, "customer-overage-rate"), euros(rates.overage_rate.unwrap_or(content.unit_rate))));
    }
    if content.is_consumer {
        facts.push((t!(lang, "customer-kind"), t!(lang, "customer-consumer")));
    }
    if content.no_dunning {
        facts.push((t!(lang, "room-dunning"), t!(lang, "customer-no-dunning")));
    }
    facts.push((t!(lang, "customer-language"), if content.language == Lang::De { "Deutsch" } else { "English" }.to_owned()));
    let rows = facts.into_iter().map(|(label, value)| view! { <dt>{label}</dt> <dd>{value}</dd> });
    let tier = content.billing_tier;
    view! {
        <section class="customer-facts">
            <h2>{t!(lang, "customer-address")}</h2>
            <address>{address_lines(&content, lang).into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}</address>
            <h2>{t!(lang, "customer-data")}</h2>
            <dl class="facts">
                <dt>{t!(lang, "customer-billing-email")}</dt>
                <dd>{email}</dd>
                {rows.collect_view()}
            </dl>
            <h2>{tier_name(tier, lang)}</h2>
            <p class="muted">{tier_why(tier, lang)}</p>
            {content.notes.map(|notes| view! { <h2>{t!(lang, "customer-notes")}</h2> <p class="pre muted">{notes}</p> })}
        </section>
    }
}

fn address_lines(content: &CustomerContent, lang: Lang) -> Vec<String> {
    let place = [content.postcode.as_deref(), content.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let country = (content.country != "DE").then(|| country_name(&content.country, lang).unwrap_or_else(|| content.country.clone()));
    [Some(content.name.clone()), content.address_extra.clone(), content.street.clone(), Some(place), country]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect()
}
