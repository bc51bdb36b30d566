//! Customers for programs: newest first, page after page, none twice and none left out.

use crate::domain::customer::{BillingTier, CustomerRow};
use crate::domain::error::AppError;
use crate::domain::money::Cents;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::state::AppState;

mod queries;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub text: String,
    pub cursor: String,
    pub limit: String,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<CustomerRow>,
    pub next: Option<String>,
}

/// # Errors
/// `NotFound` for those who may not see billing, `Invalid` for what cannot be read.
pub async fn newest(state: &AppState, actor: &Actor, query: &Query) -> Result<Page, AppError> {
    actor.require_billing()?;
    let limit = cursor::limit(&query.limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let text: String = query.text.trim().chars().filter(|c| !c.is_control()).take(100).collect();
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::newest(&mut tx, &text, actor.today(state), after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.created_at, id: row.id });
    Ok(Page { rows: rows.into_iter().map(row_of).collect(), next })
}

fn row_of(row: queries::FeedRow) -> CustomerRow {
    CustomerRow {
        public_id: row.public_id,
        number: u32::try_from(row.number).unwrap_or(0),
        name: row.name,
        city: row.city,
        billing_email: row.billing_email,
        billing_tier: BillingTier::parse(&row.billing_tier).unwrap_or_default(),
        open: Cents(row.open),
        overdue: Cents(row.overdue),
        invoice_count: u32::try_from(row.count).unwrap_or(0),
    }
}
