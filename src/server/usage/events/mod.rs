//! Billing events: taken in one by one or many at once, changed and deleted while nobody has billed them, listed.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::error::{AppError, Conflict, FieldError, Problem};
use crate::domain::money::Cents;
use crate::domain::text::NumberFormat;
use crate::domain::usage::view::{EventList, EventPage, EventQuery, EventRow, OpenEvents};
use crate::domain::usage::{BillingEventForm, EventContent};
use crate::server::audit::{self, Event};
use crate::server::auth::{Actor, Who};
use crate::server::db::Tx;
use crate::server::invoices::reading::list::search_words;
use crate::server::state::AppState;
use crate::server::{customers, secret};

pub mod feed;
pub mod queries;

use queries::{EventRecord, NewEvent};

const PAGE_SIZE: u32 = 50;
/// The most events that come in with one request.
pub const MOST_AT_ONCE: usize = 1_000;
/// Customers that the form offers.
const MOST_CUSTOMERS: i64 = 2_000;
/// Rows that the page of a customer shows.
const MOST_SHOWN: i64 = 10;

/// What became of an event that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub public_id: String,
    /// The same receipt of the same type was here already, with the same content; nothing was stored.
    pub is_known: bool,
}

/// Takes one event in. The same reference of the same type is taken once.
///
/// # Errors
/// `Invalid`; a reference that came before with another content is `already_used`.
pub async fn create(state: &AppState, actor: &Actor, form: &BillingEventForm, format: NumberFormat) -> Result<Taken, AppError> {
    let taken = take(state, actor, std::slice::from_ref(form), format, |_, field| field.to_owned()).await?;
    taken.into_iter().next().ok_or(AppError::Unavailable)
}

/// Takes up to a thousand events in, all of them or none; fields are named `events[3].amount_cents`.
///
/// # Errors
/// As [`create`], with the mistakes of all events at once.
pub async fn create_many(state: &AppState, actor: &Actor, forms: &[BillingEventForm]) -> Result<Vec<Taken>, AppError> {
    actor.require_billing()?;
    if forms.is_empty() {
        return Err(AppError::field("events", Problem::Required));
    }
    if forms.len() > MOST_AT_ONCE {
        return Err(AppError::field("events", Problem::OutOfRange));
    }
    take(state, actor, forms, NumberFormat::Machine, |index, field| format!("events[{index}].{field}")).await
}

async fn take(
    state: &AppState,
    actor: &Actor,
    forms: &[BillingEventForm],
    format: NumberFormat,
    name: impl Fn(usize, &str) -> String + Send + Sync,
) -> Result<Vec<Taken>, AppError> {
    actor.require_billing()?;
    let (now, today) = (state.clock.now(), actor.today(state));
    let mut tx = state.db.organization(actor.organization).await?;
    let news = read(&mut tx, forms, format, today, &name).await?;
    let stored = queries::insert(&mut tx, actor.organization, actor.user_id(), &news, now).await?;
    let taken = known_or_new(&mut tx, &news, &stored, &name).await?;
    let count = stored.len();
    if count > 0 {
        let detail = if count == 1 { news[0].content.reference.clone().unwrap_or_default() } else { count.to_string() };
        let customer = if count == 1 { Some(news[0].customer) } else { None };
        audit::record(&mut tx, actor, now, Event::new("billing_event.created").customer(customer).detail(&detail)).await?;
    }
    tx.commit().await?;
    Ok(taken)
}

/// All forms as rows, with the mistakes of all of them at once.
async fn read(
    tx: &mut Tx,
    forms: &[BillingEventForm],
    format: NumberFormat,
    today: NaiveDate,
    name: &(impl Fn(usize, &str) -> String + Sync),
) -> Result<Vec<NewEvent>, AppError> {
    let mut public_ids: Vec<String> = forms.iter().map(|form| form.customer.trim().to_owned()).collect();
    public_ids.sort_unstable();
    public_ids.dedup();
    let customers = queries::customers(tx, &public_ids).await?;
    let (mut news, mut errors) = (Vec::with_capacity(forms.len()), Vec::new());
    for (index, form) in forms.iter().enumerate() {
        let customer = customers.get(form.customer.trim()).copied();
        if customer.is_none() && !form.customer.trim().is_empty() {
            errors.push(FieldError::new(name(index, "customer"), Problem::Unknown));
        }
        match form.parse(format, today) {
            Ok(content) => news.extend(customer.map(|customer| NewEvent {
                id: secret::new_uuid(),
                public_id: secret::new_public_id("BEV", today),
                customer,
                content,
            })),
            Err(AppError::Invalid(wrong)) => {
                errors.extend(wrong.into_iter().map(|error| FieldError::new(name(index, &error.field), error.problem)));
            }
            Err(other) => return Err(other),
        }
    }
    if errors.is_empty() { Ok(news) } else { Err(AppError::Invalid(errors)) }
}

