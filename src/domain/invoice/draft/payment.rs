//! How the invoice is to be paid and by whom the money is received: BG-16 … BG-19, BG-10.

use serde::{Deserialize, Serialize};

use super::read::{self, are_blank, identifier, identifier_text, own};
use crate::domain::check;
use crate::domain::einvoice::model::Payee;
use crate::domain::error::{Problem, Problems};
use crate::domain::text;

/// BG-16 with what its code needs; the rest is the seller's and the customer's usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentForm {
    /// BT-81, UNTDID 4461: 58, 59, 48, …; empty is what is agreed with the customer.
    pub means: String,
    /// BT-82.
    pub text: String,
    /// BT-83; empty is the invoice number.
    pub remittance: String,
    /// BT-89; empty is the customer's.
    pub mandate: String,
    /// BT-91; empty is the customer's.
    pub debited_account: String,
    /// BT-87: the last digits.
    pub card_number: String,
    /// BT-88.
    pub card_holder: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftPayment {
    pub means: Option<u16>,
    pub text: Option<String>,
    pub remittance: Option<String>,
    pub mandate: Option<String>,
    pub debited_account: Option<String>,
    pub card_number: Option<String>,
    pub card_holder: Option<String>,
}

/// The codes that the editor offers; the catalogue has their words as `payment-means-58`.
pub const MEANS: [u16; 7] = [58, 30, 59, 48, 54, 55, 10];

/// Codes of card payments, which show the card (BG-18).
pub const CARD: [u16; 3] = [48, 54, 55];

/// SEPA direct debit, which names its mandate (BG-19).
pub const DIRECT_DEBIT: u16 = 59;

impl PaymentForm {
    pub(super) fn parse(&self, problems: &mut Problems) -> DraftPayment {
        let code = |text: &str| text.parse::<u16>().ok().filter(|code| (1..=97).contains(code));
        DraftPayment {
            means: problems.take("payment.means", read::choice(&self.means, code)),
            text: problems.take("payment.text", text::line(&self.text, 200)),
            remittance: problems.take("payment.remittance", text::line(&self.remittance, 140)),
            mandate: problems.take("payment.mandate", text::line(&self.mandate, 35)),
            debited_account: problems.take("payment.debited_account", check::iban(&self.debited_account)),
            card_number: problems.take("payment.card_number", text::line(&self.card_number, 10)),
            card_holder: problems.take("payment.card_holder", text::line(&self.card_holder, 100)),
        }
    }
}

impl DraftPayment {
    #[must_use]
    pub fn to_form(&self) -> PaymentForm {
        PaymentForm {
            means: self.means.map(|code| code.to_string()).unwrap_or_default(),
            text: own(&self.text),
            remittance: own(&self.remittance),
            mandate: own(&self.mandate),
            debited_account: own(&self.debited_account),
            card_number: own(&self.card_number),
            card_holder: own(&self.card_holder),
        }
    }
}

/// BG-10, where the money goes to somebody else than the seller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PayeeForm {
    /// BT-59.
    pub name: String,
    /// BT-60.
    pub identifier: String,
    pub identifier_scheme: String,
    /// BT-61.
    pub registration: String,
    pub registration_scheme: String,
}

impl PayeeForm {
    pub(super) fn parse(&self, problems: &mut Problems) -> Option<Payee> {
        if are_blank(&[&self.name, &self.identifier, &self.identifier_scheme, &self.registration, &self.registration_scheme]) {
            return None;
        }
        let name = text::line(&self.name, 200).and_then(|name| name.ok_or(Problem::Required));
        Some(Payee {
            name: problems.take("payee.name", name),
            identifier: identifier(["payee.identifier", "payee.identifier_scheme"], &self.identifier, &self.identifier_scheme, problems),
            legal_registration: identifier(
                ["payee.registration", "payee.registration_scheme"],
                &self.registration,
                &self.registration_scheme,
                problems,
            ),
        })
    }

    #[must_use]
    pub fn of(payee: Option<&Payee>) -> Self {
        let Some(payee) = payee else { return Self::default() };
        let (identifier, identifier_scheme) = identifier_text(payee.identifier.as_ref());
        let (registration, registration_scheme) = identifier_text(payee.legal_registration.as_ref());
        Self { name: payee.name.clone(), identifier, identifier_scheme, registration, registration_scheme }
    }
}
