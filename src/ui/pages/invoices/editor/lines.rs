//! What the island of the lines is given: no catalogue and no calendar reaches the browser.

use leptos::prelude::*;

use super::remarks;
use super::sheet::symbol;
use crate::domain::invoice::draft::{AdjustmentForm, LineForm, MAX_LINES, TaxCase, UNITS};
use crate::domain::invoice::view::{EditorPage, RecentItem};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{date, number};
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::islands::{LineTable, LineTableData, Offer, Word};

#[component]
pub fn EditorLines(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let mut data = LineTableData {
        prepaid: page.form.prepaid.clone(),
        rounding: page.form.rounding.clone(),
        tax_case: page.form.tax_case.clone(),
        small_business: page.small_business,
        lang,
        currency: symbol(&page),
        words: Word::ALL.map(|word| words(word, lang)).to_vec(),
        units: UNITS.iter().map(|code| ((*code).to_owned(), i18n::text(lang, &format!("unit-{code}")))).collect(),
        rates: rates(lang),
        offers: page.recent_items.iter().map(|item| offer(item, super::currency(&page), lang)).collect(),
        errors: remarks(&page, lang),
        lines: page.form.lines,
        adjustments: page.form.allowances_charges,
    };
    data.adjustments.push(AdjustmentForm::default());
    let told = data.errors.iter().find(|(field, words)| field == "lines" && !words.is_empty()).map(|(_, words)| words.clone());
    view! {
        {told.map(|words| view! { <p class="error">{words}</p> })}
        <LineTable data=data />
    }
}

/// Blank lines to write in, with unit and rate of the last one.
pub fn fill_up(lines: &mut Vec<LineForm>, rows: usize) {
    let given = |text: &str, default: &str| if text.is_empty() { default.to_owned() } else { text.to_owned() };
    while lines.len() < rows.clamp(1, MAX_LINES) {
        let like = lines.last().cloned().unwrap_or_default();
        lines.push(LineForm { unit: given(&like.unit, "C62"), tax_rate: given(&like.tax_rate, "19"), ..LineForm::default() });
    }
}

/// The tax law that counts: a small business charges no tax whatever the draft says.
pub fn case_of(page: &EditorPage) -> TaxCase {
    match TaxCase::parse(&page.form.tax_case).unwrap_or_default() {
        TaxCase::Domestic if page.small_business => TaxCase::SmallBusiness,
        case => case,
    }
}

/// Rates, and the categories that a single line may have instead.
fn rates(lang: Lang) -> Vec<(String, String)> {
    let rates = ["19", "7", "0"].map(|rate| (rate.to_owned(), format!("{rate}\u{a0}%")));
    let exempt = ["E", "AE", "K", "G"].map(|code| (code.to_owned(), i18n::text(lang, &format!("tax-category-{}", code.to_lowercase()))));
    rates.into_iter().chain(exempt).collect()
}

fn offer(item: &RecentItem, currency: Currency, lang: Lang) -> Offer {
    let price = number(item.price, 2, lang);
    let shown = if lang == Lang::En && currency == Currency::EUR { format!("€{price}") } else { format!("{price}\u{a0}{}", currency.symbol()) };
    Offer {
        words: t!(lang, "editor-offer", name = item.name.clone(), price = shown, date = date(item.on, lang)),
        name: item.name.clone(),
        unit: item.unit.clone(),
        price,
        tax_rate: number(item.tax_rate, 0, lang),
    }
}

fn words(word: Word, lang: Lang) -> String {
    match word {
        Word::Position => t!(lang, "editor-line-position"),
        Word::Name => t!(lang, "editor-line-name"),
        Word::Quantity => t!(lang, "editor-line-quantity"),
        Word::Unit => t!(lang, "editor-line-unit"),
        Word::Price => t!(lang, "editor-line-price"),
        Word::Rate => t!(lang, "editor-line-rate"),
        Word::Total => t!(lang, "editor-line-total"),
        Word::More => t!(lang, "editor-line-more"),
        Word::Description => t!(lang, "editor-line-description"),
        Word::Discount => t!(lang, "editor-line-discount"),
        Word::From => t!(lang, "editor-line-from"),
        Word::Until => t!(lang, "editor-line-until"),
        Word::Up => t!(lang, "editor-line-up"),
        Word::Down => t!(lang, "editor-line-down"),
        Word::Remove => t!(lang, "editor-line-remove"),
        Word::Add => t!(lang, "editor-line-add"),
        Word::Take => t!(lang, "editor-offer-take"),
        Word::Adjustments => t!(lang, "editor-adjustments"),
        Word::Reason => t!(lang, "editor-adjustment-reason"),
        Word::Percent => t!(lang, "editor-adjustment-percent"),
        Word::Amount => t!(lang, "editor-adjustment-amount"),
        Word::Net => t!(lang, "editor-net"),
        Word::Tax => t!(lang, "editor-tax"),
        Word::Untaxed => t!(lang, "editor-untaxed"),
        Word::Prepaid => t!(lang, "editor-prepaid-line"),
        Word::Gross => t!(lang, "editor-gross"),
        Word::Payable => t!(lang, "editor-payable"),
        Word::Rounding => t!(lang, "editor-rounding"),
        Word::Details => t!(lang, "editor-line-details"),
    }
}
