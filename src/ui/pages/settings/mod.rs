//! Settings: their own list of rooms, one page with one form each.

mod api_keys;
mod bank;
mod company;
mod dunning;
mod numbering;
mod portal;

pub use api_keys::ApiKeysPage;
pub use bank::BankPage;
pub use company::CompanyPage;
pub use dunning::DunningSettingsPage;
pub use numbering::NumberingPage;
pub use portal::PortalPage;

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Look, PageBody, PageHead};
use crate::ui::islands::SaveState;

/// The form that the button in the head saves.
pub(super) const FORM: &str = "settings";

/// A page of the settings; a new one is one line in [`SettingsRoom::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsRoom {
    Company,
    Bank,
    Numbering,
    Portal,
    Dunning,
    ApiKeys,
}

impl SettingsRoom {
    pub const ALL: [Self; 6] = [Self::Company, Self::Bank, Self::Numbering, Self::Portal, Self::Dunning, Self::ApiKeys];

    #[must_use]
    pub fn href(self) -> &'static str {
        match self {
            Self::Company => "/settings/company",
            Self::Bank => "/settings/bank",
            Self::Numbering => "/settings/numbering",
            Self::Portal => "/settings/portal",
            Self::Dunning => "/settings/dunning",
            Self::ApiKeys => "/settings/api-keys",
        }
    }

    fn name(self, lang: Lang) -> String {
        match self {
            Self::Company => t!(lang, "settings-company"),
            Self::Bank => t!(lang, "settings-bank"),
            Self::Numbering => t!(lang, "settings-numbering"),
            Self::Portal => t!(lang, "settings-portal"),
            Self::Dunning => t!(lang, "settings-dunning"),
            Self::ApiKeys => t!(lang, "settings-api-keys"),
        }
    }
}

/// Head, list of rooms, and the page itself; `saves` puts the button for the form into the head.
#[component]
pub(super) fn SettingsFrame(room: SettingsRoom, notice: Option<String>, #[prop(default = true)] saves: bool, children: Children) -> impl IntoView {
    let lang = lang();
    let title = format!("{} – {}", room.name(lang), t!(lang, "room-settings"));
    let head = if saves {
        view! {
            <PageHead title=t!(lang, "room-settings") notice=notice>
                <SaveState saved=String::new() unsaved=t!(lang, "editor-unsaved") button=".head .btn-primary".to_owned() />
                <Button form=FORM look=Look::Primary>{t!(lang, "action-save")}</Button>
            </PageHead>
        }
        .into_any()
    } else {
        view! { <PageHead title=t!(lang, "room-settings") notice=notice /> }.into_any()
    };
    let links = SettingsRoom::ALL.into_iter().map(move |to| {
        view! { <li><a href=to.href() aria-current=(to == room).then_some("page")>{to.name(lang)}</a></li> }
    });
    view! {
        {head}
        <PageBody>
            <div class="settings">
                <nav aria-label=t!(lang, "room-settings")>
                    <ul class="nav">{links.collect_view()}</ul>
                </nav>
                <section class="settings-room" aria-label=title>{children()}</section>
            </div>
        </PageBody>
    }
    .into_any()
}
