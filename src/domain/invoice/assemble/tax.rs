//! Exemptions by category, what is outside the scope, and the tax in another currency: BG-23, BT-111.

use rust_decimal::Decimal;

use crate::domain::einvoice::arithmetic::{ArithmeticError, LIMIT};
use crate::domain::einvoice::model::{EInvoice, TaxCategory};
use crate::domain::einvoice::tax::{self, Exemption};
use crate::domain::invoice::draft::tax::{DraftTax, EXEMPT};
use crate::domain::invoice::draft::{DraftContent, TaxCase};
use crate::domain::lang::Lang;
use crate::domain::money::round2;

fn categories(invoice: &EInvoice) -> impl Iterator<Item = TaxCategory> {
    let lines = invoice.lines.iter().map(|line| line.tax.category);
    lines.chain(invoice.allowances_charges.iter().filter_map(|entry| Some(entry.tax.as_ref()?.category)))
}

/// Category O stands alone, so one line of it decides for the whole invoice.
pub fn is_outside_scope(invoice: &EInvoice, case: TaxCase) -> bool {
    if invoice.lines.is_empty() { case == TaxCase::OutsideScope } else { categories(invoice).any(|category| category == TaxCategory::O) }
}

pub fn is_intra_community(draft: &DraftContent) -> bool {
    let case = draft.tax_case;
    let of_lines = draft.lines.iter().any(|line| case.tax_of(line.tax_category, line.tax_rate).category == TaxCategory::K);
    of_lines || (draft.lines.is_empty() && case == TaxCase::IntraCommunity)
}

/// The reason of each category that is used: the own words, else those of the law.
pub fn declare_exemptions(invoice: &mut EInvoice, draft: &DraftContent, lang: Lang) {
    for category in EXEMPT {
        let is_used = categories(invoice).any(|used| used == category);
        let own = draft.exemptions.iter().find(|exemption| exemption.category == category);
        let Some(usual) = usual(category, draft.tax_case).filter(|_| is_used) else { continue };
        let words = if lang == Lang::De { usual.de } else { usual.en };
        let reason = own.and_then(|own| own.reason.as_deref()).unwrap_or(words);
        let code = own.and_then(|own| own.code.as_deref()).or(usual.code);
        tax::declare_exemption(invoice, category, reason, code);
    }
}

fn usual(category: TaxCategory, case: TaxCase) -> Option<Exemption> {
    match (category, case) {
        (TaxCategory::E, TaxCase::SmallBusiness) => Some(tax::SMALL_BUSINESS),
        _ => tax::standard_exemption(category),
    }
}

/// BT-111 as given, or by the exchange rate from the computed tax.
pub fn convert(invoice: &mut EInvoice, given: &DraftTax) -> Result<(), ArithmeticError> {
    let beyond = ArithmeticError::OutOfRange { term: "BT-111", line: None };
    let converted = match given.exchange_rate {
        Some(rate) => Some(invoice.totals.tax.checked_mul(rate).map(round2).filter(|tax| tax.abs() < LIMIT).ok_or(beyond)?),
        None => given.amount,
    };
    invoice.totals.tax_in_tax_currency = converted.map(two_places);
    Ok(())
}

fn two_places(mut amount: Decimal) -> Decimal {
    amount.rescale(2);
    amount
}
