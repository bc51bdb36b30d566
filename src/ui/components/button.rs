//! Buttons: one primary per page or dialog, secondary left of it, quiet and danger without a border.

use leptos::prelude::*;

use super::Icon;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

impl Look {
    fn class(self, extra: &str) -> String {
        let look = match self {
            Self::Primary => "btn btn-primary",
            Self::Secondary => "btn",
            Self::Quiet => "btn btn-quiet",
            Self::Danger => "btn btn-danger",
        };
        if extra.is_empty() { look.to_owned() } else { format!("{look} {extra}") }
    }
}

/// Submits its form. `name` and `value` tell which of several buttons it was.
#[component]
pub fn Button(
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    /// Another form than the one around it, by id.
    #[prop(optional, into)]
    form: Option<String>,
    /// Another address than the form's own.
    #[prop(optional, into)]
    formaction: Option<String>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <button class=look.class(class) type="submit" name=name value=value form=form formaction=formaction>
            {icon_of(icon)}
            {children()}
        </button>
    }
}

/// Goes to another page and looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: &'static str,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=look.class(class) href=href>
            {icon_of(icon)}
            {children()}
        </a>
    }
}

/// Opens the [`Dialog`](super::Dialog) of that name: at once by the island, by `?dialog=name` without script.
#[component]
pub fn DialogButton(
    dialog: &'static str,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: &'static str,
    /// Replaces the classes of a button, for links and menu entries.
    #[prop(optional)]
    plain: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let class = plain.map_or_else(|| look.class(""), str::to_owned);
    view! {
        <form class="bare" method="get">
            <button class=class type="submit" name="dialog" value=dialog data-dialog=dialog>
                {icon_of(icon)}
                {children()}
            </button>
        </form>
    }
}

fn icon_of(name: &'static str) -> Option<impl IntoView> {
    (!name.is_empty()).then(|| view! { <Icon name=name /> })
}
