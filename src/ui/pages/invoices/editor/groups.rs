//! What few invoices need, in groups that stay closed until something stands in them.

use leptos::prelude::*;

use super::fields::{Group, date, line, rate, select, with_hint};
use super::rows::{ExemptionRows, NoteRows, PrecedingRows};
use crate::domain::error::FieldError;
use crate::domain::invoice::documents::{PdfProfile, XmlSyntax};
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::invoice::draft::payment::MEANS;
use crate::domain::lang::Lang;
use crate::i18n;
use crate::t;
use crate::ui::components::Choice;
use crate::ui::components::words::lang;
use crate::ui::pages::countries::country_choices;

/// Currencies that the editor offers.
const CURRENCIES: [&str; 8] = ["EUR", "CHF", "USD", "GBP", "DKK", "SEK", "PLN", "CZK"];

/// All groups, from the usual to the rare; a series has no attachments.
#[component]
pub fn Groups(form: InvoiceForm, errors: Vec<FieldError>, is_correction: bool, attachments: Option<u32>) -> impl IntoView {
    view! {
        <PaymentGroup form=form.clone() errors=errors.clone() />
        <DeliveryGroup form=form.clone() errors=errors.clone() />
        <TaxGroup form=form.clone() errors=errors.clone() />
        <ReferenceGroup form=form.clone() errors=errors.clone() />
        <NoteGroup form=form.clone() errors=errors.clone() />
        <PayeeGroup form=form.clone() errors=errors.clone() />
        <KindGroup form=form errors=errors is_correction=is_correction />
        {attachments.map(|count| view! { <Attachments count=count /> })}
    }
}

#[component]
fn PaymentGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let payment = form.payment;
    let filled =
        [&payment.means, &payment.text, &payment.remittance, &payment.mandate, &payment.debited_account, &payment.card_number, &payment.card_holder]
            .iter()
            .any(|text| !text.is_empty());
    view! {
        <Group title=t!(lang, "group-payment") names=vec!["payment."] filled=filled errors=errors>
            {select("payment.means", t!(lang, "payment-means"), payment.means.clone(), means(&payment.means, lang))}
            {line("payment.text", t!(lang, "payment-text"), payment.text, 200)}
            {with_hint("payment.remittance", t!(lang, "payment-remittance"), payment.remittance, t!(lang, "payment-remittance-hint"))}
            {with_hint("payment.mandate", t!(lang, "payment-mandate"), payment.mandate, t!(lang, "payment-mandate-hint"))}
            {line("payment.debited_account", t!(lang, "payment-debited-account"), payment.debited_account, 42)}
            {with_hint("payment.card_number", t!(lang, "payment-card-number"), payment.card_number, t!(lang, "payment-card-number-hint"))}
            {line("payment.card_holder", t!(lang, "payment-card-holder"), payment.card_holder, 100)}
        </Group>
    }
}

/// The offered codes, and one that a program chose.
fn means(current: &str, lang: Lang) -> Vec<Choice> {
    let offered = MEANS.map(|code| Choice::new(code.to_string(), i18n::text(lang, &format!("payment-means-{code}"))));
    let mut choices = vec![Choice::new("", t!(lang, "payment-means-agreed"))];
    choices.extend(offered);
    kept(choices, current)
}

fn kept(mut choices: Vec<Choice>, current: &str) -> Vec<Choice> {
    if !choices.iter().any(|choice| choice.value == current) {
        choices.push(Choice::new(current, current));
    }
    choices
}

