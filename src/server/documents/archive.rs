//! The document job: PDF and XML of an issued invoice are made once, stored with their hash, and stay as they are.

use axum::body::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::domain::einvoice::model::EInvoice;
use crate::domain::invoice::documents::DocumentForms;
use crate::domain::lang::Lang;
use crate::server::audit::{self, Event};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::db::{DbError, Tx};
use crate::server::documents::queries::{self, ClaimedRow, NewDocument};
use crate::server::documents::render::{self, Look};
use crate::server::invoices::{attachments, sharing};
use crate::server::jobs::work::{self, Claim, Failure, Work};
use crate::server::jobs::{self, Job};
use crate::server::mail;
use crate::server::notifications;
use crate::server::state::AppState;

/// A storage that is away comes back; a day of patience, then people have to look.
const MOST_ATTEMPTS: i32 = 50;

/// Fetching and ending a task in the queue costs about a tenth of what the two files of an invoice cost.
const MADE_TOGETHER: usize = 10;

/// So many of them at the same time: one is drawn while others wait for the disk to have written theirs.
const AT_ONCE: usize = 3;

/// The two files of an invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// ZUGFeRD: the page with the CII invoice inside.
    Pdf,
    /// XRechnung in UBL or CII.
    Xml,
}

impl DocumentKind {
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Xml];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xml => "xml",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xml => "application/xml",
        }
    }

    /// `Rechnung_RE-2026-00042.pdf`; what a file name cannot hold becomes an underscore.
    #[must_use]
    pub fn file_name(self, number: &str) -> String {
        let safe: String = number.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' }).collect();
        format!("Rechnung_{safe}.{}", self.as_str())
    }
}

/// Writes down that the documents are to be made and puts it into the queue, as part of issuing.
///
/// # Errors
/// When the database refuses.
pub async fn order_documents(tx: &mut Tx, organization: Uuid, invoice: Uuid, now: DateTime<Utc>) -> Result<(), DbError> {
    queries::insert_task(tx, organization, invoice, now).await?;
    jobs::enqueue(tx, Job::MakeDocuments { organization, invoice }).await
}

/// The same for many invoices at once, with one task for some of them.
///
/// # Errors
/// When the database refuses.
pub async fn order_many(tx: &mut Tx, organization: Uuid, invoices: &[Uuid], now: DateTime<Utc>) -> Result<(), DbError> {
    let mut tasks = Vec::with_capacity(invoices.len().div_ceil(MADE_TOGETHER));
    for together in invoices.chunks(MADE_TOGETHER) {
        if let [first, others @ ..] = together {
            queries::insert_task(tx, organization, *first, now).await?;
            queries::insert_followers(tx, organization, *first, others, now).await?;
            tasks.push(Job::MakeDocuments { organization, invoice: *first });
        }
    }
    jobs::enqueue_many(tx, &tasks).await
}

/// One try to make the documents, and then those that are made with them, each if it is due; the job's verb. What was made once is never
/// made again.
///
/// # Errors
/// When the database is away.
pub async fn make_documents(state: &AppState, organization: Uuid, invoice: Uuid) -> Result<(), DbError> {
    work::attempt(state, &DocumentTask { organization, invoice }).await?;
    let mut tx = state.db.organization(organization).await?;
    let followers = queries::due_followers(&mut tx, invoice, state.clock.now()).await?;
    tx.commit().await?;
    let attempts = stream::iter(followers).map(async |invoice| work::attempt(state, &DocumentTask { organization, invoice }).await);
    attempts.buffer_unordered(AT_ONCE).try_collect().await
}

/// What is worked on, and the keys of its attachments.
struct ClaimedInvoice {
    row: ClaimedRow,
    attachments: Vec<Option<String>>,
}

struct DocumentTask {
    organization: Uuid,
    invoice: Uuid,
}

impl Work for DocumentTask {
    type Claimed = ClaimedInvoice;
    type Done = Vec<NewDocument>;

    fn organization(&self) -> Uuid {
        self.organization
    }

    fn job(&self) -> Job {
        Job::MakeDocuments { organization: self.organization, invoice: self.invoice }
    }

    async fn claim(&self, tx: &mut Tx, now: DateTime<Utc>, leased_until: DateTime<Utc>) -> Result<Claim<ClaimedInvoice>, DbError> {
        let Some(attempts) = queries::take(tx, self.invoice, now, leased_until).await? else { return Ok(Claim::Nothing) };
        let attachments = attachments::keys_of(tx, self.invoice).await?;
        Ok(Claim::Taken(ClaimedInvoice { attachments, row: queries::claimed_invoice(tx, self.invoice, attempts).await? }))
    }

    async fn renew(&self, tx: &mut Tx, claimed: &ClaimedInvoice, leased_until: DateTime<Utc>) -> Result<(), DbError> {
        queries::renew(tx, self.invoice, claimed.row.attempts, leased_until).await
    }

    async fn perform(&self, state: &AppState, claimed: &ClaimedInvoice) -> Result<Vec<NewDocument>, Failure> {
        let rendered = self.render(state, claimed).await?;
        let xml = self.store(state, claimed, DocumentKind::Xml, rendered.xml.into());
        let pdf = self.store(state, claimed, DocumentKind::Pdf, rendered.pdf.into());
        let (xml, pdf) = tokio::try_join!(xml, pdf)?;
        Ok(vec![xml, pdf])
    }

