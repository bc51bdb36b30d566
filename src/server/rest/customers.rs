//! `/api/customers`: list, create, read, replace.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::domain::customer::{CustomerForm, CustomerPage, CustomerRow};
use crate::server::customers::{self, feed};
use crate::server::rest::actor::ApiActor;
use crate::server::rest::extract::{Asked, Body};
use crate::server::rest::problem::ApiError;
use crate::server::rest::text::Text;
use crate::server::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(show, replace))
}

/// A customer, whole: what is left out is empty.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct CustomerInput {
    name: Text,
    street: Text,
    address_extra: Text,
    postcode: Text,
    city: Text,
    /// ISO 3166-1 alpha-2; DE where nothing is said.
    country: Text,
    vat_id: Text,
    /// BT-10; a Leitweg-ID is checked when it looks like one.
    buyer_reference: Text,
    /// `de` or `en`: the language of mails and documents.
    language: Text,
    contact_name: Text,
    contact_phone: Text,
    billing_contact_name: Text,
    billing_email: Text,
    /// 30 where nothing is said; 10 for `hybrid`.
    payment_terms_days: Text,
    /// `invoice_only`, `hybrid` or `subscription`.
    billing_tier: Text,
    /// 7500 where nothing is said.
    unit_rate_cents: Text,
    /// What a `subscription` costs a month.
    monthly_fee_cents: Text,
    /// Units of the month that its fee includes.
    included_units: Text,
    /// Per unit beyond them; the unit rate where nothing is said.
    overage_rate_cents: Text,
    notes: Text,
    /// BT-89: reference of the SEPA mandate.
    mandate: Text,
    /// BT-91: IBAN that is debited.
    debited_account: Text,
    /// `true` or `false`: collected by direct debit where an invoice says nothing else; needs mandate and account.
    direct_debit: Text,
    /// `ubl` or `cii`: the XRechnung of this customer; `ubl` where nothing is said.
    xml_syntax: Text,
    /// `en16931` or `xrechnung`: the profile inside the PDF; `en16931` where nothing is said.
    pdf_profile: Text,
    /// `true` or `false`: no letter about an overdue invoice ever goes to this customer.
    no_dunning: Text,
    /// `true` or `false`: a consumer (§ 13 BGB), who owes less default interest.
    consumer: Text,
}

impl From<CustomerInput> for CustomerForm {
    fn from(input: CustomerInput) -> Self {
        Self {
            name: input.name.into(),
            street: input.street.into(),
            address_extra: input.address_extra.into(),
            postcode: input.postcode.into(),
            city: input.city.into(),
            country: input.country.into(),
            vat_id: input.vat_id.into(),
            buyer_reference: input.buyer_reference.into(),
            language: input.language.into(),
            contact_name: input.contact_name.into(),
            contact_phone: input.contact_phone.into(),
            billing_contact_name: input.billing_contact_name.into(),
            billing_email: input.billing_email.into(),
            payment_terms_days: input.payment_terms_days.into(),
            billing_tier: input.billing_tier.into(),
            unit_rate_cents: input.unit_rate_cents.into(),
            monthly_fee_cents: input.monthly_fee_cents.into(),
            included_units: input.included_units.into(),
            overage_rate_cents: input.overage_rate_cents.into(),
            notes: input.notes.into(),
            mandate: input.mandate.into(),
            debited_account: input.debited_account.into(),
            direct_debit: input.direct_debit.into(),
            xml_syntax: input.xml_syntax.into(),
            pdf_profile: input.pdf_profile.into(),
            no_dunning: input.no_dunning.into(),
            consumer: input.consumer.into(),
            // Euros are typed by people.
            ..Self::default()
        }
    }
}

/// A customer with its figures.
#[derive(Debug, Serialize, ToSchema)]
struct Customer {
    #[schema(example = "CUS-20260227-7KQ2ZD9F")]
    id: String,
    /// Counts within the organization.
    number: u32,
    name: String,
    street: Option<String>,
    address_extra: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: String,
    vat_id: Option<String>,
    buyer_reference: Option<String>,
    language: String,
    contact_name: Option<String>,
    contact_phone: Option<String>,
    billing_contact_name: Option<String>,
    billing_email: Option<String>,
    payment_terms_days: u32,
    billing_tier: String,
    unit_rate_cents: i64,
    monthly_fee_cents: i64,
    included_units: u32,
    overage_rate_cents: Option<i64>,
    notes: Option<String>,
    mandate: Option<String>,
    debited_account: Option<String>,
    direct_debit: String,
    xml_syntax: String,
    pdf_profile: String,
    no_dunning: String,
    consumer: String,
    open_amount: String,
    overdue_amount: String,
    /// Everything ever invoiced, gross.
    invoiced_amount: String,
    /// Issued invoices.
    invoice_count: u32,
}

