//! `/dunning`: every overdue invoice with its next letter; choosing sends many at once.

use leptos::prelude::*;

use super::words::{late_words, next_words, sent_words};
use crate::domain::dunning::view::{DunningList, DunningQuery, DunningRow};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::text::{date, money};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{
    Button, Chip, Dialog, DialogBody, DialogButton, DialogFoot, EmptyState, Icon, LinkButton, LocalClock, Look, PageBody, PageHead, Pager, PickCell,
};
use crate::ui::islands::ListKeys;

#[component]
pub fn DunningListPage(
    list: DunningList,
    query: DunningQuery,
    /// The dialog that is open without script.
    #[prop(into)]
    dialog: String,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let due = list.due;
    let everything = list.chips.first().map_or(0, |(_, count)| *count);
    let body = if everything == 0 {
        view! { <EmptyState title=t!(lang, "dunning-none") text=t!(lang, "dunning-none-text") /> }.into_any()
    } else {
        filled(list.clone(), query, lang)
    };
    let send = (due > 0)
        .then(|| view! { <DialogButton dialog="send-due" look=Look::Primary icon="send">{t!(lang, "dunning-send-due", count = due)}</DialogButton> });
    view! {
        <PageHead title=t!(lang, "room-dunning") notice=notice>
            <LinkButton href="/settings/dunning" icon="settings">{t!(lang, "room-settings")}</LinkButton>
            {send}
        </PageHead>
        <PageBody>
            <Automatic next_run=list.next_run />
            {body}
        </PageBody>
        {(due > 0).then(|| view! { <SendDueDialog count=due open={dialog == "send-due"} /> })}
    }
    .into_any()
}

