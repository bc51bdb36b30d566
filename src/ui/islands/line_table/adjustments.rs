//! Discounts and surcharges on the whole document: the given ones and one blank row.

use leptos::prelude::*;

use super::state::{Sheet, Word};
use crate::domain::invoice::draft::AdjustmentForm;

type Pick = fn(&mut AdjustmentForm) -> &mut String;

pub fn adjustment_rows(sheet: Sheet) -> impl IntoView {
    let forms = sheet.adjustments.get_value();
    let opened = forms.iter().any(|form| form.with_untracked(|form| !form.reason.is_empty() || !form.percent.is_empty() || !form.amount.is_empty()));
    let rows = forms.into_iter().enumerate().map(|(place, form)| adjustment_row(sheet, place, form));
    view! {
        <details class="adjustments" open=opened>
            <summary class="link">{sheet.word(Word::Adjustments)}</summary>
            {rows.collect_view()}
        </details>
    }
}

fn adjustment_row(sheet: Sheet, place: usize, form: RwSignal<AdjustmentForm>) -> impl IntoView {
    let field = |key: &'static str, word: Word, class: &'static str, pick: Pick| {
        let field = format!("allowances_charges[{place}].{key}");
        let words = sheet.data.with_value(|data| data.errors.iter().find(|(name, _)| *name == field).map(|(_, words)| words.clone()));
        let id = format!("allowances_charges-{place}-{key}");
        let note = format!("{id}-note");
        let invalid = words.is_some().then_some("true");
        let described_by = words.as_ref().map(|_| note.clone());
        view! {
            <div class=class>
                <label class="label" for=id.clone()>{sheet.word(word)}</label>
                <input
                    class="ink"
                    id=id
                    name=format!("form[allowances_charges][{place}][{key}]")
                    value=pick(&mut form.get_untracked()).clone()
                    on:input=move |event| form.update(|form| *pick(form) = event_target_value(&event))
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described_by
                />
                {words.map(|words| view! { <p class="error" id=note>{words}</p> })}
            </div>
        }
    };
    let carried = move |key: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <input type="hidden" name=format!("form[allowances_charges][{place}][{key}]") value=value /> })
    };
    let AdjustmentForm { reason_code, base, tax_category, .. } = form.get_untracked();
    view! {
        <div class="adjustment">
            {carried("reason_code", reason_code)}
            {carried("base", base)}
            {carried("tax_category", tax_category)}
            {field("reason", Word::Reason, "wide", |form| &mut form.reason)}
            {field("percent", Word::Percent, "", |form| &mut form.percent)}
            {field("amount", Word::Amount, "", |form| &mut form.amount)}
            {field("tax_rate", Word::Rate, "tax", |form| &mut form.tax_rate)}
        </div>
    }
}
