//! `/recurring/{id}`: what comes next with its finished texts, what was made, and how it goes on.

use leptos::prelude::*;

use super::dialogs::SeriesDialogs;
use super::rail::SeriesRail;
use super::words::{SeriesBadge, outcome_text, refusal_text};
use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::recurring::view::{RecurringPage, RunEntry, Upcoming};
use crate::domain::recurring::{Outcome, SeriesState};
use crate::domain::text::{date, money, period};
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, DialogButton, Icon, LinkButton, Look, Menu, Moment, PageBody, PageHead};

#[component]
pub fn RecurringShowPage(
    page: RecurringPage,
    #[prop(optional_no_strip)] dialog: Option<String>,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let badge = view! { <SeriesBadge row=page.row.clone() /> }.into_any();
    let acts = page.may_bill && page.row.state != SeriesState::Finished;
    let (title, crumb) = (page.row.name.clone(), ("/recurring", t!(lang, "room-recurring")));
    let head = if acts {
        let menu = view! { <SeriesMenu page=page.clone() /> }.into_any();
        let of = page.clone();
        view! { <PageHead title=title crumb=crumb badge=badge notice=notice menu=menu><Actions page=of /></PageHead> }.into_any()
    } else {
        view! { <PageHead title=title crumb=crumb badge=badge notice=notice /> }.into_any()
    };
    let dialogs = acts.then(|| view! { <SeriesDialogs page=page.clone() open=dialog /> });
    view! {
        {head}
        <PageBody>
            <Trouble page=page.clone() />
            <div class="split customer-split">
                <div>
                    <Ahead upcoming=page.upcoming.clone() currency=page.row.currency state=page.row.state />
                    <Runs runs=page.runs.clone() currency=page.row.currency may_bill=page.may_bill />
                </div>
                <SeriesRail page=page />
            </div>
        </PageBody>
        {dialogs}
    }
    .into_any()
}

#[component]
fn Actions(page: RecurringPage) -> impl IntoView {
    let lang = lang();
    let id = page.row.public_id.clone();
    let edit = format!("/recurring/{id}/edit");
    let primary = match page.row.state {
        SeriesState::Paused => {
            view! { <DialogButton dialog="resume" look=Look::Primary icon="repeat">{t!(lang, "recurring-resume")}</DialogButton> }.into_any()
        }
        _ => view! { <DialogButton dialog="run" look=Look::Primary icon="file-plus">{t!(lang, "recurring-run")}</DialogButton> }.into_any(),
    };
    view! {
        <LinkButton href=edit icon="pencil">{t!(lang, "action-edit")}</LinkButton>
        {primary}
    }
}

#[component]
fn SeriesMenu(page: RecurringPage) -> impl IntoView {
    let lang = lang();
    let face = view! { <Icon name="ellipsis" /> }.into_any();
    let id = page.row.public_id;
    let pause = (page.row.state == SeriesState::Active).then(|| {
        view! {
            <li>
                <form method="post" action="/rpc/recurring/pause">
                    <input type="hidden" name="id" value=id.clone() />
                    <button type="submit"><Icon name="hourglass" />{t!(lang, "recurring-pause")}</button>
                </form>
            </li>
        }
    });
    view! {
        <Menu id="series-menu" class="btn btn-icon btn-quiet" label=t!(lang, "recurring-more") face=face>
            {pause}
            <li class="danger"><DialogButton dialog="finish" icon="circle-x" plain="danger">{t!(lang, "recurring-finish")}</DialogButton></li>
        </Menu>
    }
}

/// Why it stands still, or that something waits.
#[component]
fn Trouble(page: RecurringPage) -> impl IntoView {
    let lang = lang();
    let banner = |class: &'static str, title: String, text: String, link: Option<AnyView>| {
        view! {
            <div class=class>
                <Icon name="circle-alert" />
                <p><b>{title}</b> " " {text} " " {link}</p>
            </div>
        }
        .into_any()
    };
    if let Some(refusal) = &page.row.refusal {
        let title = match page.row.state {
            SeriesState::Paused => t!(lang, "recurring-stopped-title"),
            _ => t!(lang, "recurring-failing-title", count = page.row.failures),
        };
        let mend = page.findings.iter().find(|finding| finding.is_error && finding.href.starts_with('/')).map(|finding| finding.href.clone());
        let link = mend.filter(|_| page.may_bill).map(|href| view! { <a href=href>{t!(lang, "recurring-mend")}</a> }.into_any());
        return banner("banner", title, i18n::refusal(lang, refusal), link);
    }
    if page.row.state == SeriesState::Active && page.missed > 0 {
        return banner("banner calm", t!(lang, "recurring-missed", count = page.missed), t!(lang, "recurring-missed-text"), None);
    }
    ().into_any()
}

