//! Which characters a document can carry: what XML 1.0 allows and what our shipped fonts can print.

/// Production [2] `Char` of XML 1.0.
#[must_use]
pub fn is_xml_character(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
}

/// What the shipped fonts cover: Latin with extensions, Greek, Cyrillic and the signs of business texts.
const PRINTABLE: [(char, char); 20] = [
    ('\u{20}', '\u{7E}'),
    ('\u{A0}', '\u{17F}'),
    ('\u{218}', '\u{21B}'),
    ('\u{370}', '\u{3FF}'),
    ('\u{400}', '\u{4FF}'),
    ('\u{1E9E}', '\u{1E9E}'),
    ('\u{2009}', '\u{2009}'),
    ('\u{2013}', '\u{2014}'),
    ('\u{2018}', '\u{201A}'),
    ('\u{201C}', '\u{201E}'),
    ('\u{2022}', '\u{2022}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{202F}', '\u{202F}'),
    ('\u{2039}', '\u{203A}'),
    ('\u{20AC}', '\u{20AC}'),
    ('\u{2192}', '\u{2192}'),
    ('\u{2212}', '\u{2212}'),
    // Line ends are laid out, not printed; a tab is printed as a space.
    ('\t', '\t'),
    ('\n', '\n'),
    ('\r', '\r'),
];

/// Whether the page of an invoice can show this character.
#[must_use]
pub fn is_printable(c: char) -> bool {
    PRINTABLE.iter().any(|(first, last)| (*first..=*last).contains(&c))
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
