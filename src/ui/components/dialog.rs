//! The native dialog, with its head, body and foot.

use leptos::prelude::*;

use super::{Icon, words::lang};
use crate::t;

/// A dialog named as in `?dialog=name`. The island opens it as modal; `open` shows it without script.
#[component]
pub fn Dialog(
    name: &'static str,
    #[prop(into)] title: String,
    #[prop(optional_no_strip, into)] intro: Option<String>,
    open: bool,
    children: Children,
) -> impl IntoView {
    let heading = format!("dialog-{name}-title");
    let labelled_by = heading.clone();
    view! {
        <dialog id=format!("dialog-{name}") aria-labelledby=labelled_by open=open>
            <div class="dialog-head">
                <div>
                    <h2 id=heading>{title}</h2>
                    {intro.map(|text| view! { <p>{text}</p> })}
                </div>
                <form method="dialog">
                    <button class="tap" type="submit" aria-label=t!(lang(), "action-close")>
                        <Icon name="x" />
                    </button>
                </form>
            </div>
            {children()}
        </dialog>
    }
}

#[component]
pub fn DialogBody(children: Children) -> impl IntoView {
    view! { <div class="dialog-body">{children()}</div> }
}

/// Destructive actions left, then "close" with `class="push"`, the primary one right.
#[component]
pub fn DialogFoot(children: Children) -> impl IntoView {
    view! { <div class="dialog-foot">{children()}</div> }
}
