//! `/webhooks/{id}/deliveries/{delivery}`: what was sent, and everything that came back.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{DeliveryStatus, outcome, short};
use crate::domain::lang::Lang;
use crate::domain::webhook::{AttemptEntry, DeliveryPage, DeliveryState};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Icon, Look, Moment, PageBody, PageHead};

#[component]
pub fn DeliveryShowPage(page: DeliveryPage, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let DeliveryPage { webhook, delivery, body, attempts } = page;
    let badge = view! { <DeliveryStatus state=delivery.state badge=true /> }.into_any();
    let href = format!("/webhooks/{}", webhook.public_id);
    let again = format!("{href}/deliveries/{}", delivery.id);
    let next = delivery.next_at.map(|at| view! { <dt>{t!(lang, "webhook-next")}</dt> <dd><Moment at=at /></dd> });
    let reload = (delivery.state == DeliveryState::Pending).then(|| {
        view! {
            <div class="banner calm">
                <Icon name="hourglass" />
                <p>{t!(lang, "webhook-on-its-way")} " – " <a href=again>{t!(lang, "webhook-reload")}</a></p>
            </div>
        }
    });
    view! {
        <PageHead title=delivery.event_type.clone() crumb=("/webhooks", t!(lang, "room-webhooks")) badge=badge notice=notice>
            <form method="post" action="/rpc/webhooks/redeliver">
                <input type="hidden" name="id" value=webhook.public_id />
                <input type="hidden" name="delivery" value=delivery.id />
                <Button look=Look::Primary icon="rotate-cw">{t!(lang, "webhook-redeliver")}</Button>
            </form>
        </PageHead>
        <PageBody>
            {reload}
            <div class="split customer-split webhook-split">
                <section>
                    <div class="section-head"><h2>{t!(lang, "webhook-attempts")}</h2></div>
                    <Attempts attempts=attempts />
                </section>
                <section class="customer-facts">
                    <h2>{t!(lang, "webhook-delivery")}</h2>
                    <dl class="facts">
                        <dt>"Webhook"</dt>
                        <dd><a class="link" href=href>{short(&webhook.url)}</a></dd>
                        <dt>"webhook-id"</dt>
                        <dd>{delivery.event_id}</dd>
                        <dt>{t!(lang, "webhook-happened")}</dt>
                        <dd><Moment at=delivery.created_at /></dd>
                        {next}
                    </dl>
                    <h2>{t!(lang, "webhook-body")}</h2>
                    <pre class="code-block" tabindex="0">{pretty(&body)}</pre>
                </section>
            </div>
        </PageBody>
    }
    .into_any()
}

fn pretty(json: &str) -> String {
    let value: Option<serde_json::Value> = serde_json::from_str(json).ok();
    value.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or_else(|| json.to_owned())
}

#[component]
fn Attempts(attempts: Vec<AttemptEntry>) -> impl IntoView {
    let lang = lang();
    if attempts.is_empty() {
        return view! { <p class="quiet-line">{t!(lang, "webhook-no-attempts")}</p> }.into_any();
    }
    let rows = attempts.into_iter().enumerate().map(|(index, attempt)| attempt_view(attempt, index == 0, lang));
    view! { <ul class="attempts">{rows.collect_view()}</ul> }.into_any()
}

/// The latest stands open.
fn attempt_view(attempt: AttemptEntry, open: bool, lang: Lang) -> impl IntoView {
    let good = attempt.status.is_some_and(|status| (200..300).contains(&status));
    let (icon, tone) = if good { ("circle-check", "s-paid") } else { ("circle-x", "s-late") };
    let words = outcome(attempt.status, attempt.error.as_deref(), lang).unwrap_or_default();
    let answer = match attempt.answer {
        Some(answer) if !answer.is_empty() => view! { <pre class="code-block" tabindex="0">{answer}</pre> }.into_any(),
        _ => view! { <p class="faint">{t!(lang, "webhook-no-answer")}</p> }.into_any(),
    };
    view! {
        <li>
            <details open=open>
                <summary>
                    <span class=format!("status {tone}")><Icon name=icon />{words}</span>
                    <Moment at=attempt.at class="faint" />
                    <span class="faint">{format!("{}\u{a0}ms", attempt.duration_ms)}</span>
                </summary>
                <h3 class="label">{t!(lang, "webhook-request")}</h3>
                <pre class="code-block" tabindex="0">{request(&attempt.url, &attempt.headers)}</pre>
                <h3 class="label">{t!(lang, "webhook-answer")}</h3>
                {answer}
            </details>
        </li>
    }
}

fn request(url: &str, headers: &BTreeMap<String, String>) -> String {
    let lines = headers.iter().map(|(name, value)| format!("\n{name}: {value}"));
    format!("POST {url}{}", lines.collect::<String>())
}
