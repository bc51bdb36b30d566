//! Received invoices: the list with its form, and one of them.

use leptos::prelude::*;

use super::{param, query, refusal};
use crate::domain::incoming::IncomingQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::incoming::{IncomingListPage, IncomingShowPage};

pub fn list() -> impl IntoView {
    let query = IncomingQuery { q: query("q"), page: query("page") };
    framed(Room::Incoming, |around| async move {
        let list = rpc::incoming::list(query.clone()).await?;
        let (errors, _) = refusal(around.flash_of(&["incoming"]).as_ref());
        let may_upload = around.viewer.role.may_bill();
        Ok(view! { <IncomingListPage list=list query=query may_upload=may_upload errors=errors notice=around.notice /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let id = param("id");
    framed(Room::Incoming, move |around| async move {
        let page = rpc::incoming::page(id).await?;
        Ok(view! { <IncomingShowPage page=page notice=around.notice /> }.into_any())
    })
}
