//! Messages for the person who is logged in, and how that person wants to be told.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::notification::Preferences;
use crate::domain::organization::NotificationEntry;

#[server(endpoint = "notifications/list")]
pub async fn list() -> Result<Vec<NotificationEntry>, AppError> {
    use crate::server::notifications;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(notifications::list(&state, &actor).await.map(|(entries, _)| entries))
}

#[server(endpoint = "notifications/read_all")]
pub async fn read_all() -> Result<(), AppError> {
    use crate::server::notifications;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = notifications::mark_all_read(&state, &actor).await;
    Form::new("notifications", "/notifications").answer(&state, result.map(|()| "/notifications?notice=all_read".to_owned())).await
}

#[server(endpoint = "notifications/read")]
pub async fn read(id: String) -> Result<(), AppError> {
    use crate::server::notifications;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = notifications::mark_read(&state, &actor, &id).await;
    Form::new("notifications", "/notifications").answer(&state, result.map(|()| "/notifications?notice=one_read".to_owned())).await
}

#[server(endpoint = "notifications/settings")]
pub async fn settings() -> Result<Preferences, AppError> {
    use crate::server::notifications;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(notifications::preferences(&state, &actor).await)
}

#[server(endpoint = "notifications/save_settings")]
pub async fn save_settings(#[server(default)] choices: BTreeMap<String, String>) -> Result<(), AppError> {
    use crate::server::notifications;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let page = "/notifications/settings";
    let result = notifications::save_preferences(&state, &actor, &choices).await;
    Form::new("notification_settings", page).answer(&state, result.map(|()| format!("{page}?notice=saved"))).await
}
