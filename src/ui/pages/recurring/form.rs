//! `/recurring/new` and `/recurring/{id}/edit`: the sheet of the editor with placeholders, and the rhythm beside it.

use leptos::prelude::*;

use super::words::{covers_name, frequency_name, handling_name, handling_why};
use crate::domain::error::{AppError, FieldError};
use crate::domain::invoice::view::EditorPage;
use crate::domain::lang::Lang;
use crate::domain::recurring::plan::{PLAN_FIELDS, PlanForm};
use crate::domain::recurring::view::RecurringEditor;
use crate::domain::recurring::{Covers, Frequency, Handling};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, Field, Icon, Look, PageBody, PageHead, SelectField};
use crate::ui::islands::{SaveState, escaped};
use crate::ui::pages::form::{FormScope, RadioField, Trouble};
use crate::ui::pages::invoices::editor::{Customer, EditorLines, Groups, Skonto, case_of, fill_up, remarks, tax_cases};

const FORM: &str = "editor";

/// What can stand between braces, in the reader's language.
const PLACES: [(&str, &str); 8] = [
    ("{Monat}", "{month}"),
    ("{Quartal}", "{quarter}"),
    ("{Halbjahr}", "{half}"),
    ("{Jahr}", "{year}"),
    ("{KW}", "{week}"),
    ("{Zeitraum}", "{period}"),
    ("{von}", "{from}"),
    ("{bis}", "{until}"),
];

/// `error` is a failure that belongs to no field; `rows` is how many lines are shown at least.
#[component]
pub fn RecurringFormPage(
    editor: RecurringEditor,
    #[prop(default = 1)] rows: usize,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let RecurringEditor { public_id, plan, mut sheet } = editor;
    fill_up(&mut sheet.form.lines, rows);
    let title = if public_id.is_some() { t!(lang, "recurring-edit") } else { t!(lang, "recurring-new") };
    let errors = with_plan(&sheet.errors);
    let error = error.or_else(|| (!sheet.errors.is_empty()).then(|| AppError::Invalid(sheet.errors.clone())));
    let version = sheet.form.version.clone();
    view! {
        <PageHead title=title.clone() crumb=("/recurring", t!(lang, "room-recurring")) notice=notice>
            <SaveState saved=String::new() unsaved=t!(lang, "editor-unsaved") button=".head .btn-primary".to_owned() />
            <Button form=FORM name="intent" value="save" look=Look::Primary>{t!(lang, "action-save")}</Button>
        </PageHead>
        <PageBody document=true>
            <form class="doc edit series" id=FORM method="post" action="/rpc/recurring/save" aria-label=title>
                // Enter in a field saves; without this the button for one more line would be pressed.
                <button type="submit" name="intent" value="save" hidden=true></button>
                <input type="hidden" name="id" value=public_id.unwrap_or_default() />
                <input type="hidden" name="form[version]" value=version />
                <FormScope errors=errors>
                    <div class="desk">
                        <Trouble error=error />
                        <SeriesSheet page=sheet.clone() />
                    </div>
                    <aside class="rail plan" aria-label=t!(lang, "recurring-rhythm")>
                        <RhythmPart plan=plan.clone() />
                        <HandlingPart plan=plan />
                        <TermsPart page=sheet />
                    </aside>
                </FormScope>
            </form>
        </PageBody>
    }
    .into_any()
}

/// The fields of the plan are sent as `plan[start_date]`; their errors carry the bare name.
fn with_plan(errors: &[FieldError]) -> Vec<FieldError> {
    let of_plan = errors.iter().filter(|error| PLAN_FIELDS.contains(&error.field.as_str()));
    let of_plan = of_plan.map(|error| FieldError::new(format!("plan[{}]", error.field), error.problem));
    of_plan.chain(errors.iter().cloned()).collect()
}

#[component]
fn SeriesSheet(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let note = remarks(&page, lang).into_iter().find(|(field, _)| field == "note").map(|(_, words)| words);
    view! {
        <div class="sheet">
            <div class="sheet-head">
                <div class="sheet-kind">{t!(lang, "recurring-sheet")}</div>
            </div>
            <div class="parties">
                <Customer page=page.clone() />
                <div>
                    <p class="hint">{t!(lang, "recurring-places")}</p>
                    <p class="places">{places(lang)}</p>
                </div>
            </div>
            <EditorLines page=page.clone() />
            <div class="field">
                <label class="label" for="note">{t!(lang, "editor-note")}</label>
                <textarea class="ink" id="note" name="form[note]" rows="2" aria-describedby="note-hint" inner_html=escaped(&page.form.note)></textarea>
                {note.map(|words| view! { <p class="error"><Icon name="circle-alert" /><span>{words}</span></p> })}
                <p class="hint" id="note-hint">{t!(lang, "recurring-note-hint")}</p>
            </div>
        </div>
    }
}

