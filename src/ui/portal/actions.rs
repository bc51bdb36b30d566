//! The buttons: one filled, the downloads, and the way to the second question.

use leptos::prelude::*;

use super::can_confirm;
use super::icons::{Icon, icon};
use crate::domain::portal::PortalView;
use crate::t;

pub fn actions(view: &PortalView) -> AnyView {
    let (lang, confirmable) = (view.lang, can_confirm(view));
    let pay = confirmable.then(|| pay(view)).flatten();
    let main_is_taken = pay.is_some();
    let confirm = confirmable.then(|| {
        view! { <button class="btn quiet" type="button" popovertarget="ask">{t!(lang, "portal-confirm")}</button> }
    });
    let wait = (!view.documents_ready).then(|| view! { <p class="wait" id="wait">{t!(lang, "portal-documents-wait")}</p> });
    view! {
        <div class="actions">
            {pay}
            {download(view, "download-pdf", t!(lang, "portal-download-pdf"), !main_is_taken)}
            {download(view, "download-xml", t!(lang, "portal-download-xml"), false)}
            {confirm}
        </div>
        {wait}
    }
    .into_any()
}

/// The gateway where there is one, else the way to the bank details.
fn pay(view: &PortalView) -> Option<AnyView> {
    if let Some(url) = &view.pay_url {
        return Some(view! { <a class="btn main" href=url.clone()>{t!(view.lang, "portal-pay")}</a> }.into_any());
    }
    view.bank.as_ref().map(|_| view! { <a class="btn main" href="#bank">{t!(view.lang, "portal-transfer")}</a> }.into_any())
}

fn download(view: &PortalView, file: &str, words: String, is_main: bool) -> AnyView {
    if !view.documents_ready {
        return view! { <button class="btn" type="button" disabled aria-describedby="wait">{words}</button> }.into_any();
    }
    let class = if is_main { "btn main" } else { "btn" };
    let address = format!("/api/portal/{}/{file}", view.token);
    view! { <a class=class href=address download>{icon(Icon::Download)}{words}</a> }.into_any()
}
