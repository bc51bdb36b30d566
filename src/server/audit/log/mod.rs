//! The audit log for readers: searched, filtered, and page after page however long it is.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use crate::domain::audit::{AuditEntry, AuditPage, AuditQuery, OTHERS, beginnings};
use crate::domain::error::AppError;
use crate::domain::money::Cents;
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::customers;
use crate::server::db::Tx;
use crate::server::invoices;
use crate::server::invoices::reading::list::search_words;
use crate::server::state::AppState;

pub mod export;
mod queries;

use queries::{EntryRow, Filter};

/// One page of the log. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound` for those who may not see billing and for an unknown invoice or customer, `Invalid` for a place that no page named.
pub async fn page(state: &AppState, actor: &Actor, query: &AuditQuery, limit: &str) -> Result<AuditPage, AppError> {
    actor.require_billing()?;
    let limit = cursor::limit(limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let (filter, about) = filter(&mut tx, actor, query).await?;
    let rows = queries::entries(&mut tx, &filter, after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, place);
    let people = queries::people(&mut tx).await?.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(AuditPage { entries: rows.into_iter().map(entry).collect(), next, people, about })
}

/// The place of a row; the number of an event fits into an id.
fn place(row: &EntryRow) -> Cursor {
    Cursor { at: row.at, id: Uuid::from_u128(u128::from(row.id.unsigned_abs())) }
}

async fn filter(tx: &mut Tx, actor: &Actor, query: &AuditQuery) -> Result<(Filter, Option<String>), AppError> {
    let person = query.person.trim();
    let mut filter = Filter {
        text: search_words(&query.q),
        beginnings: beginnings(&query.group).map(|all| all.iter().map(|one| (*one).to_owned()).collect()),
        actor: person.parse().ok(),
        actor_kind: OTHERS.into_iter().find(|kind| *kind == person).unwrap_or_default().to_owned(),
        from: text::day(&query.from).ok().flatten().and_then(|day| start_of(actor.zone, day)),
        before: text::day(&query.until).ok().flatten().and_then(|day| start_of(actor.zone, day.succ_opt()?)),
        invoice: None,
        customer: None,
    };
    let mut about = None;
    if !query.invoice.is_empty() {
        let row = invoices::find(tx, &query.invoice).await?;
        filter.invoice = Some(row.id);
        about = row.number.or(Some(row.public_id));
    }
    if !query.customer.is_empty() {
        let row = customers::queries::by_public_id(tx, &query.customer).await?.ok_or(AppError::NotFound)?;
        filter.customer = Some(row.id);
        about = Some(row.name);
    }
    Ok((filter, about))
}

fn start_of(zone: Tz, day: NaiveDate) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest().map(|at| at.with_timezone(&Utc))
}

fn entry(row: EntryRow) -> AuditEntry {
    AuditEntry {
        id: row.id.to_string(),
        at: row.at,
        event: row.event,
        actor_kind: row.actor_kind,
        actor_name: row.actor_name,
        detail: row.detail,
        amount: row.amount_cents.map(Cents),
        address: row.client_address,
        request_id: row.request_id,
        invoice: row.invoice_public_id,
        invoice_number: row.invoice_number,
        customer: row.customer_public_id,
        customer_name: row.customer_name.or(row.buyer_name),
    }
}
