//! Pages as content streams: text, lines and boxes placed in points from the top left corner.

use super::font::{Face, Weight};
use super::subset::{FaceUse, drawn, is_silent};

/// A4 in points (ISO 216).
pub const PAGE_WIDTH: f32 = 595.28;
/// A4 in points (ISO 216).
pub const PAGE_HEIGHT: f32 = 841.89;

/// Red, green and blue in the sRGB space of the output intent.
pub type Color = [u8; 3];

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    pub color: Color,
}

/// A rectangle of the page that opens an address when clicked.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Left, top, right, bottom in points from the top left corner.
    pub area: [f32; 4],
    pub target: String,
}

/// One page: its content stream and its links.
#[derive(Default)]
pub struct Page {
    pub content: Vec<u8>,
    pub links: Vec<Link>,
    fill: Option<Color>,
    font: Option<(Weight, f32)>,
}

/// The pages of a document and the glyphs they use.
pub struct Canvas {
    pub pages: Vec<Page>,
    pub regular: FaceUse,
    pub semibold: FaceUse,
    /// The first character that no shipped font can draw.
    pub missing: Option<char>,
    current: usize,
}

impl Canvas {
    /// A canvas with one empty page; `None` only if the shipped fonts are broken.
    #[must_use]
    pub fn new() -> Option<Self> {
        Some(Self {
            pages: vec![Page::default()],
            regular: FaceUse::new(Weight::Regular.face()?),
            semibold: FaceUse::new(Weight::Semibold.face()?),
            missing: None,
            current: 0,
        })
    }

    /// Starts a further page and draws there from now on.
    pub fn add_page(&mut self) {
        self.pages.push(Page::default());
        self.current = self.pages.len() - 1;
    }

    /// Draws on an earlier page from now on; used for page numbers once the count is known.
    pub fn turn_to(&mut self, page: usize) {
        self.current = page.min(self.pages.len().saturating_sub(1));
    }

    /// Draws one line of text whose baseline starts at the given point.
    pub fn text(&mut self, x: f32, baseline: f32, style: Style, text: &str) {
        let (face_use, missing) = match style.weight {
            Weight::Regular => (&mut self.regular, &mut self.missing),
            Weight::Semibold => (&mut self.semibold, &mut self.missing),
        };
        let mut codes = Vec::with_capacity(text.len() * 4);
        for character in text.chars().filter(|&character| !is_silent(character)).map(drawn) {
            match face_use.code(character) {
                Some(code) => codes.extend(hexadecimal(code)),
                None => *missing = missing.or(Some(character)),
            }
        }
        let Some(page) = self.pages.get_mut(self.current).filter(|_| !codes.is_empty()) else { return };
        page.set_fill(style.color);
        page.content.extend_from_slice(b"BT ");
        if page.font != Some((style.weight, style.size)) {
            page.font = Some((style.weight, style.size));
            page.content.extend_from_slice(if style.weight == Weight::Regular { b"/R " } else { b"/S " });
            page.number(style.size);
            page.content.extend_from_slice(b"Tf ");
        }
        page.numbers(&[x, PAGE_HEIGHT - baseline]);
        page.content.extend_from_slice(b"Td <");
        page.content.extend_from_slice(&codes);
        page.content.extend_from_slice(b"> Tj ET\n");
    }

    /// Fills a rectangle given by left, top, width and height.
    pub fn rectangle(&mut self, area: [f32; 4], color: Color) {
        self.fill_rectangles(color, std::iter::once(area));
    }

    /// Fills many rectangles as one path.
    pub fn fill_rectangles(&mut self, color: Color, areas: impl Iterator<Item = [f32; 4]>) {
        let Some(page) = self.pages.get_mut(self.current) else { return };
        page.set_fill(color);
        for [x, y, width, height] in areas {
            page.numbers(&[x, PAGE_HEIGHT - y - height, width, height]);
            page.content.extend_from_slice(b"re ");
        }
        page.content.extend_from_slice(b"f\n");
    }

    /// Appends operators that need no tracking of colour or font, such as a path inside `q … Q`.
    pub fn raw(&mut self, operators: &str) {
        if let Some(page) = self.pages.get_mut(self.current) {
            page.content.extend_from_slice(operators.as_bytes());
            page.content.push(b'\n');
        }
    }

    /// Makes a rectangle of the current page (left, top, right, bottom) open an address.
    pub fn link(&mut self, area: [f32; 4], target: &str) {
        if let Some(page) = self.pages.get_mut(self.current) {
            page.links.push(Link { area, target: target.to_owned() });
        }
    }

    /// The width of a line of text in points.
    #[must_use]
    pub fn width(&self, style: Style, text: &str) -> f32 {
        width(self.face(style.weight), style.size, text)
    }

    /// The face of a weight.
    #[must_use]
    pub fn face(&self, weight: Weight) -> &'static Face {
        match weight {
            Weight::Regular => self.regular.face,
            Weight::Semibold => self.semibold.face,
        }
    }
}

/// The width of a line of text in points; characters without a glyph count nothing.
#[must_use]
pub fn width(face: &Face, size: f32, text: &str) -> f32 {
    let thousandths: u32 = text.chars().map(|character| advance(face, character)).sum();
    points(thousandths, size)
}

/// The advance of a character in thousandths of the font size.
#[must_use]
pub fn advance(face: &Face, character: char) -> u32 {
    if is_silent(character) {
        return 0;
    }
    face.glyph(drawn(character)).map_or(0, |glyph| face.width(glyph))
}

/// Thousandths of the font size as points.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "text widths stay far below 2^24 thousandths")]
pub fn points(thousandths: u32, size: f32) -> f32 {
    thousandths as f32 * size / 1000.0
}

impl Page {
    fn set_fill(&mut self, color: Color) {
        if self.fill == Some(color) {
            return;
        }
        self.fill = Some(color);
        for channel in color {
            self.number(f32::from(channel) / 255.0);
        }
        self.content.extend_from_slice(b"rg\n");
    }

    fn numbers(&mut self, values: &[f32]) {
        for &value in values {
            self.number(value);
        }
    }

    fn number(&mut self, value: f32) {
        write_number(&mut self.content, value);
    }
}

/// Writes a number with at most three decimals, without exponent, followed by a space.
#[expect(clippy::cast_possible_truncation, reason = "coordinates and colours are small")]
pub fn write_number(content: &mut Vec<u8>, value: f32) {
    let thousandths = (value * 1000.0).round() as i64;
    if thousandths < 0 {
        content.push(b'-');
    }
    let thousandths = thousandths.unsigned_abs();
    content.extend_from_slice((thousandths / 1000).to_string().as_bytes());
    let mut fraction = thousandths % 1000;
    if fraction != 0 {
        content.push(b'.');
        let mut place = 100;
        while fraction != 0 {
            content.push(b'0' + u8::try_from(fraction / place).unwrap_or(0));
            fraction %= place;
            place /= 10;
        }
    }
    content.push(b' ');
}

fn hexadecimal(code: u16) -> [u8; 4] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    [12, 8, 4, 0].map(|shift| DIGITS[usize::from(code >> shift) & 15])
}
