//! Mailings: before the button, and after it.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::mailing::MailingQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::mailings::{MailingNewPage, MailingShowPage};

pub fn new() -> impl IntoView {
    framed(Room::Invoices, |around| async move {
        let preview = rpc::mailings::preview().await?;
        let (_, error) = refusal(around.flash_of(&["mailing"]).as_ref());
        Ok(view! { <MailingNewPage preview=preview notice=around.notice error=error /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let id = param("id");
    let query = MailingQuery { state: query("state"), page: query("page") };
    framed(Room::Invoices, move |around| async move {
        let page = rpc::mailings::page(id, query.clone()).await?;
        Ok(view! { <MailingShowPage page=page query=query notice=around.notice /> }.into_any())
    })
}
