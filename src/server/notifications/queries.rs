//! SQL of notifications, of what people chose, and of the mails that tell them.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::organization::NotificationEntry;
use crate::server::db::{DbError, Tx};

/// Somebody who is told.
pub struct Member {
    pub user_id: Uuid,
    pub channel: String,
    pub time_zone: String,
}

/// Owners and admins with what each chose for a kind.
pub async fn members(tx: &mut Tx, kind: &str) -> Result<Vec<Member>, DbError> {
    let members = sqlx::query_as!(
        Member,
        r#"select m.user_id, coalesce(p.channel, 'app') as "channel!", o.time_zone
           from memberships m join organizations o on o.id = m.organization_id
           left join notification_preferences p on p.organization_id = m.organization_id and p.user_id = m.user_id and p.kind = $1
           where m.role in ('owner', 'admin') order by m.user_id"#,
        kind,
    );
    Ok(members.fetch_all(&mut **tx).await?)
}

pub struct NewNotification<'a> {
    pub organization: Uuid,
    pub kind: &'a str,
    pub invoice: Option<Uuid>,
    pub detail: Option<&'a str>,
    pub now: DateTime<Utc>,
}

pub async fn insert(tx: &mut Tx, new: &NewNotification<'_>, user: Uuid, mail: Option<Uuid>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into notifications (id, organization_id, user_id, kind, invoice_id, detail, mail_id, created_at)
         values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)",
        new.organization,
        user,
        new.kind,
        new.invoice,
        new.detail,
        mail,
        new.now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

pub async fn of_user(tx: &mut Tx, user: Uuid, most: i64) -> Result<Vec<NotificationEntry>, DbError> {
    let entries = sqlx::query_as!(
        NotificationEntry,
        r#"select n.id::text as "id!", n.created_at as at, n.read_at is not null as "read!", n.kind, i.public_id as "invoice_public_id?",
                  i.number as invoice_number, i.buyer_name as customer_name, n.detail
           from notifications n left join invoices i on i.id = n.invoice_id
           where n.user_id = $1 order by n.created_at desc, n.id limit $2"#,
        user,
        most,
    );
    Ok(entries.fetch_all(&mut **tx).await?)
}

pub async fn unread(tx: &mut Tx, user: Uuid) -> Result<u32, DbError> {
    let unread = sqlx::query_scalar!(r#"select count(*) as "unread!" from notifications where user_id = $1 and read_at is null"#, user);
    Ok(u32::try_from(unread.fetch_one(&mut **tx).await?).unwrap_or(u32::MAX))
}

pub async fn mark_all_read(tx: &mut Tx, user: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    sqlx::query!("update notifications set read_at = $2 where user_id = $1 and read_at is null", user, now).execute(&mut **tx).await?;
    Ok(())
}

/// `false`: the person has no such notification.
pub async fn mark_read(tx: &mut Tx, user: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!("update notifications set read_at = coalesce(read_at, $3) where user_id = $1 and id = $2", user, id, now);
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Kinds with their channels, as far as the person chose.
pub async fn preferences(tx: &mut Tx, user: Uuid) -> Result<Vec<(String, String)>, DbError> {
    let rows = sqlx::query!("select kind, channel from notification_preferences where user_id = $1", user).fetch_all(&mut **tx).await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.channel)).collect())
}

pub async fn save_preference(tx: &mut Tx, organization: Uuid, user: Uuid, kind: &str, channel: &str) -> Result<(), DbError> {
    let save = sqlx::query!(
        "insert into notification_preferences (organization_id, user_id, kind, channel) values ($1, $2, $3, $4)
         on conflict on constraint notification_preferences_pkey do update set channel = excluded.channel",
        organization,
        user,
        kind,
        channel,
    );
    save.execute(&mut **tx).await?;
    Ok(())
}

pub async fn email_of(tx: &mut Tx, user: Uuid) -> Result<String, DbError> {
    Ok(sqlx::query_scalar!("select email from users where id = $1", user).fetch_one(&mut **tx).await?)
}

pub async fn insert_mail_at_once(tx: &mut Tx, id: Uuid, organization: Uuid, user: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into notification_mails (id, organization_id, user_id, due_at, created_at) values ($1, $2, $3, $4, $4)",
        id,
        organization,
        user,
        now,
    );
    insert.execute(&mut **tx).await?;
    Ok(())
}

