//! The one place that knows what time it is; tests set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

/// The time of day, or a time that a test has set.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds that are added to the real time: as fine as what Postgres keeps, so that a test can meet a due time exactly.
    shift: Arc<AtomicI64>,
}

impl Clock {
    /// Now, cut to microseconds, which is what Postgres keeps.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        #[allow(clippy::disallowed_methods, reason = "this is the one home of the clock")]
        let real = Utc::now();
        let shifted = real + TimeDelta::microseconds(self.shift.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(shifted.timestamp_micros()).unwrap_or(shifted)
    }

    /// Moves the time on, for tests.
    pub fn advance(&self, by: TimeDelta) {
        self.shift.fetch_add(by.num_microseconds().unwrap_or(i64::MAX), Ordering::Relaxed);
    }
}

/// The organization's day at that moment: "today" for due dates and numbering (spec §1).
#[must_use]
pub fn day_in(zone: Tz, at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// A time zone by its name, Berlin where the name is unknown.
#[must_use]
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(chrono_tz::Europe::Berlin)
}
