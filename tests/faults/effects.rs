//! What reached the outside, held against what the database says about it: mails and webhooks.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use sqlx::PgConnection;

use crate::house::House;
use crate::peers::{HookSeen, MailSeen};
use crate::people::People;
use crate::reckoning::Report;

/// An answer that came when the one who asked was dying, or could not write it down, counts as not heard.
/// Seconds between an answer and the commit that writes it down, on a busy machine.
const TO_COMMIT: f64 = 6.0;

/// Whether nobody could write down what was answered to this process at that time.
fn was_not_written_down(house: &House, process: Option<u32>, at: f64) -> bool {
    let was_killed = |one: u32| house.deaths.iter().any(|death| death.process == one && death.at <= at + TO_COMMIT);
    // Of a process that was dead before the neighbour looked, nobody knows the number.
    process.is_none_or(was_killed) || house.postgres.was_away(at - 1.0, at + TO_COMMIT)
}

#[derive(Debug, sqlx::FromRow)]
struct MailRow {
    message_id: String,
    to_address: String,
    state: String,
    attach_pdf: bool,
    pdf_sha256: Option<String>,
}

pub async fn mails(house: &House, people: &People, database: &mut PgConnection, report: &mut Report) {
    let sql = "select m.message_id, m.to_address, m.state, m.attach_pdf, encode(d.sha256, 'hex') as pdf_sha256
               from email_messages m left join invoice_documents d on d.invoice_id = m.invoice_id and d.kind = 'pdf'";
    let rows: Vec<MailRow> = sqlx::query_as(sql).fetch_all(&mut *database).await.expect("mails");
    let mut seen: HashMap<String, Vec<MailSeen>> = HashMap::new();
    for mail in house.peers.mails().into_iter().filter(MailSeen::was_taken) {
        seen.entry(mail.message_id.clone()).or_default().push(mail);
    }
    for row in &rows {
        let copies = seen.remove(&row.message_id).unwrap_or_default();
        report.check(row.state == "sent", || format!("the mail to {} is {}", row.to_address, row.state));
        if copies.is_empty() {
            report.lost.push(format!("the mail to {}", row.to_address));
        }
        for copy in &copies {
            let attached: Vec<&String> = row.pdf_sha256.iter().filter(|_| row.attach_pdf).collect();
            let is_same = copy.to == row.to_address && copy.attached.iter().eq(attached);
            report.check(is_same, || format!("the mail to {} is not what was written: {copy:?}", row.to_address));
        }
        for copy in copies.iter().take(copies.len().saturating_sub(1)) {
            if !copy.was_answered() || was_not_written_down(house, copy.process, copy.at) {
                report.repeated_mails += 1;
            } else {
                report.doubled.push(format!("the mail to {}: {copies:?}", row.to_address));
            }
        }
    }
    report.invented.extend(seen.into_values().map(|mails| format!("{mails:?}")));
    report.mails = rows.len();
    let mut of_address: HashMap<&str, usize> = HashMap::new();
    for row in &rows {
        *of_address.entry(&row.to_address).or_default() += 1;
    }
    for order in people.load.orders() {
        let count = of_address.get(order.mail_to.as_str()).copied().unwrap_or_default();
        report.check(count == 1, || format!("order {} has {count} mails", order.reference));
    }
}

#[derive(Debug, sqlx::FromRow)]
struct HookRow {
    url: String,
    event_id: String,
    event_type: String,
    payload: Value,
    state: String,
    attempts: i64,
}

