//! The groups of the VAT breakdown themselves: their sums, their tax, their exemption.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::super::arithmetic::{percentage, taxable_amounts};
use super::super::super::model::{EInvoice, TaxCategory, TaxGroup, TaxRate};
use super::super::super::tax::standard_exemption;
use super::super::codes::documents;
use super::super::place::Place;
use super::super::report::{About, Report, figures, is_blank};
use super::rules::{Category, of};

/// What the official rules forgive between a stated and a computed amount.
const TOLERANCE: Decimal = Decimal::ONE;

pub fn check(invoice: &EInvoice, report: &mut Report) {
    each(invoice, report);
    taxable(invoice, report);
}

/// Rules 09 and 10, BR-45 … BR-48, BR-CO-17 and the code of the exemption, for each group.
fn each(invoice: &EInvoice, report: &mut Report) {
    for group in &invoice.tax_groups {
        let rules = of(group.rate.category);
        if group.rate.rate.is_none() && group.rate.category != TaxCategory::O {
            report.missing(About("BR-48", "BT-119", Place::Totals), "Steuersatz der Aufschlüsselung", "Rate of the VAT breakdown");
            report.missing(About("BR-DE-14", "BT-119", Place::Totals), "Steuersatz der Aufschlüsselung", "Rate of the VAT breakdown");
        }
        group_tax(group, rules, report);
        exemption(group, rules, report);
        for (rule, term, amount) in [("BR-DEC-19", "BT-116", group.taxable), ("BR-DEC-20", "BT-117", group.tax)] {
            if amount.scale() > 2 {
                report.error(About(rule, term, Place::Totals), "Betrag hat mehr als zwei Nachkommastellen", "Amount has more than two decimals");
            }
        }
    }
}

fn group_tax(group: &TaxGroup, rules: &Category, report: &mut Report) {
    let Some(expected) = percentage(group.taxable, group.rate.rate.unwrap_or_default()) else {
        return report.error(About("BR-CO-17", "BT-117", Place::Totals), "Umsatzsteuer ist zu groß", "VAT is too large");
    };
    let difference = (group.tax - expected).abs();
    if difference.is_zero() {
        return;
    }
    let untaxed = !rules.several_rates;
    let ids: &[&'static str] = if untaxed || difference >= TOLERANCE { &[rules.ids[8], "BR-CO-17"] } else { &["RW-VAT-EXACT"] };
    let ((stated_de, stated_en), (expected_de, expected_en)) = (figures(group.tax), figures(expected));
    for rule in ids {
        report.error(
            About(rule, "BT-117", Place::Totals),
            format!("Umsatzsteuer {stated_de} müsste {expected_de} sein"),
            format!("VAT {stated_en} should be {expected_en}"),
        );
    }
}

fn exemption(group: &TaxGroup, rules: &Category, report: &mut Report) {
    let (reason, code) = (group.exemption_reason.as_deref(), group.exemption_code.as_deref());
    let stated = !is_blank(reason) || !is_blank(code);
    let about = About(rules.ids[9], "BT-120", Place::TaxExemption);
    if rules.needs_reason && !stated {
        report.missing(about, &format!("Befreiungsgrund für {}", rules.de), &format!("Exemption reason for {}", rules.en));
    }
    if !rules.needs_reason && stated {
        report.error(
            about,
            format!("Bei {} darf kein Befreiungsgrund stehen", rules.de),
            format!("There must be no exemption reason for {}", rules.en),
        );
    }
    let Some(code) = code else { return };
    report.code(code, documents::EXEMPTIONS, About("BR-CL-22", "BT-121", Place::TaxExemption), "Code des Befreiungsgrunds", "Code of the exemption");
    let fits = match group.rate.category {
        TaxCategory::E => !["VATEX-EU-AE", "VATEX-EU-IC", "VATEX-EU-G", "VATEX-EU-O", "VATEX-FR-AE"].contains(&code),
        TaxCategory::AE => ["VATEX-EU-AE", "VATEX-FR-AE"].contains(&code),
        category => standard_exemption(category).and_then(|exemption| exemption.code).is_none_or(|standard| standard == code),
    };
    if rules.needs_reason && !fits {
        let about = About("RW-VATEX", "BT-121", Place::TaxExemption);
        report.error(about, format!("Code {code} passt nicht zu {}", rules.de), format!("Code {code} does not fit {}", rules.en));
    }
}

/// Rule 08: the taxable amount of a group is what lines, allowances and charges of its category (and rate) add up to.
fn taxable(invoice: &EInvoice, report: &mut Report) {
    let Some(expected) = taxable_amounts(invoice) else {
        return report.error(About("RW-VAT-EXACT", "BT-116", Place::Totals), "Steuerbetrag ist zu groß", "Taxable amount is too large");
    };
    let expected: BTreeMap<(TaxCategory, Option<Decimal>), Decimal> = fold(expected.into_iter());
    let stated = fold(invoice.tax_groups.iter().map(|group| (group.rate.clone(), group.taxable)));
    for (key, amount) in &stated {
        let sum = expected.get(key).copied().unwrap_or_default();
        let difference = (*amount - sum).abs();
        if difference.is_zero() {
            continue;
        }
        let rules = of(key.0);
        let rule = if !rules.several_rates || difference >= TOLERANCE { rules.ids[7] } else { "RW-VAT-EXACT" };
        let about = About(rule, "BT-116", Place::Totals);
        let ((stated_de, stated_en), (sum_de, sum_en)) = (figures(*amount), figures(sum));
        report.error(about, format!("Steuerbasis {stated_de} müsste {sum_de} sein"), format!("Taxable amount {stated_en} should be {sum_en}"));
    }
    for (category, _) in expected.keys().filter(|key| key.0 != TaxCategory::O && of(key.0).several_rates && !stated.contains_key(*key)) {
        let about = About(of(*category).ids[7], "BT-116", Place::Totals);
        report.error(about, "Ein Steuersatz der Positionen fehlt in der Aufschlüsselung", "A rate of the lines is missing in the VAT breakdown");
    }
}

/// Sums by category, and by rate where a category knows several.
fn fold(amounts: impl Iterator<Item = (TaxRate, Decimal)>) -> BTreeMap<(TaxCategory, Option<Decimal>), Decimal> {
    let mut sums = BTreeMap::new();
    for (rate, amount) in amounts {
        let key = if of(rate.category).several_rates { rate.rate.map(|rate| rate.normalize()) } else { None };
        let sum: &mut Decimal = sums.entry((rate.category, key)).or_default();
        *sum = sum.checked_add(amount).unwrap_or(*sum);
    }
    sums
}
