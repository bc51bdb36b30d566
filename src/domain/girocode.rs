//! GiroCode: the credit transfer that a banking app fills in from a QR code (EPC069-12 v3, "Quick Response Code: Guidelines").

use rust_decimal::Decimal;

use crate::domain::einvoice::model::EInvoice;
use crate::domain::money::{Cents, Currency};

/// EPC069-12: at most 999999999.99 euros.
const LARGEST: Cents = Cents(99_999_999_999);
/// EPC069-12: 331 bytes, what a code of version 13 holds.
const LARGEST_PAYLOAD: usize = 331;
const LONGEST_NAME: usize = 70;
const LONGEST_REMITTANCE: usize = 140;

/// A euro transfer over the open balance of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiroCode<'a> {
    /// Account holder exactly as at the bank, because banks check the name.
    pub holder: &'a str,
    pub iban: &'a str,
    pub bic: Option<&'a str>,
    pub open: Cents,
    /// Unstructured remittance information: the invoice number.
    pub remittance: &'a str,
}

impl<'a> GiroCode<'a> {
    /// The code for what is payable (BT-115) to the first account of the invoice (BG-17).
    ///
    /// `None` for credit notes, other currencies, amounts out of range, and without an account.
    #[must_use]
    pub fn of_invoice(invoice: &'a EInvoice) -> Option<Self> {
        let (means, account) = invoice.payment_means.iter().find_map(|means| means.credit_transfers.first().map(|account| (means, account)))?;
        if invoice.currency != Currency::EUR || invoice.type_code.is_credit_note() || invoice.totals.payable <= Decimal::ZERO {
            return None;
        }
        let payee = invoice.payee.as_ref().map_or(invoice.seller.name.as_str(), |payee| payee.name.as_str());
        Some(Self {
            holder: account.account_name.as_deref().unwrap_or(payee),
            iban: &account.account,
            bic: account.bic.as_deref(),
            open: Cents::from_decimal(invoice.totals.payable)?,
            remittance: means.remittance.as_deref().unwrap_or(&invoice.number),
        })
        .filter(|code| code.payload().is_some())
    }

    /// The text of the QR code, to be encoded with error correction M; `None` where EPC069-12 allows no code.
    #[must_use]
    pub fn payload(&self) -> Option<String> {
        let iban = compact(self.iban);
        let holder = one_line(self.holder, LONGEST_NAME);
        let is_iban = (15..=34).contains(&iban.len()) && iban.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_iban || holder.is_empty() || !self.open.is_positive() || self.open > LARGEST {
            return None;
        }
        let bic = self.bic.map(compact).unwrap_or_default();
        let remittance = one_line(self.remittance, LONGEST_REMITTANCE);
        let payload = format!("BCD\n002\n1\nSCT\n{bic}\n{holder}\n{iban}\nEUR{}\n\n\n{remittance}", self.open);
        (payload.len() <= LARGEST_PAYLOAD).then_some(payload)
    }
}

fn compact(code: &str) -> String {
    code.chars().filter(|character| !character.is_whitespace()).collect()
}

fn one_line(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(longest).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(open: i64) -> GiroCode<'static> {
        GiroCode {
            holder: "Atelier Nordlicht GmbH",
            iban: "DE89 3704 0044 0532 0130 00",
            bic: Some("COBADEFFXXX"),
            open: Cents(open),
            remittance: "RE-2026-00042",
        }
    }

    #[test]
    fn the_payload_has_the_lines_of_the_guideline() {
        let payload = code(390_210).payload().expect("a payload");
        let expected = "BCD\n002\n1\nSCT\nCOBADEFFXXX\nAtelier Nordlicht GmbH\nDE89370400440532013000\nEUR3902.10\n\n\nRE-2026-00042";
        assert_eq!(payload, expected);
    }

    #[test]
    fn amounts_out_of_range_have_no_code() {
        assert!(code(0).payload().is_none());
        assert!(code(-1).payload().is_none());
        assert!(code(99_999_999_999).payload().is_some());
        assert!(code(100_000_000_000).payload().is_none());
    }

    #[test]
    fn long_names_and_line_ends_cannot_break_the_payload() {
        let name = "Ä".repeat(80);
        let long = GiroCode { holder: &name, remittance: "eins\nzwei", bic: None, ..code(100) };
        let payload = long.payload().expect("a payload");
        assert_eq!(payload.lines().count(), 11);
        assert_eq!(payload.lines().nth(5).map(|holder| holder.chars().count()), Some(70));
        assert_eq!(payload.lines().last(), Some("eins zwei"));
    }
}
