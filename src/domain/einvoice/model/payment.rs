//! How it is paid: BG-16 … BG-19.

use serde::{Deserialize, Serialize};

/// BG-16 with exactly what its code needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentMeans {
    /// BT-81, UNTDID 4461: 30, 48, 54, 55, 58, 59, …; 0 where it is no number.
    pub code: u16,
    /// BT-81 where it is no number: `ZZZ` (agreed between the partners), or something that no list has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_code: Option<String>,
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

impl PaymentMeans {
    /// BT-81 as it is written; empty where there is none.
    #[must_use]
    pub fn written_code(&self) -> String {
        self.other_code.clone().unwrap_or_else(|| if self.code == 0 { String::new() } else { self.code.to_string() })
    }
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
