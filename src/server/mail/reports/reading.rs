//! The three providers' ways of saying the same.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Kind, Provider, Report};

/// No provider sends more in one request.
const MOST_EVENTS: usize = 5_000;

/// The events of a request, `None` for each that is not followed. Nothing, where it cannot be read.
pub(super) fn reports(provider: Provider, id: &str, body: &[u8]) -> Option<Vec<Option<Report>>> {
    let events = match serde_json::from_slice(body).ok()? {
        Value::Array(events) if events.len() <= MOST_EVENTS && provider != Provider::Resend => events,
        event @ Value::Object(_) => vec![event],
        _ => return None,
    };
    let read = |event: &Value| match provider {
        Provider::Brevo => brevo(event),
        Provider::Sendgrid => sendgrid(event),
        Provider::Resend => resend(event, id),
    };
    events.iter().map(read).collect()
}

fn text<'a>(event: &'a Value, name: &str) -> &'a str {
    event.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Without what no name has in it and no database keeps.
fn word(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}

/// A Message-ID without its brackets.
fn message_id(text: &str) -> String {
    word(text.trim().trim_start_matches('<').trim_end_matches('>'))
}

fn seconds(event: &Value, name: &str) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(event.get(name)?.as_i64()?, 0)
}

/// One line of at most 300 characters; nothing where nothing is said.
fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    Some(words.join(" ").chars().take(300).collect()).filter(|line: &String| !line.is_empty())
}

/// For events that have no name of their own: the same event always looks the same.
fn fingerprint(parts: &[&str]) -> String {
    hex::encode(Sha256::digest(parts.join("\n")))
}

/// `None`: it is no event. `Some(None)`: one that is not followed.
fn brevo(event: &Value) -> Option<Option<Report>> {
    let name = event.get("event")?.as_str()?;
    let kind = match name {
        "delivered" => Kind::Delivered,
        "opened" | "unique_opened" | "proxy_open" | "unique_proxy_open" => Kind::Opened,
        "click" => Kind::Clicked,
        "hard_bounce" | "blocked" | "invalid_email" | "error" => Kind::Bounced,
        _ => return Some(None),
    };
    let (id, recipient) = (text(event, "message-id"), text(event, "email"));
    let at = seconds(event, "ts_event").or_else(|| seconds(event, "ts"));
    let moment = at.map(|at| at.timestamp().to_string()).unwrap_or_default();
    let ours = Some(text(event, super::BREVO_HEADER)).filter(|id| !id.is_empty()).unwrap_or(id);
    Some(Some(Report {
        key: fingerprint(&[name, id, recipient, &moment, text(event, "link")]),
        kind,
        our_id: message_id(ours),
        provider_id: message_id(id),
        recipient: word(recipient),
        at,
        detail: line(if kind == Kind::Bounced { text(event, "reason") } else { "" }),
    }))
}

fn sendgrid(event: &Value) -> Option<Option<Report>> {
    let kind = match event.get("event")?.as_str()? {
        "delivered" => Kind::Delivered,
        "open" => Kind::Opened,
        "click" => Kind::Clicked,
        "bounce" | "dropped" => Kind::Bounced,
        _ => return Some(None),
    };
    let ours = Some(text(event, super::SENDGRID_ARGUMENT)).filter(|id| !id.is_empty()).unwrap_or_else(|| text(event, "smtp-id"));
    let key = match text(event, "sg_event_id") {
        "" => fingerprint(&[&event.to_string()]),
        key => word(key),
    };
    Some(Some(Report {
        key,
        kind,
        our_id: message_id(ours),
        provider_id: word(text(event, "sg_message_id").split('.').next().unwrap_or_default()),
        recipient: word(text(event, "email")),
        at: seconds(event, "timestamp"),
        detail: line(if kind == Kind::Bounced { text(event, "reason") } else { "" }),
    }))
}

