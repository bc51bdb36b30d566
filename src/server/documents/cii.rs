//! UN/CEFACT Cross Industry Invoice: as XRechnung, and as the XML inside a ZUGFeRD PDF.

mod header;
mod line;
mod party;
mod settlement;

use chrono::NaiveDate;

use super::xml::{Element, element, several, text};
use crate::domain::einvoice::model::{EInvoice, Note, Period, TaxRate};
use crate::domain::einvoice::specification::{EN16931, PEPPOL_BILLING, XRECHNUNG};

/// Which specification the document claims (BT-24), and with it the profile of the ZUGFeRD PDF that carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guideline {
    /// XRechnung 3.0; in a PDF the profile XRECHNUNG.
    XRechnung,
    /// EN 16931 alone; in a PDF the profile EN 16931.
    En16931,
}

impl Guideline {
    /// BT-24.
    #[must_use]
    pub fn specification(self) -> &'static str {
        match self {
            Self::XRechnung => XRECHNUNG,
            Self::En16931 => EN16931,
        }
    }

    /// `fx:ConformanceLevel` in the XMP of the PDF.
    #[must_use]
    pub fn conformance_level(self) -> &'static str {
        match self {
            Self::XRechnung => "XRECHNUNG",
            Self::En16931 => "EN 16931",
        }
    }

    /// The name of the XML file inside the PDF.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::XRechnung => "xrechnung.xml",
            Self::En16931 => "factur-x.xml",
        }
    }
}

/// The invoice as UTF-8 bytes; the same invoice gives the same bytes.
#[must_use]
pub fn write(invoice: &EInvoice, guideline: Guideline) -> Vec<u8> {
    let transaction =
        [several(invoice.lines.iter().map(line::line)), header::agreement(invoice), header::delivery(invoice), settlement::settlement(invoice)];
    element("rsm:CrossIndustryInvoice", [context(invoice, guideline), document(invoice), element("rsm:SupplyChainTradeTransaction", transaction)])
        .with("xmlns:rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100")
        .with("xmlns:ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100")
        .with("xmlns:qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100")
        .with("xmlns:udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100")
        .into_document()
}

fn context(invoice: &EInvoice, guideline: Guideline) -> Element {
    let process = invoice.process.as_deref().unwrap_or(PEPPOL_BILLING);
    element(
        "rsm:ExchangedDocumentContext",
        [
            element("ram:BusinessProcessSpecifiedDocumentContextParameter", [text("ram:ID", process)]),
            element("ram:GuidelineSpecifiedDocumentContextParameter", [text("ram:ID", guideline.specification())]),
        ],
    )
}

fn document(invoice: &EInvoice) -> Element {
    element(
        "rsm:ExchangedDocument",
        [
            text("ram:ID", invoice.number.as_str()),
            text("ram:TypeCode", invoice.type_code.0.to_string().as_str()),
            date_time("ram:IssueDateTime", invoice.issue_date),
            several(invoice.notes.iter().map(note)),
        ],
    )
}

/// BG-1.
fn note(note: &Note) -> Element {
    element("ram:IncludedNote", [text("ram:Content", note.text.as_str()), text("ram:SubjectCode", note.subject_code.as_deref())])
}

/// A date in the format 102, `20261120`.
fn date_time(name: &'static str, date: impl Into<Option<NaiveDate>>) -> Element {
    date_as(name, "udt:DateTimeString", date.into())
}

/// The same in the element that the schema wants at this place.
fn date_as(name: &'static str, format_element: &'static str, date: Option<NaiveDate>) -> Element {
    let digits = date.map(|date| date.format("%Y%m%d").to_string());
    element(name, [text(format_element, digits.as_deref()).with("format", "102")])
}

/// BG-14 or BG-26.
fn period(period: Option<Period>) -> Element {
    element(
        "ram:BillingSpecifiedPeriod",
        [date_time("ram:StartDateTime", period.and_then(|period| period.start)), date_time("ram:EndDateTime", period.and_then(|period| period.end))],
    )
}

/// Category and rate, the common end of every tax element.
fn category(tax: &TaxRate) -> Element {
    several([text("ram:TypeCode", "VAT"), text("ram:CategoryCode", tax.category.code()), super::xml::number("ram:RateApplicablePercent", tax.rate)])
}
