//! The semantic model of EN 16931-1: one struct per business group (BG), one field per business term (BT).
//!
//! Amounts are decimals in the invoice currency, so that a file read from elsewhere can be held with what is wrong in it;
//! what we write ourselves has at most two decimals. Only business terms with content are `Some` or non-empty.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::money::Currency;

mod parties;

pub use parties::{Address, Contact, Delivery, Party, Payee, TaxRepresentative};

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

/// BG-16 with exactly what its code needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMeans {
    /// BT-81, UNTDID 4461: 30, 48, 54, 55, 58, 59, …
    pub code: u16,
    /// BT-82.
    pub text: Option<String>,
    /// BT-83.
    pub remittance: Option<String>,
    /// BG-17; several accounts are allowed for one code.
    pub credit_transfers: Vec<CreditTransfer>,
    /// BG-18.
    pub card: Option<PaymentCard>,
    /// BG-19.
    pub direct_debit: Option<DirectDebit>,
}

/// BG-17: BT-84, 85, 86.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditTransfer {
    /// BT-84: IBAN without spaces.
    pub account: String,
    pub account_name: Option<String>,
    /// BT-86: BIC.
    pub bic: Option<String>,
}

/// BG-18: BT-87, 88.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentCard {
    pub number: String,
    pub holder: Option<String>,
}

/// BG-19: BT-89, 90, 91.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectDebit {
    pub mandate: Option<String>,
    pub creditor: Option<String>,
    pub debited_account: Option<String>,
}

/// BG-20, 21 on the document, BG-27, 28 on a line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowanceCharge {
    /// `true` for a charge (surcharge), `false` for an allowance (discount).
    pub is_charge: bool,
    /// BT-92, 99, 136, 141; never negative.
    pub amount: Decimal,
    /// BT-93, 100, 137, 142.
    pub base: Option<Decimal>,
    /// BT-94, 101, 138, 143.
    pub percent: Option<Decimal>,
    /// BT-95 and BT-96, 102 and 103; document level only.
    pub tax: Option<TaxRate>,
    /// BT-97, 104, 139, 144.
    pub reason: Option<String>,
    /// BT-98, 105 (UNTDID 5189, 7161), 140, 145.
    pub reason_code: Option<String>,
}

/// A VAT category with its rate: BT-95/96, BT-118/119, BT-151/152.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TaxRate {
    pub category: TaxCategory,
    /// In percent; absent exactly for category O.
    pub rate: Option<Decimal>,
}

/// UNTDID 5305 as EN 16931 restricts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TaxCategory {
    /// Standard rate.
    #[default]
    S,
    /// Zero rated.
    Z,
    /// Exempt; also §19 UStG.
    E,
    /// Reverse charge, §13b UStG.
    AE,
    /// Intra-community supply.
    K,
    /// Export outside the EU.
    G,
    /// Outside the scope of VAT.
    O,
    /// Canary Islands (IGIC); read, never issued.
    L,
    /// Ceuta and Melilla (IPSI); read, never issued.
    M,
}

impl TaxCategory {
    pub const ALL: [Self; 9] = [Self::S, Self::Z, Self::E, Self::AE, Self::K, Self::G, Self::O, Self::L, Self::M];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::Z => "Z",
            Self::E => "E",
            Self::AE => "AE",
            Self::K => "K",
            Self::G => "G",
            Self::O => "O",
            Self::L => "L",
            Self::M => "M",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == code)
    }
}

/// BG-22. All in the invoice currency but `tax_in_tax_currency`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// BT-106.
    pub lines: Decimal,
    /// BT-107.
    pub allowances: Decimal,
    /// BT-108.
    pub charges: Decimal,
    /// BT-109.
    pub net: Decimal,
    /// BT-110.
    pub tax: Decimal,
    /// BT-111.
    pub tax_in_tax_currency: Option<Decimal>,
    /// BT-112.
    pub gross: Decimal,
    /// BT-113.
    pub prepaid: Decimal,
    /// BT-114.
    pub rounding: Decimal,
    /// The sum of BT-DEX-002, claims of third parties in the XRechnung extension; read, never issued.
    #[serde(default)]
    pub third_party: Decimal,
    /// BT-115.
    pub payable: Decimal,
}

/// BG-23: BT-116 … BT-121.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxGroup {
    /// BT-116.
    pub taxable: Decimal,
    /// BT-117.
    pub tax: Decimal,
    /// BT-118, 119.
    pub rate: TaxRate,
    /// BT-120.
    pub exemption_reason: Option<String>,
    /// BT-121.
    pub exemption_code: Option<String>,
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

/// BG-25.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// BT-126.
    pub id: String,
    /// BT-127.
    pub note: Option<String>,
    /// BT-128.
    pub object: Option<Identifier>,
    /// BT-129.
    pub quantity: Decimal,
    /// BT-130, UN/ECE Recommendation 20 or 21.
    pub unit: String,
    /// BT-131.
    pub net: Decimal,
    /// BT-132.
    pub order_line_reference: Option<String>,
    /// BT-133.
    pub buyer_accounting_reference: Option<String>,
    /// BG-26: BT-134, 135.
    pub period: Option<Period>,
    /// BG-27, BG-28.
    pub allowances_charges: Vec<AllowanceCharge>,
    /// BG-29.
    pub price: Price,
    /// BG-30: BT-151, 152.
    pub tax: TaxRate,
    /// BG-31.
    pub item: Item,
}

/// BG-29: BT-146 … BT-150.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// BT-146, as many decimals as entered.
    pub net: Decimal,
    /// BT-147.
    pub discount: Option<Decimal>,
    /// BT-148.
    pub gross: Option<Decimal>,
    /// BT-149.
    pub base_quantity: Option<Decimal>,
    /// BT-150.
    pub base_unit: Option<String>,
}

/// BG-31: BT-153 … BT-161.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// BT-153.
    pub name: String,
    /// BT-154.
    pub description: Option<String>,
    /// BT-155.
    pub seller_id: Option<String>,
    /// BT-156.
    pub buyer_id: Option<String>,
    /// BT-157.
    pub standard_id: Option<Identifier>,
    /// BT-158.
    pub classifications: Vec<Classification>,
    /// BT-159.
    pub origin_country: Option<String>,
    /// BG-32: BT-160 with BT-161.
    pub attributes: Vec<(String, String)>,
}

/// BT-158 with scheme and scheme version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    pub code: String,
    pub scheme: String,
    pub version: Option<String>,
}
