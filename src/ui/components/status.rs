//! The state of an invoice by icon and word, never by colour alone.

use leptos::prelude::*;

use super::{Icon, words::lang};
use crate::domain::invoice::StatusLabel;
use crate::domain::lang::Lang;
use crate::t;

/// Icon and word in a list.
#[component]
pub fn StatusText(status: StatusLabel) -> impl IntoView {
    let (icon, tone) = look(status);
    view! {
        <span class=format!("status {tone}")>
            <Icon name=icon />
            {word(status, lang())}
        </span>
    }
}

/// The same as a tinted badge; once, in the head of a page.
#[component]
pub fn StatusBadge(status: StatusLabel) -> impl IntoView {
    let (icon, tone) = look(status);
    view! {
        <span class=format!("status badge {tone}")>
            <Icon name=icon />
            {word(status, lang())}
        </span>
    }
}

fn look(status: StatusLabel) -> (&'static str, &'static str) {
    match status {
        StatusLabel::Draft => ("circle-dashed", "s-still"),
        StatusLabel::Open => ("circle", "s-open"),
        StatusLabel::Sent => ("send", "s-open"),
        StatusLabel::Reported => ("hourglass", "s-open"),
        StatusLabel::PartiallyPaid => ("circle-half", "s-open"),
        StatusLabel::Overdue => ("circle-alert", "s-late"),
        StatusLabel::Paid => ("circle-check", "s-paid"),
        StatusLabel::Void => ("ban", "s-still"),
        StatusLabel::Uncollectible => ("circle-x", "s-still"),
        StatusLabel::Offset => ("undo-2", "s-still"),
    }
}

fn word(status: StatusLabel, lang: Lang) -> String {
    match status {
        StatusLabel::Draft => t!(lang, "status-draft"),
        StatusLabel::Open => t!(lang, "status-open"),
        StatusLabel::Sent => t!(lang, "status-sent"),
        StatusLabel::Reported => t!(lang, "status-reported"),
        StatusLabel::PartiallyPaid => t!(lang, "status-partially-paid"),
        StatusLabel::Overdue => t!(lang, "status-overdue"),
        StatusLabel::Paid => t!(lang, "status-paid"),
        StatusLabel::Void => t!(lang, "status-void"),
        StatusLabel::Uncollectible => t!(lang, "status-uncollectible"),
        StatusLabel::Offset => t!(lang, "status-offset"),
    }
}
