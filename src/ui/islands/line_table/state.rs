//! What is on the sheet, and what it adds up to.

use leptos::ev;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::LineTableData;
use crate::domain::invoice::draft::{AdjustmentForm, LineForm, TaxCase};
use crate::domain::invoice::sums::{self, Sums, Typed};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text;

/// The words of the table by their place in [`LineTableData::words`]: no catalogue reaches the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Position,
    Name,
    Quantity,
    Unit,
    Price,
    Rate,
    Total,
    More,
    Description,
    Discount,
    From,
    Until,
    Up,
    Down,
    Remove,
    Add,
    Take,
    Adjustments,
    Reason,
    Percent,
    Amount,
    Net,
    Tax,
    Untaxed,
    Prepaid,
    Gross,
    Payable,
    Rounding,
    Details,
}

impl Word {
    pub const ALL: [Self; 29] = [
        Self::Position,
        Self::Name,
        Self::Quantity,
        Self::Unit,
        Self::Price,
        Self::Rate,
        Self::Total,
        Self::More,
        Self::Description,
        Self::Discount,
        Self::From,
        Self::Until,
        Self::Up,
        Self::Down,
        Self::Remove,
        Self::Add,
        Self::Take,
        Self::Adjustments,
        Self::Reason,
        Self::Percent,
        Self::Amount,
        Self::Net,
        Self::Tax,
        Self::Untaxed,
        Self::Prepaid,
        Self::Gross,
        Self::Payable,
        Self::Rounding,
        Self::Details,
    ];
}

/// An item as it was last invoiced, in the reader's figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub name: String,
    pub unit: String,
    pub price: String,
    pub tax_rate: String,
    /// `Zuletzt 95,00 € am 12.01.2026`.
    pub words: String,
}

/// A line keeps its key while it moves; its place tells the names of its fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub key: u32,
    pub form: RwSignal<LineForm>,
    /// Refused cells and why, until they are typed anew.
    pub errors: RwSignal<Vec<(String, String)>>,
}

impl Row {
    fn new(key: u32, form: LineForm, errors: Vec<(String, String)>) -> Self {
        Self { key, form: RwSignal::new(form), errors: RwSignal::new(errors) }
    }
}

/// Handles to all of it; copied into every cell.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub data: StoredValue<LineTableData>,
    pub rows: RwSignal<Vec<Row>>,
    pub adjustments: StoredValue<Vec<RwSignal<AdjustmentForm>>>,
    pub prepaid: RwSignal<String>,
    pub rounding: RwSignal<String>,
    pub case: RwSignal<TaxCase>,
    pub sums: Memo<Option<Sums>>,
    /// Key of the line that was written in last.
    pub current: RwSignal<Option<u32>>,
    /// The page has come alive: what needs the browser is shown.
    pub alive: RwSignal<bool>,
    next_key: StoredValue<u32>,
}

impl Sheet {
    pub fn new(mut data: LineTableData) -> Self {
        let lines = std::mem::take(&mut data.lines);
        let next_key = u32::try_from(lines.len()).unwrap_or(0);
        let rows = lines.into_iter().zip(0..).map(|(line, key)| Row::new(key, line, errors_of(&data.errors, key))).collect();
        let adjustments: Vec<_> = std::mem::take(&mut data.adjustments).into_iter().map(RwSignal::new).collect();
        let rows: RwSignal<Vec<Row>> = RwSignal::new(rows);
        let case = RwSignal::new(case_of(&data.tax_case, data.small_business));
        let prepaid = RwSignal::new(std::mem::take(&mut data.prepaid));
        let rounding = RwSignal::new(std::mem::take(&mut data.rounding));
        let (lang, typed) = (data.lang, adjustments.clone());
        let sums = Memo::new(move |_| {
            let lines: Vec<_> = rows.get().iter().map(|row| row.form.get()).collect();
            let adjustments: Vec<_> = typed.iter().map(|adjustment| adjustment.get()).collect();
            let (prepaid, rounding) = (prepaid.get(), rounding.get());
            sums::of_typed(Typed { lines: &lines, adjustments: &adjustments, prepaid: &prepaid, rounding: &rounding, case: case.get(), lang })
        });
        Self {
            data: StoredValue::new(data),
            rows,
            adjustments: StoredValue::new(adjustments),
            prepaid,
            rounding,
            case,
            sums,
            current: RwSignal::new(None),
            alive: RwSignal::new(false),
            next_key: StoredValue::new(next_key),
        }
    }

