//! The issue gate: every rule an invoice must keep before it gets a number, and by which a received one is judged.
//!
//! Rules of EN 16931 (`BR-…`), XRechnung (`BR-DE-…`), Peppol as XRechnung includes it (`PEPPOL-EN16931-…`), German VAT law (`UStG-…`)
//! and our own stricter ones (`RW-…`): exact cents, check digits, codes that fit, characters that print.

mod allowances;
pub mod check_digits;
mod codes;
mod delivery;
mod document;
mod lines;
mod parties;
mod payment;
mod place;
mod report;
mod tax;
mod text;
mod totals;

pub use codes::{Codes, documents::COUNTRIES, documents::CURRENCIES, units::UNITS};
pub use place::Place;
pub use report::{Finding, Severity};

use super::model::EInvoice;
use report::Report;

/// Judges an invoice that is to be issued. Errors block issuing, warnings do not.
///
/// The caller fills in beforehand what a small business does not enter itself: the seller's e-mail as BT-34 and the buyer's as BT-49
/// (scheme `EM`), and as BT-10, where the buyer gave no reference, the customer number.
#[must_use]
pub fn check(invoice: &EInvoice) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for finding in judge(invoice) {
        // Several rules say the same about one field; the user reads it once.
        if !findings.iter().any(|known| known.place == finding.place && known.de == finding.de) {
            findings.push(finding);
        }
    }
    findings
}

fn judge(invoice: &EInvoice) -> Vec<Finding> {
    let mut report = Report::about(invoice.specification.as_deref());
    document::check(invoice, &mut report);
    parties::check(invoice, &mut report);
    delivery::check(invoice, &mut report);
    payment::check(invoice, &mut report);
    lines::check(invoice, &mut report);
    allowances::check(invoice, &mut report);
    tax::check(invoice, &mut report);
    totals::check(invoice, &mut report);
    text::check(invoice, &mut report);
    report.into_findings()
}

/// Judges an invoice of somebody else, with what its reader already found: there our own rules and the law are warnings only.
#[must_use]
pub fn check_received(invoice: &EInvoice, found_by_reader: Vec<Finding>) -> Vec<Finding> {
    let mut findings = found_by_reader;
    for mut finding in judge(invoice) {
        if finding.rule.starts_with("RW-") || finding.rule.starts_with("UStG-") {
            finding.severity = Severity::Warning;
        }
        if !findings.iter().any(|known| known.rule == finding.rule && known.place == finding.place) {
            findings.push(finding);
        }
    }
    findings
}

/// Whether nothing stands in the way of issuing.
#[must_use]
pub fn is_clean(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Error)
}

#[cfg(test)]
mod tests;
