//! Which table decides for which queue: the one description that figures, failures and "again" are made of.

use uuid::Uuid;

use crate::server::jobs::{Job, Queue};

/// The rows of a queue. All such tables have `state`, `attempts`, `due_at` and `leased_until`; the rest has names of its own.
/// The texts are parts of SQL about the row `t`.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    pub table: &'static str,
    pub id: &'static str,
    /// The state of what is still to be done; what was given up is `failed` everywhere.
    pub waiting: &'static str,
    /// When it was done.
    pub finished_at: &'static str,
    /// When it was given up.
    pub failed_at: &'static str,
    pub reason: &'static str,
    /// Which of the failed ones a person can still begin anew.
    pub is_open: &'static str,
    /// The invoice it belongs to.
    pub invoice: &'static str,
    /// What else it is about.
    pub subject: &'static str,
    /// What is set besides when it is begun anew.
    pub again: &'static str,
    pub job: fn(Uuid, Uuid) -> Job,
}

const DOCUMENTS: Rows = Rows {
    table: "document_tasks",
    id: "invoice_id",
    waiting: "waiting",
    finished_at: "finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    is_open: "true",
    invoice: "t.invoice_id",
    subject: "null::text",
    again: "finished_at = null",
    job: |organization, invoice| Job::MakeDocuments { organization, invoice },
};

/// A mail with a secret is forgotten when it fails, and one that was sent again by hand lives on in its repetition.
const MAIL: Rows = Rows {
    table: "email_messages",
    id: "id",
    waiting: "queued",
    finished_at: "sent_at",
    failed_at: "t.due_at",
    reason: "t.last_answer",
    is_open: "t.text_body <> '' and not exists (
        select from email_messages n
        where n.organization_id = t.organization_id and n.to_address = t.to_address
          and n.cause = split_part(t.cause, '#again-', 1) || '#again-' || (coalesce(nullif(split_part(t.cause, '#again-', 2), ''), '0')::integer + 1))",
    invoice: "t.invoice_id",
    subject: "t.to_address",
    again: "sent_at = null",
    job: |organization, message| Job::SendEmail { organization, message },
};

/// Only the latest check can go on; the ones before are history.
const ARCHIVE: Rows = Rows {
    table: "archive_checks",
    id: "id",
    waiting: "waiting",
    finished_at: "finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    is_open: "not exists (select from archive_checks n where n.organization_id = t.organization_id and n.created_at > t.created_at)",
    invoice: "null::uuid",
    subject: "null::text",
    again: "failures = 0, finished_at = null",
    job: |organization, check| Job::CheckArchive { organization, check },
};

/// A test is sent again by its own button, and nothing goes to an address that is switched off.
const WEBHOOKS: Rows = Rows {
    table: "webhook_deliveries",
    id: "id",
    waiting: "pending",
    finished_at: "finished_at",
    failed_at: "t.finished_at",
    reason: "(select coalesce('HTTP ' || a.status, a.error) from webhook_attempts a where a.delivery_id = t.id order by a.id desc limit 1)",
    is_open: "t.event_type <> 'webhook.test' and exists (select from webhook_subscriptions s where s.id = t.subscription_id and s.enabled)",
    invoice: "null::uuid",
    subject: "(select t.event_type || ' · ' || s.url from webhook_subscriptions s where s.id = t.subscription_id)",
    again: "failures = 0, finished_at = null",
    job: |organization, delivery| Job::DeliverWebhook { organization, delivery },
};

const BILLING: Rows = Rows {
    table: "billing_runs",
    id: "id",
    waiting: "running",
    finished_at: "finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    is_open: "true",
    invoice: "null::uuid",
    subject: "to_char(t.month, 'YYYY-MM')",
    again: "finished_at = null",
    job: |organization, run| Job::BillMonth { organization, run },
};

const NOTIFICATIONS: Rows = Rows {
    table: "notification_mails",
    id: "id",
    waiting: "waiting",
    finished_at: "finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    is_open: "true",
    invoice: "null::uuid",
    subject: "(select u.name from users u where u.id = t.user_id)",
    again: "finished_at = null",
    job: |organization, mail| Job::TellByMail { organization, mail },
};

/// `None` for a queue that nobody described: its figures then come from the tasks themselves.
#[must_use]
#[allow(unreachable_patterns, reason = "a new queue is shown before somebody describes its rows")]
pub fn rows_of(queue: Queue) -> Option<Rows> {
    match queue {
        Queue::Documents => Some(DOCUMENTS),
        Queue::Mail => Some(MAIL),
        Queue::Archive => Some(ARCHIVE),
        Queue::Webhooks => Some(WEBHOOKS),
        Queue::Billing => Some(BILLING),
        Queue::Notifications => Some(NOTIFICATIONS),
        _ => None,
    }
}
