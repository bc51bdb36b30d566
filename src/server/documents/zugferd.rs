//! ZUGFeRD 2.4 / Factur-X 1.09: the page as PDF/A-3b with the CII invoice inside.

use super::pdf::{Attached, PageSetup, PdfError, render_with};
use crate::domain::einvoice::model::{AttachedFile, EInvoice};

/// The profile of the embedded XML; its guideline id (BT-24) must be of the same profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    #[default]
    En16931,
    XRechnung,
}

impl Profile {
    /// The name of the embedded file (ZUGFeRD 2.4, 6.2).
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::En16931 => "factur-x.xml",
            Self::XRechnung => "xrechnung.xml",
        }
    }

    /// `fx:ConformanceLevel` (ZUGFeRD 2.4, 6.3).
    #[must_use]
    pub fn conformance_level(self) -> &'static str {
        match self {
            Self::En16931 => "EN 16931",
            Self::XRechnung => "XRECHNUNG",
        }
    }

    /// `fx:Version`: that of Factur-X, or with its own profile that of XRechnung (ZUGFeRD 2.4, 6.3).
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::En16931 => "1.0",
            Self::XRechnung => "3.0",
        }
    }
}

/// The hybrid invoice: what a person reads and what a program reads in one file. The same input gives the same bytes.
///
/// # Errors
/// When a character has no glyph.
pub fn hybrid(invoice: &EInvoice, setup: &PageSetup<'_>, cii_xml: &[u8], profile: Profile) -> Result<Vec<u8>, PdfError> {
    let files: Vec<AttachedFile> = invoice.attachments.iter().filter_map(|attachment| attachment.content.clone()).collect();
    let attached = Attached {
        xml: cii_xml,
        file_name: profile.file_name(),
        description: "Rechnungsdaten im XML-Format (ZUGFeRD / Factur-X)",
        conformance_level: profile.conformance_level(),
        further: &files,
        version: profile.version(),
    };
    render_with(invoice, setup, Some(&attached))
}
