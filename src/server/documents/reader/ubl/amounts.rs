//! Allowances, taxes and totals of UBL.

use rust_decimal::Decimal;

use super::super::tree::Node;
use super::super::values::{Slot, category, decimal, is_charge, missing, rate_of_group, required};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{AllowanceCharge, EInvoice, TaxGroup, TaxRate, Totals};

pub fn read(root: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    let entries = root.children("AllowanceCharge").enumerate();
    invoice.allowances_charges = entries.map(|(index, node)| allowance_charge(node, None, Place::DocumentAllowance(index), findings)).collect();
    let groups = root.children("TaxTotal").flat_map(|total| total.children("TaxSubtotal"));
    invoice.tax_groups = groups.map(|node| tax_group(node, findings)).collect();
    invoice.totals = totals(root, invoice, findings);
}

/// BG-20 or BG-21, or with its line BG-27 or BG-28.
pub fn allowance_charge(node: &Node, line: Option<usize>, place: Place, findings: &mut Vec<Finding>) -> AllowanceCharge {
    let is_charge = is_charge(node.at("ChargeIndicator"), Slot("", if line.is_some() { "BG-27" } else { "BG-20" }, place), findings);
    let (rule, term) = match (line, is_charge) {
        (None, false) => ("BR-31", "BT-92"),
        (None, true) => ("BR-36", "BT-99"),
        (Some(_), false) => ("BR-41", "BT-136"),
        (Some(_), true) => ("BR-43", "BT-141"),
    };
    let slot = Slot(rule, term, place);
    AllowanceCharge {
        is_charge,
        amount: required(node.at("Amount"), slot, findings),
        base: decimal(node.at("BaseAmount"), slot, findings),
        percent: decimal(node.at("MultiplierFactorNumeric"), slot, findings),
        tax: node.at("TaxCategory").and_then(|category| tax_rate(category, "BR-CL-17", slot, findings)),
        reason: node.text_at("AllowanceChargeReason"),
        reason_code: node.text_at("AllowanceChargeReasonCode"),
    }
}

/// A category with its rate; `None` without a category.
pub fn tax_rate(node: &Node, rule: &'static str, slot: Slot, findings: &mut Vec<Finding>) -> Option<TaxRate> {
    let category = category(node.at("ID"), rule, slot, findings)?;
    Some(TaxRate { category, rate: decimal(node.at("Percent"), slot, findings) })
}

fn tax_group(node: &Node, findings: &mut Vec<Finding>) -> TaxGroup {
    let place = Place::Totals;
    let category = node.at("TaxCategory");
    let slot = Slot("BR-47", "BT-118", place);
    let rate = category.and_then(|category| tax_rate(category, "BR-CL-17", slot, findings)).unwrap_or_else(|| {
        missing(slot, findings);
        TaxRate { rate: decimal(category.and_then(|category| category.at("Percent")), slot, findings), ..TaxRate::default() }
    });
    TaxGroup {
        taxable: required(node.at("TaxableAmount"), Slot("BR-45", "BT-116", place), findings),
        tax: required(node.at("TaxAmount"), Slot("BR-46", "BT-117", place), findings),
        rate: rate_of_group(rate, findings),
        exemption_reason: category.and_then(|category| category.text_at("TaxExemptionReason")),
        exemption_code: category.and_then(|category| category.text_at("TaxExemptionReasonCode")),
    }
}

fn totals(root: &Node, invoice: &EInvoice, findings: &mut Vec<Finding>) -> Totals {
    let place = Place::Totals;
    let sum = |name: &str| root.at("LegalMonetaryTotal")?.at(name);
    let optional = |name: &str, term, findings: &mut Vec<Finding>| decimal(sum(name), Slot("", term, place), findings).unwrap_or_default();
    let third_party = root
        .children("PrepaidPayment")
        .filter_map(|payment| decimal(payment.at("PaidAmount"), Slot("", "BT-DEX-002", place), findings))
        .collect::<Vec<Decimal>>();
    Totals {
        lines: required(sum("LineExtensionAmount"), Slot("BR-12", "BT-106", place), findings),
        allowances: optional("AllowanceTotalAmount", "BT-107", findings),
        charges: optional("ChargeTotalAmount", "BT-108", findings),
        net: required(sum("TaxExclusiveAmount"), Slot("BR-13", "BT-109", place), findings),
        tax: tax_total(root, invoice, false, findings).unwrap_or_default(),
        tax_in_tax_currency: tax_total(root, invoice, true, findings),
        gross: required(sum("TaxInclusiveAmount"), Slot("BR-14", "BT-112", place), findings),
        prepaid: optional("PrepaidAmount", "BT-113", findings),
        rounding: optional("PayableRoundingAmount", "BT-114", findings),
        third_party: third_party.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add).unwrap_or_default(),
        payable: required(sum("PayableAmount"), Slot("BR-15", "BT-115", place), findings),
    }
}

/// BT-110 or BT-111: they are told apart by their currency. Several of one are refused by BR-CO-15.
fn tax_total(root: &Node, invoice: &EInvoice, in_tax_currency: bool, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let tax_currency = invoice.tax_currency.filter(|currency| *currency != invoice.currency);
    let is_other = |amount: &Node| tax_currency.is_some_and(|currency| amount.attribute("currencyID") == Some(currency.code()));
    let mut amounts = root.children("TaxTotal").filter_map(|total| total.at("TaxAmount")).filter(|amount| is_other(amount) == in_tax_currency);
    let amount = amounts.next();
    if amounts.next().is_some() {
        findings.push(Finding::in_file(
            "BR-CO-15",
            "BT-110",
            Place::Totals,
            "Umsatzsteuerbetrag steht mehrfach da",
            "VAT total is stated more than once",
        ));
    }
    let term = if in_tax_currency { "BT-111" } else { "BT-110" };
    decimal(amount, Slot("", term, Place::Totals), findings)
}
