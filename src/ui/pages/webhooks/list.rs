//! `/webhooks`: who is told what happens here.

use leptos::prelude::*;

use super::{WebhookStatus, short};
use crate::domain::lang::Lang;
use crate::domain::webhook::WebhookEntry;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{EmptyState, LinkButton, Look, Moment, PageBody, PageHead};

#[component]
pub fn WebhookListPage(webhooks: Vec<WebhookEntry>, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let head = view! {
        <PageHead title=t!(lang, "room-webhooks") notice=notice>
            <LinkButton href="/webhooks/new" look=Look::Primary icon="plus">{t!(lang, "webhook-add")}</LinkButton>
        </PageHead>
    };
    let body = if webhooks.is_empty() {
        view! {
            <EmptyState title=t!(lang, "webhooks-empty-title") text=t!(lang, "webhooks-empty-text")>
                <LinkButton href="/api/docs" icon="book-open">{t!(lang, "webhooks-docs")}</LinkButton>
            </EmptyState>
        }
        .into_any()
    } else {
        filled(webhooks, lang)
    };
    view! {
        {head}
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn filled(webhooks: Vec<WebhookEntry>, lang: Lang) -> AnyView {
    let rows = webhooks.iter().cloned().map(|webhook| row(webhook, lang)).collect_view();
    let cards = webhooks.into_iter().map(|webhook| card(webhook, lang)).collect_view();
    view! {
        <table class="table sticky wide-table webhooks">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "webhook-url")}</th>
                    <th scope="col">{t!(lang, "webhook-events")}</th>
                    <th scope="col">{t!(lang, "webhook-status")}</th>
                    <th scope="col">{t!(lang, "webhook-last")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <ul class="cards">{cards}</ul>
    }
    .into_any()
}

fn events(webhook: &WebhookEntry, lang: Lang) -> String {
    match webhook.events.as_slice() {
        [] => t!(lang, "webhook-all-events"),
        [one] => one.clone(),
        several => t!(lang, "webhook-some-events", count = several.len()),
    }
}

fn row(webhook: WebhookEntry, lang: Lang) -> impl IntoView {
    let href = format!("/webhooks/{}", webhook.public_id);
    let last = match webhook.last_delivery_at {
        Some(at) => view! { <Moment at=at /> }.into_any(),
        None => "–".into_any(),
    };
    view! {
        <tr>
            <td class="main-cell cut"><a class="ref" href=href title=webhook.url.clone()>{short(&webhook.url)}</a></td>
            <td class="muted nowrap">{events(&webhook, lang)}</td>
            <td class="nowrap"><WebhookStatus state=webhook.state /></td>
            <td class="muted nowrap">{last}</td>
        </tr>
    }
}

fn card(webhook: WebhookEntry, lang: Lang) -> impl IntoView {
    view! {
        <li>
            <a class="card" href=format!("/webhooks/{}", webhook.public_id)>
                <b>{short(&webhook.url)}</b>
                <WebhookStatus state=webhook.state />
                <small>{events(&webhook, lang)}</small>
            </a>
        </li>
    }
}
