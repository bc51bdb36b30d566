//! Beside the paper: what is still missing before the invoice can be issued, then how it is taxed and paid.

use leptos::prelude::*;

use super::FORM;
use super::groups::Groups;
use super::lines::case_of;
use crate::domain::invoice::draft::{InvoiceForm, TaxCase};
use crate::domain::invoice::view::{EditorPage, GateFinding};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Choice, Field, SelectField};
use crate::ui::islands::{GateWords, LiveGate, Terms};

/// Days that are offered as terms of payment.
const TERMS: [u32; 5] = [0, 7, 14, 30, 60];

#[component]
pub fn EditorRail(page: EditorPage) -> impl IntoView {
    let lang = lang();
    let form = page.form.clone();
    let case = case_of(&page).as_str();
    view! {
        <aside class="rail" aria-label=t!(lang, "gate-title")>
            <Gate findings=page.findings is_new=page.public_id.is_none() />
            <section class="mini">
                <SelectField name="form[tax_case]" id="tax_case" label=t!(lang, "editor-tax-case") value=case choices=tax_cases(page.small_business, lang) />
                <Terms choices=terms(lang) own=t!(lang, "terms-own") label=t!(lang, "editor-terms") today=page.today.to_string() />
                <Skonto form=form.clone() />
                <Field name="form[order_reference]" id="order_reference" label=t!(lang, "editor-order-reference") value=form.order_reference.clone() maxlength=100 optional=true />
                <Groups form=form errors=page.errors is_correction=page.corrects.is_some() attachments=Some(page.attachments) />
            </section>
        </aside>
    }
}

/// The findings, each with a link to the field that mends it; nothing is hidden while the invoice may not be issued.
#[component]
fn Gate(findings: Vec<GateFinding>, is_new: bool) -> impl IntoView {
    let lang = lang();
    let words = GateWords {
        title: t!(lang, "gate-title"),
        complete: t!(lang, "gate-complete"),
        untouched: t!(lang, "gate-new"),
        here: t!(lang, "gate-here"),
        at_customer: t!(lang, "gate-at-customer"),
        at_settings: t!(lang, "gate-at-settings"),
        one_missing: t!(lang, "editor-missing", count = 1),
        many_missing: t!(lang, "editor-missing-many", count = "%"),
    };
    let findings = (!is_new || !findings.is_empty()).then_some(findings);
    view! {
        <section class="gate-part" id="findings">
            <LiveGate form=format!("#{FORM}") findings=findings words=words />
        </section>
    }
}

#[component]
pub fn Skonto(form: InvoiceForm) -> impl IntoView {
    let lang = lang();
    view! {
        <div class="pair">
            <Field name="form[discount_percent]" id="discount_percent" label=t!(lang, "editor-discount-percent") value=form.discount_percent inputmode="decimal" optional=true />
            <Field name="form[discount_days]" id="discount_days" label=t!(lang, "editor-discount-days") value=form.discount_days inputmode="numeric" />
        </div>
    }
}

fn terms(lang: Lang) -> Vec<(String, String)> {
    let agreed = (String::new(), t!(lang, "terms-agreed"));
    let days =
        TERMS.into_iter().map(|days| (days.to_string(), if days == 0 { t!(lang, "terms-at-once") } else { t!(lang, "terms-days", days = days) }));
    std::iter::once(agreed).chain(days).collect()
}

pub fn tax_cases(small_business: bool, lang: Lang) -> Vec<Choice> {
    TaxCase::ALL
        .into_iter()
        .filter(|case| !small_business || *case != TaxCase::Domestic)
        .map(|case| Choice::new(case.as_str(), tax_case_name(case, lang)))
        .collect()
}

fn tax_case_name(case: TaxCase, lang: Lang) -> String {
    match case {
        TaxCase::Domestic => t!(lang, "tax-case-domestic"),
        TaxCase::SmallBusiness => t!(lang, "tax-case-small-business"),
        TaxCase::Exempt => t!(lang, "tax-case-exempt"),
        TaxCase::ReverseCharge => t!(lang, "tax-case-reverse-charge"),
        TaxCase::IntraCommunity => t!(lang, "tax-case-intra-community"),
        TaxCase::Export => t!(lang, "tax-case-export"),
        TaxCase::OutsideScope => t!(lang, "tax-case-outside-scope"),
    }
}
