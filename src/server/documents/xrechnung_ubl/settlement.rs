//! How the invoice is paid and what it amounts to in UBL: BG-16, BG-20 … BG-23.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::xml::{Element, amount, element, iso_date, number, several, text};
use crate::domain::einvoice::model::{AllowanceCharge, CreditTransfer, EInvoice, PaymentMeans, TaxGroup, TaxRate};
use crate::domain::money::Currency;

/// BG-16 and BT-20. Each account is a payment means of its own in UBL, and only the first may carry the text (BT-82), and in a credit
/// note the due date (BT-9).
pub fn payment(invoice: &EInvoice) -> Element {
    let mut means_text = invoice.payment_means.iter().find_map(|means| means.text.as_deref());
    let mut due_date = invoice.due_date.filter(|_| invoice.type_code.is_credit_note());
    let means = invoice.payment_means.iter().flat_map(|means| accounts(means).into_iter().map(move |account| (means, account)));
    let means: Vec<Element> = means.map(|(means, account)| payment_means(means, means_text.take(), due_date.take(), account)).collect();
    several([several(means), element("cac:PaymentTerms", [text("cbc:Note", invoice.payment_terms.as_deref())])])
}

/// BG-20, BG-21, BG-22, BG-23.
pub fn amounts(invoice: &EInvoice) -> Element {
    let currency = invoice.currency;
    let in_tax_currency = invoice.tax_currency.zip(invoice.totals.tax_in_tax_currency);
    several([
        several(invoice.allowances_charges.iter().map(|entry| allowance_charge(entry, currency))),
        tax_total(invoice),
        several(in_tax_currency.map(|(currency, tax)| element("cac:TaxTotal", [money("cbc:TaxAmount", tax, currency)]))),
        monetary_total(invoice),
    ])
}

/// An amount with its currency.
pub fn money(name: &'static str, value: impl Into<Option<Decimal>>, currency: Currency) -> Element {
    amount(name, value).with("currencyID", currency.code())
}

/// BG-20, 21, 27, 28.
pub fn allowance_charge(entry: &AllowanceCharge, currency: Currency) -> Element {
    element(
        "cac:AllowanceCharge",
        [
            text("cbc:ChargeIndicator", if entry.is_charge { "true" } else { "false" }),
            text("cbc:AllowanceChargeReasonCode", entry.reason_code.as_deref()),
            text("cbc:AllowanceChargeReason", entry.reason.as_deref()),
            number("cbc:MultiplierFactorNumeric", entry.percent),
            money("cbc:Amount", entry.amount, currency),
            money("cbc:BaseAmount", entry.base, currency),
            several(entry.tax.iter().map(|rate| tax_category("cac:TaxCategory", rate, several([])))),
        ],
    )
}

/// BT-95/96, BT-102/103, BT-118 … BT-121, BT-151/152.
pub fn tax_category(name: &'static str, rate: &TaxRate, exemption: Element) -> Element {
    element(
        name,
        [text("cbc:ID", rate.category.code()), number("cbc:Percent", rate.rate), exemption, element("cac:TaxScheme", [text("cbc:ID", "VAT")])],
    )
}

/// What stands in one payment means each.
fn accounts(means: &PaymentMeans) -> Vec<Element> {
    if means.credit_transfers.len() > 1 {
        return means.credit_transfers.iter().map(credit_transfer).collect();
    }
    vec![several([card(means), several(means.credit_transfers.iter().map(credit_transfer)), mandate(means)])]
}

fn payment_means(means: &PaymentMeans, means_text: Option<&str>, due_date: Option<NaiveDate>, account: Element) -> Element {
    element(
        "cac:PaymentMeans",
        [
            text("cbc:PaymentMeansCode", means.written_code().as_str()).with("name", means_text),
            iso_date("cbc:PaymentDueDate", due_date),
            text("cbc:PaymentID", means.remittance.as_deref()),
            account,
        ],
    )
}

/// BG-17.
fn credit_transfer(account: &CreditTransfer) -> Element {
    element(
        "cac:PayeeFinancialAccount",
        [
            text("cbc:ID", account.account.as_str()),
            text("cbc:Name", account.account_name.as_deref()),
            element("cac:FinancialInstitutionBranch", [text("cbc:ID", account.bic.as_deref())]),
        ],
    )
}

/// BG-18. The schema demands a card network, which EN 16931 does not know.
fn card(means: &PaymentMeans) -> Element {
    several(means.card.iter().map(|card| {
        element(
            "cac:CardAccount",
            [text("cbc:PrimaryAccountNumberID", card.number.as_str()), text("cbc:NetworkID", "NA"), text("cbc:HolderName", card.holder.as_deref())],
        )
    }))
}

/// BG-19; the creditor id (BT-90) stands with the seller.
fn mandate(means: &PaymentMeans) -> Element {
    several(means.direct_debit.iter().map(|debit| {
        let account = element("cac:PayerFinancialAccount", [text("cbc:ID", debit.debited_account.as_deref())]);
        element("cac:PaymentMandate", [text("cbc:ID", debit.mandate.as_deref()), account])
    }))
}

fn tax_total(invoice: &EInvoice) -> Element {
    let subtotals = several(invoice.tax_groups.iter().map(|group| subtotal(group, invoice.currency)));
    element("cac:TaxTotal", [money("cbc:TaxAmount", invoice.totals.tax, invoice.currency), subtotals])
}

fn subtotal(group: &TaxGroup, currency: Currency) -> Element {
    let exemption = several([
        text("cbc:TaxExemptionReasonCode", group.exemption_code.as_deref()),
        text("cbc:TaxExemptionReason", group.exemption_reason.as_deref()),
    ]);
    element(
        "cac:TaxSubtotal",
        [
            money("cbc:TaxableAmount", group.taxable, currency),
            money("cbc:TaxAmount", group.tax, currency),
            tax_category("cac:TaxCategory", &group.stated_rate(), exemption),
        ],
    )
}

/// BG-22. Optional sums that are zero are left out, except where entries make them up.
fn monetary_total(invoice: &EInvoice) -> Element {
    let totals = &invoice.totals;
    let of = |name, value| money(name, value, invoice.currency);
    let present =
        |sum: Decimal, charges: bool| (!sum.is_zero() || invoice.allowances_charges.iter().any(|entry| entry.is_charge == charges)).then_some(sum);
    element(
        "cac:LegalMonetaryTotal",
        [
            of("cbc:LineExtensionAmount", Some(totals.lines)),
            of("cbc:TaxExclusiveAmount", Some(totals.net)),
            of("cbc:TaxInclusiveAmount", Some(totals.gross)),
            of("cbc:AllowanceTotalAmount", present(totals.allowances, false)),
            of("cbc:ChargeTotalAmount", present(totals.charges, true)),
            of("cbc:PrepaidAmount", Some(totals.prepaid).filter(|sum| !sum.is_zero())),
            of("cbc:PayableRoundingAmount", Some(totals.rounding).filter(|sum| !sum.is_zero())),
            of("cbc:PayableAmount", Some(totals.payable)),
        ],
    )
}
