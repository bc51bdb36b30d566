//! Heads of tables that sort by a link.

use leptos::prelude::*;

use super::Icon;

/// A column head. `sort` is the order of the page (`-due`), `key` the word of this column (`due`).
#[component]
pub fn SortHead(
    key: &'static str,
    sort: String,
    #[prop(into)] label: String,
    /// The address of the list in that order.
    #[prop(into)]
    href: Callback<String, String>,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let ascending = sort == key;
    let descending = sort.strip_prefix('-') == Some(key);
    let next = if ascending { format!("-{key}") } else { key.to_owned() };
    let (order, arrow) = match (ascending, descending) {
        (true, _) => (Some("ascending"), Some("arrow-up")),
        (_, true) => (Some("descending"), Some("arrow-down")),
        _ => (None, None),
    };
    view! {
        <th class=class scope="col" aria-sort=order>
            <a href=href.run(next)>{label} {arrow.map(|name| view! { <Icon name=name /> })}</a>
        </th>
    }
}
