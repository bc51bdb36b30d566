//! Where the clock goes: over the night in which it is changed, over the end of the month, into the morning of the 1st.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, TimeDelta, TimeZone as _, Timelike as _, Utc, Weekday};
use chrono_tz::Europe::Berlin;

pub struct Calendar {
    /// The day on which summer time begins or ends.
    pub sunday: NaiveDate,
}

impl Calendar {
    /// The next change of the clocks of one kind: the seed says whether in spring or in autumn.
    pub fn around_the_next_change(now: DateTime<Utc>, seed: u64) -> Self {
        let month = if seed.is_multiple_of(2) { 3 } else { 10 };
        let soonest = now.date_naive() + Days::new(4);
        let mut sundays = (now.year()..).map(|year| {
            let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
            last.week(Weekday::Sun).first_day()
        });
        Self { sunday: sundays.find(|sunday| *sunday > soonest).unwrap() }
    }

    /// By the clock on the wall in Berlin.
    pub fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        Berlin.from_local_datetime(&day.and_hms_opt(hour, minute, 0).unwrap()).earliest().unwrap().with_timezone(&Utc)
    }

    /// Friday morning before anything is due.
    pub fn beginning(&self) -> DateTime<Utc> {
        Self::at(self.sunday - Days::new(2), 4, 0)
    }

    pub fn first_of_next_month(&self) -> NaiveDate {
        self.month() + Months::new(1)
    }

    /// The first day of the month that is billed.
    pub fn month(&self) -> NaiveDate {
        self.sunday.with_day(1).unwrap()
    }

    /// The moments to which the clock is set, one after the other; the first ones are the pauses between tries.
    pub fn stations(&self) -> Vec<DateTime<Utc>> {
        let (friday, first) = (self.beginning(), self.first_of_next_month());
        let mut stations = vec![
            friday + TimeDelta::seconds(70),
            friday + TimeDelta::minutes(8),
            friday + TimeDelta::minutes(45),
            friday + TimeDelta::hours(3),
            Self::at(self.sunday, 5, 59),
            Self::at(self.sunday, 6, 1),
            Self::at(first, 7, 59),
            Self::at(first, 8, 1),
            Self::at(first, 11, 0),
        ];
        stations.sort();
        stations
    }

    /// Starts five weeks ahead, so that it has missed something on the first day.
    pub fn weekly_start(&self) -> NaiveDate {
        self.sunday - Days::new(35)
    }

    /// Every month on its last day.
    pub fn monthly_start(&self) -> NaiveDate {
        (self.month() - Months::new(4)).pred_opt().unwrap()
    }

    /// A command makes what is wanted today, however early it is; only the workers wait until six.
    pub fn would_be_early(now: DateTime<Utc>) -> bool {
        let wall = now.with_timezone(&Berlin);
        let is_last = wall.date_naive().succ_opt().is_some_and(|tomorrow| tomorrow.day() == 1);
        wall.hour() < 6 && (wall.weekday() == Weekday::Sun || is_last)
    }

    /// The days on which the weekly series wants an invoice until now.
    pub fn weekly_days(&self, now: DateTime<Utc>) -> Vec<NaiveDate> {
        let days = (0..).map(|week| self.weekly_start() + Days::new(7 * week));
        days.take_while(|day| Self::at(*day, 6, 0) <= now).collect()
    }

    pub fn monthly_days(&self, now: DateTime<Utc>) -> Vec<NaiveDate> {
        let first = self.month() - Months::new(5);
        let days = (1..).map(|months| (first + Months::new(months)).pred_opt().unwrap());
        days.skip_while(|day| *day < self.monthly_start()).take_while(|day| Self::at(*day, 6, 0) <= now).collect()
    }
}
