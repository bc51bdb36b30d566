//! SQL of the list that programs read.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};

pub struct FeedRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub public_id: String,
    pub number: i32,
    pub name: String,
    pub city: Option<String>,
    pub billing_email: Option<String>,
    pub billing_tier: String,
    pub open: i64,
    pub overdue: i64,
    pub count: i64,
}

pub async fn newest(tx: &mut Tx, text: &str, today: NaiveDate, after: Option<Cursor>, limit: i64) -> Result<Vec<FeedRow>, DbError> {
    let rows = sqlx::query_as!(
        FeedRow,
        r#"select c.id, c.created_at, c.public_id, c.number, c.name, c.city, c.billing_email, c.billing_tier,
                  coalesce(f.open, 0)::bigint as "open!", coalesce(f.overdue, 0)::bigint as "overdue!", coalesce(f.count, 0) as "count!"
           from customers c
           left join lateral (
             select sum(open_cents) filter (where state = 'open') as open,
                    sum(open_cents) filter (where state = 'open' and due_date < $2) as overdue, count(*) filter (where state <> 'draft') as count
             from invoices i where i.customer_id = c.id) f on true
           where ($1 = '' or c.name ilike '%' || $1 || '%' or c.number::text = $1 or c.city ilike $1 || '%' or c.billing_email ilike '%' || $1 || '%' or c.public_id ilike $1)
             and ($3::timestamptz is null or (c.created_at, c.id) < ($3, $4))
           order by c.created_at desc, c.id desc limit $5"#,
        text,
        today,
        after.map(|place| place.at),
        after.map(|place| place.id),
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
