//! What is read of series: the list, the page of one, its editor, and the list for programs.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::error::{AppError, Conflict};
use crate::domain::invoice::draft::DraftContent;
use crate::domain::invoice::view::GateFinding;
use crate::domain::money::{Cents, Currency};
use crate::domain::recurring::plan::{self, Plan, PlanForm, Progress};
use crate::domain::recurring::schedule::Period;
use crate::domain::recurring::view::{RecurringEditor, RecurringList, RecurringPage, RecurringQuery, RecurringRow, RunEntry, Upcoming};
use crate::domain::recurring::{Covers, Frequency, Handling, Outcome, Refusal, SeriesState};
use crate::domain::text::NumberFormat;
use crate::server::auth::Actor;
use crate::server::customers;
use crate::server::db::Tx;
use crate::server::invoices::correcting;
use crate::server::invoices::drafts::{self, Surroundings};
use crate::server::invoices::reading::list::search_words;
use crate::server::invoices::{self, findings};
use crate::server::recurring::queries::{ListRow, Record, RunRow};
use crate::server::recurring::rehearsal::{self, Rehearsed};
use crate::server::recurring::{content_of, count, find, progress_of, queries, state_of};
use crate::server::state::AppState;

const PAGE_SIZE: u32 = 50;

/// Invoices to come that a page shows.
const SHOWN_AHEAD: usize = 5;

/// Runs that a page shows.
const SHOWN_RUNS: i64 = 24;

/// One page of the list, the next ones first.
///
/// # Errors
/// `NotFound` for those who may not see figures.
pub async fn list(state: &AppState, actor: &Actor, query: &RecurringQuery) -> Result<RecurringList, AppError> {
    actor.require_figures()?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let (text, chip) = (search_words(&query.q), SeriesState::parse(&query.state).map(SeriesState::as_str).unwrap_or_default());
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::list(&mut tx, &text, chip, i64::from(PAGE_SIZE), i64::from((page - 1) * PAGE_SIZE)).await?;
    let counts = queries::counts(&mut tx, &text).await?;
    let chips = [("", counts.all), ("active", counts.active), ("paused", counts.paused), ("finished", counts.finished)];
    let chips: Vec<(String, u32)> = chips.into_iter().map(|(name, rows)| (name.to_owned(), u32::try_from(rows).unwrap_or(0))).collect();
    let total = chips.iter().find(|(name, _)| name == chip).map_or(0, |(_, count)| *count);
    Ok(RecurringList {
        rows: rows.into_iter().map(row_of).collect(),
        total,
        page,
        pages: total.div_ceil(PAGE_SIZE).max(1),
        chips,
        is_empty_organization: counts.in_organization == 0,
    })
}

/// One series with what comes next and what was done.
///
/// # Errors
/// `NotFound`.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str) -> Result<RecurringPage, AppError> {
    actor.require_figures()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let record = find(&mut tx, public_id).await?;
    let customer = customers::queries::by_id(&mut tx, record.customer_id).await?.ok_or(AppError::NotFound)?;
    let surroundings = Surroundings::load(&mut tx, Some(record.customer_id), None).await?;
    let runs: Vec<RunEntry> = queries::runs_of(&mut tx, record.id, SHOWN_RUNS).await?.into_iter().filter_map(run_of).collect();
    let (progress, content) = (progress_of(&record), content_of(&record)?);
    let handling = Handling::parse(&record.handling).unwrap_or_default();
    let is_over = state_of(&record) == SeriesState::Finished;
    let shown = if is_over { 0 } else { SHOWN_AHEAD };
    let ahead: Vec<Rehearsed> =
        progress.upcoming().take(shown).map(|occurrence| rehearsal::rehearse(&surroundings, &content, handling, occurrence, today)).collect();
    let latest = runs.iter().max_by_key(|run| run.at).cloned();
    Ok(RecurringPage {
        findings: said_to(ahead.first(), &customer.public_id, actor),
        row: of_record(&record, customer.name, latest),
        customer_public_id: customer.public_id,
        billing_email: customer.billing_email,
        plan: plan_of(&record, progress).to_form(),
        covers: progress.schedule.covers,
        start: record.start_date,
        at_month_end: progress.schedule.anchor_day == 31 && progress.schedule.frequency != Frequency::Weekly,
        end: record.end_date,
        most_invoices: progress.most_invoices,
        produced: progress.produced,
        upcoming: ahead.into_iter().map(upcoming).collect(),
        missed: if is_over { 0 } else { progress.missed(today) },
        runs,
        today,
        may_bill: actor.require_billing().is_ok(),
        version: record.version,
    })
}

fn said_to(next: Option<&Rehearsed>, customer: &str, actor: &Actor) -> Vec<GateFinding> {
    next.and_then(|next| next.invoice.as_ref()).map(|invoice| findings::of(invoice, Some(customer), actor.lang())).unwrap_or_default()
}

fn upcoming(rehearsed: Rehearsed) -> Upcoming {
    Upcoming {
        date: rehearsed.occurrence.date,
        period: rehearsed.occurrence.period,
        amount: rehearsed.payable().unwrap_or_default(),
        lines: rehearsed.content.lines.into_iter().filter_map(|line| line.name).collect(),
        note: rehearsed.content.note,
    }
}

