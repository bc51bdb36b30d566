//! When invoices are made and which periods they are about: pure reckoning with days, no clock.

use chrono::{DateTime, Datelike as _, Days, LocalResult, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

use super::{Covers, Frequency};

/// From the first to the last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// One invoice to come: its day and its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// Counts from 0 at the start of the series.
    pub position: u32,
    pub date: NaiveDate,
    pub period: Period,
}

/// The rhythm of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub frequency: Frequency,
    pub covers: Covers,
    pub start: NaiveDate,
    /// The day of the month that is aimed at, 1 to 31: where a month is shorter, its last day is taken.
    pub anchor_day: u32,
    pub end: Option<NaiveDate>,
}

impl Schedule {
    /// The day of an occurrence, counted from the start, regardless of the end. `None` beyond the calendar.
    #[must_use]
    pub fn date(&self, position: i64) -> Option<NaiveDate> {
        match self.frequency.months() {
            None => self.start.checked_add_signed(TimeDelta::try_weeks(position)?),
            Some(months) => {
                let month = i64::from(self.start.year()) * 12 + i64::from(self.start.month0()) + position * i64::from(months);
                on_day(i32::try_from(month.div_euclid(12)).ok()?, u32::try_from(month.rem_euclid(12)).ok()? + 1, self.anchor_day)
            }
        }
    }

    /// The occurrence at this place; `None` after the end.
    #[must_use]
    pub fn occurrence(&self, position: u32) -> Option<Occurrence> {
        let date = self.date(i64::from(position))?;
        if self.end.is_some_and(|end| date > end) {
            return None;
        }
        Some(Occurrence { position, date, period: self.period(i64::from(position), date)? })
    }

    /// All from this place on, without an end where the series has none.
    pub fn onwards(self, position: u32) -> impl Iterator<Item = Occurrence> {
        (position..).map_while(move |position| self.occurrence(position))
    }

    fn period(&self, position: i64, date: NaiveDate) -> Option<Period> {
        match self.covers {
            Covers::Ahead => Some(Period { start: date, end: self.date(position + 1)?.pred_opt()? }),
            Covers::Behind => Some(Period { start: self.date(position - 1)?, end: date.pred_opt()? }),
            Covers::Calendar => self.calendar(date),
        }
    }

    /// The calendar's own week (from Monday), month, quarter, half or year around the day.
    fn calendar(&self, date: NaiveDate) -> Option<Period> {
        let Some(months) = self.frequency.months() else {
            let start = date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into()))?;
            return Some(Period { start, end: start.checked_add_days(Days::new(6))? });
        };
        let start = NaiveDate::from_ymd_opt(date.year(), date.month0() / months * months + 1, 1)?;
        Some(Period { start, end: start.checked_add_months(Months::new(months))?.pred_opt()? })
    }
}

/// The day of a month, or its last one where it is shorter.
fn on_day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    (28..=day.max(28)).rev().find_map(|last| NaiveDate::from_ymd_opt(year, month, day.min(last)))
}

/// Whether this is the last day of its month.
#[must_use]
pub fn is_month_end(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.month() != day.month())
}

/// The moment in which invoices of that day are made: six in the morning, where the clocks of `zone` show it.
///
/// A time that a zone leaves out is the next one that there is; of a time that comes twice the first one counts.
#[must_use]
pub fn six_in_the_morning<Z: TimeZone>(day: NaiveDate, zone: &Z) -> DateTime<Utc> {
    let six = day.and_time(NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default());
    let quarters = (0..=4 * 30).map(|quarter| six + TimeDelta::minutes(15 * quarter));
    let found = quarters.map(|local| zone.from_local_datetime(&local)).find_map(|result| match result {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
        LocalResult::None => None,
    });
    found.map_or_else(|| six.and_utc(), |at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests;
