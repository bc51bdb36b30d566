//! Reading what people type, and writing numbers and dates the way they read them.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::domain::error::Problem;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};

/// One line of text: trimmed, composed (NFC), without control characters, at most `max` characters; empty is `None`.
///
/// # Errors
/// `TooLong` or `Unprintable`.
pub fn line(input: &str, max: u32) -> Result<Option<String>, Problem> {
    let text: String = input.trim().nfc().collect();
    if text.chars().count() > max as usize {
        return Err(Problem::TooLong(max));
    }
    if text.chars().any(is_unprintable) {
        return Err(Problem::Unprintable);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Like [`line()`], but something must be there.
///
/// # Errors
/// `Required`, `TooLong` or `Unprintable`.
pub fn required_line(input: &str, max: u32) -> Result<String, Problem> {
    line(input, max)?.ok_or(Problem::Required)
}

/// Several lines of text, composed (NFC), with line ends as `\n`.
///
/// # Errors
/// `TooLong` or `Unprintable`.
pub fn block(input: &str, max: u32) -> Result<Option<String>, Problem> {
    let text: String = input.trim().replace("\r\n", "\n").nfc().collect();
    if text.chars().count() > max as usize {
        return Err(Problem::TooLong(max));
    }
    if text.chars().any(|c| c != '\n' && c != '\t' && is_unprintable(c)) {
        return Err(Problem::Unprintable);
    }
    Ok((!text.is_empty()).then_some(text))
}

/// Control characters, direction overrides, and what XML 1.0 §2.2 cannot carry.
fn is_unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' | '\u{feff}')
}

/// How numbers are written: people's way with a decimal comma (or point), or the machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    Of(Lang),
    Machine,
}

/// A decimal number as typed: `1.234,56` in German, `1,234.56` in English, `1234.56` for machines.
/// In German a single point before at most two digits is read as a decimal point, as many people type it.
///
/// # Errors
/// `NotANumber` or `TooManyDecimals`.
pub fn decimal(input: &str, format: NumberFormat, max_decimals: u32) -> Result<Option<Decimal>, Problem> {
    let text: String = input.chars().filter(|c| !c.is_whitespace() && *c != '€').map(|c| if c == '−' { '-' } else { c }).collect();
    if text.is_empty() {
        return Ok(None);
    }
    if text.len() > 24 {
        return Err(Problem::NotANumber);
    }
    let machine = match format {
        NumberFormat::Machine => text,
        NumberFormat::Of(Lang::De) => german_to_machine(&text),
        NumberFormat::Of(Lang::En) => text.replace(',', ""),
    };
    let digits_only = machine.trim_start_matches('-').chars().all(|c| c.is_ascii_digit() || c == '.');
    let number: Decimal = machine.parse().ok().filter(|_| digits_only).ok_or(Problem::NotANumber)?;
    if number.normalize().scale() > max_decimals {
        return Err(Problem::TooManyDecimals(max_decimals));
    }
    Ok(Some(number))
}

fn german_to_machine(text: &str) -> String {
    if text.contains(',') {
        return text.replace('.', "").replace(',', ".");
    }
    let thousands = text.split('.').skip(1).all(|group| group.len() == 3);
    if thousands { text.replace('.', "") } else { text.to_owned() }
}

/// A day as a date field sends it (`2026-02-27`) or as Germans type it (`27.02.2026`).
///
/// # Errors
/// `NotADate`, also for years outside 1900 … 2199.
pub fn day(input: &str) -> Result<Option<NaiveDate>, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%d.%m.%Y"));
    date.ok().filter(|d| (1900..2200).contains(&d.year())).map(Some).ok_or(Problem::NotADate)
}

/// An e-mail address in the shape that mail servers take: one `@`, a dotted domain, no spaces, at most 254 characters.
///
/// # Errors
/// `NotAnEmail`, `TooLong` or `Unprintable`.
pub fn email(input: &str) -> Result<Option<String>, Problem> {
    let Some(text) = line(input, 254)? else { return Ok(None) };
    let Some((local, domain)) = text.rsplit_once('@') else { return Err(Problem::NotAnEmail) };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && local.split('.').all(|part| !part.is_empty())
        && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
    let domain_ok = domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty() && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    if local_ok && domain_ok { Ok(Some(text)) } else { Err(Problem::NotAnEmail) }
}

/// `27.02.2026` or `27 Feb 2026`.
#[must_use]
pub fn date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::De => format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year()),
        Lang::En => format!("{} {} {}", date.day(), month_short(date.month(), lang), date.year()),
    }
}

/// The day without its year: `27.02.` or `27 Feb`.
#[must_use]
pub fn day_month(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::De => format!("{:02}.{:02}.", date.day(), date.month()),
        Lang::En => format!("{} {}", date.day(), month_short(date.month(), lang)),
    }
}

/// `Mär` or `Mar`; months count from 1.
#[must_use]
pub fn month_short(month: u32, lang: Lang) -> &'static str {
    const DE: [&str; 12] = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"];
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let index = (month.clamp(1, 12) - 1) as usize;
    if lang == Lang::De { DE[index] } else { EN[index] }
}

