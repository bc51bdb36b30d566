//! Webhooks and their log.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::webhook::{DeliveryPage, DeliveryQuery, WebhookEntry, WebhookForm, WebhookPage};

#[server(endpoint = "webhooks/list")]
pub async fn list() -> Result<Vec<WebhookEntry>, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::webhooks;
    let (state, actor) = context::state_and_actor()?;
    answer::page(webhooks::list(&state, &actor).await)
}

#[server(endpoint = "webhooks/page")]
pub async fn page(id: String, #[server(default)] query: DeliveryQuery) -> Result<WebhookPage, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::webhooks::log;
    let (state, actor) = context::state_and_actor()?;
    answer::page(log::page(&state, &actor, &id, &query).await)
}

#[server(endpoint = "webhooks/delivery")]
pub async fn delivery(id: String, #[server(default)] delivery: String) -> Result<DeliveryPage, AppError> {
    use crate::server::pages::{answer, context};
    use crate::server::webhooks::log;
    let (state, actor) = context::state_and_actor()?;
    answer::page(log::delivery(&state, &actor, &id, &delivery).await)
}

/// The secret travels to the next page in the flash, which is handed out once.
#[server(endpoint = "webhooks/create")]
pub async fn create(#[server(default)] form: WebhookForm) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks::{self, Switch};
    let (state, actor) = context::state_and_actor()?;
    match webhooks::subscribe(&state, &actor, &form, Switch::On).await {
        Ok(made) => {
            let page = format!("/webhooks/{}?notice=created", made.public_id);
            Form::new("webhook_secret", page).typed(&serde_json::json!({ "secret": made.secret })).hand_over(&state).await
        }
        Err(error) => Form::new("webhook", "/webhooks/new").typed(&form).answer(&state, Err(error)).await,
    }
}

#[server(endpoint = "webhooks/save")]
pub async fn save(id: String, #[server(default)] form: WebhookForm) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks;
    let (state, actor) = context::state_and_actor()?;
    let result = webhooks::change(&state, &actor, &id, &form, None).await;
    let result = result.map(|()| format!("/webhooks/{id}?notice=saved"));
    Form::new("webhook", format!("/webhooks/{id}/edit")).typed(&form).answer(&state, result).await
}

#[server(endpoint = "webhooks/rotate_secret")]
pub async fn rotate_secret(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks;
    let (state, actor) = context::state_and_actor()?;
    match webhooks::rotate_secret(&state, &actor, &id).await {
        Ok(made) => {
            let page = format!("/webhooks/{id}?notice=webhook_secret_made");
            Form::new("webhook_secret", page).typed(&serde_json::json!({ "secret": made.secret })).hand_over(&state).await
        }
        Err(error) => Form::new("webhook", format!("/webhooks/{id}")).answer(&state, Err(error)).await,
    }
}

/// `to` is `on`, or anything else for off.
#[server(endpoint = "webhooks/switch")]
pub async fn switch(id: String, #[server(default)] to: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks::{self, Switch};
    let (state, actor) = context::state_and_actor()?;
    let (to, page) = if to == "on" {
        (Switch::On, format!("/webhooks/{id}?notice=webhook_on"))
    } else {
        (Switch::Off, format!("/webhooks/{id}?notice=webhook_off"))
    };
    let result = webhooks::switch(&state, &actor, &id, to).await;
    Form::new("webhook", format!("/webhooks/{id}")).answer(&state, result.map(|()| page)).await
}

#[server(endpoint = "webhooks/delete")]
pub async fn delete(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks;
    let (state, actor) = context::state_and_actor()?;
    let result = webhooks::delete(&state, &actor, &id).await;
    Form::new("webhook", format!("/webhooks/{id}")).answer(&state, result.map(|()| "/webhooks?notice=deleted".to_owned())).await
}

#[server(endpoint = "webhooks/test")]
pub async fn test(id: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks;
    let (state, actor) = context::state_and_actor()?;
    let result = webhooks::test(&state, &actor, &id).await;
    let result = result.map(|delivery| format!("/webhooks/{id}/deliveries/{delivery}?notice=webhook_tested"));
    Form::new("webhook", format!("/webhooks/{id}")).answer(&state, result).await
}

#[server(endpoint = "webhooks/redeliver")]
pub async fn redeliver(id: String, #[server(default)] delivery: String) -> Result<(), AppError> {
    use crate::server::pages::{answer::Form, context};
    use crate::server::webhooks::log;
    let (state, actor) = context::state_and_actor()?;
    let result = log::deliver_again(&state, &actor, &id, &delivery).await;
    let page = format!("/webhooks/{id}/deliveries/{delivery}");
    Form::new("webhook", page.clone()).answer(&state, result.map(|()| format!("{page}?notice=webhook_redelivered"))).await
}
