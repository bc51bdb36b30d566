//! The form above the log: text, kind, person, period, and the one thing it is about.

use leptos::prelude::*;

use super::PATH;
use crate::domain::audit::{AuditQuery, GROUPS, OTHERS};
use crate::i18n;
use crate::t;
use crate::ui::components::query::address;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, Field, Icon, SelectField};

#[component]
pub fn FilterForm(query: AuditQuery, people: Vec<(String, String)>, #[prop(optional_no_strip)] about: Option<String>) -> impl IntoView {
    let lang = lang();
    let any = |label: String| Choice::new("", label);
    let groups = GROUPS.iter().map(|(name, _)| Choice::new(*name, i18n::text(lang, &format!("audit-group-{name}"))));
    let groups: Vec<Choice> = [any(t!(lang, "audit-any-group"))].into_iter().chain(groups).collect();
    let others = OTHERS.iter().map(|kind| Choice::new(*kind, i18n::text(lang, &format!("audit-by-{}", kind.replace('_', "-")))));
    let people = people.into_iter().map(|(id, name)| Choice::new(id, name));
    let people: Vec<Choice> = [any(t!(lang, "audit-anybody"))].into_iter().chain(people).chain(others).collect();
    let clear = (!query.is_empty()).then(|| view! { <a class="link" href=PATH>{t!(lang, "filter-clear")}</a> });
    let rest = AuditQuery { invoice: String::new(), customer: String::new(), ..query.clone() };
    let about = about.map(|about| {
        let without = address(PATH, &rest.pairs());
        view! {
            <p class="audit-about">
                {t!(lang, "audit-about", thing = about)} " "
                <a class="link" href=without>{t!(lang, "audit-all-things")}</a>
            </p>
        }
    });
    let hidden = |name: &'static str, value: String| (!value.is_empty()).then(|| view! { <input type="hidden" name=name value=value /> });
    view! {
        {about}
        <form class="audit-filter" action=PATH method="get" role="search" aria-label=t!(lang, "room-audit")>
            {hidden("invoice", query.invoice)}
            {hidden("customer", query.customer)}
            <div class="field with-label">
                <label class="label" for="audit-q">{t!(lang, "audit-search")}</label>
                <div class="with-icon">
                    <Icon name="search" />
                    <input class="input" id="audit-q" type="search" name="q" value=query.q placeholder=t!(lang, "audit-search-hint") />
                </div>
            </div>
            <SelectField name="group" id="audit-group" label=t!(lang, "audit-group") value=query.group choices=groups />
            <SelectField name="person" id="audit-person" label=t!(lang, "audit-person") value=query.person choices=people />
            <Field name="from" id="audit-from" kind="date" label=t!(lang, "audit-from") value=query.from />
            <Field name="until" id="audit-until" kind="date" label=t!(lang, "audit-until") value=query.until />
            <div class="audit-apply"><Button icon="list-filter">{t!(lang, "filter-apply")}</Button> {clear}</div>
        </form>
    }
}