/// `02.02.–25.02.2026`, or the one day where both are the same.
#[must_use]
pub fn period(start: NaiveDate, end: NaiveDate, lang: Lang) -> String {
    if start == end {
        date(start, lang)
    } else if start.year() == end.year() {
        format!("{}–{}", day_month(start, lang), date(end, lang))
    } else {
        format!("{}–{}", date(start, lang), date(end, lang))
    }
}

/// `3.902,10` or `3,902.10`, with a real minus sign before negative amounts.
#[must_use]
pub fn amount(cents: Cents, lang: Lang) -> String {
    let sign = if cents.0 < 0 { "−" } else { "" };
    let units = cents.0.unsigned_abs();
    let (group, point) = separators(lang);
    format!("{sign}{}{point}{:02}", grouped(&(units / 100).to_string(), group), units % 100)
}

/// An amount with its currency: `3.902,10 €` (no-break space), `€3,902.10` in English.
#[must_use]
pub fn money(cents: Cents, currency: Currency, lang: Lang) -> String {
    match (lang, currency) {
        (Lang::En, Currency::EUR) => {
            let (sign, figure) = amount(cents, lang).strip_prefix('−').map_or_else(|| ("", amount(cents, lang)), |rest| ("−", rest.to_owned()));
            format!("{sign}€{figure}")
        }
        _ => format!("{}\u{a0}{}", amount(cents, lang), currency.symbol()),
    }
}

/// A quantity, rate or unit price with at least `min_decimals` places: `14,5`, `0,525`.
#[must_use]
pub fn number(value: Decimal, min_decimals: u32, lang: Lang) -> String {
    let mut value = value.normalize();
    if value.scale() < min_decimals {
        value.rescale(min_decimals);
    }
    let plain = value.abs().to_string();
    let sign = if value.is_sign_negative() && !value.is_zero() { "−" } else { "" };
    let (group, point) = separators(lang);
    match plain.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}{point}{fraction}", grouped(whole, group)),
        None => format!("{sign}{}", grouped(&plain, group)),
    }
}

/// `DE89 3704 0044 0532 0130 00` in groups of four, for display only.
#[must_use]
pub fn iban_groups(iban: &str) -> Vec<String> {
    let chars: Vec<char> = iban.chars().collect();
    chars.chunks(4).map(|group| group.iter().collect()).collect()
}

/// Up to two initials for the small badge beside a name: `Atelier Nordlicht GmbH` is `AN`.
#[must_use]
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).take(2).flat_map(char::to_uppercase).collect()
}

fn separators(lang: Lang) -> (char, char) {
    match lang {
        Lang::De => ('.', ','),
        Lang::En => (',', '.'),
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let de = |text| decimal(text, NumberFormat::Of(Lang::De), 4).map(|n| n.map(|n| n.to_string()));
        assert_eq!(de("1.234,56 €"), Ok(Some("1234.56".into())));
        assert_eq!(de("95.50"), Ok(Some("95.50".into())));
        assert_eq!(de("1.000"), Ok(Some("1000".into())));
        assert_eq!(de("−12,50"), Ok(Some("-12.50".into())));
        assert_eq!(de(""), Ok(None));
        for wrong in ["NaN", "inf", "1e5", "12a", "--1", "-−1", "0x10", "٣"] {
            assert_eq!(de(wrong), Err(Problem::NotANumber), "{wrong}");
        }
        assert_eq!(de("1,23456"), Err(Problem::TooManyDecimals(4)));
    }

    #[test]
    fn amounts_are_written_in_both_languages() {
        assert_eq!(money(Cents(390_210), Currency::EUR, Lang::De), "3.902,10\u{a0}€");
        assert_eq!(money(Cents(-390_210), Currency::EUR, Lang::En), "−€3,902.10");
        assert_eq!(number(Decimal::new(525, 3), 2, Lang::De), "0,525");
        assert_eq!(number(Decimal::new(190, 1), 0, Lang::De), "19");
    }

    #[test]
    fn addresses_that_no_server_takes_are_refused() {
        for wrong in ["a", "a@b", "@b.de", "a b@c.de", "a@b..de", "a@-b.de", ".a@b.de"] {
            assert_eq!(email(wrong), Err(Problem::NotAnEmail), "{wrong}");
        }
        assert_eq!(email(" rechnung@müller.de "), Ok(Some("rechnung@müller.de".into())));
    }

    #[test]
    fn umlauts_of_two_characters_become_one() {
        assert_eq!(line("Mu\u{308}ller", 6), Ok(Some("Müller".into())));
        assert_eq!(block("Gru\u{308}ße\r\nA\u{308}rger", 12), Ok(Some("Grüße\nÄrger".into())));
    }

    #[test]
    fn text_with_control_characters_is_refused() {
        assert_eq!(line("a\u{0}b", 10), Err(Problem::Unprintable));
        assert_eq!(line("a\u{202e}b", 10), Err(Problem::Unprintable));
        assert_eq!(line("  ", 10), Ok(None));
        assert_eq!(line("äöüß", 3), Err(Problem::TooLong(3)));
    }
}
