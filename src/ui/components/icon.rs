//! Outline icons from the one sprite `public/icons.svg`.

use leptos::prelude::*;

/// An icon that says nothing by itself: a word stands beside it, or its button carries a label.
#[component]
pub fn Icon(
    /// Name of a symbol in the sprite, as in Lucide.
    name: &'static str,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let class = if class.is_empty() { "icon".to_owned() } else { format!("icon {class}") };
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=format!("/icons.svg#{name}")></use_>
        </svg>
    }
}
