//! A filter as a link with its count.

use leptos::prelude::*;

use super::words::lang;
use crate::domain::text::number;

#[component]
pub fn Chip(#[prop(into)] href: String, #[prop(into)] label: String, count: u32, current: bool) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-current=current.then_some("true")>
            {label}
            " "
            <span>{number(count.into(), 0, lang())}</span>
        </a>
    }
}
