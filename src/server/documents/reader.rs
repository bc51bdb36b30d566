//! Reads UBL, CII and PDF with CII inside into the semantic model: lenient about what it finds, strict about what it costs.

mod cii;
mod currencies;
mod pdf;
mod tree;
mod ubl;
mod values;

pub use pdf::embedded_xml;
use thiserror::Error;

use crate::domain::einvoice::gate::Finding;
use crate::domain::einvoice::model::EInvoice;
use tree::Node;

/// What a file may have, and what the streams of a PDF may unpack to; the files of real invoices stay far below.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// What was read, with what the model could not hold.
#[derive(Clone, Debug)]
pub struct Reading {
    pub syntax: Syntax,
    pub invoice: EInvoice,
    /// Missing or unreadable values, to be handed to `gate::check_received`.
    pub findings: Vec<Finding>,
}

/// The syntax of a file, told by its root element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Ubl,
    Cii,
}

/// Why a file cannot be read at all. Nothing of the file is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    #[error("the file is larger than 32 MB, or unpacks to more")]
    TooLarge,
    #[error("the file has too many elements or nests them too deeply")]
    TooComplex,
    #[error("the file is not well-formed XML")]
    NotXml,
    #[error("the file has a document type declaration or an unknown entity, which invoices must not have")]
    Entities,
    #[error("the file is XML, but neither UBL nor CII")]
    UnknownRoot,
    #[error("the PDF cannot be read")]
    NotPdf,
    #[error("the PDF has no e-invoice inside")]
    NoXml,
}

/// Reads a file of unknown origin: no entity is expanded, nothing is fetched, size, number and depth of elements are limited.
///
/// # Errors
/// When the file is no XML, hostile or something else than an invoice. A faulty invoice is read, with findings.
pub fn read(bytes: &[u8]) -> Result<Reading, Unreadable> {
    if bytes.starts_with(b"%PDF-") {
        let (_, xml) = pdf::embedded_xml(bytes)?;
        // What is cut off inside is no fault of the sender's XML.
        return read_xml(&xml).map_err(|error| if error == Unreadable::NotXml { Unreadable::NotPdf } else { error });
    }
    read_xml(bytes)
}

fn read_xml(bytes: &[u8]) -> Result<Reading, Unreadable> {
    let document = tree::parse(bytes)?;
    let root: &Node = &document.root;
    let mut findings = document.empty_elements;
    let (syntax, invoice) = match root.name() {
        "Invoice" | "CreditNote" => (Syntax::Ubl, ubl::read(root, &mut findings)),
        "CrossIndustryInvoice" => (Syntax::Cii, cii::read(root, &mut findings)),
        _ => return Err(Unreadable::UnknownRoot),
    };
    currencies::check(root, &invoice, &mut findings);
    Ok(Reading { syntax, invoice, findings })
}

#[cfg(test)]
mod tests;
