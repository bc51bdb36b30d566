//! Default interest by law: base rate and surcharge, day by day, on the amount that is still open.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::money::Cents;

/// A yearly rate in hundredths of a percent: `Rate(1027)` is 10.27 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(pub i32);

impl Rate {
    /// In percent.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0.into(), 2)
    }

    /// From percent with at most two decimals; `None` beyond what a rate can be.
    #[must_use]
    pub fn from_decimal(percent: Decimal) -> Option<Self> {
        let mut percent = percent.normalize();
        if percent.scale() > 2 || percent.abs() > Decimal::ONE_HUNDRED {
            return None;
        }
        percent.rescale(2);
        i32::try_from(percent.mantissa()).ok().map(Self)
    }
}

/// The machine form: `10.27`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_decimal().fmt(f)
    }
}

/// Who owes: § 288 (1) and (2) BGB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Debtor {
    #[default]
    Business,
    Consumer,
}

impl Debtor {
    /// Percentage points above the base rate.
    #[must_use]
    pub fn surcharge(self) -> Rate {
        match self {
            Self::Business => Rate(900),
            Self::Consumer => Rate(500),
        }
    }
}

/// Base rates (§ 247 BGB) as the Bundesbank announced them: year and month of the 1st from which each holds until the next one.
/// A new one is one line; until then organizations can set their own.
static BASE_RATES: [(i32, u32, Rate); 12] = [
    (2013, 1, Rate(-13)),
    (2013, 7, Rate(-38)),
    (2014, 1, Rate(-63)),
    (2014, 7, Rate(-73)),
    (2015, 1, Rate(-83)),
    (2016, 7, Rate(-88)),
    (2023, 1, Rate(162)),
    (2023, 7, Rate(312)),
    (2024, 1, Rate(362)),
    (2024, 7, Rate(337)),
    (2025, 1, Rate(227)),
    (2025, 7, Rate(127)),
];

/// The base rate of a day; the earliest one for days before the table.
#[must_use]
pub fn base_rate_on(day: NaiveDate) -> Rate {
    let holds = BASE_RATES.iter().rev().find(|(year, month, _)| (*year, *month) <= (day.year(), day.month()));
    holds.or(BASE_RATES.first()).map_or(Rate(0), |(_, _, rate)| *rate)
}

/// The last rate of the table and the day from which it holds.
#[must_use]
pub fn latest_base_rate() -> (Option<NaiveDate>, Rate) {
    BASE_RATES.last().map_or((None, Rate(0)), |(year, month, rate)| (NaiveDate::from_ymd_opt(*year, *month, 1), *rate))
}

/// The days for which interest is owed: from the day after the due date up to and including `until`.
fn days(due_date: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    due_date.iter_days().skip(1).take_while(move |day| *day <= until)
}

fn rate_on(day: NaiveDate, debtor: Debtor, base: Option<Rate>) -> Rate {
    Rate((base.unwrap_or_else(|| base_rate_on(day)).0 + debtor.surcharge().0).max(0))
}

/// Interest on `open` for every day of default, by the actual days of a year of 365 (act/365), rounded half up to cents once at the end.
/// A changed balance counts as if it had been so from the first day: less than what is owed, never more.
#[must_use]
pub fn interest(open: Cents, due_date: NaiveDate, until: NaiveDate, debtor: Debtor, base: Option<Rate>) -> Cents {
    /// Hundredths of a percent in a whole, and days of a year.
    const WHOLE: i128 = 10_000 * 365;
    if !open.is_positive() {
        return Cents::ZERO;
    }
    let rates: i128 = days(due_date, until).map(|day| i128::from(rate_on(day, debtor, base).0)).sum();
    let exact = i128::from(open.0) * rates;
    Cents(i64::try_from((2 * exact + WHOLE) / (2 * WHOLE)).unwrap_or(i64::MAX))
}

/// The rate, where it was the same on all days of default.
#[must_use]
pub fn only_rate(due_date: NaiveDate, until: NaiveDate, debtor: Debtor, base: Option<Rate>) -> Option<Rate> {
    let mut rates = days(due_date, until).map(|day| rate_on(day, debtor, base));
    let first = rates.next()?;
    rates.all(|rate| rate == first).then_some(first)
}
