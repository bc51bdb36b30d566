//! The lines: BG-25 … BG-32.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{AllowanceCharge, Identifier, Period, TaxRate};

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
