//! The rail beside the sheet: money, mails, link, documents, history.

use leptos::prelude::*;

use super::dunning::Dunning;
use super::ledger::Ledger;
use super::show::Possible;
use crate::domain::invoice::view::{DocumentEntry, HistoryEntry, InvoicePage, MailEntry, MailState, ShareState, ViewEntry};
use crate::domain::lang::Lang;
use crate::domain::text::date;
use crate::t;
use crate::ui::components::events::{event_icon, event_text};
use crate::ui::components::words::{LocalClock, lang};
use crate::ui::components::{DialogButton, Icon, Moment};

/// So many entries stand open, the rest behind a summary.
const OPEN_ENTRIES: usize = 4;

#[component]
pub fn Rail(invoice: InvoicePage, possible: Possible) -> impl IntoView {
    let lang = lang();
    view! {
        <aside class="rail" aria-label=t!(lang, "rail-label")>
            <Ledger invoice=invoice.clone() possible=possible />
            <Dunning id=invoice.public_id.clone() state=invoice.dunning.clone() currency=invoice.currency />
            <Mails id=invoice.public_id.clone() mails=invoice.mails />
            <Link share=invoice.share views=invoice.views view_count=invoice.view_count />
            <Documents documents=invoice.documents />
            <History entries=invoice.history count=invoice.history_count id=invoice.public_id />
        </aside>
    }
}

#[component]
fn Mails(id: String, mails: Vec<MailEntry>) -> impl IntoView {
    let lang = lang();
    if mails.is_empty() {
        return view! {
            <section>
                <div class="section-head"><h2>{t!(lang, "mails-title")}</h2></div>
                <p class="muted">{t!(lang, "mails-none")}</p>
            </section>
        }
        .into_any();
    }
    let mut rows: Vec<AnyView> = mails.into_iter().map(|mail| mail_row(&id, mail, lang)).collect();
    let rest = rows.split_off(rows.len().min(OPEN_ENTRIES));
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "mails-title")}</h2></div>
            <ul class="trail">{rows}</ul>
            {more(rest, lang)}
        </section>
    }
    .into_any()
}

fn mail_row(invoice: &str, mail: MailEntry, lang: Lang) -> AnyView {
    let failed = matches!(mail.state, MailState::Failed | MailState::Bounced);
    let (icon, tone, words) = match mail.state {
        MailState::Queued => ("mail", "", t!(lang, "mail-queued")),
        MailState::Retrying => ("rotate-cw", "", t!(lang, "mail-retrying")),
        MailState::Sent => ("mail-check", "good", t!(lang, "mail-sent")),
        MailState::Delivered => ("mail-check", "good", t!(lang, "mail-delivered")),
        MailState::Opened => ("mail-check", "good", t!(lang, "mail-opened")),
        MailState::Bounced => ("mail-x", "", t!(lang, "mail-bounced")),
        MailState::Failed => ("mail-x", "", t!(lang, "mail-failed")),
    };
    let kind = event_text(lang, "mail-kind", &mail.kind, &[]);
    let below = match &mail.answer {
        Some(answer) if failed || mail.state == MailState::Retrying => format!("{answer}: {}", mail.to),
        _ => t!(lang, "mail-to", kind = kind, address = mail.to.clone()),
    };
    let resend = mail.may_resend.then(|| {
        view! {
            " "
            <form method="post" action="/rpc/mail/resend">
                <input type="hidden" name="id" value=invoice.to_owned() />
                <input type="hidden" name="message" value=mail.id.clone() />
                <button class="link" type="submit">{t!(lang, "mail-resend")}</button>
            </form>
        }
    });
    view! {
        <li class:bad=failed>
            <Icon name=icon class=tone />
            <span>{words}</span>
            <Moment at=mail.at />
            <small>{below} {resend}</small>
        </li>
    }
    .into_any()
}

