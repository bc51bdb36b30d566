//! Below the lines: one more line, the offered price, and the totals.

use leptos::prelude::*;

use super::state::{Sheet, Word};
use crate::domain::money::Cents;
use crate::domain::text;
use crate::ui::components::Icon;

/// The button works without script, too: it saves the draft and comes back with one more line.
pub fn line_foot(sheet: Sheet) -> impl IntoView {
    let add = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        sheet.add_line();
    };
    let offer = move || {
        let row = sheet.alive.get().then(|| sheet.current_row()).flatten()?;
        let offer = sheet.offer(row)?;
        Some(view! {
            <p class="suggest">
                <span>{offer.words} " –"</span>
                <button class="link" type="button" on:click=move |_| { sheet.take_offer(row); }>{sheet.word(Word::Take)}</button>
                <kbd>"↵"</kbd>
            </p>
        })
    };
    view! {
        <div class="line-foot">
            <button class="add-line" type="submit" name="intent" value="add_line" on:click=add>
                <Icon name="plus" />
                {sheet.word(Word::Add)}
                {move || sheet.alive.get().then(|| view! { <kbd>"Tab"</kbd> })}
            </button>
            <div role="status">{offer}</div>
        </div>
    }
}

pub fn totals(sheet: Sheet) -> impl IntoView {
    let sums = move || sheet.sums.get().unwrap_or_default();
    let row = move |words: String, amount: String| view! { <tr><th scope="row">{words}</th><td class="num">{amount}</td></tr> };
    let taxes = move || {
        let rows = sums()
            .taxes
            .into_iter()
            .map(|(rate, tax)| row(format!("{} {}\u{a0}%", sheet.word(Word::Tax), text::number(rate, 0, sheet.lang())), sheet.amount(Some(tax))));
        rows.collect_view()
    };
    let untaxed = move || (!sheet.is_taxed()).then(|| row(sheet.word(Word::Untaxed), "–".to_owned()));
    let prepaid = move || {
        let sums = sums();
        let minus = (sums.prepaid != Cents::ZERO).then(|| row(sheet.word(Word::Prepaid), sheet.amount(Some(-sums.prepaid))));
        let rounded = (sums.rounding != Cents::ZERO).then(|| row(sheet.word(Word::Rounding), sheet.amount(Some(sums.rounding))));
        (sums.payable != sums.gross).then(|| view! { {row(sheet.word(Word::Gross), sheet.amount(Some(sums.gross)))} {minus} {rounded} })
    };
    let last = move || if sums().payable == sums().gross { sheet.word(Word::Gross) } else { sheet.word(Word::Payable) };
    view! {
        <table class="totals">
            <tbody>
                <tr><th scope="row">{sheet.word(Word::Net)}</th><td class="num">{move || sheet.amount(sheet.sums.get().map(|sums| sums.net))}</td></tr>
                {taxes}
                {untaxed}
                {prepaid}
                <tr class="sum"><th scope="row">{last}</th><td class="num" aria-live="polite">{move || sheet.money(sheet.sums.get().map(|sums| sums.payable))}</td></tr>
            </tbody>
        </table>
    }
}
