//! The rows of one line: what is always seen, what is opened by "…", and what was refused.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::cell::{Bound, Cell, area, carried, input, select};
use super::state::{Row, Sheet, Word};
use crate::ui::components::Icon;

pub fn line_rows(sheet: Sheet) -> impl IntoView {
    view! {
        <ForEnumerate each=move || sheet.rows.get() key=|row| row.key children=move |place, row| line_body(sheet, row, place) />
    }
}

fn line_body(sheet: Sheet, row: Row, place: ReadSignal<usize>) -> impl IntoView {
    let bound = move |cell| Bound { cell, row, sheet, place };
    let total = move || sheet.amount(sheet.sums.with(|sums| *sums.as_ref()?.lines.get(place.get())?));
    let more = move || format!("{}, {} {}", sheet.word(Word::More), sheet.word(Word::Position), place.get() + 1);
    let opened = row.form.with_untracked(|line| {
        [&line.description, &line.adjustment_percent, &line.service_start, &line.service_end, &line.details].iter().any(|text| !text.is_empty())
    });
    let (units, rates) = sheet.data.with_value(|data| (data.units.clone(), data.rates.clone()));
    view! {
        <tbody class="line" id=move || format!("line-{}", place.get()) on:focusin=move |_| sheet.current.set(Some(row.key)) on:keydown=move |event| on_key(&event, sheet, row, place)>
            <tr>
                <td class="sum muted">{move || place.get() + 1}</td>
                <td class="c-n">{area(bound(Cell::Name), "ink")}</td>
                <td class="c-q">{input(bound(Cell::Quantity), "text", "ink num")}</td>
                <td class="c-u">{select(bound(Cell::Unit), "ink", units)}</td>
                <td class="c-p">{input(bound(Cell::Price), "text", "ink num")}</td>
                <td class="c-t tax">{select(bound(Cell::Rate), "ink num", rates)}</td>
                <td class="num sum c-s">
                    {total}
                    <details class="c-m" open=opened>
                        <summary aria-label=more>
                            <Icon name="ellipsis" />
                        </summary>
                    </details>
                </td>
            </tr>
            {move || refusals(row, place)}
            {extras(sheet, bound, place)}
        </tbody>
    }
}

/// Description, discount and period of one line; moving and removing it once the page is alive.
fn extras(sheet: Sheet, bound: impl Fn(Cell) -> Bound, place: ReadSignal<usize>) -> impl IntoView {
    let buttons = move || {
        sheet.alive.get().then(|| {
            let button = |word: Word, act: Box<dyn Fn() + Send>| view! { <button class="link" type="button" on:click=move |_| act()>{sheet.word(word)}</button> };
            view! {
                <div class="line-acts">
                    {button(Word::Up, Box::new(move || if place.get_untracked() > 0 { sheet.swap(place.get_untracked() - 1) }))}
                    {button(Word::Down, Box::new(move || sheet.swap(place.get_untracked())))}
                    {button(Word::Remove, Box::new(move || sheet.remove(place.get_untracked())))}
                </div>
            }
        })
    };
    view! {
        <tr class="extras">
            <td></td>
            <td colspan="6">
                <div class="extra-grid">
                    {field(sheet, Cell::Description, "wide", area(bound(Cell::Description), "ink"))}
                    {field(sheet, Cell::Discount, "", input(bound(Cell::Discount), "text", "ink"))}
                    {field(sheet, Cell::From, "", input(bound(Cell::From), "date", "ink"))}
                    {field(sheet, Cell::Until, "", input(bound(Cell::Until), "date", "ink"))}
                    {carried(bound(Cell::Category))}
                    {carried(bound(Cell::Details))}
                    <button class="link" type="submit" name="intent" value=move || format!("line_{}", place.get())>{sheet.word(Word::Details)}</button>
                    {buttons}
                </div>
            </td>
        </tr>
    }
}

fn field(sheet: Sheet, cell: Cell, class: &'static str, control: impl IntoView) -> impl IntoView {
    let word = sheet.word(cell.word());
    view! { <div class=class><span class="label" aria-hidden="true">{word}</span>{control}</div> }
}

fn refusals(row: Row, place: ReadSignal<usize>) -> Option<impl IntoView> {
    let told: Vec<_> = row.errors.get().into_iter().filter(|(_, words)| !words.is_empty()).collect();
    if told.is_empty() {
        return None;
    }
    let sentences = told.into_iter().map(|(cell, words)| {
        view! {
            <p class="error" id=format!("lines-{}-{cell}-note", place.get())>
                <Icon name="circle-alert" />
                <span>{words}</span>
            </p>
        }
    });
    Some(view! { <tr class="refusals"><td></td><td colspan="6">{sentences.collect_view()}</td></tr> })
}

/// Enter takes what is offered and never sends the form; Tab on the last cell of the last written line opens the next one.
fn on_key(event: &KeyboardEvent, sheet: Sheet, row: Row, place: ReadSignal<usize>) {
    let id = event_target::<leptos::web_sys::Element>(event).id();
    let at = |cell: Cell| id == format!("lines-{}-{}", place.get_untracked(), cell.key());
    if event.key() == "Enter" && id.starts_with("lines-") && !at(Cell::Description) {
        event.prevent_default();
        sheet.take_offer(row);
    }
    let last_cell = if untrack(|| sheet.is_taxed()) { Cell::Rate } else { Cell::Price };
    let is_last = sheet.rows.with_untracked(|rows| rows.last().is_some_and(|last| last.key == row.key));
    let leaves = event.key() == "Tab" && !event.shift_key() && !event.alt_key() && !event.ctrl_key();
    if leaves && is_last && at(last_cell) && row.form.with_untracked(|line| !line.is_blank()) {
        event.prevent_default();
        sheet.add_line();
    }
}
