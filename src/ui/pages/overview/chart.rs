//! Revenue by month: bars drawn by the server in whole pixels, readable without colour, with the numbers as a table behind them.

use chrono::Datelike as _;
use leptos::prelude::*;

use crate::domain::invoice::view::MonthRevenue;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text::{amount, month_short, number};
use crate::t;
use crate::ui::components::words::lang;

/// The height of the tallest bar in pixels.
const TALLEST: i64 = 168;

/// From this on the labels are in thousands, so that they stay apart.
const THOUSANDS_FROM: Cents = Cents(100_000_000);

#[component]
pub fn RevenueChart(months: Vec<MonthRevenue>, currency: Currency) -> impl IntoView {
    let lang = lang();
    let highest = months.iter().map(|month| month.paid + month.open).max().unwrap_or_default();
    let in_thousands = highest >= THOUSANDS_FROM;
    let symbol = currency.symbol().to_owned();
    let title =
        if in_thousands { t!(lang, "chart-title-thousands", currency = symbol.clone()) } else { t!(lang, "chart-title", currency = symbol.clone()) };
    let last = months.len().saturating_sub(1);
    let bars = months.iter().enumerate().map(|(index, month)| bar(month, highest, in_thousands, index == last, lang));
    let bars = bars.collect_view();
    view! {
        <section class="chart-block">
            <div class="section-head">
                <h2>{title}</h2>
                <div class="legend">
                    <span><Swatch class="b-paid" />{t!(lang, "chart-paid")}</span>
                    <span><Swatch class="b-open" />{t!(lang, "chart-open")}</span>
                </div>
            </div>
            <Hatch />
            <div class="chart">
                <div class="bars" aria-hidden="true">{bars}</div>
            </div>
            <details class="as-table">
                <summary>{t!(lang, "chart-as-table")}</summary>
                <NumbersTable months=months symbol=symbol />
            </details>
        </section>
    }
}

fn bar(month: &MonthRevenue, highest: Cents, in_thousands: bool, is_now: bool, lang: Lang) -> impl IntoView + use<> {
    let (paid, open) = (height(month.paid, highest), height(month.open, highest));
    let total = month.paid + month.open;
    let units = total.0 / if in_thousands { 100_000 } else { 100 };
    let label = number(units.into(), 0, lang);
    // Two pixels of air between the parts tell them apart without colour.
    let gap = if paid > 0 && open > 0 { 2 } else { 0 };
    view! {
        <div class="bar" class:now=is_now>
            <span>{label}</span>
            <svg height=(paid + open + gap).to_string()>
                {(open > 0).then(|| view! { <rect class="b-open" x="0.5" y="0.5" width="100%" height=(open - 1).max(1).to_string() rx="2"></rect> })}
                {(paid > 0).then(|| view! { <rect class="b-paid" y=(open + gap).to_string() width="100%" height=paid.to_string() rx="2"></rect> })}
            </svg>
            <span class="month">{month_short(month.month.month(), lang)}</span>
        </div>
    }
}

/// Pixels, at least two for anything above zero.
fn height(part: Cents, highest: Cents) -> i64 {
    if !part.is_positive() || !highest.is_positive() {
        return 0;
    }
    let exact = i128::from(part.0) * i128::from(TALLEST) / i128::from(highest.0);
    i64::try_from(exact).unwrap_or(TALLEST).max(2)
}

/// The pattern that all open parts are filled with.
#[component]
fn Hatch() -> impl IntoView {
    view! {
        <svg class="vh" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <line class="hatch" x1="0" y1="0" x2="0" y2="6"></line>
                </pattern>
            </defs>
        </svg>
    }
}

#[component]
fn Swatch(class: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 12 12" aria-hidden="true">
            <rect class=class x="0.5" y="0.5" width="11" height="11" rx="2"></rect>
        </svg>
    }
}

#[component]
fn NumbersTable(months: Vec<MonthRevenue>, symbol: String) -> impl IntoView {
    let lang = lang();
    let rows = months.into_iter().map(|month| {
        view! {
            <tr>
                <th scope="row">{format!("{} {}", month_short(month.month.month(), lang), month.month.year())}</th>
                <td class="num">{amount(month.paid, lang)}</td>
                <td class="num">{amount(month.open, lang)}</td>
                <td class="num">{amount(month.paid + month.open, lang)}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "chart-month")}</th>
                    <th class="num" scope="col">{t!(lang, "chart-paid-in", currency = symbol.clone())}</th>
                    <th class="num" scope="col">{t!(lang, "chart-open-in", currency = symbol.clone())}</th>
                    <th class="num" scope="col">{t!(lang, "chart-sum-in", currency = symbol)}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_whole_pixels_and_small_amounts_stay_visible() {
        assert_eq!(height(Cents(100), Cents(100)), TALLEST);
        assert_eq!(height(Cents(1), Cents(i64::MAX)), 2);
        assert_eq!(height(Cents(-5), Cents(100)), 0);
        assert_eq!(height(Cents(5), Cents::ZERO), 0);
        assert_eq!(height(Cents(i64::MAX), Cents(i64::MAX)), TALLEST);
    }
}
