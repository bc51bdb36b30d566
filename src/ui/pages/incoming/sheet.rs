//! The content of a received invoice on a sheet. Every word of it comes from somebody else.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::einvoice::model::{AllowanceCharge, EInvoice, Line, PaymentMeans, Period, TypeCode};
use crate::domain::incoming::IncomingPage;
use crate::domain::lang::Lang;
use crate::domain::text::{date, iban_groups, number, period};
use crate::t;
use crate::ui::components::Mark;
use crate::ui::components::words::lang;
use crate::ui::pages::invoices::unit_name;

#[component]
pub fn Sheet(page: IncomingPage) -> impl IntoView {
    let lang = lang();
    let document = page.document;
    let kind = kind_name(document.type_code, lang);
    let hidden = page.hidden_lines;
    let label = format!("{kind} {}", document.number);
    view! {
        <article class="sheet view" aria-label=label>
            <div class="sheet-head">
                <div class="logo">
                    <Mark name=document.seller.name.clone() />
                    {document.seller.name.clone()}
                </div>
                <div class="sheet-kind">{kind}</div>
            </div>
            <div class="parties">
                <div class="both-parties">
                    {party(t!(lang, "incoming-seller"), document.seller.name.clone(), page.seller_address)}
                    {party(t!(lang, "incoming-buyer"), document.buyer.name.clone(), page.buyer_address)}
                </div>
                <dl class="meta">{facts(&document, lang).into_iter().map(fact).collect_view()}</dl>
            </div>
            <Lines lines=document.lines.clone() />
            {(hidden > 0).then(|| view! { <p class="muted">{t!(lang, "incoming-hidden-lines", count = hidden)}</p> })}
            <Totals document=document.clone() />
            <div class="pay">
                <div>
                    {texts(&document, lang).into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                    <dl class="meta">{payment(&document, lang).into_iter().map(fact).collect_view()}</dl>
                </div>
            </div>
        </article>
    }
}

fn kind_name(code: TypeCode, lang: Lang) -> String {
    match code {
        TypeCode::PARTIAL => t!(lang, "kind-partial"),
        TypeCode::CORRECTED => t!(lang, "kind-corrected"),
        code if code.is_credit_note() => t!(lang, "incoming-credit-note"),
        _ => t!(lang, "kind-invoice"),
    }
}

fn party(role: String, name: String, address: Vec<String>) -> impl IntoView {
    view! {
        <div>
            <p class="from">{role}</p>
            <address>
                <b>{name}</b>
                {address.into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}
            </address>
        </div>
    }
}

fn fact((label, value): (String, String)) -> impl IntoView {
    let class = if value.chars().count() > 26 { "long" } else { "" };
    view! { <dt>{label}</dt> <dd class=class>{value}</dd> }
}

/// What stands beside the parties, by its label.
fn facts(document: &EInvoice, lang: Lang) -> Vec<(String, String)> {
    let day = |day| date(day, lang);
    let service = document.period.and_then(|period| days(period, lang));
    let delivered = document.delivery.as_ref().and_then(|delivery| delivery.date).map(day);
    let preceding = document.preceding.iter().map(|preceding| preceding.number.as_str()).collect::<Vec<_>>().join(", ");
    let facts = [
        (t!(lang, "sheet-number"), Some(document.number.clone())),
        (t!(lang, "sheet-date"), Some(document.issue_date).filter(|day| *day != chrono::NaiveDate::default()).map(day)),
        (t!(lang, "sheet-due"), document.due_date.map(day)),
        (t!(lang, "sheet-service-day"), delivered),
        (t!(lang, "sheet-service-period"), service),
        (t!(lang, "reference-order"), document.order_reference.clone()),
        (t!(lang, "reference-contract"), document.contract_reference.clone()),
        (t!(lang, "reference-project"), document.project_reference.clone()),
        (t!(lang, "reference-buyer"), document.buyer_reference.clone()),
        (t!(lang, "incoming-preceding"), Some(preceding)),
        (t!(lang, "incoming-seller-vat-id"), document.seller.vat_id.clone()),
        (t!(lang, "incoming-seller-tax-number"), document.seller.tax_number.clone()),
        (t!(lang, "incoming-buyer-vat-id"), document.buyer.vat_id.clone()),
    ];
    present(facts)
}

fn present<const N: usize>(facts: [(String, Option<String>); N]) -> Vec<(String, String)> {
    facts.into_iter().filter_map(|(label, value)| Some((label, value.filter(|value| !value.trim().is_empty())?))).collect()
}

fn days(of: Period, lang: Lang) -> Option<String> {
    Some(period(of.start.or(of.end)?, of.end.or(of.start)?, lang))
}

#[component]
fn Lines(lines: Vec<Line>) -> impl IntoView {
    let lang = lang();
    view! {
        <table class="lines">
            <thead>
                <tr>
                    <th class="pos" scope="col">{t!(lang, "line-position")}</th>
                    <th class="what" scope="col">{t!(lang, "line-description")}</th>
                    <th class="num quantity" scope="col">{t!(lang, "line-quantity")}</th>
                    <th class="num price" scope="col">{t!(lang, "line-price")}</th>
                    <th class="num rate" scope="col">{t!(lang, "line-rate")}</th>
                    <th class="num line-sum" scope="col">{t!(lang, "line-total")}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(|line| line_view(line, lang)).collect_view()}</tbody>
        </table>
    }
}

