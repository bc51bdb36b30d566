//! Messages for the person who is logged in.

use leptos::prelude::*;

use crate::domain::error::AppError;
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
