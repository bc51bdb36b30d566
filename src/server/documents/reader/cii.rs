//! UN/CEFACT CII into the model.

mod line;
mod party;
mod settlement;
mod syntax;

use super::tree::Node;
use super::values::{self, Day, Slot, file, missing, packed_date};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{Attachment, EInvoice, Identifier, Note, Period, TypeCode};

pub fn read(root: &Node, findings: &mut Vec<Finding>) -> EInvoice {
    let empty = Node::default();
    let part = |path: &str| root.at(path);
    let document = part("ExchangedDocument").unwrap_or(&empty);
    let transaction = part("SupplyChainTradeTransaction").unwrap_or(&empty);
    let mut invoice = EInvoice {
        number: document.text_at("ID").unwrap_or_default(),
        issue_date: packed_date(document.at("IssueDateTime/DateTimeString"), Day("BT-2", Place::IssueDate), findings).unwrap_or_default(),
        type_code: type_code(document, findings),
        notes: document.children("IncludedNote").filter_map(note).collect(),
        process: root.text_at("ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID"),
        specification: Some(root.text_at("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID").unwrap_or_default()),
        ..EInvoice::default()
    };
    syntax::check(transaction, findings);
    references(transaction, &mut invoice, findings);
    party::read(transaction, &mut invoice, findings);
    settlement::read(transaction.at("ApplicableHeaderTradeSettlement").unwrap_or(&empty), &mut invoice, findings);
    let lines =
        transaction.children("IncludedSupplyChainTradeLineItem").filter(|line| line.at("AssociatedDocumentLineDocument/ParentLineID").is_none());
    invoice.lines = lines.enumerate().map(|(index, node)| line::read(index, node, findings)).collect();
    invoice
}

fn type_code(document: &Node, findings: &mut Vec<Finding>) -> TypeCode {
    let Some(code) = document.text_at("TypeCode") else {
        missing(Slot("BR-04", "BT-3", Place::DocumentType), findings);
        return TypeCode::default();
    };
    values::type_code(&code, findings)
}

fn note(node: &Node) -> Option<Note> {
    Some(Note { text: node.text_at("Content")?, subject_code: node.text_at("SubjectCode") })
}

/// BG-14 or BG-26.
fn period(node: &Node, [starts, ends]: [&'static str; 2], place: Place, findings: &mut Vec<Finding>) -> Option<Period> {
    let period = node.at("BillingSpecifiedPeriod")?;
    Some(Period {
        start: packed_date(period.at("StartDateTime/DateTimeString"), Day(starts, place), findings),
        end: packed_date(period.at("EndDateTime/DateTimeString"), Day(ends, place), findings),
    })
}

fn references(transaction: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    if let Some(agreement) = transaction.at("ApplicableHeaderTradeAgreement") {
        invoice.buyer_reference = agreement.text_at("BuyerReference");
        invoice.sales_order_reference = agreement.text_at("SellerOrderReferencedDocument/IssuerAssignedID");
        invoice.order_reference = agreement.text_at("BuyerOrderReferencedDocument/IssuerAssignedID");
        invoice.contract_reference = agreement.text_at("ContractReferencedDocument/IssuerAssignedID");
        invoice.project_reference = agreement.text_at("SpecifiedProcuringProject/ID");
        for document in agreement.children("AdditionalReferencedDocument") {
            match document.text_at("TypeCode").as_deref() {
                Some("130") => invoice.invoiced_object = Some(object(document)),
                Some("50") => invoice.tender_reference = document.text_at("IssuerAssignedID"),
                _ => {
                    let place = Place::Attachment(invoice.attachments.len());
                    invoice.attachments.push(attachment(document, place, findings));
                }
            }
        }
    }
    if let Some(delivery) = transaction.at("ApplicableHeaderTradeDelivery") {
        invoice.despatch_advice_reference = delivery.text_at("DespatchAdviceReferencedDocument/IssuerAssignedID");
        invoice.receiving_advice_reference = delivery.text_at("ReceivingAdviceReferencedDocument/IssuerAssignedID");
    }
}

/// BT-18 or BT-128.
fn object(document: &Node) -> Identifier {
    Identifier { value: document.text_at("IssuerAssignedID").unwrap_or_default(), scheme: document.text_at("ReferenceTypeCode") }
}

fn attachment(document: &Node, place: Place, findings: &mut Vec<Finding>) -> Attachment {
    Attachment {
        reference: document.text_at("IssuerAssignedID").unwrap_or_default(),
        description: document.text_at("Name"),
        location: document.text_at("URIID"),
        content: document.at("AttachmentBinaryObject").map(|node| file(node, place, findings)),
    }
}
