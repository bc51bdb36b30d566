//! `run monthly`: the monthly run of every organization here and now, or what it would do.

use std::fmt;
use std::io::Write;
use std::time::Duration;

use anyhow::bail;

use crate::domain::error::AppError;
use crate::domain::money::Cents;
use crate::domain::usage::Month;
use crate::domain::usage::view::{ItemState, Preview, RunFinding, RunItem, RunRow};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::organizations;
use crate::server::state::AppState;
use crate::server::usage::runs::{self, Progress};

/// While another process carries the same run out, this one looks again and again.
const PAUSE: Duration = Duration::from_millis(200);
/// Rows that are read at once.
const PAGE: i64 = 500;

/// Writes one line per customer and one per organization to `out`. `false`: somebody could not be billed.
///
/// # Errors
/// One line that says what went wrong.
pub async fn run(state: &AppState, month: Option<&str>, dry_run: bool, out: &mut (impl Write + Send)) -> anyhow::Result<bool> {
    let month = match month {
        Some(text) => Some(Month::parse(text).map_err(|_| anyhow::anyhow!("--month {text} is no month such as 2026-02"))?),
        None => None,
    };
    let mut all_went_well = true;
    for organization in organizations::all(state).await.map_err(told)? {
        let actor = Actor::system(organization.id, clock::zone(&organization.time_zone));
        let month = month.unwrap_or_else(|| Month::of(actor.today(state)).previous());
        let went_well = if dry_run {
            preview(state, &actor, &organization.name, month, out).await?
        } else {
            carry_out(state, &actor, &organization.name, month, out).await?
        };
        all_went_well &= went_well;
    }
    Ok(all_went_well)
}

async fn preview(state: &AppState, actor: &Actor, name: &str, month: Month, out: &mut (impl Write + Send)) -> anyhow::Result<bool> {
    let (mut lines, mut failed, mut sums) = (Ok(()), 0, Sums::default());
    runs::preview(state, actor, month, |one| {
        failed += u32::from(one.state == ItemState::Failed);
        sums.add(&one);
        if lines.is_ok() {
            lines = writeln!(out, "{}", Line::from(&one));
        }
    })
    .await
    .map_err(told)?;
    lines?;
    writeln!(
        out,
        "{name}, {month}: {} invoices would be made, {} gross; {} wait, {failed} cannot be billed. Nothing was changed.",
        sums.billed, sums.gross, sums.skipped
    )?;
    Ok(failed == 0)
}

async fn carry_out(state: &AppState, actor: &Actor, name: &str, month: Month, out: &mut (impl Write + Send)) -> anyhow::Result<bool> {
    let run = runs::start(state, actor, month).await.map_err(told)?;
    loop {
        match runs::carry_out(state, actor.organization, run).await? {
            Progress::Over => break,
            Progress::UnderWay => tokio::time::sleep(PAUSE).await,
            Progress::Paused => bail!("{name}: the queue of monthly runs is paused; the run goes on when it is resumed on /operations"),
        }
    }
    let mut after = 0;
    loop {
        let items = runs::items_after(state, actor, &run.to_string(), "", after, PAGE).await.map_err(told)?;
        let Some(last) = items.last() else { break };
        after = i32::try_from(last.customer_number).unwrap_or(i32::MAX);
        for item in &items {
            writeln!(out, "{}", Line::from(item))?;
        }
    }
    let row: RunRow = runs::find(state, actor, &run.to_string()).await.map_err(told)?;
    writeln!(out, "{name}, {month}: {} invoices were made, {} gross; {} wait, {} cannot be billed.", row.billed, row.gross, row.skipped, row.failed)?;
    if let Some(error) = row.last_error {
        bail!("{name}: the run gave up: {error}");
    }
    Ok(row.failed == 0)
}

#[derive(Default)]
struct Sums {
    billed: u32,
    skipped: u32,
    gross: Cents,
}

impl Sums {
    fn add(&mut self, one: &Preview) {
        match one.state {
            ItemState::Done => {
                self.billed += 1;
                self.gross += one.gross;
            }
            ItemState::Skipped => self.skipped += 1,
            ItemState::Pending | ItemState::Failed => {}
        }
    }
}

/// The columns of one line: the same words for what would be done and for what was done.
struct Line<'a> {
    customer: u32,
    name: &'a str,
    state: ItemState,
    number: Option<&'a str>,
    is_mailed: bool,
    events: u32,
    gross: Cents,
    reason: Option<&'a str>,
    findings: &'a [RunFinding],
}

impl<'a> From<&'a Preview> for Line<'a> {
    fn from(one: &'a Preview) -> Self {
        Self {
            customer: one.customer_number,
            name: &one.customer_name,
            state: one.state,
            number: one.number.as_deref(),
            is_mailed: one.mail_to.is_some(),
            events: one.events,
            gross: one.gross,
            reason: one.reason.as_deref(),
            findings: &one.findings,
        }
    }
}

impl<'a> From<&'a RunItem> for Line<'a> {
    fn from(item: &'a RunItem) -> Self {
        Self {
            customer: item.customer_number,
            name: &item.customer_name,
            state: item.state,
            number: item.invoice.as_ref().map(|(_, number)| number.as_str()),
            is_mailed: item.is_mailed,
            events: item.events,
            gross: item.gross,
            reason: item.reason.as_deref(),
            findings: &item.findings,
        }
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>7}  {:<40}  {:>6} events  {:>14}  ", self.customer, self.name, self.events, self.gross.to_string())?;
        let number = self.number.unwrap_or_default();
        match (self.state, self.reason) {
            (ItemState::Done, _) if self.is_mailed => write!(f, "{number} by mail"),
            (ItemState::Done, _) => write!(f, "{number} without mail: no billing e-mail"),
            (ItemState::Skipped, Some("negative")) => f.write_str("waits for the next month: the credits are larger than the fees"),
            (ItemState::Skipped, _) => f.write_str("nothing to bill"),
            (ItemState::Failed, reason) => {
                let findings: Vec<&str> = self.findings.iter().map(|finding| finding.en.as_str()).collect();
                write!(f, "cannot be billed ({}): {}", reason.unwrap_or_default(), findings.join("; "))
            }
            (ItemState::Pending, _) => f.write_str("not looked at yet"),
        }
    }
}

fn told(error: AppError) -> anyhow::Error {
    match error {
        AppError::Invalid(errors) if errors.iter().any(|error| error.field == "month") => anyhow::anyhow!("--month: that month is not over yet"),
        other => anyhow::Error::new(other).context("the monthly run could not be carried out"),
    }
}
