//! `/billing/events/new` and `/billing/events/{id}`.

use leptos::prelude::*;

use crate::domain::error::{AppError, FieldError};
use crate::domain::lang::Lang;
use crate::domain::usage::BillingEventForm;
use crate::domain::usage::charge::kind_name;
use crate::domain::usage::event::KINDS;
use crate::domain::usage::view::EventPage;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, Field, Look, PageBody, PageHead, SelectField};
use crate::ui::pages::form::{AskFirst, FormPart, FormScope, Trouble};

const FORM: &str = "billing-event";

/// `id` is empty for a new event.
#[component]
pub fn EventFormPage(
    id: String,
    page: EventPage,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let title = if id.is_empty() { t!(lang, "event-new") } else { t!(lang, "event-edit") };
    let error = error.or_else(|| (!errors.is_empty()).then(|| AppError::Invalid(errors.clone())));
    let form = page.form;
    let delete = (!id.is_empty()).then(|| {
        let field = Some(("id", id.clone()));
        view! {
            <AskFirst
                id="ask-delete-event"
                action=t!(lang, "event-delete")
                question=t!(lang, "event-delete-question")
                target="/rpc/usage/delete_event"
                field=field
                class="btn btn-danger"
            />
        }
    });
    view! {
        <PageHead title=title.clone() crumb=("/billing", t!(lang, "room-billing")) notice=notice>
            {delete}
            <Button form=FORM look=Look::Primary>{t!(lang, "action-save")}</Button>
        </PageHead>
        <PageBody>
            <form id=FORM class="form-page" method="post" action="/rpc/usage/save_event" aria-label=title>
                <input type="hidden" name="id" value=id />
                <Trouble error=error />
                <FormScope errors=errors>
                    <WhatPart form=form.clone() customers=page.customers />
                    <AmountPart form=form />
                </FormScope>
            </form>
        </PageBody>
    }
    .into_any()
}

#[component]
fn WhatPart(form: BillingEventForm, customers: Vec<(String, String)>) -> impl IntoView {
    let lang = lang();
    let nobody = Choice::new("", t!(lang, "event-choose-customer"));
    let customers = std::iter::once(nobody).chain(customers.into_iter().map(|(id, name)| Choice::new(id, name))).collect();
    let kinds = KINDS.into_iter().map(|kind| Choice::new(kind, kind_name(kind, lang))).collect();
    view! {
        <FormPart title=t!(lang, "event-what-part") text=t!(lang, "event-what-why")>
            <SelectField name="form[customer]" id="customer" label=t!(lang, "column-customer") value=form.customer choices=customers />
            <SelectField class="c3" name="form[kind]" id="kind" label=t!(lang, "event-kind") value=form.kind choices=kinds />
            <Field
                class="c3"
                name="form[own_kind]"
                id="own_kind"
                label=t!(lang, "event-own-kind")
                value=form.own_kind
                maxlength=40
                optional=true
                autocomplete="off"
                hint=t!(lang, "event-own-kind-hint")
            />
            <Field name="form[description]" id="description" label=t!(lang, "event-description") value=form.description maxlength=200 optional=true autocomplete="off" hint=t!(lang, "event-description-hint") />
            <Field class="c3" name="form[reference]" id="reference" label=t!(lang, "event-reference") value=form.reference maxlength=100 optional=true autocomplete="off" hint=t!(lang, "event-reference-hint") />
            <Field class="c3" name="form[occurred_on]" id="occurred_on" kind="date" label=t!(lang, "event-day") value=form.occurred_on required=true />
        </FormPart>
    }
}

#[component]
fn AmountPart(form: BillingEventForm) -> impl IntoView {
    let lang = lang();
    let example = if lang == Lang::De { "120,00" } else { "120.00" };
    view! {
        <FormPart title=t!(lang, "event-amount-part") text=t!(lang, "event-amount-why")>
            <Field class="c2" name="form[quantity]" id="quantity" label=t!(lang, "event-quantity") value=form.quantity inputmode="decimal" placeholder="1" autocomplete="off" />
            <Field
                class="c4"
                name="form[amount]"
                id="amount"
                label=t!(lang, "event-amount-euro")
                value=form.amount
                inputmode="decimal"
                placeholder=example
                autocomplete="off"
                hint=t!(lang, "event-amount-hint")
            />
            <Field class="c2" name="form[tax_rate]" id="tax_rate" label=t!(lang, "event-tax-rate") value=form.tax_rate inputmode="decimal" placeholder="19" autocomplete="off" />
        </FormPart>
    }
}
