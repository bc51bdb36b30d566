//! Arithmetic by example and by property.

use proptest::prelude::*;

use super::*;
use crate::domain::einvoice::tax::{self, declare_exemption};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

fn line(quantity: &str, price: &str, tax: TaxRate) -> Line {
    Line { quantity: decimal(quantity), price: Price { net: decimal(price), ..Price::default() }, tax, ..Line::default() }
}

fn invoice(lines: Vec<Line>) -> EInvoice {
    EInvoice { lines, ..EInvoice::default() }
}

#[test]
fn vat_is_computed_once_per_rate_on_the_summed_base() {
    // Three lines of 0.03 at 19 %: per line 0.01 each, once per group 0.0171 → 0.02.
    let mut invoice = invoice(vec![line("1", "0.03", TaxRate::standard(19)); 3]);
    compute(&mut invoice).expect("computes");
    assert_eq!(invoice.tax_groups.len(), 1);
    assert_eq!(invoice.totals.tax.to_string(), "0.02");
    assert_eq!(invoice.totals.payable.to_string(), "0.11");
}

#[test]
fn halves_round_away_from_zero_on_both_sides() {
    let mut invoice = invoice(vec![line("0.5", "0.01", TaxRate::standard(0)), line("-0.5", "0.01", TaxRate::standard(7))]);
    compute(&mut invoice).expect("computes");
    assert_eq!(invoice.lines[0].net.to_string(), "0.01");
    assert_eq!(invoice.lines[1].net.to_string(), "-0.01");
}

#[test]
fn a_line_is_rounded_after_its_allowances_and_base_quantity() {
    let mut priced = line("250", "3.3333", TaxRate::standard(19));
    priced.price.base_quantity = Some(decimal("100"));
    priced.allowances_charges = vec![
        AllowanceCharge { percent: Some(decimal("10")), ..Default::default() },
        AllowanceCharge { is_charge: true, amount: decimal("1.5"), ..Default::default() },
    ];
    let mut invoice = invoice(vec![priced]);
    compute(&mut invoice).expect("computes");
    // 250 × 3.3333 ÷ 100 = 8.33325; 10 % of 8.33 is 0.83; 8.33325 − 0.83 + 1.50 = 9.00325.
    assert_eq!(invoice.lines[0].allowances_charges[0].base, Some(decimal("8.33")));
    assert_eq!(invoice.lines[0].allowances_charges[0].amount.to_string(), "0.83");
    assert_eq!(invoice.lines[0].net.to_string(), "9.00");
}

#[test]
fn a_document_allowance_lowers_the_base_of_its_own_rate_only() {
    let mut invoice = invoice(vec![line("1", "100", TaxRate::standard(19)), line("1", "50", TaxRate::standard(7))]);
    invoice.allowances_charges = vec![AllowanceCharge { percent: Some(decimal("10")), tax: Some(TaxRate::standard(19)), ..Default::default() }];
    invoice.totals.prepaid = decimal("20");
    compute(&mut invoice).expect("computes");
    let taxable: Vec<String> = invoice.tax_groups.iter().map(|group| group.taxable.to_string()).collect();
    assert_eq!(taxable, ["50.00", "90.00"]);
    assert_eq!(invoice.totals.tax.to_string(), "20.60");
    assert_eq!(invoice.totals.payable.to_string(), "140.60");
}

#[test]
fn rates_written_differently_are_one_group() {
    let mut invoice = invoice(vec![line("1", "1", TaxRate::standard(19)), line("1", "1", TaxRate::standard(decimal("19.00")))]);
    compute(&mut invoice).expect("computes");
    assert_eq!(invoice.tax_groups.len(), 1);
}

#[test]
fn exemptions_are_standard_unless_stated() {
    let mut reverse = invoice(vec![line("1", "1", TaxRate::untaxed(TaxCategory::AE))]);
    compute(&mut reverse).expect("computes");
    assert_eq!(reverse.tax_groups[0].exemption_code.as_deref(), Some("VATEX-EU-AE"));

    let mut small = invoice(vec![line("1", "1", TaxRate::untaxed(TaxCategory::E))]);
    declare_exemption(&mut small, TaxCategory::E, tax::SMALL_BUSINESS.de, None);
    compute(&mut small).expect("computes");
    compute(&mut small).expect("computes again");
    assert_eq!(small.tax_groups[0].exemption_reason.as_deref(), Some(tax::SMALL_BUSINESS.de));
    assert_eq!(small.tax_groups[0].exemption_code, None);
}

