//! The documents that belong together once an invoice was corrected. No links: a share link shows one invoice only.

use leptos::prelude::*;

use super::words;
use crate::domain::invoice::InvoiceKind;
use crate::domain::money::Cents;
use crate::domain::portal::{ChainEntry, PortalView};
use crate::domain::text;
use crate::t;

/// `None` where nothing was corrected.
pub fn chain(view: &PortalView) -> Option<AnyView> {
    view.chain.first()?;
    let entries = view.chain.iter().enumerate().map(|(index, entry)| item(view, entry, amount_before(&view.chain[..index]))).collect_view();
    Some(view! { <section class="chain"><h2>{t!(view.lang, "portal-chain")}</h2><ol>{entries}</ol></section> }.into_any())
}

/// Those that take this invoice back: they follow it, up to the corrected one.
pub fn cancellations(view: &PortalView) -> impl Iterator<Item = &ChainEntry> {
    let later = view.chain.iter().skip_while(|entry| !entry.is_this).skip(1);
    later.take_while(|entry| entry.kind == InvoiceKind::Cancellation)
}

/// Of the invoice that a cancellation after these entries takes back.
fn amount_before(entries: &[ChainEntry]) -> Cents {
    entries.iter().rfind(|entry| entry.kind != InvoiceKind::Cancellation).map_or(Cents::ZERO, |entry| entry.amount)
}

fn item(view: &PortalView, entry: &ChainEntry, original: Cents) -> AnyView {
    view! {
        <li class=entry.is_this.then_some("here") aria-current=entry.is_this.then_some("page")>
            <b>{entry.number.clone()}</b>
            <span class="n">{text::money(entry.amount, view.currency, view.lang)}</span>
            <small>{about(view, entry, original)}</small>
        </li>
    }
    .into_any()
}

fn about(view: &PortalView, entry: &ChainEntry, original: Cents) -> String {
    let lang = view.lang;
    let date = text::date(entry.issue_date, lang);
    let is_first = view.chain.first() == Some(entry);
    let named = match entry.kind {
        InvoiceKind::Invoice if !is_first => t!(lang, "portal-chain-new", date = date),
        kind => t!(lang, "portal-chain-dated", kind = words::kind(kind, lang), date = date),
    };
    let role = match entry.kind {
        _ if entry.is_this => t!(lang, "portal-chain-this"),
        InvoiceKind::Cancellation if entry.amount == -original => t!(lang, "portal-chain-whole"),
        InvoiceKind::Cancellation => t!(lang, "portal-chain-part"),
        _ if !is_first => t!(lang, "portal-chain-own-link"),
        _ => return named,
    };
    format!("{named}, {role}")
}
