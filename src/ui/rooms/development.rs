//! The mail folder of a development machine.

use leptos::prelude::*;

use super::param;
use crate::rpc;
use crate::ui::loading::alone;
use crate::ui::pages::dev_mail::{MailMessagePage, MailboxPage};

pub fn mails() -> impl IntoView {
    alone(|_, _| async move {
        let mails = rpc::dev_mail::mails().await?;
        Ok(view! { <MailboxPage mails=mails /> }.into_any())
    })
}

pub fn mail() -> impl IntoView {
    let file = param("file");
    alone(move |_, _| async move {
        let mail = rpc::dev_mail::mail(file).await?;
        Ok(view! { <MailMessagePage mail=mail /> }.into_any())
    })
}
