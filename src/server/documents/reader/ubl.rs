//! UBL 2.1 Invoice and CreditNote into the model.

mod amounts;
mod line;
mod party;
mod syntax;

use super::tree::Node;
use super::values::{self, Day, Slot, date, file, identifier, means_code, merge_accounts, missing, terms};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{
    Attachment, CreditTransfer, DirectDebit, EInvoice, Identifier, Note, PaymentCard, PaymentMeans, Period, PrecedingInvoice, TypeCode,
};
use crate::domain::money::Currency;

pub fn read(root: &Node, findings: &mut Vec<Finding>) -> EInvoice {
    let mut invoice = EInvoice {
        number: root.text_at("ID").unwrap_or_default(),
        issue_date: date(root.at("IssueDate"), Day("BT-2", Place::IssueDate), findings).unwrap_or_default(),
        type_code: type_code(root, findings),
        currency: currency(root, findings),
        tax_currency: root.text_at("TaxCurrencyCode").and_then(|code| values::currency(&code, "BR-CL-05", "BT-6", findings)),
        tax_point_date: date(root.at("TaxPointDate"), Day("BT-7", Place::TaxPoint), findings),
        tax_point_code: root.text_at("InvoicePeriod/DescriptionCode"),
        due_date: date(root.at("DueDate").or_else(|| root.at("PaymentMeans/PaymentDueDate")), Day("BT-9", Place::DueDate), findings),
        payment_terms: terms(root.at("PaymentTerms/Note")),
        notes: root.children("Note").filter_map(note).collect(),
        process: root.text_at("ProfileID"),
        specification: Some(root.text_at("CustomizationID").unwrap_or_default()),
        period: period(root, ["BT-73", "BT-74"], Place::ServicePeriod, findings),
        payment_means: payment_means(root),
        ..EInvoice::default()
    };
    syntax::check(root, findings);
    references(root, &mut invoice, findings);
    party::read(root, &mut invoice, findings);
    amounts::read(root, &mut invoice, findings);
    let lines = root.children("InvoiceLine").chain(root.children("CreditNoteLine"));
    invoice.lines = lines.enumerate().map(|(index, node)| line::read(index, node, findings)).collect();
    invoice
}

fn type_code(root: &Node, findings: &mut Vec<Finding>) -> TypeCode {
    let Some(code) = root.text_at("InvoiceTypeCode").or_else(|| root.text_at("CreditNoteTypeCode")) else {
        missing(Slot("BR-04", "BT-3", Place::DocumentType), findings);
        return if root.name() == "CreditNote" { TypeCode::CREDIT_NOTE } else { TypeCode::INVOICE };
    };
    values::type_code(&code, findings)
}

fn currency(root: &Node, findings: &mut Vec<Finding>) -> Currency {
    let Some(code) = root.text_at("DocumentCurrencyCode") else {
        missing(Slot("BR-05", "BT-5", Place::Currency), findings);
        return Currency::default();
    };
    values::currency(&code, "BR-CL-04", "BT-5", findings).unwrap_or_default()
}

/// `#AAC#text` carries the subject code (BT-21).
fn note(node: &Node) -> Option<Note> {
    let text = node.text()?;
    let coded = text.strip_prefix('#').and_then(|rest| rest.split_once('#')).filter(|(code, _)| code.len() == 3);
    Some(match coded {
        Some((code, rest)) => Note { subject_code: Some(code.to_owned()), text: rest.to_owned() },
        None => Note { subject_code: None, text: text.to_owned() },
    })
}

