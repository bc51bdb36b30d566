//! SQL of the list that programs read.

use crate::server::cursor::Cursor;
use crate::server::db::{DbError, Tx};
use crate::server::incoming::queries::ListRow;

pub async fn newest(tx: &mut Tx, text: &str, after: Option<Cursor>, limit: i64) -> Result<Vec<ListRow>, DbError> {
    let rows = sqlx::query_as!(
        ListRow,
        r#"select i.id, i.received_at, i.seller_name, i.number, i.issue_date, i.currency, i.gross_cents, i.format_judgement, i.rules_judgement, i.content_judgement,
                  is_repeated(i) as "is_duplicate!"
           from incoming_invoices i
           where ($1 = '' or i.seller_name ilike '%' || $1 || '%' or i.number ilike '%' || $1 || '%')
             and ($2::timestamptz is null or (i.received_at, i.id) < ($2, $3))
           order by i.received_at desc, i.id desc limit $4"#,
        text,
        after.map(|place| place.at),
        after.map(|place| place.id),
        limit,
    );
    Ok(rows.fetch_all(&mut **tx).await?)
}
