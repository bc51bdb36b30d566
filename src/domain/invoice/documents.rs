//! In which form an invoice leaves the house: the syntax of its XML, and the profile of the XML inside its PDF.

use serde::{Deserialize, Serialize};

/// XRechnung comes in two syntaxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum XmlSyntax {
    #[default]
    Ubl,
    Cii,
}

impl XmlSyntax {
    pub const ALL: [Self; 2] = [Self::Ubl, Self::Cii];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ubl => "ubl",
            Self::Cii => "cii",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|syntax| syntax.as_str() == text)
    }
}

/// The profile of ZUGFeRD.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PdfProfile {
    #[default]
    En16931,
    Xrechnung,
}

impl PdfProfile {
    pub const ALL: [Self; 2] = [Self::En16931, Self::Xrechnung];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En16931 => "en16931",
            Self::Xrechnung => "xrechnung",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.as_str() == text)
    }
}

/// Both choices of one invoice, frozen with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentForms {
    pub xml: XmlSyntax,
    pub pdf: PdfProfile,
}

impl DocumentForms {
    /// As they stand in a row.
    #[must_use]
    pub fn of(xml_syntax: &str, pdf_profile: &str) -> Self {
        Self { xml: XmlSyntax::parse(xml_syntax).unwrap_or_default(), pdf: PdfProfile::parse(pdf_profile).unwrap_or_default() }
    }
}