#[test]
fn absurd_figures_are_refused() {
    for (quantity, price) in [("79228162514264337593543950335", "79228162514264337593543950335"), ("1000000000", "1"), ("999999999", "999999999")] {
        assert!(compute(&mut invoice(vec![line(quantity, price, TaxRate::standard(19))])).is_err(), "{quantity} × {price}");
    }
    let mut zero = line("1", "1", TaxRate::standard(19));
    zero.price.base_quantity = Some(Decimal::ZERO);
    assert_eq!(compute(&mut invoice(vec![zero])), Err(ArithmeticError::BaseQuantity { line: 0 }));
}

/// Any decimal at all, most of them absurd.
fn any_decimal() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (any::<i64>(), 0_u32..=28).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale)),
        (any::<i32>(), any::<i32>(), any::<i32>(), any::<bool>(), 0_u32..=28).prop_map(|(low, mid, high, negative, scale)| Decimal::from_parts(
            low.cast_unsigned(),
            mid.cast_unsigned(),
            high.cast_unsigned(),
            negative,
            scale
        )),
    ]
}

fn plausible_line() -> impl Strategy<Value = Line> {
    (-100_000_i64..1_000_000, 0_i64..10_000_000, 1_i64..1000, prop::sample::select(vec![19, 7, 0]), 0_i64..100).prop_map(
        |(quantity, price, base, rate, percent)| Line {
            quantity: Decimal::new(quantity, 3),
            price: Price { net: Decimal::new(price, 4), base_quantity: Some(Decimal::from(base)), ..Price::default() },
            tax: TaxRate::standard(rate),
            allowances_charges: vec![AllowanceCharge { percent: Some(Decimal::from(percent)), ..AllowanceCharge::default() }],
            ..Line::default()
        },
    )
}

proptest! {
    #[test]
    fn no_input_panics(quantity in any_decimal(), price in any_decimal(), percent in any_decimal(), base in any_decimal(), rate in any_decimal(), prepaid in any_decimal()) {
        let entry = AllowanceCharge { percent: Some(percent), base: Some(base), tax: Some(TaxRate::standard(rate)), ..AllowanceCharge::default() };
        let mut absurd = invoice(vec![Line {
            quantity,
            price: Price { net: price, gross: Some(base), discount: Some(percent), base_quantity: Some(base), ..Price::default() },
            tax: TaxRate::standard(rate),
            allowances_charges: vec![entry.clone()],
            ..Line::default()
        }]);
        absurd.allowances_charges = vec![entry];
        absurd.totals.prepaid = prepaid;
        let _ = compute(&mut absurd);
    }

    #[test]
    fn sums_agree_and_have_two_decimals(lines in prop::collection::vec(plausible_line(), 1..20), prepaid in 0_i64..1_000_000) {
        let mut invoice = invoice(lines);
        invoice.totals.prepaid = Decimal::new(prepaid, 2);
        compute(&mut invoice).expect("plausible invoices compute");
        let totals = &invoice.totals;
        prop_assert_eq!(totals.lines, invoice.lines.iter().map(|line| line.net).sum::<Decimal>());
        prop_assert_eq!(totals.net, invoice.tax_groups.iter().map(|group| group.taxable).sum::<Decimal>());
        prop_assert_eq!(totals.gross, totals.net + totals.tax);
        prop_assert_eq!(totals.payable, totals.gross - totals.prepaid);
        prop_assert!(invoice.lines.iter().all(|line| line.net.scale() == 2));
        prop_assert!(invoice.tax_groups.iter().all(|group| group.tax.scale() == 2));
    }

    #[test]
    fn computing_twice_changes_nothing(lines in prop::collection::vec(plausible_line(), 1..8)) {
        let mut once = invoice(lines);
        compute(&mut once).expect("computes");
        let mut twice = once.clone();
        compute(&mut twice).expect("computes again");
        prop_assert_eq!(once, twice);
    }
}
