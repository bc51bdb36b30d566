//! The table of what is invoiced. On a phone each row becomes a small card, so the table roles are written out.

use leptos::prelude::*;

use super::words::{percent, unit};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::portal::{PortalAllowanceCharge, PortalLine, PortalView};
use crate::domain::text;
use crate::t;

pub fn lines(view: &PortalView) -> AnyView {
    let mixed = has_mixed_rates(&view.lines);
    let rows = view.lines.iter().map(|line| row(line, mixed, view.currency, view.lang)).collect_view();
    view! {
        <div class="tablewrap">
            <table class="lines" role="table">
                <caption class="vh">{t!(view.lang, "portal-lines")}</caption>
                {head(view, mixed)}
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The rate of each line says something only where it is not the same everywhere.
fn has_mixed_rates(lines: &[PortalLine]) -> bool {
    lines.windows(2).any(|pair| pair[0].tax_rate != pair[1].tax_rate)
}

fn head(view: &PortalView, mixed: bool) -> AnyView {
    let lang = view.lang;
    let cell = |class: &'static str, words: String| view! { <th role="columnheader" scope="col" class=class>{words}</th> };
    let quantity = t!(lang, "portal-quantity");
    view! {
        <thead role="rowgroup">
            <tr role="row">
                {cell("pos", t!(lang, "portal-position"))} {cell("desc", t!(lang, "portal-description"))}
                <th role="columnheader" scope="col" class="n qty">{quantity}" "<span class="unit"></span></th>
                {cell("n price", t!(lang, "portal-price"))} {mixed.then(|| cell("n vat", t!(lang, "portal-vat")))}
                {cell("n sum", t!(lang, "portal-total", currency = view.currency.symbol()))}
            </tr>
        </thead>
    }
    .into_any()
}

fn row(line: &PortalLine, mixed: bool, currency: Currency, lang: Lang) -> AnyView {
    let details = details(line, currency, lang).map(|words| view! { <small>{words}</small> });
    let vat = mixed.then(|| {
        let rate = line.tax_rate.map_or_else(|| "–".to_owned(), |rate| percent(rate, lang));
        view! { <td role="cell" class="n vat" data-word=t!(lang, "portal-vat")>{rate}</td> }
    });
    view! {
        <tr role="row">
            <td role="cell" class="pos">{line.position.clone()}</td>
            <td role="cell" class="desc">{line.name.clone()}{details}</td>
            <td role="cell" class="n qty">
                {text::number(line.quantity, 0, lang)}" "<span class="unit">{unit(&line.unit, line.quantity, lang)}</span>
            </td>
            <td role="cell" class="n price">{text::number(line.price, 2, lang)}</td>
            {vat}
            <td role="cell" class="n sum">{text::amount(line.total, lang)}<span class="cur"></span></td>
        </tr>
    }
    .into_any()
}

/// Description, period and discounts in small below the name.
fn details(line: &PortalLine, currency: Currency, lang: Lang) -> Option<String> {
    let period = line.period.map(|(start, end)| text::period(start, end, lang));
    let first = match (&line.description, period) {
        (Some(description), Some(period)) if description.contains('\n') => Some(format!("{description}\n{period}")),
        (Some(description), Some(period)) => Some(format!("{description}, {period}")),
        (description, period) => description.clone().or(period),
    };
    let adjustments = line.adjustments.iter().map(|adjustment| adjusted(adjustment, currency, lang));
    let all: Vec<String> = first.into_iter().chain(adjustments).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

/// "abzüglich 10 % Rabatt".
fn adjusted(adjustment: &PortalAllowanceCharge, currency: Currency, lang: Lang) -> String {
    let is_discount = adjustment.amount.0 < 0;
    let size = match adjustment.percent {
        Some(rate) => percent(rate, lang),
        None => text::money(if is_discount { -adjustment.amount } else { adjustment.amount }, currency, lang),
    };
    let reason = adjustment.reason.clone().unwrap_or_else(|| reason(is_discount, lang));
    if is_discount {
        t!(lang, "portal-line-discount", size = size, reason = reason)
    } else {
        t!(lang, "portal-line-charge", size = size, reason = reason)
    }
}

/// What a discount or surcharge is called where nobody gave it a name.
pub fn reason(is_discount: bool, lang: Lang) -> String {
    if is_discount { t!(lang, "portal-discount") } else { t!(lang, "portal-charge") }
}
