//! Month ends, leap years, rhythm without gaps, and six in the morning on the days that change the clocks.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn schedule(frequency: Frequency, covers: Covers, start: &str) -> Schedule {
    let start = day(start);
    Schedule { frequency, covers, start, anchor_day: start.day(), end: None }
}

fn dates(schedule: Schedule, many: usize) -> Vec<String> {
    schedule.onwards(0).take(many).map(|occurrence| occurrence.date.to_string()).collect()
}

fn periods(schedule: Schedule, many: usize) -> Vec<String> {
    schedule.onwards(0).take(many).map(|occurrence| format!("{}/{}", occurrence.period.start, occurrence.period.end)).collect()
}

#[test]
fn the_thirty_first_stays_the_end_of_the_month() {
    let monthly = schedule(Frequency::Monthly, Covers::Ahead, "2027-12-31");
    assert_eq!(dates(monthly, 5), ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]);
    let quarterly = schedule(Frequency::Quarterly, Covers::Ahead, "2026-11-30");
    assert_eq!(dates(quarterly, 4), ["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"]);
    let chosen = Schedule { anchor_day: 31, ..schedule(Frequency::Monthly, Covers::Ahead, "2026-02-28") };
    assert_eq!(dates(chosen, 4), ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
}

#[test]
fn a_leap_day_comes_back_in_leap_years() {
    let yearly = schedule(Frequency::Yearly, Covers::Ahead, "2024-02-29");
    assert_eq!(dates(yearly, 5), ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    let half = schedule(Frequency::HalfYearly, Covers::Ahead, "2026-08-31");
    assert_eq!(dates(half, 3), ["2026-08-31", "2027-02-28", "2027-08-31"]);
    let weekly = schedule(Frequency::Weekly, Covers::Ahead, "2028-02-25");
    assert_eq!(dates(weekly, 3), ["2028-02-25", "2028-03-03", "2028-03-10"]);
}

#[test]
fn the_period_lies_ahead_behind_or_in_the_calendar() {
    assert_eq!(periods(schedule(Frequency::Monthly, Covers::Ahead, "2026-01-15"), 2), ["2026-01-15/2026-02-14", "2026-02-15/2026-03-14"]);
    assert_eq!(periods(schedule(Frequency::Monthly, Covers::Behind, "2026-01-01"), 2), ["2025-12-01/2025-12-31", "2026-01-01/2026-01-31"]);
    assert_eq!(periods(schedule(Frequency::Monthly, Covers::Calendar, "2026-01-31"), 2), ["2026-01-01/2026-01-31", "2026-02-01/2026-02-28"]);
    assert_eq!(periods(schedule(Frequency::Quarterly, Covers::Calendar, "2026-11-30"), 2), ["2026-10-01/2026-12-31", "2027-01-01/2027-03-31"]);
    assert_eq!(periods(schedule(Frequency::HalfYearly, Covers::Calendar, "2026-07-01"), 1), ["2026-07-01/2026-12-31"]);
    assert_eq!(periods(schedule(Frequency::Yearly, Covers::Calendar, "2026-07-01"), 1), ["2026-01-01/2026-12-31"]);
    assert_eq!(periods(schedule(Frequency::Weekly, Covers::Calendar, "2026-01-01"), 1), ["2025-12-29/2026-01-04"]);
}

#[test]
fn nothing_comes_after_the_end() {
    let ended = Schedule { end: Some(day("2026-03-31")), ..schedule(Frequency::Monthly, Covers::Ahead, "2026-01-31") };
    assert_eq!(dates(ended, 9), ["2026-01-31", "2026-02-28", "2026-03-31"]);
    assert_eq!(ended.occurrence(3), None);
    let far = schedule(Frequency::Yearly, Covers::Ahead, "2199-01-01");
    assert!(far.occurrence(u32::MAX).is_none(), "beyond the calendar there is nothing");
}

#[test]
fn six_o_clock_is_where_the_wall_shows_it_on_both_days_that_change_the_clocks() {
    let berlin = chrono_tz::Europe::Berlin;
    for (date, utc) in [
        ("2026-03-28", "2026-03-28T05:00:00Z"),
        ("2026-03-29", "2026-03-29T04:00:00Z"),
        ("2026-03-30", "2026-03-30T04:00:00Z"),
        ("2026-10-24", "2026-10-24T04:00:00Z"),
        ("2026-10-25", "2026-10-25T05:00:00Z"),
        ("2026-10-26", "2026-10-26T05:00:00Z"),
    ] {
        assert_eq!(six_in_the_morning(day(date), &berlin), utc.parse::<DateTime<Utc>>().expect("a moment"), "{date}");
    }
    // Samoa left this whole day out; its morning is the first moment after it.
    let samoa = six_in_the_morning(day("2011-12-30"), &chrono_tz::Pacific::Apia);
    assert_eq!(samoa.to_rfc3339(), "2011-12-30T10:00:00+00:00");
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let days = (0..73_000_u64).prop_map(|days| day("1990-01-01") + Days::new(days));
    let kinds = (prop::sample::select(Frequency::ALL.to_vec()), prop::sample::select(Covers::ALL.to_vec()));
    (days, kinds, any::<bool>()).prop_map(|(start, (frequency, covers), at_month_end)| {
        let anchor_day = if at_month_end && is_month_end(start) { 31 } else { start.day() };
        Schedule { frequency, covers, start, anchor_day, end: None }
    })
}

proptest! {
    #[test]
    fn the_first_day_is_the_start_and_the_next_are_always_later(schedule in any_schedule(), many in 2..200_usize) {
        let all: Vec<Occurrence> = schedule.onwards(0).take(many).collect();
        prop_assert_eq!(all[0].date, schedule.start);
        for pair in all.windows(2) {
            prop_assert!(pair[0].date < pair[1].date);
        }
    }

    #[test]
    fn periods_follow_each_other_without_gap_or_overlap(schedule in any_schedule(), many in 2..200_usize) {
        let all: Vec<Occurrence> = schedule.onwards(0).take(many).collect();
        for occurrence in &all {
            prop_assert!(occurrence.period.start <= occurrence.period.end);
        }
        for pair in all.windows(2) {
            prop_assert_eq!(pair[0].period.end.succ_opt(), Some(pair[1].period.start));
        }
    }

    #[test]
    fn no_month_is_skipped_and_its_end_is_kept(schedule in any_schedule(), many in 2..200_usize) {
        let Some(months) = schedule.frequency.months() else { return Ok(()) };
        let all: Vec<NaiveDate> = schedule.onwards(0).take(many).map(|occurrence| occurrence.date).collect();
        for pair in all.windows(2) {
            let month = |date: NaiveDate| date.year() * 12 + i32::try_from(date.month()).unwrap_or_default();
            prop_assert_eq!(month(pair[1]) - month(pair[0]), i32::try_from(months).unwrap_or_default());
        }
        for date in all {
            prop_assert!(date.day() == schedule.anchor_day || date.day() < schedule.anchor_day && is_month_end(date));
        }
    }

    #[test]
    fn an_end_is_never_passed_and_never_early(schedule in any_schedule(), length in 0..3_000_u64) {
        let end = schedule.start + Days::new(length);
        let ended = Schedule { end: Some(end), ..schedule };
        let all: Vec<Occurrence> = ended.onwards(0).collect();
        prop_assert!(all.iter().all(|occurrence| occurrence.date <= end));
        prop_assert!(schedule.occurrence(u32::try_from(all.len()).unwrap_or_default()).is_some_and(|next| next.date > end));
    }
}
