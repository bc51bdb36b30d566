//! Whether the archive is what it was: the last check, and the button for another one.

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::operations::{ArchiveCheck, ArchiveProblem, CheckState, Damage};
use crate::domain::text::number;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Icon, Moment};

#[component]
pub fn Archive(#[prop(optional_no_strip)] check: Option<ArchiveCheck>) -> impl IntoView {
    let lang = lang();
    let is_under_way = check.as_ref().is_some_and(|check| check.state == CheckState::Waiting);
    let button = (!is_under_way).then(|| {
        view! {
            <form method="post" action="/rpc/operations/check_archive">
                <Button icon="shield" class="btn-small">{t!(lang, "archive-check-now")}</Button>
            </form>
        }
    });
    let result = match check {
        None => view! { <p class="quiet-line">{t!(lang, "archive-never-checked")}</p> }.into_any(),
        Some(check) => view! { <LastCheck check=check /> }.into_any(),
    };
    view! {
        <section aria-labelledby="archive-title">
            <div class="section-head">
                <h2 id="archive-title">{t!(lang, "archive-title")}</h2>
                {button}
            </div>
            <p class="faint">{t!(lang, "archive-about")}</p>
            {result}
        </section>
    }
}

#[component]
fn LastCheck(check: ArchiveCheck) -> impl IntoView {
    let lang = lang();
    let (icon, tone, words) = verdict(&check, lang);
    let at = check.finished_at.unwrap_or(check.ordered_at);
    let kept = u64::try_from(check.problems.len()).unwrap_or_default();
    let left_out = (check.missing + check.changed).saturating_sub(kept);
    view! {
        <div class="last-check">
            <p class=format!("status {tone}")><Icon name=icon /><span>{words}</span></p>
            <p class="faint">
                <Moment at=at />
                {check.ordered_by.map(|name| format!(" · {name}"))}
                {check.reason.map(|reason| format!(" · {reason}"))}
            </p>
            <ul class="rows damages">{check.problems.into_iter().map(|one| damage(one, lang)).collect_view()}</ul>
            {(left_out > 0).then(|| view! { <p class="faint">{t!(lang, "archive-more", count = number(left_out.into(), 0, lang))}</p> })}
        </div>
    }
}

fn verdict(check: &ArchiveCheck, lang: Lang) -> (&'static str, &'static str, String) {
    let figure = |count: u64| number(count.into(), 0, lang);
    match check.state {
        CheckState::Failed => ("circle-x", "s-late", t!(lang, "archive-check-failed")),
        CheckState::Waiting => ("hourglass", "s-open", t!(lang, "archive-under-way", count = figure(check.fine + check.missing + check.changed))),
        CheckState::Done if check.missing + check.changed == 0 => ("circle-check", "s-paid", t!(lang, "archive-fine", count = figure(check.fine))),
        CheckState::Done => {
            let words = t!(lang, "archive-damaged", missing = figure(check.missing), changed = figure(check.changed), fine = figure(check.fine));
            ("circle-alert", "s-late", words)
        }
    }
}

fn damage(one: ArchiveProblem, lang: Lang) -> AnyView {
    let word = match one.damage {
        Damage::Missing => t!(lang, "archive-file-missing"),
        Damage::Changed => t!(lang, "archive-file-changed"),
    };
    let href = match (one.invoice, one.incoming) {
        (Some(id), _) => Some(format!("/invoices/{id}")),
        (None, Some(id)) => Some(format!("/incoming/{id}")),
        _ => None,
    };
    let name = match href {
        Some(href) => view! { <a class="link" href=href>{one.file_name}</a> }.into_any(),
        None => one.file_name.into_any(),
    };
    view! {
        <li>
            <span class="status s-late"><Icon name="file-text" />{word}</span>
            <div class="grow">{name} <p class="faint">{one.storage_key}</p></div>
        </li>
    }
    .into_any()
}
