//! Logos: PNG and JPEG files turned into opaque RGB images, because PDF/A pages here know no transparency.

use lopdf::{Dictionary, Object, Stream, dictionary};
use thiserror::Error;

use super::raster::{self, LARGEST_SIDE, LARGEST_UNPACKED, Raster};

/// The name of the logo in the resources of the pages.
pub const LOGO_NAME: &str = "Logo";
/// Larger files are refused.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// Why a file cannot be the logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LogoError {
    #[error("the logo is neither a PNG nor a JPEG file")]
    Format,
    #[error("the logo file is damaged")]
    Damaged,
    #[error("the logo is too large")]
    TooLarge,
    #[error("the logo is interlaced or in the colours of a printing press: save it as a plain RGB file")]
    Unsupported,
}

/// A logo read once and ready to be placed on any number of documents.
#[derive(Clone, Debug)]
pub struct Logo {
    width: u16,
    height: u16,
    stream: Stream,
}

impl Logo {
    /// Reads a PNG (flattened onto white) or a JPEG (grey or RGB, embedded as it is).
    ///
    /// # Errors
    /// When the file is of another kind, damaged, too large, or in a form that PDF/A does not take.
    pub fn read(file: &[u8]) -> Result<Self, LogoError> {
        if file.len() > LARGEST_FILE {
            return Err(LogoError::TooLarge);
        }
        if file.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Self::from_raster(raster::read_png(file)?.reduced());
        }
        if file.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Self::from_jpeg(file);
        }
        Err(LogoError::Format)
    }

    fn from_raster(raster: Raster) -> Result<Self, LogoError> {
        let width = u16::try_from(raster.width).map_err(|_| LogoError::TooLarge)?;
        let height = u16::try_from(raster.height).map_err(|_| LogoError::TooLarge)?;
        let mut stream = Stream::new(image(width, height, "DeviceRGB"), raster.rgb);
        stream.compress().map_err(|_| LogoError::Damaged)?;
        Ok(Self { width, height, stream })
    }

    /// Reads width, height and components of the frame header (ITU T.81, B.2.2).
    fn from_jpeg(file: &[u8]) -> Result<Self, LogoError> {
        let mut at = 2;
        loop {
            let header = file.get(at..at + 4).ok_or(LogoError::Damaged)?;
            let (marker, length) = (header[1], usize::from(u16::from_be_bytes([header[2], header[3]])));
            if header[0] != 0xFF || length < 2 {
                return Err(LogoError::Damaged);
            }
            if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
                break;
            }
            at += 2 + length;
        }
        let frame = file.get(at + 4..at + 10).ok_or(LogoError::Damaged)?;
        let (height, width) = (u16::from_be_bytes([frame[1], frame[2]]), u16::from_be_bytes([frame[3], frame[4]]));
        let space = match (frame[0], frame[5]) {
            (8, 1) => "DeviceGray",
            (8, 3) => "DeviceRGB",
            _ => return Err(LogoError::Unsupported),
        };
        let (columns, rows) = (usize::from(width), usize::from(height));
        // After the frame come the scan and, where nothing was cut off, the end of the image.
        let is_whole = [[0xFF, 0xDA], [0xFF, 0xD9]].iter().all(|marker| file[at..].windows(2).any(|pair| pair == marker));
        if columns == 0 || rows == 0 || !is_whole {
            return Err(LogoError::Damaged);
        }
        if columns.max(rows) > LARGEST_SIDE || columns * rows * usize::from(frame[5]) > LARGEST_UNPACKED {
            return Err(LogoError::TooLarge);
        }
        let mut dictionary = image(width, height, space);
        dictionary.set("Filter", "DCTDecode");
        Ok(Self { width, height, stream: Stream::new(dictionary, file.to_vec()) })
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> [f32; 2] {
        [f32::from(self.width), f32::from(self.height)]
    }

    /// The image as an object of a PDF document.
    #[must_use]
    pub fn object(&self) -> Object {
        Object::Stream(self.stream.clone())
    }
}

fn image(width: u16, height: u16, space: &str) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Interpolate" => false,
    }
}
