//! Sentences for events whose name is only known at run time: audit events, notifications, kinds of mail.

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::i18n;

/// Text between these two private-use characters is set in bold; in a customer's name they would do no harm.
const BOLD: char = '\u{e000}';
const PLAIN: char = '\u{e001}';

/// The catalogue's sentence `{prefix}-{event}`, or `{prefix}-other` for an event that it does not know yet.
#[must_use]
pub fn event_text(lang: Lang, prefix: &str, event: &str, arguments: &[(&'static str, String)]) -> String {
    i18n::sentence(lang, prefix, event, arguments)
}

/// A value that [`event_view`] sets in bold.
#[must_use]
pub fn bold(value: &str) -> String {
    format!("{BOLD}{value}{PLAIN}")
}

/// The sentence with its bold parts.
#[must_use]
pub fn event_view(sentence: &str) -> AnyView {
    let parts = sentence.split(BOLD).flat_map(|part| match part.split_once(PLAIN) {
        Some((strong, rest)) => vec![view! { <b>{strong.to_owned()}</b> }.into_any(), rest.to_owned().into_any()],
        None => vec![part.to_owned().into_any()],
    });
    parts.collect_view().into_any()
}

/// The icon of an event.
#[must_use]
pub fn event_icon(event: &str) -> &'static str {
    match event {
        "invoice.created" | "invoice.documents_made" => "file-text",
        "invoice.issued" => "lock",
        "invoice.sent" | "invoice.marked_sent" => "send",
        "invoice.viewed" => "eye",
        "invoice.cancelled" | "invoice.correction_begun" | "invoice.reopened" => "undo-2",
        "invoice.shared" => "link",
        "invoice.link_revoked" => "unlink",
        "invoice.discarded" => "trash-2",
        "invoice.written_off" => "circle-x",
        "invoice.overdue" | "invoice.documents_failed" => "circle-alert",
        "payment.recorded" | "payment.carried_over" => "banknote",
        "payment.confirmed" | "payment.confirmed_by_customer" | "payment.accepted" | "payment.reported" | "invoice.paid" => "circle-check",
        "payment.rejected" => "x",
        "webhook.switched_off" => "unlink",
        "mail.failed" | "mail.bounced" => "mail-x",
        "mail.sent" | "mail.delivered" | "mail.opened" | "mail.clicked" => "mail-check",
        "archive.damaged" => "triangle-alert",
        _ if event.starts_with("archive.") => "shield",
        "recurring.invoiced" => "repeat",
        "dunning.paused" => "pause",
        "dunning.resumed" => "play",
        _ if event.starts_with("dunning.") => "flag",
        "recurring.failed" | "recurring.stopped" | "billing_run.failed" | "billing_run.with_failures" => "circle-alert",
        _ if event.starts_with("mail.") => "mail",
        _ if event.starts_with("customer") => "users",
        _ if event.starts_with("settings.") || event.starts_with("organization.") => "settings",
        _ if event.starts_with("api_key.") => "key",
        _ if event.starts_with("user.") => "shield",
        _ if event.starts_with("incoming.") => "receipt-text",
        "queue.paused" => "pause",
        "queue.resumed" => "play",
        "work.retried" => "rotate-cw",
        _ => "clock",
    }
}
