//! The profile (BT-24) of a received file: some hold too little to be an invoice, and others are none of EN 16931.

use super::super::model::EInvoice;
use super::super::specification::{EN16931, TOO_LITTLE};
use super::place::Place;
use super::report::Finding;

pub const RULE: &str = "RW-PROFILE";

pub(super) fn check(invoice: &EInvoice) -> Option<Finding> {
    let specification = invoice.specification.as_deref().unwrap_or_default();
    if TOO_LITTLE.contains(&specification) {
        let (de, en) = ("Dieses Profil enthält zu wenig für eine Rechnung", "This profile holds too little to be an invoice");
        return Some(Finding::in_file(RULE, "BT-24", Place::DocumentType, de, en));
    }
    if specification.is_empty() || specification.contains(EN16931) {
        return None;
    }
    let (de, en) = ("Dieses Profil gehört nicht zur Norm EN 16931", "This profile is not part of the standard EN 16931");
    Some(Finding::in_file(RULE, "BT-24", Place::DocumentType, de, en).softly())
}
