//! `run`: what is done by the clock, done by hand.

use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Subcommand;
use uuid::Uuid;

use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::recurring::schedule::Period;
use crate::domain::recurring::{Handling, MOST_AT_ONCE, Refusal};
use crate::domain::text;
use crate::i18n;
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::commands::{dunning, monthly};
use crate::server::recurring::queries;
use crate::server::recurring::rehearsal::{self, Rehearsed, RehearsedSeries};
use crate::server::recurring::running::{self, Due, Made, Step};
use crate::server::state::AppState;

#[derive(Debug, Subcommand)]
pub enum Run {
    /// Make the invoices of all series whose day has come; ends with 1 when one was refused
    Recurring {
        /// The last day that counts, as 2026-12-31; today where nothing is said
        #[arg(long)]
        date: Option<NaiveDate>,
        /// Print what would be done, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Send the letters about overdue invoices that are due, where dunning is automatic; ends with 1 when one could not be written
    Dunning {
        /// Print what would be sent and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Bill the open events of a month in every organization; ends with 1 when an invoice could not be made
    Monthly {
        /// As 2026-02; last month where nothing is said
        #[arg(long)]
        month: Option<String>,
        /// Print what the run would do and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}

/// Does it and prints a line for each invoice.
///
/// # Errors
/// When the database is away.
#[allow(clippy::print_stdout, reason = "the answers of commands belong on standard output")]
pub async fn run(state: &AppState, what: Run) -> anyhow::Result<ExitCode> {
    match what {
        Run::Recurring { date, dry_run } => {
            let report = recurring(state, date, dry_run).await?;
            for line in &report.lines {
                println!("{line}");
            }
            let verb = if dry_run { "would be made" } else { "made" };
            println!("{} {verb}, {} refused.", report.made, report.refused);
            Ok(if report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Run::Dunning { dry_run } => {
            let all_went_well = dunning::run(state, dry_run, &mut std::io::stdout()).await?;
            Ok(if all_went_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Run::Monthly { month, dry_run } => {
            let all_went_well = monthly::run(state, month.as_deref(), dry_run, &mut std::io::stdout()).await?;
            Ok(if all_went_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}

/// What a run did, or would do.
#[derive(Debug, Default)]
pub struct Report {
    pub lines: Vec<String>,
    pub made: usize,
    pub refused: usize,
}

/// Runs the series of all organizations, or only tells what that would do.
///
/// # Errors
/// When the database is away.
pub async fn recurring(state: &AppState, date: Option<NaiveDate>, dry_run: bool) -> anyhow::Result<Report> {
    let mut report = Report::default();
    for organization in queries::organizations(state.db.pool()).await? {
        let mut tx = state.db.organization(organization).await?;
        let actor = Actor::system(organization, clock::zone(&queries::time_zone(&mut tx).await?));
        let until = date.unwrap_or_else(|| actor.today(state));
        let due = queries::up_to(&mut tx, until).await?;
        drop(tx);
        for id in due {
            series(state, &actor, id, until, dry_run, &mut report).await?;
        }
    }
    Ok(report)
}

async fn series(state: &AppState, actor: &Actor, id: Uuid, until: NaiveDate, dry_run: bool, report: &mut Report) -> anyhow::Result<()> {
    let Some(series) = rehearsal::rehearse_up_to(state, actor, id, until).await? else { return Ok(()) };
    if dry_run {
        for step in &series.steps {
            report.note(rehearsed(&series, step), step.refusal.is_some());
        }
    } else {
        for step in running::run(state, actor, id, Due::Until(until)).await? {
            report.note(done(&series, &step), matches!(step, Step::Refused(..)));
        }
    }
    if series.left_for_later > 0 {
        let head = head(&series);
        report.lines.push(format!("{head}: {} more periods are due; one run makes up for {MOST_AT_ONCE}, the rest follows", series.left_for_later));
    }
    Ok(())
}

impl Report {
    fn note(&mut self, line: String, is_refused: bool) {
        self.lines.push(line);
        if is_refused {
            self.refused += 1;
        } else {
            self.made += 1;
        }
    }
}

fn head(series: &RehearsedSeries) -> String {
    format!("{} · {} {} · {}", series.organization, series.public_id, series.name, series.customer)
}

fn of_period(period: Period) -> String {
    format!("{} to {}", period.start, period.end)
}

fn rehearsed(series: &RehearsedSeries, step: &Rehearsed) -> String {
    let head = format!("{} · {}", head(series), of_period(step.occurrence.period));
    if let Some(refusal) = &step.refusal {
        return format!("{head}: would be refused: {}", reason(refusal));
    }
    let currency = step.invoice.as_ref().map(|invoice| invoice.currency).unwrap_or_default();
    let amount = money(step.payable().unwrap_or_default(), currency);
    let texts: Vec<&str> = step.content.lines.iter().filter_map(|line| line.name.as_deref()).collect();
    let fate = match series.handling {
        Handling::Draft => "would be a draft".to_owned(),
        Handling::Issue => "would be issued".to_owned(),
        Handling::IssueAndSend => format!("would be issued and sent to {}", series.billing_email.as_deref().unwrap_or_default()),
    };
    format!("{head} · {amount} · {}: {fate}", texts.join(", "))
}

fn done(series: &RehearsedSeries, step: &Step) -> String {
    let head = head(series);
    match step {
        Step::Refused(occurrence, refusal) => format!("{head} · {}: refused: {}", of_period(occurrence.period), reason(refusal)),
        Step::Made(Made { occurrence, invoice, number, payable, sent_to }) => {
            let name = number.as_ref().unwrap_or(invoice);
            let fate = match (number, sent_to) {
                (None, _) => "draft".to_owned(),
                (Some(_), None) => "issued".to_owned(),
                (Some(_), Some(to)) => format!("issued, on its way to {to}"),
            };
            format!("{head} · {} · {payable} · {name}: {fate}", of_period(occurrence.period))
        }
    }
}

fn reason(refusal: &Refusal) -> String {
    i18n::refusal(Lang::En, refusal)
}

fn money(cents: Cents, currency: Currency) -> String {
    text::money(cents, currency, Lang::En)
}
