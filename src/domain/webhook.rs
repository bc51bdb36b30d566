//! Webhooks: which events there are, the form of a subscription, and what the pages show of deliveries.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::error::{AppError, FieldError, Problem};

/// What other systems can be told. A new one is a variant, its name, and the call of `webhooks::announce` where it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    InvoiceCreated,
    InvoiceIssued,
    InvoiceSent,
    InvoiceViewed,
    InvoicePaymentReported,
    InvoicePaid,
    InvoiceOverdue,
    InvoiceCancelled,
    PaymentRecorded,
    PaymentAccepted,
    PaymentRejected,
    CustomerCreated,
    CustomerUpdated,
    RecurringCreated,
    RecurringUpdated,
    RecurringInvoiceCreated,
    RecurringFailed,
    RecurringPaused,
    RecurringResumed,
    RecurringFinished,
}

impl Topic {
    pub const ALL: [Self; 20] = [
        Self::InvoiceCreated,
        Self::InvoiceIssued,
        Self::InvoiceSent,
        Self::InvoiceViewed,
        Self::InvoicePaymentReported,
        Self::InvoicePaid,
        Self::InvoiceOverdue,
        Self::InvoiceCancelled,
        Self::PaymentRecorded,
        Self::PaymentAccepted,
        Self::PaymentRejected,
        Self::CustomerCreated,
        Self::CustomerUpdated,
        Self::RecurringCreated,
        Self::RecurringUpdated,
        Self::RecurringInvoiceCreated,
        Self::RecurringFailed,
        Self::RecurringPaused,
        Self::RecurringResumed,
        Self::RecurringFinished,
    ];

    /// The `type` of the payload.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InvoiceCreated => "invoice.created",
            Self::InvoiceIssued => "invoice.issued",
            Self::InvoiceSent => "invoice.sent",
            Self::InvoiceViewed => "invoice.viewed",
            Self::InvoicePaymentReported => "invoice.payment_reported",
            Self::InvoicePaid => "invoice.paid",
            Self::InvoiceOverdue => "invoice.overdue",
            Self::InvoiceCancelled => "invoice.cancelled",
            Self::PaymentRecorded => "payment.recorded",
            Self::PaymentAccepted => "payment.accepted",
            Self::PaymentRejected => "payment.rejected",
            Self::CustomerCreated => "customer.created",
            Self::CustomerUpdated => "customer.updated",
            Self::RecurringCreated => "recurring.created",
            Self::RecurringUpdated => "recurring.updated",
            Self::RecurringInvoiceCreated => "recurring.invoice_created",
            Self::RecurringFailed => "recurring.failed",
            Self::RecurringPaused => "recurring.paused",
            Self::RecurringResumed => "recurring.resumed",
            Self::RecurringFinished => "recurring.finished",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == text)
    }

    /// What stands in the `data` of its payload.
    #[must_use]
    pub fn parts(self) -> &'static [&'static str] {
        match (self, self.group()) {
            (Self::InvoicePaymentReported, _) | (_, "payment") => &["payment", "invoice"],
            (Self::RecurringInvoiceCreated, _) => &["recurring", "invoice"],
            (_, "recurring") => &["recurring"],
            (_, "customer") => &["customer"],
            _ => &["invoice"],
        }
    }

    /// `invoice`, `payment`, …: what it is about.
    #[must_use]
    pub fn group(self) -> &'static str {
        self.name().split_once('.').map_or("", |(group, _)| group)
    }
}

/// What a test delivery is called; nobody subscribes to it.
pub const TEST: &str = "webhook.test";

/// The form of a subscription as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WebhookForm {
    pub url: String,
    /// `some`: the ticked events only; everything else means all.
    pub scope: String,
    /// Ticked boxes by the name of the event.
    pub events: BTreeMap<String, String>,
}

impl WebhookForm {
    /// Of these events; none is all.
    #[must_use]
    pub fn of(url: &str, events: &[String]) -> Self {
        let scope = if events.is_empty() { "all" } else { "some" };
        Self { url: url.to_owned(), scope: scope.to_owned(), events: events.iter().map(|event| (event.clone(), "true".to_owned())).collect() }
    }

