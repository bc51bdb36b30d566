//! The files that leave the house: XRechnung UBL and CII, the PDF page and the ZUGFeRD hybrid.

pub mod archive;
pub mod cii;
pub mod queries;
pub mod render;
mod xml;
pub mod xrechnung_ubl;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}
pub mod girocode;
pub mod pdf;
pub mod zugferd;
