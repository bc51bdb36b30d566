//! Reads and judges a file of somebody else away from the threads that answer requests.

use axum::body::Bytes;
use chrono::NaiveDate;
use tokio::sync::Semaphore;

use crate::domain::einvoice::gate;
use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::{AppError, Problem};
use crate::domain::incoming::{self, FILE, Reason, Verdict};
use crate::domain::money::Cents;
use crate::server::documents::reader::{self, Reading, Unreadable};

pub const PDF: &str = "application/pdf";
const XML: &str = "application/xml";

/// So many files are read at once; each may take some hundred megabytes for a moment.
static READERS: Semaphore = Semaphore::const_new(2);

/// The longest text of a list.
const LINE: usize = 200;

/// Lines that one page shows.
const SHOWN_LINES: usize = 1_000;

/// What is kept of a file besides its bytes.
#[derive(Clone, Debug)]
pub struct Judged {
    pub seller_name: String,
    pub seller_vat_id: Option<String>,
    pub number: String,
    pub type_code: i32,
    pub issue_date: Option<NaiveDate>,
    pub currency: String,
    pub gross: Option<Cents>,
    pub verdict: Verdict,
    pub reasons: Vec<Reason>,
}

/// # Errors
/// `Invalid` at `file` for what is no invoice.
pub async fn judge(bytes: Bytes) -> Result<Judged, AppError> {
    aside(move || {
        let reading = reader::read(&bytes)?;
        if is_blank(&reading.invoice) { Err(Unreadable::UnknownRoot) } else { Ok(judged(reading)) }
    })
    .await
}

/// The invoice in a file that was read before, for a page: without attached files and with so many lines left out.
///
/// # Errors
/// As [`judge`].
pub async fn read_for_page(bytes: Bytes) -> Result<(EInvoice, u32), AppError> {
    aside(move || {
        let mut invoice = reader::read(&bytes)?.invoice;
        let hidden = invoice.lines.len().saturating_sub(SHOWN_LINES);
        invoice.lines.truncate(SHOWN_LINES);
        for attachment in &mut invoice.attachments {
            attachment.content.iter_mut().for_each(|content| content.bytes = Vec::new());
        }
        Ok((invoice, u32::try_from(hidden).unwrap_or(u32::MAX)))
    })
    .await
}

/// A panic in it is a refusal, not a failure of the server.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Unreadable> + Send + 'static) -> Result<T, AppError> {
    let _permit = READERS.acquire().await.map_err(|_| AppError::Unavailable)?;
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result.map_err(|unreadable| AppError::field(FILE, problem(unreadable))),
        Err(error) => {
            tracing::error!(%error, "A received file could not be judged.");
            Err(AppError::field(FILE, Problem::FileTooComplex))
        }
    }
}

fn problem(unreadable: Unreadable) -> Problem {
    match unreadable {
        Unreadable::TooLarge | Unreadable::TooComplex => Problem::FileTooComplex,
        Unreadable::NotXml => Problem::NotXml,
        Unreadable::Entities => Problem::HasEntities,
        Unreadable::UnknownRoot => Problem::NotAnInvoice,
        Unreadable::NotPdf => Problem::BrokenPdf,
        Unreadable::NoXml => Problem::NoInvoiceInside,
    }
}

/// The right root with nothing of an invoice in it.
fn is_blank(invoice: &EInvoice) -> bool {
    invoice.number.is_empty() && invoice.seller.name.is_empty() && invoice.lines.is_empty()
}

fn judged(reading: Reading) -> Judged {
    let Reading { invoice, findings, .. } = reading;
    let reasons = incoming::reasons(gate::check_received(&invoice, findings));
    Judged {
        seller_name: line(&invoice.seller.name),
        seller_vat_id: invoice.seller.vat_id.as_deref().map(vat_id),
        number: line(&invoice.number),
        type_code: invoice.type_code.0.into(),
        issue_date: Some(invoice.issue_date).filter(|day| *day != NaiveDate::default()),
        currency: invoice.currency.code().to_owned(),
        gross: Cents::from_decimal(invoice.totals.gross),
        verdict: Verdict::of(&reasons),
        reasons,
    }
}

fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|character| !character.is_control()).take(LINE).collect()
}

/// The same for everybody who writes it with other spaces.
fn vat_id(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_uppercase()).take(LINE).collect()
}

pub fn content_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"%PDF-") { PDF } else { XML }
}

/// The sender's name of the file without folders and with an ending that fits its content.
pub fn file_name(given: &str, bytes: &[u8]) -> String {
    let ending = if content_type(bytes) == PDF { "pdf" } else { "xml" };
    let name = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = line(stem);
    if stem.is_empty() { format!("invoice.{ending}") } else { format!("{stem}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_keeps_its_name_but_no_folder_and_no_foreign_ending() {
        assert_eq!(file_name("C:\\Users\\x\\Rechnung 1.XML", b"<Invoice/>"), "Rechnung 1.xml");
        assert_eq!(file_name("../../etc/passwd", b"%PDF-1.7"), "passwd.pdf");
        assert_eq!(file_name("a\r\nb.html", b"<Invoice/>"), "a b.xml");
        assert_eq!(file_name("", b"<Invoice/>"), "invoice.xml");
    }
}