fn line_view(line: Line, lang: Lang) -> impl IntoView {
    let rate = line.tax.rate.map_or_else(|| "–".to_owned(), |rate| format!("{}\u{a0}%", number(rate, 0, lang)));
    let unit = unit_name(&line.unit, line.quantity == Decimal::ONE, lang);
    let base =
        line.price.base_quantity.filter(|base| *base != Decimal::ONE).map(|base| t!(lang, "incoming-price-base", quantity = number(base, 0, lang)));
    let adjustments = line.allowances_charges.iter().map(|entry| format!("{}: {}", adjustment_name(entry, lang), number(signed(entry), 2, lang)));
    let below: Vec<String> = line
        .item
        .description
        .into_iter()
        .chain(line.note)
        .chain(line.period.and_then(|period| days(period, lang)))
        .chain(base)
        .chain(adjustments)
        .collect();
    view! {
        <tr>
            <td class="pos">{line.id}</td>
            <td class="what">
                {line.item.name}
                {below.into_iter().map(|text| view! { <small>{text}</small> }).collect_view()}
            </td>
            <td class="num quantity">{format!("{}\u{a0}{unit}", number(line.quantity, 0, lang))}</td>
            <td class="num price">{number(line.price.net, 2, lang)}</td>
            <td class="num rate">{rate}</td>
            <td class="num line-sum">{number(line.net, 2, lang)}</td>
        </tr>
    }
}

fn signed(entry: &AllowanceCharge) -> Decimal {
    if entry.is_charge { entry.amount } else { -entry.amount }
}

fn adjustment_name(entry: &AllowanceCharge, lang: Lang) -> String {
    let unnamed = || if entry.is_charge { t!(lang, "sheet-charge") } else { t!(lang, "sheet-allowance") };
    entry.reason.clone().unwrap_or_else(unnamed)
}

