//! Invoices of others: taken in, judged, kept as they came, listed and shown.

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};
use crate::domain::incoming::{
    FILE, FILE_LIMIT, IncomingList, IncomingPage, IncomingQuery, IncomingRow, Judgement, Reason, Twin, Verdict, too_large,
};
use crate::domain::money::{Cents, Currency};
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::invoices::reading::list::search_words;
use crate::server::portal::view::address_lines;
use crate::server::secret;
use crate::server::state::AppState;

pub mod feed;
pub mod judging;
pub mod queries;

use queries::{IncomingRecord, ListRow, NewIncoming};

const PAGE_SIZE: u32 = 50;

/// What became of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    pub id: Uuid,
    /// This very file was here already, and nothing was stored.
    pub is_known: bool,
}

/// Judges a file and keeps it, if it is an invoice at all. The same file is kept once.
///
/// # Errors
/// `Invalid` at `file` with the reason why it is none.
pub async fn receive(state: &AppState, actor: &Actor, file_name: &str, bytes: Bytes) -> Result<Received, AppError> {
    actor.require_billing()?;
    if bytes.is_empty() {
        return Err(AppError::field(FILE, Problem::Required));
    }
    if bytes.len() > FILE_LIMIT {
        return Err(too_large());
    }
    let hash = Sha256::digest(&bytes);
    if let Some(id) = known(state, actor, &hash).await? {
        return Ok(Received { id, is_known: true });
    }
    let judged = judging::judge(bytes.clone()).await?;
    let storage_key = state.storage.keep_incoming(actor.organization, &hex::encode(hash), bytes.clone()).await?;
    let (id, now) = (secret::new_uuid(), state.clock.now());
    let name = judging::file_name(file_name, &bytes);
    let row = NewIncoming {
        id,
        organization: actor.organization,
        received_at: now,
        storage_key: &storage_key,
        file_name: &name,
        content_type: judging::content_type(&bytes),
        sha256: &hash,
        size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
    };
    let mut tx = state.db.organization(actor.organization).await?;
    if !queries::insert(&mut tx, &row, &judged).await? {
        drop(tx);
        let id = known(state, actor, &hash).await?.ok_or(AppError::Unavailable)?;
        return Ok(Received { id, is_known: true });
    }
    audit::record(&mut tx, actor, now, Event::new("incoming.received").detail(&judged.number)).await?;
    tx.commit().await?;
    tracing::info!(incoming.id = %id, "An invoice was received.");
    Ok(Received { id, is_known: false })
}

async fn known(state: &AppState, actor: &Actor, hash: &[u8]) -> Result<Option<Uuid>, AppError> {
    let mut tx = state.db.organization(actor.organization).await?;
    Ok(queries::by_hash(&mut tx, hash).await?)
}

/// One page of the list, newest first. What cannot be read in the query is passed over, because it comes from an address.
///
/// # Errors
/// `NotFound` for those who may not see billing.
pub async fn list(state: &AppState, actor: &Actor, query: &IncomingQuery) -> Result<IncomingList, AppError> {
    actor.require_figures()?;
    let page = query.page.parse::<u32>().unwrap_or(1).clamp(1, 100_000);
    let mut tx = state.db.organization(actor.organization).await?;
    let text = search_words(&query.q);
    let rows = queries::list(&mut tx, &text, i64::from(PAGE_SIZE), i64::from((page - 1) * PAGE_SIZE)).await?;
    let total = u32::try_from(queries::count(&mut tx, &text).await?).unwrap_or(0);
    let is_empty_organization = rows.is_empty() && queries::count(&mut tx, "").await? == 0;
    Ok(IncomingList { rows: rows.into_iter().map(row_of).collect(), total, page, pages: total.div_ceil(PAGE_SIZE).max(1), is_empty_organization })
}

/// One received invoice, read from its file once more.
///
/// # Errors
/// `NotFound`.
pub async fn show(state: &AppState, actor: &Actor, id: &str) -> Result<IncomingPage, AppError> {
    let record = find(state, actor, id).await?;
    let mut tx = state.db.organization(actor.organization).await?;
    let twins = queries::twins(&mut tx, record.row.id).await?;
    drop(tx);
    let bytes = state.storage.document(&record.storage_key).await?;
    let (document, hidden_lines) = judging::read_for_page(bytes).await?;
    let reasons: Vec<Reason> = serde_json::from_value(record.reasons).map_err(|_| AppError::Unavailable)?;
    Ok(IncomingPage {
        row: row_of(record.row),
        file_name: record.file_name,
        is_pdf: record.content_type == judging::PDF,
        size: u64::try_from(record.size).unwrap_or(0),
        sha256: hex::encode(record.sha256),
        reasons,
        twins: twins.into_iter().map(|twin| Twin { id: twin.id.to_string(), received_at: twin.received_at, file_name: twin.file_name }).collect(),
        seller_address: address_lines(&document.seller.address, actor.lang()),
        buyer_address: address_lines(&document.buyer.address, actor.lang()),
        document,
        hidden_lines,
    })
}

/// The row of a received invoice that the actor may see.
///
/// # Errors
/// `NotFound`.
pub async fn find(state: &AppState, actor: &Actor, id: &str) -> Result<IncomingRecord, AppError> {
    actor.require_figures()?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = state.db.organization(actor.organization).await?;
    queries::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)
}

/// A row as lists show it.
#[must_use]
pub fn row_of(row: ListRow) -> IncomingRow {
    let judgement = |text: &str| Judgement::parse(text).unwrap_or(Judgement::Errors);
    IncomingRow {
        id: row.id.to_string(),
        received_at: row.received_at,
        seller_name: row.seller_name,
        number: row.number,
        issue_date: row.issue_date,
        currency: Currency::parse(&row.currency).unwrap_or_default(),
        gross: row.gross_cents.map(Cents),
        verdict: Verdict {
            format: judgement(&row.format_judgement),
            rules: judgement(&row.rules_judgement),
            content: judgement(&row.content_judgement),
        },
        is_duplicate: row.is_duplicate,
    }
}
