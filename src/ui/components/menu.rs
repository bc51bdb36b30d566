//! A button with a menu of plain links and buttons: the popover attribute opens it without script.

use leptos::prelude::*;

/// Where the menu opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuSide {
    /// Below, right edges aligned.
    #[default]
    BelowEnd,
    /// Below, left edges aligned.
    BelowStart,
    /// Above, left edges aligned.
    Above,
}

/// Children are `<li>` elements.
#[component]
pub fn Menu(
    #[prop(into)] id: String,
    /// Name for screen readers where the face is only an icon.
    #[prop(optional_no_strip, into)]
    label: Option<String>,
    /// Classes of the button.
    class: &'static str,
    /// What the button shows.
    face: AnyView,
    #[prop(optional)] side: MenuSide,
    children: Children,
) -> impl IntoView {
    let menu_class = match side {
        MenuSide::BelowEnd => "menu",
        MenuSide::BelowStart => "menu menu-start",
        MenuSide::Above => "menu menu-up",
    };
    view! {
        <button class=class type="button" popovertarget=id.clone() aria-label=label>
            {face}
        </button>
        <ul class=menu_class id=id popover="auto">
            {children()}
        </ul>
    }
}
