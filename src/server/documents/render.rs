//! Both files of one invoice from the frozen model: the XRechnung, and the ZUGFeRD page with the CII invoice inside.

use crate::domain::einvoice::model::EInvoice;
use crate::domain::invoice::documents::{DocumentForms, PdfProfile, XmlSyntax};
use crate::domain::lang::Lang;
use crate::server::documents::cii::{self, Guideline};
use crate::server::documents::pdf::{self, Logo, PageSetup};
use crate::server::documents::xrechnung_ubl;
use crate::server::documents::zugferd::{self, Profile};

/// The organization's looks at the moment of making, and what the page says besides the invoice.
#[derive(Clone, Debug)]
pub struct Look {
    pub lang: Lang,
    /// `#0f766e`.
    pub color: Option<String>,
    pub logo: Option<Vec<u8>>,
    pub hybrid_notice: bool,
    /// The portal page of the invoice; a draft has none.
    pub portal_url: Option<String>,
}

pub struct Rendered {
    pub xml: Vec<u8>,
    pub pdf: Vec<u8>,
}

/// # Errors
/// When a character has no glyph, which the issue gate finds before.
pub fn documents(invoice: &EInvoice, look: &Look, forms: DocumentForms) -> anyhow::Result<Rendered> {
    let logo = look.logo();
    let (guideline, profile) = match forms.pdf {
        PdfProfile::En16931 => (Guideline::En16931, Profile::En16931),
        PdfProfile::Xrechnung => (Guideline::XRechnung, Profile::XRechnung),
    };
    let embedded = cii::write(invoice, guideline);
    let pdf = zugferd::hybrid(invoice, &look.setup(logo.as_ref()), &embedded, profile)?;
    Ok(Rendered { xml: xml(invoice, forms.xml), pdf })
}

/// The XRechnung in one of its syntaxes.
#[must_use]
pub fn xml(invoice: &EInvoice, syntax: XmlSyntax) -> Vec<u8> {
    match syntax {
        XmlSyntax::Ubl => xrechnung_ubl::write(invoice),
        XmlSyntax::Cii => cii::write(invoice, Guideline::XRechnung),
    }
}

/// The page alone, for a draft.
///
/// # Errors
/// When a character has no glyph.
pub fn preview(invoice: &EInvoice, look: &Look) -> anyhow::Result<Vec<u8>> {
    let logo = look.logo();
    Ok(pdf::render(invoice, &look.setup(logo.as_ref()))?)
}

impl Look {
    /// A logo that cannot be drawn must not keep an issued invoice from having its documents.
    fn logo(&self) -> Option<Logo> {
        self.logo.as_ref().and_then(|bytes| Logo::read(bytes).ok())
    }

    fn setup<'a>(&'a self, logo: Option<&'a Logo>) -> PageSetup<'a> {
        let language = if self.lang == Lang::De { pdf::Lang::De } else { pdf::Lang::En };
        let usual = PageSetup::default();
        let brand_color = self.color.as_deref().and_then(rgb).unwrap_or(usual.brand_color);
        let portal_url = self.portal_url.as_deref();
        PageSetup { language, logo, brand_color, hybrid_notice: self.hybrid_notice, portal_url, ..usual }
    }
}

fn rgb(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}
