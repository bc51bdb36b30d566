//! The URL tree of the pages, nothing else; what each page loads stands in [`rooms`](crate::ui::rooms).

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::ui::loading::nowhere;
use crate::ui::rooms::{
    account, audit, customers, development, dunning, incoming, invoices, mailings, operations, overview, recurring, settings, usage, webhooks,
};

/// All pages. Each waits for its data, so that its status code is right.
#[component]
pub fn App() -> impl IntoView {
    leptos_meta::provide_meta_context();
    view! {
        <Router>
            <Routes fallback=nowhere>
                <Route path=path!("/") view=overview::overview ssr=SsrMode::Async />
                <Route path=path!("/notifications") view=overview::notifications ssr=SsrMode::Async />
                <Route path=path!("/notifications/settings") view=overview::notification_settings ssr=SsrMode::Async />
                <Route path=path!("/invoices") view=invoices::list ssr=SsrMode::Async />
                <Route path=path!("/invoices/new") view=invoices::new ssr=SsrMode::Async />
                <Route path=path!("/invoices/:id") view=invoices::show ssr=SsrMode::Async />
                <Route path=path!("/invoices/:id/edit") view=invoices::edit ssr=SsrMode::Async />
                <Route path=path!("/invoices/:id/lines/:line") view=invoices::line ssr=SsrMode::Async />
                <Route path=path!("/invoices/:id/attachments") view=invoices::attachments ssr=SsrMode::Async />
                <Route path=path!("/mailings/new") view=mailings::new ssr=SsrMode::Async />
                <Route path=path!("/mailings/:id") view=mailings::show ssr=SsrMode::Async />
                <Route path=path!("/incoming") view=incoming::list ssr=SsrMode::Async />
                <Route path=path!("/incoming/:id") view=incoming::show ssr=SsrMode::Async />
                <Route path=path!("/recurring") view=recurring::list ssr=SsrMode::Async />
                <Route path=path!("/recurring/new") view=recurring::new ssr=SsrMode::Async />
                <Route path=path!("/recurring/:id") view=recurring::show ssr=SsrMode::Async />
                <Route path=path!("/recurring/:id/edit") view=recurring::edit ssr=SsrMode::Async />
                <Route path=path!("/dunning") view=dunning::list ssr=SsrMode::Async />
                <Route path=path!("/dunning/:id") view=dunning::show ssr=SsrMode::Async />
                <Route path=path!("/customers") view=customers::list ssr=SsrMode::Async />
                <Route path=path!("/customers/new") view=customers::new ssr=SsrMode::Async />
                <Route path=path!("/customers/:id") view=customers::show ssr=SsrMode::Async />
                <Route path=path!("/customers/:id/edit") view=customers::edit ssr=SsrMode::Async />
                <Route path=path!("/audit") view=audit::list ssr=SsrMode::Async />
                <Route path=path!("/operations") view=operations::show ssr=SsrMode::Async />
                <Route path=path!("/webhooks") view=webhooks::list ssr=SsrMode::Async />
                <Route path=path!("/webhooks/new") view=webhooks::new ssr=SsrMode::Async />
                <Route path=path!("/webhooks/:id") view=webhooks::show ssr=SsrMode::Async />
                <Route path=path!("/webhooks/:id/edit") view=webhooks::edit ssr=SsrMode::Async />
                <Route path=path!("/webhooks/:id/deliveries/:delivery") view=webhooks::delivery ssr=SsrMode::Async />
                <Route path=path!("/billing") view=usage::events ssr=SsrMode::Async />
                <Route path=path!("/billing/events/new") view=usage::new_event ssr=SsrMode::Async />
                <Route path=path!("/billing/events/:id") view=usage::edit_event ssr=SsrMode::Async />
                <Route path=path!("/billing/runs") view=usage::runs ssr=SsrMode::Async />
                <Route path=path!("/billing/runs/:id") view=usage::run ssr=SsrMode::Async />
                <Route path=path!("/settings") view=settings::company ssr=SsrMode::Async />
                <Route path=path!("/settings/company") view=settings::company ssr=SsrMode::Async />
                <Route path=path!("/settings/bank") view=settings::bank ssr=SsrMode::Async />
                <Route path=path!("/settings/portal") view=settings::portal ssr=SsrMode::Async />
                <Route path=path!("/settings/numbering") view=settings::numbering ssr=SsrMode::Async />
                <Route path=path!("/settings/dunning") view=settings::dunning ssr=SsrMode::Async />
                <Route path=path!("/settings/api-keys") view=settings::api_keys ssr=SsrMode::Async />
                <Route path=path!("/login") view=account::log_in ssr=SsrMode::Async />
                <Route path=path!("/sign-up") view=account::sign_up ssr=SsrMode::Async />
                <Route path=path!("/forgot-password") view=account::forgot_password ssr=SsrMode::Async />
                <Route path=path!("/reset-password") view=account::reset_password ssr=SsrMode::Async />
                <Route path=path!("/dev/mail") view=development::mails ssr=SsrMode::Async />
                <Route path=path!("/dev/mail/:file") view=development::mail ssr=SsrMode::Async />
            </Routes>
        </Router>
    }
}
