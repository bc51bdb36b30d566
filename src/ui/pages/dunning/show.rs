//! `/dunning/{id}`: the next letter about an invoice, what holds it up, and the letters before.

use leptos::prelude::*;

use super::preview::LetterPreview;
use super::words::{hold_text, late_words, level_name};
use crate::domain::dunning::view::{DunningPage, DunningRow, NoticeEntry};
use crate::domain::flash::Flash;
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{date, money};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{
    Button, Dialog, DialogBody, DialogButton, DialogFoot, EmptyState, Field, Icon, LinkButton, Look, PageBody, PageHead, Typed,
};

#[component]
pub fn DunningShowPage(
    page: DunningPage,
    /// The dialog that is open without script.
    #[prop(into)]
    dialog: String,
    #[prop(optional_no_strip)] flash: Option<Flash>,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let id = page.public_id.clone();
    let standing = page.state.row.as_ref().map(|row| standing(row, &page, lang));
    let (acting, paused) = (page.clone(), page.clone());
    let letter = match page.preview.clone() {
        Some(preview) => view! { <LetterPreview id=id.clone() preview=preview /> }.into_any(),
        None if page.state.row.is_some() => {
            view! { <EmptyState title=t!(lang, "dunning-all-sent") text=t!(lang, "dunning-all-sent-text") /> }.into_any()
        }
        None => view! { <EmptyState title=t!(lang, "dunning-not-overdue") text=t!(lang, "dunning-not-overdue-text") /> }.into_any(),
    };
    view! {
        <PageHead title=page.number.clone() crumb=("/dunning", t!(lang, "room-dunning")) notice=notice>
            <Actions page=acting />
        </PageHead>
        <PageBody>
            {standing}
            <div class="split customer-split">
                <div>{letter}</div>
                <Facts page=page />
            </div>
        </PageBody>
        <PauseDialog page=paused flash=flash open={dialog == "pause"} />
    }
    .into_any()
}

#[component]
fn Actions(page: DunningPage) -> impl IntoView {
    let lang = lang();
    let id = page.public_id.clone();
    let pause = match (&page.state.pause, &page.state.row) {
        (Some(_), _) => view! {
            <form method="post" action="/rpc/dunning/resume">
                <input type="hidden" name="id" value=id.clone() />
                <Button icon="play">{t!(lang, "dunning-resume")}</Button>
            </form>
        }
        .into_any(),
        (None, Some(_)) => view! { <DialogButton dialog="pause" icon="pause">{t!(lang, "dunning-pause")}</DialogButton> }.into_any(),
        (None, None) => ().into_any(),
    };
    let next = page.state.row.filter(|row| row.may_be_sent).and_then(|row| row.next);
    let send = next.map(|next| {
        view! {
            <form method="post" action="/rpc/dunning/send">
                <input type="hidden" name="id" value=id.clone() />
                <input type="hidden" name="level" value=next.level.as_str() />
                <Button look=Look::Primary icon="send">{t!(lang, "dunning-send-level", level = level_name(next.level, lang))}</Button>
            </form>
        }
    });
    view! {
        <LinkButton href=format!("/invoices/{id}") icon="file-text">{t!(lang, "dunning-invoice")}</LinkButton>
        {pause}
        {send}
    }
}

/// Why nothing is sent, or when it will be.
fn standing(row: &DunningRow, page: &DunningPage, lang: Lang) -> AnyView {
    let Some(next) = row.next else { return ().into_any() };
    let words = match next.hold {
        Some(hold) => {
            let reason = page.state.pause.as_ref().and_then(|pause| pause.reason.clone()).map(|reason| format!(" – {reason}"));
            format!("{}{}", hold_text(hold, lang), reason.unwrap_or_default())
        }
        None if row.is_due => return ().into_any(),
        None if !row.may_be_sent => t!(lang, "dunning-sent-today", date = date(next.on, lang)),
        None => t!(lang, "dunning-by-plan", level = level_name(next.level, lang), date = date(next.on, lang)),
    };
    view! { <div class="banner calm"><Icon name="info" /><p>{words}</p></div> }.into_any()
}

