//! `/customers/new` and `/customers/{id}/edit`.

use leptos::prelude::*;

use super::{tier_name, tier_why};
use crate::domain::customer::{BillingTier, CustomerForm};
use crate::domain::error::{AppError, FieldError};
use crate::domain::invoice::documents::{PdfProfile, XmlSyntax};
use crate::domain::lang::Lang;
use crate::i18n;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Button, Check, Choice, Field, Look, PageBody, PageHead, SelectField};
use crate::ui::islands::SaveState;
use crate::ui::pages::countries::country_choices;
use crate::ui::pages::form::{FormPart, FormScope, LongField, RadioField, Trouble};

const FORM: &str = "customer";

/// `id` is empty for a new customer.
#[component]
pub fn CustomerFormPage(
    id: String,
    form: CustomerForm,
    errors: Vec<FieldError>,
    #[prop(optional_no_strip)] notice: Option<String>,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let lang = lang();
    let title = if id.is_empty() { t!(lang, "customer-new") } else { form.name.clone() };
    let error = error.or_else(|| (!errors.is_empty()).then(|| AppError::Invalid(errors.clone())));
    view! {
        <PageHead title=title.clone() crumb=("/customers", t!(lang, "room-customers")) notice=notice>
            <SaveState saved=String::new() unsaved=t!(lang, "editor-unsaved") button=".head .btn-primary".to_owned() />
            <Button form=FORM look=Look::Primary>{t!(lang, "action-save")}</Button>
        </PageHead>
        <PageBody>
            <form id=FORM class="form-page" method="post" action="/rpc/customers/save" aria-label=title>
                <input type="hidden" name="id" value=id />
                <Trouble error=error />
                <FormScope errors=errors>
                    <AddressPart form=form.clone() />
                    <InvoicePart form=form.clone() />
                    <TermsPart form=form.clone() />
                    <AgreementPart form=form.clone() />
                    <NotesPart notes=form.notes />
                </FormScope>
            </form>
        </PageBody>
    }
    .into_any()
}

#[component]
fn AddressPart(form: CustomerForm) -> impl IntoView {
    let lang = lang();
    let countries = country_choices(&form.country, lang);
    let country = if form.country.is_empty() { "DE".to_owned() } else { form.country };
    view! {
        <FormPart title=t!(lang, "customer-address") text=t!(lang, "customer-address-why")>
            <Field name="form[name]" id="name" label=t!(lang, "customer-name") value=form.name required=true maxlength=200 autocomplete="off" />
            <Field name="form[street]" id="street" label=t!(lang, "address-street") value=form.street maxlength=200 autocomplete="off" />
            <Field name="form[address_extra]" id="address_extra" label=t!(lang, "address-extra") value=form.address_extra maxlength=200 optional=true autocomplete="off" />
            <Field class="c2" name="form[postcode]" id="postcode" label=t!(lang, "address-postcode") value=form.postcode maxlength=20 autocomplete="off" />
            <Field class="c4" name="form[city]" id="city" label=t!(lang, "address-city") value=form.city maxlength=100 autocomplete="off" />
            <SelectField class="c3" name="form[country]" id="country" label=t!(lang, "address-country") value=country choices=countries />
            <Field class="c3" name="form[vat_id]" id="vat_id" label=t!(lang, "customer-vat-id") value=form.vat_id optional=true autocomplete="off" />
        </FormPart>
    }
}

#[component]
fn InvoicePart(form: CustomerForm) -> impl IntoView {
    let lang = lang();
    let languages = vec![Choice::new("de", "Deutsch"), Choice::new("en", "English")];
    let language = if form.language.is_empty() { "de".to_owned() } else { form.language };
    view! {
        <FormPart title=t!(lang, "customer-billing") text=t!(lang, "customer-billing-why")>
            <Field
                name="form[billing_email]"
                id="billing_email"
                label=t!(lang, "customer-billing-email")
                value=form.billing_email
                inputmode="email"
                maxlength=254
                autocomplete="off"
                hint=t!(lang, "customer-billing-email-hint")
            />
            <Field class="c3" name="form[billing_contact_name]" id="billing_contact_name" label=t!(lang, "customer-billing-contact") value=form.billing_contact_name maxlength=100 optional=true autocomplete="off" />
            <SelectField class="c3" name="form[language]" id="language" label=t!(lang, "customer-language") value=language choices=languages />
            <Field
                name="form[buyer_reference]"
                id="buyer_reference"
                label=t!(lang, "customer-buyer-reference")
                value=form.buyer_reference
                maxlength=100
                optional=true
                autocomplete="off"
                hint=t!(lang, "customer-buyer-reference-hint")
            />
            <Field class="c3" name="form[contact_name]" id="contact_name" label=t!(lang, "customer-contact") value=form.contact_name maxlength=100 optional=true autocomplete="off" />
            <Field class="c3" name="form[contact_phone]" id="contact_phone" label=t!(lang, "customer-phone") value=form.contact_phone kind="tel" maxlength=50 optional=true autocomplete="off" />
        </FormPart>
    }
}

