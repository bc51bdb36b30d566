//! The files that leave the house: XRechnung UBL and CII, the PDF page and the ZUGFeRD hybrid.
