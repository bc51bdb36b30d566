//! What the API says of dunning.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::dunning::form::LevelForm;
use crate::domain::dunning::view::{DunningPage, DunningRow, DunningSettings, NoticeEntry, Preview};
use crate::domain::dunning::{Level, Next};
use crate::server::dunning::sending::Sent;

/// An overdue invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueInvoice {
    /// Identifier of the invoice.
    id: String,
    number: String,
    customer: Option<String>,
    customer_name: String,
    due_date: NaiveDate,
    days_late: i64,
    open_amount: String,
    currency: String,
    last_level: Option<&'static str>,
    last_sent_on: Option<NaiveDate>,
    /// `due`, `later`, `held` or `done`.
    state: &'static str,
    /// Null when all letters were sent.
    next: Option<NextLetter>,
}

/// What comes next.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextLetter {
    /// `reminder`, `first` or `second`.
    level: &'static str,
    /// The first day on which the daily run sends it.
    on: NaiveDate,
    /// `customer_stopped`, `awaits_review`, `paused`, `reported` or `no_email`.
    hold: Option<&'static str>,
    /// Last day of what holds it up, where there is one.
    hold_until: Option<NaiveDate>,
}

impl From<Next> for NextLetter {
    fn from(next: Next) -> Self {
        Self { level: next.level.as_str(), on: next.on, hold: next.hold.map(|hold| hold.code()), hold_until: next.hold.and_then(|hold| hold.until()) }
    }
}

impl From<DunningRow> for OverdueInvoice {
    fn from(row: DunningRow) -> Self {
        Self {
            state: row.state(),
            id: row.public_id,
            number: row.number,
            customer: row.customer_public_id,
            customer_name: row.customer_name,
            due_date: row.due_date,
            days_late: row.days_late,
            open_amount: row.open.to_string(),
            currency: row.currency.to_string(),
            last_level: row.last.map(|(level, _)| level.as_str()),
            last_sent_on: row.last.map(|(_, on)| on),
            next: row.next.map(NextLetter::from),
        }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueInvoicePage {
    pub items: Vec<OverdueInvoice>,
    /// `cursor` of the next page; null on the last one.
    pub next_cursor: Option<String>,
}

/// What a run brought.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentLetters {
    /// Letters sent.
    pub sent: u32,
}

/// A letter that was sent. Its charges come on top of the invoice, whose balance they do not change.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningNotice {
    level: &'static str,
    sent_on: NaiveDate,
    pay_until: NaiveDate,
    open_amount: String,
    /// Fees so far, or the lump sum.
    fee_amount: String,
    is_lump_sum: bool,
    interest_amount: String,
    total_amount: String,
    /// Sent by the daily run.
    is_automatic: bool,
}

impl From<NoticeEntry> for DunningNotice {
    fn from(notice: NoticeEntry) -> Self {
        Self {
            level: notice.level.as_str(),
            sent_on: notice.sent_on,
            pay_until: notice.pay_until,
            open_amount: notice.open.to_string(),
            fee_amount: notice.fees.to_string(),
            is_lump_sum: notice.is_lump_sum,
            interest_amount: notice.interest.to_string(),
            total_amount: notice.total().to_string(),
            is_automatic: notice.is_automatic,
        }
    }
}

/// Where an invoice stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningStanding {
    is_overdue: bool,
    next: Option<NextLetter>,
    paused_until: Option<NaiveDate>,
    pause_reason: Option<String>,
    /// Newest first.
    notices: Vec<DunningNotice>,
}

impl From<DunningPage> for DunningStanding {
    fn from(page: DunningPage) -> Self {
        let state = page.state;
        Self {
            is_overdue: state.row.is_some(),
            next: state.row.and_then(|row| row.next).map(NextLetter::from),
            paused_until: state.pause.as_ref().map(|pause| pause.until),
            pause_reason: state.pause.and_then(|pause| pause.reason),
            notices: state.notices.into_iter().map(DunningNotice::from).collect(),
        }
    }
}

/// A letter before it goes out.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningLetter {
    level: &'static str,
    /// Null where the customer has no address.
    to: Option<String>,
    subject: String,
    text: String,
    html: String,
    open_amount: String,
    fee_amount: String,
    is_lump_sum: bool,
    interest_amount: String,
    total_amount: String,
    pay_until: NaiveDate,
}

impl From<Preview> for DunningLetter {
    fn from(preview: Preview) -> Self {
        let claim = preview.claim;
        Self {
            level: claim.level.as_str(),
            to: preview.to,
            subject: preview.subject,
            text: preview.text,
            html: preview.html,
            open_amount: claim.open.to_string(),
            fee_amount: claim.fees.to_string(),
            is_lump_sum: claim.is_lump_sum,
            interest_amount: claim.interest.to_string(),
            total_amount: claim.total().to_string(),
            pay_until: claim.pay_until,
        }
    }
}

/// A letter on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningLetterSent {
    level: &'static str,
    to: String,
    total_amount: String,
}

impl From<Sent> for DunningLetterSent {
    fn from(sent: Sent) -> Self {
        Self { level: sent.level.as_str(), to: sent.to, total_amount: sent.total.to_string() }
    }
}

/// The settings.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningSettingsOutput {
    automatic: bool,
    /// When letters go out by themselves the next time.
    next_run: Option<DateTime<Utc>>,
    levels: Vec<DunningLevel>,
    pay_within_days: String,
    /// Null for the published base rates.
    base_rate: Option<String>,
    lump_sum: bool,
}

/// One level, with our words where the organization has none.
#[derive(Debug, Serialize, ToSchema)]
pub struct DunningLevel {
    level: &'static str,
    days: String,
    fee: String,
    interest: bool,
    subject: String,
    body: String,
    subject_en: String,
    body_en: String,
}

impl From<DunningSettings> for DunningSettingsOutput {
    fn from(settings: DunningSettings) -> Self {
        let form = settings.form;
        let level = |(level, form): (Level, LevelForm)| DunningLevel {
            level: level.as_str(),
            days: form.days,
            fee: form.fee,
            interest: form.interest == "true",
            subject: form.subject,
            body: form.body,
            subject_en: form.subject_en,
            body_en: form.body_en,
        };
        Self {
            automatic: form.automatic == "true",
            next_run: settings.next_run,
            levels: Level::ALL.into_iter().zip(form.levels).map(level).collect(),
            pay_within_days: form.pay_within_days,
            base_rate: Some(form.base_rate).filter(|rate| !rate.is_empty()),
            lump_sum: form.lump_sum == "true",
        }
    }
}