impl From<CustomerPage> for Customer {
    fn from(page: CustomerPage) -> Self {
        let CustomerPage { row, content, invoiced, .. } = page;
        Self {
            id: row.public_id,
            number: row.number,
            name: content.name,
            street: content.street,
            address_extra: content.address_extra,
            postcode: content.postcode,
            city: content.city,
            country: content.country,
            vat_id: content.vat_id,
            buyer_reference: content.buyer_reference,
            language: content.language.code().to_owned(),
            contact_name: content.contact_name,
            contact_phone: content.contact_phone,
            billing_contact_name: content.billing_contact_name,
            billing_email: content.billing_email,
            payment_terms_days: content.payment_terms_days,
            billing_tier: content.billing_tier.as_str().to_owned(),
            unit_rate_cents: content.unit_rate.0,
            monthly_fee_cents: content.subscription.monthly_fee.0,
            included_units: content.subscription.included_units,
            overage_rate_cents: content.subscription.overage_rate.map(|rate| rate.0),
            notes: content.notes,
            mandate: content.mandate,
            debited_account: content.debited_account,
            direct_debit: content.direct_debit.to_string(),
            xml_syntax: content.forms.xml.as_str().to_owned(),
            pdf_profile: content.forms.pdf.as_str().to_owned(),
            no_dunning: content.no_dunning.to_string(),
            consumer: content.is_consumer.to_string(),
            open_amount: row.open.to_string(),
            overdue_amount: row.overdue.to_string(),
            invoiced_amount: invoiced.to_string(),
            invoice_count: row.invoice_count,
        }
    }
}

/// A customer in the list.
#[derive(Debug, Serialize, ToSchema)]
struct CustomerItem {
    id: String,
    number: u32,
    name: String,
    city: Option<String>,
    billing_email: Option<String>,
    billing_tier: String,
    open_amount: String,
    overdue_amount: String,
    invoice_count: u32,
}

impl From<CustomerRow> for CustomerItem {
    fn from(row: CustomerRow) -> Self {
        Self {
            id: row.public_id,
            number: row.number,
            name: row.name,
            city: row.city,
            billing_email: row.billing_email,
            billing_tier: row.billing_tier.as_str().to_owned(),
            open_amount: row.open.to_string(),
            overdue_amount: row.overdue.to_string(),
            invoice_count: row.invoice_count,
        }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
struct CustomerList {
    items: Vec<CustomerItem>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

/// Which customers.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct CustomerQuery {
    /// Part of name or billing e-mail, start of the city, or the number.
    q: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

/// Customers, newest first
#[utoipa::path(get, path = "/customers", tag = "Customers", operation_id = "listCustomers", params(CustomerQuery), responses((status = 200, description = "One page of the list", body = CustomerList)))]
async fn list(State(state): State<AppState>, ApiActor(actor): ApiActor, Asked(query): Asked<CustomerQuery>) -> Result<Json<CustomerList>, ApiError> {
    let query = feed::Query { text: query.q, cursor: query.cursor, limit: query.limit };
    let page = feed::newest(&state, &actor, &query).await?;
    Ok(Json(CustomerList { items: page.rows.into_iter().map(CustomerItem::from).collect(), next_cursor: page.next }))
}

/// Create a customer
#[utoipa::path(post, path = "/customers", tag = "Customers", operation_id = "createCustomer", request_body = CustomerInput,
    responses((status = 201, description = "The customer; Location has its address", body = Customer)))]
async fn create(State(state): State<AppState>, ApiActor(actor): ApiActor, Body(input): Body<CustomerInput>) -> Result<Response, ApiError> {
    let id = customers::create(&state, &actor, &input.into()).await?;
    let customer = customers::page(&state, &actor, &id).await?;
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/customers/{id}"))], Json(Customer::from(customer))).into_response())
}

/// One customer
#[utoipa::path(get, path = "/customers/{id}", tag = "Customers", operation_id = "getCustomer", params(("id" = String, Path)), responses((status = 200, description = "The customer", body = Customer)))]
async fn show(State(state): State<AppState>, ApiActor(actor): ApiActor, Path(id): Path<String>) -> Result<Json<Customer>, ApiError> {
    Ok(Json(customers::page(&state, &actor, &id).await?.into()))
}

/// Replace a customer's data; issued invoices keep what they were issued with
#[utoipa::path(put, path = "/customers/{id}", tag = "Customers", operation_id = "replaceCustomer", params(("id" = String, Path)), request_body = CustomerInput,
    responses((status = 200, description = "The customer as it is now", body = Customer)))]
async fn replace(
    State(state): State<AppState>,
    ApiActor(actor): ApiActor,
    Path(id): Path<String>,
    Body(input): Body<CustomerInput>,
) -> Result<Json<Customer>, ApiError> {
    customers::update(&state, &actor, &id, &input.into()).await?;
    Ok(Json(customers::page(&state, &actor, &id).await?.into()))
}
