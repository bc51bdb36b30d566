//! `/invoices/{id}/attachments` of a draft: a form of its own, because files are not sent to server functions.

use leptos::prelude::*;

use crate::domain::error::FieldError;
use crate::domain::invoice::attachment::{AttachmentEntry, FILE};
use crate::t;
use crate::ui::components::problem::problem_text;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Field, Icon, Look, PageBody, PageHead};
use crate::ui::pages::form::{FormPart, FormScope};
use crate::ui::pages::invoices::size;

#[component]
pub fn AttachmentsPage(
    id: String,
    entries: Vec<AttachmentEntry>,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let above = (format!("/invoices/{id}/edit"), t!(lang, "editor-title-draft"));
    let rows = entries.into_iter().map(|entry| view! { <Entry id=id.clone() entry=entry /> }).collect_view();
    view! {
        <PageHead title=t!(lang, "attachments-title") above=above notice=notice />
        <PageBody>
            <div class="form-page">
                <section class="form-part">
                    <div><h2>{t!(lang, "attachments-there")}</h2><p>{t!(lang, "attachments-there-why")}</p></div>
                    <ul class="attachments">{rows}</ul>
                </section>
                <Upload id=id errors=errors />
            </div>
        </PageBody>
    }
    .into_any()
}

#[component]
fn Entry(id: String, entry: AttachmentEntry) -> impl IntoView {
    let lang = lang();
    let named = entry.description.clone().unwrap_or_else(|| entry.reference.clone());
    let what = match (entry.file_name, entry.size, entry.location) {
        (Some(name), Some(bytes), _) => format!("{name}, {}", size(u64::try_from(bytes).unwrap_or(0))),
        (_, _, location) => location.unwrap_or_default(),
    };
    view! {
        <li>
            <form method="post" action="/rpc/invoices/detach">
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="attachment" value=entry.id />
                <span>{named.clone()} " " <span class="muted">{what}</span> " "</span>
                <button class="link" type="submit" aria-label=t!(lang, "attachments-remove", name = named)>{t!(lang, "editor-line-remove")}</button>
            </form>
        </li>
    }
}

#[component]
fn Upload(id: String, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let told = errors.iter().find(|error| [FILE, "file_name"].contains(&error.field.as_str())).map(|error| problem_text(lang, error.problem));
    let invalid = told.is_some().then_some("true");
    let below = match told {
        Some(words) => view! { <p class="error" id="content-note" role="alert"><Icon name="circle-alert" /><span>{words}</span></p> }.into_any(),
        None => view! { <p class="hint" id="content-note">{t!(lang, "attachments-file-hint")}</p> }.into_any(),
    };
    view! {
        <form method="post" enctype="multipart/form-data" action=format!("/invoices/{id}/attachments") aria-label=t!(lang, "attachments-add")>
            <FormScope errors=errors>
                <FormPart title=t!(lang, "attachments-add") text=t!(lang, "attachments-add-why")>
                    <div class="field">
                        <label class="label" for=FILE>{t!(lang, "attachments-file")}</label>
                        <input class="input file" id=FILE type="file" name=FILE accept=".pdf,.png,.jpg,.jpeg,.csv,.xlsx,.ods" aria-invalid=invalid aria-describedby="content-note" />
                        {below}
                    </div>
                    <Field name="location" label=t!(lang, "attachments-link") maxlength=500 optional=true />
                    <Field name="description" label=t!(lang, "attachments-description") maxlength=200 optional=true />
                    <Field name="reference" label=t!(lang, "attachments-reference") maxlength=100 optional=true />
                    <Button look=Look::Primary icon="upload">{t!(lang, "attachments-add")}</Button>
                </FormPart>
            </FormScope>
        </form>
    }
}
