//! What a customer sees who opens a share link.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::dunning::Level;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};

/// The one invoice behind a share link, ready to be shown; no identifiers of ours are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalView {
    /// The token as it stands in the address, for links and forms on the page.
    pub token: String,
    pub lang: Lang,
    pub number: String,
    pub kind: InvoiceKind,
    pub issue_date: NaiveDate,
    pub due_date: Option<NaiveDate>,
    /// The organization's today, for "noch 27 Tage".
    pub today: NaiveDate,
    pub service_period: Option<(NaiveDate, NaiveDate)>,
    pub currency: Currency,
    pub seller: PortalParty,
    pub buyer: PortalParty,
    pub branding: Branding,
    pub lines: Vec<PortalLine>,
    pub allowances_charges: Vec<PortalAllowanceCharge>,
    pub net: Cents,
    pub tax_groups: Vec<PortalTax>,
    pub gross: Cents,
    /// Sum of cancellations, zero or negative.
    pub corrected: Cents,
    pub paid: Cents,
    /// BT-114: what makes the amount a round one.
    pub rounding: Cents,
    pub open: Cents,
    pub cash_discount: Option<CashDiscount>,
    pub payment_terms: Option<String>,
    pub notes: Vec<String>,
    /// Reasons for tax exemption, such as "Steuerschuldnerschaft des Leistungsempfängers".
    pub tax_notes: Vec<String>,
    pub status: PaymentStatus,
    /// The customer said that it is paid and nobody has judged it yet, or it settled at once.
    pub confirmed_by_customer: bool,
    pub paid_on: Option<NaiveDate>,
    pub bank: Option<PortalBank>,
    /// Where "Jetzt bezahlen" leads; `None` without a payment gateway.
    pub pay_url: Option<String>,
    /// Oldest first, this invoice included; empty when nothing was corrected.
    pub chain: Vec<ChainEntry>,
    pub hybrid_notice: bool,
    pub dunning: Option<PortalDunning>,
    /// What a confirmation does, for the words of the second question.
    pub confirmation: ConfirmationMode,
    /// PDF and XML are there; false only for the moment between issuing and the document job.
    pub documents_ready: bool,
    pub expires_at: Option<DateTime<Utc>>,
    /// `expires_at` as a day in the organization's time zone.
    pub expires_on: Option<NaiveDate>,
    pub imprint_url: Option<String>,
    pub privacy_url: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalParty {
    pub name: String,
    /// Street, additional lines, "20457 Hamburg", and the country where it is not Germany.
    pub address: Vec<String>,
    pub vat_id: Option<String>,
    pub email: Option<String>,
}

/// The organization's looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branding {
    /// `#0f766e`; `None` is the default teal.
    pub color: Option<String>,
    /// Address of the logo, below our own host.
    pub logo_url: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalLine {
    pub position: String,
    pub name: String,
    pub description: Option<String>,
    pub period: Option<(NaiveDate, NaiveDate)>,
    pub quantity: Decimal,
    /// UN/ECE code; the page has the word for it.
    pub unit: String,
    pub price: Decimal,
    /// A discount or surcharge of the line in percent (negative for discount) or as an amount.
    pub adjustments: Vec<PortalAllowanceCharge>,
    /// `None` for category O.
    pub tax_rate: Option<Decimal>,
    pub total: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalAllowanceCharge {
    pub reason: Option<String>,
    pub percent: Option<Decimal>,
    /// Negative for an allowance.
    pub amount: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalTax {
    pub rate: Option<Decimal>,
    pub base: Cents,
    pub tax: Cents,
}

/// Skonto: so much less when paid until that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashDiscount {
    pub percent: Decimal,
    pub until: NaiveDate,
    /// What is saved.
    pub discount: Cents,
    /// What is then to be paid.
    pub amount: Cents,
}

/// The last letter about the overdue invoice; what it asks for comes on top of the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalDunning {
    pub level: Level,
    pub sent_on: NaiveDate,
    pub pay_until: NaiveDate,
    pub fees: Cents,
    pub is_lump_sum: bool,
    pub interest: Cents,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalBank {
    pub account_name: String,
    pub iban: String,
    pub bic: Option<String>,
    /// The GiroCode as an SVG path in a square of `girocode_size` units; `None` where the standard has no code (foreign currency, too large).
    pub girocode_path: Option<String>,
    pub girocode_size: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainEntry {
    pub number: String,
    pub kind: InvoiceKind,
    pub issue_date: NaiveDate,
    /// Negative for a cancellation.
    pub amount: Cents,
    pub is_this: bool,
}

/// `payment_status` of the JSON API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Unpaid,
    Reported,
    PartiallyPaid,
    Paid,
    Overdue,
    Void,
}

/// The organization's setting `payment_confirmation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationMode {
    /// The invoice becomes paid at once.
    #[default]
    Settle,
    /// The invoice stays open until staff accepts it.
    Report,
}

impl ConfirmationMode {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Settle => "settle",
            Self::Report => "report",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "settle" => Some(Self::Settle),
            "report" => Some(Self::Report),
            _ => None,
        }
    }
}

/// What the page says after an action or instead of the invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortalNotice {
    /// The confirmation was recorded just now.
    Confirmed,
    /// It was paid or reported before: "Bereits als bezahlt markiert".
    AlreadyConfirmed,
    /// The optional date or note could not be read.
    InvalidInput,
}

/// Why a link shows no invoice. Seller and address are known only where the token was once valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeadLink {
    Unknown,
    Expired(Box<ExpiredLink>),
    TooManyRequests {
        retry_after_seconds: u32,
    },
    Unavailable,
    /// A form with more than a megabyte.
    TooLarge,
    /// A form that no page of ours sends.
    Unreadable,
}

/// What may be said of a link that was good once: who sent it, and nothing of the invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiredLink {
    pub seller_name: String,
    pub seller_email: Option<String>,
    pub branding: Branding,
    /// The last day, in the organization's time zone.
    pub expired_on: Option<NaiveDate>,
    pub imprint_url: Option<String>,
    pub privacy_url: Option<String>,
}
