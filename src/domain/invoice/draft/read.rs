//! Reading and writing single fields, shared by all parts of the form.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::einvoice::model::Identifier;
use crate::domain::error::{Problem, Problems};
use crate::domain::text::{self, NumberFormat};

/// A row of a list in the form: blank ones are left out, not refused.
pub trait Row {
    type Content;

    fn is_blank(&self) -> bool;

    /// `at` is the place in the list, `notes[2]`.
    fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> Self::Content;
}

/// The rows in which something was typed, each read at its own place.
pub fn rows<R: Row>(field: &str, rows: &[R], most: usize, format: NumberFormat, problems: &mut Problems) -> Vec<R::Content> {
    if rows.len() > most {
        problems.add(field, Problem::OutOfRange);
        return Vec::new();
    }
    let typed = rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
    typed.map(|(index, row)| row.parse(&format!("{field}[{index}]"), format, problems)).collect()
}

pub fn are_blank(fields: &[&String]) -> bool {
    fields.iter().all(|text| text.trim().is_empty())
}

pub fn check_order(field: &str, start: Option<NaiveDate>, end: Option<NaiveDate>, problems: &mut Problems) {
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        problems.add(field, Problem::EndBeforeStart);
    }
}

pub fn decimal_within(input: &str, format: NumberFormat, decimals: u32, limit: i64) -> Result<Option<Decimal>, Problem> {
    let number = text::decimal(input, format, decimals)?;
    if number.is_some_and(|n| n.abs() > Decimal::from(limit)) { Err(Problem::OutOfRange) } else { Ok(number) }
}

fn not_negative(number: Option<Decimal>) -> Result<Option<Decimal>, Problem> {
    if number.is_some_and(|n| n.is_sign_negative() && !n.is_zero()) { Err(Problem::Negative) } else { Ok(number) }
}

/// An amount of money, not negative.
pub fn amount(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    not_negative(signed_amount(input, format)?)
}

pub fn signed_amount(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    decimal_within(input, format, 2, 1_000_000_000)
}

/// A unit price, not negative.
pub fn price(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    not_negative(decimal_within(input, format, 6, 1_000_000_000)?)
}

/// A number greater than zero.
pub fn positive(input: &str, format: NumberFormat, decimals: u32) -> Result<Option<Decimal>, Problem> {
    let number = not_negative(decimal_within(input, format, decimals, 1_000_000_000)?)?;
    if number.is_some_and(|n| n.is_zero()) { Err(Problem::OutOfRange) } else { Ok(number) }
}

pub fn percentage(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    not_negative(signed_percentage(input, format)?)
}

pub fn signed_percentage(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    decimal_within(input.trim().trim_end_matches('%'), format, 2, 100)
}

pub fn days(input: &str) -> Result<Option<u32>, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let days: u32 = text.parse().map_err(|_| Problem::NotANumber)?;
    if days > 365 { Err(Problem::OutOfRange) } else { Ok(Some(days)) }
}

/// One of a few codes, or nothing.
pub fn choice<T>(input: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    let text = input.trim();
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).ok_or(Problem::NotAChoice) }
}

/// A value with its scheme; a scheme without a value is half a thing.
pub fn identifier(at: [&str; 2], value: &str, scheme: &str, problems: &mut Problems) -> Option<Identifier> {
    let [value_at, scheme_at] = at;
    let read = problems.take(value_at, text::line(value, 100));
    let scheme = problems.take(scheme_at, text::line(scheme, 20));
    if read.is_none() && scheme.is_some() && value.trim().is_empty() {
        problems.add(value_at, Problem::Required);
    }
    read.map(|value| Identifier { value, scheme })
}

/// What is typed for an identifier: its value and its scheme.
pub fn identifier_text(identifier: Option<&Identifier>) -> (String, String) {
    let Some(identifier) = identifier else { return (String::new(), String::new()) };
    (identifier.value.clone(), identifier.scheme.clone().unwrap_or_default())
}

pub fn own(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

pub fn day_text(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A figure as its reader types it; the minus is the one on the keyboard.
pub fn figure(value: Option<Decimal>, decimals: u32, format: NumberFormat) -> String {
    let Some(value) = value else { return String::new() };
    match format {
        NumberFormat::Of(lang) => text::number(value, decimals, lang).replace('−', "-"),
        NumberFormat::Machine => value.normalize().to_string(),
    }
}

pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
