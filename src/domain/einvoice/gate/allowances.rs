//! Allowances and charges on the document (BG-20, BG-21) and on lines (BG-27, BG-28).

use super::super::arithmetic::percentage;
use super::super::model::{AllowanceCharge, EInvoice};
use super::codes::reasons;
use super::lines::is_negative;
use super::place::Place;
use super::report::{About, Report, figures, is_blank};

/// Rule ids and terms of one kind of entry.
struct Kind {
    reason: &'static str,
    reason_again: &'static str,
    category: &'static str,
    decimals: [&'static str; 2],
    amount: &'static str,
    reason_term: &'static str,
    de: &'static str,
    en: &'static str,
}

const DOCUMENT_ALLOWANCE: Kind = Kind {
    reason: "BR-33",
    reason_again: "BR-CO-21",
    category: "BR-32",
    decimals: ["BR-DEC-01", "BR-DEC-02"],
    amount: "BT-92",
    reason_term: "BT-97",
    de: "Nachlass",
    en: "allowance",
};

const DOCUMENT_CHARGE: Kind = Kind {
    reason: "BR-38",
    reason_again: "BR-CO-22",
    category: "BR-37",
    decimals: ["BR-DEC-05", "BR-DEC-06"],
    amount: "BT-99",
    reason_term: "BT-104",
    de: "Zuschlag",
    en: "charge",
};

const LINE_ALLOWANCE: Kind = Kind {
    reason: "BR-42",
    reason_again: "BR-CO-23",
    category: "",
    decimals: ["BR-DEC-24", "BR-DEC-25"],
    amount: "BT-136",
    reason_term: "BT-139",
    de: "Nachlass",
    en: "allowance",
};

const LINE_CHARGE: Kind = Kind {
    reason: "BR-44",
    reason_again: "BR-CO-24",
    category: "",
    decimals: ["BR-DEC-27", "BR-DEC-28"],
    amount: "BT-141",
    reason_term: "BT-144",
    de: "Zuschlag",
    en: "charge",
};

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    for (index, entry) in invoice.allowances_charges.iter().enumerate() {
        let kind = if entry.is_charge { &DOCUMENT_CHARGE } else { &DOCUMENT_ALLOWANCE };
        let place = Place::DocumentAllowance(index);
        if entry.tax.is_none() {
            let term = if entry.is_charge { "BT-102" } else { "BT-95" };
            report.missing(About(kind.category, term, place), &format!("Steuersatz ({})", kind.de), &format!("VAT category ({})", kind.en));
        }
        entry_rules(entry, kind, place, report);
    }
    for (index, line) in invoice.lines.iter().enumerate() {
        for entry in &line.allowances_charges {
            let kind = if entry.is_charge { &LINE_CHARGE } else { &LINE_ALLOWANCE };
            entry_rules(entry, kind, Place::LineAllowance(index), report);
        }
    }
}

fn entry_rules(entry: &AllowanceCharge, kind: &Kind, place: Place, report: &mut Report) {
    let Kind { de, en, .. } = kind;
    if is_blank(entry.reason.as_deref()) && is_blank(entry.reason_code.as_deref()) {
        for rule in [kind.reason, kind.reason_again] {
            report.missing(About(rule, kind.reason_term, place), &format!("Grund ({de})"), &format!("Reason ({en})"));
        }
    }
    if let Some(code) = &entry.reason_code {
        let (rule, list) = if entry.is_charge { ("BR-CL-20", reasons::CHARGES) } else { ("BR-CL-19", reasons::ALLOWANCES) };
        report.code(code, list, About(rule, kind.reason_term, place), &format!("Grund ({de})"), &format!("Reason ({en})"));
    }
    if is_negative(entry.amount) {
        let about = About("RW-ALLOWANCE", kind.amount, place);
        report.error(about, format!("{de} darf nicht negativ sein"), format!("An {en} must not be negative"));
    }
    for (rule, amount) in kind.decimals.into_iter().zip([Some(entry.amount), entry.base]) {
        if amount.is_some_and(|amount| amount.scale() > 2) {
            report.error(
                About(rule, kind.amount, place),
                format!("{de} hat mehr als zwei Nachkommastellen"),
                format!("The {en} has more than two decimals"),
            );
        }
    }
    percent(entry, kind, place, report);
}

/// Percentage and base come together and give the amount: the Peppol rule forgives two cents, ours none.
fn percent(entry: &AllowanceCharge, kind: &Kind, place: Place, report: &mut Report) {
    let Kind { de, en, .. } = kind;
    let (base, percent) = match (entry.base, entry.percent) {
        (Some(base), Some(percent)) => (base, percent),
        (None, Some(_)) => {
            return report.missing(About("PEPPOL-EN16931-R041", kind.amount, place), &format!("Grundbetrag ({de})"), &format!("Base amount ({en})"));
        }
        (Some(_), None) => {
            return report.missing(About("PEPPOL-EN16931-R042", kind.amount, place), &format!("Prozentsatz ({de})"), &format!("Percentage ({en})"));
        }
        (None, None) => return,
    };
    let Some(expected) = percentage(base, percent) else {
        return report.error(About("RW-ALLOWANCE", kind.amount, place), format!("{de} ist zu groß"), format!("The {en} is too large"));
    };
    let difference = (entry.amount - expected).abs();
    if difference.is_zero() {
        return;
    }
    let rule = if difference > report.slack() { "PEPPOL-EN16931-R040" } else { "RW-ALLOWANCE" };
    let (expected_de, expected_en) = figures(expected);
    report.error(About(rule, kind.amount, place), format!("{de} müsste {expected_de} sein"), format!("The {en} should be {expected_en}"));
}
