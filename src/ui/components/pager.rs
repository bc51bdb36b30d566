//! Which rows of how many, and links to the pages beside.

use leptos::prelude::*;

use super::words::lang;
use super::{LinkButton, Look};
use crate::domain::text::number;
use crate::t;

/// `shown` rows stand on this page.
#[component]
pub fn Pager(page: u32, pages: u32, total: u32, shown: u32, #[prop(into)] href: Callback<u32, String>) -> impl IntoView {
    let lang = lang();
    let first = if page == pages { (total + 1).saturating_sub(shown) } else { page.saturating_sub(1) * shown + 1 };
    let words = if total == 0 {
        String::new()
    } else {
        t!(
            lang,
            "pager-range",
            first = number(first.into(), 0, lang),
            last = number((first + shown.saturating_sub(1)).into(), 0, lang),
            total = number(total.into(), 0, lang)
        )
    };
    view! {
        <nav class="pager" aria-label=t!(lang, "pager-label")>
            <span>{words}</span>
            <div>
                {(page > 1).then(|| view! { <LinkButton look=Look::Secondary href=href.run(page - 1)>{t!(lang, "pager-back")}</LinkButton> })}
                {(page < pages).then(|| view! { <LinkButton look=Look::Secondary href=href.run(page + 1)>{t!(lang, "pager-next")}</LinkButton> })}
            </div>
        </nav>
    }
}
