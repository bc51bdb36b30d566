//! Invoices as the API answers them: amounts as decimal strings with two places, days as `2026-02-27`.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::einvoice::model::{AllowanceCharge, EInvoice, Line};
use crate::domain::invoice::draft::{DraftContent, TaxCase};
use crate::domain::invoice::view::InvoiceRow;
use crate::domain::invoice::{InvoiceKind, InvoiceState};
use crate::domain::money::Cents;
use crate::domain::text::NumberFormat;
use crate::server::invoices::queries::InvoiceRecord;
use crate::server::invoices::reading::queries::DocumentRow;
use crate::server::invoices::{Detail, feed};
use crate::server::portal;
use crate::server::rest::invoices::attachments::AttachmentItem;
use crate::server::rest::invoices::input::{InvoiceInput, Same as _};
use crate::server::rest::payments::Payment;
use crate::server::rest::problem::Finding;

/// A stable snake case name, as serde writes the domain's own enums.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// One page of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoicePage {
    items: Vec<InvoiceItem>,
    /// `cursor` of the next page; null on the last one.
    next_cursor: Option<String>,
}

impl From<feed::Page> for InvoicePage {
    fn from(page: feed::Page) -> Self {
        Self { items: page.rows.into_iter().map(InvoiceItem::from).collect(), next_cursor: page.next }
    }
}

/// An invoice in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceItem {
    #[schema(example = "INV-20260227-7KQ2ZD9F")]
    id: String,
    /// Null for a draft.
    #[schema(example = "RE-2026-00042")]
    number: Option<String>,
    /// `invoice`, `partial`, `corrected` or `cancellation`.
    kind: String,
    /// `draft`, `open`, `sent`, `reported`, `partially_paid`, `overdue`, `paid`, `void`, `uncollectible` or `offset`.
    status: String,
    customer_name: Option<String>,
    issue_date: Option<NaiveDate>,
    due_date: Option<NaiveDate>,
    currency: String,
    gross_amount: String,
    open_amount: String,
    sent_at: Option<DateTime<Utc>>,
}

impl From<InvoiceRow> for InvoiceItem {
    fn from(row: InvoiceRow) -> Self {
        Self {
            id: row.public_id,
            number: row.number,
            kind: name(row.kind),
            status: name(row.status),
            customer_name: row.customer_name,
            issue_date: row.issue_date,
            due_date: row.due_date,
            currency: row.currency.to_string(),
            gross_amount: row.gross.to_string(),
            open_amount: row.open.to_string(),
            sent_at: row.sent_at,
        }
    }
}

/// An invoice or draft with everything that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invoice {
    #[schema(example = "INV-20260227-7KQ2ZD9F")]
    id: String,
    number: Option<String>,
    kind: InvoiceKindName,
    /// `draft`, `open`, `paid`, `void` or `uncollectible`.
    state: String,
    /// As in the list.
    status: String,
    /// Identifier of the customer.
    customer: Option<String>,
    buyer_name: Option<String>,
    currency: String,
    issue_date: Option<NaiveDate>,
    due_date: Option<NaiveDate>,
    service_start: Option<NaiveDate>,
    service_end: Option<NaiveDate>,
    /// Of a draft; an issued invoice has categories at its lines.
    tax_case: Option<String>,
    order_reference: Option<String>,
    contract_reference: Option<String>,
    project_reference: Option<String>,
    buyer_reference: Option<String>,
    discount_percent: Option<String>,
    discount_days: Option<i32>,
    notes: Vec<String>,
    /// How the XRechnung and the XML inside the PDF are written.
    xml_syntax: String,
    pdf_profile: String,
    attachments: Vec<AttachmentItem>,
    /// All that was put in, as it can be put in again; of an issued invoice without the days of issue and payment.
    content: InvoiceInput,
    lines: Vec<InvoiceLine>,
    allowances_charges: Vec<Adjustment>,
    tax_breakdown: Vec<TaxAmount>,
    net_amount: String,
    tax_amount: String,
    gross_amount: String,
    prepaid_amount: String,
    /// Sum of the cancellations, zero or negative.
    corrected_amount: String,
    paid_amount: String,
    open_amount: String,
    payments: Vec<Payment>,
    documents: Vec<Document>,
    /// Original and corrections, oldest first; empty when nothing was corrected.
    chain: Vec<ChainEntry>,
    share_link: Option<ShareLink>,
    /// What keeps a draft from being issued, and what is only unusual.
    findings: Vec<Finding>,
    /// To be sent along with a change, so that nobody's work is overwritten.
    version: i32,
    issued_at: Option<DateTime<Utc>>,
    sent_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
}

