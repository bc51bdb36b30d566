//! One mail as it goes over the wire: headers, text and HTML side by side, the PDF behind them.

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart};
use lettre::{Address, Message};

use crate::server::jobs::work::Failure;

/// What stands in the row, with the file that belongs to it.
#[derive(Clone, Debug)]
pub struct Letter {
    pub to: String,
    pub from_name: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Without angle brackets; the same over all tries.
    pub message_id: String,
    pub written_at: DateTime<Utc>,
    /// By which the provider will know the mail again.
    pub tracking: Vec<(&'static str, String)>,
    pub pdf: Option<AttachedPdf>,
}

#[derive(Clone, Debug)]
pub struct AttachedPdf {
    pub file_name: String,
    pub bytes: Bytes,
}

impl Letter {
    /// # Errors
    /// `Permanent`, where an address cannot be one.
    pub fn message(&self, from: &Address) -> Result<Message, Failure> {
        let to = address(&self.to).ok_or_else(|| Failure::permanent("the recipient's address is none"))?;
        let mut builder = Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(self.written_at.into())
            .from(Mailbox::new(Some(one_line(&self.from_name)), from.clone()))
            .to(Mailbox::new(None, to))
            .subject(one_line(&self.subject));
        if let Some(reply_to) = self.reply_to.as_deref().and_then(address) {
            builder = builder.reply_to(Mailbox::new(Some(one_line(&self.from_name)), reply_to));
        }
        for (name, value) in &self.tracking {
            builder = builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.clone()));
        }
        self.parts(without_auto_replies(builder)).map_err(Failure::permanent)
    }

    fn parts(&self, builder: MessageBuilder) -> anyhow::Result<Message> {
        let body = MultiPart::alternative_plain_html(self.text.clone(), self.html.clone());
        let Some(pdf) = &self.pdf else { return Ok(builder.multipart(body)?) };
        let attachment = Attachment::new(pdf.file_name.clone()).body(pdf.bytes.to_vec(), ContentType::parse("application/pdf")?);
        Ok(builder.multipart(MultiPart::mixed().multipart(body).singlepart(attachment))?)
    }
}

/// A line end in a header would begin another one (RFC 5322 §2.2), so control characters become spaces.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Holiday notices must not answer an automatic mail (RFC 3834).
fn without_auto_replies(builder: MessageBuilder) -> MessageBuilder {
    let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
    builder.raw_header(header("Auto-Submitted", "auto-generated")).raw_header(header("X-Auto-Response-Suppress", "OOF, AutoReply"))
}

/// An address with its domain as the wire has it: `müller.de` is `xn--mller-kva.de`.
pub fn address(text: &str) -> Option<Address> {
    let (local, domain) = text.trim().rsplit_once('@')?;
    let domain = idna::domain_to_ascii(domain).ok()?;
    Address::new(local, domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            to: "kasse@müller.example".into(),
            from_name: "Atelier \"Nord\"\r\nBcc: x@y.example".into(),
            reply_to: Some("buero@nord.example".into()),
            subject: "Ihre Rechnung RE-2026-00042\r\nBcc: x@y.example".into(),
            text: "Guten Tag".into(),
            html: "<p>Guten Tag</p>".into(),
            message_id: "1@nord.example".into(),
            written_at: DateTime::UNIX_EPOCH,
            tracking: vec![("X-Mailin-custom", "1@nord.example".into())],
            pdf: Some(AttachedPdf { file_name: "Rechnung_RE-2026-00042.pdf".into(), bytes: Bytes::from_static(b"%PDF-1.7") }),
        }
    }

    #[test]
    fn nothing_typed_becomes_a_header_of_its_own() {
        let message = String::from_utf8(letter().message(&address("rechnung@nord.example").unwrap()).unwrap().formatted()).unwrap();
        assert!(message.contains("Message-ID: <1@nord.example>\r\n"));
        assert!(message.contains("X-Mailin-custom: 1@nord.example\r\n"));
        assert!(message.contains("To: kasse@xn--mller-kva.example\r\n"));
        assert!(!message.lines().any(|line| line.starts_with("Bcc:")), "{message}");
        assert!(message.contains("Rechnung_RE-2026-00042.pdf"));
    }

    #[test]
    fn an_address_that_is_none_is_refused_for_good() {
        let wrong = Letter { to: "nobody".into(), ..letter() };
        assert!(wrong.message(&address("rechnung@nord.example").unwrap()).unwrap_err().is_permanent());
    }
}
