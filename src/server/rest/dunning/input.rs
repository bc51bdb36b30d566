//! What requests say about dunning.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::dunning::DunningForm;
use crate::domain::dunning::form::LevelForm;
use crate::server::rest::text::{self, Text};

/// The settings, whole: what is left out is as usual.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DunningSettingsInput {
    /// Letters go out by themselves, at six in the morning.
    automatic: bool,
    /// Reminder, first and second; the usual ones where nothing is said.
    #[serde(deserialize_with = "text::list")]
    levels: Vec<DunningLevelInput>,
    /// Days to pay that a letter gives; 7 where nothing is said.
    pay_within_days: Text,
    /// In percent, instead of the published base rates (§ 247 BGB).
    base_rate: Text,
    /// Businesses are asked for 40 € instead of smaller fees, from the level `first` on (§ 288 (5) BGB).
    lump_sum: bool,
}

/// One level. Texts may hold `{number}`, `{customer}`, `{date}`, `{due}`, `{days}`, `{amount}`, `{fees}`, `{interest}`, `{total}` and
/// `{deadline}`, or the German words; an empty one is ours.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DunningLevelInput {
    /// Days after the due date, more than those of the level before.
    days: Text,
    /// In euros; none where nothing is said.
    fee: Text,
    /// Default interest (§ 288 BGB) is asked for.
    interest: bool,
    /// For customers who read German.
    subject: Text,
    body: Text,
    /// For customers who read English.
    subject_en: Text,
    body_en: Text,
}

impl From<DunningSettingsInput> for DunningForm {
    fn from(input: DunningSettingsInput) -> Self {
        Self {
            automatic: flag(input.automatic),
            levels: input.levels.into_iter().map(LevelForm::from).collect(),
            pay_within_days: input.pay_within_days.into(),
            base_rate: input.base_rate.into(),
            lump_sum: flag(input.lump_sum),
        }
    }
}

impl From<DunningLevelInput> for LevelForm {
    fn from(input: DunningLevelInput) -> Self {
        Self {
            days: input.days.into(),
            fee: input.fee.into(),
            interest: flag(input.interest),
            subject: input.subject.into(),
            body: input.body.into(),
            subject_en: input.subject_en.into(),
            body_en: input.body_en.into(),
        }
    }
}

fn flag(on: bool) -> String {
    if on { "true".to_owned() } else { String::new() }
}

/// Which letter.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DunningSendInput {
    /// The level that was looked at; another one by now is a conflict. The next one where nothing is said.
    pub level: Text,
}

/// Until when nothing is sent, and why.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DunningPauseInput {
    /// The last day of the pause.
    pub until: Text,
    pub reason: Text,
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DunningListQuery {
    /// `due`, `later`, `held` or `done`; all where nothing is said.
    pub state: String,
    /// `next_cursor` of the page before.
    pub cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    pub limit: String,
}
