//! One field of a line.

use leptos::prelude::*;

use super::state::{Row, Sheet, Word};
use crate::domain::invoice::draft::LineForm;

/// A field of [`LineForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    Name,
    Description,
    Quantity,
    Unit,
    Price,
    Discount,
    Rate,
    From,
    Until,
    Category,
    Details,
}

impl Cell {
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::Quantity => "quantity",
            Self::Unit => "unit",
            Self::Price => "price",
            Self::Discount => "adjustment_percent",
            Self::Rate => "tax_rate",
            Self::From => "service_start",
            Self::Until => "service_end",
            Self::Category => "tax_category",
            Self::Details => "details",
        }
    }

    pub fn word(self) -> Word {
        match self {
            Self::Name => Word::Name,
            Self::Description => Word::Description,
            Self::Quantity => Word::Quantity,
            Self::Unit => Word::Unit,
            Self::Price => Word::Price,
            Self::Discount => Word::Discount,
            Self::Rate => Word::Rate,
            Self::From => Word::From,
            Self::Until => Word::Until,
            Self::Category => Word::Rate,
            Self::Details => Word::Details,
        }
    }

    fn of(self, line: &mut LineForm) -> &mut String {
        match self {
            Self::Name => &mut line.name,
            Self::Description => &mut line.description,
            Self::Quantity => &mut line.quantity,
            Self::Unit => &mut line.unit,
            Self::Price => &mut line.price,
            Self::Discount => &mut line.adjustment_percent,
            Self::Rate => &mut line.tax_rate,
            Self::From => &mut line.service_start,
            Self::Until => &mut line.service_end,
            Self::Category => &mut line.tax_category,
            Self::Details => &mut line.details,
        }
    }
}

/// What all kinds of fields share: names by place, value both ways, and what is wrong.
#[derive(Clone, Copy)]
pub struct Bound {
    pub cell: Cell,
    pub row: Row,
    pub sheet: Sheet,
    pub place: ReadSignal<usize>,
}

impl Bound {
    pub fn id(self) -> String {
        format!("lines-{}-{}", self.place.get(), self.cell.key())
    }

    pub fn name(self) -> String {
        format!("form[lines][{}][{}]", self.place.get(), self.cell.key())
    }

    pub fn label(self) -> String {
        format!("{}, {} {}", self.sheet.word(self.cell.word()), self.sheet.word(Word::Position), self.place.get() + 1)
    }

    pub fn value(self) -> String {
        self.cell.of(&mut self.row.form.get()).clone()
    }

    pub fn first_value(self) -> String {
        self.cell.of(&mut self.row.form.get_untracked()).clone()
    }

    pub fn typed(self, value: String) {
        self.row.form.update(|line| *self.cell.of(line) = value);
        if self.row.errors.with_untracked(|errors| !errors.is_empty()) {
            self.row.errors.update(|errors| errors.retain(|(cell, _)| cell != self.cell.key()));
        }
    }

    pub fn invalid(self) -> Option<&'static str> {
        self.row.errors.with(|errors| errors.iter().any(|(cell, _)| cell == self.cell.key()).then_some("true"))
    }

    pub fn described_by(self) -> Option<String> {
        let told = self.row.errors.with(|errors| errors.iter().any(|(cell, words)| cell == self.cell.key() && !words.is_empty()));
        told.then(|| format!("{}-note", self.id()))
    }
}

/// A figure, or a day. The price shows what is offered while nothing is typed.
pub fn input(bound: Bound, kind: &'static str, class: &'static str) -> impl IntoView {
    let figure = if kind == "text" { Some("decimal") } else { None };
    let placeholder = move || (bound.cell == Cell::Price).then(|| bound.sheet.offer(bound.row)).flatten().map(|offer| offer.price);
    view! {
        <input
            class=class
            type=kind
            inputmode=figure
            autocomplete="off"
            id=move || bound.id()
            name=move || bound.name()
            aria-label=move || bound.label()
            value=bound.first_value()
            prop:value=move || bound.value()
            placeholder=placeholder
            on:input=move |event| bound.typed(event_target_value(&event))
            aria-invalid=move || bound.invalid()
            aria-describedby=move || bound.described_by()
        />
    }
}

/// What is carried along unseen, where there is something.
pub fn carried(bound: Bound) -> impl IntoView {
    let value = bound.first_value();
    (!value.is_empty()).then(|| view! { <input type="hidden" name=move || bound.name() value=value /> })
}

/// Text that grows with what is written.
pub fn area(bound: Bound, class: &'static str) -> impl IntoView {
    view! {
        <textarea
            class=class
            rows="1"
            id=move || bound.id()
            name=move || bound.name()
            aria-label=move || bound.label()
            prop:value=move || bound.value()
            on:input=move |event| bound.typed(event_target_value(&event))
            aria-invalid=move || bound.invalid()
            aria-describedby=move || bound.described_by()
            inner_html=escaped(&bound.first_value())
        ></textarea>
    }
}

/// A choice of codes and words; a code that is none of them stays as it is.
pub fn select(bound: Bound, class: &'static str, mut choices: Vec<(String, String)>) -> impl IntoView {
    let first = bound.first_value();
    if !first.is_empty() && !choices.iter().any(|(code, _)| *code == first) {
        choices.push((first.clone(), first.clone()));
    }
    let options = choices.into_iter().map(|(code, words)| {
        let selected = code == first;
        view! { <option value=code selected=selected>{words}</option> }
    });
    view! {
        <select
            class=class
            id=move || bound.id()
            name=move || bound.name()
            aria-label=move || bound.label()
            prop:value=move || bound.value()
            on:change=move |event| bound.typed(event_target_value(&event))
            aria-invalid=move || bound.invalid()
            aria-describedby=move || bound.described_by()
        >
            {options.collect_view()}
        </select>
    }
}

/// The text of a `<textarea>` as its markup: Leptos does not escape children of that element, and a parser swallows one leading line end.
#[must_use]
pub fn escaped(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;")) }
}
