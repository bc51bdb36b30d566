//! The sums of the document: BG-22 by BR-CO-10 … BR-CO-16 and their decimals.

use rust_decimal::Decimal;

use super::super::model::EInvoice;
use super::place::Place;
use super::report::{About, Report, figures};

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    decimals(invoice, report);
    let totals = &invoice.totals;
    let of_document = |charges: bool| invoice.allowances_charges.iter().filter(move |entry| entry.is_charge == charges).map(|entry| entry.amount);
    let sums = [
        (
            About("BR-CO-10", "BT-106", Place::Totals),
            "Summe der Positionen",
            "Sum of lines",
            totals.lines,
            sum(invoice.lines.iter().map(|line| line.net)),
        ),
        (About("BR-CO-11", "BT-107", Place::Totals), "Summe der Nachlässe", "Sum of allowances", totals.allowances, sum(of_document(false))),
        (About("BR-CO-12", "BT-108", Place::Totals), "Summe der Zuschläge", "Sum of charges", totals.charges, sum(of_document(true))),
        (About("BR-CO-13", "BT-109", Place::Totals), "Nettobetrag", "Net total", totals.net, sum([totals.lines, -totals.allowances, totals.charges])),
        (
            About("BR-CO-14", "BT-110", Place::Totals),
            "Umsatzsteuerbetrag",
            "VAT total",
            totals.tax,
            sum(invoice.tax_groups.iter().map(|group| group.tax)),
        ),
        (About("BR-CO-15", "BT-112", Place::Totals), "Bruttobetrag", "Gross total", totals.gross, sum([totals.net, totals.tax])),
        (
            About(if totals.third_party.is_zero() { "BR-CO-16" } else { "BR-DEX-09" }, "BT-115", Place::Totals),
            "Zahlbetrag",
            "Amount due",
            totals.payable,
            sum([totals.gross, -totals.prepaid, totals.rounding, totals.third_party]),
        ),
    ];
    for (about, de, en, stated, expected) in sums {
        match expected {
            Some(expected) if expected == stated => {}
            Some(expected) => {
                let ((stated_de, stated_en), (expected_de, expected_en)) = (figures(stated), figures(expected));
                report.error(about, format!("{de} {stated_de} müsste {expected_de} sein"), format!("{en} {stated_en} should be {expected_en}"));
            }
            None => report.error(about, format!("{de} ist zu groß"), format!("{en} is too large")),
        }
    }
}

fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

fn decimals(invoice: &EInvoice, report: &mut Report) {
    let totals = &invoice.totals;
    let amounts = [
        ("BR-DEC-09", "BT-106", Some(totals.lines)),
        ("BR-DEC-10", "BT-107", Some(totals.allowances)),
        ("BR-DEC-11", "BT-108", Some(totals.charges)),
        ("BR-DEC-12", "BT-109", Some(totals.net)),
        ("BR-DEC-13", "BT-110", Some(totals.tax)),
        ("BR-DEC-14", "BT-112", Some(totals.gross)),
        ("BR-DEC-15", "BT-111", totals.tax_in_tax_currency),
        ("BR-DEC-16", "BT-113", Some(totals.prepaid)),
        ("BR-DEC-17", "BT-114", Some(totals.rounding)),
        ("BR-DEC-18", "BT-115", Some(totals.payable)),
    ];
    for (rule, term, amount) in amounts {
        if amount.is_some_and(|amount| amount.scale() > 2) {
            report.error(About(rule, term, Place::Totals), "Betrag hat mehr als zwei Nachkommastellen", "Amount has more than two decimals");
        }
    }
}
