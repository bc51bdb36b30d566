//! The sums of an invoice (BR-CO-10 … BR-CO-17): computed once, exact to the cent, never a panic on absurd input.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use thiserror::Error;

use super::model::{AllowanceCharge, EInvoice, Line, Price, TaxCategory, TaxGroup, TaxRate, Totals};
use super::tax::standard_exemption;
use crate::domain::money::round2;

/// No single amount, price or quantity reaches this; it leaves room to multiply and to add up without overflow.
pub const LIMIT: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Why an invoice cannot be added up; `line` counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ArithmeticError {
    #[error("{term} is out of range")]
    OutOfRange { term: &'static str, line: Option<usize> },
    #[error("BT-149 must be greater than zero")]
    BaseQuantity { line: usize },
}

/// Fills every computed amount: BT-146 from gross price and discount (or BT-148 where only the discount is given),
/// percentage allowances and charges, BT-131, BG-23, BG-22.
///
/// Given are quantities, prices, allowances and charges, tax rates, BT-111, BT-113 and BT-114. A percentage without a base gets the amount
/// it obviously refers to: the line before allowances, or on the document the lines of the same tax rate. A tax group keeps the exemption
/// that a matching group already states; others get the standard one of their category.
///
/// # Errors
/// When a figure reaches [`LIMIT`] or a base quantity is not positive; the invoice is then partly computed and must not be used.
pub fn compute(invoice: &mut EInvoice) -> Result<(), ArithmeticError> {
    for (index, line) in invoice.lines.iter_mut().enumerate() {
        compute_line(index, line)?;
    }
    compute_document_allowances(invoice)?;
    invoice.tax_groups = tax_groups(invoice)?;
    invoice.totals = totals(invoice)?;
    Ok(())
}

/// BT-131 of a line from its quantity, price, allowances and charges: rounded once, at the end.
#[must_use]
pub fn line_net(line: &Line) -> Option<Decimal> {
    let mut net = line_gross(line)?;
    for entry in &line.allowances_charges {
        net = net.checked_add(signed(entry))?;
    }
    Some(round2(net))
}

/// Quantity × net price ÷ base quantity, not rounded.
#[must_use]
pub fn line_gross(line: &Line) -> Option<Decimal> {
    let base = line.price.base_quantity.unwrap_or(Decimal::ONE);
    line.quantity.checked_mul(line.price.net)?.checked_div(base)
}

/// `percent` of `base`, rounded to cents.
#[must_use]
pub fn percentage(base: Decimal, percent: Decimal) -> Option<Decimal> {
    base.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED).map(round2)
}

/// The taxable amount (BT-116) of every (category, rate) on the lines and document allowances and charges, in the order of the groups.
#[must_use]
pub fn taxable_amounts(invoice: &EInvoice) -> Option<BTreeMap<TaxRate, Decimal>> {
    let lines = invoice.lines.iter().map(|line| (group_of(&line.tax), line.net));
    let document = invoice.allowances_charges.iter().filter_map(|entry| Some((group_of(entry.tax.as_ref()?), signed(entry))));
    let mut sums = BTreeMap::new();
    for (rate, amount) in lines.chain(document) {
        let sum: &mut Decimal = sums.entry(rate).or_default();
        *sum = sum.checked_add(amount)?;
    }
    Some(sums)
}

/// The group a rate falls into: O has none, and a missing rate of an untaxed category is zero.
fn group_of(tax: &TaxRate) -> TaxRate {
    let rate = match tax.category {
        TaxCategory::O => None,
        _ => Some(tax.rate.unwrap_or_default().normalize()),
    };
    TaxRate { category: tax.category, rate }
}

fn signed(entry: &AllowanceCharge) -> Decimal {
    if entry.is_charge { entry.amount } else { -entry.amount }
}

fn compute_line(index: usize, line: &mut Line) -> Result<(), ArithmeticError> {
    let at = Some(index);
    compute_price(index, &mut line.price)?;
    within("BT-129", at, line.quantity)?;
    let gross = line_gross(line).ok_or(ArithmeticError::OutOfRange { term: "BT-131", line: at })?;
    for entry in &mut line.allowances_charges {
        compute_allowance(entry, round2(gross), at)?;
    }
    let net = line_net(line).ok_or(ArithmeticError::OutOfRange { term: "BT-131", line: at })?;
    line.net = two_places(within("BT-131", at, net)?);
    Ok(())
}

fn compute_price(index: usize, price: &mut Price) -> Result<(), ArithmeticError> {
    let at = Some(index);
    within("BT-146", at, price.net)?;
    if let Some(discount) = price.discount {
        within("BT-147", at, discount)?;
        let gross = within("BT-148", at, price.gross.unwrap_or(price.net + discount))?;
        price.gross = Some(gross);
        price.net = gross - discount;
    }
    match price.base_quantity {
        Some(base) if base <= Decimal::ZERO => Err(ArithmeticError::BaseQuantity { line: index }),
        Some(base) => within("BT-149", at, base).map(drop),
        None => Ok(()),
    }
}

