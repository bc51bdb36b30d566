//! The background work, for owners.

use leptos::prelude::*;

use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::operations::OperationsPage;

pub fn show() -> impl IntoView {
    framed(Room::Operations, |around| async move {
        let operations = rpc::operations::load_operations().await?;
        Ok(view! { <OperationsPage operations=operations notice=around.notice /> }.into_any())
    })
}
