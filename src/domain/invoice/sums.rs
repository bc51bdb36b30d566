//! The sums of a draft while it is being typed: rounded like `einvoice::arithmetic`, small enough for the browser.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::domain::einvoice::model::TaxCategory;
use crate::domain::invoice::draft::tax;
use crate::domain::invoice::draft::{AdjustmentForm, LineForm, TaxCase};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, round2};
use crate::domain::text::{self, NumberFormat};

/// What the sheet shows below and beside the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// One per line; `None` where quantity or price is missing or not a number.
    pub lines: Vec<Option<Cents>>,
    /// One per discount or surcharge on the document, signed.
    pub adjustments: Vec<Option<Cents>>,
    pub net: Cents,
    /// Rate in percent and tax, by rate; empty where the tax case charges none.
    pub taxes: Vec<(Decimal, Cents)>,
    pub gross: Cents,
    pub prepaid: Cents,
    pub rounding: Cents,
    pub payable: Cents,
}

/// What is typed, in the reader's figures.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    pub lines: &'a [LineForm],
    pub adjustments: &'a [AdjustmentForm],
    pub prepaid: &'a str,
    pub rounding: &'a str,
    pub case: TaxCase,
    pub lang: Lang,
}

type Group = (TaxCategory, Decimal);

/// Adds up what can be read. `None` only where a figure is beyond all bounds.
#[must_use]
pub fn of_typed(typed: Typed<'_>) -> Option<Sums> {
    let Typed { lines, adjustments, prepaid, rounding, case, lang } = typed;
    let mut groups = BTreeMap::<Group, Decimal>::new();
    let mut sums = Sums::default();
    for line in lines {
        let net = line_net(line, lang);
        if let Some(net) = net {
            add(&mut groups, group_of(&line.tax_category, &line.tax_rate, case, lang), net)?;
        }
        sums.lines.push(net.and_then(Cents::from_decimal));
    }
    let bases = groups.clone();
    for adjustment in adjustments {
        let group = group_of(&adjustment.tax_category, &adjustment.tax_rate, case, lang);
        let amount = adjustment_amount(adjustment, bases.get(&group).copied().unwrap_or_default(), lang);
        if let Some(amount) = amount {
            add(&mut groups, group, amount)?;
        }
        sums.adjustments.push(amount.and_then(Cents::from_decimal));
    }
    let (mut net, mut gross) = (Decimal::ZERO, Decimal::ZERO);
    for ((category, rate), base) in groups {
        let tax = percent_of(base, rate)?;
        net = net.checked_add(base)?;
        gross = gross.checked_add(base)?.checked_add(tax)?;
        if matches!(category, TaxCategory::S | TaxCategory::Z) {
            sums.taxes.push((rate, Cents::from_decimal(tax)?));
        }
    }
    let prepaid = read(prepaid, lang, 2).unwrap_or_default();
    let rounding = read(rounding, lang, 2).unwrap_or_default();
    sums.net = Cents::from_decimal(net)?;
    sums.gross = Cents::from_decimal(gross)?;
    sums.prepaid = Cents::from_decimal(prepaid)?;
    sums.rounding = Cents::from_decimal(rounding)?;
    sums.payable = Cents::from_decimal(gross.checked_sub(prepaid)?.checked_add(rounding)?)?;
    Some(sums)
}

/// What of [`LineForm::details`] changes the sum of a line; its figures are written for machines.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Effects {
    base_quantity: String,
    adjustments: Vec<Effect>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Effect {
    percent: String,
    amount: String,
    base: String,
}

/// BT-131: quantity × price ÷ base quantity, with its discounts and surcharges rounded one by one, rounded once more at the end.
fn line_net(line: &LineForm, lang: Lang) -> Option<Decimal> {
    let quantity = if line.quantity.trim().is_empty() { Decimal::ONE } else { read(&line.quantity, lang, 4)? };
    let effects: Effects = serde_json::from_str(&line.details).unwrap_or_default();
    let base = machine(&effects.base_quantity).filter(|base| !base.is_zero()).unwrap_or(Decimal::ONE);
    let gross = quantity.checked_mul(read(&line.price, lang, 6)?)?.checked_div(base)?;
    let mut net = gross;
    if let Some(percent) = read(&line.adjustment_percent, lang, 2) {
        net = net.checked_add(percent_of(round2(gross), percent)?)?;
    }
    for effect in &effects.adjustments {
        let amount = match machine(&effect.percent) {
            Some(percent) => percent_of(machine(&effect.base).unwrap_or_else(|| round2(gross)), percent)?,
            None => machine(&effect.amount).unwrap_or_default(),
        };
        net = net.checked_add(amount)?;
    }
    Some(round2(net))
}

fn machine(figure: &str) -> Option<Decimal> {
    figure.parse().ok()
}

/// A percentage refers to its own base or to the lines of the same rate; without one the typed amount counts.
fn adjustment_amount(adjustment: &AdjustmentForm, base: Decimal, lang: Lang) -> Option<Decimal> {
    match read(&adjustment.percent, lang, 2) {
        Some(percent) => percent_of(read(&adjustment.base, lang, 2).unwrap_or(base), percent),
        None => read(&adjustment.amount, lang, 2),
    }
}

fn group_of(tax_category: &str, tax_rate: &str, case: TaxCase, lang: Lang) -> Group {
    let rate = read(tax_rate, lang, 2).unwrap_or_else(|| Decimal::from(19)).normalize();
    let category = tax::stated(tax_category, tax_rate).unwrap_or_else(|| case.category(rate));
    (category, if category == TaxCategory::S { rate } else { Decimal::ZERO })
}