/// BG-14 or BG-26; a period that only holds the tax point code is none.
pub fn period(node: &Node, [starts, ends]: [&'static str; 2], place: Place, findings: &mut Vec<Finding>) -> Option<Period> {
    let period = node.at("InvoicePeriod")?;
    let start = date(period.at("StartDate"), Day(starts, place), findings);
    let end = date(period.at("EndDate"), Day(ends, place), findings);
    let only_code = start.is_none() && end.is_none() && period.at("DescriptionCode").is_some();
    (!only_code).then_some(Period { start, end })
}

fn references(root: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    invoice.buyer_reference = root.text_at("BuyerReference");
    invoice.buyer_accounting_reference = root.text_at("AccountingCost");
    invoice.project_reference = root.text_at("ProjectReference/ID");
    invoice.contract_reference = root.text_at("ContractDocumentReference/ID");
    invoice.sales_order_reference = root.text_at("OrderReference/SalesOrderID");
    invoice.order_reference = root.text_at("OrderReference/ID").filter(|id| id != "NA" || invoice.sales_order_reference.is_none());
    invoice.receiving_advice_reference = root.text_at("ReceiptDocumentReference/ID");
    invoice.despatch_advice_reference = root.text_at("DespatchDocumentReference/ID");
    invoice.tender_reference = root.text_at("OriginatorDocumentReference/ID");
    invoice.preceding = root
        .children("BillingReference")
        .map(|reference| PrecedingInvoice {
            number: reference.text_at("InvoiceDocumentReference/ID").unwrap_or_default(),
            issue_date: date(reference.at("InvoiceDocumentReference/IssueDate"), Day("BT-26", Place::Correction), findings),
        })
        .collect();
    for document in root.children("AdditionalDocumentReference") {
        match document.text_at("DocumentTypeCode").as_deref() {
            Some("130") => invoice.invoiced_object = Some(object(document)),
            Some("50") => invoice.project_reference = document.text_at("ID"),
            _ => {
                let place = Place::Attachment(invoice.attachments.len());
                invoice.attachments.push(attachment(document, place, findings));
            }
        }
    }
}

/// BT-18 or BT-128.
pub fn object(document: &Node) -> Identifier {
    identifier(document.at("ID")).unwrap_or_default()
}

fn attachment(document: &Node, place: Place, findings: &mut Vec<Finding>) -> Attachment {
    Attachment {
        reference: document.text_at("ID").unwrap_or_default(),
        description: document.text_at("DocumentDescription"),
        location: document.text_at("Attachment/ExternalReference/URI"),
        content: document.at("Attachment/EmbeddedDocumentBinaryObject").map(|node| {
            syntax::file(node, place, findings);
            file(node, place, findings)
        }),
    }
}

fn payment_means(root: &Node) -> Vec<PaymentMeans> {
    let parties = ["AccountingSupplierParty/Party", "PayeeParty"].into_iter().filter_map(|path| root.at(path));
    let creditor = parties
        .flat_map(|party| party.children("PartyIdentification"))
        .filter_map(|identification| identification.at("ID"))
        .find(|id| id.attribute("schemeID") == Some("SEPA"))
        .and_then(Node::text);
    let means = root.children("PaymentMeans").map(|node| {
        let written = node.at("PaymentMeansCode");
        let (code, other_code) = means_code(written);
        PaymentMeans {
            code,
            other_code,
            text: written.and_then(|code| code.attribute("name")).map(str::to_owned),
            remittance: node.text_at("PaymentID"),
            credit_transfers: node.children("PayeeFinancialAccount").map(credit_transfer).collect(),
            card: node
                .at("CardAccount")
                .map(|card| PaymentCard { number: card.text_at("PrimaryAccountNumberID").unwrap_or_default(), holder: card.text_at("HolderName") }),
            direct_debit: node.at("PaymentMandate").map(|mandate| DirectDebit {
                mandate: mandate.text_at("ID"),
                creditor: creditor.map(str::to_owned),
                debited_account: mandate.text_at("PayerFinancialAccount/ID"),
            }),
        }
    });
    merge_accounts(means.collect())
}

fn credit_transfer(account: &Node) -> CreditTransfer {
    CreditTransfer {
        account: account.text_at("ID").unwrap_or_default(),
        account_name: account.text_at("Name"),
        bic: account.text_at("FinancialInstitutionBranch/ID"),
    }
}
