//! Unit words for the codes of UN/ECE Recommendation 20 and 21 (BT-130).

use rust_decimal::Decimal;

use super::words::Lang;

/// Code, German word, English word.
const UNITS: &[(&str, &str, &str)] = &[
    ("C62", "Stück", "pcs"),
    ("H87", "Stück", "pcs"),
    ("XPP", "Stück", "pcs"),
    ("HUR", "Std.", "h"),
    ("MIN", "Min.", "min"),
    ("SEC", "Sek.", "s"),
    ("DAY", "Tag", "day"),
    ("WEE", "Woche", "week"),
    ("MON", "Monat", "month"),
    ("QAN", "Quartal", "quarter"),
    ("ANN", "Jahr", "year"),
    ("LS", "pauschal", "flat"),
    ("E48", "Leistung", "service"),
    ("KGM", "kg", "kg"),
    ("GRM", "g", "g"),
    ("MGM", "mg", "mg"),
    ("TNE", "t", "t"),
    ("LTR", "l", "l"),
    ("MLT", "ml", "ml"),
    ("HLT", "hl", "hl"),
    ("MTR", "m", "m"),
    ("CMT", "cm", "cm"),
    ("MMT", "mm", "mm"),
    ("KMT", "km", "km"),
    ("KTM", "km", "km"),
    ("LM", "lfm", "lin. m"),
    ("MTK", "m²", "m²"),
    ("MTQ", "m³", "m³"),
    ("HAR", "ha", "ha"),
    ("KWH", "kWh", "kWh"),
    ("MWH", "MWh", "MWh"),
    ("KWT", "kW", "kW"),
    ("PR", "Paar", "pair"),
    ("DZN", "Dtzd.", "doz."),
    ("SET", "Satz", "set"),
    ("NPR", "Paar", "pair"),
    ("P1", "%", "%"),
    ("IE", "Person", "person"),
    ("A9", "Satz", "rate"),
    ("4L", "MB", "MB"),
    ("E34", "GB", "GB"),
    ("2P", "kB", "kB"),
    ("XPK", "Paket", "package"),
    ("XCT", "Karton", "carton"),
    ("XBX", "Kiste", "box"),
    ("XPX", "Palette", "pallet"),
    ("XRO", "Rolle", "roll"),
    ("XBG", "Beutel", "bag"),
    ("XBO", "Flasche", "bottle"),
    ("XSA", "Sack", "sack"),
];

/// Words that change with the quantity: code, German and English plural.
const PLURALS: &[(&str, &str, &str)] = &[
    ("DAY", "Tage", "days"),
    ("WEE", "Wochen", "weeks"),
    ("MON", "Monate", "months"),
    ("QAN", "Quartale", "quarters"),
    ("ANN", "Jahre", "years"),
    ("E48", "Leistungen", "services"),
    ("SET", "Sätze", "sets"),
    ("IE", "Personen", "persons"),
    ("XPK", "Pakete", "packages"),
    ("XCT", "Kartons", "cartons"),
    ("XBX", "Kisten", "boxes"),
    ("XPX", "Paletten", "pallets"),
    ("XRO", "Rollen", "rolls"),
    ("XBO", "Flaschen", "bottles"),
    ("XSA", "Säcke", "sacks"),
    ("XBG", "Beutel", "bags"),
];

/// The word for a unit code behind a quantity; the code itself where we know no word.
#[must_use]
pub fn unit_word(lang: Lang, code: &str, quantity: Decimal) -> &str {
    let known = |table: &'static [(&str, &'static str, &'static str)]| table.iter().find(|(known, ..)| *known == code);
    let plural = if quantity.abs() == Decimal::ONE { None } else { known(PLURALS) };
    plural.or_else(|| known(UNITS)).map_or(code, |&(_, german, english)| match lang {
        Lang::De => german,
        Lang::En => english,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_have_words() {
        assert_eq!(unit_word(Lang::De, "HUR", Decimal::TEN), "Std.");
        assert_eq!(unit_word(Lang::De, "LS", Decimal::ONE), "pauschal");
        assert_eq!(unit_word(Lang::De, "DAY", Decimal::ONE), "Tag");
        assert_eq!(unit_word(Lang::En, "DAY", Decimal::TWO), "days");
        assert_eq!(unit_word(Lang::De, "ZZ9", Decimal::TWO), "ZZ9");
    }
}
