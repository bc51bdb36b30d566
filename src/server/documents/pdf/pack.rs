//! Compressed streams. One compressor serves a whole document, because making one costs more than packing a small stream.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Stream};

use super::PdfError;

/// Documents of more pages are packed in a third of the time, for a fifth more bytes.
const MANY_PAGES: usize = 8;

/// Packs one stream after the other.
pub struct Packer(Compress);

impl Packer {
    /// For a document of so many pages: at the level where more time would save hardly a byte, or long ones at a quick one.
    #[must_use]
    pub fn new(pages: usize) -> Self {
        let level = if pages > MANY_PAGES { 3 } else { 5 };
        Self(Compress::new(Compression::new(level), true))
    }

    /// A stream with its filter.
    ///
    /// # Errors
    /// When compression fails.
    pub fn stream(&mut self, mut dictionary: Dictionary, content: &[u8]) -> Result<Stream, PdfError> {
        let mut packed = Vec::with_capacity(content.len() / 3 + 64);
        self.0.reset();
        loop {
            let taken = usize::try_from(self.0.total_in()).map_err(|_| PdfError::Write)?;
            let rest = content.get(taken..).ok_or(PdfError::Write)?;
            let status = self.0.compress_vec(rest, &mut packed, FlushCompress::Finish).map_err(|_| PdfError::Write)?;
            if status == Status::StreamEnd {
                break;
            }
            packed.reserve(content.len() / 3 + 64);
        }
        dictionary.set("Filter", "FlateDecode");
        Ok(Stream::new(dictionary, packed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_after_another_stream_unpacks_to_itself() {
        let mut packer = Packer::new(1);
        let noise: Vec<u8> = (0..100_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
        for content in [b"".as_slice(), b"BT ET", &noise, &[7; 1_000_000]] {
            let stream = packer.stream(Dictionary::new(), content).expect("packed");
            assert!(stream.decompressed_content().expect("unpacked") == content, "{} bytes", content.len());
        }
    }
}
