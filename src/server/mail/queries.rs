//! SQL of mails.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};
use crate::server::mail::NewEmail;
use crate::server::secret::new_uuid;

/// `false`: there is one of this cause to this recipient. The Message-ID gets its domain with the first try.
pub async fn insert(tx: &mut Tx, id: Uuid, actor: &Actor, email: &NewEmail<'_>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let insert = sqlx::query!(
        "insert into email_messages (id, organization_id, invoice_id, kind, cause, to_address, from_name, reply_to, subject, text_body, html_body,
                                     attach_pdf, message_id, due_at, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $1::uuid::text, $13, $14, $13)
         on conflict on constraint email_messages_cause_key do nothing",
        id,
        actor.organization,
        email.invoice,
        email.kind,
        email.cause,
        email.to,
        email.from_name,
        email.reply_to,
        email.content.subject,
        email.content.text,
        email.content.html,
        email.attach_pdf,
        now,
        actor.user_id(),
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}

/// All in one statement; one of the same cause to the same recipient stays the only one.
pub async fn insert_many(tx: &mut Tx, actor: &Actor, emails: &[NewEmail<'_>], now: DateTime<Utc>, due_at: DateTime<Utc>) -> Result<(), DbError> {
    let own = |text: &dyn Fn(&NewEmail<'_>) -> String| emails.iter().map(text).collect::<Vec<String>>();
    let insert = sqlx::query!(
        "insert into email_messages (id, organization_id, invoice_id, kind, cause, to_address, from_name, reply_to, subject, text_body, html_body,
                                     attach_pdf, message_id, due_at, created_by, created_at)
         select m.id, $1, m.invoice, m.kind, m.cause, m.to_address, m.from_name, m.reply_to, m.subject, m.text_body, m.html_body, m.attach_pdf, m.id::text, $2, $3, $4
         from unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::boolean[])
              as m (id, invoice, kind, cause, to_address, from_name, reply_to, subject, text_body, html_body, attach_pdf)
         on conflict on constraint email_messages_cause_key do nothing",
        actor.organization,
        due_at,
        actor.user_id(),
        now,
        &emails.iter().map(|_| new_uuid()).collect::<Vec<_>>(),
        &emails.iter().map(|m| m.invoice).collect::<Vec<_>>() as &[Option<Uuid>],
        &own(&|m| m.kind.to_owned()),
        &own(&|m| m.cause.clone()),
        &own(&|m| m.to.to_owned()),
        &own(&|m| m.from_name.to_owned()),
        &emails.iter().map(|m| m.reply_to.map(str::to_owned)).collect::<Vec<_>>() as &[Option<String>],
        &own(&|m| m.content.subject.clone()),
        &own(&|m| m.content.text.clone()),
        &own(&|m| m.content.html.clone()),
        &emails.iter().map(|m| m.attach_pdf).collect::<Vec<_>>(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct DueMail {
    pub created_at: DateTime<Utc>,
    pub attach_pdf: bool,
    pub pdf_ready: bool,
    pub documents_failed: bool,
}

/// The mail if it is due and nobody is at it, locked until the end of the transaction.
pub async fn lock_due(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<DueMail>, DbError> {
    let due = sqlx::query_as!(
        DueMail,
        r#"select m.created_at, m.attach_pdf,
                  exists (select from invoice_documents d where d.invoice_id = m.invoice_id and d.kind = 'pdf') as "pdf_ready!",
                  m.invoice_id is null or exists (select from document_tasks t where t.invoice_id = m.invoice_id and t.state = 'failed') as "documents_failed!"
           from email_messages m
           where m.id = $1 and m.state = 'queued' and m.due_at <= $2 and (m.leased_until is null or m.leased_until < $2)
           for update of m skip locked"#,
        id,
        now,
    );
    Ok(due.fetch_optional(&mut **tx).await?)
}

pub async fn postpone(tx: &mut Tx, id: Uuid, due_at: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("update email_messages set due_at = $2 where id = $1", id, due_at).execute(&mut **tx).await?;
    Ok(())
}

pub struct Claimed {
    pub attempts: i32,
    pub kind: String,
    pub invoice_id: Option<Uuid>,
    pub to_address: String,
    pub from_name: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub attach_pdf: bool,
    pub message_id: String,
    pub created_at: DateTime<Utc>,
    pub pdf_key: Option<String>,
    pub pdf_name: Option<String>,
}

pub async fn take(tx: &mut Tx, id: Uuid, leased_until: DateTime<Utc>, domain: &str) -> Result<Claimed, DbError> {
    let taken = sqlx::query_as!(
        Claimed,
        r#"update email_messages m
           set attempts = attempts + 1, leased_until = $2,
               message_id = case when position('@' in message_id) = 0 then message_id || '@' || $3 else message_id end
           where id = $1
           returning attempts, kind, invoice_id, to_address, from_name, reply_to, subject, text_body, html_body, attach_pdf, message_id, created_at,
                     (select d.storage_key from invoice_documents d where d.invoice_id = m.invoice_id and d.kind = 'pdf') as pdf_key,
                     (select d.file_name from invoice_documents d where d.invoice_id = m.invoice_id and d.kind = 'pdf') as pdf_name"#,
        id,
        leased_until,
        domain,
    );
    Ok(taken.fetch_one(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, id: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew =
        sqlx::query!("update email_messages set leased_until = $3 where id = $1 and attempts = $2 and state = 'queued'", id, attempt, leased_until);
    renew.execute(&mut **tx).await?;
    Ok(())
}

/// `false`: somebody else took the mail over in the meantime, and their outcome counts.
pub async fn retry(tx: &mut Tx, id: Uuid, attempt: i32, due_at: DateTime<Utc>, answer: &str) -> Result<bool, DbError> {
    let retry = sqlx::query!(
        "update email_messages set due_at = $3, leased_until = null, last_answer = $4 where id = $1 and attempts = $2 and state = 'queued'",
        id,
        attempt,
        due_at,
        answer,
    );
    Ok(retry.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: it was marked before.
pub async fn mark_sent(tx: &mut Tx, id: Uuid, answer: &str, forget_text: bool, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "update email_messages
         set state = 'sent', sent_at = $2, leased_until = null, last_answer = $3,
             text_body = case when $4 then '' else text_body end, html_body = case when $4 then '' else html_body end
         where id = $1 and state <> 'sent'",
        id,
        now,
        answer,
        forget_text,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: somebody else took the mail over in the meantime.
pub async fn mark_failed(tx: &mut Tx, id: Uuid, attempt: i32, answer: &str, forget_text: bool) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "update email_messages
         set state = 'failed', leased_until = null, last_answer = $3,
             text_body = case when $4 then '' else text_body end, html_body = case when $4 then '' else html_body end
         where id = $1 and attempts = $2 and state = 'queued'",
        id,
        attempt,
        answer,
        forget_text,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: it was sent before.
pub async fn mark_invoice_sent(tx: &mut Tx, invoice: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!("update invoices set sent_at = $2, updated_at = $2 where id = $1 and sent_at is null", invoice, now);
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Lets mails go that wait for the PDF of this invoice; those that pause after a failure keep pausing.
pub async fn wake_waiting_for_pdf(tx: &mut Tx, invoice: Uuid, now: DateTime<Utc>) -> Result<Vec<Uuid>, DbError> {
    let wake = sqlx::query_scalar!(
        "update email_messages set due_at = $2 where invoice_id = $1 and state = 'queued' and attach_pdf and attempts = 0 and due_at > $2 returning id",
        invoice,
        now,
    );
    Ok(wake.fetch_all(&mut **tx).await?)
}

pub struct Resendable {
    pub kind: String,
    pub cause: String,
    pub to_address: String,
    pub invoice_id: Option<Uuid>,
}

pub async fn lock_for_resend(tx: &mut Tx, id: Uuid) -> Result<Option<Resendable>, DbError> {
    let row = sqlx::query_as!(Resendable, "select kind, cause, to_address, invoice_id from email_messages where id = $1 for update", id);
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// The mails of one cause to one recipient: the first and its repetitions.
pub struct Line {
    pub total: i64,
    pub queued: i64,
}

pub async fn line_of(tx: &mut Tx, cause: &str, to: &str) -> Result<Line, DbError> {
    let line = sqlx::query_as!(
        Line,
        r#"select count(*) as "total!", count(*) filter (where state = 'queued') as "queued!"
           from email_messages where to_address = $2 and (cause = $1 or starts_with(cause, $1 || '#again-'))"#,
        cause,
        to,
    );
    Ok(line.fetch_one(&mut **tx).await?)
}

/// `false`: another click was quicker.
pub async fn insert_again(tx: &mut Tx, original: Uuid, id: Uuid, cause: &str, created_by: Option<Uuid>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let insert = sqlx::query!(
        "insert into email_messages (id, organization_id, invoice_id, kind, cause, to_address, from_name, reply_to, subject, text_body, html_body,
                                     attach_pdf, message_id, due_at, created_by, created_at)
         select $2::uuid, organization_id, invoice_id, kind, $3, to_address, from_name, reply_to, subject, text_body, html_body, attach_pdf, $2::uuid::text, $5, $4, $5
         from email_messages where id = $1
         on conflict on constraint email_messages_cause_key do nothing",
        original,
        id,
        cause,
        created_by,
        now,
    );
    Ok(insert.execute(&mut **tx).await?.rows_affected() == 1)
}
