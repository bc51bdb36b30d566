//! Numbers that carry their own check: IBAN, BIC, Leitweg-ID, creditor identifier, German VAT id.

use iban::Iban;

/// ISO 13616 with the lengths of each country; spaces are not allowed.
#[must_use]
pub fn is_iban(account: &str) -> bool {
    !account.contains(char::is_whitespace) && account.parse::<Iban>().is_ok()
}

/// ISO 9362: eight or eleven characters.
#[must_use]
pub fn is_bic(bic: &str) -> bool {
    let bytes = bic.as_bytes();
    matches!(bytes.len(), 8 | 11)
        && bytes[..6].iter().all(u8::is_ascii_uppercase)
        && bytes[6..].iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// What a buyer reference looks like and whether its check digits hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeitwegId {
    Valid,
    /// It has the form of a Leitweg-ID, but the check digits are wrong.
    WrongCheckDigits,
    /// It is something else.
    NotOne,
}

/// The Leitweg-ID format 2.0.2: coarse address (state, region, municipality), optional fine address, two digits by ISO 7064 MOD 97-10.
#[must_use]
pub fn leitweg_id(reference: &str) -> LeitwegId {
    let parts: Vec<&str> = reference.split('-').collect();
    let (coarse, fine, digits) = match parts[..] {
        [coarse, digits] => (coarse, "", digits),
        [coarse, fine, digits] if (1..=30).contains(&fine.len()) => (coarse, fine, digits),
        _ => return LeitwegId::NotOne,
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let state = coarse.get(..2).and_then(|state| state.parse::<u8>().ok());
    let well_formed = is_number(coarse)
        && matches!(coarse.len(), 2 | 3 | 5 | 8 | 9 | 12)
        && state.is_some_and(|state| (1..=16).contains(&state) || state == 99)
        && fine.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && digits.len() == 2
        && is_number(digits);
    if !well_formed {
        return LeitwegId::NotOne;
    }
    if mod_97(coarse.bytes().chain(fine.bytes()).chain(digits.bytes())) == 1 { LeitwegId::Valid } else { LeitwegId::WrongCheckDigits }
}

/// The SEPA creditor identifier (EPC262-08): country, check digits, three characters that do not count, national part.
#[must_use]
pub fn is_creditor_id(creditor: &str) -> bool {
    let bytes = creditor.as_bytes();
    (8..=35).contains(&bytes.len())
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && mod_97(bytes[7..].iter().chain(&bytes[..4]).copied()) == 1
}

/// A German USt-IdNr.: DE and nine digits, the last by ISO 7064 MOD 11,10.
#[must_use]
pub fn is_german_vat_id(vat_id: &str) -> bool {
    let Some(digits) = vat_id.strip_prefix("DE").filter(|digits| digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit())) else {
        return false;
    };
    let mut product = 10;
    for digit in digits.bytes().take(8).map(|byte| u32::from(byte - b'0')) {
        let sum = (digit + product) % 10;
        product = 2 * if sum == 0 { 10 } else { sum } % 11;
    }
    let check = (11 - product) % 10;
    digits.bytes().last().is_some_and(|byte| u32::from(byte - b'0') == check)
}

/// Letters count as 10 to 35, as in an IBAN.
fn mod_97(characters: impl Iterator<Item = u8>) -> u32 {
    characters.fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte.to_ascii_uppercase() - b'A') + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leitweg_ids_are_told_from_other_references() {
        for valid in ["04011000-1234512345-06", "991-33333TEST-33", "05711-06001-79"] {
            assert_eq!(leitweg_id(valid), LeitwegId::Valid, "{valid}");
        }
        assert_eq!(leitweg_id("04011000-1234512345-07"), LeitwegId::WrongCheckDigits);
        for other in ["", "-", "K-10023", "2024-0012-34", "04011000", "17011-A-12", "04011000-ä-06"] {
            assert_eq!(leitweg_id(other), LeitwegId::NotOne, "{other}");
        }
    }

    #[test]
    fn ibans_bics_and_creditors_are_checked() {
        assert!(is_iban("DE75512108001245126199") && !is_iban("DE76512108001245126199") && !is_iban("DE75 5121 0800 1245 1261 99"));
        assert!(is_bic("SOGEDEFFXXX") && is_bic("SOGEDEFF") && !is_bic("SOGEDEF") && !is_bic("sogedeff") && !is_bic("[BIC]"));
        assert!(is_creditor_id("DE98ZZZ09999999999") && !is_creditor_id("DE99ZZZ09999999999") && !is_creditor_id("DE98"));
    }

    #[test]
    fn german_vat_ids_are_checked() {
        assert!(is_german_vat_id("DE136695976") && is_german_vat_id("DE123456788"));
        assert!(!is_german_vat_id("DE136695975") && !is_german_vat_id("DE12345ABC") && !is_german_vat_id("136695976"));
    }
}
