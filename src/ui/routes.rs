//! The URL tree of the pages, nothing else: each route loads what its page shows and hands it over.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::{SsrMode, path};

use crate::domain::customer::CustomerListQuery;
use crate::domain::invoice::view::InvoiceListQuery;
use crate::rpc;
use crate::ui::frame::Room;
use crate::ui::loading::{alone, framed};
use crate::ui::pages::invoices::{Dialogue, InvoiceListPage, InvoiceShowPage};
use crate::ui::pages::notifications::NotificationsPage;
use crate::ui::pages::overview::OverviewPage;

/// All pages. Each waits for its data, so that its status code is right.
#[component]
pub fn App() -> impl IntoView {
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <Routes fallback=not_found>
                <Route path=path!("/") view=overview ssr=SsrMode::Async />
                <Route path=path!("/invoices") view=invoices ssr=SsrMode::Async />
                <Route path=path!("/invoices/:id") view=invoice ssr=SsrMode::Async />
                <Route path=path!("/notifications") view=notifications ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}

fn not_found() -> impl IntoView {
    "Not found"
}

fn param(name: &str) -> String {
    use_params_map().read_untracked().get(name).unwrap_or_default()
}

fn query(name: &str) -> String {
    use_query_map().read_untracked().get(name).unwrap_or_default()
}

fn overview() -> impl IntoView {
    framed(Room::Overview, |around| async move {
        let overview = rpc::invoices::load_overview().await?;
        let may_bill = around.viewer.role.may_bill();
        Ok(view! { <OverviewPage overview=overview notice=around.notice may_bill=may_bill /> }.into_any())
    })
}

fn invoices() -> impl IntoView {
    let query = InvoiceListQuery {
        q: query("q"),
        status: query("status"),
        customer: query("customer"),
        sort: query("sort"),
        from: query("from"),
        until: query("until"),
        page: query("page"),
    };
    framed(Room::Invoices, |around| async move {
        let list = rpc::invoices::list(query.clone()).await?;
        Ok(view! { <InvoiceListPage list=list query=query notice=around.notice /> }.into_any())
    })
}

fn invoice() -> impl IntoView {
    let (id, dialog) = (param("id"), Dialogue::parse(&query("dialog")));
    framed(Room::Invoices, move |around| async move {
        let invoice = rpc::invoices::page(id).await?;
        Ok(view! { <InvoiceShowPage invoice=invoice dialog=dialog notice=around.notice flash=around.flash /> }.into_any())
    })
}

fn notifications() -> impl IntoView {
    framed(Room::Notifications, |around| async move {
        let entries = rpc::notifications::list().await?;
        Ok(view! { <NotificationsPage entries=entries notice=around.notice /> }.into_any())
    })
}
