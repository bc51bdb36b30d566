//! The head of a page: title or breadcrumb, what just happened, and the actions with the one primary button.

use leptos::prelude::*;
use leptos_meta::{MetaContext, Title};

use super::{Icon, Note, words::lang};
use crate::t;

/// Children are the actions, the primary one last: on a phone it moves to the dock.
/// With a breadcrumb the page is a document page, whose actions fill the whole dock.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// Address and name of the page above.
    #[prop(optional)]
    crumb: Option<(&'static str, String)>,
    /// The same for a page above whose address is not fixed.
    #[prop(optional)]
    above: Option<(String, String)>,
    #[prop(optional)] badge: Option<AnyView>,
    /// Code of what just happened, from `?notice=`.
    #[prop(optional_no_strip)]
    notice: Option<String>,
    /// The "…" menu, left of the actions.
    #[prop(optional)]
    menu: Option<AnyView>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let above = above.or_else(|| crumb.map(|(href, label)| (href.to_owned(), label)));
    let lined = above.is_some();
    let tab_title = format!("{title} – RechnungsWerk");
    view! {
        {use_context::<MetaContext>().is_some().then(|| view! { <Title text=tab_title /> })}
        <div class="head" class:lined=lined>
            <div class="head-title">
                {above.map(|(href, label)| crumb_view(href, label))}
                <h1>{title}</h1>
                {badge}
            </div>
            <Note code=notice />
            {menu}
            {children.map(|children| view! { <div class="head-actions">{children()}</div> })}
        </div>
    }
}

fn crumb_view(href: String, label: String) -> impl IntoView {
    let back = t!(lang(), "head-back", place = label.clone());
    view! {
        <a class="crumb" href=href aria-label=back>
            <Icon name="chevron-left" />
            <span class="crumb-text">{label}</span>
        </a>
        <span class="crumb slash" aria-hidden="true">"/"</span>
    }
}

/// What stands below the head; it is the container that the layout adapts to.
#[component]
pub fn PageBody(
    /// A document page lays its own desk and rail.
    #[prop(optional)]
    document: bool,
    children: Children,
) -> impl IntoView {
    let class = if document { "document" } else { "body" };
    view! {
        <div class="page">
            <div class=class>{children()}</div>
        </div>
    }
}
