//! Usage billing: events, the monthly run, and one customer's invoice by hand.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::usage::BillingEventForm;
use crate::domain::usage::view::{EventList, EventPage, EventQuery, RunList, RunPage, RunQuery};

#[server(endpoint = "usage/events")]
pub async fn events(query: EventQuery) -> Result<EventList, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::usage::events;
    let (state, actor) = context::state_and_actor()?;
    answer::page(events::list(&state, &actor, &query).await)
}

/// The form of a new event where `id` is empty. One that was billed in the meantime is only listed.
#[server(endpoint = "usage/event")]
pub async fn event(#[server(default)] id: String) -> Result<EventPage, AppError> {
    use crate::domain::error::Conflict;
    use crate::server::pages::{answer, context};
    use crate::server::usage::events;
    let (state, actor) = context::state_and_actor()?;
    let result = events::page(&state, &actor, &id).await;
    if result == Err(AppError::Conflict(Conflict::AlreadyBilled)) {
        leptos_axum::redirect("/billing?notice=already_billed");
        return result;
    }
    answer::page(result)
}

/// A new event where `id` is empty.
#[server(endpoint = "usage/save_event")]
pub async fn save_event(#[server(default)] id: String, #[server(default)] form: BillingEventForm) -> Result<(), AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer::Form, context};
    use crate::server::usage::events;
    let (state, actor) = context::state_and_actor()?;
    let format = NumberFormat::Of(actor.lang());
    if id.is_empty() {
        let result = events::create(&state, &actor, &form, format).await;
        let next = result.map(|taken| format!("/billing?notice={}", if taken.is_known { "event_known" } else { "event_created" }));
        return Form::new("billing_event", "/billing/events/new").typed(&form).answer(&state, next).await;
    }
    let result = events::change(&state, &actor, &id, &form, format).await;
    let next = result.map(|()| "/billing?notice=saved".to_owned());
    Form::new("billing_event", format!("/billing/events/{id}")).typed(&form).answer(&state, next).await
}

#[server(endpoint = "usage/delete_event")]
pub async fn delete_event(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::usage::events;
    let (state, actor) = context::state_and_actor()?;
    let result = events::delete(&state, &actor, &id).await;
    Form::new("billing_event", "/billing").answer(&state, result.map(|()| "/billing?notice=event_deleted".to_owned())).await
}

#[server(endpoint = "usage/runs")]
pub async fn runs() -> Result<RunList, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::usage::runs;
    let (state, actor) = context::state_and_actor()?;
    answer::page(runs::list(&state, &actor).await)
}

#[server(endpoint = "usage/run")]
pub async fn run(id: String, #[server(default)] query: RunQuery) -> Result<RunPage, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::usage::runs;
    let (state, actor) = context::state_and_actor()?;
    answer::page(runs::page(&state, &actor, &id, &query).await)
}

#[server(endpoint = "usage/start_run")]
pub async fn start_run(#[server(default)] month: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::usage::runs;
    let (state, actor) = context::state_and_actor()?;
    let next = runs::start_typed(&state, &actor, &month).await.map(|id| format!("/billing/runs/{id}?notice=run_started"));
    Form::new("billing_run", "/billing/runs").answer(&state, next).await
}

#[server(endpoint = "usage/retry_run")]
pub async fn retry_run(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::usage::runs;
    let (state, actor) = context::state_and_actor()?;
    let result = runs::retry(&state, &actor, &id).await;
    let page = format!("/billing/runs/{id}");
    Form::new("billing_run", page.clone()).answer(&state, result.map(|()| format!("{page}?notice=run_started"))).await
}

/// "Rechnung aus offenen Posten" of the customer `id`.
#[server(endpoint = "usage/bill_customer")]
pub async fn bill_customer(
    id: String,
    #[server(default)] from: String,
    #[server(default)] until: String,
    #[server(default)] send: bool,
) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::usage::by_hand::{self, BillForm};
    let (state, actor) = context::state_and_actor()?;
    let typed = serde_json::json!({ "from": from, "until": until, "send": send });
    let result = by_hand::bill_customer(&state, &actor, &id, &BillForm { from, until, send }).await;
    let notice = |is_mailed: bool| if is_mailed || !send { "billed" } else { "billed_without_mail" };
    let next = result.map(|billed| format!("/invoices/{}?notice={}", billed.invoice, notice(billed.is_mailed)));
    Form::new("bill_customer", format!("/customers/{id}?dialog=bill")).typed(&typed).answer(&state, next).await
}
