//! The issue gate on a draft: its findings in the reader's words, each with the way to the field that mends it.

use crate::domain::einvoice::gate::{self, Finding, Place, Severity};
use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::AppError;
use crate::domain::invoice::view::GateFinding;
use crate::domain::lang::Lang;

/// Stands for the number in what is shown of a draft; issuing judges with the number that is next.
pub const NUMBER_PREVIEW: &str = "ENTWURF";

/// Whether an error stands in the way of issuing.
#[must_use]
pub fn blocks(invoice: &EInvoice) -> bool {
    !gate::is_clean(&gate::check(invoice))
}

/// Refuses a cancellation that is made at once from a frozen document: its only field is the reason, its only note (BT-22). What the
/// frozen document breaks itself, since a rule is younger than it, can be mended nowhere and must not keep it from being taken back.
///
/// # Errors
/// `Findings` with every error that stands in the way.
pub fn demand_none_of_its_own(cancellation: &EInvoice, original: &EInvoice, lang: Lang) -> Result<(), AppError> {
    let inherited = gate::check(original);
    let is_own = |finding: &Finding| !inherited.iter().any(|old| (old.rule, old.term) == (finding.rule, finding.term));
    let mut findings = gate::check(cancellation);
    findings.retain(|finding| finding.severity == Severity::Error && is_own(finding));
    if findings.is_empty() {
        return Ok(());
    }
    let told = findings.into_iter().map(|finding| {
        let field = (finding.place == Place::Notes).then(|| "reason".to_owned());
        GateFinding { href: String::new(), field, ..translate(finding, None, lang) }
    });
    Err(AppError::Findings(told.collect()))
}

/// All findings, errors first; `customer` is the public identifier that its places lead to.
#[must_use]
pub fn of(invoice: &EInvoice, customer: Option<&str>, lang: Lang) -> Vec<GateFinding> {
    let mut findings = gate::check(invoice);
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let mut told: Vec<GateFinding> = Vec::new();
    for finding in findings {
        let finding = translate(finding, customer, lang);
        // Without a customer everything about one is missing; that is one thing to mend.
        if customer.is_none() && finding.field.as_deref() == Some("customer") && finding.term != "BT-44" {
            continue;
        }
        // One missing thing can break several rules; it is said once.
        if !told.iter().any(|known| known.text == finding.text || (known.href == finding.href && known.term == finding.term)) {
            told.push(finding);
        }
    }
    told
}

fn translate(finding: Finding, customer: Option<&str>, lang: Lang) -> GateFinding {
    let (href, field) = way(finding.place, finding.term, customer);
    GateFinding {
        rule: finding.rule.to_owned(),
        term: finding.term.to_owned(),
        is_error: finding.severity == Severity::Error,
        text: if lang == Lang::De { finding.de } else { finding.en },
        href,
        field,
    }
}

/// Address and, where it stands in the editor itself, the form's field. Every address has its anchor on its page, in the nearest group
/// where there is no field of its own.
#[must_use]
pub fn way(place: Place, term: &str, customer: Option<&str>) -> (String, Option<String>) {
    let here = |field: &str| (format!("#{}", anchor(field)), Some(field.to_owned()));
    let line = |index: usize, field: &str| here(&format!("lines[{index}].{field}"));
    let settings = |page: &str, field: &str| (format!("/settings/{page}#{field}"), None);
    let at_customer = |field: &str| match customer {
        Some(id) => (format!("/customers/{id}/edit#{field}"), None),
        None => here("customer"),
    };
    match place {
        Place::LineName(i) | Place::LineItem(i) => line(i, "name"),
        Place::LineQuantity(i) => line(i, "quantity"),
        Place::LineUnit(i) => line(i, "unit"),
        Place::LinePrice(i) => line(i, "price"),
        Place::LineTax(i) => line(i, "tax_rate"),
        Place::LinePeriod(i) => line(i, "service_start"),
        Place::LineAllowance(i) => line(i, "adjustment_percent"),
        Place::DocumentAllowance(i) => here(&format!("allowances_charges[{i}].amount")),
        Place::Number => settings("numbering", "invoice_format"),
        Place::Lines | Place::Totals => here("lines"),
        Place::ServicePeriod => here("service_start"),
        Place::TaxPoint => here("tax.point_date"),
        Place::IssueDate => here("issue_date"),
        Place::DueDate => here("due_date"),
        Place::PaymentTerms => here("discount_percent"),
        Place::Prepaid => here("prepaid"),
        Place::Notes => here("note"),
        Place::Currency if term == "BT-111" => here("tax.exchange_rate"),
        Place::Currency => here("currency"),
        Place::TaxExemption => here("tax_case"),
        Place::DocumentType => here("kind"),
        Place::Correction => here("preceding[0].number"),
        Place::Attachment(_) => here("attachments"),
        Place::References => here("order_reference"),
        Place::BuyerReference => at_customer("buyer_reference"),
        Place::BuyerName | Place::BuyerIdentifier => at_customer("name"),
        Place::BuyerAddress => at_customer("street"),
        Place::DeliveryAddress => here("delivery.city"),
        Place::BuyerVatId => at_customer("vat_id"),
        Place::BuyerEmail => at_customer("billing_email"),
        Place::SellerCompany => settings("company", "name"),
        Place::SellerAddress => settings("company", "street"),
        Place::SellerContact => settings("company", "contact_name"),
        Place::SellerTaxNumber | Place::SellerIdentifier | Place::TaxRepresentative => settings("company", "tax_number"),
        Place::SellerEmail => settings("company", "contact_email"),
        Place::PaymentMeans if matches!(term, "BT-87" | "BG-18") => here("payment.card_number"),
        Place::PaymentMeans if term == "BT-81" => here("payment.means"),
        Place::DirectDebit if term == "BT-90" => settings("bank", "creditor_id"),
        Place::DirectDebit => at_customer(if term == "BT-91" { "debited_account" } else { "mandate" }),
        Place::Payee => here("payee.name"),
        Place::SellerBank | Place::PaymentMeans => settings("bank", "iban"),
    }
}

/// The `id` of a field's input: `lines[2].price` is `lines-2-price`.
fn anchor(field: &str) -> String {
    field.replace("].", "-").replace(['[', '.'], "-")
}
