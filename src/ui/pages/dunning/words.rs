//! The words of levels and of what holds them up.

use chrono::NaiveDate;

use crate::domain::dunning::view::DunningRow;
use crate::domain::dunning::{Hold, Level};
use crate::domain::lang::Lang;
use crate::domain::text::date;
use crate::t;

#[must_use]
pub fn level_name(level: Level, lang: Lang) -> String {
    match level {
        Level::Reminder => t!(lang, "dunning-reminder"),
        Level::First => t!(lang, "dunning-first"),
        Level::Second => t!(lang, "dunning-second"),
    }
}

#[must_use]
pub fn hold_text(hold: Hold, lang: Lang) -> String {
    match hold {
        Hold::CustomerStopped => t!(lang, "dunning-hold-stopped"),
        Hold::AwaitsReview => t!(lang, "dunning-hold-review"),
        Hold::Paused(until) => t!(lang, "dunning-hold-paused", date = date(until, lang)),
        Hold::Reported(until) => t!(lang, "dunning-hold-reported", date = date(until, lang)),
        Hold::NoEmail => t!(lang, "dunning-hold-no-email"),
    }
}

/// What comes next, and below it when or why not.
#[must_use]
pub fn next_words(row: &DunningRow, lang: Lang) -> (String, String) {
    let Some(next) = row.next else { return (t!(lang, "dunning-done"), String::new()) };
    let when = match next.hold {
        Some(hold) => hold_text(hold, lang),
        None if row.is_due => t!(lang, "dunning-due-now"),
        None => t!(lang, "dunning-on", date = date(next.on, lang)),
    };
    (level_name(next.level, lang), when)
}

/// `seit 12 Tagen`.
#[must_use]
pub fn late_words(days: i64, lang: Lang) -> String {
    t!(lang, "dunning-days-late", days = days)
}

/// A level with its day: `1. Mahnung, 15.03.2026`.
#[must_use]
pub fn sent_words(last: (Level, NaiveDate), lang: Lang) -> String {
    format!("{}, {}", level_name(last.0, lang), date(last.1, lang))
}