/// The digest of that day, and whether it was made just now; `None` if it is out already.
pub async fn digest_of_day(
    tx: &mut Tx,
    id: Uuid,
    organization: Uuid,
    user: Uuid,
    day: NaiveDate,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<(Uuid, bool)>, DbError> {
    let digest = sqlx::query_scalar!(
        "insert into notification_mails (id, organization_id, user_id, day, due_at, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint notification_mails_day_key do update set day = excluded.day where notification_mails.state = 'waiting'
         returning id",
        id,
        organization,
        user,
        day,
        due_at,
        now,
    );
    Ok(digest.fetch_optional(&mut **tx).await?.map(|found| (found, found == id)))
}

pub async fn take_mail(tx: &mut Tx, id: Uuid, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Option<i32>, DbError> {
    let taken = sqlx::query_scalar!(
        "update notification_mails set attempts = attempts + 1, leased_until = $3
         where id = (select id from notification_mails
                     where id = $1 and state = 'waiting' and due_at <= $2 and (leased_until is null or leased_until < $2)
                     for update skip locked)
         returning attempts",
        id,
        now,
        leased_until,
    );
    Ok(taken.fetch_optional(&mut **tx).await?)
}

pub struct Claimed {
    pub attempts: i32,
    pub user_id: Uuid,
    pub email: String,
    pub name: String,
    pub language: String,
    pub organization_name: String,
    pub time_zone: String,
    pub day: Option<NaiveDate>,
    /// All that it tells of, also beyond the entries.
    pub count: i64,
    pub entries: Vec<MailEntry>,
}

pub struct MailEntry {
    pub at: DateTime<Utc>,
    pub kind: String,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub customer_name: Option<String>,
    pub detail: Option<String>,
}

/// `None` where the person may not be told any more.
pub async fn claimed_mail(tx: &mut Tx, id: Uuid, attempts: i32) -> Result<Option<Claimed>, DbError> {
    let row = sqlx::query!(
        r#"select t.user_id, u.email, u.name, u.language, o.name as organization_name, o.time_zone, t.day,
                  (select count(*) from notifications n where n.mail_id = t.id) as "count!"
           from notification_mails t join users u on u.id = t.user_id join organizations o on o.id = t.organization_id
           join memberships m on m.organization_id = t.organization_id and m.user_id = t.user_id and m.role in ('owner', 'admin')
           where t.id = $1"#,
        id,
    );
    let Some(row) = row.fetch_optional(&mut **tx).await? else { return Ok(None) };
    let entries = sqlx::query_as!(
        MailEntry,
        r#"select n.created_at as at, n.kind, i.public_id as "invoice_public_id?", i.number as invoice_number, i.buyer_name as customer_name, n.detail
           from notifications n left join invoices i on i.id = n.invoice_id where n.mail_id = $1 order by n.created_at, n.id limit 50"#,
        id,
    );
    Ok(Some(Claimed {
        attempts,
        user_id: row.user_id,
        email: row.email,
        name: row.name,
        language: row.language,
        organization_name: row.organization_name,
        time_zone: row.time_zone,
        day: row.day,
        count: row.count,
        entries: entries.fetch_all(&mut **tx).await?,
    }))
}

pub async fn renew_mail(tx: &mut Tx, id: Uuid, attempt: i32, leased_until: DateTime<Utc>) -> Result<(), DbError> {
    let renew = sqlx::query!(
        "update notification_mails set leased_until = $3 where id = $1 and attempts = $2 and state = 'waiting'",
        id,
        attempt,
        leased_until,
    );
    renew.execute(&mut **tx).await?;
    Ok(())
}

/// `false`: it was done before.
pub async fn mark_mail_done(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbError> {
    let mark = sqlx::query!(
        "update notification_mails set state = 'done', finished_at = $2, leased_until = null, last_error = null where id = $1 and state <> 'done'",
        id,
        now,
    );
    Ok(mark.execute(&mut **tx).await?.rows_affected() == 1)
}

/// Due again at `again_at`, or given up.
pub async fn mail_failed(
    tx: &mut Tx,
    id: Uuid,
    attempt: i32,
    again_at: Option<DateTime<Utc>>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let failed = sqlx::query!(
        "update notification_mails
         set state = case when $3::timestamptz is null then 'failed' else state end, due_at = coalesce($3, due_at), leased_until = null, last_error = $4,
             finished_at = case when $3::timestamptz is null then $5::timestamptz end
         where id = $1 and attempts = $2 and state = 'waiting'",
        id,
        attempt,
        again_at,
        reason,
        now,
    );
    failed.execute(&mut **tx).await?;
    Ok(())
}
