//! The issue gate: every rule an invoice must keep before it gets a number, and by which a received one is judged.
//!
//! Rules of EN 16931 (`BR-…`), XRechnung (`BR-DE-…`), Peppol as XRechnung includes it (`PEPPOL-EN16931-…`), German VAT law (`UStG-…`)
//! and our own stricter ones (`RW-…`): exact cents, check digits, codes that fit, characters that print.

mod allowances;
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

use std::collections::HashSet;

use super::model::EInvoice;
use report::Report;

/// Judges an invoice that is to be issued. Errors block issuing, warnings do not.
///
/// The caller fills in beforehand what a small business does not enter itself: the seller's e-mail as BT-34 and the buyer's as BT-49
/// (scheme `EM`), and as BT-10, where the buyer gave no reference, the customer number.
#[must_use]
pub fn check(invoice: &EInvoice) -> Vec<Finding> {
    // Several rules say the same about one field; the user reads it once.
    let mut told = HashSet::new();
    let mut findings = judge(invoice);
    findings.retain(|finding| told.insert((finding.place, finding.de.clone())));
    findings
}

/// An amount or another number that is none; whoever received it cannot work with the rest.
pub const UNREADABLE: &str = "RW-NUMBER";

/// Judges an invoice of somebody else, with what its reader already found.
///
/// Our own rules and the law are warnings there, and the rules of XRechnung hold only for what claims to be one (BT-24): a ZUGFeRD file
/// of the profile EN 16931 need not have a buyer reference.
#[must_use]
pub fn check_received(invoice: &EInvoice, found_by_reader: Vec<Finding>) -> Vec<Finding> {
    let is_xrechnung = invoice.specification.as_deref().is_some_and(|specification| specification.contains("xrechnung"));
    let mut told = HashSet::new();
    let mut findings = found_by_reader;
    findings.extend(judge(invoice));
    findings.retain(|finding| {
        let applies = is_xrechnung || !(finding.rule.starts_with("BR-DE-") || finding.rule.starts_with("PEPPOL-"));
        applies && told.insert((finding.rule, finding.place))
    });
    for finding in &mut findings {
        let is_unreadable = finding.rule == UNREADABLE;
        if !is_unreadable && (finding.rule.starts_with("RW-") || finding.rule.starts_with("UStG-")) {
            finding.severity = Severity::Warning;
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

/// Whether nothing stands in the way of issuing.
#[must_use]
pub fn is_clean(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.severity != Severity::Error)
}

#[cfg(test)]
mod tests;
