//! How it is paid: BG-16 … BG-19.

use serde::{Deserialize, Serialize};

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
