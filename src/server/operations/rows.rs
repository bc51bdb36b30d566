//! Which table decides for which queue: the one description that figures, failures and "again" are made of.

use uuid::Uuid;

use crate::server::jobs::{Job, Queue};

/// The rows of a queue. All such tables have `state` and `due_at`; the rest has names of its own.
/// The texts are parts of SQL about the row `t`; in those about time, `$1` is now.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    pub table: &'static str,
    pub id: &'static str,
    /// The state of what is still to be done.
    pub waiting: &'static str,
    /// Nobody is at it.
    pub is_free: &'static str,
    /// It was given up.
    pub is_failed: &'static str,
    /// The rows `d` of what was done and a condition for them, ending with the column that says when.
    pub done: &'static str,
    /// When it was given up.
    pub failed_at: &'static str,
    pub reason: &'static str,
    /// The reason where it is one of ours, as JSON of a `Refusal`.
    pub refusal: &'static str,
    /// Which of the failed ones a person can still begin anew.
    pub is_open: &'static str,
    /// The invoice it belongs to.
    pub invoice: &'static str,
    /// What else it is about.
    pub subject: &'static str,
    /// What is set, besides that it waits and is due, when it is begun anew.
    pub again: &'static str,
    pub job: fn(Uuid, Uuid) -> Job,
}

/// Most rows are leased while somebody is at them, and `failed` is the state in which people have to look.
const UNLEASED: &str = "(t.leased_until is null or t.leased_until < $1)";
const FAILED: &str = "t.state = 'failed'";
const NO_REFUSAL: &str = "null::jsonb";

const DOCUMENTS: Rows = Rows {
    table: "document_tasks",
    id: "invoice_id",
    waiting: "waiting",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "document_tasks d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    refusal: NO_REFUSAL,
    is_open: "true",
    invoice: "t.invoice_id",
    subject: "null::text",
    again: "attempts = 0, leased_until = null, finished_at = null",
    job: |organization, invoice| Job::MakeDocuments { organization, invoice },
};

/// A mail with a secret is forgotten when it fails, and one that was sent again by hand lives on in its repetition.
const MAIL: Rows = Rows {
    table: "email_messages",
    id: "id",
    waiting: "queued",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "email_messages d where d.state <> 'failed' and d.sent_at",
    failed_at: "t.due_at",
    reason: "t.last_answer",
    refusal: NO_REFUSAL,
    is_open: "t.text_body <> '' and not exists (
        select from email_messages n
        where n.organization_id = t.organization_id and n.to_address = t.to_address
          and n.cause = split_part(t.cause, '#again-', 1) || '#again-' || (coalesce(nullif(split_part(t.cause, '#again-', 2), ''), '0')::integer + 1))",
    invoice: "t.invoice_id",
    subject: "t.to_address",
    again: "attempts = 0, leased_until = null, sent_at = null",
    job: |organization, message| Job::SendEmail { organization, message },
};

/// Only the latest check can go on; the ones before are history.
const ARCHIVE: Rows = Rows {
    table: "archive_checks",
    id: "id",
    waiting: "waiting",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "archive_checks d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    refusal: NO_REFUSAL,
    is_open: "not exists (select from archive_checks n where n.organization_id = t.organization_id and n.created_at > t.created_at)",
    invoice: "null::uuid",
    subject: "null::text",
    again: "attempts = 0, leased_until = null, failures = 0, finished_at = null",
    job: |organization, check| Job::CheckArchive { organization, check },
};

/// A test is sent again by its own button, and nothing goes to an address that is switched off.
const WEBHOOKS: Rows = Rows {
    table: "webhook_deliveries",
    id: "id",
    waiting: "pending",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "webhook_deliveries d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "(select coalesce('HTTP ' || a.status, a.error) from webhook_attempts a where a.delivery_id = t.id order by a.id desc limit 1)",
    refusal: NO_REFUSAL,
    is_open: "t.event_type <> 'webhook.test' and exists (select from webhook_subscriptions s where s.id = t.subscription_id and s.enabled)",
    invoice: "null::uuid",
    subject: "(select t.event_type || ' · ' || s.url from webhook_subscriptions s where s.id = t.subscription_id)",
    again: "attempts = 0, leased_until = null, failures = 0, finished_at = null",
    job: |organization, delivery| Job::DeliverWebhook { organization, delivery },
};

const BILLING: Rows = Rows {
    table: "billing_runs",
    id: "id",
    waiting: "running",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "billing_runs d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    refusal: NO_REFUSAL,
    is_open: "true",
    invoice: "null::uuid",
    subject: "to_char(t.month, 'YYYY-MM')",
    again: "attempts = 0, leased_until = null, finished_at = null",
    job: |organization, run| Job::BillMonth { organization, run },
};

const NOTIFICATIONS: Rows = Rows {
    table: "notification_mails",
    id: "id",
    waiting: "waiting",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "notification_mails d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    refusal: NO_REFUSAL,
    is_open: "true",
    invoice: "null::uuid",
    subject: "(select u.name from users u where u.id = t.user_id)",
    again: "attempts = 0, leased_until = null, finished_at = null",
    job: |organization, mail| Job::TellByMail { organization, mail },
};

/// Whoever works on a series holds the lock of its row until the invoice stands, so nobody is ever seen at it. After three
/// refusals in a row it is paused, and goes on with the period that it could not bill.
const RECURRING: Rows = Rows {
    table: "recurring_invoices",
    id: "id",
    waiting: "active",
    is_free: "true",
    is_failed: "(t.state = 'paused' and t.failures >= 3)",
    done: "recurring_runs d where d.outcome <> 'failed' and d.at",
    failed_at: "t.updated_at",
    reason: "null::text",
    refusal: "t.last_error",
    is_open: "true",
    invoice: "null::uuid",
    subject: "t.name",
    again: "failures = 0, last_error = null, version = version + 1, updated_at = $1",
    job: |organization, recurring| Job::RunRecurring { organization, recurring },
};

/// The latest one only: what a former one left over is in it, too.
const MAILINGS: Rows = Rows {
    table: "mailings",
    id: "id",
    waiting: "running",
    is_free: UNLEASED,
    is_failed: FAILED,
    done: "mailings d where d.state <> 'failed' and d.finished_at",
    failed_at: "t.finished_at",
    reason: "t.last_error",
    refusal: NO_REFUSAL,
    is_open: "not exists (select from mailings n where n.organization_id = t.organization_id and n.created_at > t.created_at)",
    invoice: "null::uuid",
    subject: "null::text",
    again: "attempts = 0, leased_until = null, finished_at = null",
    job: |organization, mailing| Job::SendUnsent { organization, mailing },
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
        Queue::Recurring => Some(RECURRING),
        Queue::Billing => Some(BILLING),
        Queue::Notifications => Some(NOTIFICATIONS),
        Queue::Mailings => Some(MAILINGS),
        _ => None,
    }
}
