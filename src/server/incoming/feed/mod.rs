//! Received invoices for programs: newest first, page after page, none twice and none left out.

use crate::domain::error::AppError;
use crate::domain::incoming::IncomingRow;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::incoming::row_of;
use crate::server::invoices::reading::list::search_words;
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
    pub rows: Vec<IncomingRow>,
    pub next: Option<String>,
}

/// # Errors
/// `NotFound` for those who may not see billing, `Invalid` for what cannot be read.
pub async fn newest(state: &AppState, actor: &Actor, query: &Query) -> Result<Page, AppError> {
    actor.require_figures()?;
    let limit = cursor::limit(&query.limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::newest(&mut tx, &search_words(&query.text), after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.received_at, id: row.id });
    Ok(Page { rows: rows.into_iter().map(row_of).collect(), next })
}