/// Those that were not stored share reference and type with an earlier one, which must be the very same event.
async fn known_or_new(
    tx: &mut Tx,
    news: &[NewEvent],
    stored: &[Uuid],
    name: &(impl Fn(usize, &str) -> String + Sync),
) -> Result<Vec<Taken>, AppError> {
    let (mut taken, mut errors) = (Vec::with_capacity(news.len()), Vec::new());
    for (index, new) in news.iter().enumerate() {
        if stored.contains(&new.id) {
            taken.push(Taken { public_id: new.public_id.clone(), is_known: false });
            continue;
        }
        let reference = new.content.reference.as_deref().unwrap_or_default();
        let earlier = queries::by_reference(tx, reference, &new.content.kind).await?;
        match earlier.filter(|earlier| earlier.customer_id == new.customer && content_of(earlier) == normal(&new.content)) {
            Some(same) => taken.push(Taken { public_id: same.public_id, is_known: true }),
            None => errors.push(FieldError::new(name(index, "reference"), Problem::AlreadyUsed)),
        }
    }
    if errors.is_empty() { Ok(taken) } else { Err(AppError::Invalid(errors)) }
}

/// An event as stored, with numbers in their shortest form.
fn content_of(row: &EventRecord) -> EventContent {
    EventContent {
        kind: row.kind.clone(),
        quantity: row.quantity.normalize(),
        amount: row.amount_cents.map(Cents),
        reference: row.reference.clone(),
        description: row.description.clone(),
        occurred_on: row.occurred_on,
        tax_rate: row.tax_rate.normalize(),
    }
}

fn normal(content: &EventContent) -> EventContent {
    EventContent { quantity: content.quantity.normalize(), tax_rate: content.tax_rate.normalize(), ..content.clone() }
}

/// Replaces an event that is not billed yet.
///
/// # Errors
/// `NotFound`, `Conflict(AlreadyBilled)`, `Invalid`.
pub async fn change(state: &AppState, actor: &Actor, public_id: &str, form: &BillingEventForm, format: NumberFormat) -> Result<(), AppError> {
    actor.require_billing()?;
    let (now, today) = (state.clock.now(), actor.today(state));
    let mut tx = state.db.organization(actor.organization).await?;
    let row = changeable(&mut tx, public_id).await?;
    let news = read(&mut tx, std::slice::from_ref(form), format, today, &|_: usize, field: &str| field.to_owned()).await?;
    let new = news.first().ok_or(AppError::Unavailable)?;
    if let Err(error) = queries::update(&mut tx, row.id, new.customer, &new.content, now).await {
        let is_used = error.constraint() == Some("billing_events_reference_key");
        return Err(if is_used { AppError::field("reference", Problem::AlreadyUsed) } else { error.into() });
    }
    let event = Event::new("billing_event.changed").customer(new.customer).detail(public_id);
    audit::record(&mut tx, actor, now, event).await?;
    tx.commit().await?;
    Ok(())
}

/// Throws an event away that is not billed yet.
///
/// # Errors
/// `NotFound`, `Conflict(AlreadyBilled)`.
pub async fn delete(state: &AppState, actor: &Actor, public_id: &str) -> Result<(), AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let row = changeable(&mut tx, public_id).await?;
    queries::delete(&mut tx, row.id).await?;
    let event = Event::new("billing_event.deleted").customer(row.customer_id).detail(public_id);
    audit::record(&mut tx, actor, state.clock.now(), event).await?;
    tx.commit().await?;
    Ok(())
}