#[component]
fn Link(share: Option<ShareState>, views: Vec<ViewEntry>, view_count: u32) -> impl IntoView {
    let lang = lang();
    let Some(share) = share else {
        return view! {
            <section>
                <div class="section-head">
                    <h2>{t!(lang, "link-title")}</h2>
                    <DialogButton dialog="share" plain="link">{t!(lang, "link-create")}</DialogButton>
                </div>
                <p class="muted">{t!(lang, "link-none")}</p>
            </section>
        }
        .into_any();
    };
    let validity = validity(&share, lang);
    let shown = views.len().min(3);
    let hidden = view_count.saturating_sub(u32::try_from(shown).unwrap_or_default());
    let rows = views.into_iter().take(3).map(|entry| {
        view! {
            <li>
                <Icon name=if entry.is_phone { "smartphone" } else { "monitor" } />
                <span>{entry.client}</span>
                <Moment at=entry.at />
            </li>
        }
    });
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "link-title")}</h2>
                <span class="faint">{format!("{validity} · {}", t!(lang, "link-views", count = view_count))}</span>
            </div>
            <ul class="trail">{rows.collect_view()}</ul>
            {(hidden > 0 && shown > 0).then(|| view! { <p class="faint rest">{t!(lang, "link-more-views", count = hidden)}</p> })}
        </section>
    }
    .into_any()
}

fn validity(share: &ShareState, lang: Lang) -> String {
    match share.expires_at {
        Some(at) => {
            let day = date(LocalClock::from_context().local(at).date(), lang);
            if share.expired { t!(lang, "link-expired", date = day) } else { t!(lang, "link-until", date = day) }
        }
        None => t!(lang, "link-for-ever"),
    }
}

#[component]
fn Documents(documents: Vec<DocumentEntry>) -> impl IntoView {
    let lang = lang();
    let since = documents.first().map(|document| date(LocalClock::from_context().local(document.created_at).date(), lang));
    let waiting = documents.is_empty().then(|| view! { <p class="muted">{t!(lang, "documents-waiting")}</p> });
    let rows = documents.into_iter().map(|document| {
        let name = if document.kind == "pdf" { t!(lang, "document-pdf") } else { t!(lang, "document-xml") };
        view! {
            <li title=format!("SHA-256 {}", document.sha256)>
                <Icon name="download" />
                <span><a class="ref" href=document.url download=document.file_name>{name}</a></span>
                <span class="size">{size(document.size)}</span>
            </li>
        }
    });
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "documents-title")}</h2>
                {since.map(|day| view! { <span class="faint">{t!(lang, "documents-unchanged", date = day)}</span> })}
            </div>
            <ul class="trail">{rows.collect_view()}</ul>
            {waiting}
        </section>
    }
}

/// `84 KB`, and never "0 KB" for a small file.
pub fn size(bytes: u64) -> String {
    format!("{}\u{a0}KB", (bytes.saturating_add(512) / 1024).max(1))
}

#[component]
fn History(entries: Vec<HistoryEntry>, count: u32, id: String) -> impl IntoView {
    let lang = lang();
    let mut rows: Vec<AnyView> = entries.into_iter().map(|entry| history_row(entry, lang)).collect();
    let rest = rows.split_off(rows.len().min(OPEN_ENTRIES));
    let left_out = count.saturating_sub(u32::try_from(rows.len() + rest.len()).unwrap_or_default());
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "history-title")}</h2>
                {(count > 0).then(|| view! {
                    <a class="link" href=format!("/audit?invoice={id}")>{t!(lang, "history-count", count = count)}</a>
                })}
            </div>
            <ul class="trail">{rows}</ul>
            {more(rest, lang)}
            {(left_out > 0).then(|| view! { <p class="faint rest">{t!(lang, "history-older", count = left_out)}</p> })}
        </section>
    }
}

fn history_row(entry: HistoryEntry, lang: Lang) -> AnyView {
    let detail = entry.detail.clone().unwrap_or_default();
    let words = event_text(lang, "history", &entry.event, &[("detail", detail)]);
    let below = [entry.actor, entry.detail].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <Icon name=event_icon(&entry.event) />
            <span>{words}</span>
            <Moment at=entry.at />
            {(!below.is_empty()).then(|| view! { <small>{below}</small> })}
        </li>
    }
    .into_any()
}

fn more(rows: Vec<AnyView>, lang: Lang) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    view! {
        <details class="more">
            <summary>{t!(lang, "rail-more", count = count)}</summary>
            <ul class="trail">{rows}</ul>
        </details>
    }
    .into_any()
}

/// How the day of a link's end is told in the share dialog: `19.03.2026, noch 20 Tage`.
pub(super) fn validity_in_days(share: &ShareState, today: chrono::NaiveDate, lang: Lang) -> String {
    let Some(at) = share.expires_at else { return t!(lang, "link-for-ever") };
    let day = LocalClock::from_context().local(at).date();
    let days = (day - today).num_days();
    if share.expired || days < 0 {
        t!(lang, "link-expired", date = date(day, lang))
    } else {
        t!(lang, "link-days-left", date = date(day, lang), days = days)
    }
}
