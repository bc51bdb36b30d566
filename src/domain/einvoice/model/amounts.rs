//! Allowances, charges, VAT and totals: BG-20 … BG-23.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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

impl TaxGroup {
    /// The rate as files state it: XRechnung demands one in every group (BR-DE-14), so category O, which has none, says zero.
    #[must_use]
    pub fn stated_rate(&self) -> TaxRate {
        let none_is_zero = self.rate.category == TaxCategory::O;
        TaxRate { rate: self.rate.rate.or(none_is_zero.then_some(Decimal::ZERO)), ..self.rate.clone() }
    }
}
