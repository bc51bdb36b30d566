//! When the daily digest is due: at 7 in the morning where the organization is.

use chrono::{DateTime, Days, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;

const HOUR: u32 = 7;

/// The next digest after this moment and the one after that, each with its day.
pub fn next_two(zone: Tz, now: DateTime<Utc>) -> Vec<(NaiveDate, DateTime<Utc>)> {
    let today = now.with_timezone(&zone).date_naive();
    let days = (0..4).filter_map(|later| today.checked_add_days(Days::new(later)));
    days.filter_map(|day| Some((day, at_hour(zone, day)?))).filter(|(_, at)| *at > now).take(2).collect()
}

/// In the hour that summer time skips, the first moment after it.
fn at_hour(zone: Tz, day: NaiveDate) -> Option<DateTime<Utc>> {
    let local = (HOUR..24).filter_map(|hour| day.and_hms_opt(hour, 0, 0));
    local.filter_map(|local| zone.from_local_datetime(&local).earliest()).next().map(|at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(zone: Tz, now: &str) -> Vec<String> {
        next_two(zone, now.parse().unwrap()).into_iter().map(|(day, at)| format!("{day} {}", at.format("%dT%H:%MZ"))).collect()
    }

    #[test]
    fn the_digest_keeps_its_hour_over_summer_time() {
        let berlin = chrono_tz::Europe::Berlin;
        assert_eq!(next(berlin, "2026-03-28T05:59:59Z"), ["2026-03-28 28T06:00Z", "2026-03-29 29T05:00Z"]);
        assert_eq!(next(berlin, "2026-03-28T06:00:00Z"), ["2026-03-29 29T05:00Z", "2026-03-30 30T05:00Z"]);
        assert_eq!(next(berlin, "2026-10-24T23:30:00Z"), ["2026-10-25 25T06:00Z", "2026-10-26 26T06:00Z"]);
    }

    #[test]
    fn the_day_is_the_organization_s() {
        assert_eq!(next(chrono_tz::Pacific::Auckland, "2026-11-21T20:00:00Z")[0], "2026-11-23 22T18:00Z");
        assert_eq!(next(chrono_tz::America::New_York, "2026-11-21T02:00:00Z")[0], "2026-11-21 21T12:00Z");
    }
}
