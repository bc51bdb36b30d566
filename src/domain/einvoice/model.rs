//! The semantic model of EN 16931-1: one struct per business group (BG), one field per business term (BT).
//!
//! Amounts are decimals in the invoice currency, so that a file read from elsewhere can be held with what is wrong in it;
//! what we write ourselves has at most two decimals. Only business terms with content are `Some` or non-empty.

mod amounts;
mod line;
mod parties;
mod payment;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::money::Currency;

pub use amounts::{AllowanceCharge, TaxCategory, TaxGroup, TaxRate, Totals};
pub use line::{Classification, Item, Line, Price};
pub use parties::{Address, Contact, Delivery, Party, Payee, TaxRepresentative};
pub use payment::{CreditTransfer, DirectDebit, PaymentCard, PaymentMeans};

/// BG-0: the invoice. A correction has `type_code` 384 or 381 and names its predecessor in `preceding`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EInvoice {
    /// BT-1.
    pub number: String,
    /// BT-2.
    pub issue_date: NaiveDate,
    /// BT-3.
    pub type_code: TypeCode,
    /// BT-5.
    pub currency: Currency,
    /// BT-6, with BT-111 in `totals.tax_in_tax_currency`.
    pub tax_currency: Option<Currency>,
    /// BT-7.
    pub tax_point_date: Option<NaiveDate>,
    /// BT-8, UNTDID 2005 code as UBL writes it (3, 35, 432).
    pub tax_point_code: Option<String>,
    /// BT-9.
    pub due_date: Option<NaiveDate>,
    /// BT-10, for public buyers the Leitweg-ID.
    pub buyer_reference: Option<String>,
    /// BT-11.
    pub project_reference: Option<String>,
    /// BT-12.
    pub contract_reference: Option<String>,
    /// BT-13.
    pub order_reference: Option<String>,
    /// BT-14.
    pub sales_order_reference: Option<String>,
    /// BT-15.
    pub receiving_advice_reference: Option<String>,
    /// BT-16.
    pub despatch_advice_reference: Option<String>,
    /// BT-17.
    pub tender_reference: Option<String>,
    /// BT-18.
    pub invoiced_object: Option<Identifier>,
    /// BT-19.
    pub buyer_accounting_reference: Option<String>,
    /// BT-20, with the Skonto lines of XRechnung, each ended by a newline.
    pub payment_terms: Option<String>,
    /// BG-1.
    pub notes: Vec<Note>,
    /// BT-23.
    pub process: Option<String>,
    /// BT-24; writers set their own, readers keep what they found.
    pub specification: Option<String>,
    /// BG-3.
    pub preceding: Vec<PrecedingInvoice>,
    /// BG-4.
    pub seller: Party,
    /// BG-7.
    pub buyer: Party,
    /// BG-10.
    pub payee: Option<Payee>,
    /// BG-11.
    pub tax_representative: Option<TaxRepresentative>,
    /// BG-13 and BG-15.
    pub delivery: Option<Delivery>,
    /// BG-14: BT-73, BT-74.
    pub period: Option<Period>,
    /// BG-16; several entries are several payment means.
    pub payment_means: Vec<PaymentMeans>,
    /// BG-20 and BG-21.
    pub allowances_charges: Vec<AllowanceCharge>,
    /// BG-22.
    pub totals: Totals,
    /// BG-23.
    pub tax_groups: Vec<TaxGroup>,
    /// BG-24.
    pub attachments: Vec<Attachment>,
    /// BG-25.
    pub lines: Vec<Line>,
}

impl EInvoice {
    /// BT-10 as the buyer gave it; the customer number that stands in for a missing one tells nobody anything.
    #[must_use]
    pub fn own_buyer_reference(&self) -> Option<&str> {
        let stands_in = |reference: &&str| self.buyer.identifiers.iter().any(|identifier| identifier.value == *reference);
        self.buyer_reference.as_deref().filter(|reference| !stands_in(reference))
    }
}

/// BT-3, UNTDID 1001. Codes we do not issue ourselves are kept as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeCode(pub u16);

/// A commercial invoice unless said otherwise.
impl Default for TypeCode {
    fn default() -> Self {
        Self::INVOICE
    }
}

impl TypeCode {
    pub const PARTIAL: Self = Self(326);
    pub const INVOICE: Self = Self(380);
    pub const CREDIT_NOTE: Self = Self(381);
    pub const CORRECTED: Self = Self(384);

    /// Whether UBL writes this type with the root `CreditNote`.
    #[must_use]
    pub fn is_credit_note(self) -> bool {
        matches!(self.0, 81 | 83 | 261 | 262 | 296 | 308 | 381 | 396 | 420 | 458 | 502 | 503 | 532)
    }
}

/// An identifier with its optional scheme (ISO 6523 ICD or code list).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    pub value: String,
    pub scheme: Option<String>,
}

/// BG-1: BT-21, BT-22.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub subject_code: Option<String>,
    pub text: String,
}

/// BG-3: BT-25, BT-26.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrecedingInvoice {
    pub number: String,
    pub issue_date: Option<NaiveDate>,
}

/// BG-14, BG-26.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
}

/// BG-24: BT-122 … BT-125.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub reference: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub content: Option<AttachedFile>,
}

/// BT-125 with its MIME type and file name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachedFile {
    pub bytes: Vec<u8>,
    pub mime: String,
    pub file_name: String,
}
