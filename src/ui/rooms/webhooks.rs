//! Webhooks: list, form, one of them, and one delivery.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::webhook::{DeliveryQuery, WebhookForm};
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::webhooks::{DeliveryShowPage, WebhookFormPage, WebhookListPage, WebhookShowPage};

pub fn list() -> impl IntoView {
    framed(Room::Webhooks, |around| async move {
        let webhooks = rpc::webhooks::list().await?;
        Ok(view! { <WebhookListPage webhooks=webhooks notice=around.notice /> }.into_any())
    })
}

pub fn new() -> impl IntoView {
    framed(Room::Webhooks, |around| async move {
        // Who may not see webhooks does not get to see the form either.
        rpc::webhooks::list().await?;
        Ok(form(&around, String::new(), WebhookForm::default()))
    })
}

pub fn edit() -> impl IntoView {
    let id = param("id");
    framed(Room::Webhooks, move |around| async move {
        let webhook = rpc::webhooks::page(id.clone(), DeliveryQuery::default()).await?.webhook;
        Ok(form(&around, id, WebhookForm::of(&webhook.url, &webhook.events)))
    })
}

pub fn show() -> impl IntoView {
    let id = param("id");
    let query = DeliveryQuery { state: query("state"), page: query("page") };
    framed(Room::Webhooks, move |around| async move {
        let page = rpc::webhooks::page(id, query.clone()).await?;
        let secret = around.flash_of(&["webhook_secret"]).and_then(|flash| Some(flash.typed.get("secret")?.as_str()?.to_owned()));
        Ok(view! { <WebhookShowPage page=page query=query secret=secret notice=around.notice /> }.into_any())
    })
}

pub fn delivery() -> impl IntoView {
    let (id, delivery) = (param("id"), param("delivery"));
    framed(Room::Webhooks, move |around| async move {
        let page = rpc::webhooks::delivery(id, delivery).await?;
        Ok(view! { <DeliveryShowPage page=page notice=around.notice /> }.into_any())
    })
}

fn form(around: &Around, id: String, stored: WebhookForm) -> AnyView {
    let flash = around.flash_of(&["webhook"]);
    let (errors, error) = refusal(flash.as_ref());
    let form = flash.as_ref().and_then(|flash| flash.typed()).unwrap_or(stored);
    view! { <WebhookFormPage id=id form=form errors=errors notice=around.notice.clone() error=error /> }.into_any()
}
