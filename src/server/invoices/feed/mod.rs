//! Invoices for programs: newest first, page after page, none twice and none left out.

use crate::domain::error::{AppError, Problem};
use crate::domain::invoice::view::InvoiceRow;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::invoices::reading::list;
use crate::server::state::AppState;

mod queries;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub text: String,
    pub status: String,
    /// Public identifier.
    pub customer: String,
    pub cursor: String,
    pub limit: String,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<InvoiceRow>,
    pub next: Option<String>,
}

/// # Errors
/// `NotFound` for those who may not see billing, `Invalid` for what cannot be read.
pub async fn newest(state: &AppState, actor: &Actor, query: &Query) -> Result<Page, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    if !list::CHIPS.contains(&query.status.as_str()) {
        return Err(AppError::field("status", Problem::NotAChoice));
    }
    let limit = cursor::limit(&query.limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let text = list::search_words(&query.text);
    let filter = queries::Filter { text: &text, status: &query.status, customer: &query.customer, today, after, limit: limit + 1 };
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::newest(&mut tx, &filter).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.created_at, id: row.id });
    Ok(Page { rows: rows.into_iter().map(|row| list::row_of(row.into(), today)).collect(), next })
}
