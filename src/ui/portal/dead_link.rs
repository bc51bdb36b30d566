//! Links that show no invoice: a friendly page that says why and what to do, and nothing of the invoice.

use leptos::prelude::*;

use super::foot::{Legal, foot};
use super::hero;
use super::style::portal_style;
use crate::domain::lang::Lang;
use crate::domain::portal::{Branding, DeadLink, ExpiredLink};
use crate::domain::text;
use crate::t;
use crate::ui::document::plain_document;

/// The whole document. Its only `<style>` holds [`portal_style`] of the expired link's branding, else of the default one.
#[must_use]
pub fn dead_link_page(dead: &DeadLink, lang: Lang) -> String {
    let title = title(dead, lang);
    let style = match dead {
        DeadLink::Expired(link) => portal_style(&link.branding),
        _ => portal_style(&Branding::default()),
    };
    plain_document(lang, title.clone(), style, || match dead {
        DeadLink::Expired(link) => {
            let legal = Legal { imprint_url: link.imprint_url.clone(), privacy_url: link.privacy_url.clone() };
            let from = hero::from(&link.seller_name, &link.branding);
            sheet(Some(from), title, expired(link, lang), foot(lang, None, legal, false))
        }
        _ => sheet(None, title, view! { <p>{advice(dead, lang)}</p> }.into_any(), foot(lang, None, Legal::default(), false)),
    })
}

fn sheet(from: Option<AnyView>, title: String, body: AnyView, foot: AnyView) -> AnyView {
    view! {
        <main class="sheet small">
            {from}
            <section class="note"><h1>{title}</h1>{body}</section>
        </main>
        {foot}
    }
    .into_any()
}

fn title(dead: &DeadLink, lang: Lang) -> String {
    match dead {
        DeadLink::Unknown => t!(lang, "portal-unknown"),
        DeadLink::Expired(_) => t!(lang, "portal-expired"),
        DeadLink::TooManyRequests { .. } => t!(lang, "portal-too-many"),
        DeadLink::Unavailable => t!(lang, "portal-unavailable"),
        DeadLink::TooLarge => t!(lang, "portal-too-large"),
        DeadLink::Unreadable => t!(lang, "portal-unreadable"),
    }
}

fn advice(dead: &DeadLink, lang: Lang) -> String {
    match dead {
        DeadLink::TooManyRequests { retry_after_seconds } => {
            let seconds = i64::from(*retry_after_seconds);
            t!(lang, "portal-too-many-advice", seconds = seconds)
        }
        DeadLink::Unavailable => t!(lang, "portal-unavailable-advice"),
        DeadLink::TooLarge => t!(lang, "portal-too-large-advice"),
        DeadLink::Unreadable => t!(lang, "portal-unreadable-advice"),
        DeadLink::Unknown | DeadLink::Expired(_) => t!(lang, "portal-unknown-advice"),
    }
}

fn expired(link: &ExpiredLink, lang: Lang) -> AnyView {
    let seller = link.seller_name.as_str();
    let until = link.expired_on.map(|day| format!("{} ", t!(lang, "portal-expired-on", date = text::date(day, lang))));
    let advice = format!("{}{}", until.unwrap_or_default(), t!(lang, "portal-expired-advice", seller = seller));
    let ask = link.seller_email.as_ref().map(|email| {
        let address = format!("mailto:{}?subject={}", percent_encoded(email), percent_encoded(&t!(lang, "portal-expired-subject")));
        view! {
            <div class="actions"><a class="btn main" href=address>{t!(lang, "portal-expired-ask")}</a></div>
            <p><span class="tap">{email.clone()}</span></p>
        }
    });
    view! { <p>{advice}</p>{ask} }.into_any()
}

/// RFC 6068 §2: everything but what is free in an address stands as percent signs.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
