//! The invoice as it was frozen, and the chain of its corrections.

use leptos::prelude::*;

use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::view::{InvoicePage, ReferenceKind, SheetChainEntry, SheetLine, SheetTotals};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{amount, date, iban_groups, money, number, period};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Mark};

/// The word for a kind of document.
pub(super) fn kind_name(kind: InvoiceKind, lang: Lang) -> String {
    match kind {
        InvoiceKind::Invoice => t!(lang, "kind-invoice"),
        InvoiceKind::Partial => t!(lang, "kind-partial"),
        InvoiceKind::Corrected => t!(lang, "kind-corrected"),
        InvoiceKind::Cancellation => t!(lang, "kind-cancellation"),
    }
}

#[component]
pub fn Chain(entries: Vec<SheetChainEntry>, currency: Currency) -> impl IntoView {
    let lang = lang();
    if entries.len() < 2 {
        return ().into_any();
    }
    let links = entries.into_iter().enumerate().map(|(index, entry)| {
        let kind = kind_name(entry.kind, lang);
        let words = if entry.kind == InvoiceKind::Cancellation {
            t!(lang, "chain-over", kind = kind, amount = money(entry.amount, currency, lang))
        } else {
            kind
        };
        view! {
            {(index > 0).then(|| view! { <Icon name="arrow-right" /> })}
            {if entry.is_this {
                view! { <b aria-current="page">{entry.number}</b> }.into_any()
            } else {
                view! { <a class="link" href=format!("/invoices/{}", entry.public_id)>{entry.number}</a> }.into_any()
            }}
            <span>{words}</span>
        }
    });
    view! { <nav class="chain" aria-label=t!(lang, "chain-label")>{links.collect_view()}</nav> }.into_any()
}

#[component]
pub fn Sheet(invoice: InvoicePage) -> impl IntoView {
    let lang = lang();
    let kind = kind_name(invoice.kind, lang);
    let label = format!("{kind} {}", invoice.number);
    view! {
        <article class="sheet view" aria-label=label>
            <div class="sheet-head">
                <div class="logo">{logo(&invoice)}</div>
                <div class="sheet-kind">{kind}</div>
            </div>
            <div class="parties">
                <div>
                    <p class="from">{invoice.seller_sender_line.clone()}</p>
                    <address>
                        <b>{invoice.buyer_name.clone()}</b>
                        {invoice.buyer_address.iter().map(|line| view! { <span>{line.clone()}</span> }).collect_view()}
                    </address>
                </div>
                <Facts invoice=invoice.clone() />
            </div>
            <Lines lines=invoice.lines.clone() />
            <Totals invoice=invoice.clone() totals=invoice.totals.clone() />
            <PayBlock invoice=invoice />
        </article>
    }
}

fn logo(invoice: &InvoicePage) -> AnyView {
    match &invoice.logo_url {
        Some(url) => view! { <img src=url.clone() alt=invoice.seller_name.clone() /> }.into_any(),
        None => view! {
            <Mark name=invoice.seller_name.clone() />
            {invoice.seller_name.clone()}
        }
        .into_any(),
    }
}

#[component]
fn Facts(invoice: InvoicePage) -> impl IntoView {
    let lang = lang();
    let label = if invoice.kind == InvoiceKind::Cancellation { t!(lang, "sheet-document-number") } else { t!(lang, "sheet-number") };
    let mut facts = vec![(label, invoice.number), (t!(lang, "sheet-date"), date(invoice.issue_date, lang))];
    facts.extend(invoice.due_date.map(|day| (t!(lang, "sheet-due"), date(day, lang))));
    facts.extend(invoice.service_period.map(|(start, end)| {
        let label = if start == end { t!(lang, "sheet-service-day") } else { t!(lang, "sheet-service-period") };
        (label, period(start, end, lang))
    }));
    facts.extend(invoice.references.into_iter().map(|reference| {
        let label = match reference.kind {
            ReferenceKind::Order => t!(lang, "reference-order"),
            ReferenceKind::Contract => t!(lang, "reference-contract"),
            ReferenceKind::Project => t!(lang, "reference-project"),
            ReferenceKind::Buyer => t!(lang, "reference-buyer"),
        };
        (label, reference.value)
    }));
    let rows = facts.into_iter().map(|(label, value)| {
        let class = if value.chars().count() > 26 { "long" } else { "" };
        view! { <dt>{label}</dt> <dd class=class>{value}</dd> }
    });
    view! { <dl class="meta">{rows.collect_view()}</dl> }
}

