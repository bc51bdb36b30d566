//! A calendar month, as the monthly run and its report know it.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::error::Problem;
use crate::domain::lang::Lang;
use crate::domain::text;

/// A month of a year, held by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(NaiveDate);

impl Month {
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// `2026-02`.
    ///
    /// # Errors
    /// `Required` or `NotADate`.
    pub fn parse(input: &str) -> Result<Self, Problem> {
        let input = input.trim();
        if input.is_empty() {
            return Err(Problem::Required);
        }
        if input.len() != 7 {
            return Err(Problem::NotADate);
        }
        text::day(&format!("{input}-01"))?.map(Self).ok_or(Problem::NotADate)
    }

    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.0
    }

    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.next().0.checked_sub_days(Days::new(1)).unwrap_or(self.0)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// `Februar 2026`.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        const DE: [&str; 12] =
            ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
        const EN: [&str; 12] =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let names = if lang == Lang::De { DE } else { EN };
        format!("{} {}", names[self.0.month0() as usize % 12], self.0.year())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_counted() {
        let february = Month::parse("2028-02").unwrap();
        assert_eq!(february.last().to_string(), "2028-02-29");
        assert_eq!(Month::parse("2026-12").unwrap().next().to_string(), "2027-01");
        assert_eq!(Month::parse("2026-01").unwrap().previous().name(Lang::De), "Dezember 2025");
        for wrong in ["2026-13", "2026-2", "02.2026", "26-02", "2026-00", "2026-021"] {
            assert_eq!(Month::parse(wrong), Err(Problem::NotADate), "{wrong}");
        }
    }
}
