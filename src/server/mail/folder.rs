//! The mail folder of a development machine: every mail is a file, and can be read again for `/dev/mail`.

use std::io;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use mail_parser::{Message, MessageParser, MimeHeaders as _};

use crate::domain::mail_view::MailView;
use crate::server::mail::letter::Letter;

#[must_use]
pub fn directory(data_dir: &Path) -> PathBuf {
    data_dir.join("mail")
}

/// The name comes from the mail's own time and Message-ID, so that a repetition after a crash is the same file.
pub async fn write(directory: &Path, letter: &Letter, bytes: &[u8]) -> io::Result<()> {
    let name = format!("{}-{}.eml", letter.written_at.format("%Y%m%dT%H%M%S%.3fZ"), letter.message_id);
    tokio::fs::create_dir_all(directory).await?;
    let unfinished = directory.join(format!(".{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, directory.join(name)).await
}

/// All mails, newest first.
///
/// # Errors
/// When the folder cannot be read; one that is not there yet is empty.
pub async fn folder_messages(data_dir: &Path) -> io::Result<Vec<MailView>> {
    let mut names = names(&directory(data_dir)).await?;
    names.sort_unstable_by(|a, b| b.cmp(a));
    let mut messages = Vec::with_capacity(names.len());
    for name in names {
        messages.extend(folder_message(data_dir, &name).await?);
    }
    Ok(messages)
}

/// The mail in this file, taken apart; `None` where there is none. Its HTML is as it was sent: show it in a frame without rights.
///
/// # Errors
/// When the folder cannot be read.
pub async fn folder_message(data_dir: &Path, file: &str) -> io::Result<Option<MailView>> {
    if !is_file_of_ours(file) {
        return Ok(None);
    }
    let bytes = match tokio::fs::read(directory(data_dir).join(file)).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes?,
    };
    Ok(MessageParser::default().parse(&bytes).map(|message| opened(file, &message)))
}

async fn names(directory: &Path) -> io::Result<Vec<String>> {
    let mut entries = match tokio::fs::read_dir(directory).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        names.extend(entry.file_name().into_string().ok().filter(|name| is_file_of_ours(name)));
    }
    Ok(names)
}

/// The name stands in an address, so it must not lead out of the folder.
fn is_file_of_ours(name: &str) -> bool {
    name.ends_with(".eml") && !name.starts_with('.') && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.@".contains(c))
}

fn opened(file: &str, message: &Message<'_>) -> MailView {
    let first = |address: Option<&mail_parser::Address<'_>>| {
        address.and_then(|list| list.first()).and_then(|one| one.address()).unwrap_or_default().to_owned()
    };
    let size = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    MailView {
        file: file.to_owned(),
        date: message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        to: first(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        from: message.from().and_then(|list| list.first()).and_then(|one| one.name()).unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: message.body_html(0).unwrap_or_default().into_owned(),
        attachments: message.attachments().map(|part| (part.attachment_name().unwrap_or_default().to_owned(), size(part.contents()))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        for wrong in ["../secret.eml", "a/b.eml", ".hidden.eml", "a.txt", "..\\x.eml"] {
            assert!(!is_file_of_ours(wrong), "{wrong}");
        }
        assert!(is_file_of_ours("20260227T101500.000Z-0d5e@nord.example.eml"));
    }

    #[tokio::test]
    async fn a_mail_in_the_folder_can_be_read_again() {
        let data = tempfile::tempdir().unwrap();
        assert!(folder_messages(data.path()).await.unwrap().is_empty());
        let letter = Letter {
            to: "kasse@brandt.example".into(),
            from_name: "Atelier Nordlicht".into(),
            reply_to: None,
            subject: "Ihre Rechnung für März".into(),
            text: "Guten Tag, schöne Grüße".into(),
            html: "<p>Guten Tag</p>".into(),
            message_id: "1@nord.example".into(),
            written_at: DateTime::from_timestamp(1_772_000_000, 0).unwrap(),
            tracking: Vec::new(),
            pdf: None,
        };
        let message = letter.message(&super::super::letter::address("rechnung@nord.example").unwrap()).unwrap();
        for _ in 0..2 {
            write(&directory(data.path()), &letter, &message.formatted()).await.unwrap();
        }
        let list = folder_messages(data.path()).await.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].subject, "Ihre Rechnung für März");
        let opened = folder_message(data.path(), &list[0].file).await.unwrap().unwrap();
        assert_eq!(opened.text.trim(), "Guten Tag, schöne Grüße");
        assert_eq!(opened.to, "kasse@brandt.example");
    }
}
