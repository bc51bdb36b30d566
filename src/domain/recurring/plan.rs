//! The form of a series: rhythm, end, what becomes of each invoice, and the invoice itself with placeholders.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::schedule::{Occurrence, Schedule, is_month_end};
use super::{Covers, Frequency, Handling, MOST_AT_ONCE, placeholders};
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::draft::{DraftContent, InvoiceForm};
use crate::domain::text::{self, NumberFormat};

/// The most invoices that a series can be limited to.
const MOST_INVOICES: u32 = 1_000;

/// Fields of the form that belong to the series and not to its invoices.
pub const PLAN_FIELDS: [&str; 8] = ["name", "frequency", "covers", "start_date", "anchor_day", "end_date", "count", "handling"];

/// When and how, as typed; the JSON API fills the same form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanForm {
    /// Empty: the name of the first line.
    pub name: String,
    /// A [`Frequency`]; empty is monthly.
    pub frequency: String,
    /// A [`Covers`]; empty is ahead.
    pub covers: String,
    pub start_date: String,
    /// Day of the month, 31 for its end; empty is the day of the start.
    pub anchor_day: String,
    /// Day after which no invoice is made.
    pub end_date: String,
    /// How many invoices there are at most.
    pub count: String,
    /// A [`Handling`]; empty leaves drafts.
    pub handling: String,
}

/// When and how, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub name: Option<String>,
    pub schedule: Schedule,
    pub most_invoices: Option<u32>,
    pub handling: Handling,
}

impl Plan {
    /// The form that parses to this plan. Dates are written for date fields.
    #[must_use]
    pub fn to_form(&self) -> PlanForm {
        let Schedule { frequency, covers, start, anchor_day, end } = self.schedule;
        PlanForm {
            name: self.name.clone().unwrap_or_default(),
            frequency: frequency.as_str().to_owned(),
            covers: covers.as_str().to_owned(),
            start_date: start.to_string(),
            anchor_day: if anchor_day == start.day() { String::new() } else { anchor_day.to_string() },
            end_date: end.map(|end| end.to_string()).unwrap_or_default(),
            count: self.most_invoices.map(|count| count.to_string()).unwrap_or_default(),
            handling: self.handling.as_str().to_owned(),
        }
    }
}

/// Where a series stands: what was made of it and what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub schedule: Schedule,
    pub most_invoices: Option<u32>,
    /// Place of the next invoice.
    pub position: u32,
    /// Invoices made so far.
    pub produced: u32,
}

impl Progress {
    /// The invoices that are still to come, endless where the series is.
    pub fn upcoming(self) -> impl Iterator<Item = Occurrence> {
        let left = self.most_invoices.map_or(usize::MAX, |most| most.saturating_sub(self.produced) as usize);
        self.schedule.onwards(self.position).take(left)
    }

    #[must_use]
    pub fn next(self) -> Option<Occurrence> {
        self.upcoming().next()
    }

    /// How many should have been made by this day.
    #[must_use]
    pub fn missed(self, today: NaiveDate) -> u32 {
        u32::try_from(self.upcoming().take_while(|occurrence| occurrence.date <= today).count()).unwrap_or(u32::MAX)
    }
}

/// Reads both parts, with all mistakes at once.
///
/// # Errors
/// `Invalid`.
pub fn parse(plan: &PlanForm, invoice: &InvoiceForm, format: NumberFormat) -> Result<(Plan, DraftContent), AppError> {
    let mut problems = Problems::default();
    let plan = plan.parse(&mut problems);
    let content = invoice.parse(format).unwrap_or_else(|error| {
        if let AppError::Invalid(errors) = error {
            errors.into_iter().for_each(|error| problems.add(error.field, error.problem));
        }
        DraftContent::default()
    });
    check_texts(invoice, &mut problems);
    check_days(invoice, &mut problems);
    if invoice.customer.trim().is_empty() {
        problems.add("customer", Problem::Required);
    }
    if invoice.lines.iter().all(|line| line.is_blank()) {
        problems.add("lines", Problem::Required);
    }
    problems.finish((plan, content))
}

