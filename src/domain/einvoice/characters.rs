//! Which characters a document can carry: what XML 1.0 allows and what our shipped fonts can print.

use super::printable::GLYPHS;

/// Production 2 `Char` of XML 1.0.
#[must_use]
pub fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// Characters that the page lays out or leaves out instead of printing them: line ends, tab, soft hyphen, zero-width and direction marks.
const SILENT: [(char, char); 7] = [
    ('\t', '\n'),
    ('\r', '\r'),
    ('\u{AD}', '\u{AD}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{2011}', '\u{2011}'),
    ('\u{2060}', '\u{2060}'),
    ('\u{FEFF}', '\u{FEFF}'),
];

/// Whether the page of an invoice can show this character.
#[must_use]
pub fn is_printable(c: char) -> bool {
    GLYPHS.iter().chain(&SILENT).any(|(first, last)| (*first..=*last).contains(&c))
}

/// The first character of a text that no shipped font has.
#[must_use]
pub fn first_unprintable(text: &str) -> Option<char> {
    text.chars().find(|c| !is_printable(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn european_scripts_print_and_others_do_not() {
        assert_eq!(first_unprintable("Grüße, Ștefan Łukasz – Ελλάδα, Київ: 5 € „ẞ“\n"), None);
        assert_eq!(first_unprintable("ab漢"), Some('漢'));
        assert_eq!(first_unprintable("\u{1F600}"), Some('\u{1F600}'));
    }

    #[test]
    fn control_characters_are_not_xml() {
        assert!(!is_xml_character('\u{0}') && !is_xml_character('\u{1B}') && !is_xml_character('\u{FFFF}'));
        assert!(is_xml_character('\n') && is_xml_character('ß') && is_xml_character('\u{1F600}'));
    }
}
