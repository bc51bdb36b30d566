//! Dunning: which letter an overdue invoice gets next and when, what holds it up, and what is asked for besides the invoice.
//!
//! Fees and interest are told, never booked: an issued invoice is frozen, so its balance stays what the invoice asks for. A letter
//! says the sum of both; whoever pays the invoice alone has paid the invoice, and the rest is between the two of them.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::money::{Cents, Currency};

pub mod form;
pub mod interest;
pub mod texts;
pub mod view;

#[cfg(test)]
mod tests;

pub use form::DunningForm;
use interest::{Debtor, Rate};
use texts::Letter;

/// So many days nothing is sent after a customer said to have paid.
pub const DAYS_AFTER_REPORT: u64 = 7;

/// § 288 (5) BGB: what a business owes for being late.
pub const LUMP_SUM: Cents = Cents(4_000);

/// A step of dunning; each is sent once, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Zahlungserinnerung.
    Reminder,
    /// 1. Mahnung.
    First,
    /// 2. Mahnung.
    Second,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Reminder, Self::First, Self::Second];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reminder => "reminder",
            Self::First => "first",
            Self::Second => "second",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }

    /// Counts from 1, as it is stored.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::Reminder => 1,
            Self::First => 2,
            Self::Second => 3,
        }
    }

    #[must_use]
    pub fn of_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.number() == number)
    }

    /// The one after it; `None` after the last.
    #[must_use]
    pub fn following(self) -> Option<Self> {
        Self::of_number(self.number() + 1)
    }

    /// Name of what happened, for history and notifications.
    #[must_use]
    pub fn event(self) -> &'static str {
        match self {
            Self::Reminder => "dunning.reminder",
            Self::First => "dunning.first",
            Self::Second => "dunning.second",
        }
    }
}

/// What an organization set for one level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelPlan {
    /// Days after the due date.
    pub days: u32,
    /// Of this level alone, in euros.
    pub fee: Cents,
    /// Default interest is asked for.
    pub interest: bool,
    /// Words for customers who read German, and for those who read English.
    pub german: Letter,
    pub english: Letter,
}

/// What an organization set for dunning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub levels: [LevelPlan; 3],
    /// Days that a letter gives for paying.
    pub pay_within_days: u32,
    /// Instead of the published base rates.
    pub base_rate: Option<Rate>,
    /// Businesses are asked for [`LUMP_SUM`] from the first Mahnung on.
    pub lump_sum: bool,
}

impl Default for Plan {
    fn default() -> Self {
        let level = |days, fee, interest| LevelPlan { days, fee: Cents(fee), interest, ..LevelPlan::default() };
        Self { levels: [level(3, 0, false), level(14, 250, true), level(28, 250, true)], pay_within_days: 7, base_rate: None, lump_sum: false }
    }
}

impl Plan {
    #[must_use]
    pub fn level(&self, level: Level) -> &LevelPlan {
        let [reminder, first, second] = &self.levels;
        match level {
            Level::Reminder => reminder,
            Level::First => first,
            Level::Second => second,
        }
    }

    /// The next letter of an overdue invoice; `None` when all were sent.
    ///
    /// Levels are never skipped, and between two of them lies at least the time that the plan has between them: an invoice that has
    /// been late for months when dunning begins gets the reminder first, and the time to answer it.
    #[must_use]
    pub fn next(&self, facts: &Facts) -> Option<Next> {
        let after = |day: NaiveDate, days: u32| day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
        let (level, on) = match facts.last {
            None => (Level::Reminder, after(facts.due_date, self.level(Level::Reminder).days)),
            Some((last, sent_on)) => {
                let level = last.following()?;
                let days = self.level(level).days;
                let pause = days.saturating_sub(self.level(last).days).max(1);
                (level, after(facts.due_date, days).max(after(sent_on, pause)))
            }
        };
        let hold = facts.hold();
        let on = hold.and_then(Hold::until).map_or(on, |until| on.max(after(until, 1)));
        Some(Next { level, on, hold })
    }

