//! The audit log, for owners and admins.

use leptos::prelude::*;

use super::query;
use crate::domain::audit::AuditQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::audit::AuditLogPage;

pub fn list() -> impl IntoView {
    let asked = AuditQuery {
        q: query("q"),
        group: query("group"),
        person: query("person"),
        from: query("from"),
        until: query("until"),
        invoice: query("invoice"),
        customer: query("customer"),
        cursor: query("cursor"),
    };
    framed(Room::Audit, |around| async move {
        let page = rpc::audit::page(asked.clone()).await?;
        Ok(view! { <AuditLogPage page=page query=asked notice=around.notice /> }.into_any())
    })
}