/// `invoice`, `partial`, `corrected` or `cancellation`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(transparent)]
pub struct InvoiceKindName(String);

#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceLine {
    position: String,
    name: String,
    description: Option<String>,
    quantity: String,
    unit: String,
    price: String,
    /// Negative is a discount.
    adjustment_percent: Option<String>,
    tax_category: String,
    tax_rate: Option<String>,
    service_start: Option<NaiveDate>,
    service_end: Option<NaiveDate>,
    net_amount: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Adjustment {
    reason: Option<String>,
    percent: Option<String>,
    /// Negative is a discount.
    amount: String,
    tax_rate: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TaxAmount {
    tax_category: String,
    tax_rate: Option<String>,
    taxable_amount: String,
    tax_amount: String,
    exemption_reason: Option<String>,
}

/// A stored file; its bytes never change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// `pdf` or `xml`.
    kind: String,
    url: String,
    file_name: String,
    size: i64,
    sha256: String,
    created_at: DateTime<Utc>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ChainEntry {
    id: String,
    number: String,
    kind: String,
    issue_date: NaiveDate,
    gross_amount: String,
}

/// The live link of an invoice.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareLink {
    url: String,
    expires_at: Option<DateTime<Utc>>,
    expired: bool,
    access_count: u32,
}

/// The number that the invoice got.
#[derive(Debug, Serialize, ToSchema)]
pub struct Issued {
    pub id: String,
    #[schema(example = "RE-2026-00042")]
    pub number: String,
}

/// The identifier of the cancellation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cancelled {
    pub id: String,
}

/// The identifier of the draft that corrects.
#[derive(Debug, Serialize, ToSchema)]
pub struct Correcting {
    pub id: String,
}

