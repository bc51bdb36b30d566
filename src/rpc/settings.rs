//! The organization's settings.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::organization::{BankForm, CompanyForm, NumberingForm, PortalForm, Settings};

#[server(endpoint = "settings/settings")]
pub async fn load_settings() -> Result<Settings, AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer, context};
    let (state, actor) = context::state_and_actor()?;
    answer::page(organizations::settings(&state, &actor).await)
}

#[server(endpoint = "settings/save_company")]
pub async fn save_company(#[server(default)] form: CompanyForm) -> Result<(), AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = organizations::save_company(&state, &actor, &form).await;
    Form::new("company", "/settings/company").typed(&form).answer(&state, result.map(|()| "/settings/company?notice=saved".to_owned())).await
}

#[server(endpoint = "settings/save_bank")]
pub async fn save_bank(#[server(default)] form: BankForm) -> Result<(), AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = organizations::save_bank(&state, &actor, &form).await;
    Form::new("bank", "/settings/bank").typed(&form).answer(&state, result.map(|()| "/settings/bank?notice=saved".to_owned())).await
}

#[server(endpoint = "settings/save_portal")]
pub async fn save_portal(#[server(default)] form: PortalForm) -> Result<(), AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = organizations::save_portal(&state, &actor, &form).await;
    Form::new("portal", "/settings/portal").typed(&form).answer(&state, result.map(|()| "/settings/portal?notice=saved".to_owned())).await
}

#[server(endpoint = "settings/remove_logo")]
pub async fn remove_logo() -> Result<(), AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = organizations::remove_logo(&state, &actor).await;
    Form::new("logo", "/settings/portal").answer(&state, result.map(|()| "/settings/portal?notice=logo_removed".to_owned())).await
}

#[server(endpoint = "settings/save_numbering")]
pub async fn save_numbering(#[server(default)] form: NumberingForm) -> Result<(), AppError> {
    use crate::server::organizations;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = organizations::save_numbering(&state, &actor, &form).await;
    Form::new("numbering", "/settings/numbering").typed(&form).answer(&state, result.map(|()| "/settings/numbering?notice=saved".to_owned())).await
}

/// The secret travels to the next page in the flash, which is handed out once.
#[server(endpoint = "settings/create_api_key")]
pub async fn create_api_key(#[server(default)] name: String) -> Result<(), AppError> {
    use crate::server::auth::api_key;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let page = "/settings/api-keys";
    match api_key::create(&state, &actor, &name).await {
        Ok(secret) => Form::new("api_key_created", page).typed(&serde_json::json!({ "secret": secret })).hand_over(&state).await,
        Err(error) => Form::new("api_key", page).typed(&serde_json::json!({ "name": name })).answer(&state, Err(error)).await,
    }
}

#[server(endpoint = "settings/revoke_api_key")]
pub async fn revoke_api_key(id: String) -> Result<(), AppError> {
    use crate::server::auth::api_key;
    use crate::server::pages::{answer::Form, context};
    let (state, actor) = context::state_and_actor()?;
    let result = api_key::revoke(&state, &actor, &id).await;
    Form::new("api_key", "/settings/api-keys").answer(&state, result.map(|()| "/settings/api-keys?notice=key_revoked".to_owned())).await
}