#[component]
fn DeliveryGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let delivery = form.delivery;
    let filled = [&delivery.name, &delivery.location, &delivery.date, &delivery.street, &delivery.postcode, &delivery.city, &delivery.country]
        .iter()
        .any(|text| !text.is_empty());
    let mut countries = vec![Choice::new("", t!(lang, "delivery-country-customer"))];
    countries.extend(country_choices(&delivery.country, lang));
    view! {
        <Group title=t!(lang, "group-delivery") names=vec!["delivery."] filled=filled errors=errors>
            {line("delivery.name", t!(lang, "delivery-name"), delivery.name, 200)}
            {line("delivery.street", t!(lang, "address-street"), delivery.street, 200)}
            {line("delivery.address_extra", t!(lang, "address-extra"), delivery.address_extra, 200)}
            <div class="pair">
                {line("delivery.postcode", t!(lang, "address-postcode"), delivery.postcode, 20)}
                {line("delivery.city", t!(lang, "address-city"), delivery.city, 100)}
            </div>
            {select("delivery.country", t!(lang, "address-country"), delivery.country, countries)}
            {date("delivery.date", t!(lang, "delivery-date"), delivery.date)}
            <div class="pair">
                {line("delivery.location", t!(lang, "delivery-location"), delivery.location, 100)}
                {line("delivery.location_scheme", t!(lang, "field-scheme"), delivery.location_scheme, 20)}
            </div>
        </Group>
    }
}

#[component]
fn TaxGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let tax = form.tax;
    let is_foreign = !matches!(form.currency.as_str(), "" | "EUR");
    let stated = [&tax.point_date, &tax.point_code, &tax.currency, &tax.amount, &tax.exchange_rate, &form.rounding].iter().any(|t| !t.is_empty());
    let filled = is_foreign || stated || !form.exemptions.is_empty();
    let currency = if form.currency.is_empty() { "EUR".to_owned() } else { form.currency };
    let currencies = |first: Option<Choice>, current: &str| {
        let offered = CURRENCIES.map(|code| Choice::new(code, code));
        kept(first.into_iter().chain(offered).collect(), current)
    };
    let tax_currencies = currencies(Some(Choice::new("", t!(lang, "tax-currency-none"))), &tax.currency);
    view! {
        <Group title=t!(lang, "group-tax") names=vec!["tax.", "currency", "rounding", "exemptions"] filled=filled errors=errors>
            {select("currency", t!(lang, "invoice-currency"), currency.clone(), currencies(None, &currency))}
            {select("tax.currency", t!(lang, "tax-currency"), tax.currency, tax_currencies)}
            <div class="pair">
                {rate("tax.exchange_rate", t!(lang, "tax-exchange-rate"), tax.exchange_rate)}
                {rate("tax.amount", t!(lang, "tax-amount"), tax.amount)}
            </div>
            {rate("rounding", t!(lang, "editor-rounding"), form.rounding)}
            <div class="pair">
                {date("tax.point_date", t!(lang, "tax-point-date"), tax.point_date)}
                {select("tax.point_code", t!(lang, "tax-point-code"), tax.point_code, tax_points(lang))}
            </div>
            <ExemptionRows rows=form.exemptions />
        </Group>
    }
}

fn tax_points(lang: Lang) -> Vec<Choice> {
    vec![
        Choice::new("", t!(lang, "tax-point-none")),
        Choice::new("3", t!(lang, "tax-point-issue")),
        Choice::new("35", t!(lang, "tax-point-delivery")),
        Choice::new("432", t!(lang, "tax-point-payment")),
    ]
}

#[component]
fn ReferenceGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let more = form.references;
    let texts = [
        &form.contract_reference,
        &form.project_reference,
        &form.buyer_reference,
        &form.prepaid,
        &more.sales_order,
        &more.receiving_advice,
        &more.despatch_advice,
        &more.tender,
        &more.invoiced_object,
        &more.buyer_accounting,
    ];
    let filled = texts.iter().any(|text| !text.is_empty()) || !form.preceding.is_empty();
    let names = vec!["contract_reference", "project_reference", "buyer_reference", "prepaid", "references.", "preceding"];
    view! {
        <Group title=t!(lang, "editor-more-references") names=names filled=filled errors=errors>
            {with_hint("buyer_reference", t!(lang, "editor-buyer-reference"), form.buyer_reference, t!(lang, "editor-buyer-reference-hint"))}
            {line("contract_reference", t!(lang, "editor-contract-reference"), form.contract_reference, 100)}
            {line("project_reference", t!(lang, "editor-project-reference"), form.project_reference, 100)}
            {with_hint("prepaid", t!(lang, "editor-prepaid"), form.prepaid, t!(lang, "editor-prepaid-hint"))}
            <PrecedingRows rows=form.preceding />
            {line("references.despatch_advice", t!(lang, "reference-despatch"), more.despatch_advice, 100)}
            {line("references.receiving_advice", t!(lang, "reference-receiving"), more.receiving_advice, 100)}
            {line("references.sales_order", t!(lang, "reference-sales-order"), more.sales_order, 100)}
            {line("references.tender", t!(lang, "reference-tender"), more.tender, 100)}
            {line("references.buyer_accounting", t!(lang, "reference-accounting"), more.buyer_accounting, 100)}
            <div class="pair">
                {line("references.invoiced_object", t!(lang, "reference-object"), more.invoiced_object, 100)}
                {line("references.invoiced_object_scheme", t!(lang, "field-scheme"), more.invoiced_object_scheme, 20)}
            </div>
        </Group>
    }
}

