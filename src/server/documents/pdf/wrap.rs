//! Line breaking: at spaces, after hyphens and slashes, at soft hyphens, and inside a word only when nothing else fits.

use super::canvas::{Style, advance, points};
use super::font::Face;

/// The lines of a text within a width in points, each a slice of it; written line ends are kept, empty text has no line.
#[must_use]
pub fn wrap<'text>(face: &Face, style: Style, text: &'text str, width: f32) -> Vec<&'text str> {
    text.trim_end().lines().flat_map(|line| wrap_line(face, style, line.trim_end(), width)).collect()
}

fn wrap_line<'text>(face: &Face, style: Style, text: &'text str, width: f32) -> Vec<&'text str> {
    let mut lines = Vec::new();
    let (mut start, mut used, mut chance) = (0, 0, None);
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        let step = advance(face, character);
        let is_space = character == ' ' || character == '\t';
        if !is_space && at > start && points(used + step, style.size) > width {
            let end = chance.filter(|&chance| chance > start).unwrap_or(at);
            lines.push(text[start..end].trim_end());
            start = end;
            used = text[start..at].chars().map(|character| advance(face, character)).sum();
            chance = None;
        }
        used += step;
        if is_space || matches!(character, '-' | '–' | '/' | '\u{AD}' | '\u{200B}' | '@' | '_') {
            chance = Some(after);
        }
    }
    lines.push(&text[start..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::super::font::Weight;
    use super::*;

    const STYLE: Style = Style { weight: Weight::Regular, size: 10.0, color: [0; 3] };

    fn lines(text: &str, width: f32) -> Vec<&str> {
        wrap(Weight::Regular.face().expect("a face"), STYLE, text, width)
    }

    #[test]
    fn words_move_whole_and_absurd_words_are_cut() {
        assert_eq!(lines("Gestaltung Ladenschild", 60.0), ["Gestaltung", "Ladenschild"]);
        assert_eq!(lines("kurz", 60.0), ["kurz"]);
        assert!(lines("", 60.0).is_empty());
        let cut = lines("Donaudampfschifffahrtsgesellschaft", 60.0);
        assert!(cut.len() > 2);
        assert_eq!(cut.concat(), "Donaudampfschifffahrtsgesellschaft");
    }

    #[test]
    fn written_line_ends_and_hyphens_are_kept() {
        assert_eq!(lines("eins\nzwei", 600.0), ["eins", "zwei"]);
        assert_eq!(lines("Nord-Ostsee", 32.0).first(), Some(&"Nord-"));
    }
}