    async fn finish(
        &self,
        tx: &mut Tx,
        claimed: &ClaimedInvoice,
        outcome: &Result<Vec<NewDocument>, Failure>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, DbError> {
        match outcome {
            Ok(documents) => self.made(tx, documents, now).await.map(|()| None),
            Err(failure) if !failure.is_permanent() && claimed.row.attempts < MOST_ATTEMPTS => {
                let at = now + pause_after(claimed.row.attempts);
                let is_ours = queries::retry(tx, self.invoice, claimed.row.attempts, at, failure.reason()).await?;
                Ok(is_ours.then_some(at))
            }
            Err(failure) => self.given_up(tx, claimed, failure, now).await.map(|()| None),
        }
    }
}

fn pause_after(attempt: i32) -> TimeDelta {
    match attempt {
        ..=1 => TimeDelta::seconds(5),
        2 => TimeDelta::seconds(30),
        3 => TimeDelta::minutes(2),
        4 => TimeDelta::minutes(10),
        _ => TimeDelta::minutes(30),
    }
}

impl DocumentTask {
    /// Drawing a page is work for the processor and must not hold up the other jobs of this thread.
    async fn render(&self, state: &AppState, claimed: &ClaimedInvoice) -> Result<render::Rendered, Failure> {
        let row = &claimed.row;
        let mut invoice: EInvoice =
            serde_json::from_value(row.document.clone()).map_err(|_| Failure::permanent("the frozen invoice cannot be read"))?;
        attachments::fill(state, &mut invoice, &claimed.attachments).await.map_err(Failure::temporary)?;
        let logo = match &row.logo_key {
            Some(key) => Some(state.storage.logo(self.organization, key).await.map_err(Failure::temporary)?),
            None => None,
        };
        let look = Look {
            lang: Lang::parse(&row.language).unwrap_or_default(),
            color: row.color.clone(),
            logo,
            hybrid_notice: row.hybrid_notice,
            portal_url: row.token_cipher.as_deref().and_then(|cipher| sharing::url_of(state, cipher)),
        };
        let forms = DocumentForms::of(&row.xml_syntax, &row.pdf_profile);
        tokio::task::spawn_blocking(move || render::documents(&invoice, &look, forms))
            .await
            .map_err(|_| Failure::temporary("the program has a mistake here: it panicked"))?
            .map_err(Failure::permanent)
    }

    async fn store(&self, state: &AppState, claimed: &ClaimedInvoice, kind: DocumentKind, bytes: Bytes) -> Result<NewDocument, Failure> {
        let kept = state.storage.keep_document(self.organization, self.invoice, kind.as_str(), bytes).await.map_err(Failure::temporary)?;
        Ok(NewDocument {
            kind: kind.as_str(),
            file_name: kind.file_name(&claimed.row.number),
            sha256: Sha256::digest(&kept.bytes).to_vec(),
            size: i64::try_from(kept.bytes.len()).unwrap_or(i64::MAX),
            storage_key: kept.key,
        })
    }

    async fn made(&self, tx: &mut Tx, documents: &[NewDocument], now: DateTime<Utc>) -> Result<(), DbError> {
        queries::insert_documents(tx, self.organization, self.invoice, documents, now).await?;
        if !queries::mark_done(tx, self.invoice, now).await? {
            return Ok(());
        }
        let actor = Actor::system(self.organization, clock::zone(""));
        audit::record(tx, &actor, now, Event::new("invoice.documents_made").invoice(self.invoice)).await?;
        for message in mail::queries::wake_waiting_for_pdf(tx, self.invoice, now).await? {
            jobs::enqueue(tx, Job::SendEmail { organization: self.organization, message }).await?;
        }
        tracing::info!(invoice.id = %self.invoice, "The documents of an invoice were made.");
        Ok(())
    }

    async fn given_up(&self, tx: &mut Tx, claimed: &ClaimedInvoice, failure: &Failure, now: DateTime<Utc>) -> Result<(), DbError> {
        if !queries::mark_failed(tx, self.invoice, claimed.row.attempts, failure.reason(), now).await? {
            return Ok(());
        }
        let actor = Actor::system(self.organization, clock::zone(""));
        audit::record(tx, &actor, now, Event::new("invoice.documents_failed").invoice(self.invoice).detail(failure.reason())).await?;
        notifications::tell(tx, self.organization, "invoice.documents_failed", Some(self.invoice), Some(&claimed.row.number), now).await?;
        for message in mail::queries::wake_waiting_for_pdf(tx, self.invoice, now).await? {
            jobs::enqueue(tx, Job::SendEmail { organization: self.organization, message }).await?;
        }
        tracing::error!(invoice.id = %self.invoice, reason = failure.reason(), "The documents of an invoice cannot be made.");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_slashes_is_a_file_name_too() {
        assert_eq!(DocumentKind::Pdf.file_name("RE-2026-00042"), "Rechnung_RE-2026-00042.pdf");
        assert_eq!(DocumentKind::Xml.file_name("RE/2026 42\"ä"), "Rechnung_RE_2026_42__.xml");
    }
}
