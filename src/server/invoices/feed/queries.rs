//! SQL of the list that programs read.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};
use crate::server::invoices::reading::queries::ListRow;

pub struct Filter<'a> {
    pub text: &'a str,
    pub status: &'a str,
    pub customer: &'a str,
    pub today: NaiveDate,
    pub after: Option<Cursor>,
    pub limit: i64,
}

pub struct FeedRow {
    pub id: Uuid,
    pub created_at: DateTime<Utc>,
    pub public_id: String,
    pub number: Option<String>,
    pub kind: String,
    pub state: String,
    pub buyer_name: Option<String>,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub currency: String,
    pub gross_cents: i64,
    pub open_cents: i64,
    pub paid_cents: i64,
    pub sent_at: Option<DateTime<Utc>>,
    pub is_reported: bool,
}

pub async fn newest(tx: &mut Tx, f: &Filter<'_>) -> Result<Vec<FeedRow>, DbError> {
    let rows = sqlx::query_as!(
        FeedRow,
        r#"select i.id, i.created_at, i.public_id, i.number, i.kind, i.state, i.buyer_name, i.issue_date, i.due_date, i.currency, i.gross_cents,
                  i.open_cents as "open_cents!", i.paid_cents, i.sent_at,
                  exists (select from payments p where p.invoice_id = i.id and p.state = 'reported') as "is_reported!"
           from invoices i left join customers c on c.id = i.customer_id
           where ($1 = '' or i.number ilike '%' || $1 || '%' or i.buyer_name ilike '%' || $1 || '%' or i.public_id ilike $1)
             and ($2 = '' or c.public_id = $2)
             and case $3 when '' then true when 'draft' then i.state = 'draft' when 'open' then i.state = 'open' when 'paid' then i.state = 'paid'
                  when 'overdue' then i.state = 'open' and i.open_cents > 0 and i.due_date < $4
                  when 'unsent' then i.state = 'open' and i.sent_at is null when 'void' then i.state in ('void', 'uncollectible') else false end
             and ($5::timestamptz is null or (i.created_at, i.id) < ($5, $6))
           order by i.created_at desc, i.id desc limit $7"#,
        f.text,
        f.customer,
        f.status,
        f.today,
        f.after.map(|place| place.at),
        f.after.map(|place| place.id),
        f.limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}

impl From<FeedRow> for ListRow {
    fn from(row: FeedRow) -> Self {
        Self {
            public_id: row.public_id,
            number: row.number,
            kind: row.kind,
            state: row.state,
            buyer_name: row.buyer_name,
            customer_without_email: false,
            issue_date: row.issue_date,
            due_date: row.due_date,
            currency: row.currency,
            gross_cents: row.gross_cents,
            open_cents: row.open_cents,
            paid_cents: row.paid_cents,
            sent_at: row.sent_at,
            mail_failed: false,
            is_reported: row.is_reported,
        }
    }
}