#[component]
fn TermsPart(form: CustomerForm) -> impl IntoView {
    let lang = lang();
    let tier = if form.billing_tier.is_empty() { BillingTier::default().as_str().to_owned() } else { form.billing_tier };
    view! {
        <FormPart title=t!(lang, "customer-terms-part") text=t!(lang, "customer-terms-why")>
            <RadioField name="form[billing_tier]" legend=t!(lang, "customer-tier") value=tier choices=tiers(lang) />
            <Field
                class="c3"
                name="form[payment_terms_days]"
                id="payment_terms_days"
                label=t!(lang, "customer-terms-in-days")
                value=form.payment_terms_days
                inputmode="numeric"
                placeholder="30"
                hint=t!(lang, "customer-terms-hint")
            />
            <Field
                class="c3"
                name="form[unit_rate]"
                id="unit_rate"
                label=t!(lang, "customer-unit-rate-euro")
                value=form.unit_rate
                inputmode="decimal"
                placeholder=if lang == Lang::De { "75,00" } else { "75.00" }
                hint=t!(lang, "customer-unit-rate-hint")
            />
            <SubscriptionFields monthly_fee=form.monthly_fee included_units=form.included_units overage_rate=form.overage_rate />
        </FormPart>
    }
}

/// How this customer pays when not by transfer, and in which form it wants its invoices.
#[component]
fn AgreementPart(form: CustomerForm) -> impl IntoView {
    let lang = lang();
    let syntaxes = XmlSyntax::ALL.map(|syntax| Choice::new(syntax.as_str(), i18n::text(lang, &format!("xml-syntax-{}", syntax.as_str()))));
    let profiles = PdfProfile::ALL.map(|profile| Choice::new(profile.as_str(), i18n::text(lang, &format!("pdf-profile-{}", profile.as_str()))));
    view! {
        <FormPart title=t!(lang, "customer-agreements") text=t!(lang, "customer-agreements-why")>
            <Field class="c3" name="form[mandate]" id="mandate" label=t!(lang, "payment-mandate") value=form.mandate maxlength=35 optional=true autocomplete="off" />
            <Field class="c3" name="form[debited_account]" id="debited_account" label=t!(lang, "payment-debited-account") value=form.debited_account optional=true autocomplete="off" />
            <Check name="form[direct_debit]" checked=form.direct_debit == "true">{t!(lang, "customer-direct-debit")}</Check>
            <SelectField class="c3" name="form[xml_syntax]" id="xml_syntax" label=t!(lang, "xml-syntax") value=form.xml_syntax choices=syntaxes.to_vec() />
            <Check name="form[consumer]" checked=form.consumer == "true" hint=t!(lang, "customer-consumer-hint")>{t!(lang, "customer-consumer")}</Check>
            <Check name="form[no_dunning]" checked=form.no_dunning == "true" hint=t!(lang, "customer-no-dunning-hint")>{t!(lang, "customer-no-dunning")}</Check>
            <SelectField class="c3" name="form[pdf_profile]" id="pdf_profile" label=t!(lang, "pdf-profile") value=form.pdf_profile choices=profiles.to_vec() />
        </FormPart>
    }
}

/// Always there, because a form without a script cannot know which tier is chosen.
#[component]
fn SubscriptionFields(monthly_fee: String, included_units: String, overage_rate: String) -> impl IntoView {
    let lang = lang();
    let example = |euros: &str| if lang == Lang::De { euros.replace('.', ",") } else { euros.to_owned() };
    let field = move |name: &'static str, label: String, value: String, placeholder: String, hint: String| {
        let decimal = if name == "included_units" { "numeric" } else { "decimal" };
        view! { <Field class="c2" name=format!("form[{name}]") id=name label=label value=value inputmode=decimal placeholder=placeholder hint=hint autocomplete="off" /> }
    };
    view! {
        {field("monthly_fee", t!(lang, "customer-monthly-fee-euro"), monthly_fee, example("0.00"), t!(lang, "customer-subscription-only"))}
        {field("included_units", t!(lang, "customer-included-units"), included_units, "0".to_owned(), t!(lang, "customer-subscription-only"))}
        {field("overage_rate", t!(lang, "customer-overage-rate-euro"), overage_rate, example("75.00"), t!(lang, "customer-overage-rate-hint"))}
    }
}

#[component]
fn NotesPart(notes: String) -> impl IntoView {
    let lang = lang();
    view! {
        <FormPart title=t!(lang, "customer-notes") text=t!(lang, "customer-notes-why")>
            <LongField name="form[notes]" id="notes" label=t!(lang, "customer-notes") value=notes optional=true />
        </FormPart>
    }
}

fn tiers(lang: Lang) -> Vec<(String, String, String)> {
    BillingTier::ALL.into_iter().map(|tier| (tier.as_str().to_owned(), tier_name(tier, lang), tier_why(tier, lang))).collect()
}
