//! Numbers and dates as the reader of the page writes them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::words::Lang;
use crate::domain::einvoice::model::Period;
use crate::domain::money::{Currency, round2};

/// An amount with two decimals: `1.234,56` or `1,234.56`; below zero with a minus sign, not a hyphen.
#[must_use]
pub fn amount(lang: Lang, value: Decimal) -> String {
    number(lang, round2(value), 2)
}

/// An amount with its currency: `3.902,10 €` or `€3,902.10`.
#[must_use]
pub fn money(lang: Lang, currency: Currency, value: Decimal) -> String {
    let number = amount(lang, value);
    let symbol = currency.symbol();
    match lang {
        Lang::De => format!("{number}\u{A0}{symbol}"),
        Lang::En if symbol.is_ascii() => format!("{symbol}\u{A0}{number}"),
        Lang::En => match number.strip_prefix('−') {
            Some(positive) => format!("−{symbol}{positive}"),
            None => format!("{symbol}{number}"),
        },
    }
}

/// A unit price: two decimals, or as many more as were entered.
#[must_use]
pub fn price(lang: Lang, value: Decimal) -> String {
    number(lang, value.normalize(), 2)
}

/// A quantity or a percentage: as many decimals as it has.
#[must_use]
pub fn quantity(lang: Lang, value: Decimal) -> String {
    number(lang, value.normalize(), 0)
}

/// A percentage with its sign behind a thin space that does not break: `19 %`.
#[must_use]
pub fn percent(lang: Lang, value: Decimal) -> String {
    match lang {
        Lang::De => format!("{}\u{A0}%", quantity(lang, value)),
        Lang::En => format!("{}%", quantity(lang, value)),
    }
}

/// A date: `27.02.2026` or `27 Feb 2026`.
#[must_use]
pub fn date(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::De => date.format("%d.%m.%Y").to_string(),
        Lang::En => date.format("%-d %b %Y").to_string(),
    }
}

/// A service period: `02.02.–25.02.2026`, one day as that day; `None` without any date.
#[must_use]
pub fn period(lang: Lang, period: Period) -> Option<String> {
    use chrono::Datelike as _;
    match (period.start, period.end) {
        (Some(start), Some(end)) if start == end => Some(date(lang, start)),
        (Some(start), Some(end)) if lang == Lang::De && start.year() == end.year() => Some(format!("{}–{}", start.format("%d.%m."), date(lang, end))),
        (Some(start), Some(end)) if lang == Lang::De => Some(format!("{}–{}", date(lang, start), date(lang, end))),
        (Some(start), Some(end)) if start.year() == end.year() => Some(format!("{} – {}", start.format("%-d %b"), date(lang, end))),
        (Some(start), Some(end)) => Some(format!("{} – {}", date(lang, start), date(lang, end))),
        (Some(start), None) => Some(match lang {
            Lang::De => format!("ab {}", date(lang, start)),
            Lang::En => format!("from {}", date(lang, start)),
        }),
        (None, Some(end)) => Some(match lang {
            Lang::De => format!("bis {}", date(lang, end)),
            Lang::En => format!("until {}", date(lang, end)),
        }),
        (None, None) => None,
    }
}

/// An IBAN in groups of four.
#[must_use]
pub fn grouped_account(account: &str) -> String {
    let compact: Vec<char> = account.chars().filter(|character| !character.is_whitespace()).collect();
    let is_iban = compact.len() > 14 && compact.iter().take(2).all(char::is_ascii_uppercase);
    if !is_iban {
        return account.to_owned();
    }
    compact.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("\u{A0}")
}

fn number(lang: Lang, value: Decimal, least_decimals: u32) -> String {
    let mut value = value;
    if value.scale() < least_decimals {
        value.rescale(least_decimals);
    }
    let (group, point) = match lang {
        Lang::De => ('.', ','),
        Lang::En => (',', '.'),
    };
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 8);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn amounts_follow_the_language() {
        assert_eq!(amount(Lang::De, decimal("1234.5")), "1.234,50");
        assert_eq!(amount(Lang::En, decimal("-1234567.895")), "−1,234,567.90");
        assert_eq!(amount(Lang::De, decimal("-0.001")), "0,00");
        assert_eq!(price(Lang::De, decimal("0.06245")), "0,06245");
        assert_eq!(price(Lang::De, decimal("92.000")), "92,00");
        assert_eq!(quantity(Lang::De, decimal("14.50")), "14,5");
    }

    #[test]
    fn money_carries_its_currency_where_the_language_wants_it() {
        assert_eq!(money(Lang::De, Currency::EUR, decimal("-3")), "−3,00\u{A0}€");
        assert_eq!(money(Lang::En, Currency::EUR, decimal("-3")), "−€3.00");
        assert_eq!(Currency::parse("CHF").map(|franc| money(Lang::En, franc, decimal("3"))).as_deref(), Some("CHF\u{A0}3.00"));
    }

    #[test]
    fn periods_do_not_repeat_the_year() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let february = Period { start: day("2026-02-02"), end: day("2026-02-25") };
        assert_eq!(period(Lang::De, february).as_deref(), Some("02.02.–25.02.2026"));
        assert_eq!(period(Lang::En, february).as_deref(), Some("2 Feb – 25 Feb 2026"));
        let turn = Period { start: day("2025-12-01"), end: day("2026-01-31") };
        assert_eq!(period(Lang::De, turn).as_deref(), Some("01.12.2025–31.01.2026"));
        assert_eq!(period(Lang::De, Period::default()), None);
    }

    #[test]
    fn an_iban_is_grouped() {
        assert_eq!(grouped_account("DE89370400440532013000"), "DE89\u{A0}3704\u{A0}0044\u{A0}0532\u{A0}0130\u{A0}00");
        assert_eq!(grouped_account("12345"), "12345");
    }
}
