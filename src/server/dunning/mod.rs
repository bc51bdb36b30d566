//! Dunning: letters about overdue invoices, level by level, by hand or by the daily run.
//!
//! A row of `dunning_notices` is the decision that a level is sent; its mail stands in the same transaction, and keys of the
//! database make each level of an invoice once and at most one a day.

use uuid::Uuid;

use crate::domain::dunning::view::{NoticeEntry, PauseEntry};
use crate::domain::dunning::{Level, Plan};
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::money::Cents;
use crate::domain::text;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::db::Tx;
use crate::server::invoices::find_locked;
use crate::server::payments;
use crate::server::state::AppState;

mod composing;
pub mod queries;
pub mod reading;
pub mod running;
pub mod sending;
pub mod settings;

pub use reading::{list, page, preview, state_of};
pub use running::{run_due, send_due};
pub use sending::{send, send_many};
pub use settings::{save_settings, settings};

/// Longer than any dispute.
const MOST_PAUSED_DAYS: i64 = 3_650;

/// Nothing is sent about this invoice up to and including that day, not even by hand.
///
/// # Errors
/// `NotFound`, `Invalid` for a day that is over, and the conflicts of what is not open.
pub async fn pause(state: &AppState, actor: &Actor, public_id: &str, until: &str, reason: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let (now, today) = (state.clock.now(), actor.today(state));
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    payments::require_payable(&row)?;
    let mut problems = Problems::default();
    let until = problems.take("until", text::day(until).and_then(|day| day.ok_or(Problem::Required)).map(Some));
    let reason = problems.take("reason", text::line(reason, 200));
    if until.is_some_and(|until| until < today || (until - today).num_days() > MOST_PAUSED_DAYS) {
        problems.add("until", Problem::OutOfRange);
    }
    problems.finish(())?;
    let new = queries::NewPause {
        organization: actor.organization,
        invoice: row.id,
        until: until.unwrap_or(today),
        reason: reason.as_deref(),
        created_by: actor.user_id(),
    };
    queries::save_pause(&mut tx, &new, now).await?;
    let detail = [Some(new.until.to_string()), reason.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
    audit::record(&mut tx, actor, now, Event::new("dunning.paused").invoice(row.id).customer(row.customer_id).detail(&detail)).await?;
    Ok(tx.commit().await?)
}

/// Goes on after a pause. Twice is no mistake.
///
/// # Errors
/// `NotFound`.
pub async fn resume(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = find_locked(&mut tx, public_id).await?;
    if queries::delete_pause(&mut tx, row.id).await? {
        let event = Event::new("dunning.resumed").invoice(row.id).customer(row.customer_id);
        audit::record(&mut tx, actor, state.clock.now(), event).await?;
    }
    Ok(tx.commit().await?)
}

/// The plan of the organization, or the usual one.
async fn plan(tx: &mut Tx) -> Result<Plan, AppError> {
    match queries::settings(tx).await? {
        Some(row) => serde_json::from_value(row.plan).map_err(|_| AppError::Unavailable),
        None => Ok(Plan::default()),
    }
}

/// The letters about an invoice, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn notices_of(tx: &mut Tx, invoice: Uuid) -> Result<Vec<NoticeEntry>, AppError> {
    let entry = |row: queries::NoticeRow| {
        Some(NoticeEntry {
            level: Level::of_number(row.level)?,
            sent_on: row.sent_on,
            pay_until: row.pay_until,
            open: Cents(row.open_cents),
            fees: Cents(row.fees_cents),
            is_lump_sum: row.is_lump_sum,
            interest: Cents(row.interest_cents),
            is_automatic: row.is_automatic,
        })
    };
    Ok(queries::notices_of(tx, invoice).await?.into_iter().filter_map(entry).collect())
}

fn pause_entry(row: queries::PauseRow) -> PauseEntry {
    PauseEntry { until: row.paused_until, reason: row.reason }
}
