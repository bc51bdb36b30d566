//! Reading PNG files (ISO/IEC 15948) into opaque RGB pixels.

use lopdf::{Stream, dictionary};

use super::logo::LogoError;

/// Largest width or height of a file that is read.
pub(super) const LARGEST_SIDE: usize = 6000;
/// Most bytes that the pixels may take: a small file can unpack to a thousand times its size.
pub(super) const LARGEST_UNPACKED: usize = 32 * 1024 * 1024;
/// More pixels than this in one direction are not visible in print at the size of a logo.
const USEFUL: [usize; 2] = [900, 300];

/// Opaque pixels, three bytes each.
#[derive(Debug)]
pub struct Raster {
    pub width: usize,
    pub height: usize,
    pub rgb: Vec<u8>,
}

/// What the chunks of a PNG file say.
#[derive(Default)]
struct Chunks {
    width: usize,
    height: usize,
    depth: usize,
    color_type: u8,
    interlaced: bool,
    palette: Vec<u8>,
    transparency: Vec<u8>,
    data: Vec<u8>,
}

/// Reads a PNG file of any colour type and depth, flattened onto white.
///
/// # Errors
/// When the file is damaged, too large or interlaced.
pub fn read_png(file: &[u8]) -> Result<Raster, LogoError> {
    let chunks = read_chunks(file).ok_or(LogoError::Damaged)?;
    if chunks.width > LARGEST_SIDE || chunks.height > LARGEST_SIDE || chunks.row_bytes() * chunks.height > LARGEST_UNPACKED {
        return Err(LogoError::TooLarge);
    }
    if chunks.interlaced {
        return Err(LogoError::Unsupported);
    }
    let pixels = unfiltered(&chunks).ok_or(LogoError::Damaged)?;
    let rgb = flattened(&chunks, &pixels).ok_or(LogoError::Damaged)?;
    Ok(Raster { width: chunks.width, height: chunks.height, rgb })
}

fn read_chunks(file: &[u8]) -> Option<Chunks> {
    let mut chunks = Chunks::default();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let kind = file.get(at + 4..at + 8)?;
        let body = file.get(at + 8..(at + 8).checked_add(length)?)?;
        match kind {
            b"IHDR" => {
                chunks.width = usize::try_from(u32::from_be_bytes(body.get(0..4)?.try_into().ok()?)).ok()?;
                chunks.height = usize::try_from(u32::from_be_bytes(body.get(4..8)?.try_into().ok()?)).ok()?;
                chunks.depth = usize::from(*body.get(8)?);
                chunks.color_type = *body.get(9)?;
                chunks.interlaced = *body.get(12)? != 0;
            }
            b"PLTE" => chunks.palette = body.to_vec(),
            b"tRNS" => chunks.transparency = body.to_vec(),
            b"IDAT" => chunks.data.extend_from_slice(body),
            b"IEND" => break,
            _ => {}
        }
        at += 12 + length;
    }
    let known = matches!((chunks.color_type, chunks.depth), (0, 1 | 2 | 4 | 8 | 16) | (2 | 4 | 6, 8 | 16) | (3, 1 | 2 | 4 | 8));
    (known && chunks.width > 0 && chunks.height > 0).then_some(chunks)
}

impl Chunks {
    fn channels(&self) -> usize {
        match self.color_type {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        }
    }

    fn row_bytes(&self) -> usize {
        (self.width * self.channels() * self.depth).div_ceil(8)
    }
}

/// Inflates the data and takes back the filter of each row (ISO/IEC 15948, clause 9).
fn unfiltered(chunks: &Chunks) -> Option<Vec<u8>> {
    let row_bytes = chunks.row_bytes();
    let expected = (row_bytes + 1) * chunks.height;
    let packed = Stream::new(dictionary! { "Filter" => "FlateDecode" }, chunks.data.clone());
    let filtered = packed.decompressed_content_with_limit(expected).ok()?;
    let distance = (chunks.channels() * chunks.depth / 8).max(1);
    let mut above = vec![0; row_bytes];
    let mut pixels = Vec::with_capacity(row_bytes * chunks.height);
    for row in filtered.get(..expected)?.chunks_exact(row_bytes + 1) {
        let (filter, packed) = row.split_first()?;
        let mut current = packed.to_vec();
        for index in 0..row_bytes {
            let left = if index < distance { 0 } else { current[index - distance] };
            let corner = if index < distance { 0 } else { above[index - distance] };
            let predicted = match filter {
                0 => 0,
                1 => left,
                2 => above[index],
                3 => u8::try_from((u16::from(left) + u16::from(above[index])) / 2).ok()?,
                4 => paeth(left, above[index], corner),
                _ => return None,
            };
            current[index] = current[index].wrapping_add(predicted);
        }
        pixels.extend_from_slice(&current);
        above = current;
    }
    Some(pixels)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(above) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(above) && distance(left) <= distance(corner) {
        left
    } else if distance(above) <= distance(corner) {
        above
    } else {
        corner
    }
}

