//! The rules of the VAT categories: the same ten for each, by one table.

use rstest::rstest;

use super::super::tax::rules_of;
use super::*;

fn rate(category: TaxCategory) -> TaxRate {
    match category {
        TaxCategory::S => TaxRate::standard(19),
        TaxCategory::L | TaxCategory::M => TaxRate { category, rate: Some(7.into()) },
        untaxed => TaxRate::untaxed(untaxed),
    }
}

/// A line, an allowance and a charge of one category, between partners that fit.
fn valid(category: TaxCategory) -> EInvoice {
    let mut invoice = complete();
    invoice.lines[0].tax = rate(category);
    invoice.allowances_charges = vec![discount(10, Some(rate(category))), surcharge(5, Some(rate(category)))];
    let abroad = |country: &str| Address { country: country.to_owned(), ..address("Ausland") };
    match category {
        TaxCategory::AE => invoice.buyer.vat_id = some("ATU12345675"),
        TaxCategory::K => {
            invoice.buyer.vat_id = some("FR40303265045");
            invoice.delivery = Some(Delivery { date: day(11, 2), address: Some(abroad("FR")), ..Delivery::default() });
        }
        TaxCategory::G => invoice.buyer.address = abroad("CH"),
        TaxCategory::O => {
            invoice.seller.vat_id = None;
            invoice.seller.tax_number = some("29/123/45678");
            invoice.seller.legal_registration = Some(Identifier { value: "HRB 1".to_owned(), scheme: None });
        }
        _ => {}
    }
    compute(&mut invoice).expect("computes");
    invoice
}

/// Breaks the rule of this number, and perhaps others.
fn damage(invoice: &mut EInvoice, category: TaxCategory, number: usize) {
    let wrong = match category {
        TaxCategory::S => Some(Decimal::ZERO),
        TaxCategory::L | TaxCategory::M => Some(Decimal::NEGATIVE_ONE),
        TaxCategory::O => Some(Decimal::ZERO),
        _ => Some(Decimal::from(5)),
    };
    match number {
        1 => invoice.tax_groups.clear(),
        2..=4 if category == TaxCategory::O => invoice.seller.vat_id = some("DE123456788"),
        2..=4 => (invoice.seller.vat_id, invoice.buyer.vat_id) = (None, None),
        5 => invoice.lines[0].tax.rate = wrong,
        6 => invoice.allowances_charges[0].tax.as_mut().expect("a tax").rate = wrong,
        7 => invoice.allowances_charges[1].tax.as_mut().expect("a tax").rate = wrong,
        8 => invoice.tax_groups[0].taxable += Decimal::ONE_HUNDRED,
        9 => invoice.tax_groups[0].tax += Decimal::ONE_HUNDRED,
        _ => {
            let group = &mut invoice.tax_groups[0];
            let states = group.exemption_reason.is_some();
            (group.exemption_reason, group.exemption_code) = (if states { None } else { some("Grund") }, None);
        }
    }
}

#[rstest]
fn each_category_has_its_ten_rules(
    #[values(
        TaxCategory::S,
        TaxCategory::Z,
        TaxCategory::E,
        TaxCategory::AE,
        TaxCategory::K,
        TaxCategory::G,
        TaxCategory::O,
        TaxCategory::L,
        TaxCategory::M
    )]
    category: TaxCategory,
) {
    let refused: Vec<&str> = judge(&valid(category)).into_iter().map(|finding| finding.rule).collect();
    let expected: &[&str] = if matches!(category, TaxCategory::L | TaxCategory::M) { &["RW-CANARY"] } else { &[] };
    assert_eq!(refused, expected, "{category:?}");
    for (number, rule) in (1..).zip(rules_of(category)) {
        let mut invoice = valid(category);
        damage(&mut invoice, category, number);
        let findings = judge(&invoice);
        assert!(findings.iter().any(|finding| finding.rule == rule && finding.severity == Severity::Error), "{rule}: {findings:#?}");
        reads_well(&findings);
    }
}

/// An amount of this category beside the one that suffers none.
fn beside(invoice: &mut EInvoice, rule: &str) {
    let other = Some(TaxRate::standard(19));
    match rule {
        "BR-O-11" => invoice.tax_groups.push(TaxGroup { rate: TaxRate::standard(19), ..TaxGroup::default() }),
        "BR-O-12" => invoice.lines.push(Line { id: "2".to_owned(), tax: TaxRate::standard(19), ..invoice.lines[0].clone() }),
        "BR-O-13" => invoice.allowances_charges[0].tax = other,
        _ => invoice.allowances_charges[1].tax = other,
    }
}

#[rstest]
#[case("BR-O-11")]
#[case("BR-O-12")]
#[case("BR-O-13")]
#[case("BR-O-14")]
fn outside_the_scope_stands_alone(#[case] rule: &str) {
    let mut invoice = valid(TaxCategory::O);
    beside(&mut invoice, rule);
    let findings = judge(&invoice);
    assert!(findings.iter().any(|finding| finding.rule == rule), "{rule}: {findings:#?}");
    reads_well(&findings);
}

#[rstest]
#[case("BR-IC-11", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.delivery.as_mut().expect("a delivery").date = None)]
#[case("BR-IC-12", Place::DeliveryAddress, |invoice: &mut EInvoice| invoice.delivery.as_mut().expect("a delivery").address = None)]
fn intra_community_supplies_say_when_and_where(#[case] rule: &str, #[case] place: Place, #[case] damage: Damage) {
    let mut invoice = valid(TaxCategory::K);
    damage(&mut invoice);
    let findings = judge(&invoice);
    assert!(findings.iter().any(|finding| finding.rule == rule && finding.place == place), "{rule}: {findings:#?}");
    reads_well(&findings);
}
