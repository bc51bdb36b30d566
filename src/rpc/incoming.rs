//! Received invoices. They come in through a form of their own, because files are not sent to server functions.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::incoming::{IncomingList, IncomingPage, IncomingQuery};

#[server(endpoint = "incoming/list")]
pub async fn list(query: IncomingQuery) -> Result<IncomingList, AppError> {
    use crate::server::incoming;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(incoming::list(&state, &actor, &query).await)
}

#[server(endpoint = "incoming/page")]
pub async fn page(id: String) -> Result<IncomingPage, AppError> {
    use crate::server::incoming;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(incoming::show(&state, &actor, &id).await)
}
