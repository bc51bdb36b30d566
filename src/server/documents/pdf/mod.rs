//! The page of an invoice as a PDF/A-3b file, set like a letter after DIN 5008.

mod archival;
mod assemble;
mod block;
mod canvas;
mod countries;
mod flow;
mod font;
mod footer;
mod format;
mod letterhead;
mod line_details;
mod logo;
mod pack;
mod payment;
mod raster;
mod subset;
mod table;
mod terms;
mod theme;
mod totals;
mod units;
mod words;
mod wrap;
mod xmp;

use chrono::NaiveDate;
use thiserror::Error;

pub use archival::Attached;
pub use logo::{Logo, LogoError};
pub use words::Lang;

use super::girocode::{self, Matrix};
use crate::domain::einvoice::model::EInvoice;
use crate::domain::girocode::GiroCode;
use archival::Description;
use canvas::Canvas;
use flow::Flow;
use font::Weight;
use theme::{COMFORTABLE, COMPACT, Density};

/// What the page shows besides the invoice itself.
#[derive(Clone, Copy, Debug)]
pub struct PageSetup<'a> {
    pub language: Lang,
    pub logo: Option<&'a Logo>,
    /// Red, green, blue (sRGB).
    pub brand_color: [u8; 3],
    /// The portal page of the invoice, shown as a link.
    pub portal_url: Option<&'a str>,
    /// Further lines for the footer: website, managing director.
    pub footer_lines: &'a [&'a str],
    /// The notice of the hybrid tier: the card on file is charged after the due date.
    pub hybrid_notice: bool,
    /// Stamps a copy as paid; never set for the archived original.
    pub paid_on: Option<NaiveDate>,
}

impl Default for PageSetup<'_> {
    fn default() -> Self {
        Self {
            language: Lang::De,
            logo: None,
            brand_color: [0x0f, 0x76, 0x6e],
            portal_url: None,
            footer_lines: &[],
            hybrid_notice: false,
            paid_on: None,
        }
    }
}

/// Why a page could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    /// The issue gate finds this before a number is drawn, through [`can_print`].
    #[error("no font has the character {0:?} (U+{code:04X})", code = u32::from(*.0))]
    MissingGlyph(char),
    #[error("the fonts shipped with the program cannot be read")]
    Fonts,
    #[error("the PDF could not be written")]
    Write,
}

/// Whether the fonts of the page have this character, in every weight; line ends and soft hyphens are fine.
#[must_use]
pub fn can_print(character: char) -> bool {
    let character = subset::drawn(character);
    let has = |weight: Weight| weight.face().is_some_and(|face| face.glyph(character).is_some());
    subset::is_silent(character) || (has(Weight::Regular) && has(Weight::Semibold))
}

/// The page alone, PDF/A-3b without an embedded invoice.
///
/// # Errors
/// When a character has no glyph.
pub fn render(invoice: &EInvoice, setup: &PageSetup<'_>) -> Result<Vec<u8>, PdfError> {
    render_with(invoice, setup, None)
}

/// The page with an XML file attached that says the same.
///
/// # Errors
/// When a character has no glyph.
pub fn render_with(invoice: &EInvoice, setup: &PageSetup<'_>, attached: Option<&Attached<'_>>) -> Result<Vec<u8>, PdfError> {
    let code = GiroCode::of_invoice(invoice).and_then(|code| girocode::matrix(&code));
    let comfortable = lay_out(invoice, setup, COMFORTABLE, code.as_ref())?;
    let canvas = if comfortable.pages.len() == 2 {
        Some(lay_out(invoice, setup, COMPACT, code.as_ref())?).filter(|compact| compact.pages.len() == 1).unwrap_or(comfortable)
    } else {
        comfortable
    };
    if let Some(character) = canvas.missing {
        return Err(PdfError::MissingGlyph(character));
    }
    let title = letterhead::title(invoice.type_code, setup.language.words());
    let description = Description {
        title: format!("{title} {}", invoice.number).trim_end().to_owned(),
        author: invoice.seller.name.clone(),
        day: invoice.issue_date,
        language: setup.language,
    };
    archival::finish(assemble::assemble(canvas, setup.logo)?, &description, attached)
}

fn lay_out(invoice: &EInvoice, setup: &PageSetup<'_>, density: Density, code: Option<&Matrix>) -> Result<Canvas, PdfError> {
    let canvas = Canvas::new().ok_or(PdfError::Fonts)?;
    let mut flow = Flow::new(canvas, invoice, setup, density);
    letterhead::draw(&mut flow);
    let closing = totals::block(&flow);
    table::draw(&mut flow, closing.height);
    flow.place(&closing);
    totals::draw_long_texts(&mut flow);
    totals::draw_notes(&mut flow);
    payment::draw(&mut flow, code);
    Ok(flow.finish())
}
