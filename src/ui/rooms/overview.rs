//! The first page and the notifications.

use leptos::prelude::*;

use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::framed;
use crate::ui::pages::notifications::{NotificationSettingsPage, NotificationsPage};
use crate::ui::pages::overview::OverviewPage;
use crate::ui::pages::problem::NothingForRolePage;

pub fn overview() -> impl IntoView {
    framed(Room::Overview, |around| async move {
        if !around.viewer.role.may_read_figures() {
            return Ok(view! { <NothingForRolePage viewer=around.viewer /> }.into_any());
        }
        let overview = rpc::invoices::load_overview().await?;
        let may_bill = around.viewer.role.may_bill();
        Ok(view! { <OverviewPage overview=overview notice=around.notice may_bill=may_bill /> }.into_any())
    })
}

pub fn notifications() -> impl IntoView {
    framed(Room::Notifications, |around| async move {
        let entries = rpc::notifications::list().await?;
        Ok(view! { <NotificationsPage entries=entries notice=around.notice /> }.into_any())
    })
}

pub fn notification_settings() -> impl IntoView {
    framed(Room::Notifications, |around| async move {
        let preferences = rpc::notifications::settings().await?;
        let refused = around.flash_of(&["notification_settings"]);
        let error = refused.map(|flash| flash.error);
        Ok(view! { <NotificationSettingsPage preferences=preferences notice=around.notice error=error /> }.into_any())
    })
}
