//! `/webhooks/new` and `/webhooks/{id}/edit`.

use leptos::prelude::*;

use crate::domain::error::{AppError, FieldError, Problem};
use crate::domain::webhook::{Topic, WebhookForm};
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Icon, Look, PageBody, PageHead};
use crate::ui::pages::form::{FormPart, FormScope, RadioField, Trouble};

const FORM: &str = "webhook";
const GROUPS: [&str; 4] = ["invoice", "payment", "customer", "recurring"];

/// `id` is empty for a new one.
#[component]
pub fn WebhookFormPage(
    id: String,
    form: WebhookForm,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let is_new = id.is_empty();
    let title = if is_new { t!(lang, "webhook-new") } else { t!(lang, "webhook-edit") };
    let action = if is_new { "/rpc/webhooks/create" } else { "/rpc/webhooks/save" };
    let save = if is_new { t!(lang, "webhook-add") } else { t!(lang, "action-save") };
    let error = error.or_else(|| (!errors.is_empty()).then(|| AppError::Invalid(errors.clone())));
    let none_chosen = errors.iter().any(|error| error.field == "events" && error.problem == Problem::Required);
    let url = form.url.clone();
    view! {
        <PageHead title=title.clone() crumb=("/webhooks", t!(lang, "room-webhooks")) notice=notice>
            <Button form=FORM look=Look::Primary>{save}</Button>
        </PageHead>
        <PageBody>
            <form id=FORM class="form-page" method="post" action=action aria-label=title>
                {(!is_new).then(|| view! { <input type="hidden" name="id" value=id /> })}
                <Trouble error=error />
                <FormScope errors=errors>
                    <FormPart title=t!(lang, "webhook-target") text=t!(lang, "webhook-target-why")>
                        <Field name="form[url]" id="url" kind="url" label=t!(lang, "webhook-url") value=url required=true maxlength=2000 autocomplete="off" placeholder="https://" hint=t!(lang, "webhook-url-hint") />
                    </FormPart>
                    <FormPart title=t!(lang, "webhook-events") text=t!(lang, "webhook-events-why")>
                        <Events form=form none_chosen=none_chosen />
                    </FormPart>
                </FormScope>
            </form>
        </PageBody>
    }
    .into_any()
}

#[component]
fn Events(form: WebhookForm, none_chosen: bool) -> impl IntoView {
    let lang = lang();
    let scope = if form.scope == "some" { "some" } else { "all" };
    let choices = vec![
        ("all".to_owned(), t!(lang, "webhook-scope-all"), t!(lang, "webhook-scope-all-why")),
        ("some".to_owned(), t!(lang, "webhook-scope-some"), t!(lang, "webhook-scope-some-why")),
    ];
    let groups = GROUPS.into_iter().map(|group| {
        let boxes =
            Topic::ALL.into_iter().filter(|topic| topic.group() == group).map(|topic| topic_box(topic, form.events.contains_key(topic.name())));
        view! {
            <fieldset class="topics">
                <legend class="label">{i18n::text(lang, &format!("webhook-group-{group}"))}</legend>
                {boxes.collect_view()}
            </fieldset>
        }
    });
    view! {
        <RadioField name="form[scope]" legend=t!(lang, "webhook-scope") value=scope choices=choices />
        {none_chosen.then(|| view! { <p class="error" role="alert"><Icon name="circle-alert" /><span>{t!(lang, "webhook-none-chosen")}</span></p> })}
        <div class="topic-groups">{groups.collect_view()}</div>
    }
}

fn topic_box(topic: Topic, checked: bool) -> impl IntoView {
    let name = topic.name();
    let words = i18n::text(lang(), &format!("webhook-topic-{}", name.replace(['.', '_'], "-")));
    view! {
        <label class="check-row">
            <input class="check" type="checkbox" name=format!("form[events][{name}]") value="true" checked=checked />
            <span>{words} " " <span class="faint">{name}</span></span>
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn every_topic_has_words_and_a_group_on_the_page() {
        for (topic, lang) in Topic::ALL.into_iter().flat_map(|topic| [(topic, Lang::De), (topic, Lang::En)]) {
            let id = format!("webhook-topic-{}", topic.name().replace(['.', '_'], "-"));
            assert_ne!(i18n::text(lang, &id), id);
            assert!(GROUPS.contains(&topic.group()), "{topic:?} stands in no group");
        }
    }
}