#[component]
fn Lines(lines: Vec<SheetLine>) -> impl IntoView {
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

fn line_view(line: SheetLine, lang: Lang) -> impl IntoView {
    let rate = line.tax_rate.map_or_else(|| "–".to_owned(), |rate| format!("{}\u{a0}%", number(rate, 0, lang)));
    let unit = unit_name(&line.unit, line.quantity == rust_decimal::Decimal::ONE, lang);
    view! {
        <tr>
            <td class="pos">{line.position}</td>
            <td class="what">
                {line.name}
                {line.description.map(|text| view! { <small>{text}</small> })}
                {line.period.map(|(start, end)| view! { <small>{period(start, end, lang)}</small> })}
                {line.adjustment_percent.map(|percent| view! { <small>{t!(lang, "line-adjustment", percent = number(percent, 0, lang))}</small> })}
            </td>
            <td class="num quantity">{format!("{}\u{a0}{unit}", number(line.quantity, 0, lang))}</td>
            <td class="num price">{number(line.price, 2, lang)}</td>
            <td class="num rate">{rate}</td>
            <td class="num line-sum">{amount(line.total, lang)}</td>
        </tr>
    }
}

/// The catalogue's word beside a quantity, or the bare UN/ECE code.
pub fn unit_name(code: &str, is_one: bool, lang: Lang) -> String {
    let id = if is_one { format!("unit-{code}-one") } else { format!("unit-{code}") };
    let word = crate::i18n::text(lang, &id);
    if word == id { code.to_owned() } else { word }
}

#[component]
fn Totals(invoice: InvoicePage, totals: SheetTotals) -> impl IntoView {
    let lang = lang();
    let row = |label: String, below: Option<String>, value: String| {
        view! {
            <tr>
                <th scope="row">{label} {below.map(|text| view! { <small>{text}</small> })}</th>
                <td class="num">{value}</td>
            </tr>
        }
    };
    let adjustments = invoice.adjustments.iter().map(|adjustment| {
        let reason = adjustment
            .reason
            .clone()
            .unwrap_or_else(|| if adjustment.amount.is_positive() { t!(lang, "sheet-charge") } else { t!(lang, "sheet-allowance") });
        let percent = adjustment.percent.map(|percent| format!(" {}\u{a0}%", number(percent, 0, lang))).unwrap_or_default();
        row(format!("{reason}{percent}"), None, amount(adjustment.amount, lang))
    });
    let taxes = totals.taxes.iter().map(|tax| {
        let rate = tax.rate.map(|rate| number(rate, 0, lang)).unwrap_or_default();
        let label = if tax.rate.is_some() { t!(lang, "sheet-tax-on", rate = rate, base = amount(tax.base, lang)) } else { t!(lang, "sheet-untaxed") };
        row(label, tax.reason.clone(), amount(tax.tax, lang))
    });
    let is_other = !totals.prepaid.is_zero() || !totals.rounding.is_zero();
    let gross = is_other.then(|| row(t!(lang, "sheet-gross"), None, amount(totals.gross, lang)));
    let prepaid = (!totals.prepaid.is_zero()).then(|| row(t!(lang, "sheet-prepaid"), None, amount(-totals.prepaid, lang)));
    let rounding = (!totals.rounding.is_zero()).then(|| row(t!(lang, "sheet-rounding"), None, amount(totals.rounding, lang)));
    view! {
        <table class="totals">
            <tbody>
                {adjustments.collect_view()}
                {row(t!(lang, "sheet-net"), None, amount(totals.net, lang))}
                {taxes.collect_view()}
                {gross}
                {prepaid}
                {rounding}
                <tr class="sum">
                    <th scope="row">{t!(lang, "sheet-total")}</th>
                    <td class="num">{money(totals.payable, invoice.currency, lang)}</td>
                </tr>
            </tbody>
        </table>
    }
}

#[component]
fn PayBlock(invoice: InvoicePage) -> impl IntoView {
    let lang = lang();
    let texts = invoice.payment_terms.into_iter().chain(invoice.notes).map(|text| view! { <p>{text}</p> });
    let bank = invoice.iban.map(|iban| {
        view! {
            <dl class="meta">
                <dt>"IBAN"</dt>
                <dd>{iban_groups(&iban).join("\u{a0}")}</dd>
                {invoice.bic.map(|bic| view! { <dt>"BIC"</dt> <dd>{bic}</dd> })}
                <dt>{t!(lang, "sheet-purpose")}</dt>
                <dd>{invoice.number}</dd>
            </dl>
        }
    });
    let code = invoice.girocode_path.map(|path| {
        let size = invoice.girocode_size;
        view! {
            <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=t!(lang, "sheet-girocode") shape-rendering="crispEdges">
                <path d=path></path>
            </svg>
        }
    });
    view! {
        <div class="pay">
            <div>{texts.collect_view()} {bank}</div>
            {code}
        </div>
    }
}
