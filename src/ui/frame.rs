//! The frame of every dashboard page: organization, search, rooms, and who is logged in. A new room is one line in `Room::ALL`.

use leptos::prelude::*;

use super::components::words::lang;
use super::components::{Icon, Mark, Menu, MenuSide};
use super::islands::{Dialogs, Shortcuts};
use crate::domain::lang::Lang;
use crate::domain::organization::{Role, Viewer};
use crate::domain::text::initials;
use crate::t;

/// Where the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Overview,
    Invoices,
    Recurring,
    Dunning,
    Incoming,
    Customers,
    Audit,
    Webhooks,
    Operations,
    Billing,
    Settings,
    Notifications,
}

impl Room {
    /// What the navigation shows, in this order.
    const ALL: [Self; 11] = [
        Self::Overview,
        Self::Invoices,
        Self::Recurring,
        Self::Dunning,
        Self::Incoming,
        Self::Customers,
        Self::Billing,
        Self::Webhooks,
        Self::Audit,
        Self::Operations,
        Self::Settings,
    ];

    /// Those that stand apart below: one looks after the house in them.
    const BELOW: [Self; 4] = [Self::Webhooks, Self::Audit, Self::Operations, Self::Settings];

    /// Those that the dock of a phone keeps behind "more".
    const BEHIND: [Self; 8] =
        [Self::Recurring, Self::Dunning, Self::Incoming, Self::Billing, Self::Webhooks, Self::Audit, Self::Operations, Self::Settings];

    fn href(self) -> &'static str {
        match self {
            Self::Overview => "/",
            Self::Invoices => "/invoices",
            Self::Recurring => "/recurring",
            Self::Dunning => "/dunning",
            Self::Incoming => "/incoming",
            Self::Customers => "/customers",
            Self::Audit => "/audit",
            Self::Operations => "/operations",
            Self::Webhooks => "/webhooks",
            Self::Billing => "/billing",
            Self::Settings => "/settings",
            Self::Notifications => "/notifications",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Overview => "house",
            Self::Invoices => "file-text",
            Self::Recurring => "repeat",
            Self::Dunning => "flag",
            Self::Incoming => "receipt-text",
            Self::Customers => "users",
            Self::Audit => "book-open",
            Self::Operations => "gauge",
            Self::Webhooks => "webhook",
            Self::Billing => "hand-coins",
            Self::Settings => "settings",
            Self::Notifications => "bell",
        }
    }

    fn name(self, lang: Lang) -> String {
        match self {
            Self::Overview => t!(lang, "room-overview"),
            Self::Invoices => t!(lang, "room-invoices"),
            Self::Recurring => t!(lang, "room-recurring"),
            Self::Dunning => t!(lang, "room-dunning"),
            Self::Incoming => t!(lang, "room-incoming"),
            Self::Customers => t!(lang, "room-customers"),
            Self::Audit => t!(lang, "room-audit"),
            Self::Operations => t!(lang, "room-operations"),
            Self::Webhooks => t!(lang, "room-webhooks"),
            Self::Billing => t!(lang, "room-billing"),
            Self::Settings => t!(lang, "room-settings"),
            Self::Notifications => t!(lang, "room-notifications"),
        }
    }

    fn is_open_to(self, role: Role) -> bool {
        match self {
            Self::Overview | Self::Recurring | Self::Incoming | Self::Billing => role.may_read_figures(),
            Self::Operations => role == Role::Owner,
            _ => role.may_bill(),
        }
    }
}

/// Children are the page: a `PageHead` and a `PageBody`.
#[component]
pub fn Frame(
    viewer: Viewer,
    /// `None` where the reader is nowhere.
    #[prop(into)]
    room: Option<Room>,
    /// What was searched for.
    #[prop(optional_no_strip, into)]
    search: Option<String>,
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let bills = viewer.role.may_bill();
    view! {
        <a class="skip" href="#main">{t!(lang, "frame-skip")}</a>
        <div class="app">
            <header class="side">
                <div class="side-top">
                    <OrganizationSwitch viewer=viewer.clone() />
                    {bills.then(|| view! {
                        <a class="tap phone-only" href="/invoices" aria-label=t!(lang, "frame-search")><Icon name="search" /></a>
                        <Bell unread=viewer.unread_notifications class="tap phone-only" />
                    })}
                </div>
                {bills.then(|| view! {
                    <div class="find-row">
                        <SearchForm value=search.unwrap_or_default() />
                        <Bell unread=viewer.unread_notifications class="tap" />
                    </div>
                })}
                <Rooms role=viewer.role room=room />
                <UserMenu id="user-menu" viewer=viewer.clone() side=MenuSide::Above />
            </header>
            <main class="main" id="main" tabindex="-1">{children()}</main>
            <Dock viewer=viewer room=room />
        </div>
        <Dialogs />
        <Shortcuts />
    }
}

#[component]
fn OrganizationSwitch(viewer: Viewer) -> impl IntoView {
    let lang = lang();
    let mark = view! { <Mark name=viewer.organization_name.clone() logo_url=viewer.logo_url /> };
    let name = view! { <span class="org-name">{viewer.organization_name}</span> };
    if viewer.organizations.len() < 2 {
        return view! { <div class="org">{mark} {name}</div> }.into_any();
    }
    let face = view! { {mark} {name} <span class="vh">{t!(lang, "frame-switch")}</span> <Icon name="chevrons-up-down" /> }.into_any();
    let entries = viewer.organizations.into_iter().map(|(id, name, current)| {
        view! {
            <li>
                <button type="submit" name="organization" value=id form="switch-organization" aria-current=current.then_some("true")>
                    {name}
                    {current.then(|| view! { <Icon name="check" class="end" /> })}
                </button>
            </li>
        }
    });
    view! {
        <form id="switch-organization" method="post" action="/rpc/account/switch_organization" hidden></form>
        <Menu id="organization-menu" class="org" face=face side=MenuSide::BelowStart>
            {entries.collect_view()}
        </Menu>
    }
    .into_any()
}

