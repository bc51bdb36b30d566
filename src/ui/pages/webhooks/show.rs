//! `/webhooks/{id}`: how it stands, what was delivered, and what can be done about it.

use leptos::prelude::*;

use super::{DeliveryStatus, WebhookStatus, host, outcome, state_word};
use crate::domain::lang::Lang;
use crate::domain::webhook::{DeliveryEntry, DeliveryQuery, WebhookEntry, WebhookPage, WebhookState};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Chip, Icon, LinkButton, Look, Moment, PageBody, PageHead, Pager};
use crate::ui::islands::CopyButton;
use crate::ui::pages::form::AskFirst;

#[component]
pub fn WebhookShowPage(
    page: WebhookPage,
    query: DeliveryQuery,
    /// The secret that was made just now.
    #[prop(optional_no_strip)]
    secret: Option<String>,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let webhook = page.webhook.clone();
    let id = webhook.public_id.clone();
    let badge = view! { <WebhookStatus state=webhook.state badge=true /> }.into_any();
    view! {
        <PageHead title=host(&webhook.url) crumb=("/webhooks", t!(lang, "room-webhooks")) badge=badge notice=notice>
            <LinkButton href=format!("/webhooks/{id}/edit") icon="pencil">{t!(lang, "action-edit")}</LinkButton>
            <form method="post" action="/rpc/webhooks/test">
                <input type="hidden" name="id" value=id />
                <Button look=Look::Primary icon="send">{t!(lang, "webhook-test")}</Button>
            </form>
        </PageHead>
        <PageBody>
            {secret.map(|secret| view! { <NewSecret secret=secret /> })}
            <Off webhook=webhook.clone() />
            <div class="split customer-split webhook-split">
                <Log page=page query=query />
                <Facts webhook=webhook />
            </div>
        </PageBody>
    }
    .into_any()
}

#[component]
fn NewSecret(secret: String) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="new-secret" role="status">
            <p>
                <Icon name="circle-check" />
                <b>{t!(lang, "webhook-secret-made")}</b>
            </p>
            <p class="muted">{t!(lang, "webhook-secret-once")}</p>
            <div class="copy">
                <input class="input" id="new_secret" readonly value=secret.clone() aria-label=t!(lang, "webhook-secret") />
                <CopyButton text=secret label=t!(lang, "share-copy") copied=t!(lang, "share-copied") />
            </div>
        </div>
    }
}

/// Why nothing is sent, and the way back.
#[component]
fn Off(webhook: WebhookEntry) -> impl IntoView {
    let lang = lang();
    let words = match webhook.state {
        WebhookState::OffForFailing => t!(lang, "webhook-off-failing-text"),
        WebhookState::OffByHand => t!(lang, "webhook-off-text"),
        WebhookState::Active | WebhookState::Failing => return ().into_any(),
    };
    let calm = webhook.state == WebhookState::OffByHand;
    view! {
        <div class="banner" class:calm=calm>
            <Icon name="circle-alert" />
            <p>{words}</p>
            <form class="push" method="post" action="/rpc/webhooks/switch">
                <input type="hidden" name="id" value=webhook.public_id />
                <Button name="to" value="on" class="btn-small">{t!(lang, "webhook-switch-on")}</Button>
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn Log(page: WebhookPage, query: DeliveryQuery) -> impl IntoView {
    let lang = lang();
    let path = format!("/webhooks/{}", page.webhook.public_id);
    let all: u32 = page.counts.iter().map(|(_, count)| count).sum();
    let chips = page.counts.iter().map(|(state, count)| {
        let (href, current) = (address(&path, &[("state", state.as_str())]), query.state == state.as_str());
        view! { <Chip href=href label=state_word(*state, lang) count=*count current=current /> }
    });
    let chips = chips.collect_view();
    let shown = u32::try_from(page.deliveries.len()).unwrap_or_default();
    let rows = if page.deliveries.is_empty() {
        view! { <p class="quiet-line">{t!(lang, "webhook-log-empty")}</p> }.into_any()
    } else {
        view! { <ul class="rows deliveries">{page.deliveries.into_iter().map(|entry| row(&path, entry, lang)).collect_view()}</ul> }.into_any()
    };
    let (of_page, state) = (path.clone(), query.state.clone());
    let page_address = move |page: u32| address(&of_page, &[("state", &state), ("page", &page.to_string())]);
    let pager = (page.pages > 1).then(|| view! { <Pager page=page.page pages=page.pages total=page.total shown=shown href=page_address /> });
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "webhook-log")}</h2></div>
            <nav class="chips" aria-label=t!(lang, "webhook-log-filter")>
                <Chip href=path label=t!(lang, "webhook-log-all") count=all current=query.state.is_empty() />
                {chips}
            </nav>
            {rows}
            {pager}
        </section>
    }
}

fn row(path: &str, entry: DeliveryEntry, lang: Lang) -> impl IntoView {
    let below = [outcome(entry.status, entry.error.as_deref(), lang), Some(t!(lang, "webhook-tries", count = entry.attempts))];
    let below = below.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <a class="delivery" href=format!("{path}/deliveries/{}", entry.id)>
                <b>{entry.event_type}</b>
                <Moment at=entry.created_at class="faint" />
                <small>{below}</small>
                <DeliveryStatus state=entry.state />
            </a>
        </li>
    }
}

#[component]
fn Facts(webhook: WebhookEntry) -> impl IntoView {
    let lang = lang();
    let events = if webhook.events.is_empty() { t!(lang, "webhook-scope-all") } else { webhook.events.join(", ") };
    let failing = webhook.failing_since.map(|at| view! { <dt>{t!(lang, "webhook-failing-since")}</dt> <dd><Moment at=at /></dd> });
    let previous = webhook.previous_secret_until.map(|at| view! { <dt>{t!(lang, "webhook-previous-until")}</dt> <dd><Moment at=at /></dd> });
    let id = webhook.public_id.clone();
    view! {
        <section class="customer-facts">
            <h2>{t!(lang, "webhook-data")}</h2>
            <dl class="facts">
                <dt>{t!(lang, "webhook-url")}</dt>
                <dd>{webhook.url}</dd>
                <dt>{t!(lang, "webhook-events")}</dt>
                <dd>{events}</dd>
                <dt>{t!(lang, "webhook-created")}</dt>
                <dd><Moment at=webhook.created_at /></dd>
                {failing}
                {previous}
            </dl>
            <h2>{t!(lang, "webhook-secret")}</h2>
            <p class="muted">{t!(lang, "webhook-secret-why")}</p>
            <div class="btn-row webhook-actions">
                <AskFirst id="ask-rotate" action=t!(lang, "webhook-rotate") question=t!(lang, "webhook-rotate-question") target="/rpc/webhooks/rotate_secret" field=Some(("id", id.clone())) class="btn btn-small" />
                {webhook.state.is_on().then(|| view! {
                    <AskFirst id="ask-off" action=t!(lang, "webhook-switch-off") question=t!(lang, "webhook-switch-off-question") target="/rpc/webhooks/switch" field=Some(("id", id.clone())) class="btn btn-small" />
                })}
                <AskFirst id="ask-delete" action=t!(lang, "webhook-delete") question=t!(lang, "webhook-delete-question") target="/rpc/webhooks/delete" field=Some(("id", id)) />
            </div>
        </section>
    }
}
