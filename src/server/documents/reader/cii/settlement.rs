//! Payment, taxes and totals of CII.

use rust_decimal::Decimal;

use super::super::tree::Node;
use super::super::values::{
    self, Day, Slot, category, decimal, is_charge, means_code, merge_accounts, missing, packed_date, rate_of_group, required, terms,
};
use super::period;
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{
    AllowanceCharge, CreditTransfer, DirectDebit, EInvoice, PaymentCard, PaymentMeans, PrecedingInvoice, TaxGroup, TaxRate, Totals,
};

pub fn read(settlement: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    currencies(settlement, invoice, findings);
    invoice.period = period(settlement, ["BT-73", "BT-74"], Place::ServicePeriod, findings);
    invoice.buyer_accounting_reference = settlement.text_at("ReceivableSpecifiedTradeAccountingAccount/ID");
    invoice.payment_terms = terms(settlement.at("SpecifiedTradePaymentTerms/Description"));
    let due = settlement.at("SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString");
    invoice.due_date = packed_date(due, Day("BT-9", Place::DueDate), findings);
    let tax_point = settlement.at("ApplicableTradeTax/TaxPointDate/DateString");
    invoice.tax_point_date = packed_date(tax_point, Day("BT-7", Place::TaxPoint), findings);
    invoice.tax_point_code = settlement.text_at("ApplicableTradeTax/DueDateTypeCode").map(tax_point_code);
    invoice.preceding = settlement
        .children("InvoiceReferencedDocument")
        .map(|document| PrecedingInvoice {
            number: document.text_at("IssuerAssignedID").unwrap_or_default(),
            issue_date: packed_date(document.at("FormattedIssueDateTime/DateTimeString"), Day("BT-26", Place::Correction), findings),
        })
        .collect();
    invoice.payment_means = payment_means(settlement);
    let entries = settlement.children("SpecifiedTradeAllowanceCharge").enumerate();
    invoice.allowances_charges = entries.map(|(index, node)| allowance_charge(node, None, Place::DocumentAllowance(index), findings)).collect();
    invoice.tax_groups = settlement.children("ApplicableTradeTax").map(|node| tax_group(node, findings)).collect();
    invoice.totals = totals(settlement, invoice, findings);
}

fn currencies(settlement: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    invoice.tax_currency = settlement.text_at("TaxCurrencyCode").and_then(|code| values::currency(&code, "BR-CL-05", "BT-6", findings));
    match settlement.text_at("InvoiceCurrencyCode") {
        None => missing(Slot("BR-05", "BT-5", Place::Currency), findings),
        Some(code) => invoice.currency = values::currency(&code, "BR-CL-04", "BT-5", findings).unwrap_or_default(),
    }
}

/// BT-8 is UNTDID 2475 here; the model holds UNTDID 2005 as UBL does.
fn tax_point_code(code: String) -> String {
    match code.as_str() {
        "5" => "3".to_owned(),
        "29" => "35".to_owned(),
        "72" => "432".to_owned(),
        _ => code,
    }
}

fn payment_means(settlement: &Node) -> Vec<PaymentMeans> {
    let creditor = settlement.text_at("CreditorReferenceID");
    let mandate = settlement.children("SpecifiedTradePaymentTerms").find_map(|terms| terms.text_at("DirectDebitMandateID"));
    let remittance = settlement.text_at("PaymentReference");
    let means = settlement.children("SpecifiedTradeSettlementPaymentMeans").map(|node| {
        let (code, other_code) = means_code(node.at("TypeCode"));
        let debited_account = node.text_at("PayerPartyDebtorFinancialAccount/IBANID");
        let is_debit = debited_account.is_some() || (matches!(code, 49 | 59) && (mandate.is_some() || creditor.is_some()));
        // A direct debit may not even name the bank of a transfer (BR-DE-25-b).
        let names_account = node.at("PayeePartyCreditorFinancialAccount").is_some();
        let names_bank = code == 59 && node.at("PayeeSpecifiedCreditorFinancialInstitution").is_some();
        PaymentMeans {
            code,
            other_code,
            text: node.text_at("Information"),
            remittance: remittance.clone(),
            credit_transfers: (names_account || names_bank).then(|| credit_transfer(node)).into_iter().collect(),
            card: node
                .at("ApplicableTradeSettlementFinancialCard")
                .map(|card| PaymentCard { number: card.text_at("ID").unwrap_or_default(), holder: card.text_at("CardholderName") }),
            direct_debit: is_debit.then(|| DirectDebit { mandate: mandate.clone(), creditor: creditor.clone(), debited_account }),
        }
    });
    merge_accounts(means.collect())
}

