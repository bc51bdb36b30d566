//! `/invoices/new` and `/invoices/{id}` of a draft: the sheet itself is the form.

mod attachments;
mod details;
mod fields;
mod groups;
mod lines;
mod rail;
mod rows;
mod sheet;

use leptos::prelude::*;

pub use self::attachments::AttachmentsPage;
pub use self::details::LineDetailsForm;
pub use self::groups::Groups;
pub use self::lines::{EditorLines, case_of, fill_up};
use self::rail::EditorRail;
pub use self::rail::{Skonto, tax_cases};
pub use self::sheet::Customer;
use self::sheet::EditorSheet;
use crate::domain::error::{AppError, FieldError};
use crate::domain::invoice::StatusLabel;
use crate::domain::invoice::sums::{Typed, of_typed};
use crate::domain::invoice::view::EditorPage;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::text::money;
use crate::t;
use crate::ui::components::problem::problem_text;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Dialog, DialogBody, DialogButton, DialogFoot, Icon, LocalClock, Look, Menu, PageBody, PageHead, StatusBadge};
use crate::ui::islands::SaveState;
use crate::ui::pages::form::{FormScope, Trouble};

/// The form's id: buttons in the head belong to it.
const FORM: &str = "editor";

/// `error` is a failure that belongs to no field; `dialog` opens `discard` without script; `rows` is how many lines are shown at least.
#[component]
pub fn Editor(
    page: EditorPage,
    #[prop(default = 1)] rows: usize,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
    #[prop(optional_no_strip)] dialog: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let mut page = page;
    lines::fill_up(&mut page.form.lines, rows);
    let discarding = page.public_id.clone().map(|id| view! { <DiscardDialog id=id open=dialog.as_deref() == Some("discard") /> });
    let id = page.public_id.clone().unwrap_or_default();
    let error = error.or_else(|| (!page.errors.is_empty()).then(|| AppError::Invalid(page.errors.clone())));
    let (label, errors) = (title(&page, lang), page.errors.clone());
    let version = page.form.version.clone();
    view! {
        <EditorHead page=page.clone() notice=notice />
        <PageBody document=true>
            <form class="doc edit" id=FORM method="post" action="/rpc/invoices/save_draft" aria-label=label>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="form[version]" value=version />
                <FormScope errors=errors>
                    <div class="desk">
                        <Trouble error=error />
                        <EditorSheet page=page.clone() />
                    </div>
                    <EditorRail page=page />
                </FormScope>
            </form>
        </PageBody>
        {discarding}
    }
    .into_any()
}

fn title(page: &EditorPage, lang: Lang) -> String {
    match (&page.corrects, &page.public_id) {
        (Some(original), _) => t!(lang, "editor-title-correction", number = original.clone()),
        (None, Some(_)) => t!(lang, "editor-title-draft"),
        (None, None) => t!(lang, "editor-title-new"),
    }
}

#[component]
fn EditorHead(page: EditorPage, notice: Option<String>) -> impl IntoView {
    let lang = lang();
    let clock = LocalClock::from_context();
    let saved = page.saved_at.map(|at| t!(lang, "editor-saved-at", time = clock.short_moment(at, lang))).unwrap_or_default();
    let missing = missing(&page.findings);
    let menu =
        if page.public_id.is_some() { view! { <DraftMenu id=page.public_id.clone().unwrap_or_default() /> }.into_any() } else { ().into_any() };
    let total = money(typed_total(&page, lang), currency(&page), lang);
    let badge = view! { <StatusBadge status=StatusLabel::Draft /> }.into_any();
    view! {
        <PageHead title=title(&page, lang) crumb=("/invoices", t!(lang, "room-invoices")) badge=badge notice=notice menu=menu>
            <div class="dock-sum">
                <b id="dock-total">{total}</b>
                <span class="faint" id="dock-missing">{(missing > 0).then(|| t!(lang, "editor-missing", count = missing))}</span>
            </div>
            <SaveState saved=saved unsaved=t!(lang, "editor-unsaved") button="button[value=save]".to_owned() />
            <Button form=FORM name="intent" value="save" class="save">{t!(lang, "action-save")}</Button>
            <Button form=FORM name="intent" value="preview" icon="eye" class="preview">{t!(lang, "editor-preview")}</Button>
            <Button form=FORM name="intent" value="issue" look=Look::Primary>{t!(lang, "editor-issue")}</Button>
        </PageHead>
    }
}

#[component]
fn DraftMenu(id: String) -> impl IntoView {
    let lang = lang();
    let face = view! { <Icon name="ellipsis" /> }.into_any();
    view! {
        <Menu id="draft-menu" class="tap" label=t!(lang, "editor-more") face=face>
            {preview("preview", "eye", t!(lang, "editor-preview"))}
            {preview("preview_xml", "file-text", t!(lang, "editor-preview-xml"))}
            <li><a href=format!("/recurring/new?from={id}")><Icon name="repeat" />{t!(lang, "action-as-series")}</a></li>
            <li>
                <DialogButton dialog="discard" icon="trash-2" plain="danger">{t!(lang, "editor-discard")}</DialogButton>
            </li>
        </Menu>
    }
}

fn preview(intent: &'static str, icon: &'static str, words: String) -> impl IntoView {
    view! {
        <li>
            <button type="submit" form=FORM name="intent" value=intent>
                <Icon name=icon />
                {words}
            </button>
        </li>
    }
}

#[component]
fn DiscardDialog(id: String, open: bool) -> impl IntoView {
    let lang = lang();
    view! {
        <Dialog name="discard" title=t!(lang, "editor-discard") open=open>
            <form method="post" action="/rpc/invoices/discard">
                <input type="hidden" name="id" value=id />
                <DialogBody><p>{t!(lang, "editor-discard-question")}</p></DialogBody>
                <DialogFoot>
                    <Button look=Look::Danger class="push">{t!(lang, "editor-discard")}</Button>
                </DialogFoot>
            </form>
        </Dialog>
    }
}

fn missing(findings: &[crate::domain::invoice::view::GateFinding]) -> u32 {
    u32::try_from(findings.iter().filter(|finding| finding.is_error).count()).unwrap_or(u32::MAX)
}

pub(super) fn currency(page: &EditorPage) -> Currency {
    Currency::parse(&page.form.currency).unwrap_or_default()
}

/// What the typed lines add up to, which is more than what was saved when something was refused.
fn typed_total(page: &EditorPage, lang: Lang) -> Cents {
    let case = lines::case_of(page);
    let form = &page.form;
    let (lines, adjustments, prepaid, rounding) = (&form.lines, &form.allowances_charges, &form.prepaid, &form.rounding);
    of_typed(Typed { lines, adjustments, prepaid, rounding, case, lang }).unwrap_or_default().payable
}

/// What is said at a field: its mistake, or nothing but a red line where the issue gate misses it.
pub fn remarks(page: &EditorPage, lang: Lang) -> Vec<(String, String)> {
    let refused = page.errors.iter().map(|FieldError { field, problem }| (field.clone(), problem_text(lang, *problem)));
    let missed = page.findings.iter().filter(|finding| finding.is_error).filter_map(|finding| Some((finding.field.clone()?, String::new())));
    refused.chain(missed).collect()
}