#[component]
fn Bell(unread: u32, class: &'static str) -> impl IntoView {
    let lang = lang();
    let label = if unread == 0 { Room::Notifications.name(lang) } else { t!(lang, "frame-bell", count = unread) };
    view! {
        <a class=class href="/notifications" aria-label=label>
            <Icon name="bell" />
            {(unread > 0).then(|| view! { <span class="dot"></span> })}
        </a>
    }
}

#[component]
fn SearchForm(value: String) -> impl IntoView {
    let lang = lang();
    view! {
        <form class="find" role="search" action="/invoices" method="get">
            <Icon name="search" />
            <input
                type="search"
                name="q"
                value=value
                data-search=""
                placeholder=t!(lang, "frame-search")
                aria-label=t!(lang, "frame-search-invoices")
                aria-keyshortcuts="Control+K"
            />
            <kbd aria-hidden="true">{t!(lang, "frame-search-key")}</kbd>
        </form>
    }
}

#[component]
fn Rooms(role: Role, room: Option<Room>) -> impl IntoView {
    let lang = lang();
    let link = move |to: Room| {
        view! {
            <li>
                <a href=to.href() aria-current=(Some(to) == room).then_some("page")>
                    <Icon name=to.icon() />
                    {to.name(lang)}
                </a>
            </li>
        }
    };
    let (below, above): (Vec<Room>, Vec<Room>) = Room::ALL.into_iter().filter(|to| to.is_open_to(role)).partition(|to| Room::BELOW.contains(to));
    view! {
        <nav aria-label=t!(lang, "frame-navigation")>
            <ul class="nav">{above.into_iter().map(link).collect_view()}</ul>
            {(!below.is_empty()).then(|| view! { <ul class="nav">{below.into_iter().map(link).collect_view()}</ul> })}
        </nav>
    }
}

/// Name, language and logout; on a phone the dock's "more" opens the same with the remaining rooms.
#[component]
fn UserMenu(id: &'static str, viewer: Viewer, side: MenuSide) -> impl IntoView {
    let lang = lang();
    let shown = if viewer.name.is_empty() { viewer.email.clone() } else { viewer.name.clone() };
    let face = view! {
        <span class="initials" aria-hidden="true">{initials(&shown)}</span>
        {role_name(viewer.role, lang)}
        <Icon name="ellipsis" />
    }
    .into_any();
    view! {
        <Menu id=id class="me" face=face side=side>
            <UserEntries shown=shown email=viewer.email />
        </Menu>
    }
}

#[component]
fn UserEntries(shown: String, email: String) -> impl IntoView {
    let lang = lang();
    let other = if lang == Lang::De { Lang::En } else { Lang::De };
    let other_name = if other == Lang::De { "Deutsch" } else { "English" };
    let email = (email != shown).then_some(email);
    view! {
        <li class="menu-head"><b>{shown}</b> {email}</li>
        <li class="menu-line">
            <form method="post" action="/rpc/account/set_language">
                <button type="submit" name="lang" value=other.code() lang=other.code()><Icon name="languages" />{other_name}</button>
            </form>
            <form method="post" action="/rpc/account/log_out">
                <button type="submit"><Icon name="log-out" />{t!(lang, "frame-log-out")}</button>
            </form>
        </li>
    }
}

#[component]
fn Dock(viewer: Viewer, room: Option<Room>) -> impl IntoView {
    let lang = lang();
    let rooms = Room::ALL.into_iter().filter(|to| !Room::BEHIND.contains(to) && to.is_open_to(viewer.role)).map(|to| {
        view! {
            <li>
                <a href=to.href() aria-current=(Some(to) == room).then_some("page")>
                    <Icon name=to.icon() />
                    <span>{to.name(lang)}</span>
                </a>
            </li>
        }
    });
    let shown = if viewer.name.is_empty() { viewer.email.clone() } else { viewer.name.clone() };
    let behind = Room::BEHIND.into_iter().filter(|to| to.is_open_to(viewer.role)).map(|to| {
        view! { <li><a href=to.href()><Icon name=to.icon() />{to.name(lang)}</a></li> }
    });
    let behind = behind.collect_view();
    let face = view! { <Icon name="menu" /> <span>{t!(lang, "frame-more")}</span> }.into_any();
    view! {
        <nav class="dock" aria-label=t!(lang, "frame-dock")>
            <ul>
                {rooms.collect_view()}
                <li>
                    <Menu id="more-menu" class="dock-more" face=face side=MenuSide::Above>
                        {behind}
                        <UserEntries shown=shown email=viewer.email />
                    </Menu>
                </li>
            </ul>
        </nav>
    }
}

fn role_name(role: Role, lang: Lang) -> String {
    match role {
        Role::Owner => t!(lang, "role-owner"),
        Role::Admin => t!(lang, "role-admin"),
        Role::Executive => t!(lang, "role-executive"),
        Role::Staff => t!(lang, "role-staff"),
    }
}