#[component]
fn NoteGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    view! {
        <Group title=t!(lang, "group-notes") names=vec!["further_notes"] filled=!form.further_notes.is_empty() errors=errors>
            <NoteRows rows=form.further_notes />
        </Group>
    }
}

#[component]
fn PayeeGroup(form: InvoiceForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let payee = form.payee;
    let filled = [&payee.name, &payee.identifier, &payee.registration].iter().any(|text| !text.is_empty());
    view! {
        <Group title=t!(lang, "group-payee") names=vec!["payee."] filled=filled errors=errors>
            {line("payee.name", t!(lang, "payee-name"), payee.name, 200)}
            <div class="pair">
                {line("payee.identifier", t!(lang, "payee-identifier"), payee.identifier, 100)}
                {line("payee.identifier_scheme", t!(lang, "field-scheme"), payee.identifier_scheme, 20)}
            </div>
            <div class="pair">
                {line("payee.registration", t!(lang, "payee-registration"), payee.registration, 100)}
                {line("payee.registration_scheme", t!(lang, "field-scheme"), payee.registration_scheme, 20)}
            </div>
        </Group>
    }
}

/// What it is, and in which form it leaves the house. A correction stays one, so its kind is carried along unseen.
#[component]
fn KindGroup(form: InvoiceForm, errors: Vec<FieldError>, is_correction: bool) -> impl IntoView {
    let lang = lang();
    let filled = form.kind == "partial" || !form.xml_syntax.is_empty() || !form.pdf_profile.is_empty();
    let usual = move || Choice::new("", t!(lang, "documents-usual"));
    let syntaxes = XmlSyntax::ALL.map(|syntax| Choice::new(syntax.as_str(), i18n::text(lang, &format!("xml-syntax-{}", syntax.as_str()))));
    let profiles = PdfProfile::ALL.map(|profile| Choice::new(profile.as_str(), i18n::text(lang, &format!("pdf-profile-{}", profile.as_str()))));
    let kinds = vec![Choice::new("invoice", t!(lang, "invoice-kind-invoice")), Choice::new("partial", t!(lang, "invoice-kind-partial"))];
    let kind = if is_correction {
        view! { <input type="hidden" name="form[kind]" value=form.kind /> }.into_any()
    } else {
        select("kind", t!(lang, "invoice-kind"), form.kind, kinds).into_any()
    };
    view! {
        <Group title=t!(lang, "group-kind") names=vec!["kind", "xml_syntax", "pdf_profile"] filled=filled errors=errors>
            {kind}
            {select("xml_syntax", t!(lang, "xml-syntax"), form.xml_syntax, std::iter::once(usual()).chain(syntaxes).collect())}
            {select("pdf_profile", t!(lang, "pdf-profile"), form.pdf_profile, std::iter::once(usual()).chain(profiles).collect())}
        </Group>
    }
}

/// Files have a page of their own; the way there saves the draft first.
#[component]
fn Attachments(count: u32) -> impl IntoView {
    let lang = lang();
    view! {
        <p>
            <button class="link" id="attachments" type="submit" name="intent" value="attachments">
                {if count == 0 { t!(lang, "editor-attach") } else { t!(lang, "editor-attachments", count = count) }}
            </button>
        </p>
    }
}