    /// The chosen events in their usual order; none is all.
    ///
    /// # Errors
    /// `Invalid` for an unknown event, and where some were wanted and none chosen.
    pub fn chosen(&self) -> Result<Vec<String>, AppError> {
        if self.scope != "some" {
            return Ok(Vec::new());
        }
        let unknown = self.events.keys().find(|name| Topic::parse(name).is_none());
        if let Some(name) = unknown {
            return Err(AppError::Invalid(vec![FieldError::new(format!("events.{name}"), Problem::Unknown)]));
        }
        let chosen: Vec<String> =
            Topic::ALL.into_iter().filter(|topic| self.events.contains_key(topic.name())).map(|topic| topic.name().to_owned()).collect();
        if chosen.is_empty() { Err(AppError::field("events", Problem::Required)) } else { Ok(chosen) }
    }
}

/// How a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookState {
    Active,
    /// The last tries failed.
    Failing,
    OffByHand,
    /// It failed for three days.
    OffForFailing,
}

impl WebhookState {
    #[must_use]
    pub fn is_on(self) -> bool {
        matches!(self, Self::Active | Self::Failing)
    }
}

/// A subscription as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookEntry {
    pub public_id: String,
    pub url: String,
    /// Empty: all.
    pub events: Vec<String>,
    pub state: WebhookState,
    pub failing_since: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub last_delivery_at: Option<DateTime<Utc>>,
    /// Until then the secret before the present one signs, too.
    pub previous_secret_until: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    Pending,
    Succeeded,
    Failed,
}

impl DeliveryState {
    pub const ALL: [Self; 3] = [Self::Pending, Self::Succeeded, Self::Failed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A delivery in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryEntry {
    pub id: String,
    pub event_id: String,
    pub event_type: String,
    pub state: DeliveryState,
    pub attempts: u32,
    pub created_at: DateTime<Utc>,
    /// The next try, while there is one to come.
    pub next_at: Option<DateTime<Utc>>,
    /// Of the last try.
    pub status: Option<u16>,
    /// Code of what kept the last try from an answer.
    pub error: Option<String>,
}

/// One try with the request and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttemptEntry {
    pub at: DateTime<Utc>,
    pub duration_ms: u32,
    pub url: String,
    pub headers: BTreeMap<String, String>,
    pub status: Option<u16>,
    pub answer: Option<String>,
    pub error: Option<String>,
}

/// What the page of a subscription asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeliveryQuery {
    /// Name of a [`DeliveryState`]; empty: all.
    pub state: String,
    pub page: String,
}

/// A subscription with one page of its log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookPage {
    pub webhook: WebhookEntry,
    pub deliveries: Vec<DeliveryEntry>,
    /// How many deliveries there are in each state.
    pub counts: Vec<(DeliveryState, u32)>,
    pub page: u32,
    pub pages: u32,
    pub total: u32,
}

/// A delivery with all its tries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryPage {
    pub webhook: WebhookEntry,
    pub delivery: DeliveryEntry,
    /// The body as it is sent.
    pub body: String,
    /// The latest first.
    pub attempts: Vec<AttemptEntry>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_found_by_its_name() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.name()), Some(topic));
            assert!(["invoice", "payment", "customer", "recurring"].contains(&topic.group()));
        }
        assert_eq!(Topic::parse(TEST), None);
    }

    #[test]
    fn no_event_is_all_and_some_needs_one() {
        assert_eq!(WebhookForm::of("https://shop.example", &[]).chosen(), Ok(Vec::new()));
        let two = WebhookForm::of("", &["payment.recorded".to_owned(), "invoice.paid".to_owned()]);
        assert_eq!(two.chosen(), Ok(vec!["invoice.paid".to_owned(), "payment.recorded".to_owned()]));
        let none = WebhookForm { scope: "some".to_owned(), ..WebhookForm::default() };
        assert_eq!(none.chosen(), Err(AppError::field("events", Problem::Required)));
        assert!(WebhookForm::of("", &["invoice.eaten".to_owned()]).chosen().is_err());
    }
}
