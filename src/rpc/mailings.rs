//! Mailings: what would be sent, the button, and how far it is.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::mailing::{MailingPage, MailingPreview, MailingQuery};

#[server(endpoint = "mailings/preview")]
pub async fn preview() -> Result<MailingPreview, AppError> {
    use crate::server::mailings;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(mailings::preview(&state, &actor).await)
}

#[server(endpoint = "mailings/page")]
pub async fn page(id: String, #[server(default)] query: MailingQuery) -> Result<MailingPage, AppError> {
    use crate::server::mailings;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(mailings::page(&state, &actor, &id, &query).await)
}

/// "Alle ungesendeten senden".
#[server(endpoint = "mailings/start")]
pub async fn start() -> Result<(), AppError> {
    use crate::server::mailings;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let next = mailings::start(&state, &actor).await.map(|id| format!("/mailings/{id}?notice=mailing_started"));
    Form::new("mailing", "/mailings/new").answer(&state, next).await
}
