//! What happened, written down for everybody who wants to hear of it, within the transaction in which it happens.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::recurring::Refusal;
use crate::domain::webhook::Topic;
use crate::i18n;
use crate::server::customers::queries::{self as customers, CustomerRecord};
use crate::server::db::{DbError, Tx};
use crate::server::invoices::queries::{self as invoices, InvoiceRecord};
use crate::server::jobs::{self, Job};
use crate::server::recurring::queries::{self as recurring, Record as Series};
use crate::server::secret::new_uuid;
use crate::server::webhooks::queries::{self, NewDelivery};

/// What an event is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject {
    Invoice(Uuid),
    /// With its invoice.
    Payment(Uuid),
    Customer(Uuid),
    Recurring(Uuid),
    /// A series with the invoice that it made.
    RecurringInvoice(Uuid, Uuid),
}

/// Tells all who listen, once the transaction is through. The subject is told as it is at this point of the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn announce(tx: &mut Tx, topic: Topic, subject: Subject, now: DateTime<Utc>) -> Result<(), DbError> {
    let listeners = queries::listeners(tx, topic.name()).await?;
    if listeners.is_empty() {
        return Ok(());
    }
    let Some(data) = told(tx, subject).await? else { return Ok(()) };
    let event_id = new_event_id();
    let payload = payload(topic.name(), &data, now);
    for listener in listeners {
        deliver_to(tx, listener.organization_id, listener.id, &event_id, topic.name(), &payload, now).await?;
    }
    Ok(())
}

/// Puts one delivery into the log and the queue.
pub(super) async fn deliver_to(
    tx: &mut Tx,
    organization: Uuid,
    subscription: Uuid,
    event_id: &str,
    event_type: &str,
    payload: &Value,
    now: DateTime<Utc>,
) -> Result<Uuid, DbError> {
    let id = new_uuid();
    queries::insert_delivery(tx, &NewDelivery { id, organization, subscription, event_id, event_type, payload }, now).await?;
    jobs::enqueue(tx, Job::DeliverWebhook { organization, delivery: id }).await?;
    Ok(id)
}

pub(super) fn new_event_id() -> String {
    format!("msg_{}", new_uuid().simple())
}

/// The shape that the Standard Webhooks specification advises.
pub(super) fn payload(event_type: &str, data: &Value, now: DateTime<Utc>) -> Value {
    json!({ "type": event_type, "timestamp": moment(now), "data": data })
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

async fn told(tx: &mut Tx, subject: Subject) -> Result<Option<Value>, DbError> {
    Ok(match subject {
        Subject::Invoice(id) => match invoices::by_id(tx, id).await? {
            Some(row) => Some(json!({ "invoice": invoice(tx, &row).await? })),
            None => None,
        },
        Subject::Payment(id) => match queries::payment(tx, id).await? {
            Some(payment) => Some(with_invoice(tx, &payment).await?),
            None => None,
        },
        Subject::Customer(id) => customers::by_id(tx, id).await?.map(|row| json!({ "customer": customer(&row) })),
        Subject::Recurring(id) => match recurring::by_id(tx, id).await? {
            Some(row) => Some(json!({ "recurring": series(tx, &row).await? })),
            None => None,
        },
        Subject::RecurringInvoice(id, made) => match (recurring::by_id(tx, id).await?, invoices::by_id(tx, made).await?) {
            (Some(row), Some(made)) => Some(json!({ "recurring": series(tx, &row).await?, "invoice": invoice(tx, &made).await? })),
            _ => None,
        },
    })
}

async fn with_invoice(tx: &mut Tx, payment: &queries::PaymentRow) -> Result<Value, DbError> {
    let invoice = match invoices::by_id(tx, payment.invoice_id).await? {
        Some(row) => invoice(tx, &row).await?,
        None => Value::Null,
    };
    Ok(json!({
        "payment": {
            "id": payment.id, "amount": Cents(payment.amount_cents).to_string(), "currency": payment.currency, "method": payment.method,
            "state": payment.state, "date": payment.paid_on, "reference": payment.reference,
        },
        "invoice": invoice,
    }))
}

/// In the words of the JSON API.
async fn invoice(tx: &mut Tx, row: &InvoiceRecord) -> Result<Value, DbError> {
    let customer = match row.customer_id {
        Some(id) => buyer(tx, id).await?,
        None => None,
    };
    let original = match row.original_id {
        Some(id) => invoices::by_id(tx, id).await?.map(|original| json!({ "id": original.public_id, "number": original.number })),
        None => None,
    };
    let amount = |cents| Cents(cents).to_string();
    Ok(json!({
        "id": row.public_id, "number": row.number, "kind": row.kind, "state": row.state, "customer": customer, "buyer_name": row.buyer_name,
        "issue_date": row.issue_date, "due_date": row.due_date, "currency": row.currency, "net_amount": amount(row.net_cents),
        "tax_amount": amount(row.tax_cents), "gross_amount": amount(row.gross_cents), "paid_amount": amount(row.paid_cents),
        "open_amount": amount(row.open_cents), "original": original, "sent_at": row.sent_at.map(moment),
    }))
}

/// Why it failed last is there until an invoice is made or somebody changes the series.
async fn series(tx: &mut Tx, row: &Series) -> Result<Value, DbError> {
    let refusal: Option<Refusal> = row.last_error.clone().and_then(|refusal| serde_json::from_value(refusal).ok());
    let last_error = refusal.map(|refusal| json!({ "code": refusal.code(), "message": i18n::refusal(Lang::De, &refusal) }));
    Ok(json!({
        "id": row.public_id, "name": row.name, "state": row.state, "customer": buyer(tx, row.customer_id).await?, "frequency": row.frequency,
        "handling": row.handling, "start_date": row.start_date, "end_date": row.end_date, "count": row.most_invoices, "next_date": row.next_date,
        "produced": row.produced, "amount": Cents(row.payable_cents).to_string(), "currency": row.currency, "failures": row.failures,
        "last_error": last_error,
    }))
}

async fn buyer(tx: &mut Tx, id: Uuid) -> Result<Option<Value>, DbError> {
    Ok(customers::by_id(tx, id).await?.map(|customer| json!({ "id": customer.public_id, "name": customer.name })))
}

fn customer(row: &CustomerRecord) -> Value {
    json!({
        "id": row.public_id, "number": row.number, "name": row.name, "street": row.street, "address_extra": row.address_extra,
        "postcode": row.postcode, "city": row.city, "country": row.country, "vat_id": row.vat_id, "buyer_reference": row.buyer_reference,
        "language": row.language, "billing_email": row.billing_email, "billing_tier": row.billing_tier,
        "payment_terms_days": row.payment_terms_days,
    })
}