#[component]
fn Totals(document: EInvoice) -> impl IntoView {
    let lang = lang();
    let totals = &document.totals;
    let row = |label: String, below: Option<String>, value: Decimal| {
        view! {
            <tr>
                <th scope="row">{label} {below.map(|text| view! { <small>{text}</small> })}</th>
                <td class="num">{number(value, 2, lang)}</td>
            </tr>
        }
    };
    let adjustments = document.allowances_charges.iter().map(|entry| row(adjustment_name(entry, lang), None, signed(entry))).collect_view();
    let taxes = document.tax_groups.iter().map(|group| {
        let base = number(group.taxable, 2, lang);
        let label = match group.rate.rate {
            Some(rate) => t!(lang, "sheet-tax-on", rate = number(rate, 0, lang), base = base),
            None => t!(lang, "sheet-untaxed"),
        };
        row(label, group.exemption_reason.clone(), group.tax)
    });
    let taxes = taxes.collect_view();
    let differs = totals.payable != totals.gross;
    let gross = differs.then(|| row(t!(lang, "sheet-gross"), None, totals.gross));
    let prepaid = (!totals.prepaid.is_zero()).then(|| row(t!(lang, "sheet-prepaid"), None, -totals.prepaid));
    let rounding = (!totals.rounding.is_zero()).then(|| row(t!(lang, "incoming-rounding"), None, totals.rounding));
    view! {
        <table class="totals">
            <tbody>
                {adjustments}
                {row(t!(lang, "sheet-net"), None, totals.net)}
                {taxes}
                {gross}
                {prepaid}
                {rounding}
                <tr class="sum">
                    <th scope="row">{t!(lang, "incoming-payable")}</th>
                    <td class="num">{format!("{}\u{a0}{}", number(totals.payable, 2, lang), document.currency.symbol())}</td>
                </tr>
            </tbody>
        </table>
    }
}

/// Terms and notes, each as a paragraph.
fn texts(document: &EInvoice, lang: Lang) -> Vec<String> {
    let terms = document.payment_terms.as_deref().unwrap_or_default().lines();
    let terms: Vec<String> = terms.filter(|line| !line.trim().is_empty()).map(|line| skonto(line, lang).unwrap_or_else(|| line.to_owned())).collect();
    let notes = document.notes.iter().map(|note| note.text.clone());
    let attachments = document.attachments.iter().map(|attachment| {
        let file = attachment.content.as_ref().map(|content| content.file_name.as_str());
        let name = attachment.description.as_deref().or(file).unwrap_or(&attachment.reference);
        t!(lang, "incoming-attachment", name = name.to_owned())
    });
    Some(terms.join("\n")).filter(|terms| !terms.is_empty()).into_iter().chain(notes).chain(attachments).collect()
}

/// `#SKONTO#TAGE=14#PROZENT=2.00#` in words.
fn skonto(line: &str, lang: Lang) -> Option<String> {
    let parts: Vec<&str> = line.trim().strip_prefix("#SKONTO#")?.split('#').collect();
    let value = |name: &str| parts.iter().find_map(|part| part.strip_prefix(name)).map(str::to_owned);
    let percent: Decimal = value("PROZENT=")?.parse().ok()?;
    Some(t!(lang, "incoming-skonto", days = value("TAGE=")?, percent = number(percent, 0, lang)))
}

/// How it is to be paid, by its label.
fn payment(document: &EInvoice, lang: Lang) -> Vec<(String, String)> {
    document.payment_means.iter().flat_map(|means| payment_means(means, lang)).collect()
}

fn payment_means(means: &PaymentMeans, lang: Lang) -> Vec<(String, String)> {
    let accounts = means.credit_transfers.iter().flat_map(|account| {
        present([
            (t!(lang, "incoming-account-name"), account.account_name.clone()),
            ("IBAN".to_owned(), Some(iban_groups(&account.account).join("\u{a0}"))),
            ("BIC".to_owned(), account.bic.clone()),
        ])
    });
    let debit = means.direct_debit.as_ref();
    let others = present([
        (t!(lang, "incoming-means"), means.text.clone()),
        (t!(lang, "incoming-mandate"), debit.and_then(|debit| debit.mandate.clone())),
        (t!(lang, "incoming-debited"), debit.and_then(|debit| debit.debited_account.clone())),
        (t!(lang, "incoming-card"), means.card.as_ref().map(|card| card.number.clone())),
        (t!(lang, "sheet-purpose"), means.remittance.clone()),
    ]);
    accounts.chain(others).collect()
}