/// The editor of a series (`public_id`), or of a new one: empty, for a customer, or like an invoice or draft (`from`).
///
/// # Errors
/// `NotFound`, `Conflict(SeriesInactive)` for one that has ended.
pub async fn editor(
    state: &AppState,
    actor: &Actor,
    public_id: Option<&str>,
    from: Option<&str>,
    customer: Option<&str>,
) -> Result<RecurringEditor, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let (plan, template) = match (public_id, from) {
        (Some(public_id), _) => {
            let record = find(&mut tx, public_id).await?;
            if state_of(&record) == SeriesState::Finished {
                return Err(AppError::Conflict(Conflict::SeriesInactive));
            }
            let template = Template { customer: Some(record.customer_id), content: content_of(&record)?, version: record.version };
            (plan_of(&record, progress_of(&record)).to_form(), Some(template))
        }
        (None, Some(invoice)) => (new_plan(today), Some(like(&mut tx, invoice).await?)),
        (None, None) => (new_plan(today), None),
    };
    let filled = match template {
        Some(template) => Some(template.filled(&mut tx, actor).await?),
        None => None,
    };
    drop(tx);
    let customer = filled.as_ref().map(|form| form.customer.clone()).or_else(|| customer.map(str::to_owned));
    let mut sheet = invoices::editor(state, actor, None, customer.as_deref()).await?;
    if let Some(form) = filled {
        sheet.form = form;
    }
    Ok(RecurringEditor { public_id: public_id.map(str::to_owned), plan, sheet })
}

/// What the editor is filled with.
struct Template {
    customer: Option<uuid::Uuid>,
    content: DraftContent,
    version: i32,
}

impl Template {
    async fn filled(self, tx: &mut Tx, actor: &Actor) -> Result<crate::domain::invoice::draft::InvoiceForm, AppError> {
        let customer = customers::of_invoice(tx, self.customer).await?.map(|customer| customer.public_id);
        let mut form = self.content.to_form(customer.as_deref(), self.version, NumberFormat::Of(actor.lang()));
        if self.version == 0 {
            form.version = String::new();
        }
        Ok(form)
    }
}

/// "Als Vorlage für Serie": the content of an invoice or draft without its days.
async fn like(tx: &mut Tx, invoice: &str) -> Result<Template, AppError> {
    let row = invoices::find(tx, invoice).await?;
    let content = match row.document.clone() {
        Some(document) => {
            let document = serde_json::from_value(document).map_err(|_| AppError::Unavailable)?;
            correcting::content_of(tx, &row, &document).await?
        }
        None => drafts::content_of(&row)?,
    };
    Ok(Template { customer: row.customer_id, content: plan::without_days(content), version: 0 })
}

/// Content for a series like an invoice or draft, as programs create it.
///
/// # Errors
/// `NotFound`.
pub async fn form_like(state: &AppState, actor: &Actor, invoice: &str) -> Result<crate::domain::invoice::draft::InvoiceForm, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let template = like(&mut tx, invoice).await?;
    let customer = customers::of_invoice(&mut tx, template.customer).await?.map(|customer| customer.public_id);
    let form = template.content.to_form(customer.as_deref(), 0, NumberFormat::Machine);
    Ok(crate::domain::invoice::draft::InvoiceForm { version: String::new(), ..form })
}

/// Monthly from the first of the next month on.
fn new_plan(today: NaiveDate) -> PlanForm {
    let start = today.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))).unwrap_or(today);
    PlanForm {
        start_date: start.to_string(),
        frequency: Frequency::Monthly.as_str().to_owned(),
        covers: Covers::Ahead.as_str().to_owned(),
        handling: Handling::Draft.as_str().to_owned(),
        ..PlanForm::default()
    }
}

fn plan_of(record: &Record, progress: Progress) -> Plan {
    Plan {
        name: Some(record.name.clone()),
        schedule: progress.schedule,
        most_invoices: progress.most_invoices,
        handling: Handling::parse(&record.handling).unwrap_or_default(),
    }
}

fn of_record(record: &Record, customer_name: String, last: Option<RunEntry>) -> RecurringRow {
    RecurringRow {
        public_id: record.public_id.clone(),
        name: record.name.clone(),
        customer_name,
        frequency: Frequency::parse(&record.frequency).unwrap_or_default(),
        handling: Handling::parse(&record.handling).unwrap_or_default(),
        state: state_of(record),
        next_date: record.next_date,
        amount: Cents(record.payable_cents),
        currency: Currency::parse(&record.currency).unwrap_or_default(),
        failures: count(record.failures),
        refusal: refusal(record.last_error.clone()),
        last,
    }
}

pub(super) fn row_of(row: ListRow) -> RecurringRow {
    let last = row.period_start.zip(row.period_end).zip(row.outcome).zip(row.at).and_then(|(((period_start, period_end), outcome), at)| {
        run_of(RunRow {
            period_start,
            period_end,
            outcome,
            tries: row.tries.unwrap_or(1),
            reason: row.reason,
            at,
            invoice_public_id: row.invoice_public_id,
            invoice_number: row.invoice_number,
            payable_cents: row.invoice_cents,
        })
    });
    RecurringRow {
        public_id: row.public_id,
        name: row.name,
        customer_name: row.customer_name,
        frequency: Frequency::parse(&row.frequency).unwrap_or_default(),
        handling: Handling::parse(&row.handling).unwrap_or_default(),
        state: SeriesState::parse(&row.state).unwrap_or_default(),
        next_date: row.next_date,
        amount: Cents(row.payable_cents),
        currency: Currency::parse(&row.currency).unwrap_or_default(),
        failures: count(row.failures),
        refusal: refusal(row.last_error),
        last,
    }
}

fn run_of(row: RunRow) -> Option<RunEntry> {
    Some(RunEntry {
        period: Period { start: row.period_start, end: row.period_end },
        at: row.at,
        outcome: Outcome::parse(&row.outcome)?,
        tries: count(row.tries),
        refusal: refusal(row.reason),
        invoice_public_id: row.invoice_public_id,
        invoice_number: row.invoice_number,
        amount: row.payable_cents.map(Cents),
    })
}

fn refusal(json: Option<serde_json::Value>) -> Option<Refusal> {
    json.and_then(|json| serde_json::from_value(json).ok())
}
