//! What the dashboard shows of invoices: rows, the page of one, and the overview.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::dunning::view::DunningState;
use crate::domain::error::FieldError;
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::invoice::{InvoiceKind, InvoiceState, StatusLabel};
use crate::domain::money::{Cents, Currency};

/// Filter, order and page of the invoice list, as in the address (`?status=overdue&q=brandt&sort=-due&page=2`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceListQuery {
    pub q: String,
    /// A chip: empty (all), `draft`, `open`, `overdue`, `paid`, `unsent`, `void`.
    pub status: String,
    /// Public identifier of a customer.
    pub customer: String,
    /// `number`, `customer`, `date`, `due`, `amount`, `open`; a minus before it sorts descending. Empty: newest first.
    pub sort: String,
    pub from: String,
    pub until: String,
    /// From 1; empty is 1.
    pub page: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceList {
    pub rows: Vec<InvoiceRow>,
    /// Rows that match the filter, over all pages.
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    /// Rows behind each chip: name as in [`InvoiceListQuery::status`] (`""` is all), count.
    pub chips: Vec<(String, u32)>,
    /// The organization has no invoice at all.
    pub is_empty_organization: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    pub public_id: String,
    /// `None` for a draft.
    pub number: Option<String>,
    pub kind: InvoiceKind,
    pub customer_name: Option<String>,
    /// The customer has no billing e-mail.
    pub customer_without_email: bool,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub currency: Currency,
    pub gross: Cents,
    pub open: Cents,
    pub status: StatusLabel,
    pub sent_at: Option<DateTime<Utc>>,
    /// The last mail of this invoice failed for good.
    pub mail_failed: bool,
}

