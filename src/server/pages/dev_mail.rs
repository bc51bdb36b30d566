//! The mail folder of a development machine, shown at `/dev/mail`.

use crate::domain::error::AppError;
use crate::domain::mail_view::MailView;
use crate::server::config::Mode;
use crate::server::mail::folder;
use crate::server::state::AppState;

/// # Errors
/// `NotFound` in production or where mails are really sent.
pub async fn mails(state: &AppState) -> Result<Vec<MailView>, AppError> {
    require_folder(state)?;
    let messages = folder::folder_messages(&state.config.data_dir).await.map_err(|_| AppError::Unavailable)?;
    Ok(messages
        .into_iter()
        .map(|message| MailView {
            file: message.file,
            date: message.date,
            from: String::new(),
            to: message.to,
            subject: message.subject,
            attachments: message.attachments,
            ..MailView::default()
        })
        .collect())
}

/// # Errors
/// `NotFound` for an unknown file too.
pub async fn mail(state: &AppState, file: &str) -> Result<MailView, AppError> {
    require_folder(state)?;
    let message = folder::folder_message(&state.config.data_dir, file).await.map_err(|_| AppError::Unavailable)?.ok_or(AppError::NotFound)?;
    Ok(MailView {
        file: file.to_owned(),
        date: message.date,
        from: message.from,
        to: message.to,
        subject: message.subject,
        text: message.text,
        html: message.html,
        attachments: message.attachments,
    })
}

fn require_folder(state: &AppState) -> Result<(), AppError> {
    let is_folder = state.config.mode == Mode::Development && state.config.mail.smtp_url.is_none();
    if is_folder { Ok(()) } else { Err(AppError::NotFound) }
}
