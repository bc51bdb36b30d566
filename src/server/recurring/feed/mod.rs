//! Series for programs: newest first, page after page, none twice and none left out.

use crate::domain::error::AppError;
use crate::domain::recurring::view::RecurringRow;
use crate::server::auth::Actor;
use crate::server::cursor::{self, Cursor};
use crate::server::recurring::reading::row_of;
use crate::server::state::AppState;

mod queries;

/// Series for programs, newest first, and where the list goes on.
///
/// # Errors
/// `NotFound` for those who may not see figures, `Invalid` for what cannot be read.
pub async fn newest(state: &AppState, actor: &Actor, cursor: &str, limit: &str) -> Result<(Vec<RecurringRow>, Option<String>), AppError> {
    actor.require_figures()?;
    let (limit, after) = (cursor::limit(limit)?, Cursor::parse(cursor)?);
    let mut tx = state.db.organization(actor.organization).await?;
    let rows = queries::newest(&mut tx, after, limit + 1).await?;
    let (rows, next) = cursor::cut(rows, limit, |row| Cursor { at: row.created_at, id: row.id });
    Ok((rows.into_iter().map(row_of).collect(), next))
}
