//! Heads of tables that sort by a link, and the boxes that choose rows.

use leptos::prelude::*;

use super::Icon;
use super::words::lang;
use crate::domain::money::Cents;
use crate::t;

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

/// The first cell of a row that can be chosen; the `ListKeys` island sums up `open` of what is chosen.
#[component]
pub fn PickCell(
    /// Sent as `ids[]`.
    #[prop(into)]
    id: String,
    /// What the row is called when it is spoken.
    #[prop(into)]
    name: String,
    open: Cents,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let label = t!(lang(), "bulk-one", number = name);
    view! {
        <td class="pick">
            <input
                class="check check-row-box"
                type="checkbox"
                name="ids[]"
                value=id
                data-cents=open.0.to_string()
                disabled=disabled
                aria-label=label
            />
        </td>
    }
}
