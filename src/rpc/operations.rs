//! The operations page: how the background work goes, and the buttons beside it.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::operations::Operations;

#[server(endpoint = "operations/overview")]
pub async fn load_operations() -> Result<Operations, AppError> {
    use crate::server::operations;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(operations::overview(&state, &actor).await)
}

#[server(endpoint = "operations/retry")]
pub async fn retry(#[server(default)] queue: String, id: String) -> Result<(), AppError> {
    use crate::server::operations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = operations::retry(&state, &actor, &queue, &id).await;
    Form::new("operations", "/operations").answer(&state, result.map(|()| "/operations?notice=retried".to_owned())).await
}

#[server(endpoint = "operations/retry_all")]
pub async fn retry_all() -> Result<(), AppError> {
    use crate::server::operations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = operations::retry_all(&state, &actor, None).await;
    Form::new("operations", "/operations").answer(&state, result.map(|_| "/operations?notice=retried".to_owned())).await
}

#[server(endpoint = "operations/pause")]
pub async fn pause(#[server(default)] queue: String) -> Result<(), AppError> {
    use crate::server::operations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = operations::pause(&state, &actor, &queue).await;
    Form::new("operations", "/operations").answer(&state, result.map(|()| "/operations?notice=queue_paused".to_owned())).await
}

#[server(endpoint = "operations/resume")]
pub async fn resume(#[server(default)] queue: String) -> Result<(), AppError> {
    use crate::server::operations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = operations::resume(&state, &actor, &queue).await;
    Form::new("operations", "/operations").answer(&state, result.map(|()| "/operations?notice=queue_resumed".to_owned())).await
}

#[server(endpoint = "operations/check_archive")]
pub async fn check_archive() -> Result<(), AppError> {
    use crate::server::archive_checks;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = archive_checks::order(&state, &actor).await;
    Form::new("operations", "/operations").answer(&state, result.map(|()| "/operations?notice=check_ordered".to_owned())).await
}
