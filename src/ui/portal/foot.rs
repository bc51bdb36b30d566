//! Below the sheet: who provides the page, how long the link works, what is legally binding, and the other language.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::text;
use crate::t;

/// Addresses of the seller's legal pages.
#[derive(Clone, Debug, Default)]
pub struct Legal {
    pub imprint_url: Option<String>,
    pub privacy_url: Option<String>,
}

/// `shows_invoice` adds what is legally binding and how long the link works.
pub fn foot(lang: Lang, expires_on: Option<NaiveDate>, legal: Legal, shows_invoice: bool) -> AnyView {
    let valid = expires_on.map(|day| {
        view! { <span class="dot">" · "</span><span class="nb">{t!(lang, "portal-valid-until", date = text::date(day, lang))}</span> }
    });
    let binding = shows_invoice.then(|| format!("{} ", t!(lang, "portal-binding")));
    view! {
        <footer class="foot">
            <p>{t!(lang, "portal-provided")}{valid}</p>
            <p>{binding}{links(lang, legal)}</p>
        </footer>
    }
    .into_any()
}

fn links(lang: Lang, legal: Legal) -> AnyView {
    let outside = |url: Option<String>, words: String| url.map(|url| view! { <a href=url rel="noreferrer">{words}</a>" · " });
    let (other, name) = match lang {
        Lang::De => (Lang::En, "English"),
        Lang::En => (Lang::De, "Deutsch"),
    };
    view! {
        <span class="links">
            {outside(legal.imprint_url, t!(lang, "portal-imprint"))} {outside(legal.privacy_url, t!(lang, "portal-privacy"))}
            <a href=format!("?lang={}", other.code()) lang=other.code() hreflang=other.code()>{name}</a>
        </span>
    }
    .into_any()
}
