//! `/invoices/{id}/lines/{line}`: what few lines say.

use leptos::prelude::*;

use super::fields::{anchor, line, rate, select};
use super::rows::numbered;
use crate::domain::error::AppError;
use crate::domain::invoice::draft::AdjustmentForm;
use crate::domain::invoice::draft::details::{AttributeForm, ClassificationForm, LineDetails, LineDetailsPage};
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Choice, Look, PageBody, PageHead};
use crate::ui::pages::countries::country_choices;
use crate::ui::pages::form::{FormPart, FormScope, LongField, Trouble, field_name};

const FORM: &str = "line";

#[component]
pub fn LineDetailsForm(
    page: LineDetailsPage,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let LineDetailsPage { public_id, line, name, form, version, errors } = page;
    let position: u32 = line + 1;
    let title = t!(lang, "line-details-title", position = position, name = name);
    let above = (format!("/invoices/{public_id}/edit#line-{line}"), t!(lang, "editor-title-draft"));
    let error = error.or_else(|| (!errors.is_empty()).then(|| AppError::Invalid(errors.clone())));
    view! {
        <PageHead title=title.clone() above=above notice=notice>
            <Button form=FORM look=Look::Primary>{t!(lang, "action-save")}</Button>
        </PageHead>
        <PageBody>
            <form id=FORM class="form-page" method="post" action="/rpc/invoices/save_line" aria-label=title>
                <input type="hidden" name="id" value=public_id />
                <input type="hidden" name="line" value=line.to_string() />
                <input type="hidden" name="version" value=version />
                <Trouble error=error />
                <FormScope errors=errors>
                    <ItemPart form=form.clone() />
                    <PricePart form=form.clone() />
                    <AttributePart form=form.clone() />
                    <ReferencePart form=form />
                </FormScope>
            </form>
        </PageBody>
    }
    .into_any()
}

#[component]
fn ItemPart(form: LineDetails) -> impl IntoView {
    let lang = lang();
    let mut countries = vec![Choice::new("", t!(lang, "line-origin-none"))];
    countries.extend(country_choices(&form.origin_country, lang));
    view! {
        <FormPart title=t!(lang, "line-item") text=t!(lang, "line-item-why")>
            {line("seller_item_id", t!(lang, "line-seller-item"), form.seller_item_id, 100)}
            {line("buyer_item_id", t!(lang, "line-buyer-item"), form.buyer_item_id, 100)}
            {line("standard_item_id", t!(lang, "line-standard-item"), form.standard_item_id, 100)}
            {line("standard_item_scheme", t!(lang, "line-standard-scheme"), form.standard_item_scheme, 20)}
            {select("origin_country", t!(lang, "line-origin"), form.origin_country, countries)}
        </FormPart>
    }
}

#[component]
fn PricePart(form: LineDetails) -> impl IntoView {
    let lang = lang();
    let adjustment = move |(at, row): (String, AdjustmentForm)| {
        view! {
            {line(&format!("{at}.reason"), t!(lang, "editor-adjustment-reason"), row.reason, 250)}
            {line(&format!("{at}.reason_code"), t!(lang, "line-reason-code"), row.reason_code, 3)}
            {rate(&format!("{at}.percent"), t!(lang, "editor-adjustment-percent"), row.percent)}
            {rate(&format!("{at}.amount"), t!(lang, "editor-adjustment-amount"), row.amount)}
            {rate(&format!("{at}.base"), t!(lang, "line-adjustment-base"), row.base)}
        }
    };
    view! {
        <FormPart title=t!(lang, "line-price-part") text=t!(lang, "line-price-part-why")>
            {rate("base_quantity", t!(lang, "line-base-quantity"), form.base_quantity)}
            {rate("gross_price", t!(lang, "line-gross-price"), form.gross_price)}
            {rate("price_discount", t!(lang, "line-price-discount"), form.price_discount)}
            {numbered("adjustments", form.adjustments, 1).map(adjustment).collect_view()}
        </FormPart>
    }
}

#[component]
fn AttributePart(form: LineDetails) -> impl IntoView {
    let lang = lang();
    let attribute = move |(at, row): (String, AttributeForm)| {
        view! {
            {line(&format!("{at}.name"), t!(lang, "line-attribute-name"), row.name, 100)}
            {line(&format!("{at}.value"), t!(lang, "line-attribute-value"), row.value, 200)}
        }
    };
    let classification = move |(at, row): (String, ClassificationForm)| {
        view! {
            {line(&format!("{at}.code"), t!(lang, "line-class-code"), row.code, 100)}
            {line(&format!("{at}.scheme"), t!(lang, "line-class-scheme"), row.scheme, 10)}
            {line(&format!("{at}.version"), t!(lang, "line-class-version"), row.version, 50)}
        }
    };
    view! {
        <FormPart title=t!(lang, "line-attributes") text=t!(lang, "line-attributes-why")>
            {numbered("attributes", form.attributes, 2).map(attribute).collect_view()}
            {numbered("classifications", form.classifications, 1).map(classification).collect_view()}
        </FormPart>
    }
}

#[component]
fn ReferencePart(form: LineDetails) -> impl IntoView {
    let lang = lang();
    view! {
        <FormPart title=t!(lang, "line-references") text=t!(lang, "line-references-why")>
            {line("order_line_reference", t!(lang, "line-order-line"), form.order_line_reference, 100)}
            {line("accounting_reference", t!(lang, "reference-accounting"), form.accounting_reference, 100)}
            {line("object", t!(lang, "reference-object"), form.object, 100)}
            {line("object_scheme", t!(lang, "field-scheme"), form.object_scheme, 20)}
            <LongField name=field_name("note") id=anchor("note") label=t!(lang, "line-note") value=form.note rows=2 />
        </FormPart>
    }
}