fn flattened(chunks: &Chunks, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut rgb = Vec::with_capacity(chunks.width * chunks.height * 3);
    for row in pixels.chunks_exact(chunks.row_bytes()) {
        for column in 0..chunks.width {
            let sample = |channel: usize| sample(row, column * chunks.channels() + channel, chunks.depth);
            let (color, alpha) = match chunks.color_type {
                0 => ([scaled(sample(0)?, chunks.depth); 3], keyed(chunks, &[sample(0)?])),
                2 => (
                    [scaled(sample(0)?, chunks.depth), scaled(sample(1)?, chunks.depth), scaled(sample(2)?, chunks.depth)],
                    keyed(chunks, &[sample(0)?, sample(1)?, sample(2)?]),
                ),
                3 => indexed(chunks, usize::from(sample(0)?))?,
                4 => ([scaled(sample(0)?, chunks.depth); 3], scaled(sample(1)?, chunks.depth)),
                _ => (
                    [scaled(sample(0)?, chunks.depth), scaled(sample(1)?, chunks.depth), scaled(sample(2)?, chunks.depth)],
                    scaled(sample(3)?, chunks.depth),
                ),
            };
            rgb.extend(color.map(|channel| on_white(channel, alpha)));
        }
    }
    Some(rgb)
}

fn sample(row: &[u8], index: usize, depth: usize) -> Option<u16> {
    match depth {
        16 => row.get(index * 2..index * 2 + 2)?.try_into().ok().map(u16::from_be_bytes),
        8 => row.get(index).map(|&byte| u16::from(byte)),
        _ => {
            let byte = *row.get(index * depth / 8)?;
            let shift = 8 - depth - (index * depth) % 8;
            Some(u16::from(byte >> shift) & ((1 << depth) - 1))
        }
    }
}

fn scaled(sample: u16, depth: usize) -> u8 {
    let byte = match depth {
        16 => sample >> 8,
        8 => sample,
        _ => sample * 255 / ((1 << depth) - 1),
    };
    u8::try_from(byte).unwrap_or(u8::MAX)
}

/// The alpha of a pixel under the single transparent colour of `tRNS`.
fn keyed(chunks: &Chunks, samples: &[u16]) -> u8 {
    let key = chunks.transparency.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    if !chunks.transparency.is_empty() && key.eq(samples.iter().copied()) { 0 } else { u8::MAX }
}

fn indexed(chunks: &Chunks, index: usize) -> Option<([u8; 3], u8)> {
    let color = chunks.palette.get(index * 3..index * 3 + 3)?.try_into().ok()?;
    Some((color, chunks.transparency.get(index).copied().unwrap_or(u8::MAX)))
}

fn on_white(channel: u8, alpha: u8) -> u8 {
    let blended = (u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
    u8::try_from(blended).unwrap_or(u8::MAX)
}

impl Raster {
    /// The image with as many pixels as print can show, each the mean of a square.
    #[must_use]
    pub fn reduced(self) -> Self {
        let factor = (self.width / USEFUL[0]).max(self.height / USEFUL[1]).max(1);
        if factor == 1 {
            return self;
        }
        let (width, height) = ((self.width / factor).max(1), (self.height / factor).max(1));
        let mut rgb = Vec::with_capacity(width * height * 3);
        for (row, column) in (0..height).flat_map(|row| (0..width).map(move |column| (row, column))) {
            for channel in 0..3 {
                let (mut sum, mut count) = (0_usize, 0_usize);
                for y in row * factor..((row + 1) * factor).min(self.height) {
                    for x in column * factor..((column + 1) * factor).min(self.width) {
                        sum += self.rgb.get((y * self.width + x) * 3 + channel).map_or(255, |&value| usize::from(value));
                        count += 1;
                    }
                }
                rgb.push(u8::try_from(sum / count.max(1)).unwrap_or(u8::MAX));
            }
        }
        Self { width, height, rgb }
    }
}
