//! Lists in the groups of the editor: what is given and one blank row. A row that is emptied is gone.

use leptos::prelude::*;

use super::fields::{anchor, date, line, select};
use crate::domain::invoice::draft::references::{NoteForm, PrecedingForm};
use crate::domain::invoice::draft::tax::{EXEMPT, ExemptionForm};
use crate::i18n;
use crate::t;
use crate::ui::components::Choice;
use crate::ui::components::words::lang;
use crate::ui::pages::form::{LongField, field_name};

/// Number, path and content of each row, and of a blank one.
pub fn numbered<T: Clone + Default>(field: &'static str, mut rows: Vec<T>, blank: usize) -> impl Iterator<Item = (String, T)> {
    rows.extend(vec![T::default(); blank]);
    rows.into_iter().enumerate().map(move |(index, row)| (format!("{field}[{index}]"), row))
}

#[component]
pub fn NoteRows(rows: Vec<NoteForm>) -> impl IntoView {
    let lang = lang();
    let row = move |(at, row): (String, NoteForm)| {
        let text = format!("{at}.text");
        view! {
            <LongField name=field_name(&text) id=anchor(&text) label=t!(lang, "note-text") value=row.text rows=2 />
            {line(&format!("{at}.subject_code"), t!(lang, "note-subject"), row.subject_code, 3)}
        }
    };
    numbered("further_notes", rows, 1).map(row).collect_view()
}

#[component]
pub fn PrecedingRows(rows: Vec<PrecedingForm>) -> impl IntoView {
    let lang = lang();
    let row = move |(at, row): (String, PrecedingForm)| {
        view! {
            <div class="pair">
                {line(&format!("{at}.number"), t!(lang, "preceding-number"), row.number, 100)}
                {date(&format!("{at}.issue_date"), t!(lang, "preceding-date"), row.issue_date)}
            </div>
        }
    };
    numbered("preceding", rows, 1).map(row).collect_view()
}

#[component]
pub fn ExemptionRows(rows: Vec<ExemptionForm>) -> impl IntoView {
    let lang = lang();
    let categories = || -> Vec<Choice> {
        EXEMPT
            .iter()
            .map(|category| Choice::new(category.code(), i18n::text(lang, &format!("tax-category-{}", category.code().to_lowercase()))))
            .collect()
    };
    let row = move |(at, row): (String, ExemptionForm)| {
        view! {
            {select(&format!("{at}.category"), t!(lang, "exemption-category"), row.category, categories())}
            <div class="pair">
                {line(&format!("{at}.reason"), t!(lang, "exemption-reason"), row.reason, 500)}
                {line(&format!("{at}.code"), t!(lang, "exemption-code"), row.code, 40)}
            </div>
        }
    };
    numbered("exemptions", rows, 1).map(row).collect_view()
}
