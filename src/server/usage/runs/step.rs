//! One step of a run: the next customers, billed in one transaction that also writes down what became of each.

use uuid::Uuid;

use crate::domain::error::AppError;
use crate::domain::usage::Month;
use crate::server::auth::Actor;
use crate::server::customers;
use crate::server::db::Tx;
use crate::server::state::AppState;
use crate::server::usage::billing::{self, Billed, Case, Desk, Scope, Verdict};
use crate::server::usage::runs::queries::{self, Finished, PendingItem, Progress};

/// Customers of one step, and the events that all of them may have together: memory stays the same however many there are.
const CUSTOMERS: i64 = 50;
const EVENTS: i64 = 5_000;

/// What a step led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The number of the last customer; others wait behind it.
    Until(i32),
    /// Nobody is left.
    Over,
}

/// From this attempt at the run on it is not the database that is in trouble, but the customer.
const PATIENCE: i32 = 3;

/// Bills the next customers behind `after` in this attempt at the run. If the step fails, each of its customers is tried alone, so that
/// one of them cannot stop the others for ever.
///
/// # Errors
/// When the database is away; what is not written down did not happen.
pub async fn step(state: &AppState, actor: &Actor, run: Uuid, month: Month, after: i32, attempt: i32) -> Result<Step, AppError> {
    match some(state, actor, run, month, after, CUSTOMERS).await {
        Ok(step) => Ok(step),
        Err(error) => {
            tracing::warn!(%error, run.id = %run, "A step of a monthly run failed; its customers are billed one by one.");
            one_by_one(state, actor, run, month, after, attempt).await
        }
    }
}

async fn one_by_one(state: &AppState, actor: &Actor, run: Uuid, month: Month, after: i32, attempt: i32) -> Result<Step, AppError> {
    let mut last = after;
    for _ in 0..CUSTOMERS {
        let step = match some(state, actor, run, month, last, 1).await {
            Ok(step) => step,
            Err(error) if attempt < PATIENCE => return Err(error),
            Err(error) => give_up_next(state, actor, run, last, &error).await?,
        };
        match step {
            Step::Until(number) => last = number,
            Step::Over => return Ok(Step::Over),
        }
    }
    Ok(Step::Until(last))
}

async fn some(state: &AppState, actor: &Actor, run: Uuid, month: Month, after: i32, most: i64) -> Result<Step, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    if !queries::lock_running(&mut tx, run).await? {
        return Ok(Step::Over);
    }
    let items = of_one_step(queries::lock_pending(&mut tx, run, after, most).await?);
    let Some(last) = items.last().map(|item| item.customer_number) else { return Ok(Step::Over) };
    let ids: Vec<Uuid> = items.iter().map(|item| item.customer_id).collect();
    let scope = Scope { from: None, until: month.last(), month: Some(month) };
    let desk = Desk::load(state, actor, &mut tx).await?;
    let customers = customers::queries::by_ids(&mut tx, &ids).await?;
    let events = billing::queries::lock(&mut tx, &ids, scope.from, scope.until).await?;
    let cases = billing::judge(&desk, customers, events, scope);
    let billed = billing::bill(state, actor, &mut tx, &desk, cases, true).await?;
    let invoices = write_down(state, &mut tx, run, &billed).await?;
    tx.commit().await?;
    if let Err(error) = queries::refresh_statistics(state.db.pool(), invoices).await {
        tracing::debug!(%error, "The planner goes on with old statistics.");
    }
    Ok(Step::Until(last))
}

/// As many as have few enough events, but at least one.
fn of_one_step(mut items: Vec<PendingItem>) -> Vec<PendingItem> {
    let mut events = 0_i64;
    let fitting = items.iter().take_while(|item| {
        events += i64::from(item.events);
        events <= EVENTS
    });
    let count = fitting.count().max(1);
    items.truncate(count);
    items
}

/// How many invoices the run has made so far.
async fn write_down(state: &AppState, tx: &mut Tx, run: Uuid, billed: &[(Case, Option<Billed>)]) -> Result<i32, AppError> {
    let finished: Vec<Finished> = billed.iter().map(|(case, billed)| finished(case, billed.as_ref())).collect();
    queries::finish_items(tx, run, &finished, state.clock.now()).await?;
    let mut progress = Progress::default();
    for (item, (case, _)) in finished.iter().zip(billed) {
        match item.state {
            "done" => {
                progress.billed += 1;
                progress.without_email += i32::from(case.customer.billing_email.is_none());
                progress.events += item.events;
                progress.net += item.net;
                progress.tax += item.tax;
                progress.gross += item.gross;
            }
            "skipped" => progress.skipped += 1,
            _ => progress.failed += 1,
        }
    }
    Ok(queries::count(tx, run, &progress).await?)
}

fn finished(case: &Case, billed: Option<&Billed>) -> Finished {
    let (state, reason, findings) = match &case.verdict {
        Verdict::Bill(_) => ("done", None, None),
        Verdict::Wait(reason) => ("skipped", Some(*reason), None),
        Verdict::Refuse(reason, findings) => ("failed", Some(*reason), serde_json::to_value(findings).ok()),
    };
    Finished {
        customer: case.customer.id,
        state,
        reason,
        findings,
        invoice: billed.map(|billed| billed.issued.id),
        is_mailed: billed.is_some_and(|billed| billed.is_mailed),
        events: i32::try_from(case.events.len()).unwrap_or(i32::MAX),
        net: case.sums.net.0,
        tax: case.sums.tax.0,
        gross: case.sums.gross.0,
    }
}

/// Notes down that the next customer cannot be billed for a reason that nobody foresaw; its events stay open.
async fn give_up_next(state: &AppState, actor: &Actor, run: Uuid, after: i32, error: &AppError) -> Result<Step, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    if !queries::lock_running(&mut tx, run).await? {
        return Ok(Step::Over);
    }
    let Some(item) = queries::lock_pending(&mut tx, run, after, 1).await?.pop() else { return Ok(Step::Over) };
    tracing::error!(%error, run.id = %run, customer.id = %item.customer_id, "A customer could not be billed.");
    let finished = Finished {
        customer: item.customer_id,
        state: "failed",
        reason: Some("error"),
        findings: None,
        invoice: None,
        is_mailed: false,
        events: item.events,
        net: 0,
        tax: 0,
        gross: 0,
    };
    queries::finish_items(&mut tx, run, &[finished], state.clock.now()).await?;
    queries::count(&mut tx, run, &Progress { failed: 1, ..Progress::default() }).await?;
    tx.commit().await?;
    Ok(Step::Until(item.customer_number))
}
