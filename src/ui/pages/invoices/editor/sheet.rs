//! The paper: sender, customer, dates, lines and closing words.

use leptos::prelude::*;

use super::lines::EditorLines;
use super::{currency, remarks};
use crate::domain::invoice::view::{CustomerChoice, EditorPage};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Icon, Mark};
use crate::ui::islands::{Buyer, CustomerBox, escaped};

#[component]
pub fn EditorSheet(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let logo = match page.logo_url.clone() {
        Some(url) => view! { <img src=url alt=page.seller_name.clone() /> }.into_any(),
        None => view! { <Mark name=page.seller_name.clone() /> {page.seller_name.clone()} }.into_any(),
    };
    let note = remarks(&page, lang).into_iter().find(|(field, _)| field == "note").map(|(_, words)| words);
    view! {
        <div class="sheet">
            <div class="sheet-head">
                <div class="logo">{logo}</div>
                <div class="sheet-kind">{t!(lang, "editor-kind")}</div>
            </div>
            <div class="parties">
                <Customer page=page.clone() />
                <Dates page=page.clone() />
            </div>
            <EditorLines page=page.clone() />
            <div class="field">
                <label class="label" for="note">{t!(lang, "editor-note")}</label>
                <textarea class="ink" id="note" name="form[note]" rows="2" aria-describedby="note-hint" inner_html=escaped(&page.form.note)></textarea>
                {note.map(|words| view! { <p class="error"><Icon name="circle-alert" /><span>{words}</span></p> })}
                <p class="hint" id="note-hint">{t!(lang, "editor-note-hint")}</p>
            </div>
        </div>
    }
}

#[component]
pub fn Customer(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let problem = remarks(&page, lang).into_iter().find(|(field, _)| field == "customer").map(|(_, words)| words);
    if page.customers.is_empty() {
        return view! {
            <div>
                <p class="muted">{t!(lang, "editor-no-customer")}</p>
                <a class="link" id="customer" href="/customers/new">{t!(lang, "editor-first-customer")}</a>
            </div>
        }
        .into_any();
    }
    let described_by = problem.as_ref().map(|_| "customer-note".to_owned());
    let buyers = page.customers.into_iter().map(|choice| buyer(choice, lang)).collect();
    let told = problem.filter(|words| !words.is_empty());
    view! {
        <div>
            <CustomerBox
                buyers=buyers
                chosen=page.form.customer
                label=t!(lang, "editor-customer")
                placeholder=t!(lang, "editor-customer-placeholder")
                nobody=t!(lang, "editor-customer-nobody")
                described_by=described_by
            />
            <p class="error" id="customer-note">{told.map(|words| view! { <Icon name="circle-alert" /><span>{words}</span> })}</p>
        </div>
    }
    .into_any()
}

fn buyer(choice: CustomerChoice, lang: Lang) -> Buyer {
    let number = choice.number.to_string();
    let remark = match choice.last_invoice {
        Some(last) => t!(lang, "editor-customer-last", number = number, last = last),
        None => t!(lang, "editor-customer-number", number = number),
    };
    Buyer { id: choice.public_id, name: choice.name, address: choice.address, remark }
}

/// Number and days; every row is a field on the paper.
#[component]
fn Dates(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let remarks = remarks(&page, lang);
    let form = page.form;
    let row = |field: &'static str, label: String, value: String| {
        let words = remarks.iter().find(|(name, _)| name == field).map(|(_, words)| words.clone());
        let (invalid, note) = (words.as_ref().map(|_| "true"), format!("{field}-note"));
        let told = words.filter(|words| !words.is_empty());
        let described_by = told.as_ref().map(|_| note.clone());
        view! {
            <dt><label for=field>{label}</label></dt>
            <dd>
                <input class="ink" type="date" id=field name=format!("form[{field}]") value=value max="2199-12-31" aria-invalid=invalid aria-describedby=described_by />
            </dd>
            {told.map(|words| view! { <dd class="span error" id=note><Icon name="circle-alert" /><span>{words}</span></dd> })}
        }
    };
    view! {
        <div>
            <dl class="meta">
                <dt>{t!(lang, "editor-number")}</dt>
                <dd class="muted">{t!(lang, "editor-number-later")}</dd>
                {row("issue_date", t!(lang, "editor-issue-date"), form.issue_date)}
                {row("due_date", t!(lang, "editor-due-date"), form.due_date)}
                {row("service_start", t!(lang, "editor-service-start"), form.service_start)}
                {row("service_end", t!(lang, "editor-service-end"), form.service_end)}
            </dl>
            <p class="faint dates-hint">{t!(lang, "editor-dates-hint", days = page.default_terms_days)}</p>
        </div>
    }
}

pub(super) fn symbol(page: &EditorPage) -> String {
    currency(page).symbol().to_owned()
}
