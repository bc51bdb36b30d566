//! Language, money and time as a page shows them.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};
use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text;
use crate::t;

/// The reader's language, from the context of the page.
#[must_use]
pub fn lang() -> Lang {
    use_context().unwrap_or_default()
}

/// The organization's day and clock; the page's context provides it. Without it times are shown in Central European Time.
#[derive(Clone)]
pub struct LocalClock {
    /// The organization's today; `None` shows every moment with its date.
    pub today: Option<NaiveDate>,
    pub to_local: Arc<dyn Fn(DateTime<Utc>) -> NaiveDateTime + Send + Sync>,
}

impl Default for LocalClock {
    fn default() -> Self {
        Self { today: None, to_local: Arc::new(central_european) }
    }
}

impl LocalClock {
    #[must_use]
    pub fn from_context() -> Self {
        use_context().unwrap_or_default()
    }

    #[must_use]
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        (self.to_local)(at)
    }

    /// `heute 09:12`, `gestern 18:40`, `24.02. 18:41`, or with the year when it is another one.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>, lang: Lang) -> String {
        let local = self.local(at);
        let clock = local.format("%H:%M").to_string();
        let day = local.date();
        match self.today {
            Some(today) if day == today => t!(lang, "time-today", clock = clock),
            Some(today) if day == today - Duration::days(1) => t!(lang, "time-yesterday", clock = clock),
            Some(today) if day.year() == today.year() => format!("{} {clock}", text::day_month(day, lang)),
            _ => format!("{} {clock}", text::date(day, lang)),
        }
    }

    /// Shorter, for lists by time: `09:41`, `gestern`, `24.02.`.
    #[must_use]
    pub fn short_moment(&self, at: DateTime<Utc>, lang: Lang) -> String {
        let local = self.local(at);
        let day = local.date();
        match self.today {
            Some(today) if day == today => local.format("%H:%M").to_string(),
            Some(today) if day == today - Duration::days(1) => t!(lang, "time-yesterday-alone"),
            Some(today) if day.year() == today.year() => text::day_month(day, lang),
            _ => text::date(day, lang),
        }
    }
}

/// Central European Time with its summer time (Directive 2000/84/EC): from the last Sunday of March to that of October, 01:00 UTC.
fn central_european(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    let switch = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let summer = matches!((switch(3), switch(10)), (Some(start), Some(end)) if utc >= start && utc < end);
    utc + Duration::hours(if summer { 2 } else { 1 })
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    Some(last - Duration::days(last.weekday().num_days_from_sunday().into()))
}

/// A moment as `<time>`, in the organization's zone.
#[component]
pub fn Moment(at: DateTime<Utc>, #[prop(optional)] short: bool, #[prop(optional)] class: &'static str) -> impl IntoView {
    let (clock, lang) = (LocalClock::from_context(), lang());
    let words = if short { clock.short_moment(at, lang) } else { clock.moment(at, lang) };
    view! { <time class=class datetime=at.format("%Y-%m-%dT%H:%M:%SZ").to_string()>{words}</time> }
}

/// An amount with its currency.
#[component]
pub fn Money(cents: Cents, #[prop(optional)] currency: Currency) -> impl IntoView {
    text::money(cents, currency, lang())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn summer_time_begins_and_ends_at_one_in_the_morning_utc() {
        for (utc, local) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ] {
            assert_eq!(central_european(at(utc)), local.parse::<NaiveDateTime>().expect("a time"), "{utc}");
        }
    }

    #[test]
    fn moments_are_told_from_the_reader_s_today() {
        let clock = LocalClock { today: NaiveDate::from_ymd_opt(2026, 2, 27), ..Default::default() };
        assert_eq!(clock.moment(at("2026-02-27T08:12:00Z"), Lang::De), "heute 09:12");
        assert_eq!(clock.moment(at("2026-02-26T22:30:00Z"), Lang::En), "yesterday 23:30");
        assert_eq!(clock.moment(at("2026-02-24T17:41:00Z"), Lang::De), "24.02. 18:41");
        assert_eq!(clock.moment(at("2025-12-24T17:41:00Z"), Lang::De), "24.12.2025 18:41");
        assert_eq!(clock.short_moment(at("2026-02-26T08:00:00Z"), Lang::De), "gestern");
    }
}
