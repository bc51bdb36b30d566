//! The two parties, and number, dates and period of the invoice.

use leptos::prelude::*;

use super::words;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::portal::{PortalParty, PortalView};
use crate::domain::text;
use crate::t;

pub fn facts(view: &PortalView) -> AnyView {
    let lang = view.lang;
    let day = |day| text::date(day, lang);
    let number_label = match view.kind {
        InvoiceKind::Cancellation => t!(lang, "portal-document-number"),
        _ => t!(lang, "portal-number"),
    };
    let due = view.due_date.map(|due| fact(t!(lang, "portal-due"), day(due)));
    let period = view.service_period.map(|(start, end)| {
        let label = if start == end { t!(lang, "portal-service-date") } else { t!(lang, "portal-service-period") };
        fact(label, text::period(start, end, lang))
    });
    view! {
        <section class="facts" aria-label=t!(lang, "portal-facts", kind = words::kind(view.kind, lang))>
            {party(t!(lang, "portal-seller"), &view.seller, lang)}
            {party(t!(lang, "portal-buyer"), &view.buyer, lang)}
            <dl>{fact(number_label, view.number.clone())}{fact(t!(lang, "portal-date"), day(view.issue_date))}{due}{period}</dl>
        </section>
    }
    .into_any()
}

fn party(label: String, party: &PortalParty, lang: Lang) -> AnyView {
    let lines = party.address.iter().map(|line| view! { <br />{line.clone()} }).collect_view();
    let vat_id = party.vat_id.as_ref().map(|id| view! { <br /><small>{t!(lang, "portal-vat-id", id = id.as_str())}</small> });
    view! {
        <div class="wide">
            <p class="label">{label}</p>
            <address><b>{party.name.clone()}</b>{lines}{vat_id}</address>
        </div>
    }
    .into_any()
}

fn fact(label: String, value: String) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}