fn places(lang: Lang) -> impl IntoView {
    PLACES.map(|(de, en)| view! { <code>{if lang == Lang::De { de } else { en }}</code> " " }).collect_view()
}

#[component]
fn RhythmPart(plan: PlanForm) -> impl IntoView {
    let lang = lang();
    let frequencies = Frequency::ALL.map(|frequency| Choice::new(frequency.as_str(), frequency_name(frequency, lang))).to_vec();
    let covers = Covers::ALL.map(|covers| Choice::new(covers.as_str(), covers_name(covers, lang))).to_vec();
    let mut days = vec![Choice::new("", t!(lang, "recurring-same-day")), Choice::new("31", t!(lang, "recurring-month-end"))];
    if !["", "31"].contains(&plan.anchor_day.as_str()) {
        days.push(Choice::new(plan.anchor_day.clone(), plan.anchor_day.clone()));
    }
    let frequency = if plan.frequency.is_empty() { Frequency::default().as_str().to_owned() } else { plan.frequency };
    view! {
        <section class="mini">
            <h2>{t!(lang, "recurring-rhythm")}</h2>
            <Field name="plan[name]" id="name" label=t!(lang, "recurring-name") value=plan.name maxlength=120 optional=true autocomplete="off" hint=t!(lang, "recurring-name-hint") />
            <div class="pair">
                <SelectField name="plan[frequency]" id="frequency" label=t!(lang, "recurring-how-often") value=frequency choices=frequencies />
                <Field name="plan[start_date]" id="start_date" kind="date" label=t!(lang, "recurring-start") value=plan.start_date required=true />
            </div>
            <SelectField name="plan[anchor_day]" id="anchor_day" label=t!(lang, "recurring-day") value=plan.anchor_day choices=days />
            <SelectField name="plan[covers]" id="covers" label=t!(lang, "recurring-covers") value=plan.covers choices=covers hint=t!(lang, "recurring-covers-hint") />
            <div class="pair">
                <Field name="plan[end_date]" id="end_date" kind="date" label=t!(lang, "recurring-end") value=plan.end_date optional=true />
                <Field name="plan[count]" id="count" label=t!(lang, "recurring-count") value=plan.count inputmode="numeric" optional=true />
            </div>
        </section>
    }
}

#[component]
fn HandlingPart(plan: PlanForm) -> impl IntoView {
    let lang = lang();
    let choices = Handling::ALL.map(|handling| (handling.as_str().to_owned(), handling_name(handling, lang), handling_why(handling, lang))).to_vec();
    let value = if plan.handling.is_empty() { Handling::default().as_str().to_owned() } else { plan.handling };
    view! {
        <section class="mini">
            <RadioField name="plan[handling]" legend=t!(lang, "recurring-handling") value=value choices=choices />
            <FieldProblem name="plan[handling]" />
        </section>
    }
}

/// The error of a field whose own component shows none.
#[component]
fn FieldProblem(name: &'static str) -> impl IntoView {
    use crate::ui::components::FormErrors;
    use crate::ui::components::problem::problem_text;
    let FormErrors(errors) = use_context().unwrap_or_default();
    let words = errors.into_iter().find(|error| error.field == name).map(|error| problem_text(lang(), error.problem));
    words.map(|words| view! { <p class="error" role="alert"><Icon name="circle-alert" /><span>{words}</span></p> })
}

#[component]
fn TermsPart(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let (form, case) = (page.form.clone(), case_of(&page).as_str());
    view! {
        <section class="mini">
            <SelectField name="form[tax_case]" id="tax_case" label=t!(lang, "editor-tax-case") value=case choices=tax_cases(page.small_business, lang) />
            <Skonto form=form.clone() />
            <Field name="form[order_reference]" id="order_reference" label=t!(lang, "editor-order-reference") value=form.order_reference.clone() maxlength=100 optional=true />
            <Groups form=form errors=page.errors is_correction=false attachments=None />
        </section>
    }
}
