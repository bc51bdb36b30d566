//! Number series per organization and year: no number twice, none skipped, also with many issuing at once.
//!
//! The row of the series stays locked until the transaction ends, and a rollback gives the number back.

use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::text;
use crate::server::db::Tx;
use crate::server::invoices::queries;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    Invoice,
    Cancellation,
    Customer,
}

impl Series {
    fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Cancellation => "cancellation",
            Self::Customer => "customer",
        }
    }
}

/// Customers count from here.
const FIRST_CUSTOMER: i32 = 10_001;

/// Draws the next number of the year of `day` and writes it in the organization's format.
///
/// # Errors
/// When the database refuses.
pub async fn draw(tx: &mut Tx, organization: Uuid, series: Series, format: &str, day: NaiveDate) -> Result<String, AppError> {
    let number = queries::next_number(tx, organization, series.as_str(), series_year(format, day), 1).await?;
    Ok(write(format, day, number))
}

/// Draws the next `count` numbers of a series at once, in their order.
///
/// # Errors
/// When the database refuses.
pub async fn draw_many(tx: &mut Tx, organization: Uuid, series: Series, format: &str, day: NaiveDate, count: usize) -> Result<Vec<String>, AppError> {
    let count = i32::try_from(count).map_err(|_| AppError::Unavailable)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let last = queries::next_numbers(tx, organization, series.as_str(), series_year(format, day), count).await?;
    Ok((last - count + 1..=last).map(|number| write(format, day, number)).collect())
}

/// Draws the next number of a series without years.
///
/// # Errors
/// When the database refuses.
pub async fn draw_plain(tx: &mut Tx, organization: Uuid, series: Series) -> Result<i32, AppError> {
    Ok(queries::next_number(tx, organization, series.as_str(), 0, FIRST_CUSTOMER).await?)
}

/// The number that [`draw`] would give, without drawing it.
///
/// # Errors
/// When the database refuses.
pub async fn peek(tx: &mut Tx, series: Series, format: &str, day: NaiveDate) -> Result<String, AppError> {
    peek_after(tx, series, format, day, 0).await
}

/// The same, when so many others were drawn before.
///
/// # Errors
/// When the database refuses.
pub async fn peek_after(tx: &mut Tx, series: Series, format: &str, day: NaiveDate, others: i32) -> Result<String, AppError> {
    let last = queries::last_number(tx, series.as_str(), series_year(format, day)).await?.unwrap_or(0);
    Ok(write(format, day, last + others + 1))
}

/// A format without a year counts on for ever, or its numbers would come again next year.
fn series_year(format: &str, day: NaiveDate) -> i32 {
    if format.contains("{YY") { day.year() } else { 0 }
}

/// `RE-{YYYY}-{NNNNN}` on a day of 2026 with 42 is `RE-2026-00042`; larger numbers grow beyond the places.
fn write(format: &str, day: NaiveDate, number: i32) -> String {
    let year = day.year();
    let text =
        format.replace("{YYYY}", &year.to_string()).replace("{YY}", &format!("{:02}", year % 100)).replace("{MM}", &format!("{:02}", day.month()));
    match counter(&text) {
        Some((start, end)) => format!("{}{number:0width$}{}", &text[..start], &text[end..], width = end - start - 2),
        None => format!("{text}{number}"),
    }
}

/// Where `{N…}` stands.
fn counter(text: &str) -> Option<(usize, usize)> {
    let start = text.find("{N")?;
    let end = start + text[start..].find('}')? + 1;
    text[start + 1..end - 1].bytes().all(|b| b == b'N').then_some((start, end))
}

/// A format with exactly one counter, known place holders, and only what can stand in a file name.
///
/// # Errors
/// `Required`, `NoCounter`, `NotAChoice` for unknown place holders, `Unprintable` for other characters.
pub fn check_format(input: &str) -> Result<String, Problem> {
    let format = text::required_line(input, 40)?;
    let (start, end) = counter(&format).ok_or(Problem::NoCounter)?;
    let rest = format!("{}{}", &format[..start], &format[end..]).replace("{YYYY}", "").replace("{YY}", "").replace("{MM}", "");
    if rest.contains(['{', '}']) {
        return Err(Problem::NotAChoice);
    }
    if !rest.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        return Err(Problem::Unprintable);
    }
    if format.contains("{MM}") && !format.contains("{YY") {
        return Err(Problem::NotAChoice);
    }
    Ok(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_format_of_the_organization() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        assert_eq!(write("RE-{YYYY}-{NNNNN}", day, 42), "RE-2026-00042");
        assert_eq!(write("{YY}{MM}-{NN}", day, 1234), "2602-1234");
        assert_eq!(series_year("RE-{NNN}", day), 0);
    }

    #[test]
    fn formats_that_cannot_count_are_refused() {
        assert_eq!(check_format("RE-{YYYY}"), Err(Problem::NoCounter));
        assert_eq!(check_format("RE/{NNN}"), Err(Problem::Unprintable));
        assert_eq!(check_format("{NNN}-{NNN}"), Err(Problem::NotAChoice));
        assert_eq!(check_format("{XX}-{NNN}"), Err(Problem::NotAChoice));
        assert_eq!(check_format("RE-{YYYY}-{NNNNN}").as_deref(), Ok("RE-{YYYY}-{NNNNN}"));
    }

    #[test]
    fn no_number_of_an_allowed_format_is_a_finding() {
        use crate::domain::einvoice::gate::{self, Place};
        use crate::domain::einvoice::model::EInvoice;
        let day = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let every_character: String = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain("-_.".chars()).collect();
        let prefixes = every_character.as_bytes().chunks(20).map(|part| String::from_utf8_lossy(part).into_owned());
        let formats = prefixes.map(|prefix| format!("{prefix}{{YYYY}}{{MM}}{{NNNNNN}}")).chain([format!("{{{}}}", "N".repeat(38))]);
        for format in formats {
            assert_eq!(check_format(&format).as_deref(), Ok(format.as_str()));
            for count in [1, 99_999, i32::MAX] {
                let invoice = EInvoice { number: write(&format, day, count), ..EInvoice::default() };
                let findings = gate::check(&invoice);
                let about_it: Vec<_> = findings.iter().filter(|finding| finding.place == Place::Number).collect();
                assert!(about_it.is_empty(), "{}: {about_it:?}", invoice.number);
            }
        }
    }
}
