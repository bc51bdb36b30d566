//! SQL of dunning.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::server::db::{DbError, Tx};

pub struct SettingsRow {
    pub plan: serde_json::Value,
    pub automatic: bool,
    pub due_at: Option<DateTime<Utc>>,
}

/// `None` until somebody saves them.
pub async fn settings(tx: &mut Tx) -> Result<Option<SettingsRow>, DbError> {
    let row = sqlx::query_as!(SettingsRow, "select plan, automatic, due_at from dunning_settings");
    Ok(row.fetch_optional(&mut **tx).await?)
}

/// What is automatic already keeps its next run.
pub async fn save_settings(
    tx: &mut Tx,
    organization: Uuid,
    plan: &serde_json::Value,
    automatic: bool,
    next_run: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let save = sqlx::query!(
        "insert into dunning_settings (organization_id, plan, automatic, due_at, updated_at) values ($1, $2, $3, case when $3 then $4::timestamptz end, $5)
         on conflict on constraint dunning_settings_pkey do update
           set plan = $2, automatic = $3, due_at = case when $3 then coalesce(dunning_settings.due_at, $4) end, updated_at = $5",
        organization,
        plan,
        automatic,
        next_run,
        now,
    );
    save.execute(&mut **tx).await?;
    Ok(())
}

/// The run that was due is over.
pub async fn move_on(tx: &mut Tx, next_run: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("update dunning_settings set due_at = $1 where automatic and due_at < $1", next_run).execute(&mut **tx).await?;
    Ok(())
}

/// An overdue invoice with all that decides about its next letter.
#[derive(Clone, Debug)]
pub struct OverdueRow {
    pub id: Uuid,
    pub public_id: String,
    pub number: String,
    pub currency: String,
    pub buyer_name: String,
    pub issue_date: NaiveDate,
    pub due_date: NaiveDate,
    pub open_cents: i64,
    pub customer_id: Option<Uuid>,
    pub customer_public_id: Option<String>,
    pub billing_email: Option<String>,
    pub language: Option<String>,
    pub contact: Option<String>,
    pub is_consumer: bool,
    pub no_dunning: bool,
    pub last_level: Option<i32>,
    pub last_sent_on: Option<NaiveDate>,
    /// Of the letters so far.
    pub fee_cents: i64,
    pub paused_until: Option<NaiveDate>,
    pub reported_at: Option<DateTime<Utc>>,
    pub awaits_review: bool,
}

/// All overdue invoices or the one of this id, the oldest debts first.
pub async fn overdue(tx: &mut Tx, today: NaiveDate, only: Option<Uuid>) -> Result<Vec<OverdueRow>, DbError> {
    let rows = sqlx::query_as!(
        OverdueRow,
        r#"select i.id, i.public_id, i.number as "number!", i.currency, i.buyer_name as "buyer_name!", i.issue_date as "issue_date!", i.due_date as "due_date!",
                  i.open_cents as "open_cents!", i.customer_id, c.public_id as "customer_public_id?", c.billing_email, c.language as "language?",
                  coalesce(c.billing_contact_name, c.contact_name) as contact, coalesce(c.is_consumer, false) as "is_consumer!", coalesce(c.no_dunning, false) as "no_dunning!",
                  n.level as last_level, n.sent_on as last_sent_on, coalesce(n.fees, 0)::bigint as "fee_cents!",
                  p.paused_until as "paused_until?", r.reported_at, coalesce(r.awaits, false) as "awaits_review!"
           from invoices i
           left join customers c on c.id = i.customer_id
           left join lateral (select max(level) as level, max(sent_on) as sent_on, sum(fee_cents) as fees from dunning_notices where invoice_id = i.id) n on true
           left join dunning_pauses p on p.invoice_id = i.id
           left join lateral (
             select max(created_at) as reported_at, bool_or(state = 'reported' and reviewed_at is null) as awaits
             from payments where invoice_id = i.id and method = 'portal_confirmation') r on true
           where i.state = 'open' and i.kind <> 'cancellation' and i.open_cents > 0 and i.due_date < $1 and ($2::uuid is null or i.id = $2)
           order by i.due_date, i.id"#,
        today,
        only,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct NewNotice<'a> {
    pub id: Uuid,
    pub organization: Uuid,
    pub invoice: Uuid,
    pub level: i32,
    pub claim: &'a crate::domain::dunning::Claim,
    pub message: Uuid,
    pub is_automatic: bool,
    pub created_by: Option<Uuid>,
}

pub async fn insert_notice(tx: &mut Tx, new: &NewNotice<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into dunning_notices (id, organization_id, invoice_id, level, sent_on, pay_until, open_cents, fee_cents, fees_cents, is_lump_sum, interest_cents,
                message_id, is_automatic, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        new.id,
        new.organization,
        new.invoice,
        new.level,
        new.claim.on,
        new.claim.pay_until,
        new.claim.open.0,
        new.claim.fee.0,
        new.claim.fees.0,
        new.claim.is_lump_sum,
        new.claim.interest.0,
        new.message,
        new.is_automatic,
        new.created_by,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub struct NoticeRow {
    pub level: i32,
    pub sent_on: NaiveDate,
    pub pay_until: NaiveDate,
    pub open_cents: i64,
    pub fees_cents: i64,
    pub is_lump_sum: bool,
    pub interest_cents: i64,
    pub is_automatic: bool,
}

/// The letters about an invoice, newest first.
pub async fn notices_of(tx: &mut Tx, invoice: Uuid) -> Result<Vec<NoticeRow>, DbError> {
    let rows = sqlx::query_as!(
        NoticeRow,
        "select level, sent_on, pay_until, open_cents, fees_cents, is_lump_sum, interest_cents, is_automatic
         from dunning_notices where invoice_id = $1 order by level desc",
        invoice,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

pub struct PauseRow {
    pub paused_until: NaiveDate,
    pub reason: Option<String>,
}

pub async fn pause_of(tx: &mut Tx, invoice: Uuid) -> Result<Option<PauseRow>, DbError> {
    let row = sqlx::query_as!(PauseRow, "select paused_until, reason from dunning_pauses where invoice_id = $1", invoice);
    Ok(row.fetch_optional(&mut **tx).await?)
}

pub struct NewPause<'a> {
    pub organization: Uuid,
    pub invoice: Uuid,
    pub until: NaiveDate,
    pub reason: Option<&'a str>,
    pub created_by: Option<Uuid>,
}

pub async fn save_pause(tx: &mut Tx, new: &NewPause<'_>, now: DateTime<Utc>) -> Result<(), DbError> {
    let save = sqlx::query!(
        "insert into dunning_pauses (invoice_id, organization_id, paused_until, reason, created_by, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint dunning_pauses_pkey do update set paused_until = $3, reason = $4, created_by = $5, created_at = $6",
        new.invoice,
        new.organization,
        new.until,
        new.reason,
        new.created_by,
        now,
    );
    save.execute(&mut **tx).await?;
    Ok(())
}

/// `false`: it was not paused.
pub async fn delete_pause(tx: &mut Tx, invoice: Uuid) -> Result<bool, DbError> {
    Ok(sqlx::query!("delete from dunning_pauses where invoice_id = $1", invoice).execute(&mut **tx).await?.rows_affected() == 1)
}
