//! The audit log as CSV: read in pieces, so that years of it need no more memory than a day.

use axum::body::Bytes;
use futures::stream::{BoxStream, StreamExt as _, try_unfold};

use super::queries::{self, EntryRow, Filter};
use super::{filter, place};
use crate::domain::audit::AuditQuery;
use crate::domain::error::AppError;
use crate::domain::money::Cents;
use crate::server::auth::Actor;
use crate::server::cursor::Cursor;
use crate::server::state::AppState;

const ROWS_AT_ONCE: i64 = 500;

/// So that spreadsheets know the encoding (Unicode 16.0 §23.8).
const MARK: &str = "\u{feff}";
const HEAD: &str = "time;event;actor_kind;actor;invoice;invoice_number;customer;customer_name;detail;amount;address;request_id\r\n";

/// All that the query finds, newest first.
///
/// # Errors
/// As [`super::page`].
pub async fn csv(state: &AppState, actor: &Actor, query: &AuditQuery) -> Result<BoxStream<'static, Result<Bytes, AppError>>, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let (filter, _) = filter(&mut tx, actor, query).await?;
    drop(tx);
    let (state, organization) = (state.clone(), actor.organization);
    let rows = try_unfold(Some(None::<Cursor>), move |after| {
        let (state, filter) = (state.clone(), filter.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let rows = piece(&state, organization, &filter, after).await?;
            let next = rows.last().map(|row| Some(place(row)));
            let lines: String = rows.iter().map(line).collect();
            Ok(Some((Bytes::from(lines), next)))
        }
    });
    let head = futures::stream::once(async { Ok(Bytes::from([MARK, HEAD].concat())) });
    Ok(head.chain(rows).boxed())
}

async fn piece(state: &AppState, organization: uuid::Uuid, filter: &Filter, after: Option<Cursor>) -> Result<Vec<EntryRow>, AppError> {
    let mut tx = state.db.organization(organization).await?;
    Ok(queries::entries(&mut tx, filter, after, ROWS_AT_ONCE).await?)
}

fn line(row: &EntryRow) -> String {
    let at = row.at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
    let amount = row.amount_cents.map(|cents| Cents(cents).to_string()).unwrap_or_default();
    let text = |value: &Option<String>| field(value.as_deref().unwrap_or_default());
    let fields = [
        field(&at),
        field(&row.event),
        field(&row.actor_kind),
        text(&row.actor_name),
        text(&row.invoice_public_id),
        text(&row.invoice_number),
        text(&row.customer_public_id),
        text(&row.customer_name),
        text(&row.detail),
        // Ours, and a minus sign is no formula.
        amount,
        text(&row.client_address),
        text(&row.request_id),
    ];
    format!("{}\r\n", fields.join(";"))
}

/// RFC 4180 §2; what a spreadsheet would take for a formula gets an apostrophe in front.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_neither_formula_nor_a_second_column() {
        assert_eq!(field("Brandt & Söhne; \"Nord\""), "\"Brandt & Söhne; \"\"Nord\"\"\"");
        assert_eq!(field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(field("RE-2026-00042"), "RE-2026-00042");
    }
}