pub async fn webhooks(house: &House, people: &People, database: &mut PgConnection, report: &mut Report) {
    let sql = "select s.url, d.event_id, d.event_type, d.payload, d.state,
                      (select count(*) from webhook_attempts a where a.delivery_id = d.id and a.status = 204) as attempts
               from webhook_deliveries d join webhook_subscriptions s on s.id = d.subscription_id";
    let rows: Vec<HookRow> = sqlx::query_as(sql).fetch_all(&mut *database).await.expect("deliveries");
    let mut seen: HashMap<(String, String), Vec<HookSeen>> = HashMap::new();
    for hook in house.peers.hooks() {
        report.check(hook.genuine, || format!("not signed as the standard wants it: {hook:?}"));
        report.check(hook.path != "/trap", || format!("a redirect was followed: {hook:?}"));
        seen.entry((hook.path.clone(), hook.id.clone())).or_default().push(hook);
    }
    for row in &rows {
        let path = row.url.rsplit_once('/').map(|(_, path)| format!("/{path}")).unwrap_or_default();
        let tries = seen.remove(&(path.clone(), row.event_id.clone())).unwrap_or_default();
        let what = format!("{} to {path}", row.event_type);
        report.check(row.state == "succeeded", || format!("{what} is {}", row.state));
        let taken: Vec<&HookSeen> = tries.iter().filter(|hook| hook.status == 204).collect();
        if taken.is_empty() {
            report.lost.push(what.clone());
        }
        report.check(row.attempts >= 1 && row.attempts as usize <= taken.len(), || {
            format!("{what}: {} tries in the log, {} arrived", row.attempts, taken.len())
        });
        for hook in &tries {
            let is_same = serde_json::from_str::<Value>(&hook.body).is_ok_and(|body| body == row.payload);
            report.check(is_same, || format!("{what} is not what was written: {}", hook.body));
        }
        for hook in taken.iter().take(taken.len().saturating_sub(1)) {
            if was_not_written_down(house, hook.process, hook.at) {
                report.repeated_webhooks += 1;
            } else {
                report.doubled.push(format!("{what}: {taken:?}"));
            }
        }
    }
    report.invented.extend(seen.into_keys().map(|what| format!("a webhook {what:?}")));
    report.webhooks = rows.len();
    everybody_heard_of_every_invoice(people, &rows, database, report).await;
}

/// An event is written down within the change itself: each issued invoice was told to each listener once, until it was switched off.
async fn everybody_heard_of_every_invoice(people: &People, rows: &[HookRow], database: &mut PgConnection, report: &mut Report) {
    for listener in &people.listeners {
        // Two processes need not agree on the second in which it was.
        let issued: Vec<(String, bool, bool)> = sqlx::query_as(
            "with off as (select min(at) as at from audit_events where event = 'webhook.switched_off' and detail like '%' || $1)
             select i.public_id, i.issued_at < coalesce(off.at - interval '1 minute', 'infinity'), off.at is not null
             from invoices i, off where i.number is not null",
        )
        .bind(listener.path)
        .fetch_all(&mut *database)
        .await
        .expect("invoices");
        let heard = rows.iter().filter(|row| row.url.ends_with(listener.path) && row.event_type == "invoice.issued");
        let heard: Vec<&str> = heard.filter_map(|row| row.payload["data"]["invoice"]["id"].as_str()).collect();
        let once: HashSet<&str> = heard.iter().copied().collect();
        let is_known = once.iter().all(|id| issued.iter().any(|(one, _, _)| one == id));
        let has_all = issued.iter().all(|(one, was_due, _)| !was_due || once.contains(one.as_str()));
        report.check(heard.len() == once.len() && is_known && has_all, || {
            format!("{} heard {} times of {} invoices, of {} that there are", listener.path, heard.len(), once.len(), issued.len())
        });
        let was_off = issued.iter().any(|(_, _, was_off)| *was_off);
        report.check(!was_off || failed_for_three_days(listener.path, database).await, || format!("{} was switched off", listener.path));
    }
}

/// Whether the log knows of a failure three days before it was switched off, and of nothing that was taken from then on.
async fn failed_for_three_days(path: &str, database: &mut PgConnection) -> bool {
    let sql = "with off as (select min(at) as at from audit_events where event = 'webhook.switched_off' and detail like '%' || $1),
                    tries as (select a.at, coalesce(a.status, 0) between 200 and 299 as was_taken from webhook_attempts a
                              join webhook_deliveries d on d.id = a.delivery_id join webhook_subscriptions s on s.id = d.subscription_id where s.url like '%' || $1)
               select exists (select from tries f, off where not f.was_taken and f.at <= off.at - interval '3 days' + interval '1 minute'
                                and not exists (select from tries t where t.was_taken and t.at between f.at and off.at - interval '1 minute'))";
    sqlx::query_scalar(sql).bind(path).fetch_one(database).await.expect("the log of the tries")
}
