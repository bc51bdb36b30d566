//! The lines of an invoice as they are written: sums move while typing, Tab on the last cell adds a line, the last price is offered.

mod adjustments;
mod cell;
mod foot;
mod row;
mod state;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::adjustments::adjustment_rows;
pub use self::cell::escaped;
use self::foot::{line_foot, totals};
use self::row::line_rows;
use self::state::Sheet;
pub use self::state::{Offer, Word};
use crate::domain::invoice::draft::{AdjustmentForm, LineForm};
use crate::domain::lang::Lang;

/// Everything the table needs; it fetches nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LineTableData {
    pub lines: Vec<LineForm>,
    pub adjustments: Vec<AdjustmentForm>,
    pub prepaid: String,
    pub rounding: String,
    pub tax_case: String,
    pub small_business: bool,
    pub lang: Lang,
    /// What stands behind an amount: `€`.
    pub currency: String,
    /// One per [`Word`], in its order.
    pub words: Vec<String>,
    /// Unit codes and their words.
    pub units: Vec<(String, String)>,
    /// Rates, and the categories without one, with their words.
    pub rates: Vec<(String, String)>,
    pub offers: Vec<Offer>,
    /// What was refused, by form field (`lines[2].price`); an empty sentence only marks the field.
    pub errors: Vec<(String, String)>,
}

#[cfg_attr(feature = "split", island(lazy))]
#[cfg_attr(not(feature = "split"), island)]
pub fn LineTable(data: LineTableData) -> impl IntoView {
    let sheet = Sheet::new(data);
    sheet.watch_page();
    view! {
        <div class="line-table" id="lines" class:untaxed=move || !sheet.is_taxed()>
            <table class="lines">
                <thead>
                    <tr>
                        <th class="w-p" scope="col">{sheet.word(Word::Position)}</th>
                        <th scope="col">{sheet.word(Word::Name)}</th>
                        <th class="num w-q" scope="col">{sheet.word(Word::Quantity)}</th>
                        <th class="w-u" scope="col">{sheet.word(Word::Unit)}</th>
                        <th class="num w-e" scope="col">{sheet.word(Word::Price)}</th>
                        <th class="num tax w-t" scope="col">{sheet.word(Word::Rate)}</th>
                        <th class="num w-s" scope="col">{sheet.word(Word::Total)}</th>
                    </tr>
                </thead>
                {line_rows(sheet)}
            </table>
            {line_foot(sheet)}
            {adjustment_rows(sheet)}
            {totals(sheet)}
        </div>
    }
}
