//! `/mailings/{id}`: how far it is, by rows. Without any script: while something is under way, the page looks again by itself.

use leptos::prelude::*;
use leptos_meta::{Meta, MetaContext};

use crate::domain::lang::Lang;
use crate::domain::mailing::{ItemFate, Mailing, MailingCounts, MailingItem, MailingPage, MailingQuery};
use crate::domain::run::RunState;
use crate::domain::text::number;
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Chip, EmptyState, Icon, LinkButton, LocalClock, Look, PageBody, PageHead, Pager};

#[component]
pub fn MailingShowPage(page: MailingPage, query: MailingQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let mailing = page.mailing.clone();
    let here = format!("/mailings/{}", mailing.id);
    let is_under_way = mailing.is_under_way();
    let looks_again = (is_under_way && use_context::<MetaContext>().is_some()).then(|| view! { <Meta http_equiv="refresh" content="3" /> });
    let refresh = is_under_way.then(|| view! { <LinkButton href=here.clone() icon="rotate-cw">{t!(lang, "run-refresh")}</LinkButton> });
    let again = (!is_under_way && mailing.counts.skipped + mailing.counts.failed > 0)
        .then(|| view! { <LinkButton href="/mailings/new" look=Look::Primary icon="send">{t!(lang, "mailing-new")}</LinkButton> });
    view! {
        {looks_again}
        <PageHead title=t!(lang, "mailing-title") crumb=("/invoices", t!(lang, "room-invoices")) badge={status(&mailing, lang)} notice=notice>
            {refresh}
            {again}
        </PageHead>
        <PageBody>
            {trouble(&mailing, lang)}
            <ProgressLine counts=mailing.counts />
            <Facts mailing=mailing />
            <Items page=page query=query here=here />
        </PageBody>
    }
    .into_any()
}

fn status(mailing: &Mailing, lang: Lang) -> AnyView {
    let counts = mailing.counts;
    let (icon, tone, words) = match mailing.state {
        RunState::Failed => ("circle-x", "s-late", t!(lang, "mailing-stopped")),
        _ if mailing.is_under_way() => ("hourglass", "s-open", t!(lang, "mailing-running")),
        _ if counts.failed + counts.skipped > 0 => ("circle-alert", "s-late", t!(lang, "mailing-with-failures")),
        _ => ("circle-check", "s-paid", t!(lang, "mailing-done")),
    };
    view! { <span class=format!("status {tone}")><Icon name=icon /> {words}</span> }.into_any()
}

fn trouble(mailing: &Mailing, lang: Lang) -> Option<AnyView> {
    let reason = mailing.last_error.clone()?;
    let words =
        if mailing.state == RunState::Failed { t!(lang, "mailing-gave-up", reason = reason) } else { t!(lang, "run-interrupted", reason = reason) };
    Some(view! { <div class="banner"><Icon name="circle-alert" /><p>{words}</p></div> }.into_any())
}

#[component]
fn ProgressLine(counts: MailingCounts) -> impl IntoView {
    let lang = lang();
    let done = counts.all - counts.pending - counts.underway;
    let shown = |count: u32| number(count.into(), 0, lang);
    let words = t!(lang, "mailing-progress", done = shown(done), all = shown(counts.all), sent = shown(counts.sent));
    view! {
        <div class="run-progress">
            <progress max=counts.all.to_string() value=done.to_string() aria-label=words.clone()></progress>
            <p class="muted" role="status">{words.clone()}</p>
        </div>
    }
}

#[component]
fn Facts(mailing: Mailing) -> impl IntoView {
    let lang = lang();
    let started = LocalClock::from_context().moment(mailing.created_at, lang);
    view! { <p class="muted run-facts">{t!(lang, "run-since", start = started)} {mailing.created_by.map(|name| format!(" · {name}"))}</p> }
}

