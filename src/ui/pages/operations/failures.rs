//! What was given up: what it was, why, and the button that begins it anew.

use leptos::prelude::*;

use super::queue_name;
use crate::domain::operations::FailedWork;
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Icon, Moment};

#[component]
pub fn Failures(failures: Vec<FailedWork>) -> impl IntoView {
    let lang = lang();
    if failures.is_empty() {
        return view! {
            <section class="all-well">
                <p class="status s-paid"><Icon name="circle-check" />{t!(lang, "operations-no-failures")}</p>
            </section>
        }
        .into_any();
    }
    view! {
        <section aria-labelledby="failures-title">
            <div class="section-head">
                <h2 id="failures-title">{t!(lang, "operations-failures")}</h2>
                <form method="post" action="/rpc/operations/retry_all">
                    <Button icon="rotate-cw" class="btn-small">{t!(lang, "operations-retry-all")}</Button>
                </form>
            </div>
            <ul class="rows failures">{failures.into_iter().map(|one| view! { <Failure one=one /> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Failure(one: FailedWork) -> impl IntoView {
    let lang = lang();
    let reason = one.refusal.map(|refusal| i18n::refusal(lang, &refusal)).or(one.reason);
    let about = one.invoice_number.clone().or(one.subject.clone()).unwrap_or_default();
    let label = format!("{}: {} {about}", t!(lang, "operations-retry"), queue_name(lang, &one.queue));
    let invoice = one.invoice_public_id.map(|id| {
        let number = one.invoice_number.unwrap_or_else(|| t!(lang, "invoice-without-number"));
        view! { <a class="link" href=format!("/invoices/{id}")>{number}</a> }
    });
    view! {
        <li>
            <Icon name="circle-alert" />
            <div class="grow">
                <p><b>{queue_name(lang, &one.queue)}</b> {one.subject.map(|subject| format!(" · {subject}"))} " " {invoice}</p>
                <p class="faint">
                    {one.at.map(|at| view! { <Moment at=at /> " · " })}
                    {reason.unwrap_or_else(|| t!(lang, "operations-no-reason"))}
                </p>
            </div>
            <form method="post" action="/rpc/operations/retry">
                <input type="hidden" name="queue" value=one.queue />
                <button class="btn btn-small" type="submit" name="id" value=one.id aria-label=label>{t!(lang, "operations-retry")}</button>
            </form>
        </li>
    }
}
