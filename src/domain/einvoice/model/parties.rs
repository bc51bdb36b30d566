//! Who takes part: seller, buyer, payee, tax representative, and where it was delivered.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Identifier;

/// BG-4 or BG-7: seller or buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// BT-27, BT-44: the legal name.
    pub name: String,
    /// BT-28, BT-45.
    pub trading_name: Option<String>,
    /// BT-29, BT-46 (the seller may have several).
    pub identifiers: Vec<Identifier>,
    /// BT-30, BT-47.
    pub legal_registration: Option<Identifier>,
    /// BT-31, BT-48.
    pub vat_id: Option<String>,
    /// BT-32, seller only: Steuernummer.
    pub tax_number: Option<String>,
    /// BT-33, seller only.
    pub legal_information: Option<String>,
    /// BT-34, BT-49.
    pub electronic_address: Option<Identifier>,
    /// BG-5, BG-8.
    pub address: Address,
    /// BG-6, BG-9.
    pub contact: Option<Contact>,
}

/// BG-5, BG-8, BG-12, BG-15.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    pub line1: Option<String>,
    pub line2: Option<String>,
    pub line3: Option<String>,
    pub city: Option<String>,
    pub postcode: Option<String>,
    pub subdivision: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// BG-6: BT-41, 42, 43; BG-9: BT-56, 57, 58.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub name: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// BG-10: BT-59, 60, 61.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payee {
    pub name: String,
    pub identifier: Option<Identifier>,
    pub legal_registration: Option<Identifier>,
}

/// BG-11: BT-62, BT-63, BG-12.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRepresentative {
    pub name: String,
    pub vat_id: Option<String>,
    pub address: Address,
}

/// BG-13: BT-70, 71, 72 and BG-15.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub name: Option<String>,
    pub location: Option<Identifier>,
    /// BT-72.
    pub date: Option<NaiveDate>,
    pub address: Option<Address>,
}
