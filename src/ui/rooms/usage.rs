//! Usage billing: events, the form of one, monthly runs, and the report of one.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::error::AppError;
use crate::domain::usage::BillingEventForm;
use crate::domain::usage::view::{EventQuery, RunQuery};
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{Around, framed};
use crate::ui::pages::usage::{EventFormPage, EventListPage, RunListPage, RunShowPage};

pub fn events() -> impl IntoView {
    let query = EventQuery { state: query("state"), customer: query("customer"), q: query("q"), page: query("page") };
    framed(Room::Billing, |around| async move {
        let list = rpc::usage::events(query.clone()).await?;
        Ok(view! { <EventListPage list=list query=query notice=around.notice /> }.into_any())
    })
}

pub fn new_event() -> impl IntoView {
    let customer = query("customer");
    framed(Room::Billing, |around| async move { form(&around, String::new(), customer).await })
}

pub fn edit_event() -> impl IntoView {
    let id = param("id");
    framed(Room::Billing, |around| async move { form(&around, id, String::new()).await })
}

async fn form(around: &Around, id: String, customer: String) -> Result<AnyView, AppError> {
    let mut page = rpc::usage::event(id.clone()).await?;
    if !customer.is_empty() {
        page.form.customer = customer;
    }
    let flash = around.flash_of(&["billing_event"]);
    let (errors, error) = refusal(flash.as_ref());
    if let Some(typed) = flash.as_ref().and_then(|flash| flash.typed::<BillingEventForm>()) {
        page.form = typed;
    }
    Ok(view! { <EventFormPage id=id page=page errors=errors notice=around.notice.clone() error=error /> }.into_any())
}

pub fn runs() -> impl IntoView {
    framed(Room::Billing, |around| async move {
        let list = rpc::usage::runs().await?;
        let (errors, error) = refusal(around.flash_of(&["billing_run"]).as_ref());
        Ok(view! { <RunListPage list=list errors=errors notice=around.notice error=error /> }.into_any())
    })
}

pub fn run() -> impl IntoView {
    let id = param("id");
    let query = RunQuery { state: query("state"), page: query("page") };
    framed(Room::Billing, move |around| async move {
        let page = rpc::usage::run(id, query.clone()).await?;
        Ok(view! { <RunShowPage page=page query=query notice=around.notice /> }.into_any())
    })
}