async fn changeable(tx: &mut Tx, public_id: &str) -> Result<EventRecord, AppError> {
    let row = queries::lock(tx, public_id).await?.ok_or(AppError::NotFound)?;
    if row.is_billed { Err(AppError::Conflict(Conflict::AlreadyBilled)) } else { Ok(row) }
}

/// One event.
///
/// # Errors
/// `NotFound`.
pub async fn show(state: &AppState, actor: &Actor, public_id: &str) -> Result<EventRow, AppError> {
    actor.require_figures()?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::by_public_id(&mut tx, public_id).await?.map(row_of).ok_or(AppError::NotFound)
}

/// The form of a new event, or of one that is not billed yet.
///
/// # Errors
/// `NotFound`, `Conflict(AlreadyBilled)`.
pub async fn page(state: &AppState, actor: &Actor, public_id: &str) -> Result<EventPage, AppError> {
    actor.require_billing()?;
    let today = actor.today(state);
    let mut tx = state.db.organization(actor.organization).await?;
    let form = if public_id.is_empty() {
        BillingEventForm { occurred_on: today.to_string(), ..BillingEventForm::default() }
    } else {
        let row = changeable(&mut tx, public_id).await?;
        let customer = customers::queries::by_id(&mut tx, row.customer_id).await?.ok_or(AppError::NotFound)?;
        content_of(&row).to_form(&customer.public_id, actor.lang())
    };
    let customers = queries::customer_names(&mut tx, MOST_CUSTOMERS).await?;
    Ok(EventPage { form, customers, today })
}

/// One page of the list, newest first. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound` for those who may not see billing.
pub async fn list(state: &AppState, actor: &Actor, query: &EventQuery) -> Result<EventList, AppError> {
    actor.require_figures()?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let is_billed = is_billed(&query.state);
    let text = search_words(&query.q);
    let mut tx = state.db.organization(actor.organization).await?;
    let filter = queries::Filter { text: &text, customer: query.customer.trim(), is_billed };
    let rows = queries::list(&mut tx, &filter, i64::from(PAGE_SIZE), i64::from((page - 1) * PAGE_SIZE)).await?;
    let counts = queries::counts(&mut tx, &filter).await?;
    let customer = queries::customer_name(&mut tx, query.customer.trim()).await?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let total = count(match is_billed {
        Some(true) => counts.billed,
        Some(false) => counts.unbilled,
        None => counts.billed + counts.unbilled,
    });
    Ok(EventList {
        rows: rows.into_iter().map(row_of).collect(),
        total,
        page,
        pages: total.div_ceil(PAGE_SIZE).max(1),
        all: count(counts.billed + counts.unbilled),
        unbilled: count(counts.unbilled),
        billed: count(counts.billed),
        unbilled_sum: Cents(counts.unbilled_sum),
        customer: customer.map(|name| (query.customer.trim().to_owned(), name)),
        is_empty_organization: counts.in_organization == 0,
        may_bill: may_bill(actor),
    })
}

pub(super) fn may_bill(actor: &Actor) -> bool {
    match &actor.who {
        Who::User { role, .. } => role.may_bill(),
        _ => true,
    }
}

fn is_billed(state: &str) -> Option<bool> {
    match state {
        "unbilled" => Some(false),
        "billed" => Some(true),
        _ => None,
    }
}

/// What waits for the next invoice of a customer, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn open_of(tx: &mut Tx, customer: Uuid, today: NaiveDate) -> Result<OpenEvents, AppError> {
    let rows = queries::open_of(tx, customer, MOST_SHOWN).await?;
    let sums = queries::open_sums(tx, customer).await?;
    Ok(OpenEvents {
        rows: rows.into_iter().map(row_of).collect(),
        count: u32::try_from(sums.count).unwrap_or(u32::MAX),
        sum: Cents(sums.sum),
        first: sums.first,
        today,
    })
}

/// A row as lists show it.
fn row_of(row: queries::ListRow) -> EventRow {
    EventRow {
        public_id: row.public_id,
        customer: row.customer,
        customer_name: row.customer_name,
        kind: row.kind,
        quantity: row.quantity.normalize(),
        amount: row.amount_cents.map(Cents),
        reference: row.reference,
        description: row.description,
        occurred_on: row.occurred_on,
        tax_rate: row.tax_rate.normalize(),
        invoice: row.invoice.zip(row.invoice_number),
        created_at: row.created_at,
    }
}