    /// Tax case and prepayment stand elsewhere on the page; the sum in the dock does, too.
    pub fn watch_page(self) {
        Effect::new(move || self.alive.set(true));
        Effect::new(move || {
            let listener = window_event_listener(ev::input, move |event| {
                let (id, value) = (event_target::<leptos::web_sys::Element>(&event).id(), event_target_value(&event));
                match id.as_str() {
                    "tax_case" => self.case.set(case_of(&value, self.data.with_value(|data| data.small_business))),
                    "prepaid" => self.prepaid.set(value),
                    "rounding" => self.rounding.set(value),
                    _ => {}
                }
            });
            on_cleanup(move || listener.remove());
        });
        Effect::new(move || {
            let payable = self.money(self.sums.get().map(|sums| sums.payable));
            if let Some(dock) = document().get_element_by_id("dock-total") {
                dock.set_text_content(Some(&payable));
            }
        });
    }

    pub fn lang(self) -> Lang {
        self.data.with_value(|data| data.lang)
    }

    pub fn word(self, word: Word) -> String {
        self.data.with_value(|data| data.words.get(word as usize).cloned().unwrap_or_default())
    }

    pub fn is_taxed(self) -> bool {
        self.case.get() == TaxCase::Domestic || self.rows.with(|rows| rows.iter().any(|row| row.form.with(|line| line.tax_category == "S")))
    }

    /// `1.920,00`, or a dash.
    pub fn amount(self, cents: Option<Cents>) -> String {
        cents.map_or_else(|| "–".to_owned(), |cents| text::amount(cents, self.lang()))
    }

    pub fn money(self, cents: Option<Cents>) -> String {
        let amount = self.amount(cents);
        self.data.with_value(|data| match data.lang {
            Lang::En if data.currency == "€" => format!("€{amount}"),
            _ => format!("{amount}\u{a0}{}", data.currency),
        })
    }

    /// A new line below, with unit and rate of the last one.
    pub fn add_line(self) {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        let like = self.rows.with_untracked(|rows| rows.last().map(|row| row.form.get_untracked())).unwrap_or_default();
        let unit = if like.unit.is_empty() { "C62".to_owned() } else { like.unit };
        let tax_rate = if like.tax_rate.is_empty() { "19".to_owned() } else { like.tax_rate };
        let line = LineForm { unit, tax_rate, ..LineForm::default() };
        let place = self.rows.with_untracked(Vec::len);
        self.rows.update(|rows| rows.push(Row::new(key, line, Vec::new())));
        self.current.set(Some(key));
        focus_later(format!("lines-{place}-name"));
    }

    /// Takes a line away; one always stays to write in.
    pub fn remove(self, place: usize) {
        self.rows.update(|rows| {
            if place < rows.len() {
                rows.remove(place);
            }
        });
        if self.rows.with_untracked(Vec::is_empty) {
            self.add_line();
        } else {
            focus_later(format!("lines-{}-name", place.saturating_sub(1)));
        }
    }

    pub fn swap(self, upper: usize) {
        self.rows.update(|rows| {
            if upper + 1 < rows.len() {
                rows.swap(upper, upper + 1);
            }
        });
    }

    /// What the item of this line cost last time: by its name, or by the first three letters while nothing else fits.
    pub fn offer(self, row: Row) -> Option<Offer> {
        let typed = row.form.with(|line| if line.price.trim().is_empty() { line.name.trim().to_lowercase() } else { String::new() });
        if typed.chars().count() < 3 {
            return None;
        }
        self.data.with_value(|data| {
            let same = data.offers.iter().find(|offer| offer.name.to_lowercase() == typed);
            same.or_else(|| data.offers.iter().find(|offer| offer.name.to_lowercase().starts_with(&typed))).cloned()
        })
    }

    /// Takes the offered item, if there is one.
    pub fn take_offer(self, row: Row) -> bool {
        let Some(offer) = untrack(|| self.offer(row)) else { return false };
        row.form.update(|line| {
            line.name = offer.name;
            line.unit = offer.unit;
            line.price = offer.price;
            line.tax_rate = offer.tax_rate;
        });
        row.errors.set(Vec::new());
        true
    }

    pub fn current_row(self) -> Option<Row> {
        let key = self.current.get()?;
        self.rows.with(|rows| rows.iter().find(|row| row.key == key).copied())
    }
}

fn case_of(name: &str, small_business: bool) -> TaxCase {
    match TaxCase::parse(name).unwrap_or_default() {
        TaxCase::Domestic if small_business => TaxCase::SmallBusiness,
        case => case,
    }
}

fn errors_of(errors: &[(String, String)], line: u32) -> Vec<(String, String)> {
    let prefix = format!("lines[{line}].");
    errors.iter().filter_map(|(field, words)| Some((field.strip_prefix(&prefix)?.to_owned(), words.clone()))).collect()
}

/// The field may only appear with the next frame.
pub fn focus_later(id: String) {
    request_animation_frame(move || {
        let field = document().get_element_by_id(&id);
        if let Some(field) = field.and_then(|field| leptos::wasm_bindgen::JsCast::dyn_into::<leptos::web_sys::HtmlElement>(field).ok()) {
            let _ = field.focus();
        }
    });
}