#[component]
fn Items(page: MailingPage, query: MailingQuery, here: String) -> impl IntoView {
    let lang = lang();
    let counts = page.mailing.counts;
    let base = here.clone();
    let current = query.state.clone();
    let chip = move |fate: Option<ItemFate>| {
        let (name, count) = fate.map_or(("", counts.all), |fate| (fate.as_str(), counts.of(fate)));
        let current = current == name;
        (count > 0 || current || fate.is_none())
            .then(|| view! { <Chip href=address(&base, &[("state", name)]) label=fate_name(fate, lang) count=count current=current /> })
    };
    let chips = std::iter::once(None).chain(ItemFate::ALL.map(Some)).filter_map(chip).collect_view();
    let shown = u32::try_from(page.items.len()).unwrap_or_default();
    let state = query.state;
    let page_address = move |page: u32| address(&here, &[("state", &state), ("page", &page.to_string())]);
    let body = if page.items.is_empty() {
        view! { <EmptyState title=t!(lang, "mailing-no-rows") text=t!(lang, "mailing-no-rows-text") /> }.into_any()
    } else {
        view! {
            <ItemTable items=page.items.clone() />
            <ul class="cards">{page.items.into_iter().map(|item| card(item, lang)).collect_view()}</ul>
            <Pager page=page.page pages=page.pages total=page.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <nav class="chips" aria-label=t!(lang, "run-filter")>{chips}</nav>
        {body}
    }
}

#[component]
fn ItemTable(items: Vec<MailingItem>) -> impl IntoView {
    let lang = lang();
    let row = move |item: MailingItem| {
        view! {
            <tr>
                <td class="main-cell nowrap"><a class="ref" href=format!("/invoices/{}", item.invoice)>{item.number.clone()}</a></td>
                <td class="cut">{item.customer_name.clone()}</td>
                <td class="muted cut">{item.to.clone()}</td>
                <td>{item_status(&item, lang)} {why(&item, lang).map(|why| view! { <small class="about">{why}</small> })}</td>
            </tr>
        }
    };
    view! {
        <table class="table sticky wide-table billing-report">
            <thead>
                <tr>
                    <th scope="col">{t!(lang, "column-number")}</th>
                    <th scope="col">{t!(lang, "column-customer")}</th>
                    <th scope="col">{t!(lang, "mailing-to")}</th>
                    <th scope="col">{t!(lang, "column-status")}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

fn card(item: MailingItem, lang: Lang) -> impl IntoView {
    view! {
        <li>
            <a class="card" href=format!("/invoices/{}", item.invoice)>
                <b>{item.customer_name.clone()}</b>
                {item_status(&item, lang)}
                <small>{item.number.clone()}</small>
                {why(&item, lang).map(|why| view! { <small class="next-line">{why}</small> })}
            </a>
        </li>
    }
}

/// What became of it, by icon and word.
fn item_status(item: &MailingItem, lang: Lang) -> impl IntoView {
    let (icon, tone) = match item.fate {
        ItemFate::Pending => ("clock", "s-still"),
        ItemFate::Underway => ("hourglass", "s-open"),
        ItemFate::Sent => ("circle-check", "s-paid"),
        ItemFate::Failed => ("circle-alert", "s-late"),
        ItemFate::Skipped => ("triangle-alert", "s-open"),
    };
    view! { <span class=format!("status {tone}")><Icon name=icon /> {fate_name(Some(item.fate), lang)}</span> }
}

/// Why it was left out, or what the mail server said.
fn why(item: &MailingItem, lang: Lang) -> Option<String> {
    item.reason.as_deref().map(|reason| match reason {
        "no_email" => t!(lang, "mailing-reason-no-email"),
        "sent_meanwhile" => t!(lang, "mailing-reason-sent-meanwhile"),
        "error" => t!(lang, "mailing-reason-error"),
        said => said.to_owned(),
    })
}

fn fate_name(fate: Option<ItemFate>, lang: Lang) -> String {
    match fate {
        None => t!(lang, "mailing-chip-all"),
        Some(ItemFate::Pending) => t!(lang, "mailing-pending"),
        Some(ItemFate::Underway) => t!(lang, "mailing-underway"),
        Some(ItemFate::Sent) => t!(lang, "mailing-sent"),
        Some(ItemFate::Failed) => t!(lang, "mailing-failed"),
        Some(ItemFate::Skipped) => t!(lang, "mailing-skipped"),
    }
}
