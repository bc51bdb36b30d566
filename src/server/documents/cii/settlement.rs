//! The settlement in CII: payment, taxes, allowances and charges, totals.

use rust_decimal::Decimal;

use super::super::xml::{Element, amount, element, number, several, text};
use super::{category, date_as, date_time, party, period};
use crate::domain::einvoice::model::{AllowanceCharge, CreditTransfer, EInvoice, PaymentMeans, PrecedingInvoice, TaxGroup};
use crate::domain::money::Currency;

/// Everything from BT-90 to BT-19, in the order of the schema.
pub fn settlement(invoice: &EInvoice) -> Element {
    let debit = invoice.payment_means.iter().find_map(|means| means.direct_debit.as_ref());
    let remittance = invoice.payment_means.iter().find_map(|means| means.remittance.as_deref());
    element(
        "ram:ApplicableHeaderTradeSettlement",
        [
            text("ram:CreditorReferenceID", debit.and_then(|debit| debit.creditor.as_deref())),
            text("ram:PaymentReference", remittance),
            text("ram:TaxCurrencyCode", invoice.tax_currency.as_ref().map(Currency::code)),
            text("ram:InvoiceCurrencyCode", invoice.currency.code()),
            several(invoice.payee.iter().map(party::payee)),
            payment_means(invoice),
            several(invoice.tax_groups.iter().map(|group| tax_group(invoice, group))),
            period(invoice.period),
            several(invoice.allowances_charges.iter().map(allowance_charge)),
            element(
                "ram:SpecifiedTradePaymentTerms",
                [
                    text("ram:Description", invoice.payment_terms.as_deref()),
                    date_time("ram:DueDateDateTime", invoice.due_date),
                    text("ram:DirectDebitMandateID", debit.and_then(|debit| debit.mandate.as_deref())),
                ],
            ),
            summation(invoice),
            several(invoice.preceding.iter().map(preceding)),
            accounting_account(invoice.buyer_accounting_reference.as_deref()),
        ],
    )
}

/// BG-20, 21, 27, 28.
pub fn allowance_charge(entry: &AllowanceCharge) -> Element {
    element(
        "ram:SpecifiedTradeAllowanceCharge",
        [
            element("ram:ChargeIndicator", [text("udt:Indicator", if entry.is_charge { "true" } else { "false" })]),
            number("ram:CalculationPercent", entry.percent),
            amount("ram:BasisAmount", entry.base),
            amount("ram:ActualAmount", entry.amount),
            text("ram:ReasonCode", entry.reason_code.as_deref()),
            text("ram:Reason", entry.reason.as_deref()),
            element("ram:CategoryTradeTax", entry.tax.iter().map(category)),
        ],
    )
}

/// BT-19 or BT-133.
pub fn accounting_account(reference: Option<&str>) -> Element {
    element("ram:ReceivableSpecifiedTradeAccountingAccount", [text("ram:ID", reference)])
}

/// BG-16. Each account is a payment means of its own, and only the first carries the text (BT-82), as in UBL.
fn payment_means(invoice: &EInvoice) -> Element {
    let mut means_text = invoice.payment_means.iter().find_map(|means| means.text.as_deref());
    let means = invoice.payment_means.iter().flat_map(|means| accounts(means).into_iter().map(move |account| (means, account)));
    let means: Vec<Element> = means
        .map(|(means, account)| {
            let code = means.written_code();
            let details = [text("ram:TypeCode", code.as_str()), text("ram:Information", means_text.take()), account];
            element("ram:SpecifiedTradeSettlementPaymentMeans", details)
        })
        .collect();
    several(means)
}

/// What stands in one payment means each.
fn accounts(means: &PaymentMeans) -> Vec<Element> {
    if means.credit_transfers.len() > 1 {
        return means.credit_transfers.iter().map(credit_transfer).collect();
    }
    let card = several(means.card.iter().map(|card| {
        element(
            "ram:ApplicableTradeSettlementFinancialCard",
            [text("ram:ID", card.number.as_str()), text("ram:CardholderName", card.holder.as_deref())],
        )
    }));
    let debited = means.direct_debit.as_ref().and_then(|debit| debit.debited_account.as_deref());
    let debtor = element("ram:PayerPartyDebtorFinancialAccount", [text("ram:IBANID", debited)]);
    vec![several([card, debtor, several(means.credit_transfers.iter().map(credit_transfer))])]
}

