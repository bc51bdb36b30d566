//! Billing events for programs: newest first, page after page, none twice and none left out.

use crate::domain::error::{AppError, Problem};
use crate::domain::usage::view::EventRow;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::state::AppState;

mod queries;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// `unbilled`, `billed`, or empty for all.
    pub state: String,
    /// Public identifier, or empty for all.
    pub customer: String,
    pub cursor: String,
    pub limit: String,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<EventRow>,
    pub next: Option<String>,
}

/// # Errors
/// `NotFound` for those who may not see billing, `Invalid` for what cannot be read.
pub async fn newest(state: &AppState, actor: &Actor, query: &Query) -> Result<Page, AppError> {
    actor.require_figures()?;
    if !matches!(query.state.as_str(), "" | "unbilled" | "billed") {
        return Err(AppError::field("state", Problem::NotAChoice));
    }
    let limit = cursor::limit(&query.limit)?;
    let after = Cursor::parse(&query.cursor)?;
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::newest(&mut tx, query.customer.trim(), super::is_billed(&query.state), after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.created_at, id: row.id });
    Ok(Page { rows: rows.into_iter().map(super::row_of).collect(), next })
}