fn compute_allowance(entry: &mut AllowanceCharge, default_base: Decimal, line: Option<usize>) -> Result<(), ArithmeticError> {
    let term = match (line, entry.is_charge) {
        (None, false) => "BT-92",
        (None, true) => "BT-99",
        (Some(_), false) => "BT-136",
        (Some(_), true) => "BT-141",
    };
    if let Some(percent) = entry.percent {
        let base = two_places(within(term, line, round2(entry.base.unwrap_or(default_base)))?);
        within(term, line, percent)?;
        entry.amount = percentage(base, percent).ok_or(ArithmeticError::OutOfRange { term, line })?;
        entry.base = Some(base);
    }
    entry.amount = two_places(within(term, line, round2(entry.amount))?);
    Ok(())
}

fn compute_document_allowances(invoice: &mut EInvoice) -> Result<(), ArithmeticError> {
    let EInvoice { lines, allowances_charges, .. } = invoice;
    for entry in allowances_charges {
        let rate = entry.tax.as_ref().map(group_of);
        let same_rate = lines.iter().filter(|line| rate.as_ref().is_none_or(|rate| group_of(&line.tax) == *rate));
        let base = sum("BT-93", same_rate.map(|line| line.net))?;
        compute_allowance(entry, base, None)?;
    }
    Ok(())
}

fn tax_groups(invoice: &EInvoice) -> Result<Vec<TaxGroup>, ArithmeticError> {
    let amounts = taxable_amounts(invoice).ok_or(ArithmeticError::OutOfRange { term: "BT-116", line: None })?;
    amounts
        .into_iter()
        .map(|(rate, taxable)| {
            within("BT-116", None, taxable)?;
            let percent = within("BT-119", None, rate.rate.unwrap_or_default())?;
            let tax = percentage(taxable, percent).ok_or(ArithmeticError::OutOfRange { term: "BT-117", line: None })?;
            let (exemption_reason, exemption_code) = exemption(invoice, &rate);
            Ok(TaxGroup { taxable: two_places(taxable), tax: two_places(within("BT-117", None, tax)?), rate, exemption_reason, exemption_code })
        })
        .collect()
}

fn exemption(invoice: &EInvoice, rate: &TaxRate) -> (Option<String>, Option<String>) {
    let stated = invoice
        .tax_groups
        .iter()
        .find(|group| group_of(&group.rate) == *rate && (group.exemption_reason.is_some() || group.exemption_code.is_some()));
    if let Some(group) = stated {
        return (group.exemption_reason.clone(), group.exemption_code.clone());
    }
    let standard = standard_exemption(rate.category);
    (standard.map(|text| text.de.to_owned()), standard.and_then(|text| text.code).map(str::to_owned))
}

fn totals(invoice: &EInvoice) -> Result<Totals, ArithmeticError> {
    let of_document = |charges: bool| invoice.allowances_charges.iter().filter(move |entry| entry.is_charge == charges).map(|entry| entry.amount);
    let lines = sum("BT-106", invoice.lines.iter().map(|line| line.net))?;
    let allowances = sum("BT-107", of_document(false))?;
    let charges = sum("BT-108", of_document(true))?;
    let tax = sum("BT-110", invoice.tax_groups.iter().map(|group| group.tax))?;
    let net = lines - allowances + charges;
    let gross = net + tax;
    let prepaid = round2(within("BT-113", None, invoice.totals.prepaid)?);
    let rounding = round2(within("BT-114", None, invoice.totals.rounding)?);
    let payable = within("BT-115", None, gross - prepaid + rounding)?;
    Ok(Totals {
        lines: two_places(lines),
        allowances: two_places(allowances),
        charges: two_places(charges),
        net: two_places(net),
        tax: two_places(tax),
        tax_in_tax_currency: invoice.totals.tax_in_tax_currency.map(|amount| two_places(round2(amount))),
        gross: two_places(gross),
        prepaid: two_places(prepaid),
        rounding: two_places(rounding),
        third_party: invoice.totals.third_party,
        payable: two_places(payable),
    })
}

fn sum(term: &'static str, mut amounts: impl Iterator<Item = Decimal>) -> Result<Decimal, ArithmeticError> {
    let total = amounts.try_fold(Decimal::ZERO, Decimal::checked_add);
    within(term, None, total.ok_or(ArithmeticError::OutOfRange { term, line: None })?)
}

fn within(term: &'static str, line: Option<usize>, value: Decimal) -> Result<Decimal, ArithmeticError> {
    if value.abs() < LIMIT { Ok(value) } else { Err(ArithmeticError::OutOfRange { term, line }) }
}

/// Amounts show as `10.00`, whatever they were computed from.
fn two_places(mut amount: Decimal) -> Decimal {
    amount.rescale(2);
    amount
}

#[cfg(test)]
mod tests;
