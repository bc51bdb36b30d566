//! SQL of the list that programs read.

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};
use crate::server::recurring::queries::ListRow;

pub async fn newest(tx: &mut Tx, after: Option<Cursor>, limit: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select t.id, t.created_at, t.public_id, t.name, c.name as customer_name, t.frequency, t.handling, t.state, t.next_date, t.payable_cents, t.currency, t.failures, t.last_error,
                  r.period_start as "period_start?", r.period_end as "period_end?", r.outcome as "outcome?", r.tries as "tries?", r.reason, r.at as "at?",
                  i.public_id as "invoice_public_id?", i.number as "invoice_number?", i.payable_cents as "invoice_cents?"
           from recurring_invoices t
           join customers c on c.id = t.customer_id
           left join lateral (select * from recurring_runs where recurring_id = t.id order by at desc, period_start desc limit 1) r on true
           left join invoices i on i.id = r.invoice_id
           where $1::timestamptz is null or (t.created_at, t.id) < ($1, $2)
           order by t.created_at desc, t.id desc limit $3"#,
        after.map(|place| place.at),
        after.map(|place| place.id),
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
