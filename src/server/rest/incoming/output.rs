//! What the API says of received invoices.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::einvoice::model::Line;
use crate::domain::incoming::{IncomingPage, IncomingRow, Reason, Twin, Verdict};
use crate::domain::lang::Lang;
use crate::server::incoming::{Received, feed};

/// Which received invoices.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct IncomingInvoiceQuery {
    /// Part of the seller's name or of the number.
    q: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

impl From<IncomingInvoiceQuery> for feed::Query {
    fn from(query: IncomingInvoiceQuery) -> Self {
        Self { text: query.q, cursor: query.cursor, limit: query.limit }
    }
}

/// The file as a field of a form.
#[derive(Debug, ToSchema)]
pub struct UploadForm {
    #[schema(content_media_type = "application/octet-stream")]
    #[allow(dead_code, reason = "it only describes the form")]
    file: Vec<u8>,
}

/// `ok`, `warnings` or `errors` on each level.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingVerdict {
    /// Whether the file can be read: syntax, profile, values.
    format: &'static str,
    /// EN 16931 and XRechnung.
    rules: &'static str,
    /// §14 UStG, check digits, codes that fit.
    content: &'static str,
}

impl From<Verdict> for IncomingVerdict {
    fn from(verdict: Verdict) -> Self {
        Self { format: verdict.format.as_str(), rules: verdict.rules.as_str(), content: verdict.content.as_str() }
    }
}

/// A received invoice in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingItem {
    id: String,
    received_at: DateTime<Utc>,
    seller_name: String,
    number: String,
    issue_date: Option<NaiveDate>,
    currency: String,
    gross_amount: Option<String>,
    verdict: IncomingVerdict,
    /// The same seller sent this number before.
    is_duplicate: bool,
}

impl From<IncomingRow> for IncomingItem {
    fn from(row: IncomingRow) -> Self {
        Self {
            id: row.id,
            received_at: row.received_at,
            seller_name: row.seller_name,
            number: row.number,
            issue_date: row.issue_date,
            currency: row.currency.to_string(),
            gross_amount: row.gross.map(|gross| gross.to_string()),
            verdict: row.verdict.into(),
            is_duplicate: row.is_duplicate,
        }
    }
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingInvoicePage {
    items: Vec<IncomingItem>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

impl From<feed::Page> for IncomingInvoicePage {
    fn from(page: feed::Page) -> Self {
        Self { items: page.rows.into_iter().map(IncomingItem::from).collect(), next_cursor: page.next }
    }
}

/// What became of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    #[serde(flatten)]
    invoice: IncomingItem,
    /// This very file was here already, and nothing was stored.
    already_received: bool,
}

impl Receipt {
    pub fn new(received: Received, row: IncomingRow) -> Self {
        Self { invoice: row.into(), already_received: received.is_known }
    }
}

/// Why a level is not in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingReason {
    /// `format`, `rules` or `content`.
    level: &'static str,
    #[schema(example = "BR-CO-10")]
    rule: String,
    /// Business term of EN 16931.
    #[schema(example = "BT-106")]
    term: String,
    is_error: bool,
    message: String,
}

impl IncomingReason {
    fn new(reason: Reason, lang: Lang) -> Self {
        let message = reason.text(lang).to_owned();
        Self { level: reason.level.as_str(), rule: reason.rule, term: reason.term, is_error: reason.is_error, message }
    }
}

/// Another file with the same seller and number.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingDuplicate {
    id: String,
    received_at: DateTime<Utc>,
    file_name: String,
}

impl From<Twin> for IncomingDuplicate {
    fn from(twin: Twin) -> Self {
        Self { id: twin.id, received_at: twin.received_at, file_name: twin.file_name }
    }
}

/// A line as it stands in the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingLine {
    position: String,
    name: String,
    description: Option<String>,
    quantity: String,
    /// UN/ECE code.
    unit: String,
    price: String,
    net_amount: String,
    tax_category: &'static str,
    tax_rate: Option<String>,
}

impl From<Line> for IncomingLine {
    fn from(line: Line) -> Self {
        Self {
            position: line.id,
            name: line.item.name,
            description: line.item.description,
            quantity: line.quantity.to_string(),
            unit: line.unit,
            price: line.price.net.to_string(),
            net_amount: line.net.to_string(),
            tax_category: line.tax.category.code(),
            tax_rate: line.tax.rate.map(|rate| rate.to_string()),
        }
    }
}

/// A received invoice: the verdict, and what stands in the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncomingInvoice {
    #[serde(flatten)]
    invoice: IncomingItem,
    file_name: String,
    content_type: &'static str,
    size: u64,
    /// Of the file, in hexadecimal digits.
    sha256: String,
    /// Errors first.
    reasons: Vec<IncomingReason>,
    duplicates: Vec<IncomingDuplicate>,
    /// BT-3.
    type_code: u16,
    /// BT-24.
    specification: Option<String>,
    seller_vat_id: Option<String>,
    buyer_name: String,
    buyer_reference: Option<String>,
    due_date: Option<NaiveDate>,
    net_amount: String,
    tax_amount: String,
    payable_amount: String,
    iban: Option<String>,
    /// The first 1000.
    lines: Vec<IncomingLine>,
}

impl IncomingInvoice {
    pub fn new(page: IncomingPage, lang: Lang) -> Self {
        let document = page.document;
        let account = document.payment_means.iter().flat_map(|means| &means.credit_transfers).next();
        Self {
            invoice: page.row.into(),
            file_name: page.file_name,
            content_type: if page.is_pdf { "application/pdf" } else { "application/xml" },
            size: page.size,
            sha256: page.sha256,
            reasons: page.reasons.into_iter().map(|reason| IncomingReason::new(reason, lang)).collect(),
            duplicates: page.twins.into_iter().map(IncomingDuplicate::from).collect(),
            type_code: document.type_code.0,
            iban: account.map(|account| account.account.clone()),
            specification: document.specification,
            seller_vat_id: document.seller.vat_id,
            buyer_name: document.buyer.name,
            buyer_reference: document.buyer_reference,
            due_date: document.due_date,
            net_amount: document.totals.net.to_string(),
            tax_amount: document.totals.tax.to_string(),
            payable_amount: document.totals.payable.to_string(),
            lines: document.lines.into_iter().map(IncomingLine::from).collect(),
        }
    }
}
