//! SQL of mailings and of the invoices in them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::server::auth::Actor;
use crate::server::db::{DbError, Tx};

/// Held until the transaction ends: two presses at once come one after the other.
pub async fn lock_organization(tx: &mut Tx) -> Result<(), DbError> {
    sqlx::query!("select id from organizations where id = current_organization() for no key update").fetch_optional(&mut **tx).await?;
    Ok(())
}

/// The mailing that is under way.
pub async fn running(tx: &mut Tx) -> Result<Option<Uuid>, DbError> {
    Ok(sqlx::query_scalar!("select id from mailings where state = 'running'").fetch_optional(&mut **tx).await?)
}

/// Invoices that were never sent and of which no mail is on its way: those with an address, and those without.
pub async fn count_unsent(tx: &mut Tx) -> Result<(i64, i64), DbError> {
    let counts = sqlx::query!(
        r#"select count(*) filter (where c.billing_email is not null) as "with!", count(*) filter (where c.billing_email is null) as "without!"
           from unsent_invoices() u left join customers c on c.id = u.customer_id"#,
    );
    let row = counts.fetch_one(&mut **tx).await?;
    Ok((row.with, row.without))
}

pub struct NamedRow {
    pub invoice: String,
    pub number: String,
    pub customer: Option<String>,
    pub customer_name: Option<String>,
}

