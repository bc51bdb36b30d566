//! `/mailings/new`: how many invoices go out, whom nothing can be mailed, and the button.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::mailing::{MailingPreview, Unmailable};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, EmptyState, Icon, LinkButton, Look, PageBody, PageHead};
use crate::ui::pages::form::Trouble;

#[component]
pub fn MailingNewPage(
    preview: MailingPreview,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let body = match preview.running.clone() {
        Some(id) => view! { <UnderWay id=id /> }.into_any(),
        None if preview.sendable + preview.without_email_count == 0 => view! {
            <EmptyState title=t!(lang, "mailing-none") text=t!(lang, "mailing-none-text")>
                <LinkButton href="/invoices">{t!(lang, "mailing-to-invoices")}</LinkButton>
            </EmptyState>
        }
        .into_any(),
        None => view! { <Question preview=preview /> }.into_any(),
    };
    view! {
        <PageHead title=t!(lang, "mailing-new") crumb=("/invoices", t!(lang, "room-invoices")) notice=notice />
        <PageBody>
            <div class="form-page narrow-page mailing">
                <Trouble error=error />
                {body}
            </div>
        </PageBody>
    }
    .into_any()
}

#[component]
fn UnderWay(id: String) -> impl IntoView {
    let lang = lang();
    view! {
        <p>{t!(lang, "mailing-under-way")}</p>
        <p><LinkButton href=format!("/mailings/{id}") look=Look::Primary icon="send">{t!(lang, "mailing-watch")}</LinkButton></p>
    }
}

#[component]
fn Question(preview: MailingPreview) -> impl IntoView {
    let lang = lang();
    let MailingPreview { sendable, without_email, without_email_count, .. } = preview;
    let button = (sendable > 0).then(|| {
        view! {
            <form method="post" action="/rpc/mailings/start">
                <Button look=Look::Primary icon="send">{t!(lang, "mailing-start", count = sendable)}</Button>
            </form>
        }
    });
    view! {
        <p>{if sendable > 0 { t!(lang, "mailing-question", count = sendable) } else { t!(lang, "mailing-nobody") }}</p>
        {(sendable > 0).then(|| view! { <p class="muted">{t!(lang, "mailing-how")}</p> })}
        {(without_email_count > 0).then(|| view! { <WithoutEmail named=without_email count=without_email_count /> })}
        {button}
    }
}

#[component]
fn WithoutEmail(named: Vec<Unmailable>, count: u32) -> impl IntoView {
    let lang = lang();
    let more = count.saturating_sub(u32::try_from(named.len()).unwrap_or(count));
    view! {
        <section aria-labelledby="without-email">
            <h2 id="without-email" class="status s-open">
                <Icon name="triangle-alert" />
                <span>{t!(lang, "mailing-without-email", count = count)}</span>
            </h2>
            <ul class="rows">{named.into_iter().map(|one| unmailable(one, lang)).collect_view()}</ul>
            {(more > 0).then(|| view! { <p class="faint">{t!(lang, "mailing-more", count = more)}</p> })}
        </section>
    }
}

fn unmailable(one: Unmailable, lang: Lang) -> impl IntoView {
    let mend = one.customer.map(|customer| {
        let label = format!("{}: {}", t!(lang, "mailing-add-email"), one.customer_name);
        view! { <a class="link" href=format!("/customers/{customer}/edit") aria-label=label>{t!(lang, "mailing-add-email")}</a> }
    });
    view! {
        <li>
            <a class="ref" href=format!("/invoices/{}", one.invoice)>{one.number}</a>
            <span class="grow cut">{one.customer_name}</span>
            {mend}
        </li>
    }
}
