//! Code lists as compact tables: sorted words in one text, searched by halving.

pub mod documents;
pub mod parties;
pub mod reasons;
pub mod units;

use std::cmp::Ordering;

/// A code list: its codes in byte order, one space between them.
#[derive(Clone, Copy, Debug)]
pub struct Codes(&'static str);

impl Codes {
    /// Whether the list holds exactly this code.
    #[must_use]
    pub fn contains(self, code: &str) -> bool {
        let text = self.0.as_bytes();
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = (low + high) / 2;
            let start = text[..middle].iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1).max(low);
            let end = text[middle..].iter().position(|byte| *byte == b' ').map_or(text.len(), |space| middle + space);
            match text[start..end].cmp(code.as_bytes()) {
                Ordering::Equal => return !code.is_empty(),
                Ordering::Less => low = end + 1,
                Ordering::Greater => high = start.saturating_sub(1),
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_and_nothing_else() {
        let lists = [documents::CURRENCIES, documents::EXEMPTIONS, parties::ADDRESS_SCHEMES, reasons::OBJECT_SCHEMES, units::UNITS];
        for list in lists {
            assert!(list.0.split(' ').all(|code| list.contains(code)));
            assert!(list.0.split(' ').is_sorted());
            for wrong in ["", " ", "!", "~", "EU", "C6 2", "AED AFN"] {
                assert!(!list.contains(wrong), "{wrong}");
            }
        }
        assert!(units::UNITS.contains("HUR") && documents::CURRENCIES.contains("EUR"));
    }
}
