//! `/dev/mail`: in development the mails that nobody received.

use leptos::prelude::*;
use leptos_meta::{MetaContext, Title};

use crate::domain::lang::Lang;
use crate::domain::mail_view::MailView;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{EmptyState, Icon, Moment};

#[component]
pub fn MailboxPage(mails: Vec<MailView>) -> impl IntoView {
    let lang = lang();
    let body = if mails.is_empty() {
        view! { <EmptyState title=t!(lang, "dev-mail-none") text=t!(lang, "dev-mail-none-text") /> }.into_any()
    } else {
        let rows = mails.into_iter().map(|mail| {
            let attachments = u32::try_from(mail.attachments.len()).unwrap_or(u32::MAX);
            view! {
                <li>
                    <Icon name="mail" />
                    <div class="grow">
                        <a class="ref" href=format!("/dev/mail/{}", mail.file)><b>{mail.subject}</b></a>
                        <p class="faint">{mail.to}</p>
                    </div>
                    {(attachments > 0).then(|| view! { <span class="faint">{t!(lang, "dev-mail-attachments", count = attachments)}</span> })}
                    {mail.date.map(|at| view! { <Moment at=at class="faint num" /> })}
                </li>
            }
        });
        view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        {tab_title(t!(lang, "dev-mail-title"))}
        <main class="bare-page wide" id="main" tabindex="-1">
            <h1>{t!(lang, "dev-mail-title")}</h1>
            <p class="muted">{t!(lang, "dev-mail-text")}</p>
            <div class="page">{body}</div>
        </main>
    }
    .into_any()
}

#[component]
pub fn MailMessagePage(mail: MailView) -> impl IntoView {
    let lang = lang();
    view! {
        {tab_title(mail.subject.clone())}
        <main class="bare-page wide" id="main" tabindex="-1">
            <a class="link" href="/dev/mail">{t!(lang, "dev-mail-title")}</a>
            <h1>{mail.subject}</h1>
            <dl class="facts mail-facts">
                <dt>{t!(lang, "dev-mail-from")}</dt>
                <dd>{mail.from}</dd>
                <dt>{t!(lang, "dev-mail-to")}</dt>
                <dd>{mail.to}</dd>
                <dt>{t!(lang, "dev-mail-at")}</dt>
                <dd>{mail.date.map(|at| view! { <Moment at=at /> })}</dd>
            </dl>
            <div class="pre mail-text">{linked(&mail.text)}</div>
            <ul class="rows">{mail.attachments.into_iter().map(|attachment| attachment_row(attachment, lang)).collect_view()}</ul>
        </main>
    }
    .into_any()
}

fn tab_title(words: String) -> impl IntoView {
    use_context::<MetaContext>().is_some().then(|| view! { <Title text=words /> })
}

fn attachment_row((name, size): (String, u64), lang: Lang) -> impl IntoView {
    let size = crate::domain::text::number(size.div_ceil(1024).into(), 0, lang);
    view! {
        <li>
            <Icon name="file-text" />
            <span class="grow">{name}</span>
            <span class="faint">{size} " KB"</span>
        </li>
    }
}

/// The text with its addresses as links, so that a mailed link is one click away.
fn linked(text: &str) -> impl IntoView {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        let bare = word.trim_end();
        if bare.starts_with("http://") || bare.starts_with("https://") {
            let rest = word[bare.len()..].to_owned();
            view! { <a class="link" href=bare.to_owned()>{bare.to_owned()}</a> {rest} }.into_any()
        } else {
            word.to_owned().into_any()
        }
    });
    words.collect::<Vec<_>>()
}