fn resend(event: &Value, id: &str) -> Option<Option<Report>> {
    let name = event.get("type")?.as_str()?;
    let kind = match name {
        "email.delivered" => Kind::Delivered,
        "email.opened" => Kind::Opened,
        "email.clicked" => Kind::Clicked,
        "email.bounced" | "email.failed" | "email.suppressed" => Kind::Bounced,
        _ => return Some(None),
    };
    let data = event.get("data").filter(|data| data.is_object())?;
    let reason = data.get("bounce").or_else(|| data.get("failed")).map(|bounce| [text(bounce, "message"), text(bounce, "reason")].concat());
    Some(Some(Report {
        key: word(id),
        kind,
        our_id: message_id(resend_message_id(data)),
        provider_id: word(text(data, "email_id")),
        recipient: word(data.get("to").and_then(|to| to.get(0)).and_then(Value::as_str).unwrap_or_default()),
        at: text(event, "created_at").parse().ok(),
        detail: line(&reason.unwrap_or_default()),
    }))
}

/// In a field of its own, or among the headers of the mail.
fn resend_message_id(data: &Value) -> &str {
    let headers = data.get("headers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let of_headers = headers.iter().find(|header| text(header, "name").eq_ignore_ascii_case("message-id")).map(|header| text(header, "value"));
    Some(text(data, "message_id")).filter(|id| !id.is_empty()).or(of_headers).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(provider: Provider, body: &str) -> Report {
        reports(provider, "msg_1", body.as_bytes()).unwrap().remove(0).unwrap()
    }

    #[test]
    fn all_three_say_which_mail_bounced_and_why() {
        let brevo = r#"{"event": "hard_bounce", "email": "k@b.example", "message-id": "<1@n.example>", "ts_event": 1604933654, "reason": "550\r\nno such user"}"#;
        let sendgrid = r#"[{"event": "bounce", "email": "k@b.example", "smtp-id": "<1@n.example>", "timestamp": 1604933654, "sg_event_id": "e1", "sg_message_id": "abc.filter0001.16648", "reason": "550 no such user"}]"#;
        let resend = r#"{"type": "email.bounced", "created_at": "2020-11-09T14:54:14Z", "data": {"email_id": "56761188", "to": ["k@b.example"], "headers": [{"name": "Message-ID", "value": "<1@n.example>"}], "bounce": {"message": "550 no such user"}}}"#;
        for (provider, body) in [(Provider::Brevo, brevo), (Provider::Sendgrid, sendgrid), (Provider::Resend, resend)] {
            let report = one(provider, body);
            assert_eq!((report.kind, report.our_id.as_str(), report.recipient.as_str()), (Kind::Bounced, "1@n.example", "k@b.example"));
            assert_eq!(report.detail.as_deref(), Some("550 no such user"));
            assert_eq!(report.at.map(|at| at.timestamp()), Some(1_604_933_654));
            assert!(!report.key.is_empty());
        }
        assert_eq!(one(Provider::Sendgrid, sendgrid).provider_id, "abc");
    }

    #[test]
    fn what_is_not_followed_is_passed_over_and_what_is_no_event_is_malformed() {
        for (provider, body) in [
            (Provider::Brevo, r#"{"event": "soft_bounce"}"#),
            (Provider::Sendgrid, r#"[{"event": "processed"}]"#),
            (Provider::Resend, r#"{"type": "contact.created"}"#),
        ] {
            assert_eq!(reports(provider, "", body.as_bytes()), Some(vec![None]));
            for broken in ["", "{", "3", "null", "[3]", "{}", r#"{"event": 3, "type": 3}"#] {
                assert_eq!(reports(provider, "", broken.as_bytes()), None, "{provider:?} {broken}");
            }
        }
        assert_eq!(reports(Provider::Sendgrid, "", b"[]"), Some(Vec::new()));
        assert_eq!(reports(Provider::Resend, "", br#"{"type": "email.opened", "data": 3}"#), None);
    }
}
