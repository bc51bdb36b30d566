//! Settings of dunning as typed; the JSON API fills the same form.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::interest::Rate;
use super::texts::{self, Letter};
use super::{LevelPlan, Plan};
use crate::domain::check;
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::{self, NumberFormat};

/// The latest day of a letter, counted from the due date.
const MOST_DAYS: u32 = 365;
const MOST_PAY_WITHIN_DAYS: u32 = 90;
/// In euros.
const MOST_FEE: i64 = 1_000;
/// A base rate of one's own, in hundredths of a percent.
const BASE_RATES: std::ops::RangeInclusive<i32> = -500..=2_000;

/// Settings › Dunning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DunningForm {
    /// `true`: letters go out by themselves.
    pub automatic: String,
    /// All three; none are the usual ones.
    pub levels: Vec<LevelForm>,
    /// Days to pay that a letter gives; empty is 7.
    pub pay_within_days: String,
    /// In percent, instead of the published ones.
    pub base_rate: String,
    /// `true`: 40 € from businesses (§ 288 (5) BGB).
    pub lump_sum: String,
}

/// One level as typed. Empty words are ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LevelForm {
    /// After the due date.
    pub days: String,
    /// In euros; empty is none.
    pub fee: String,
    /// `true`: default interest is asked for.
    pub interest: String,
    pub subject: String,
    pub body: String,
    pub subject_en: String,
    pub body_en: String,
}

impl DunningForm {
    /// Whether letters go out by themselves, and the plan.
    ///
    /// # Errors
    /// `Invalid`, with all mistakes at once.
    pub fn parse(&self, format: NumberFormat) -> Result<(bool, Plan), AppError> {
        let mut problems = Problems::default();
        let automatic = problems.take("automatic", check::flag(&self.automatic));
        let plan = Plan {
            levels: self.parse_levels(format, &mut problems),
            pay_within_days: problems.take("pay_within_days", days(&self.pay_within_days, Some(7), MOST_PAY_WITHIN_DAYS)),
            base_rate: problems.take("base_rate", base_rate(&self.base_rate, format)),
            lump_sum: problems.take("lump_sum", check::flag(&self.lump_sum)),
        };
        problems.finish((automatic, plan))
    }

    fn parse_levels(&self, format: NumberFormat, problems: &mut Problems) -> [LevelPlan; 3] {
        let [reminder, first, second] = self.levels.as_slice() else {
            if !self.levels.is_empty() {
                problems.add("levels", Problem::OutOfRange);
            }
            return Plan::default().levels;
        };
        let mut previous = None;
        let mut index = 0;
        [reminder, first, second].map(|level| {
            let plan = level.parse(&format!("levels[{index}]"), previous, format, problems);
            previous = Some(plan.days).filter(|days| *days > 0).or(previous);
            index += 1;
            plan
        })
    }
}

impl LevelForm {
    fn parse(&self, at: &str, previous: Option<u32>, format: NumberFormat, problems: &mut Problems) -> LevelPlan {
        let after_previous = days(&self.days, None, MOST_DAYS)
            .and_then(|days| if previous.is_some_and(|previous| days <= previous) { Err(Problem::NotAfterPrevious) } else { Ok(days) });
        let letter = |problems: &mut Problems, suffix: &str, subject: &str, body: &str| Letter {
            subject: problems.take(format!("{at}.subject{suffix}"), text::line(subject, 200).and_then(with_places)),
            body: problems.take(format!("{at}.body{suffix}"), text::block(body, 4_000).and_then(with_places)),
        };
        LevelPlan {
            days: problems.take(format!("{at}.days"), after_previous),
            fee: problems.take(format!("{at}.fee"), fee(&self.fee, format)),
            interest: problems.take(format!("{at}.interest"), check::flag(&self.interest)),
            german: letter(problems, "", &self.subject, &self.body),
            english: letter(problems, "_en", &self.subject_en, &self.body_en),
        }
    }
}

fn with_places(text: Option<String>) -> Result<Option<String>, Problem> {
    texts::check(text.as_deref().unwrap_or_default()).map(|()| text)
}

fn days(input: &str, default: Option<u32>, most: u32) -> Result<u32, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return default.ok_or(Problem::Required);
    }
    let number: Decimal = text.parse().map_err(|_| Problem::NotANumber)?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(Problem::Negative);
    }
    let days: u32 = text.parse().map_err(|_| Problem::NotANumber)?;
    if (1..=most).contains(&days) { Ok(days) } else { Err(Problem::OutOfRange) }
}

fn fee(input: &str, format: NumberFormat) -> Result<Cents, Problem> {
    let amount = text::decimal(input, format, 2)?.unwrap_or_default();
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(Problem::Negative);
    }
    Cents::from_decimal(amount).filter(|_| amount <= Decimal::from(MOST_FEE)).ok_or(Problem::OutOfRange)
}

fn base_rate(input: &str, format: NumberFormat) -> Result<Option<Rate>, Problem> {
    let Some(percent) = text::decimal(&input.replace('%', ""), format, 2)? else { return Ok(None) };
    Rate::from_decimal(percent).filter(|rate| BASE_RATES.contains(&rate.0)).map(Some).ok_or(Problem::OutOfRange)
}

impl Plan {
    /// The form that parses to this plan.
    #[must_use]
    pub fn to_form(&self, automatic: bool, format: NumberFormat) -> DunningForm {
        let flag = |on: bool| if on { "true".to_owned() } else { String::new() };
        let number = |value: Decimal| match format {
            NumberFormat::Of(lang) => text::number(value, 2, lang).replace('−', "-"),
            NumberFormat::Machine => value.to_string(),
        };
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let level = |level: &LevelPlan| LevelForm {
            days: level.days.to_string(),
            fee: number(level.fee.to_decimal()),
            interest: flag(level.interest),
            subject: own(&level.german.subject),
            body: own(&level.german.body),
            subject_en: own(&level.english.subject),
            body_en: own(&level.english.body),
        };
        DunningForm {
            automatic: flag(automatic),
            levels: self.levels.iter().map(level).collect(),
            pay_within_days: self.pay_within_days.to_string(),
            base_rate: self.base_rate.map(|rate| number(rate.to_decimal())).unwrap_or_default(),
            lump_sum: flag(self.lump_sum),
        }
    }
}

impl LevelPlan {
    /// The words for customers who read this language.
    #[must_use]
    pub fn letter(&self, lang: Lang) -> &Letter {
        match lang {
            Lang::De => &self.german,
            Lang::En => &self.english,
        }
    }
}
