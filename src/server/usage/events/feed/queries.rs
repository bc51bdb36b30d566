//! SQL of the list that programs read.

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};
use crate::server::usage::events::queries::ListRow;

pub async fn newest(tx: &mut Tx, customer: &str, is_billed: Option<bool>, after: Option<Cursor>, limit: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select e.id, e.public_id, c.public_id as customer, c.name as customer_name, e.kind, e.quantity, e.amount_cents, e.reference, e.description, e.occurred_on,
                  e.tax_rate, i.public_id as "invoice?", i.number as invoice_number, e.created_at
           from billing_events e join customers c on c.id = e.customer_id left join invoices i on i.id = e.invoice_id
           where ($1 = '' or c.public_id = $1) and ($2::boolean is null or (e.invoice_id is not null) = $2)
             and ($3::timestamptz is null or (e.created_at, e.id) < ($3, $4))
           order by e.created_at desc, e.id desc limit $5"#,
        customer,
        is_billed,
        after.map(|place| place.at),
        after.map(|place| place.id),
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
