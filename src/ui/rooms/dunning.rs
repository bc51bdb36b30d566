//! Dunning: the overdue invoices, and one of them with its letters.

use leptos::prelude::*;

use super::{param, query};
use crate::domain::dunning::view::DunningQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::dunning::{DunningListPage, DunningShowPage};

pub fn list() -> impl IntoView {
    let (query, dialog) = (DunningQuery { state: query("state"), page: query("page") }, query("dialog"));
    framed(Room::Dunning, |around| async move {
        let list = rpc::dunning::list(query.clone()).await?;
        Ok(view! { <DunningListPage list=list query=query dialog=dialog notice=around.notice /> }.into_any())
    })
}

pub fn show() -> impl IntoView {
    let (id, dialog) = (param("id"), query("dialog"));
    framed(Room::Dunning, move |around| async move {
        let page = rpc::dunning::page(id).await?;
        let flash = around.flash_of(&["dunning_pause"]);
        Ok(view! { <DunningShowPage page=page dialog=dialog flash=flash notice=around.notice /> }.into_any())
    })
}