fn credit_transfer(means: &Node) -> CreditTransfer {
    let of_account = |name: &str| means.at("PayeePartyCreditorFinancialAccount")?.text_at(name);
    CreditTransfer {
        account: of_account("IBANID").or_else(|| of_account("ProprietaryID")).unwrap_or_default(),
        account_name: of_account("AccountName"),
        bic: means.text_at("PayeeSpecifiedCreditorFinancialInstitution/BICID"),
    }
}

/// BG-20 or BG-21, or with its line BG-27 or BG-28.
pub fn allowance_charge(node: &Node, line: Option<usize>, place: Place, findings: &mut Vec<Finding>) -> AllowanceCharge {
    let is_charge = is_charge(node.at("ChargeIndicator/Indicator"), Slot("", if line.is_some() { "BG-27" } else { "BG-20" }, place), findings);
    let (rule, term) = match (line, is_charge) {
        (None, false) => ("BR-31", "BT-92"),
        (None, true) => ("BR-36", "BT-99"),
        (Some(_), false) => ("BR-41", "BT-136"),
        (Some(_), true) => ("BR-43", "BT-141"),
    };
    let slot = Slot(rule, term, place);
    AllowanceCharge {
        is_charge,
        amount: required(node.at("ActualAmount"), slot, findings),
        base: decimal(node.at("BasisAmount"), slot, findings),
        percent: decimal(node.at("CalculationPercent"), slot, findings),
        tax: node.at("CategoryTradeTax").and_then(|tax| tax_rate(tax, "BR-CL-17", slot, findings)),
        reason: node.text_at("Reason"),
        reason_code: node.text_at("ReasonCode"),
    }
}

/// A category with its rate; `None` without a category.
pub fn tax_rate(node: &Node, rule: &'static str, slot: Slot, findings: &mut Vec<Finding>) -> Option<TaxRate> {
    let category = category(node.at("CategoryCode"), rule, slot, findings)?;
    Some(TaxRate { category, rate: decimal(node.at("RateApplicablePercent"), slot, findings) })
}

fn tax_group(node: &Node, findings: &mut Vec<Finding>) -> TaxGroup {
    let place = Place::Totals;
    let slot = Slot("BR-47", "BT-118", place);
    let rate = tax_rate(node, "BR-CL-17", slot, findings).unwrap_or_else(|| {
        missing(slot, findings);
        TaxRate { rate: decimal(node.at("RateApplicablePercent"), slot, findings), ..TaxRate::default() }
    });
    TaxGroup {
        taxable: required(node.at("BasisAmount"), Slot("BR-45", "BT-116", place), findings),
        tax: required(node.at("CalculatedAmount"), Slot("BR-46", "BT-117", place), findings),
        rate: rate_of_group(rate, findings),
        exemption_reason: node.text_at("ExemptionReason"),
        exemption_code: node.text_at("ExemptionReasonCode"),
    }
}

fn totals(settlement: &Node, invoice: &EInvoice, findings: &mut Vec<Finding>) -> Totals {
    let place = Place::Totals;
    let sum = |name: &str| settlement.at("SpecifiedTradeSettlementHeaderMonetarySummation")?.at(name);
    let optional = |name: &str, term, findings: &mut Vec<Finding>| decimal(sum(name), Slot("", term, place), findings).unwrap_or_default();
    Totals {
        lines: required(sum("LineTotalAmount"), Slot("BR-12", "BT-106", place), findings),
        allowances: optional("AllowanceTotalAmount", "BT-107", findings),
        charges: optional("ChargeTotalAmount", "BT-108", findings),
        net: required(sum("TaxBasisTotalAmount"), Slot("BR-13", "BT-109", place), findings),
        tax: tax_total(settlement, invoice, false, findings).unwrap_or_default(),
        tax_in_tax_currency: tax_total(settlement, invoice, true, findings),
        gross: required(sum("GrandTotalAmount"), Slot("BR-14", "BT-112", place), findings),
        prepaid: optional("TotalPrepaidAmount", "BT-113", findings),
        rounding: optional("RoundingAmount", "BT-114", findings),
        third_party: Decimal::ZERO,
        payable: required(sum("DuePayableAmount"), Slot("BR-15", "BT-115", place), findings),
    }
}

/// BT-110 or BT-111: they are told apart by their currency.
fn tax_total(settlement: &Node, invoice: &EInvoice, in_tax_currency: bool, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let tax_currency = invoice.tax_currency.filter(|currency| *currency != invoice.currency);
    let is_other = |amount: &Node| tax_currency.is_some_and(|currency| amount.attribute("currencyID") == Some(currency.code()));
    let summation = settlement.at("SpecifiedTradeSettlementHeaderMonetarySummation")?;
    let amount = summation.children("TaxTotalAmount").find(|amount| is_other(amount) == in_tax_currency);
    let term = if in_tax_currency { "BT-111" } else { "BT-110" };
    decimal(amount, Slot("", term, Place::Totals), findings)
}
