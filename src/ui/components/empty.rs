//! What stands where nothing is yet, and the one-sentence banner.

use leptos::prelude::*;

use super::{Icon, LinkButton};

/// A small sheet, a title, a sentence, and what to do next.
#[component]
pub fn EmptyState(#[prop(into)] title: String, #[prop(into)] text: String, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="art" width="64" height="80" viewBox="0 0 64 80" aria-hidden="true">
                <rect class="a1" x="1" y="1" width="62" height="78" rx="5"></rect>
                <path class="a2" d="M10 14h20M42 14h12M10 21h13M10 40h44M10 48h44M10 56h44"></path>
                <path class="a3" d="M38 67h16"></path>
            </svg>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// One row of the check list of a new organization.
#[derive(Clone, Debug)]
pub struct Step {
    pub title: String,
    pub why: String,
    pub action: String,
    pub href: String,
    pub done: bool,
}

#[component]
pub fn Steps(steps: Vec<Step>) -> impl IntoView {
    let rows = steps.into_iter().map(|step| {
        if step.done {
            return view! {
                <li class="done">
                    <Icon name="circle-check" />
                    <b>{step.title}</b>
                </li>
            }
            .into_any();
        }
        view! {
            <li>
                <Icon name="circle" />
                <div>
                    <b>{step.title}</b>
                    <small>{step.why}</small>
                </div>
                <LinkButton href=step.href>{step.action}</LinkButton>
            </li>
        }
        .into_any()
    });
    view! { <ul class="steps">{rows.collect_view()}</ul> }
}

/// One sentence with one link.
#[component]
pub fn Banner(#[prop(into)] text: String, #[prop(into)] link: String, #[prop(into)] href: String) -> impl IntoView {
    view! {
        <div class="banner">
            <Icon name="circle-alert" />
            <p>{text} " – " <a href=href>{link}</a></p>
        </div>
    }
}
