//! The files that leave the house: XRechnung UBL and CII, the PDF page and the ZUGFeRD hybrid.

pub mod girocode;
pub mod pdf;
pub mod zugferd;