impl From<Detail> for Invoice {
    fn from(detail: Detail) -> Self {
        let Detail { row, document, .. } = detail;
        let content = content(&detail.draft, &document, &row, detail.customer.as_deref());
        let sign = if row.kind == InvoiceKind::Cancellation.as_str() { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
        let period = portal::view::service_period(&document);
        let is_draft = row.state == InvoiceState::Draft.as_str();
        Self {
            documents: detail.documents.into_iter().map(|file| document_entry(file, &row.public_id)).collect(),
            number: row.number,
            kind: InvoiceKindName(row.kind),
            state: row.state,
            status: name(detail.status),
            customer: detail.customer,
            buyer_name: row.buyer_name,
            currency: row.currency,
            issue_date: row.issue_date,
            due_date: row.due_date,
            service_start: period.map(|(start, _)| start),
            service_end: period.map(|(_, end)| end),
            tax_case: detail.draft.map(|draft| draft.tax_case.as_str().to_owned()),
            xml_syntax: row.xml_syntax,
            pdf_profile: row.pdf_profile,
            attachments: detail.attachments.into_iter().map(AttachmentItem::from).collect(),
            content,
            discount_percent: row.discount_percent.map(decimal),
            discount_days: row.discount_days,
            lines: document.lines.iter().map(|line| invoice_line(line, sign)).collect(),
            allowances_charges: document.allowances_charges.iter().map(|entry| adjustment(entry, sign)).collect(),
            tax_breakdown: tax_breakdown(&document, sign),
            net_amount: Cents(row.net_cents).to_string(),
            tax_amount: Cents(row.tax_cents).to_string(),
            gross_amount: Cents(row.gross_cents).to_string(),
            prepaid_amount: money(document.totals.prepaid),
            corrected_amount: Cents(row.corrected_cents).to_string(),
            paid_amount: Cents(row.paid_cents).to_string(),
            open_amount: Cents(row.open_cents).to_string(),
            payments: detail.payments.into_iter().map(Payment::from).collect(),
            chain: detail.chain.into_iter().map(chain_entry).collect(),
            share_link: detail.share.map(|link| ShareLink {
                url: link.url,
                expires_at: link.expires_at,
                expired: link.expired,
                access_count: link.access_count,
            }),
            findings: if is_draft { detail.findings.iter().map(Finding::from).collect() } else { Vec::new() },
            version: row.version,
            issued_at: row.issued_at,
            sent_at: row.sent_at,
            updated_at: row.updated_at,
            notes: document.notes.into_iter().map(|note| note.text).collect(),
            order_reference: document.order_reference,
            contract_reference: document.contract_reference,
            project_reference: document.project_reference,
            buyer_reference: document.buyer_reference,
            id: row.public_id,
        }
    }
}

fn document_entry(file: DocumentRow, id: &str) -> Document {
    Document {
        url: format!("/api/invoices/{id}/{}", file.kind),
        kind: file.kind,
        file_name: file.file_name,
        size: file.size,
        sha256: hex::encode(file.sha256),
        created_at: file.created_at,
    }
}

fn content(draft: &Option<DraftContent>, document: &EInvoice, row: &InvoiceRecord, customer: Option<&str>) -> InvoiceInput {
    let issued = || DraftContent {
        discount_percent: row.discount_percent,
        discount_days: row.discount_days.and_then(|days| u32::try_from(days).ok()),
        ..DraftContent::copy_of(document, TaxCase::parse(&row.tax_case).unwrap_or_default())
    };
    draft.clone().unwrap_or_else(issued).to_form(customer, row.version, NumberFormat::Machine).same()
}

fn invoice_line(line: &Line, sign: Decimal) -> InvoiceLine {
    let percent = line.allowances_charges.iter().find_map(|entry| entry.percent.map(|percent| if entry.is_charge { percent } else { -percent }));
    InvoiceLine {
        position: line.id.clone(),
        name: line.item.name.clone(),
        description: line.item.description.clone(),
        quantity: decimal(line.quantity),
        unit: line.unit.clone(),
        price: decimal(line.price.net),
        adjustment_percent: percent.map(decimal),
        tax_category: line.tax.category.code().to_owned(),
        tax_rate: line.tax.rate.map(decimal),
        service_start: line.period.and_then(|period| period.start),
        service_end: line.period.and_then(|period| period.end),
        net_amount: money(line.net * sign),
    }
}

fn adjustment(entry: &AllowanceCharge, sign: Decimal) -> Adjustment {
    let direction = if entry.is_charge { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    Adjustment {
        reason: entry.reason.clone(),
        percent: entry.percent.map(|percent| decimal(percent * direction)),
        amount: money(entry.amount * direction * sign),
        tax_rate: entry.tax.as_ref().and_then(|tax| tax.rate).map(decimal),
    }
}

fn tax_breakdown(document: &EInvoice, sign: Decimal) -> Vec<TaxAmount> {
    let group = |group: &crate::domain::einvoice::model::TaxGroup| TaxAmount {
        tax_category: group.rate.category.code().to_owned(),
        tax_rate: group.rate.rate.map(decimal),
        taxable_amount: money(group.taxable * sign),
        tax_amount: money(group.tax * sign),
        exemption_reason: group.exemption_reason.clone(),
    };
    document.tax_groups.iter().map(group).collect()
}

fn chain_entry(row: portal::queries::ChainRow) -> ChainEntry {
    ChainEntry { id: row.public_id, number: row.number, kind: row.kind, issue_date: row.issue_date, gross_amount: Cents(row.gross_cents).to_string() }
}

/// `8.5`, without needless zeros.
pub fn decimal(value: Decimal) -> String {
    value.normalize().to_string()
}

/// `3902.10`.
pub fn money(amount: Decimal) -> String {
    Cents::from_decimal(amount).unwrap_or_default().to_string()
}
