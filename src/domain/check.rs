//! Checks of identifiers that several forms share: VAT ID, IBAN, BIC, Leitweg-ID, country, colour.

use crate::domain::check_digits::{LeitwegId, is_bic, is_creditor_id, is_german_vat_id, is_iban, leitweg_id};
use crate::domain::error::Problem;
use crate::domain::text;

/// ISO 3166-1 alpha-2, officially assigned (and XI for Northern Ireland, which EN 16931 takes for VAT).
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XI YE YT ZA ZM ZW";

/// A box of a form, which sends `true` or nothing.
///
/// # Errors
/// `NotAChoice`.
pub fn flag(input: &str) -> Result<bool, Problem> {
    match input {
        "" => Ok(false),
        "true" => Ok(true),
        _ => Err(Problem::NotAChoice),
    }
}

/// # Errors
/// `NotACountry`.
pub fn country(input: &str) -> Result<String, Problem> {
    let code = input.trim().to_ascii_uppercase();
    let known = code.len() == 2 && COUNTRIES.split(' ').any(|country| country == code);
    if known { Ok(code) } else { Err(Problem::NotACountry) }
}

/// All countries of the list, for choices.
pub fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// A VAT ID: country prefix and 2 to 12 letters or digits; the German one with its check digit (ISO 7064 MOD 11,10).
///
/// # Errors
/// `NotAVatId`.
pub fn vat_id(input: &str) -> Result<Option<String>, Problem> {
    let id: String = input.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect::<String>().to_ascii_uppercase();
    if id.is_empty() {
        return Ok(None);
    }
    let (prefix, rest) = id.split_at_checked(2).ok_or(Problem::NotAVatId)?;
    let shape = (prefix == "EL" || country(prefix).is_ok())
        && (2..=12).contains(&rest.len())
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '+' || c == '*')
        && rest.chars().any(|c| c.is_ascii_digit());
    if shape && (prefix != "DE" || is_german_vat_id(&id)) { Ok(Some(id)) } else { Err(Problem::NotAVatId) }
}

/// An IBAN without spaces, with length and check digits of its country (ISO 13616).
///
/// # Errors
/// `NotAnIban`.
pub fn iban(input: &str) -> Result<Option<String>, Problem> {
    match compact(input) {
        text if text.is_empty() => Ok(None),
        text if is_iban(&text) => Ok(Some(text)),
        _ => Err(Problem::NotAnIban),
    }
}

/// A BIC of 8 or 11 characters (ISO 9362).
///
/// # Errors
/// `NotABic`.
pub fn bic(input: &str) -> Result<Option<String>, Problem> {
    match compact(input) {
        text if text.is_empty() => Ok(None),
        text if is_bic(&text) => Ok(Some(text)),
        _ => Err(Problem::NotABic),
    }
}

/// A SEPA creditor identifier with its check digits (BT-90).
///
/// # Errors
/// `NotACreditorId`.
pub fn creditor_id(input: &str) -> Result<Option<String>, Problem> {
    match compact(input) {
        text if text.is_empty() => Ok(None),
        text if is_creditor_id(&text) => Ok(Some(text)),
        _ => Err(Problem::NotACreditorId),
    }
}

/// In capitals and without spaces.
fn compact(input: &str) -> String {
    input.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// BT-10: any reference; where it has the three parts of a Leitweg-ID its check digits must be right.
///
/// # Errors
/// `NotALeitwegId`, `TooLong` or `Unprintable`.
pub fn buyer_reference(input: &str) -> Result<Option<String>, Problem> {
    let Some(reference) = text::line(input, 100)? else { return Ok(None) };
    if reference.matches('-').count() == 2 && leitweg_id(&reference) == LeitwegId::WrongCheckDigits {
        return Err(Problem::NotALeitwegId);
    }
    Ok(Some(reference))
}

/// `#0f766e`, in small letters.
///
/// # Errors
/// `NotAColor`.
pub fn color(input: &str) -> Result<Option<String>, Problem> {
    let text = input.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let shape = text.len() == 7 && text.starts_with('#') && text.bytes().skip(1).all(|b| b.is_ascii_hexdigit());
    if shape { Ok(Some(text)) } else { Err(Problem::NotAColor) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert_eq!(vat_id("DE 123456788"), Ok(Some("DE123456788".into())));
        assert_eq!(vat_id("DE123456789"), Err(Problem::NotAVatId));
        assert_eq!(vat_id("ATU12345678"), Ok(Some("ATU12345678".into())));
        assert_eq!(iban("de89 3704 0044 0532 0130 00"), Ok(Some("DE89370400440532013000".into())));
        assert_eq!(iban("DE89370400440532013001"), Err(Problem::NotAnIban));
        assert_eq!(buyer_reference("04011000-12345-03"), Ok(Some("04011000-12345-03".into())));
        assert_eq!(buyer_reference("04011000-12345-04"), Err(Problem::NotALeitwegId));
        assert_eq!(buyer_reference("Einkauf Nord"), Ok(Some("Einkauf Nord".into())));
    }
}
