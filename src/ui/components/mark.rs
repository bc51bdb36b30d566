//! The small square that stands for an organization: its logo, or its initials.

use leptos::prelude::*;

use crate::domain::text::initials;

#[component]
pub fn Mark(#[prop(into)] name: String, #[prop(optional_no_strip)] logo_url: Option<String>) -> impl IntoView {
    view! {
        <span class="mark" aria-hidden="true">
            {match logo_url {
                Some(url) => view! { <img src=url alt="" /> }.into_any(),
                None => initials(&name).into_any(),
            }}
        </span>
    }
}