    /// What the letter of this level asks for when it is sent on that day; `fees_before` are the fees of the letters before it.
    #[must_use]
    pub fn claim(&self, level: Level, debt: &Debt, fees_before: Cents, on: NaiveDate) -> Claim {
        let plan = self.level(level);
        let in_euros = debt.currency == Currency::EUR;
        let fee = if in_euros { plan.fee } else { Cents::ZERO };
        let fees = fees_before + fee;
        // It counts towards the costs of dunning (§ 288 (5) sentence 3 BGB): never both.
        let is_lump_sum = self.lump_sum && in_euros && debt.debtor == Debtor::Business && level >= Level::First && LUMP_SUM > fees;
        let interest = if plan.interest { interest::interest(debt.open, debt.due_date, on, debt.debtor, self.base_rate) } else { Cents::ZERO };
        Claim {
            level,
            on,
            pay_until: on.checked_add_days(Days::new(self.pay_within_days.into())).unwrap_or(NaiveDate::MAX),
            open: debt.open,
            fee,
            fees: if is_lump_sum { LUMP_SUM } else { fees },
            is_lump_sum,
            interest,
            rate: plan.interest.then(|| interest::only_rate(debt.due_date, on, debt.debtor, self.base_rate)).flatten(),
        }
    }
}

/// What is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Debt {
    pub open: Cents,
    pub currency: Currency,
    pub due_date: NaiveDate,
    pub debtor: Debtor,
}

/// What a letter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub level: Level,
    pub on: NaiveDate,
    pub pay_until: NaiveDate,
    /// Of the invoice.
    pub open: Cents,
    /// Of this letter alone.
    pub fee: Cents,
    /// Of this letter and those before, or the lump sum.
    pub fees: Cents,
    pub is_lump_sum: bool,
    pub interest: Cents,
    /// Where it was the same on all days.
    pub rate: Option<Rate>,
}

impl Claim {
    /// Besides the invoice.
    #[must_use]
    pub fn charges(&self) -> Cents {
        self.fees + self.interest
    }

    #[must_use]
    pub fn total(&self) -> Cents {
        self.open + self.charges()
    }
}

/// What is known of an overdue invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub today: NaiveDate,
    pub due_date: NaiveDate,
    pub last: Option<(Level, NaiveDate)>,
    /// Nothing is ever sent to the customer.
    pub is_stopped: bool,
    pub has_email: bool,
    /// The customer says to have paid, and nobody has looked yet.
    pub awaits_review: bool,
    /// Day of the latest such statement.
    pub reported_on: Option<NaiveDate>,
    /// Last day of a pause that somebody set.
    pub paused_until: Option<NaiveDate>,
}

impl Facts {
    fn hold(&self) -> Option<Hold> {
        if self.is_stopped {
            return Some(Hold::CustomerStopped);
        }
        if self.awaits_review {
            return Some(Hold::AwaitsReview);
        }
        if let Some(until) = self.paused_until.filter(|until| *until >= self.today) {
            return Some(Hold::Paused(until));
        }
        let rests = self.reported_on.and_then(|day| day.checked_add_days(Days::new(DAYS_AFTER_REPORT)));
        if let Some(until) = rests.filter(|until| *until >= self.today) {
            return Some(Hold::Reported(until));
        }
        (!self.has_email).then_some(Hold::NoEmail)
    }
}

/// Why nothing is sent now. Days are the last ones of a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "hold", content = "until")]
pub enum Hold {
    CustomerStopped,
    AwaitsReview,
    Paused(NaiveDate),
    Reported(NaiveDate),
    NoEmail,
}

impl Hold {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CustomerStopped => "customer_stopped",
            Self::AwaitsReview => "awaits_review",
            Self::Paused(_) => "paused",
            Self::Reported(_) => "reported",
            Self::NoEmail => "no_email",
        }
    }

    #[must_use]
    pub fn until(self) -> Option<NaiveDate> {
        match self {
            Self::Paused(until) | Self::Reported(until) => Some(until),
            Self::CustomerStopped | Self::AwaitsReview | Self::NoEmail => None,
        }
    }
}

/// The next letter of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    pub level: Level,
    /// The first day on which it may be sent, after all pauses that have an end.
    pub on: NaiveDate,
    pub hold: Option<Hold>,
}

impl Next {
    #[must_use]
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.hold.is_none() && self.on <= today
    }

    /// Somebody may send it ahead of its day, also when a statement of payment was judged; nothing else that is held, and never a
    /// second letter on one day.
    #[must_use]
    pub fn may_be_sent(&self, facts: &Facts) -> bool {
        matches!(self.hold, None | Some(Hold::Reported(_))) && facts.last.is_none_or(|(_, sent_on)| sent_on < facts.today)
    }
}
