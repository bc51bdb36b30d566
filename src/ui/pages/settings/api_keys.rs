//! Settings › API keys: who may call in the organization's name; a secret is shown once.

use leptos::prelude::*;

use super::{SettingsFrame, SettingsRoom};
use crate::domain::error::{AppError, FieldError};
use crate::domain::organization::ApiKeyEntry;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Icon, Look, Moment};
use crate::ui::pages::form::{AskFirst, FormScope, Trouble};

#[component]
pub fn ApiKeysPage(
    keys: Vec<ApiKeyEntry>,
    /// The secret of the key that was made just now.
    #[prop(optional_no_strip)]
    new_secret: Option<String>,
    /// What was typed as the name of a key that could not be made.
    #[prop(optional_no_strip)]
    name: Option<String>,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let list = if keys.is_empty() {
        view! { <p class="quiet-line">{t!(lang, "api-keys-none")}</p> }.into_any()
    } else {
        view! { <ul class="rows api-keys">{keys.into_iter().map(|key| view! { <Key key=key /> }).collect_view()}</ul> }.into_any()
    };
    view! {
        <SettingsFrame room=SettingsRoom::ApiKeys notice=notice saves=false>
            <div class="settings-column">
                <Trouble error=error />
                <h2>{t!(lang, "settings-api-keys")}</h2>
                <p class="muted">{t!(lang, "api-keys-why")}</p>
                {new_secret.map(|secret| view! { <NewSecret secret=secret /> })}
                <FormScope errors=errors>
                    <form class="inline-form" method="post" action="/rpc/settings/create_api_key">
                        <Field name="name" id="key_name" label=t!(lang, "api-key-name") value=name.unwrap_or_default() maxlength=100 required=true autocomplete="off" placeholder=t!(lang, "api-key-example") />
                        <Button look=Look::Primary icon="plus">{t!(lang, "api-key-create")}</Button>
                    </form>
                </FormScope>
                {list}
            </div>
        </SettingsFrame>
    }
}

#[component]
fn NewSecret(secret: String) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="new-secret" role="status">
            <p>
                <Icon name="circle-check" />
                <b>{t!(lang, "api-key-made")}</b>
            </p>
            <p class="muted">{t!(lang, "api-key-once")}</p>
            <input class="input" id="new_secret" readonly value=secret aria-label=t!(lang, "api-key-secret") />
        </div>
    }
}

#[component]
fn Key(key: ApiKeyEntry) -> impl IntoView {
    let lang = lang();
    let used = match key.last_used_at {
        Some(at) => view! { {t!(lang, "api-key-used")} " " <Moment at=at /> }.into_any(),
        None => t!(lang, "api-key-unused").into_any(),
    };
    let question = t!(lang, "api-key-revoke-question", name = key.name.clone());
    view! {
        <li>
            <Icon name="key" />
            <div class="grow">
                <b>{key.name}</b>
                <p class="faint"><code>{key.prefix} "…"</code> " · " {t!(lang, "api-key-since")} " " <Moment at=key.created_at /> " · " {used}</p>
            </div>
            <AskFirst id=format!("ask-{}", key.id) action=t!(lang, "api-key-revoke") question=question target="/rpc/settings/revoke_api_key" field=Some(("id", key.id)) />
        </li>
    }
}
