//! What a document uses of a face: characters get small codes in order of appearance, and only their outlines are embedded.

use std::fmt::Write as _;

use super::font::Face;

/// Characters that are printed as nothing: soft hyphen, zero-width and direction marks, line ends.
#[must_use]
pub fn is_silent(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\n' | '\r')
}

/// The character that is drawn for another one of the same meaning and width.
#[must_use]
pub fn drawn(character: char) -> char {
    match character {
        '\t' | '\u{A0}' => ' ',
        '\u{2011}' => '-',
        other => other,
    }
}

/// The glyphs of a face that one document uses; code 0 is the `.notdef` glyph and never drawn.
pub struct FaceUse {
    pub face: &'static Face,
    code_by_character: Vec<u16>,
    used: Vec<(char, u16)>,
}

impl FaceUse {
    #[must_use]
    pub fn new(face: &'static Face) -> Self {
        Self { face, code_by_character: Vec::new(), used: Vec::new() }
    }

    /// The two-byte code of a character in this document's font, `None` where the face has no glyph.
    pub fn code(&mut self, character: char) -> Option<u16> {
        let index = u32::from(character) as usize;
        if let Some(&code) = self.code_by_character.get(index).filter(|&&code| code != 0) {
            return Some(code);
        }
        let glyph = self.face.glyph(character)?;
        if self.code_by_character.len() <= index {
            self.code_by_character.resize(index + 1, 0);
        }
        self.used.push((character, glyph));
        let code = u16::try_from(self.used.len()).ok()?;
        *self.code_by_character.get_mut(index)? = code;
        Some(code)
    }

    /// Whether the document draws nothing in this face.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.used.is_empty()
    }

    /// The widths by code, from code 1 on, in thousandths of the font size.
    pub fn widths(&self) -> impl Iterator<Item = u32> + '_ {
        self.used.iter().map(|&(_, glyph)| self.face.width(glyph))
    }

    /// The CMap that leads from codes back to characters (ISO 32000-1, 9.10.3).
    #[must_use]
    pub fn to_unicode(&self) -> Vec<u8> {
        let mut cmap = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let coded: Vec<_> = (1_u16..).zip(&self.used).collect();
        for block in coded.chunks(100) {
            let _ = writeln!(cmap, "{} beginbfchar", block.len());
            for (code, (character, _)) in block {
                let _ = writeln!(cmap, "<{code:04X}> <{:04X}>", u32::from(*character));
            }
            cmap.push_str("endbfchar\n");
        }
        cmap.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        cmap.into_bytes()
    }

    /// A name prefix that tells subsets apart (ISO 32000-1, 9.6.4), derived from the characters used.
    #[must_use]
    pub fn tag(&self) -> String {
        let mut hash = self
            .used
            .iter()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, &(character, _)| (hash ^ u64::from(u32::from(character))).wrapping_mul(0x0100_0000_01b3));
        let mut tag = String::with_capacity(6);
        for _ in 0..6 {
            tag.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or(0)));
            hash /= 26;
        }
        tag
    }

    /// A TrueType file with the used glyphs only, whose glyph ids are the codes.
    #[must_use]
    pub fn font_file(&self) -> Vec<u8> {
        let glyphs: Vec<u16> = std::iter::once(0).chain(self.used.iter().map(|&(_, glyph)| glyph)).collect();
        let (mut outlines, mut locations, mut metrics) = (Vec::new(), Vec::new(), Vec::new());
        for &glyph in &glyphs {
            locations.extend(offset(outlines.len()));
            let outline = self.face.outline(glyph);
            outlines.extend_from_slice(outline);
            outlines.resize(outlines.len().next_multiple_of(4), 0);
            metrics.extend(self.face.advance(glyph).to_be_bytes());
            metrics.extend(outline.get(2..4).unwrap_or(&[0, 0]));
        }
        locations.extend(offset(outlines.len()));
        let count = u16::try_from(glyphs.len()).unwrap_or(u16::MAX).to_be_bytes();
        let mut head = self.face.head.to_vec();
        overwrite(&mut head, 8, &[0; 4]);
        overwrite(&mut head, 50, &[0, 1]);
        let mut horizontal_header = self.face.horizontal_header.to_vec();
        overwrite(&mut horizontal_header, 34, &count);
        let mut maximum_profile = self.face.maximum_profile.to_vec();
        overwrite(&mut maximum_profile, 4, &count);
        assemble(&[
            (b"glyf", outlines),
            (b"head", head),
            (b"hhea", horizontal_header),
            (b"hmtx", metrics),
            (b"loca", locations),
            (b"maxp", maximum_profile),
        ])
    }
}

fn offset(length: usize) -> [u8; 4] {
    u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes()
}

fn overwrite(table: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = table.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

/// Puts tables, sorted by tag, into one font file with checksums (OpenType specification, "Organization of an OpenType font").
fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let power = 1_u16 << count.max(1).ilog2();
    let mut file = vec![0, 1, 0, 0];
    for value in [count, power * 16, u16::try_from(power.ilog2()).unwrap_or(0), (count - power) * 16] {
        file.extend(value.to_be_bytes());
    }
    let mut at = 12 + 16 * tables.len();
    for (tag, data) in tables {
        file.extend_from_slice(*tag);
        file.extend(checksum(data).to_be_bytes());
        file.extend(offset(at));
        file.extend(offset(data.len()));
        at += data.len().next_multiple_of(4);
    }
    let mut head_at = None;
    for (tag, data) in tables {
        if *tag == b"head" {
            head_at = Some(file.len());
        }
        file.extend_from_slice(data);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    if let Some(head_at) = head_at {
        let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&file));
        overwrite(&mut file, head_at + 8, &adjustment.to_be_bytes());
    }
    file
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}
