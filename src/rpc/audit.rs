//! The audit log.

use leptos::prelude::*;

use crate::domain::audit::{AuditPage, AuditQuery};
use crate::domain::error::AppError;

#[server(endpoint = "audit/page")]
pub async fn page(query: AuditQuery) -> Result<AuditPage, AppError> {
    use crate::server::audit::log;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(log::page(&state, &actor, &query, "").await)
}
