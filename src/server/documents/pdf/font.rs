//! The two faces of the page: TrueType tables read once, widths and outlines looked up by character.

use std::sync::LazyLock;

/// Characters above this are in none of our fonts.
const LAST_CHARACTER: usize = 0x27FF;

static REGULAR: LazyLock<Option<Face>> = LazyLock::new(|| Face::parse(include_bytes!("../../../../assets/fonts/inter-400.ttf")));
static SEMIBOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::parse(include_bytes!("../../../../assets/fonts/inter-600.ttf")));

/// The weight of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Semibold,
}

impl Weight {
    /// The face of this weight; `None` only if the font file shipped with the program is broken.
    pub fn face(self) -> Option<&'static Face> {
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::Semibold => SEMIBOLD.as_ref(),
        }
    }
}

/// A static TrueType font without hinting and without composite glyphs, as `assets/fonts/make.py` writes it.
pub struct Face {
    glyph_by_character: Vec<u16>,
    advances: Vec<u16>,
    offsets: Vec<u32>,
    outlines: &'static [u8],
    /// The table `head` as shipped; a subset keeps its units and bounding box.
    pub head: &'static [u8],
    /// The table `hhea` as shipped.
    pub horizontal_header: &'static [u8],
    /// The table `maxp` as shipped.
    pub maximum_profile: &'static [u8],
    pub units_per_em: u16,
}

/// What a font descriptor states, in thousandths of the font size.
pub struct Measures {
    pub bounds: [i64; 4],
    pub ascent: i64,
    pub descent: i64,
}

impl Face {
    /// Bounding box, ascent and descent of the whole face.
    #[must_use]
    pub fn measures(&self) -> Measures {
        let scaled = |table: &[u8], at: usize| {
            let units = u16_at(table, at).map_or(0, |bits| i64::from(bits.cast_signed()));
            units * 1000 / i64::from(self.units_per_em.max(1))
        };
        Measures {
            bounds: [36, 38, 40, 42].map(|at| scaled(self.head, at)),
            ascent: scaled(self.horizontal_header, 4),
            descent: scaled(self.horizontal_header, 6),
        }
    }

    fn parse(data: &'static [u8]) -> Option<Self> {
        let head = table(data, b"head")?;
        let horizontal_header = table(data, b"hhea")?;
        let maximum_profile = table(data, b"maxp")?;
        let glyph_count = usize::from(u16_at(maximum_profile, 4)?);
        let long_offsets = u16_at(head, 50)? == 1;
        let locations = table(data, b"loca")?;
        let offsets = (0..=glyph_count)
            .map(|glyph| if long_offsets { u32_at(locations, glyph * 4) } else { u16_at(locations, glyph * 2).map(|half| u32::from(half) * 2) })
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            glyph_by_character: character_map(table(data, b"cmap")?)?,
            advances: advances(table(data, b"hmtx")?, usize::from(u16_at(horizontal_header, 34)?), glyph_count)?,
            offsets,
            outlines: table(data, b"glyf")?,
            head,
            horizontal_header,
            maximum_profile,
            units_per_em: u16_at(head, 18)?,
        })
    }

    /// The glyph of a character, `None` where the font has none.
    #[must_use]
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.glyph_by_character.get(u32::from(character) as usize).copied().filter(|&glyph| glyph != 0)
    }

    /// The advance of a glyph in font units.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The advance of a glyph in thousandths of the font size, rounded as the PDF states it.
    #[must_use]
    pub fn width(&self, glyph: u16) -> u32 {
        let units = u32::from(self.units_per_em.max(1));
        (u32::from(self.advance(glyph)) * 1000 + units / 2) / units
    }

    /// The outline of a glyph; empty for a space.
    #[must_use]
    pub fn outline(&self, glyph: u16) -> &'static [u8] {
        let index = usize::from(glyph);
        match (self.offsets.get(index), self.offsets.get(index + 1)) {
            (Some(&start), Some(&end)) => self.outlines.get(start as usize..end as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}

fn table(data: &'static [u8], tag: &[u8; 4]) -> Option<&'static [u8]> {
    let count = usize::from(u16_at(data, 4)?);
    let record = (0..count).map(|index| 12 + index * 16).find(|&record| data.get(record..record + 4) == Some(tag))?;
    let start = u32_at(data, record + 8)? as usize;
    data.get(start..start + u32_at(data, record + 12)? as usize)
}

fn advances(metrics: &[u8], long_metrics: usize, glyph_count: usize) -> Option<Vec<u16>> {
    let last = long_metrics.checked_sub(1)?;
    (0..glyph_count).map(|glyph| u16_at(metrics, glyph.min(last) * 4)).collect()
}

/// Reads the first subtable of format 4 (OpenType specification, table `cmap`).
fn character_map(cmap: &[u8]) -> Option<Vec<u16>> {
    let start = u32_at(cmap, 8)? as usize;
    let subtable = cmap.get(start..)?;
    if u16_at(subtable, 0)? != 4 {
        return None;
    }
    let segments = usize::from(u16_at(subtable, 6)?);
    let mut glyphs = vec![0; LAST_CHARACTER + 1];
    for segment in (0..segments).step_by(2) {
        let last = usize::from(u16_at(subtable, 14 + segment)?);
        let first = usize::from(u16_at(subtable, 16 + segments + segment)?);
        let delta = u16_at(subtable, 16 + 2 * segments + segment)?;
        let range_at = 16 + 3 * segments + segment;
        let range = usize::from(u16_at(subtable, range_at)?);
        for character in first..=last.min(LAST_CHARACTER) {
            let glyph = match range {
                0 => u16::try_from(character).ok()?,
                _ => u16_at(subtable, range_at + range + 2 * (character - first))?,
            };
            *glyphs.get_mut(character)? = if range != 0 && glyph == 0 { 0 } else { glyph.wrapping_add(delta) };
        }
    }
    Some(glyphs)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_faces_have_digits_of_equal_width() {
        for weight in [Weight::Regular, Weight::Semibold] {
            let face = weight.face().expect("the shipped font is readable");
            let widths: Vec<_> = ('0'..='9').map(|digit| face.width(face.glyph(digit).expect("a digit"))).collect();
            assert!(widths.iter().all(|&width| width == widths[0] && width > 500), "{widths:?}");
        }
    }

    #[test]
    fn both_faces_have_latin_greek_and_cyrillic_letters() {
        for character in "AzÄßẞŁşțŵΑωΐЖяїђ€–„“−".chars() {
            for weight in [Weight::Regular, Weight::Semibold] {
                assert!(weight.face().expect("a face").glyph(character).is_some(), "{character}");
            }
        }
        assert!(Weight::Regular.face().expect("a face").glyph('字').is_none());
    }
}