#[component]
fn Ahead(upcoming: Vec<Upcoming>, currency: Currency, state: SeriesState) -> impl IntoView {
    let lang = lang();
    let rows = upcoming.into_iter().map(|next| ahead_row(next, currency, lang)).collect_view();
    let body = match state {
        SeriesState::Finished => view! { <p class="quiet-line">{t!(lang, "recurring-nothing-ahead")}</p> }.into_any(),
        SeriesState::Paused => view! { <p class="quiet-line">{t!(lang, "recurring-ahead-paused")}</p> <ul class="ahead">{rows}</ul> }.into_any(),
        SeriesState::Active => view! { <ul class="ahead">{rows}</ul> }.into_any(),
    };
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "recurring-ahead")}</h2></div>
            {body}
        </section>
    }
}

fn ahead_row(next: Upcoming, currency: Currency, lang: Lang) -> impl IntoView {
    let lines = next.lines.into_iter().map(|line| view! { <span>{line}</span> });
    view! {
        <li>
            <b class="num-left">{date(next.date, lang)}</b>
            <span class="num">{money(next.amount, currency, lang)}</span>
            <small>{t!(lang, "recurring-for-period", period = period(next.period.start, next.period.end, lang))}</small>
            <div class="texts">
                {lines.collect_view()}
                {next.note.map(|note| view! { <span class="faint pre">{note}</span> })}
            </div>
        </li>
    }
}

#[component]
fn Runs(runs: Vec<RunEntry>, currency: Currency, may_bill: bool) -> impl IntoView {
    let lang = lang();
    let body = if runs.is_empty() {
        view! { <p class="quiet-line">{t!(lang, "recurring-no-runs")}</p> }.into_any()
    } else {
        view! { <ul class="trail runs">{runs.into_iter().map(|run| run_row(run, currency, may_bill, lang)).collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "recurring-runs")}</h2></div>
            {body}
        </section>
    }
}

fn run_row(run: RunEntry, currency: Currency, may_bill: bool, lang: Lang) -> impl IntoView {
    let failed = run.outcome == Outcome::Failed;
    let (icon, tone) = match run.outcome {
        Outcome::Drafted => ("circle-dashed", ""),
        Outcome::Issued => ("circle-check", "good"),
        Outcome::Sent => ("send", "good"),
        Outcome::Failed => ("circle-alert", ""),
    };
    let words = outcome_text(&run, lang);
    let words = match run.invoice_public_id.clone().filter(|_| may_bill) {
        Some(id) => view! { <a class="ref" href=format!("/invoices/{id}")>{words}</a> }.into_any(),
        None => words.into_any(),
    };
    let about = period(run.period.start, run.period.end, lang);
    let below = match (refusal_text(&run, lang), run.amount) {
        (Some(why), _) if run.tries > 1 => t!(lang, "recurring-run-tries", period = about, count = run.tries, reason = why),
        (Some(why), _) => format!("{about}: {why}"),
        (None, Some(amount)) => format!("{about} · {}", money(amount, currency, lang)),
        (None, None) => about,
    };
    view! {
        <li class:bad=failed>
            <Icon name=icon class=tone />
            <span>{words}</span>
            <Moment at=run.at />
            <small>{below}</small>
        </li>
    }
}

/// The button of a dialog's form, with the identifier that it needs.
#[component]
pub(super) fn Confirm(id: String, action: &'static str, look: Look, label: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <form class="push" method="post" action=action>
            <input type="hidden" name="id" value=id />
            {children.map(|children| children())}
            <Button look=look>{label}</Button>
        </form>
    }
}