/// BG-17: an account number that is no IBAN has an element of its own.
fn credit_transfer(account: &CreditTransfer) -> Element {
    let number = account.account.as_str();
    let is_iban =
        number.len() > 4 && number.bytes().zip(0..4).all(|(byte, at)| if at < 2 { byte.is_ascii_alphabetic() } else { byte.is_ascii_digit() });
    several([
        element(
            "ram:PayeePartyCreditorFinancialAccount",
            [
                text("ram:IBANID", is_iban.then_some(number)),
                text("ram:AccountName", account.account_name.as_deref()),
                text("ram:ProprietaryID", (!is_iban).then_some(number)),
            ],
        ),
        element("ram:PayeeSpecifiedCreditorFinancialInstitution", [text("ram:BICID", account.bic.as_deref())]),
    ])
}

/// BG-23; CII states the tax point (BT-7, BT-8) in every group.
fn tax_group(invoice: &EInvoice, group: &TaxGroup) -> Element {
    element(
        "ram:ApplicableTradeTax",
        [
            amount("ram:CalculatedAmount", group.tax),
            text("ram:TypeCode", "VAT"),
            text("ram:ExemptionReason", group.exemption_reason.as_deref()),
            amount("ram:BasisAmount", group.taxable),
            text("ram:CategoryCode", group.rate.category.code()),
            text("ram:ExemptionReasonCode", group.exemption_code.as_deref()),
            date_as("ram:TaxPointDate", "udt:DateString", invoice.tax_point_date),
            text("ram:DueDateTypeCode", invoice.tax_point_code.as_deref().map(tax_point_code)),
            number("ram:RateApplicablePercent", group.stated_rate().rate),
        ],
    )
}

/// BT-8 is UNTDID 2475 here and UNTDID 2005 in UBL.
fn tax_point_code(code: &str) -> &str {
    match code {
        "3" => "5",
        "35" => "29",
        "432" => "72",
        other => other,
    }
}

/// BG-22; only the tax totals carry a currency. Optional sums that are zero are left out, except where entries make them up.
fn summation(invoice: &EInvoice) -> Element {
    let totals = &invoice.totals;
    let in_tax_currency = invoice.tax_currency.zip(totals.tax_in_tax_currency);
    let present =
        |sum: Decimal, charges: bool| (!sum.is_zero() || invoice.allowances_charges.iter().any(|entry| entry.is_charge == charges)).then_some(sum);
    element(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            amount("ram:LineTotalAmount", totals.lines),
            amount("ram:ChargeTotalAmount", present(totals.charges, true)),
            amount("ram:AllowanceTotalAmount", present(totals.allowances, false)),
            amount("ram:TaxBasisTotalAmount", totals.net),
            amount("ram:TaxTotalAmount", totals.tax).with("currencyID", invoice.currency.code()),
            several(in_tax_currency.map(|(currency, tax)| amount("ram:TaxTotalAmount", tax).with("currencyID", currency.code()))),
            amount("ram:RoundingAmount", Some(totals.rounding).filter(|sum| !sum.is_zero())),
            amount("ram:GrandTotalAmount", totals.gross),
            amount("ram:TotalPrepaidAmount", Some(totals.prepaid).filter(|sum| !sum.is_zero())),
            amount("ram:DuePayableAmount", totals.payable),
        ],
    )
}

/// BG-3.
fn preceding(preceding: &PrecedingInvoice) -> Element {
    element(
        "ram:InvoiceReferencedDocument",
        [text("ram:IssuerAssignedID", preceding.number.as_str()), date_as("ram:FormattedIssueDateTime", "qdt:DateTimeString", preceding.issue_date)],
    )
}
