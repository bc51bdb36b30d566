//! What happened while nobody looked, newest first.

mod settings;

pub use settings::NotificationSettingsPage;

use leptos::prelude::*;

use crate::domain::organization::NotificationEntry;
use crate::t;
use crate::ui::components::events::{bold, event_icon, event_text, event_view};
use crate::ui::components::words::lang;
use crate::ui::components::{Button, EmptyState, Icon, LinkButton, Moment, PageBody, PageHead};

#[component]
pub fn NotificationsPage(entries: Vec<NotificationEntry>, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let any_unread = entries.iter().any(|entry| !entry.read);
    let read_all = any_unread.then(|| {
        view! {
            <form method="post" action="/rpc/notifications/read_all">
                <Button icon="check">{t!(lang, "notifications-read-all")}</Button>
            </form>
        }
    });
    let head = view! {
        <PageHead title=t!(lang, "room-notifications") notice=notice>
            {read_all}
            <LinkButton href="/notifications/settings" icon="settings">{t!(lang, "notifications-choose")}</LinkButton>
        </PageHead>
    };
    let body = if entries.is_empty() {
        view! { <EmptyState title=t!(lang, "notifications-none") text=t!(lang, "notifications-none-text") /> }.into_any()
    } else {
        view! { <ul class="rows notices narrow-page">{entries.into_iter().map(entry_view).collect_view()}</ul> }.into_any()
    };
    view! {
        {head}
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn entry_view(entry: NotificationEntry) -> impl IntoView {
    let lang = lang();
    let customer = entry.customer_name.unwrap_or_else(|| t!(lang, "customer-unknown"));
    let number = entry.invoice_number.unwrap_or_else(|| t!(lang, "invoice-without-number"));
    let sentence = event_text(lang, "activity", &entry.kind, &[("customer", bold(&customer)), ("number", number)]);
    let words = match entry.invoice_public_id {
        Some(id) => view! { <a class="ref" href=format!("/invoices/{id}")>{event_view(&sentence)}</a> }.into_any(),
        None => event_view(&sentence),
    };
    let bad = matches!(
        entry.kind.as_str(),
        "mail.failed"
            | "mail.bounced"
            | "invoice.documents_failed"
            | "archive.damaged"
            | "recurring.failed"
            | "recurring.stopped"
            | "webhook.switched_off"
    );
    view! {
        <li class:unread=!entry.read class:bad=bad>
            <Icon name=event_icon(&entry.kind) />
            <div class="grow">
                {(!entry.read).then(|| view! { <span class="vh">{t!(lang, "notifications-new")} " "</span> })}
                {words}
                {entry.detail.map(|detail| view! { <p class="faint">{detail}</p> })}
            </div>
            <Moment at=entry.at class="faint num" />
            {(!entry.read).then(|| view! {
                <form method="post" action="/rpc/notifications/read">
                    <button class="tap" type="submit" name="id" value=entry.id aria-label=t!(lang, "notifications-read")><Icon name="check" /></button>
                </form>
            })}
        </li>
    }
}
