//! Recurring invoices.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::recurring::plan::PlanForm;
use crate::domain::recurring::view::{RecurringEditor, RecurringList, RecurringPage, RecurringQuery};

#[server(endpoint = "recurring/list")]
pub async fn list(query: RecurringQuery) -> Result<RecurringList, AppError> {
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(crate::server::recurring::list(&state, &actor, &query).await)
}

#[server(endpoint = "recurring/page")]
pub async fn page(id: String) -> Result<RecurringPage, AppError> {
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(crate::server::recurring::page(&state, &actor, &id).await)
}

/// The editor of a series, or of a new one where `id` is empty: for a customer, or like an invoice.
#[server(endpoint = "recurring/editor")]
pub async fn editor(id: String, #[server(default)] from: String, #[server(default)] customer: String) -> Result<RecurringEditor, AppError> {
    use crate::domain::error::Conflict;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (existing, from, customer) = (given(&id), given(&from), given(&customer));
    let result = crate::server::recurring::editor(&state, &actor, existing.as_deref(), from.as_deref(), customer.as_deref()).await;
    if result == Err(AppError::Conflict(Conflict::SeriesInactive)) {
        leptos_axum::redirect(&format!("/recurring/{id}?notice=series_inactive"));
        return result;
    }
    answer::page(result)
}

/// Saves the series; the button for one more line comes back to the form with what was typed.
#[server(endpoint = "recurring/save")]
pub async fn save(
    #[server(default)] id: String,
    #[server(default)] intent: String,
    #[server(default)] plan: PlanForm,
    #[server(default)] form: InvoiceForm,
) -> Result<(), AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer::Form, context, series};
    let (state, actor) = context::state_and_actor()?;
    let page = series::form_page(&id, &intent, &form);
    let answer = Form::new("recurring", page).typed(&(&plan, &form));
    if intent == "add_line" {
        return answer.hand_over(&state).await;
    }
    let existing = (!id.is_empty()).then_some(id.as_str());
    let result = crate::server::recurring::save(&state, &actor, existing, &plan, &form, NumberFormat::Of(actor.lang())).await;
    answer.answer(&state, result.map(|id| format!("/recurring/{id}?notice=series_saved"))).await
}

#[server(endpoint = "recurring/pause")]
pub async fn pause(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::recurring::pause(&state, &actor, &id).await;
    Form::new("series", format!("/recurring/{id}")).answer(&state, result.map(|()| format!("/recurring/{id}?notice=series_paused"))).await
}

/// `missed` is `skip` where the periods that passed meanwhile are left out.
#[server(endpoint = "recurring/resume")]
pub async fn resume(id: String, #[server(default)] missed: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::recurring::{self, Missed};
    let (state, actor) = context::state_and_actor()?;
    let missed = if missed == "skip" { Missed::Skip } else { Missed::CatchUp };
    let result = recurring::resume(&state, &actor, &id, missed).await;
    Form::new("series", format!("/recurring/{id}")).answer(&state, result.map(|()| format!("/recurring/{id}?notice=series_resumed"))).await
}

#[server(endpoint = "recurring/finish")]
pub async fn finish(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::recurring::finish(&state, &actor, &id).await;
    Form::new("series", format!("/recurring/{id}")).answer(&state, result.map(|()| format!("/recurring/{id}?notice=series_finished"))).await
}

/// `until` is the day that the page named, so that a second click does not make the next invoice, too.
#[server(endpoint = "recurring/run")]
pub async fn run(id: String, #[server(default)] until: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context, series};
    let (state, actor) = context::state_and_actor()?;
    let result = series::run(&state, &actor, &id, &until).await;
    Form::new("series", format!("/recurring/{id}")).answer(&state, result).await
}
