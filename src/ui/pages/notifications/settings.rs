//! `/notifications/settings`: how the person wants to be told of what.

use leptos::prelude::*;

use crate::domain::error::AppError;
use crate::domain::lang::Lang;
use crate::domain::notification::{Channel, Preferences};
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, Look, PageBody, PageHead, SelectField};
use crate::ui::pages::form::Trouble;

const FORM: &str = "notification-settings";

#[component]
pub fn NotificationSettingsPage(
    preferences: Preferences,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let fields = preferences.choices.into_iter().map(move |(kind, channel)| {
        let words = kind.replace(['.', '_'], "-");
        view! {
            <SelectField
                name=format!("choices[{kind}]")
                id=format!("choice-{words}")
                label=i18n::text(lang, &format!("notify-{words}"))
                value=channel.as_str()
                choices=Channel::ALL.into_iter().map(|channel| Choice::new(channel.as_str(), channel_name(lang, channel))).collect()
                class="c3"
            />
        }
    });
    view! {
        <PageHead title=t!(lang, "notifications-settings") crumb=("/notifications", t!(lang, "room-notifications")) notice=notice>
            <Button form=FORM look=Look::Primary>{t!(lang, "action-save")}</Button>
        </PageHead>
        <PageBody>
            <div class="form-page narrow-page notify-settings">
                <Trouble error=error />
                <p class="muted">{t!(lang, "notifications-settings-why", email = preferences.email)}</p>
                <form id=FORM class="grid-2" method="post" action="/rpc/notifications/save_settings">{fields.collect_view()}</form>
            </div>
        </PageBody>
    }
    .into_any()
}

fn channel_name(lang: Lang, channel: Channel) -> String {
    match channel {
        Channel::App => t!(lang, "channel-app"),
        Channel::Mail => t!(lang, "channel-mail"),
        Channel::Digest => t!(lang, "channel-digest"),
        Channel::Off => t!(lang, "channel-off"),
    }
}
