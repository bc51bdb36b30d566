//! Settings › Company: all that §14 UStG asks of the seller.

use leptos::prelude::*;

use super::{FORM, SettingsFrame, SettingsRoom};
use crate::domain::error::{AppError, FieldError, Problem};
use crate::domain::organization::CompanyForm;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Check, Field, SelectField};
use crate::ui::pages::countries::country_choices;
use crate::ui::pages::form::{FormPart, FormScope, LongField, Trouble, own_words};

#[component]
pub fn CompanyPage(
    form: CompanyForm,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    view! {
        <SettingsFrame room=SettingsRoom::Company notice=notice>
            <form id=FORM method="post" action="/rpc/settings/save_company" aria-label=t!(lang, "settings-company")>
                <Trouble error=error />
                <FormScope errors=errors.clone()>
                    <AddressPart form=form.clone() />
                    <TaxPart form=form.clone() />
                    <ContactPart form=form.clone() errors=errors.clone() />
                    <LegalPart form=form errors=errors />
                </FormScope>
            </form>
        </SettingsFrame>
    }
}

#[component]
fn AddressPart(form: CompanyForm) -> impl IntoView {
    let lang = lang();
    let countries = country_choices(&form.country, lang);
    let country = if form.country.is_empty() { "DE".to_owned() } else { form.country };
    view! {
        <FormPart title=t!(lang, "settings-company") text=t!(lang, "settings-company-why")>
            <Field name="form[name]" id="name" label=t!(lang, "company-name") value=form.name required=true maxlength=200 autocomplete="organization" />
            <Field name="form[street]" id="street" label=t!(lang, "address-street") value=form.street maxlength=200 autocomplete="address-line1" />
            <Field name="form[address_extra]" id="address_extra" label=t!(lang, "address-extra") value=form.address_extra maxlength=200 optional=true autocomplete="address-line2" />
            <Field class="c2" name="form[postcode]" id="postcode" label=t!(lang, "address-postcode") value=form.postcode maxlength=20 autocomplete="postal-code" />
            <Field class="c4" name="form[city]" id="city" label=t!(lang, "address-city") value=form.city maxlength=100 autocomplete="address-level2" />
            <SelectField class="c3" name="form[country]" id="country" label=t!(lang, "address-country") value=country choices=countries />
        </FormPart>
    }
}

#[component]
fn TaxPart(form: CompanyForm) -> impl IntoView {
    let lang = lang();
    view! {
        <FormPart title=t!(lang, "company-tax") text=t!(lang, "company-tax-why")>
            <Field class="c3" name="form[tax_number]" id="tax_number" label=t!(lang, "company-tax-number") value=form.tax_number maxlength=30 />
            <Field class="c3" name="form[vat_id]" id="vat_id" label=t!(lang, "customer-vat-id") value=form.vat_id />
            <Check name="form[small_business]" checked=form.small_business == "true" hint=t!(lang, "company-small-business-why")>{t!(lang, "company-small-business")}</Check>
        </FormPart>
    }
}

#[component]
fn ContactPart(form: CompanyForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let phone = own_words(&errors, "contact_phone", Problem::OutOfRange, t!(lang, "company-phone-wrong"));
    view! {
        <FormPart title=t!(lang, "company-contact") text=t!(lang, "company-contact-why")>
            <Field name="form[contact_name]" id="contact_name" label=t!(lang, "company-contact-name") value=form.contact_name maxlength=100 />
            <Field class="c3" name="form[contact_email]" id="contact_email" label=t!(lang, "account-email") value=form.contact_email inputmode="email" maxlength=254 />
            <Field class="c3" name="form[contact_phone]" id="contact_phone" label=t!(lang, "customer-phone") value=form.contact_phone kind="tel" maxlength=50 error=phone />
        </FormPart>
    }
}

#[component]
fn LegalPart(form: CompanyForm, errors: Vec<FieldError>) -> impl IntoView {
    let lang = lang();
    let url = |field: &str| own_words(&errors, field, Problem::NotAChoice, t!(lang, "company-url-wrong"));
    let (imprint, privacy) = (url("imprint_url"), url("privacy_url"));
    view! {
        <FormPart title=t!(lang, "company-legal") text=t!(lang, "company-legal-why")>
            <Field name="form[registration]" id="registration" label=t!(lang, "company-registration") value=form.registration maxlength=50 optional=true placeholder="HRB 12345 HL" />
            <LongField name="form[legal_information]" id="legal_information" label=t!(lang, "company-legal-information") value=form.legal_information rows=2 optional=true hint=t!(lang, "company-legal-information-hint") />
            <Field class="c3" name="form[imprint_url]" id="imprint_url" label=t!(lang, "company-imprint") value=form.imprint_url inputmode="url" maxlength=300 optional=true placeholder="https://" error=imprint />
            <Field class="c3" name="form[privacy_url]" id="privacy_url" label=t!(lang, "company-privacy") value=form.privacy_url inputmode="url" maxlength=300 optional=true placeholder="https://" error=privacy />
        </FormPart>
    }
}
