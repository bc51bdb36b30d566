//! `/billing/runs/{id}`: how far the run is, and what it did for whom.

use leptos::prelude::*;

use super::RunStatus;
use super::report::{ReportCards, ReportTable};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::run::RunState;
use crate::domain::text::{money, number};
use crate::domain::usage::view::{RunPage, RunQuery, RunRow};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Chip, EmptyState, Icon, LinkButton, LocalClock, Look, PageBody, PageHead, Pager};

#[component]
pub fn RunShowPage(page: RunPage, query: RunQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let row = page.row.clone();
    let here = format!("/billing/runs/{}", row.id);
    let is_running = row.state == RunState::Running;
    let badge = view! { <RunStatus state=row.state failed=row.failed /> }.into_any();
    let again =
        (page.may_bill && !is_running).then(|| view! { <AgainForm id=row.id.clone() is_needed={row.failed > 0 || row.state == RunState::Failed} /> });
    let refresh =
        is_running.then(|| view! { <LinkButton href=here.clone() look=Look::Primary icon="rotate-cw">{t!(lang, "run-refresh")}</LinkButton> });
    view! {
        <PageHead title=t!(lang, "run-title", month = row.month.name(lang)) crumb=("/billing/runs", t!(lang, "room-runs")) badge=badge notice=notice>
            {again}
            {refresh}
        </PageHead>
        <PageBody>
            {trouble(&row, lang)}
            {is_running.then(|| view! { <ProgressLine row=row.clone() /> })}
            <Figures row=row.clone() />
            <Report page=page query=query here=here />
        </PageBody>
    }
    .into_any()
}

#[component]
fn AgainForm(id: String, is_needed: bool) -> impl IntoView {
    let look = if is_needed { Look::Primary } else { Look::Secondary };
    view! {
        <form method="post" action="/rpc/usage/retry_run">
            <input type="hidden" name="id" value=id />
            <Button look=look icon="rotate-cw">{t!(lang(), "run-again")}</Button>
        </form>
    }
}

fn trouble(row: &RunRow, lang: Lang) -> Option<AnyView> {
    let words = match row.state {
        RunState::Failed => t!(lang, "run-gave-up", reason = row.last_error.clone().unwrap_or_default()),
        RunState::Running if row.last_error.is_some() => t!(lang, "run-interrupted", reason = row.last_error.clone().unwrap_or_default()),
        _ => return None,
    };
    Some(view! { <div class="banner"><Icon name="circle-alert" /><p>{words}</p></div> }.into_any())
}

#[component]
fn ProgressLine(row: RunRow) -> impl IntoView {
    let lang = lang();
    let done = row.customers - row.pending();
    let count = |count: u32| number(count.into(), 0, lang);
    let words = t!(lang, "run-progress", done = count(done), all = count(row.customers));
    view! {
        <div class="run-progress">
            <progress max=row.customers.to_string() value=done.to_string() aria-label=words.clone()></progress>
            <p class="muted" role="status">{words.clone()}</p>
        </div>
    }
}

#[component]
fn Figures(row: RunRow) -> impl IntoView {
    let lang = lang();
    let count = |count: u32| number(count.into(), 0, lang);
    let figure = |label: String, value: String, late: bool| {
        view! { <div><span class="muted">{label}</span><span class="figure" class:is-late=late>{value}</span></div> }
    };
    let clock = LocalClock::from_context();
    let started = clock.moment(row.started_at, lang);
    let when = match row.finished_at {
        Some(at) => t!(lang, "run-from-until", start = started, end = clock.moment(at, lang)),
        None => t!(lang, "run-since", start = started),
    };
    let by = if row.is_scheduled { t!(lang, "run-scheduled") } else { t!(lang, "run-by-hand") };
    view! {
        <div class="figures run-figures">
            {figure(t!(lang, "run-gross"), money(row.gross, Currency::EUR, lang), false)}
            {figure(t!(lang, "run-billed"), count(row.billed), false)}
            {figure(t!(lang, "run-skipped"), count(row.skipped), false)}
            {figure(t!(lang, "run-failures"), count(row.failed), row.failed > 0)}
        </div>
        <p class="muted run-facts">
            {t!(lang, "run-facts", events = count(row.events), net = money(row.net, Currency::EUR, lang), tax = money(row.tax, Currency::EUR, lang))}
            " " {when} " " {by}
        </p>
    }
}

#[component]
fn Report(page: RunPage, query: RunQuery, here: String) -> impl IntoView {
    let lang = lang();
    let row = page.row.clone();
    let base = here.clone();
    let current = query.state.clone();
    let chip = move |state: &str, label: String, count: u32| {
        view! { <Chip href=address(&base, &[("state", state)]) label=label count=count current={current == state} /> }
    };
    let shown = u32::try_from(page.items.len()).unwrap_or_default();
    let state = query.state;
    let page_address = move |page: u32| address(&here, &[("state", &state), ("page", &page.to_string())]);
    let body = if page.items.is_empty() {
        view! { <EmptyState title=t!(lang, "run-nobody") text=t!(lang, "run-nobody-text") /> }.into_any()
    } else {
        view! {
            <ReportTable items=page.items.clone() may_bill=page.may_bill />
            <ReportCards items=page.items may_bill=page.may_bill />
            <Pager page=page.page pages=page.pages total=page.total shown=shown href=page_address />
        }
        .into_any()
    };
    view! {
        <nav class="chips" aria-label=t!(lang, "run-filter")>
            {chip("", t!(lang, "events-chip-all"), row.customers)}
            {chip("done", t!(lang, "run-chip-done"), row.billed)}
            {chip("skipped", t!(lang, "run-chip-skipped"), row.skipped)}
            {chip("failed", t!(lang, "run-chip-failed"), row.failed)}
        </nav>
        {body}
    }
}
