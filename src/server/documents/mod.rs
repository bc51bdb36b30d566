//! The files that leave the house: XRechnung UBL and CII, the PDF page and the ZUGFeRD hybrid.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub mod archive;
pub mod cii;
pub mod girocode;
pub mod links;
pub mod pdf;
pub mod queries;
pub mod reader;
pub mod render;
mod xml;
pub mod xrechnung_ubl;
pub mod zugferd;

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
