//! Customers: save, list, show.

use uuid::Uuid;

use crate::domain::customer::{BillingTier, CustomerContent, CustomerForm, CustomerList, CustomerListQuery, CustomerPage, CustomerRow, Subscription};
use crate::domain::error::AppError;
use crate::domain::invoice::documents::DocumentForms;
use crate::domain::invoice::view::InvoiceListQuery;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::webhook::Topic;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::invoices;
use crate::server::invoices::numbering::{self, Series};
use crate::server::state::AppState;
use crate::server::webhooks::{self, Subject};
use crate::server::{secret, usage};

pub mod feed;
pub mod queries;

const PAGE_SIZE: u32 = 50;

/// What a new customer begins with.
///
/// # Errors
/// `NotFound` or `Forbidden` for those who may not make one.
pub fn blank(actor: &Actor) -> Result<CustomerForm, AppError> {
    actor.require_billing()?;
    Ok(CustomerForm::default())
}

/// A new customer; returns its public identifier.
///
/// # Errors
/// `Invalid`.
pub async fn create(state: &AppState, actor: &Actor, form: &CustomerForm) -> Result<String, AppError> {
    actor.require_billing()?;
    let content = form.parse()?;
    let now = state.clock.now();
    let public_id = secret::new_public_id("CUS", actor.today(state));
    let id = secret::new_uuid();
    let mut tx = state.db.organization(actor.organization).await?;
    let number = numbering::draw_plain(&mut tx, actor.organization, Series::Customer).await?;
    queries::insert(&mut tx, &queries::NewCustomer { id, organization: actor.organization, public_id: &public_id, number }, &content, now).await?;
    audit::record(&mut tx, actor, now, Event::new("customer.created").customer(id).detail(&content.name)).await?;
    webhooks::announce(&mut tx, Topic::CustomerCreated, Subject::Customer(id), now).await?;
    tx.commit().await?;
    Ok(public_id)
}

/// Issued invoices keep the data they were issued with.
///
/// # Errors
/// `NotFound` or `Invalid`.
pub async fn update(state: &AppState, actor: &Actor, public_id: &str, form: &CustomerForm) -> Result<(), AppError> {
    actor.require_billing()?;
    let now = state.clock.now();
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::by_public_id(&mut tx, public_id).await?.ok_or(AppError::NotFound)?;
    let content = form.parse()?;
    queries::update(&mut tx, row.id, &content, now).await?;
    audit::record(&mut tx, actor, now, Event::new("customer.changed").customer(row.id).detail(&content.name)).await?;
    webhooks::announce(&mut tx, Topic::CustomerUpdated, Subject::Customer(row.id), now).await?;
    tx.commit().await?;
    Ok(())
}

/// # Errors
/// `NotFound` for those who may not see billing.
pub async fn list(state: &AppState, actor: &Actor, query: &CustomerListQuery) -> Result<CustomerList, AppError> {
    actor.require_billing()?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let mut tx = state.db.organization(actor.organization).await?;
    let filter = queries::Filter {
        text: query.q.trim(),
        sort: &query.sort,
        limit: i64::from(PAGE_SIZE),
        offset: i64::from((page - 1) * PAGE_SIZE),
        today: actor.today(state),
    };
    let rows = queries::list(&mut tx, &filter).await?;
    let total = rows.first().map_or(0, |row| u32::try_from(row.total).unwrap_or(0));
    let is_empty_organization = rows.is_empty() && queries::count(&mut tx).await? == 0;
    Ok(CustomerList { rows: rows.into_iter().map(row_of).collect(), total, page, pages: total.div_ceil(PAGE_SIZE).max(1), is_empty_organization })
}

/// # Errors
/// `NotFound`.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str) -> Result<CustomerPage, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = queries::by_public_id(&mut tx, public_id).await?.ok_or(AppError::NotFound)?;
    let figures = queries::figures(&mut tx, row.id, actor.today(state)).await?;
    let open_events = usage::events::open_of(&mut tx, row.id, actor.today(state)).await?;
    drop(tx);
    let query = InvoiceListQuery { customer: public_id.to_owned(), ..InvoiceListQuery::default() };
    let invoices = invoices::list(state, actor, &query).await?.rows;
    let content = content_of(&row);
    Ok(CustomerPage {
        row: CustomerRow {
            public_id: row.public_id,
            number: u32::try_from(row.number).unwrap_or(0),
            name: row.name,
            city: row.city,
            billing_email: row.billing_email,
            billing_tier: content.billing_tier,
            open: Cents(figures.open),
            overdue: Cents(figures.overdue),
            invoice_count: u32::try_from(figures.count).unwrap_or(0),
        },
        content,
        invoices,
        invoiced: Cents(figures.invoiced),
        open_events,
    })
}

/// The stored data of a customer, for a draft or the form.
#[must_use]
pub fn content_of(row: &queries::CustomerRecord) -> CustomerContent {
    let row = row.clone();
    CustomerContent {
        name: row.name,
        street: row.street,
        address_extra: row.address_extra,
        postcode: row.postcode,
        city: row.city,
        country: row.country,
        vat_id: row.vat_id,
        buyer_reference: row.buyer_reference,
        language: Lang::parse(&row.language).unwrap_or_default(),
        contact_name: row.contact_name,
        contact_phone: row.contact_phone,
        billing_contact_name: row.billing_contact_name,
        billing_email: row.billing_email,
        payment_terms_days: u32::try_from(row.payment_terms_days).unwrap_or(30),
        billing_tier: BillingTier::parse(&row.billing_tier).unwrap_or_default(),
        unit_rate: Cents(row.unit_rate_cents),
        subscription: Subscription {
            monthly_fee: Cents(row.monthly_fee_cents),
            included_units: u32::try_from(row.included_units).unwrap_or(0),
            overage_rate: row.overage_rate_cents.map(Cents),
        },
        notes: row.notes,
        mandate: row.mandate,
        debited_account: row.debited_account,
        direct_debit: row.direct_debit,
        forms: DocumentForms::of(&row.xml_syntax, &row.pdf_profile),
        no_dunning: row.no_dunning,
        is_consumer: row.is_consumer,
    }
}

fn row_of(row: queries::ListRow) -> CustomerRow {
    CustomerRow {
        public_id: row.public_id,
        number: u32::try_from(row.number).unwrap_or(0),
        name: row.name,
        city: row.city,
        billing_email: row.billing_email,
        billing_tier: BillingTier::parse(&row.billing_tier).unwrap_or_default(),
        open: Cents(row.open),
        overdue: Cents(row.overdue),
        invoice_count: u32::try_from(row.count).unwrap_or(0),
    }
}

/// The customer of an invoice, if it has one.
///
/// # Errors
/// When the database refuses.
pub async fn of_invoice(tx: &mut crate::server::db::Tx, customer: Option<Uuid>) -> Result<Option<queries::CustomerRecord>, AppError> {
    match customer {
        Some(id) => Ok(queries::by_id(tx, id).await?),
        None => Ok(None),
    }
}

/// The language of letters to this customer.
#[must_use]
pub fn lang_of(customer: Option<&queries::CustomerRecord>) -> Lang {
    customer.and_then(|customer| Lang::parse(&customer.language)).unwrap_or_default()
}

/// The id behind a public identifier, within the transaction's organization.
///
/// # Errors
/// `NotFound`.
pub async fn find(tx: &mut crate::server::db::Tx, public_id: &str) -> Result<Uuid, AppError> {
    Ok(queries::by_public_id(tx, public_id).await?.ok_or(AppError::NotFound)?.id)
}