fn read(typed: &str, lang: Lang, decimals: u32) -> Option<Decimal> {
    text::decimal(typed.trim().trim_end_matches('%'), NumberFormat::Of(lang), decimals).ok().flatten()
}

fn percent_of(base: Decimal, percent: Decimal) -> Option<Decimal> {
    base.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED).map(round2)
}

fn add(groups: &mut BTreeMap<Group, Decimal>, group: Group, amount: Decimal) -> Option<()> {
    let sum = groups.entry(group).or_default();
    *sum = sum.checked_add(amount)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::customer::CustomerContent;
    use crate::domain::invoice::InvoiceKind;
    use crate::domain::invoice::assemble::{Parts, assemble};
    use crate::domain::invoice::draft::InvoiceForm;
    use crate::domain::organization::{BankContent, CompanyContent};

    fn line(quantity: &str, price: &str, percent: &str, rate: &str) -> LineForm {
        LineForm {
            name: "Gestaltung".into(),
            quantity: quantity.into(),
            price: price.into(),
            adjustment_percent: percent.into(),
            tax_rate: rate.into(),
            ..LineForm::default()
        }
    }

    fn typed<'a>(lines: &'a [LineForm], adjustments: &'a [AdjustmentForm], case: TaxCase) -> Typed<'a> {
        Typed { lines, adjustments, prepaid: "12,34", rounding: "0,01", case, lang: Lang::De }
    }

    fn typed_line() -> impl Strategy<Value = LineForm> {
        let figures = (0..100_000_i64, 0..5_u32, 0..100_000_i64, 0..5_u32, -100..=100_i64, prop::sample::select(vec!["19", "7", "0", "E", "AE"]));
        let details = [
            "",
            r#"{"base_quantity":"100"}"#,
            r#"{"gross_price":"999999999","adjustments":[{"reason":"A","percent":"-7.5"},{"reason":"B","amount":"1.25"}]}"#,
        ];
        let figures = (figures, prop::sample::select(details.to_vec()));
        figures.prop_map(|((quantity, places, price, cents, percent, rate), details)| {
            let number = |value: i64, scale: u32| text::number(Decimal::new(value, scale), 0, Lang::De);
            let percent = if percent % 3 == 0 { percent.to_string() } else { String::new() };
            LineForm { details: details.into(), ..line(&number(quantity, places), &number(price, cents), &percent, rate) }
        })
    }

    fn typed_adjustment() -> impl Strategy<Value = AdjustmentForm> {
        (prop::option::of(-50..=50_i64), -1_000..=1_000_i64, prop::sample::select(vec!["19", "7"])).prop_map(|(percent, amount, rate)| {
            AdjustmentForm {
                reason: "Aktion".into(),
                percent: percent.map(|percent| percent.to_string()).unwrap_or_default(),
                amount: amount.to_string(),
                tax_rate: rate.into(),
                ..AdjustmentForm::default()
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_shown_while_typing_is_what_the_invoice_says(
            lines in prop::collection::vec(typed_line(), 1..8),
            allowances_charges in prop::collection::vec(typed_adjustment(), 0..3),
            case in prop::sample::select(TaxCase::ALL.to_vec()),
        ) {
            let form = InvoiceForm { lines, allowances_charges, tax_case: case.as_str().into(), prepaid: "12,34".into(), rounding: "0,01".into(), ..InvoiceForm::default() };
            let draft = form.parse(NumberFormat::Of(Lang::De)).unwrap();
            let customer = CustomerContent::default();
            let parts = Parts {
                draft: &draft,
                kind: InvoiceKind::Invoice,
                company: &CompanyContent::default(),
                bank: &BankContent::default(),
                customer: Some((&customer, 1)),
                preceding: None,
                attachments: &[],
                number: "",
                today: chrono::NaiveDate::default(),
            };
            let Ok(invoice) = assemble(parts) else { return Ok(()) };
            let sums = of_typed(typed(&form.lines, &form.allowances_charges, case)).unwrap();
            let cents = |amount| Cents::from_decimal(amount).unwrap();
            let lines: Vec<_> = invoice.lines.iter().map(|line| Some(cents(line.net))).collect();
            prop_assert_eq!(&sums.lines, &lines);
            prop_assert_eq!(sums.net, cents(invoice.totals.net));
            prop_assert_eq!(sums.gross, cents(invoice.totals.gross));
            prop_assert_eq!(sums.payable, cents(invoice.totals.payable));
        }
    }

    #[test]
    fn a_line_without_price_counts_nothing() {
        let lines = [line("2", "960", "", "19"), line("6", "", "", "19"), line("1", "abc", "", "7")];
        let sums = of_typed(Typed { prepaid: "", rounding: "", ..typed(&lines, &[], TaxCase::Domestic) }).unwrap();
        assert_eq!(sums.lines, [Some(Cents(192_000)), None, None]);
        assert_eq!((sums.net, sums.gross), (Cents(192_000), Cents(228_480)));
        assert_eq!(sums.taxes, [(Decimal::from(19), Cents(36_480))]);
    }

    #[test]
    fn absurd_figures_are_no_panic() {
        let huge = "9".repeat(24);
        assert_eq!(of_typed(typed(&[line(&huge, &huge, "", "19")], &[], TaxCase::Domestic)).unwrap().lines, [None]);
    }
}
