//! The settings: each room shows the stored data, or what was typed where it was refused.

use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::refusal;
use crate::domain::error::{AppError, FieldError};
use crate::domain::organization::Settings;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::settings::{ApiKeysPage, BankPage, CompanyPage, DunningSettingsPage, NumberingPage, PortalPage};

/// The form with its refusal.
struct Filled<T> {
    form: T,
    errors: Vec<FieldError>,
    error: Option<AppError>,
}

fn fill<T: DeserializeOwned>(around: &Around, names: &[&str], stored: T) -> Filled<T> {
    let flash = around.flash_of(names);
    let (errors, error) = refusal(flash.as_ref());
    Filled { form: flash.as_ref().and_then(|flash| flash.typed()).unwrap_or(stored), errors, error }
}

async fn load() -> Result<Settings, AppError> {
    rpc::settings::load_settings().await
}

pub fn company() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let filled = fill(&around, &["company"], load().await?.company.to_form());
        Ok(view! { <CompanyPage form=filled.form errors=filled.errors notice=around.notice error=filled.error /> }.into_any())
    })
}

pub fn bank() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let filled = fill(&around, &["bank"], load().await?.bank.to_form());
        Ok(view! { <BankPage form=filled.form errors=filled.errors notice=around.notice error=filled.error /> }.into_any())
    })
}

pub fn portal() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let settings = load().await?;
        let filled = fill(&around, &["portal", "logo"], settings.portal.to_form());
        let (form, logo) = (filled.form, settings.logo_url);
        Ok(view! { <PortalPage form=form logo_url=logo errors=filled.errors notice=around.notice error=filled.error /> }.into_any())
    })
}

pub fn numbering() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let settings = load().await?;
        let filled = fill(&around, &["numbering"], settings.numbering);
        let (form, next) = (filled.form, settings.next_invoice_number);
        Ok(view! { <NumberingPage form=form next=next errors=filled.errors notice=around.notice error=filled.error /> }.into_any())
    })
}

pub fn dunning() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let filled = fill(&around, &["dunning"], rpc::dunning::load_settings().await?.form);
        Ok(view! { <DunningSettingsPage form=filled.form errors=filled.errors notice=around.notice error=filled.error /> }.into_any())
    })
}

pub fn api_keys() -> impl IntoView {
    framed(Room::Settings, |around| async move {
        let keys = load().await?.api_keys;
        let text = |form: &str, field: &str| around.flash_of(&[form]).and_then(|flash| Some(flash.typed.get(field)?.as_str()?.to_owned()));
        let (secret, name) = (text("api_key_created", "secret"), text("api_key", "name"));
        let refused = around.flash_of(&["api_key"]);
        let (errors, error) = refusal(refused.as_ref());
        Ok(view! { <ApiKeysPage keys=keys new_secret=secret name=name errors=errors notice=around.notice error=error /> }.into_any())
    })
}