/// Whether letters go out by themselves, and when the next time.
#[component]
fn Automatic(next_run: Option<chrono::DateTime<chrono::Utc>>) -> impl IntoView {
    let lang = lang();
    match next_run {
        Some(at) => {
            let at = LocalClock::from_context().local(at);
            view! { <p class="quiet-line">{t!(lang, "dunning-next-run", date = date(at.date(), lang), time = at.format("%H:%M").to_string())}</p> }
                .into_any()
        }
        None => view! {
            <div class="banner calm">
                <Icon name="info" />
                <p>{t!(lang, "dunning-by-hand")} " " <a href="/settings/dunning">{t!(lang, "dunning-switch-on")}</a></p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn SendDueDialog(count: u32, open: bool) -> impl IntoView {
    let lang = lang();
    view! {
        <Dialog name="send-due" title=t!(lang, "dunning-send-due", count = count) open=open>
            <DialogBody><p>{t!(lang, "dunning-send-due-text", count = count)}</p></DialogBody>
            <DialogFoot>
                <form method="dialog"><Button>{t!(lang, "action-cancel")}</Button></form>
                <form class="push" method="post" action="/rpc/dunning/send_due">
                    <Button look=Look::Primary icon="send">{t!(lang, "dunning-send")}</Button>
                </form>
            </DialogFoot>
        </Dialog>
    }
}

fn list_address(query: &DunningQuery) -> String {
    address("/dunning", &[("state", &query.state), ("page", &query.page)])
}

fn filled(list: DunningList, query: DunningQuery, lang: Lang) -> AnyView {
    let shown = u32::try_from(list.rows.len()).unwrap_or_default();
    let (page_query, chip_query) = (query.clone(), query.clone());
    let page_address = move |page: u32| list_address(&DunningQuery { page: page.to_string(), ..page_query.clone() });
    let chips = list.chips.into_iter().filter(|(name, count)| name.is_empty() || *count > 0 || *name == query.state).collect::<Vec<_>>();
    let chips = chips.into_iter().map(|(name, count)| {
        let current = name == chip_query.state;
        let label = chip_name(&name, lang);
        view! { <Chip href=list_address(&DunningQuery { state: name, page: String::new() }) label=label count=count current=current /> }
    });
    let rows = if list.rows.is_empty() {
        view! { <EmptyState title=t!(lang, "dunning-no-match") text=t!(lang, "list-none-text") /> }.into_any()
    } else {
        view! {
            <Selection rows=list.rows.clone() />
            <ul class="cards">{list.rows.into_iter().map(|row| card(row, lang)).collect_view()}</ul>
            <Pager page=list.page pages=list.pages total=list.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <div class="tools"><nav class="chips" aria-label=t!(lang, "list-chips")>{chips.collect_view()}</nav></div>
        {rows}
    }
    .into_any()
}

fn chip_name(name: &str, lang: Lang) -> String {
    match name {
        "due" => t!(lang, "dunning-chip-due"),
        "later" => t!(lang, "dunning-chip-later"),
        "held" => t!(lang, "dunning-chip-held"),
        "done" => t!(lang, "dunning-chip-done"),
        _ => t!(lang, "chip-all"),
    }
}

/// The table inside the form that its bulk bar sends.
#[component]
fn Selection(rows: Vec<DunningRow>) -> impl IntoView {
    let lang = lang();
    let one_currency = rows.first().map(|row| row.currency).filter(|first| rows.iter().all(|row| row.currency == *first));
    let (code, symbol) = (lang.code().to_owned(), one_currency.unwrap_or(Currency::EUR).symbol().to_owned());
    view! {
        <form class="wide-table" method="post" action="/rpc/dunning/send_many" id="invoice-selection" tabindex="-1" aria-label=t!(lang, "room-dunning")>
            // The form's first submit button answers the Enter key in a box: this one does nothing.
            <button type="submit" disabled=true hidden=true></button>
            <table class="table sticky invoices dunning-list">
                <thead>
                    <tr class="name-row">
                        <th class="pick" scope="col"><input class="check check-all" type="checkbox" aria-label=t!(lang, "bulk-all") /></th>
                        <th scope="col">{t!(lang, "column-number")}</th>
                        <th scope="col">{t!(lang, "column-customer")}</th>
                        <th scope="col">{t!(lang, "column-due")}</th>
                        <th class="col-last" scope="col">{t!(lang, "dunning-last")}</th>
                        <th scope="col">{t!(lang, "dunning-next")}</th>
                        <th class="num" scope="col">{t!(lang, "column-open")}</th>
                    </tr>
                    <tr class="bulk-row"><th colspan="7" scope="col"><BulkBar /></th></tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| table_row(row, lang)).collect_view()}</tbody>
            </table>
        </form>
        <ListKeys selected_words=t!(lang, "bulk-selected", count = "{count}", sum = "{sum}") lang=code currency=symbol />
    }
}

#[component]
fn BulkBar() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="bulk">
            <input class="check check-all" type="checkbox" aria-label=t!(lang, "bulk-all") />
            <b data-selected="" role="status">{t!(lang, "bulk-selection")}</b>
            <Button look=Look::Quiet class="btn-small" icon="send">{t!(lang, "dunning-send-next")}</Button>
            <button class="btn btn-quiet btn-small push" type="reset"><Icon name="x" />{t!(lang, "bulk-clear")}</button>
        </div>
    }
}

fn table_row(row: DunningRow, lang: Lang) -> impl IntoView {
    let href = format!("/dunning/{}", row.public_id);
    let (next, when) = next_words(&row, lang);
    let last = row.last.map_or_else(|| "–".to_owned(), |last| sent_words(last, lang));
    let name = row.customer_name.clone();
    view! {
        <tr class="invoice-row">
            <PickCell id=row.public_id.clone() name=row.number.clone() open=row.open disabled=!row.may_be_sent />
            <td class="nowrap"><a class="ref" href=href data-open="">{row.number.clone()}</a></td>
            <td class="main-cell cut" title=name.clone()>{name.clone()}</td>
            <td class="nowrap">{date(row.due_date, lang)} " " <span class="late-days">{late_words(row.days_late, lang)}</span></td>
            <td class="muted nowrap col-last">{last}</td>
            <td><b class="next-level">{next}</b> " " <span class=if row.is_due { "due-now" } else { "muted" }>{when}</span></td>
            <td class="num">{money(row.open, row.currency, lang)}</td>
        </tr>
    }
}

fn card(row: DunningRow, lang: Lang) -> impl IntoView {
    let (next, when) = next_words(&row, lang);
    let next = if when.is_empty() { next } else { format!("{next}: {when}") };
    view! {
        <li>
            <a class="card" href=format!("/dunning/{}", row.public_id)>
                <b>{row.customer_name.clone()}</b>
                <span class="num">{money(row.open, row.currency, lang)}</span>
                <small>{format!("{} · {}", row.number, late_words(row.days_late, lang))}</small>
                <small class="next-line">{next}</small>
            </a>
        </li>
    }
}
