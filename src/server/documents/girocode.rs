//! The QR matrix of a GiroCode, for the PDF page as rectangles and for the portal page as an SVG path.

use fast_qr::{ECL, QRBuilder};

use crate::domain::girocode::GiroCode;

/// A square of dark and light modules without the quiet zone, which is four modules wide on every side (ISO/IEC 18004).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// Modules per side.
    pub size: u16,
    /// Horizontal runs of dark modules: column, row, length.
    pub runs: Vec<[u16; 3]>,
}

/// The matrix of a GiroCode with error correction M (EPC069-12); `None` where the rules allow no code.
#[must_use]
pub fn matrix(code: &GiroCode<'_>) -> Option<Matrix> {
    let qr = QRBuilder::new(code.payload()?).ecl(ECL::M).build().ok()?;
    let size = u16::try_from(qr.size).ok()?;
    let mut runs: Vec<[u16; 3]> = Vec::new();
    for row in 0..size {
        for column in 0..size {
            if !qr[usize::from(row)][usize::from(column)].value() {
                continue;
            }
            match runs.last_mut() {
                Some([first, last_row, length]) if *last_row == row && *first + *length == column => *length += 1,
                _ => runs.push([column, row, 1]),
            }
        }
    }
    Some(Matrix { size, runs })
}

impl Matrix {
    /// The `d` attribute of one SVG path in module units, to be shown in `viewBox="-4 -4 {size+8} {size+8}"`.
    #[must_use]
    pub fn svg_path(&self) -> String {
        use std::fmt::Write as _;
        let mut path = String::with_capacity(self.runs.len() * 14);
        for [column, row, length] in &self.runs {
            let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
        }
        path
    }
}
