//! Dunning: what comes next for overdue invoices, letters sent by hand, pauses, and the settings.

use leptos::prelude::*;

use crate::domain::dunning::DunningForm;
use crate::domain::dunning::view::{DunningList, DunningPage, DunningQuery, DunningSettings};
use crate::domain::error::AppError;

#[server(endpoint = "dunning/list")]
pub async fn list(query: DunningQuery) -> Result<DunningList, AppError> {
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(crate::server::dunning::list(&state, &actor, &query).await)
}

#[server(endpoint = "dunning/page")]
pub async fn page(id: String) -> Result<DunningPage, AppError> {
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(crate::server::dunning::page(&state, &actor, &id).await)
}

#[server(endpoint = "dunning/settings")]
pub async fn load_settings() -> Result<DunningSettings, AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(crate::server::dunning::settings(&state, &actor, NumberFormat::Of(actor.lang())).await)
}

#[server(endpoint = "dunning/save_settings")]
pub async fn save_settings(#[server(default)] form: DunningForm) -> Result<(), AppError> {
    use crate::domain::text::NumberFormat;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let page = "/settings/dunning";
    let result = crate::server::dunning::save_settings(&state, &actor, &form, NumberFormat::Of(actor.lang())).await;
    Form::new("dunning", page).typed(&form).answer(&state, result.map(|()| format!("{page}?notice=saved"))).await
}

/// `level` is the one that the page showed, so that a second click does not send the next one, too.
#[server(endpoint = "dunning/send")]
pub async fn send_letter(id: String, #[server(default)] level: String) -> Result<(), AppError> {
    use crate::domain::dunning::Level;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let page = format!("/dunning/{id}");
    let result = crate::server::dunning::send(&state, &actor, &id, Level::parse(&level)).await;
    Form::new("dunning_send", page.clone()).answer(&state, result.map(|_| format!("{page}?notice=dunning_sent"))).await
}

/// The next letters about the chosen invoices; those that cannot get one now are passed over.
#[server(endpoint = "dunning/send_many")]
pub async fn send_many(#[server(default)] ids: Vec<String>) -> Result<(), AppError> {
    use crate::server::pages::answer::{Form, with_notice};
    use crate::server::pages::context;
    let (state, actor) = context::state_and_actor()?;
    let page = context::page_before("/dunning");
    let result = crate::server::dunning::send_many(&state, &actor, &ids).await;
    let next = result.map(|sent| if sent > 0 { with_notice(&page, "dunning_sent") } else { with_notice(&page, "dunning_none_sent") });
    Form::new("dunning_send", page).answer(&state, next).await
}

/// All letters that are due.
#[server(endpoint = "dunning/send_due")]
pub async fn send_due() -> Result<(), AppError> {
    use crate::server::pages::answer::{Form, with_notice};
    use crate::server::pages::context;
    let (state, actor) = context::state_and_actor()?;
    let page = "/dunning";
    let result = crate::server::dunning::send_due(&state, &actor).await;
    let next = result.map(|sent| if sent > 0 { with_notice(page, "dunning_sent") } else { with_notice(page, "dunning_none_sent") });
    Form::new("dunning_send", page).answer(&state, next).await
}

#[server(endpoint = "dunning/pause")]
pub async fn pause(id: String, #[server(default)] until: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::dunning::pause(&state, &actor, &id, &until, &reason).await;
    let form = Form::new("dunning_pause", format!("/dunning/{id}?dialog=pause")).typed(&serde_json::json!({ "until": until, "reason": reason }));
    form.answer(&state, result.map(|()| format!("/dunning/{id}?notice=dunning_paused"))).await
}

#[server(endpoint = "dunning/resume")]
pub async fn resume(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = crate::server::dunning::resume(&state, &actor, &id).await;
    Form::new("dunning_resume", format!("/dunning/{id}")).answer(&state, result.map(|()| format!("/dunning/{id}?notice=dunning_resumed"))).await
}
