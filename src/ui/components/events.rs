//! Sentences for events whose name is only known at run time: audit events, notifications, kinds of mail.

use std::borrow::Cow;
use std::collections::HashMap;

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::i18n;

/// Text between these two private-use characters is set in bold; in a customer's name they would do no harm.
const BOLD: char = '\u{e000}';
const PLAIN: char = '\u{e001}';

/// The catalogue's sentence `{prefix}-{event}`, or `{prefix}-other` for an event that it does not know yet.
#[must_use]
pub fn event_text(lang: Lang, prefix: &str, event: &str, arguments: &[(&'static str, String)]) -> String {
    let loader = i18n::loader(lang);
    let known = format!("{prefix}-{}", event.replace(['.', '_'], "-"));
    let id = if loader.has(&known) { known } else { format!("{prefix}-other") };
    let mut values: HashMap<Cow<'static, str>, Cow<'_, str>> = arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), Cow::Borrowed(value.as_str()))).collect();
    values.insert("event".into(), event.into());
    loader.get_args_concrete(&id, values.into_iter().map(|(name, value)| (name, value.into())).collect())
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
        "invoice.created" | "invoice.updated" => "file-text",
        "invoice.issued" => "lock",
        "invoice.sent" | "invoice.marked_sent" => "send",
        "invoice.viewed" => "eye",
        "invoice.cancelled" => "undo-2",
        "invoice.written_off" => "circle-x",
        "invoice.overdue" => "circle-alert",
        "payment.recorded" => "banknote",
        "payment.confirmed" | "payment.accepted" | "payment.reported" | "invoice.paid" => "circle-check",
        "payment.rejected" => "x",
        "mail.failed" | "mail.bounced" => "mail-x",
        "mail.sent" | "mail.delivered" | "mail.opened" => "mail-check",
        _ if event.starts_with("mail.") => "mail",
        _ if event.starts_with("share") => "link",
        _ if event.starts_with("customer") => "users",
        _ if event.starts_with("document") => "file-text",
        _ => "clock",
    }
}
