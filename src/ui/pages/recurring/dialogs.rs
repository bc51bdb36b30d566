//! What is asked once: making an invoice now, going on after a pause, ending for good.

use leptos::prelude::*;

use super::show::Confirm;
use crate::domain::recurring::view::RecurringPage;
use crate::domain::recurring::{MOST_AT_ONCE, SeriesState};
use crate::domain::text::period;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Dialog, DialogBody, DialogFoot, Look};
use crate::ui::pages::form::RadioField;

use super::words::handling_why;

/// `open` is the one that the address asks for.
#[component]
pub fn SeriesDialogs(page: RecurringPage, open: Option<String>) -> impl IntoView {
    let is_open = |name: &str| open.as_deref() == Some(name);
    let (run, resume, finish) = (is_open("run"), is_open("resume"), is_open("finish"));
    let acts = match page.row.state {
        SeriesState::Paused => view! { <ResumeDialog page=page.clone() open=resume /> }.into_any(),
        _ => view! { <RunDialog page=page.clone() open=run /> }.into_any(),
    };
    view! {
        {acts}
        <FinishDialog page=page open=finish />
    }
}

#[component]
fn RunDialog(page: RecurringPage, open: bool) -> impl IntoView {
    let lang = lang();
    let next = page.upcoming.first();
    let about = next.map(|next| period(next.period.start, next.period.end, lang)).unwrap_or_default();
    let text = if page.missed > 1 {
        t!(lang, "recurring-run-missed", count = page.missed.min(MOST_AT_ONCE))
    } else {
        t!(lang, "recurring-run-one", period = about)
    };
    let until = page.row.next_date.map(|next| next.max(page.today).to_string()).unwrap_or_default();
    view! {
        <Dialog name="run" title=t!(lang, "recurring-run") open=open>
            <DialogBody>
                <p>{text}</p>
                <p class="muted">{handling_why(page.row.handling, lang)}</p>
            </DialogBody>
            <DialogFoot>
                <form method="dialog"><Button>{t!(lang, "action-cancel")}</Button></form>
                <Confirm id=page.row.public_id action="/rpc/recurring/run" look=Look::Primary label=t!(lang, "recurring-run")>
                    <input type="hidden" name="until" value=until />
                </Confirm>
            </DialogFoot>
        </Dialog>
    }
}

#[component]
fn ResumeDialog(page: RecurringPage, open: bool) -> impl IntoView {
    let lang = lang();
    let id = page.row.public_id;
    let choices = vec![
        ("catch_up".to_owned(), t!(lang, "recurring-catch-up", count = page.missed), t!(lang, "recurring-catch-up-why", limit = MOST_AT_ONCE)),
        ("skip".to_owned(), t!(lang, "recurring-skip"), t!(lang, "recurring-skip-why")),
    ];
    let body = if page.missed == 0 {
        view! { <p>{t!(lang, "recurring-resume-text")}</p> }.into_any()
    } else {
        view! { <RadioField name="missed" legend=t!(lang, "recurring-resume-missed") value="catch_up" choices=choices /> }.into_any()
    };
    view! {
        <Dialog name="resume" title=t!(lang, "recurring-resume") open=open>
            <form method="post" action="/rpc/recurring/resume">
                <input type="hidden" name="id" value=id />
                <DialogBody>{body}</DialogBody>
                <DialogFoot>
                    <button class="btn" type="submit" formmethod="dialog" formnovalidate=true>{t!(lang, "action-cancel")}</button>
                    <Button look=Look::Primary class="push">{t!(lang, "recurring-resume")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

#[component]
fn FinishDialog(page: RecurringPage, open: bool) -> impl IntoView {
    let lang = lang();
    view! {
        <Dialog name="finish" title=t!(lang, "recurring-finish") open=open>
            <DialogBody><p>{t!(lang, "recurring-finish-text", name = page.row.name)}</p></DialogBody>
            <DialogFoot>
                <form method="dialog"><Button>{t!(lang, "action-keep")}</Button></form>
                <Confirm id=page.row.public_id action="/rpc/recurring/finish" look=Look::Danger label=t!(lang, "recurring-finish") />
            </DialogFoot>
        </Dialog>
    }
}
