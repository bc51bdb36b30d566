//! One line a queue: what waits, runs and comes later, what was done lately, and the button that holds it up.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

use super::queue_name;
use crate::domain::lang::Lang;
use crate::domain::operations::QueueFigures;
use crate::domain::text::number;
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Moment};

/// What waits longer than this is worth a look.
const LONG: TimeDelta = TimeDelta::minutes(5);

#[component]
pub fn Queues(queues: Vec<QueueFigures>, at: DateTime<Utc>) -> impl IntoView {
    let lang = lang();
    let cards = queues.clone().into_iter().map(|queue| view! { <Card queue=queue at=at /> }).collect_view();
    view! {
        <section aria-labelledby="queues-title">
            <div class="section-head"><h2 id="queues-title">{t!(lang, "operations-queues")}</h2></div>
            <table class="table wide-table queues">
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, "operations-queue")}</th>
                        <th scope="col">{t!(lang, "operations-state")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-waiting")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-running")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-scheduled")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-failed")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-in-hour")}</th>
                        <th class="num" scope="col">{t!(lang, "operations-in-day")}</th>
                        <th scope="col"><span class="vh">{t!(lang, "operations-action")}</span></th>
                    </tr>
                </thead>
                <tbody>{queues.into_iter().map(|queue| view! { <Row queue=queue at=at /> }).collect_view()}</tbody>
            </table>
            <ul class="cards">{cards}</ul>
        </section>
    }
}

#[component]
fn Row(queue: QueueFigures, at: DateTime<Utc>) -> impl IntoView {
    let lang = lang();
    let figure = |count: u64| view! { <td class="num" class:zero={count == 0}>{shown(count, lang)}</td> };
    view! {
        <tr>
            <td>
                <b>{queue_name(lang, &queue.queue)}</b>
                <small class="about">{about(lang, &queue.queue)}</small>
            </td>
            <td><State queue=queue.clone() at=at /></td>
            {figure(queue.waiting)}
            {figure(queue.running)}
            {figure(queue.scheduled)}
            <td class="num" class:zero={queue.failed == 0} class:is-late={queue.failed > 0}>{shown(queue.failed, lang)}</td>
            {figure(queue.done_in_hour)}
            {figure(queue.done_in_day)}
            <td class="num"><Switch queue=queue /></td>
        </tr>
    }
}

#[component]
fn Card(queue: QueueFigures, at: DateTime<Utc>) -> impl IntoView {
    let lang = lang();
    let figures = [
        (t!(lang, "operations-waiting"), queue.waiting),
        (t!(lang, "operations-running"), queue.running),
        (t!(lang, "operations-scheduled"), queue.scheduled),
        (t!(lang, "operations-failed"), queue.failed),
        (t!(lang, "operations-in-hour"), queue.done_in_hour),
        (t!(lang, "operations-in-day"), queue.done_in_day),
    ];
    let figures = figures.map(|(label, count)| view! { <div><dt>{label}</dt><dd>{shown(count, lang)}</dd></div> });
    view! {
        <li class="queue-card">
            <div class="queue-top">
                <b>{queue_name(lang, &queue.queue)}</b>
                <State queue=queue.clone() at=at />
            </div>
            <dl>{figures.into_iter().collect_view()}</dl>
            <Switch queue=queue />
        </li>
    }
}

/// Held up, late, at work, or quiet; always icon and word.
#[component]
fn State(queue: QueueFigures, at: DateTime<Utc>) -> impl IntoView {
    let lang = lang();
    if let Some(pause) = queue.pause {
        return view! {
            <span class="status s-open"><Icon name="pause" />{t!(lang, "operations-paused")}</span>
            <small class="about">{pause.by} " " <Moment at=pause.since /></small>
        }
        .into_any();
    }
    let waited = queue.waiting_since.map(|since| (at - since).max(TimeDelta::zero()));
    let oldest = waited.map(|waited| view! { <small class="about">{t!(lang, "operations-oldest", age = age(waited, lang))}</small> });
    let (icon, tone, word) = match waited {
        Some(waited) if waited > LONG => ("circle-alert", "s-late", t!(lang, "operations-late")),
        Some(_) => ("hourglass", "s-open", t!(lang, "operations-waits")),
        None if queue.running > 0 => ("rotate-cw", "s-open", t!(lang, "operations-at-work")),
        None => ("circle-check", "s-paid", t!(lang, "operations-quiet")),
    };
    view! { <span class=format!("status {tone}")><Icon name=icon />{word}</span> {oldest} }.into_any()
}

#[component]
fn Switch(queue: QueueFigures) -> impl IntoView {
    let lang = lang();
    let (target, icon, word) = if queue.pause.is_some() {
        ("/rpc/operations/resume", "play", t!(lang, "operations-resume"))
    } else {
        ("/rpc/operations/pause", "pause", t!(lang, "operations-pause"))
    };
    let label = format!("{word}: {}", queue_name(lang, &queue.queue));
    view! {
        <form method="post" action=target>
            <button class="btn btn-small" type="submit" name="queue" value=queue.queue aria-label=label>
                <Icon name=icon />
                {word}
            </button>
        </form>
    }
}

fn shown(count: u64, lang: Lang) -> String {
    number(count.into(), 0, lang)
}

/// What the queue does; nothing where the catalogue does not know it.
fn about(lang: Lang, queue: &str) -> Option<String> {
    let id = format!("queue-about-{}", queue.replace('_', "-"));
    let words = i18n::text(lang, &id);
    (words != id).then_some(words)
}

/// `40 s`, `12 min`, `5 h`, `3 Tage`.
fn age(waited: TimeDelta, lang: Lang) -> String {
    let (minutes, hours, days) = (waited.num_minutes(), waited.num_hours(), waited.num_days());
    if minutes < 1 {
        t!(lang, "age-seconds", count = waited.num_seconds())
    } else if hours < 1 {
        t!(lang, "age-minutes", count = minutes)
    } else if days < 2 {
        t!(lang, "age-hours", count = hours)
    } else {
        t!(lang, "age-days", count = days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_unit_that_fits() {
        let told = |seconds| age(TimeDelta::seconds(seconds), Lang::De).replace('\u{a0}', " ");
        assert_eq!([told(40), told(720), told(18_000), told(260_000)], ["40 s", "12 min", "5 h", "3 Tage"]);
    }
}
