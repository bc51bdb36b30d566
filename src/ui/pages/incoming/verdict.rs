//! The verdict on a received invoice: icon and word, and on each level the reasons.

use leptos::prelude::*;

use crate::domain::incoming::{Judgement, Level, Reason, Verdict};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

/// So many reasons stand open, the rest behind a summary.
const OPEN_REASONS: usize = 6;

/// Icon and word in a list.
#[component]
pub fn VerdictText(judgement: Judgement) -> impl IntoView {
    let (icon, tone) = look(judgement);
    view! {
        <span class=format!("status {tone}")>
            <Icon name=icon />
            {word(judgement, lang())}
        </span>
    }
}

/// The same as a tinted badge; once, in the head of a page.
#[component]
pub fn VerdictBadge(judgement: Judgement) -> impl IntoView {
    let (icon, tone) = look(judgement);
    view! {
        <span class=format!("status badge {tone}")>
            <Icon name=icon />
            {word(judgement, lang())}
        </span>
    }
}

fn look(judgement: Judgement) -> (&'static str, &'static str) {
    match judgement {
        Judgement::Ok => ("circle-check", "s-paid"),
        Judgement::Warnings => ("triangle-alert", "s-open"),
        Judgement::Errors => ("circle-alert", "s-late"),
    }
}

fn word(judgement: Judgement, lang: Lang) -> String {
    match judgement {
        Judgement::Ok => t!(lang, "incoming-ok"),
        Judgement::Warnings => t!(lang, "incoming-warnings"),
        Judgement::Errors => t!(lang, "incoming-errors"),
    }
}

/// The section of the rail with all three levels.
#[component]
pub fn Levels(verdict: Verdict, reasons: Vec<Reason>) -> impl IntoView {
    let lang = lang();
    let levels = Level::ALL.into_iter().map(|level| {
        let own: Vec<Reason> = reasons.iter().filter(|reason| reason.level == level).cloned().collect();
        view! { <LevelEntry level=level judgement=verdict.on(level) reasons=own /> }
    });
    view! {
        <section>
            <div class="section-head"><h2>{t!(lang, "incoming-verdict")}</h2></div>
            <ul class="levels">{levels.collect_view()}</ul>
        </section>
    }
}

#[component]
fn LevelEntry(level: Level, judgement: Judgement, reasons: Vec<Reason>) -> impl IntoView {
    let lang = lang();
    let (name, about) = match level {
        Level::Format => (t!(lang, "incoming-format"), t!(lang, "incoming-format-about")),
        Level::Rules => (t!(lang, "incoming-rules"), t!(lang, "incoming-rules-about")),
        Level::Content => (t!(lang, "incoming-content"), t!(lang, "incoming-content-about")),
    };
    let mut rows: Vec<AnyView> = reasons.into_iter().map(|reason| reason_row(reason, lang)).collect();
    let rest = rows.split_off(rows.len().min(OPEN_REASONS));
    view! {
        <li>
            <div class="level">
                <h3>{name}</h3>
                <VerdictText judgement=judgement />
            </div>
            <p class="faint">{about}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="reasons">{rows}</ul> })}
            {more(rest, lang)}
        </li>
    }
}

fn reason_row(reason: Reason, lang: Lang) -> AnyView {
    let (icon, tone) = if reason.is_error { look(Judgement::Errors) } else { look(Judgement::Warnings) };
    let text = reason.text(lang).to_owned();
    view! {
        <li class=tone>
            <Icon name=icon />
            <span>{text} " " <small>{reason.rule}</small></span>
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
            <ul class="reasons">{rows}</ul>
        </details>
    }
    .into_any()
}
