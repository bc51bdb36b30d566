//! Mails that were written into the folder instead of sent; in development only.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::mail_view::MailView;

/// Newest first.
#[server(endpoint = "dev/mails")]
pub async fn mails() -> Result<Vec<MailView>, AppError> {
    use crate::server::pages::{answer, context, dev_mail};
    answer::page(dev_mail::mails(&context::state()?).await)
}

#[server(endpoint = "dev/mail")]
pub async fn mail(file: String) -> Result<MailView, AppError> {
    use crate::server::pages::{answer, context, dev_mail};
    answer::page(dev_mail::mail(&context::state()?, &file).await)
}
