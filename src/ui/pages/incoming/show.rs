//! `/incoming/{id}`: what stands in the file, as a person reads it, and the verdict in the rail.

use leptos::prelude::*;

use super::sheet::Sheet;
use super::verdict::{Levels, VerdictBadge};
use crate::domain::incoming::{IncomingPage, Twin};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, LinkButton, Look, Moment, PageBody, PageHead};
use crate::ui::pages::invoices::size;

#[component]
pub fn IncomingShowPage(page: IncomingPage, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let title = if page.row.number.is_empty() { t!(lang, "incoming-without-number") } else { page.row.number.clone() };
    let badge = view! { <VerdictBadge judgement=page.row.verdict.worst() /> }.into_any();
    let file = format!("/incoming/{}/file", page.row.id);
    view! {
        <PageHead title=title crumb=("/incoming", t!(lang, "incoming-title")) badge=badge notice=notice>
            <LinkButton href=file look=Look::Primary icon="download">{t!(lang, "incoming-original")}</LinkButton>
        </PageHead>
        <PageBody document=true>
            <div class="doc">
                <div class="desk"><Sheet page=page.clone() /></div>
                <aside class="rail" aria-label=t!(lang, "rail-label")>
                    <Twins twins=page.twins.clone() />
                    <Levels verdict=page.row.verdict reasons=page.reasons.clone() />
                    <Original page=page />
                </aside>
            </div>
        </PageBody>
    }
    .into_any()
}

/// Others with the same seller and number: probably one of them is to be paid, and once.
#[component]
fn Twins(twins: Vec<Twin>) -> impl IntoView {
    let lang = lang();
    if twins.is_empty() {
        return ().into_any();
    }
    let rows = twins.into_iter().map(|twin| {
        view! {
            <li>
                <Icon name="copy" />
                <a class="link" href=format!("/incoming/{}", twin.id)>{twin.file_name}</a>
                <Moment at=twin.received_at />
            </li>
        }
    });
    view! {
        <section class="twins">
            <div class="section-head"><h2>{t!(lang, "incoming-duplicate-title")}</h2></div>
            <p>{t!(lang, "incoming-duplicate-text")}</p>
            <ul class="trail">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Original(page: IncomingPage) -> impl IntoView {
    let lang = lang();
    let kind = if page.is_pdf { t!(lang, "incoming-kind-pdf") } else { t!(lang, "incoming-kind-xml") };
    view! {
        <section>
            <div class="section-head">
                <h2>{t!(lang, "incoming-file-title")}</h2>
                <span class="faint">{t!(lang, "incoming-unchanged")}</span>
            </div>
            <ul class="trail">
                <li>
                    <Icon name="download" />
                    <a class="ref" href=format!("/incoming/{}/file", page.row.id)>{page.file_name}</a>
                    <span class="size">{size(page.size)}</span>
                    <small>{kind}</small>
                </li>
                <li>
                    <Icon name="clock" />
                    <span>{t!(lang, "incoming-received")}</span>
                    <Moment at=page.row.received_at />
                </li>
                <li>
                    <Icon name="shield" />
                    <span>"SHA-256"</span>
                    <small>{page.sha256}</small>
                </li>
            </ul>
        </section>
    }
}
