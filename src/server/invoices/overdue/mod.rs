//! The day after the due date, when money is still missing: noticed once for every invoice.

use uuid::Uuid;

use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::DbError;
use crate::server::invoices;
use crate::server::notifications;
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};

mod queries;

const MOST_AT_ONCE: i32 = 500;

/// Notices all invoices that became overdue, in whichever organization; returns how many.
///
/// # Errors
/// When the database is away; what was not noticed then is noticed the next time.
pub async fn notice(state: &AppState) -> Result<usize, DbError> {
    let mut noticed = 0;
    loop {
        let found = queries::newly_overdue(state.db.pool(), state.clock.now(), MOST_AT_ONCE).await?;
        if found.is_empty() {
            return Ok(noticed);
        }
        for invoice in found {
            notice_one(state, invoice.organization, invoice.id).await?;
            noticed += 1;
        }
    }
}

async fn notice_one(state: &AppState, organization: Uuid, id: Uuid) -> Result<(), DbError> {
    let now = state.clock.now();
    let mut tx = state.db.organization(organization).await?;
    let row = invoices::queries::by_id(&mut tx, id).await?;
    if let Some(row) = row
        && queries::mark(&mut tx, organization, id, now).await?
    {
        let actor = Actor::system(organization, clock::zone(""));
        audit::record(&mut tx, &actor, now, Event::new("invoice.overdue").invoice(id).customer(row.customer_id)).await?;
        webhooks::announce(&mut tx, Topic::InvoiceOverdue, Subject::Invoice(id), now).await?;
        notifications::tell(&mut tx, organization, "invoice.overdue", Some(id), None, now).await?;
    }
    Ok(tx.commit().await?)
}