impl PlanForm {
    fn parse(&self, problems: &mut Problems) -> Plan {
        let frequency = choice(&self.frequency, Frequency::parse, "frequency", problems);
        let start = problems.take("start_date", text::day(&self.start_date).and_then(|day| day.ok_or(Problem::Required)));
        let anchor_day = problems.take("anchor_day", number(&self.anchor_day, 31)).unwrap_or_else(|| start.day());
        let is_reached = anchor_day == start.day() || (anchor_day > start.day() && is_month_end(start));
        if frequency.months().is_some() && !is_reached {
            problems.add("start_date", Problem::NotOnAnchorDay);
        }
        let end = problems.take("end_date", text::day(&self.end_date));
        if end.is_some_and(|end| end < start) {
            problems.add("end_date", Problem::EndBeforeStart);
        }
        let covers = choice(&self.covers, Covers::parse, "covers", problems);
        Plan {
            name: problems.take("name", text::line(&self.name, 120)),
            schedule: Schedule { frequency, covers, start, anchor_day: if frequency.months().is_some() { anchor_day } else { start.day() }, end },
            most_invoices: problems.take("count", number(&self.count, MOST_INVOICES)),
            handling: choice(&self.handling, Handling::parse, "handling", problems),
        }
    }
}

fn choice<T: Default>(text: &str, parse: impl Fn(&str) -> Option<T>, field: &str, problems: &mut Problems) -> T {
    if text.trim().is_empty() { T::default() } else { problems.take(field, parse(text.trim()).ok_or(Problem::NotAChoice)) }
}

/// A whole number from 1 on.
fn number(text: &str, most: u32) -> Result<Option<u32>, Problem> {
    match text.trim() {
        "" => Ok(None),
        text => {
            let number: i64 = text.parse().map_err(|_| Problem::NotANumber)?;
            let number = u32::try_from(number).ok().filter(|number| (1..=most).contains(number));
            number.map(Some).ok_or(Problem::OutOfRange)
        }
    }
}

fn check_texts(invoice: &InvoiceForm, problems: &mut Problems) {
    let lines = invoice.lines.iter().enumerate();
    let of_lines =
        lines.flat_map(|(index, line)| [(format!("lines[{index}].name"), &line.name), (format!("lines[{index}].description"), &line.description)]);
    let reasons = invoice.allowances_charges.iter().enumerate();
    let of_reasons = reasons.map(|(index, adjustment)| (format!("allowances_charges[{index}].reason"), &adjustment.reason));
    for (field, text) in of_lines.chain(of_reasons).chain([("note".to_owned(), &invoice.note)]) {
        if let Err(problem) = placeholders::check(text) {
            problems.add(field, problem);
        }
    }
}

/// The days of an invoice are those of its period; a day that was typed would be wrong from the second invoice on.
fn check_days(invoice: &InvoiceForm, problems: &mut Problems) {
    let own = [
        ("issue_date", &invoice.issue_date),
        ("due_date", &invoice.due_date),
        ("service_start", &invoice.service_start),
        ("service_end", &invoice.service_end),
    ];
    let own = own.map(|(field, text)| (field.to_owned(), text)).into_iter();
    let lines = invoice.lines.iter().enumerate();
    let of_lines = lines.flat_map(|(index, line)| {
        [(format!("lines[{index}].service_start"), &line.service_start), (format!("lines[{index}].service_end"), &line.service_end)]
    });
    for (field, _) in own.chain(of_lines).filter(|(_, text)| !text.trim().is_empty()) {
        problems.add(field, Problem::SetByPeriod);
    }
}

/// The days of a template are left out: a series sets them anew for each period.
#[must_use]
pub fn without_days(content: DraftContent) -> DraftContent {
    let lines = content.lines.into_iter().map(|line| crate::domain::invoice::draft::DraftLine { service_start: None, service_end: None, ..line });
    DraftContent { issue_date: None, due_date: None, service_start: None, service_end: None, lines: lines.collect(), ..content }
}

/// Whether a start lies so far back that one run could not make up for it.
///
/// # Errors
/// `TooManyMissed` at `start_date`.
pub fn check_start(progress: Progress, today: NaiveDate) -> Result<(), AppError> {
    if progress.missed(today) > MOST_AT_ONCE { Err(AppError::field("start_date", Problem::TooManyMissed(MOST_AT_ONCE))) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
