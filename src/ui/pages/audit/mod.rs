//! `/audit`: who did what, searched and filtered by a plain form whose state stands in the address.

mod filter;
mod rows;

use leptos::prelude::*;

use crate::domain::audit::{AuditPage, AuditQuery};
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{EmptyState, Icon, LinkButton, PageBody, PageHead};

use filter::FilterForm;
use rows::{Cards, Table};

const PATH: &str = "/audit";

#[component]
pub fn AuditLogPage(page: AuditPage, query: AuditQuery, #[prop(optional_no_strip)] notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let export = address("/audit/export.csv", &query.pairs());
    let AuditPage { entries, next, people, about } = page;
    let body = if entries.is_empty() {
        view! { <EmptyState title=t!(lang, "audit-none") text=t!(lang, "audit-none-text")><LinkButton href=PATH>{t!(lang, "audit-all")}</LinkButton></EmptyState> }.into_any()
    } else {
        view! { <Table entries=entries.clone() /> <Cards entries=entries /> }.into_any()
    };
    view! {
        <PageHead title=t!(lang, "room-audit") notice=notice>
            <a class="btn" href=export download="audit.csv">
                <Icon name="download" />
                {t!(lang, "audit-export")}
            </a>
        </PageHead>
        <PageBody>
            <FilterForm query=query.clone() people=people about=about />
            {body}
            <Places query=query next=next />
        </PageBody>
    }
    .into_any()
}

/// Back to the newest, and on to older ones.
#[component]
fn Places(query: AuditQuery, #[prop(optional_no_strip)] next: Option<String>) -> impl IntoView {
    let lang = lang();
    let is_first = query.cursor.is_empty();
    if is_first && next.is_none() {
        return ().into_any();
    }
    let newest = address(PATH, &query.pairs());
    let older = next.map(|cursor| {
        let pairs: Vec<(&str, &str)> = query.pairs().into_iter().chain([("cursor", cursor.as_str())]).collect();
        address(PATH, &pairs)
    });
    view! {
        <nav class="pager" aria-label=t!(lang, "pager-label")>
            <span></span>
            <div>
                {(!is_first).then(|| view! { <LinkButton href=newest>{t!(lang, "audit-newest")}</LinkButton> })}
                {older.map(|href| view! { <LinkButton href=href>{t!(lang, "audit-older")}</LinkButton> })}
            </div>
        </nav>
    }
    .into_any()
}