#[component]
fn Facts(page: DunningPage) -> impl IntoView {
    let lang = lang();
    let currency = page.currency;
    let facts = page.state.row.as_ref().map(|row| {
        let late = format!("{}, {}", date(row.due_date, lang), late_words(row.days_late, lang));
        let mut facts = vec![
            (t!(lang, "column-customer"), row.customer_name.clone()),
            (t!(lang, "mail-due"), late),
            (t!(lang, "mail-open"), money(row.open, currency, lang)),
        ];
        if let Some(claim) = page.preview.as_ref().map(|preview| preview.claim) {
            let fees = if claim.is_lump_sum { t!(lang, "dunning-lump-sum") } else { t!(lang, "dunning-fees") };
            facts.push((fees, money(claim.fees, currency, lang)));
            facts.push((t!(lang, "dunning-interest"), money(claim.interest, currency, lang)));
            facts.push((t!(lang, "dunning-total"), money(claim.total(), currency, lang)));
            facts.push((t!(lang, "dunning-pay-until"), date(claim.pay_until, lang)));
        }
        let rows = facts.into_iter().map(|(label, value)| view! { <dt>{label}</dt> <dd>{value}</dd> });
        view! {
            <h2>{t!(lang, "dunning-asked-for")}</h2>
            <dl class="facts">{rows.collect_view()}</dl>
            <p class="faint">{t!(lang, "dunning-on-top")}</p>
        }
    });
    view! {
        <section class="customer-facts">
            {facts}
            <h2>{t!(lang, "dunning-history")}</h2>
            <Notices notices=page.state.notices currency=currency />
        </section>
    }
}

/// The letters that were sent, newest first.
#[component]
pub fn Notices(notices: Vec<NoticeEntry>, currency: Currency) -> impl IntoView {
    let lang = lang();
    if notices.is_empty() {
        return view! { <p class="muted">{t!(lang, "dunning-no-letters")}</p> }.into_any();
    }
    let rows = notices.into_iter().map(|notice| {
        let total = t!(lang, "dunning-notice", total = money(notice.total(), currency, lang), until = date(notice.pay_until, lang));
        view! {
            <li>
                <Icon name="mail-check" />
                <span>{level_name(notice.level, lang)}</span>
                <time datetime=notice.sent_on.to_string()>{date(notice.sent_on, lang)}</time>
                <small>{total}</small>
            </li>
        }
    });
    view! { <ul class="trail">{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn PauseDialog(page: DunningPage, flash: Option<Flash>, open: bool) -> impl IntoView {
    let lang = lang();
    if page.state.row.is_none() {
        return ().into_any();
    }
    let typed = Typed::of(flash.as_ref(), "dunning_pause");
    let two_weeks = page.today.checked_add_days(chrono::Days::new(14)).unwrap_or(page.today).to_string();
    view! {
        <Dialog name="pause" title=t!(lang, "dunning-pause") open=open>
            <form method="post" action="/rpc/dunning/pause">
                <input type="hidden" name="id" value=page.public_id />
                <DialogBody>
                    <p>{t!(lang, "dunning-pause-text")}</p>
                    <Field name="until" id="pause-until" kind="date" label=t!(lang, "dunning-pause-until") value=typed.value("until", two_weeks) error=typed.error("until", lang) required=true autofocus=true />
                    <Field name="reason" id="pause-reason" label=t!(lang, "dunning-pause-reason") value=typed.value("reason", "") error=typed.error("reason", lang) maxlength=200 optional=true hint=t!(lang, "dunning-pause-reason-hint") autocomplete="off" />
                </DialogBody>
                <DialogFoot>
                    <button class="btn" type="submit" formmethod="dialog" formnovalidate=true>{t!(lang, "action-cancel")}</button>
                    <Button look=Look::Primary class="push">{t!(lang, "dunning-pause")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
    .into_any()
}
