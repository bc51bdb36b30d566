//! Webhooks: the list, the form, one of them with its log, and one delivery with request and answer.

mod delivery;
mod form;
mod list;
mod show;

pub use delivery::DeliveryShowPage;
pub use form::WebhookFormPage;
pub use list::WebhookListPage;
pub use show::WebhookShowPage;

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::webhook::{DeliveryState, WebhookState};
use crate::i18n;
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

/// How a subscription stands, by icon and word.
#[component]
fn WebhookStatus(state: WebhookState, #[prop(optional)] badge: bool) -> impl IntoView {
    let lang = lang();
    let (icon, tone, word) = match state {
        WebhookState::Active => ("circle-check", "s-paid", t!(lang, "webhook-active")),
        WebhookState::Failing => ("triangle-alert", "s-open", t!(lang, "webhook-failing")),
        WebhookState::OffByHand => ("circle-dashed", "s-still", t!(lang, "webhook-off")),
        WebhookState::OffForFailing => ("circle-alert", "s-late", t!(lang, "webhook-off-failing")),
    };
    view! { <span class=format!("status {tone}") class:badge=badge><Icon name=icon />{word}</span> }
}

/// How a delivery stands.
#[component]
fn DeliveryStatus(state: DeliveryState, #[prop(optional)] badge: bool) -> impl IntoView {
    let (icon, tone) = match state {
        DeliveryState::Pending => ("hourglass", "s-open"),
        DeliveryState::Succeeded => ("circle-check", "s-paid"),
        DeliveryState::Failed => ("circle-x", "s-late"),
    };
    view! { <span class=format!("status {tone}") class:badge=badge><Icon name=icon />{state_word(state, lang())}</span> }
}

fn state_word(state: DeliveryState, lang: Lang) -> String {
    match state {
        DeliveryState::Pending => t!(lang, "webhook-pending"),
        DeliveryState::Succeeded => t!(lang, "webhook-succeeded"),
        DeliveryState::Failed => t!(lang, "webhook-failed"),
    }
}

/// What came back, in a word: the status code, or why there was none.
fn outcome(status: Option<u16>, error: Option<&str>, lang: Lang) -> Option<String> {
    match (status, error) {
        (Some(status @ 300..400), _) => Some(t!(lang, "webhook-redirected", status = status)),
        (Some(status), _) => Some(format!("HTTP {status}")),
        (None, Some(error)) => Some(i18n::text(lang, &format!("webhook-error-{}", error.replace('_', "-")))),
        (None, None) => None,
    }
}

/// The address without its scheme, which all of them share.
fn short(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

fn host(url: &str) -> String {
    short(url).split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_a_try_has_words() {
        for lang in [Lang::De, Lang::En] {
            for error in ["refused", "timed_out", "not_connected", "broken_off", "not_tried"] {
                let words = outcome(None, Some(error), lang).unwrap();
                assert!(!words.starts_with("webhook-error"), "{error} has no words in {lang:?}");
            }
        }
        assert_eq!(outcome(Some(204), None, Lang::De).as_deref(), Some("HTTP 204"));
    }

    #[test]
    fn addresses_are_shown_without_their_scheme() {
        assert_eq!(short("https://shop.example/"), "shop.example");
        assert_eq!(host("https://shop.example:8443/hooks?x=1"), "shop.example:8443");
    }
}
