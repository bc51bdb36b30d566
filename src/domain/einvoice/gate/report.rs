//! Findings and the report that collects them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Codes;
use super::place::Place;
use crate::domain::einvoice::model::EInvoice;
use crate::domain::lang::Lang;
use crate::domain::text::number;

/// One broken rule, in words for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The official id, or an own one with the prefix `RW-` or `UStG-`.
    pub rule: &'static str,
    pub severity: Severity,
    /// The business term or group, as `BT-73`.
    pub term: &'static str,
    /// Where to mend it.
    pub place: Place,
    /// The line it is about, counted from 0.
    pub line: Option<usize>,
    /// A German sentence without a full stop: "Leistungszeitraum fehlt (BT-73)".
    pub de: String,
    /// The same in English.
    pub en: String,
}

/// An amount in German and in English figures.
pub fn figures(amount: Decimal) -> (String, String) {
    (number(amount, 2, Lang::De), number(amount, 2, Lang::En))
}

impl Finding {
    /// An error that only the reader of a file can see, because the model cannot hold it: an amount that is missing or no number.
    #[must_use]
    pub fn in_file(rule: &'static str, term: &'static str, place: Place, de: &str, en: &str) -> Self {
        let mut report = Report::default();
        report.error(About(rule, term, place), de, en);
        report.findings.remove(0)
    }

    /// The same as a hint.
    #[must_use]
    pub fn softly(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; the invoice can be issued.
    Warning,
    /// The invoice cannot be issued; a received one can be refused.
    Error,
}

/// What a rule is about: its id, the business term and the place.
#[derive(Clone, Copy)]
pub struct About(pub &'static str, pub &'static str, pub Place);

impl About {
    /// The extension of XRechnung states the rules about these code lists anew, with its own codes in them.
    fn of_extension(self) -> Self {
        let rule = match self.0 {
            "BR-CL-10" => "BR-DEX-04",
            "BR-CL-11" => "BR-DEX-05",
            "BR-CL-21" => "BR-DEX-06",
            "BR-CL-25" => "BR-DEX-07",
            "BR-CL-26" => "BR-DEX-08",
            other => other,
        };
        Self(rule, self.1, self.2)
    }
}

/// Codes outside the lists that the extensions of XRechnung (sub-invoice-lines, Clean Vehicles Directive) bring along.
const EXTENSION_CODES: [&str; 4] = ["CVD", "XR01", "XR02", "XR03"];

const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// Forints have no decimals.
const SLACK_OF_FORINT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

#[derive(Default)]
pub struct Report {
    findings: Vec<Finding>,
    /// The extension of XRechnung.
    is_extension: bool,
    /// Any document that extends EN 16931.
    allows_more: bool,
    slack: Decimal,
}

impl Report {
    /// A report about this document, whose specification (BT-24) and currency widen some rules.
    pub fn about(invoice: &EInvoice) -> Self {
        let says = |part: &str| invoice.specification.as_deref().is_some_and(|id| id.contains(part));
        Self {
            findings: Vec::new(),
            is_extension: says("#conformant#") && says("xrechnung"),
            allows_more: says("#conformant#") || says(":xrechnung:cvd"),
            slack: if invoice.currency.code() == "HUF" { SLACK_OF_FORINT } else { SLACK },
        }
    }

    /// What the Peppol rules forgive between a stated and a computed amount.
    pub fn slack(&self) -> Decimal {
        self.slack
    }

    pub fn error(&mut self, about: About, de: impl Into<String>, en: impl Into<String>) {
        self.push(Severity::Error, about, de.into(), en.into());
    }

    pub fn warn(&mut self, about: About, de: impl Into<String>, en: impl Into<String>) {
        self.push(Severity::Warning, about, de.into(), en.into());
    }

    /// "Ort des Käufers fehlt (BT-52)".
    pub fn missing(&mut self, about: About, de: &str, en: &str) {
        self.error(about, format!("{de} fehlt"), format!("{en} is missing"));
    }

    /// The same for a text that is there but blank, or not there at all.
    pub fn require(&mut self, text: Option<&str>, about: About, de: &str, en: &str) {
        if is_blank(text) {
            self.missing(about, de, en);
        }
    }

    /// Whether the document is one of the extension of XRechnung.
    pub fn is_extension(&self) -> bool {
        self.is_extension
    }

    /// Whether the document extends EN 16931, so that its lists may be longer.
    pub fn allows_more(&self) -> bool {
        self.allows_more
    }

    /// A code must stand in its list.
    pub fn code(&mut self, code: &str, list: Codes, about: About, de: &str, en: &str) {
        let is_known = list.contains(code) || (self.allows_more && EXTENSION_CODES.contains(&code));
        if !is_known {
            let about = if self.is_extension { about.of_extension() } else { about };
            let shown: String = code.chars().take(30).collect();
            self.error(about, format!("{de} „{shown}“ steht nicht in der Codeliste"), format!("{en} “{shown}” is not in the code list"));
        }
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    fn push(&mut self, severity: Severity, About(rule, term, place): About, de: String, en: String) {
        let line = place.line();
        let (de, en) = match line {
            Some(line) => (format!("Position {}: {de} ({term})", line + 1), format!("Line {}: {en} ({term})", line + 1)),
            None => (format!("{de} ({term})"), format!("{en} ({term})")),
        };
        self.findings.push(Finding { rule, severity, term, place, line, de, en });
    }
}

pub fn is_blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
