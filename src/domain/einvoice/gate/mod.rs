//! The issue gate: every rule an invoice must keep before it gets a number, and by which a received one is judged.
//!
//! Rules of EN 16931 (`BR-…`), XRechnung (`BR-DE-…`, `BR-TMP-…`, on reading also its extension `BR-DEX-…`), Peppol as XRechnung
//! includes it (`PEPPOL-EN16931-…`), German VAT law (`UStG-…`) and our own stricter ones (`RW-…`): exact cents, check digits, codes
//! that fit, characters that print.

mod allowances;
mod codes;
mod delivery;
mod document;
mod lines;
mod parties;
mod payment;
mod place;
mod profile;
mod report;
mod skonto;
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

/// A number or a date that is none, and a profile that is no invoice: whoever received it cannot work with the rest.
pub const OF_FORMAT: [&str; 3] = ["RW-NUMBER", "RW-DATE", profile::RULE];

/// The rules that only XRechnung has; Peppol's hold because XRechnung includes them.
const OF_XRECHNUNG: [&str; 4] = ["BR-DE-", "BR-TMP-", "BR-DEX-", "PEPPOL-"];

/// Judges an invoice of somebody else, with what its reader already found.
///
/// Our own rules and the law are warnings there, and the rules of XRechnung hold only for what claims to be one (BT-24): a ZUGFeRD file
/// of the profile EN 16931 need not have a buyer reference.
#[must_use]
pub fn check_received(invoice: &EInvoice, found_by_reader: Vec<Finding>) -> Vec<Finding> {
    let is_xrechnung = invoice.specification.as_deref().is_some_and(|specification| specification.contains("xrechnung"));
    // What is there but cannot be read is not missing too.
    let unreadable: HashSet<_> = found_by_reader.iter().filter(|finding| OF_FORMAT.contains(&finding.rule)).map(|f| (f.term, f.place)).collect();
    let mut told = HashSet::new();
    let mut findings = found_by_reader;
    findings.extend(profile::check(invoice));
    findings.extend(judge(invoice).into_iter().filter(|finding| !unreadable.contains(&(finding.term, finding.place))));
    findings.retain(|finding| {
        let applies = is_xrechnung || !OF_XRECHNUNG.iter().any(|prefix| finding.rule.starts_with(prefix));
        applies && told.insert((finding.rule, finding.place))
    });
    for finding in &mut findings {
        let is_own = finding.rule.starts_with("RW-") || finding.rule.starts_with("UStG-");
        if is_own && !OF_FORMAT.contains(&finding.rule) {
            finding.severity = Severity::Warning;
        }
    }
    findings
}

fn judge(invoice: &EInvoice) -> Vec<Finding> {
    let mut report = Report::about(invoice);
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
