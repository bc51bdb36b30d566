//! `/operations`: queues with their figures, what failed and can be begun anew, and the archive's last check.

mod archive;
mod failures;
mod queues;

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::operations::Operations;
use crate::t;
use crate::ui::components::events::event_text;
use crate::ui::components::words::lang;
use crate::ui::components::{LinkButton, PageBody, PageHead};

use archive::Archive;
use failures::Failures;
use queues::Queues;

#[component]
pub fn OperationsPage(operations: Operations, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let Operations { at, queues, failures, archive } = operations;
    view! {
        <PageHead title=t!(lang, "room-operations") notice=notice>
            <LinkButton href="/operations" icon="rotate-cw">{t!(lang, "operations-look-again")}</LinkButton>
        </PageHead>
        <PageBody>
            <div class="operations">
                <Failures failures=failures />
                <Queues queues=queues at=at />
                <Archive check=archive />
            </div>
        </PageBody>
    }
    .into_any()
}

/// "E-Mails", or the bare name of a queue that the catalogue does not know yet.
fn queue_name(lang: Lang, queue: &str) -> String {
    event_text(lang, "queue", queue, &[])
}