pub async fn without_email(tx: &mut Tx, most: i64) -> Result<Vec<NamedRow>, DbError> {
    let rows = sqlx::query_as!(
        NamedRow,
        r#"select u.public_id as "invoice!", u.number as "number!", c.public_id as "customer?", u.buyer_name as customer_name
           from unsent_invoices() u left join customers c on c.id = u.customer_id
           where c.billing_email is null order by u.issued_at, u.number limit $1"#,
        most,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub async fn insert(tx: &mut Tx, id: Uuid, actor: &Actor, invoices: i32, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into mailings (id, organization_id, invoices, due_at, created_by, created_at) values ($1, $2, $3, $4, $5, $4)",
        id,
        actor.organization,
        invoices,
        now,
        actor.user_id(),
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// All that is unsent, in the order in which it was issued.
pub async fn insert_items(tx: &mut Tx, mailing: Uuid, organization: Uuid) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into mailing_items (mailing_id, organization_id, invoice_id, position)
         select $1, $2, u.id, row_number() over (order by u.issued_at, u.number) from unsent_invoices() u",
        mailing,
        organization,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct Claimed {
    pub attempts: i32,
    pub time_zone: String,
}

/// The mailing if it is due and nobody is at it: one more attempt, leased until then.
pub async fn take(tx: &mut Tx, id: Uuid, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Option<Claimed>, DbError> {
    let taken = sqlx::query_as!(
        Claimed,
        r#"update mailings set attempts = attempts + 1, leased_until = $3
           where id = (select id from mailings where id = $1 and state = 'running' and due_at <= $2 and (leased_until is null or leased_until < $2)
                       for update skip locked)
           returning attempts, (select time_zone from organizations) as "time_zone!""#,
        id,
        now,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub async fn renew(tx: &mut Tx, id: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew =
        sqlx::query!("update mailings set leased_until = $3 where id = $1 and attempts = $2 and state = 'running'", id, attempt, leased_until);
    renew.execute(&mut **tx).await?;
    Ok(())
}

pub struct Next {
    pub position: i32,
    pub invoice: Uuid,
    /// Of the invoice.
    pub public_id: String,
    pub billing_email: Option<String>,
}

/// The next invoice whose turn has not come, locked until the transaction ends.
pub async fn lock_next(tx: &mut Tx, mailing: Uuid) -> Result<Option<Next>, DbError> {
    let next = sqlx::query_as!(
        Next,
        r#"select t.position, t.invoice_id as invoice, i.public_id, c.billing_email as "billing_email?"
           from mailing_items t join invoices i on i.id = t.invoice_id left join customers c on c.id = i.customer_id
           where t.mailing_id = $1 and t.state = 'pending' order by t.position limit 1 for update of t"#,
        mailing,
    );
    Ok(next.fetch_optional(&mut **tx).await?)
}

/// Whether the invoice still waits to be sent, once it is locked.
pub async fn is_unsent(tx: &mut Tx, invoice: Uuid) -> Result<bool, DbError> {
    let unsent = sqlx::query_scalar!(r#"select exists (select from unsent_invoices() where id = $1) as "unsent!""#, invoice);
    Ok(unsent.fetch_one(&mut **tx).await?)
}

pub async fn mark_queued(tx: &mut Tx, mailing: Uuid, position: i32, message: Uuid) -> Result<(), DbError> {
    let mark = sqlx::query!(
        "update mailing_items set state = 'queued', message_id = $3 where mailing_id = $1 and position = $2 and state = 'pending'",
        mailing,
        position,
        message,
    );
    mark.execute(&mut **tx).await?;
    Ok(())
}

pub async fn mark_skipped(tx: &mut Tx, mailing: Uuid, position: i32, reason: &str) -> Result<(), DbError> {
    let mark = sqlx::query!(
        "update mailing_items set state = 'skipped', reason = $3 where mailing_id = $1 and position = $2 and state = 'pending'",
        mailing,
        position,
        reason,
    );
    mark.execute(&mut **tx).await?;
    Ok(())
}

/// Not over yet: the next part is due at once, and this was no failure. `false`: somebody else took it over in the meantime.
pub async fn go_on(tx: &mut Tx, id: Uuid, attempt: i32, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update mailings set attempts = 0, due_at = $3, leased_until = null, last_error = null where id = $1 and attempts = $2 and state = 'running'",
        id,
        attempt,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `false`: somebody else took it over in the meantime.
pub async fn try_later(tx: &mut Tx, id: Uuid, attempt: i32, due_at: DateTime<Utc>, reason: &str) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update mailings set due_at = $3, leased_until = null, last_error = $4 where id = $1 and attempts = $2 and state = 'running'",
        id,
        attempt,
        due_at,
        reason,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

/// `state` is `done` or `failed`. `false`: it was over before, or somebody else is at it.
pub async fn end(tx: &mut Tx, id: Uuid, attempt: i32, state: &str, reason: Option<&str>, now: DateTime<Utc>) -> Result<bool, DbError> {
    let update = sqlx::query!(
        "update mailings set state = $3, leased_until = null, last_error = $4, finished_at = $5 where id = $1 and attempts = $2 and state = 'running'",
        id,
        attempt,
        state,
        reason,
        now,
    );
    Ok(update.execute(&mut **tx).await?.rows_affected() == 1)
}

pub struct MailingRow {
    pub id: Uuid,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub created_by: Option<String>,
    pub finished_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
}

pub async fn by_id(tx: &mut Tx, id: Uuid) -> Result<Option<MailingRow>, DbError> {
    let row = sqlx::query_as!(
        MailingRow,
        r#"select m.id, m.state, m.created_at, u.name as "created_by?", m.finished_at, m.last_error
           from mailings m left join users u on u.id = m.created_by where m.id = $1"#,
        id,
    );
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// How many invoices have which fate.
pub async fn counts(tx: &mut Tx, mailing: Uuid) -> Result<Vec<(String, i64)>, DbError> {
    let counts = sqlx::query!(
        r#"select mailing_item_fate(t.state, m.state) as "fate!", count(*) as "count!"
           from mailing_items t left join email_messages m on m.id = t.message_id where t.mailing_id = $1 group by 1"#,
        mailing,
    );
    Ok(counts.fetch_all(&mut **tx).await?.into_iter().map(|row| (row.fate, row.count)).collect())
}

pub struct ItemRow {
    pub position: i32,
    pub invoice: String,
    pub number: Option<String>,
    pub customer_name: Option<String>,
    pub to_address: Option<String>,
    pub fate: String,
    pub reason: Option<String>,
}

pub async fn items(tx: &mut Tx, mailing: Uuid, fate: Option<&str>, after: i32, offset: i64, limit: i64) -> Result<Vec<ItemRow>, DbError> {
    let rows = sqlx::query_as!(
        ItemRow,
        r#"select t.position, i.public_id as invoice, i.number, i.buyer_name as customer_name, m.to_address as "to_address?",
                  mailing_item_fate(t.state, m.state) as "fate!", coalesce(t.reason, case when m.state <> 'sent' then m.last_answer end) as reason
           from mailing_items t join invoices i on i.id = t.invoice_id left join email_messages m on m.id = t.message_id
           where t.mailing_id = $1 and t.position > $3 and ($2::text is null or mailing_item_fate(t.state, m.state) = $2)
           order by t.position offset $4 limit $5"#,
        mailing,
        fate,
        after,
        offset,
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