/// `/invoices/{id}` of an issued invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePage {
    pub public_id: String,
    pub number: String,
    pub kind: InvoiceKind,
    pub state: InvoiceState,
    pub status: StatusLabel,
    pub today: NaiveDate,
    pub issue_date: NaiveDate,
    pub due_date: Option<NaiveDate>,
    pub service_period: Option<(NaiveDate, NaiveDate)>,
    pub currency: Currency,
    pub customer_public_id: Option<String>,
    pub seller_name: String,
    pub seller_sender_line: String,
    pub logo_url: Option<String>,
    pub buyer_name: String,
    pub buyer_address: Vec<String>,
    pub references: Vec<Reference>,
    pub lines: Vec<SheetLine>,
    pub adjustments: Vec<SheetAdjustment>,
    pub totals: SheetTotals,
    pub corrected: Cents,
    pub open: Cents,
    /// Payments that count, newest last, with cancelled ones left out.
    pub payments: Vec<PaymentEntry>,
    pub payment_terms: Option<String>,
    pub notes: Vec<String>,
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub girocode_path: Option<String>,
    pub girocode_size: u32,
    /// Oldest first, this one included; empty when nothing was corrected.
    pub chain: Vec<SheetChainEntry>,
    pub dunning: DunningState,
    pub mails: Vec<MailEntry>,
    pub share: Option<ShareState>,
    pub views: Vec<ViewEntry>,
    pub view_count: u32,
    pub documents: Vec<DocumentEntry>,
    pub history: Vec<HistoryEntry>,
    pub history_count: u32,
    /// What the mail dialog is filled with.
    pub mail_to: Option<String>,
    /// In the customer's language.
    pub mail_subject: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceKind {
    Order,
    Contract,
    Project,
    Buyer,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub kind: ReferenceKind,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    pub position: String,
    pub name: String,
    pub description: Option<String>,
    pub period: Option<(NaiveDate, NaiveDate)>,
    pub quantity: Decimal,
    pub unit: String,
    pub price: Decimal,
    pub adjustment_percent: Option<Decimal>,
    pub tax_rate: Option<Decimal>,
    pub total: Cents,
    /// How much of the quantity was not cancelled yet.
    pub left: Decimal,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAdjustment {
    pub reason: Option<String>,
    pub percent: Option<Decimal>,
    pub amount: Cents,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTotals {
    pub net: Cents,
    pub taxes: Vec<SheetTax>,
    pub gross: Cents,
    pub prepaid: Cents,
    /// BT-114.
    pub rounding: Cents,
    pub payable: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetTax {
    pub rate: Option<Decimal>,
    pub base: Cents,
    pub tax: Cents,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    BankTransfer,
    Cash,
    Card,
    DirectDebit,
    PortalConfirmation,
    Other,
}

impl PaymentMethod {
    pub const ALL: [Self; 6] = [Self::BankTransfer, Self::Cash, Self::Card, Self::DirectDebit, Self::PortalConfirmation, Self::Other];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BankTransfer => "bank_transfer",
            Self::Cash => "cash",
            Self::Card => "card",
            Self::DirectDebit => "direct_debit",
            Self::PortalConfirmation => "portal_confirmation",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == text)
    }
}

/// Whether a payment counts: staff's entries are settled, a customer's statement may wait for its judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    Reported,
    Settled,
    Rejected,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentEntry {
    pub id: String,
    pub date: NaiveDate,
    pub method: PaymentMethod,
    pub amount: Cents,
    pub state: PaymentState,
    pub reference: Option<String>,
    pub note: Option<String>,
    /// Staff has not judged the customer's statement yet: accept and reject are offered.
    pub awaits_review: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetChainEntry {
    pub public_id: String,
    pub number: String,
    pub kind: InvoiceKind,
    pub issue_date: NaiveDate,
    pub amount: Cents,
    pub is_this: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    Queued,
    Retrying,
    Sent,
    Delivered,
    Opened,
    Bounced,
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailEntry {
    pub id: String,
    pub kind: String,
    pub to: String,
    pub state: MailState,
    pub at: DateTime<Utc>,
    /// The mail server's answer, cut to one line, where it failed.
    pub answer: Option<String>,
    pub may_resend: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareState {
    pub url: String,
    pub expires_at: Option<DateTime<Utc>>,
    pub expired: bool,
    pub access_count: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewEntry {
    pub at: DateTime<Utc>,
    /// `iPhone, Safari`.
    pub client: String,
    pub is_phone: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEntry {
    /// `pdf` or `xml`.
    pub kind: String,
    pub url: String,
    pub file_name: String,
    pub size: u64,
    pub sha256: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub at: DateTime<Utc>,
    /// Audit event name, `invoice.issued`; the catalogue has its sentence.
    pub event: String,
    /// Initials or e-mail of the person; `None` for the customer or the system.
    pub actor: Option<String>,
    /// Number, amount or reason that belongs to it.
    pub detail: Option<String>,
}

/// The editor: what is typed, and what is computed from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorPage {
    /// `None` while nothing was saved.
    pub public_id: Option<String>,
    /// Number of the invoice that this draft corrects.
    pub corrects: Option<String>,
    pub form: InvoiceForm,
    pub errors: Vec<FieldError>,
    pub findings: Vec<GateFinding>,
    pub customers: Vec<CustomerChoice>,
    /// Latest price of each item of this customer or organization, for the offer under the lines.
    pub recent_items: Vec<RecentItem>,
    pub seller_name: String,
    pub logo_url: Option<String>,
    pub small_business: bool,
    pub saved_at: Option<DateTime<Utc>>,
    pub totals: SheetTotals,
    pub default_terms_days: u32,
    pub today: NaiveDate,
    /// How many files and links go along.
    pub attachments: u32,
}

/// A finding of the issue gate in the words of the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateFinding {
    pub rule: String,
    /// `BT-73`.
    pub term: String,
    pub is_error: bool,
    pub text: String,
    /// Address of the field that mends it: `#service_start`, `/customers/CUS-…/edit#email`, `/settings/company#tax_number`.
    pub href: String,
    /// The form field it is about, where it is in the editor.
    pub field: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerChoice {
    pub public_id: String,
    pub name: String,
    pub number: u32,
    pub address: Vec<String>,
    pub payment_terms_days: u32,
    pub last_invoice: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentItem {
    pub name: String,
    pub unit: String,
    pub price: Decimal,
    pub tax_rate: Decimal,
    pub on: NaiveDate,
}

/// The first page after login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub currency: Currency,
    pub open: Cents,
    pub open_count: u32,
    pub overdue: Cents,
    pub overdue_count: u32,
    pub collected: Cents,
    pub collected_count: u32,
    /// First day of the month that `collected` is about.
    pub month: NaiveDate,
    /// Open invoices that were sent, and all open ones.
    pub sent_count: u32,
    pub issued_count: u32,
    /// Twelve months, oldest first.
    pub revenue: Vec<MonthRevenue>,
    pub activity: Vec<Activity>,
    /// Drafts that wait, newest first.
    pub drafts: Vec<InvoiceRow>,
    /// Invoices that fall due next.
    pub next_due: Vec<InvoiceRow>,
    /// First steps of a new organization: company, bank, customer, invoice — done or not.
    pub first_steps: Vec<(String, bool)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthRevenue {
    pub month: NaiveDate,
    /// Net amounts of issued invoices, split by whether they are settled.
    pub paid: Cents,
    pub open: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    pub at: DateTime<Utc>,
    /// Audit event name, `payment.recorded`.
    pub event: String,
    pub invoice_public_id: Option<String>,
    pub invoice_number: Option<String>,
    pub customer_name: Option<String>,
    pub amount: Option<Cents>,
}
