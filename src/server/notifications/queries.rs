//! SQL of notifications.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::organization::NotificationEntry;
use crate::server::db::{DbError, Tx};

pub async fn insert_for_billing_members(
    tx: &mut Tx,
    organization: Uuid,
    kind: &str,
    invoice: Option<Uuid>,
    detail: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let insert = sqlx::query!(
        "insert into notifications (id, organization_id, user_id, kind, invoice_id, detail, created_at)
         select gen_random_uuid(), $1, user_id, $2, $3, $4, $5 from memberships where organization_id = $1 and role in ('owner', 'admin')",
        organization,
        kind,
        invoice,
        detail,
        now,
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
