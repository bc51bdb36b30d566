//! Agreement and delivery in CII: the parties and every reference to another document.

use super::super::xml::{Element, element, required, several, text};
use super::{date_time, party};
use crate::domain::einvoice::model::{Attachment, EInvoice, Identifier};

/// Buyer reference, parties, orders, contract, attachments, project.
pub fn agreement(invoice: &EInvoice) -> Element {
    element(
        "ram:ApplicableHeaderTradeAgreement",
        [
            text("ram:BuyerReference", invoice.buyer_reference.as_deref()),
            party::party("ram:SellerTradeParty", &invoice.seller),
            party::party("ram:BuyerTradeParty", &invoice.buyer),
            several(invoice.tax_representative.iter().map(party::tax_representative)),
            reference("ram:SellerOrderReferencedDocument", invoice.sales_order_reference.as_deref()),
            reference("ram:BuyerOrderReferencedDocument", invoice.order_reference.as_deref()),
            reference("ram:ContractReferencedDocument", invoice.contract_reference.as_deref()),
            several(invoice.attachments.iter().map(attachment)),
            tender(invoice.tender_reference.as_deref()),
            several(invoice.invoiced_object.iter().map(object)),
            several(invoice.project_reference.iter().map(|id| project(id))),
        ],
    )
}

/// BG-13, BT-15, BT-16; the schema demands the element even when it is empty.
pub fn delivery(invoice: &EInvoice) -> Element {
    let delivery = invoice.delivery.as_ref();
    required(
        "ram:ApplicableHeaderTradeDelivery",
        [
            several(delivery.map(party::ship_to)),
            element("ram:ActualDeliverySupplyChainEvent", [date_time("ram:OccurrenceDateTime", delivery.and_then(|delivery| delivery.date))]),
            reference("ram:DespatchAdviceReferencedDocument", invoice.despatch_advice_reference.as_deref()),
            reference("ram:ReceivingAdviceReferencedDocument", invoice.receiving_advice_reference.as_deref()),
        ],
    )
}

/// BT-18 or BT-128: an additional document of type 130.
pub fn object(object: &Identifier) -> Element {
    element(
        "ram:AdditionalReferencedDocument",
        [text("ram:IssuerAssignedID", object.value.as_str()), text("ram:TypeCode", "130"), text("ram:ReferenceTypeCode", object.scheme.as_deref())],
    )
}

fn reference(name: &'static str, id: Option<&str>) -> Element {
    element(name, [text("ram:IssuerAssignedID", id)])
}

/// BG-24.
fn attachment(attachment: &Attachment) -> Element {
    let file = several(attachment.content.iter().map(|file| {
        text("ram:AttachmentBinaryObject", super::super::base64(&file.bytes).as_str())
            .with("mimeCode", file.mime.as_str())
            .with("filename", file.file_name.as_str())
    }));
    element(
        "ram:AdditionalReferencedDocument",
        [
            text("ram:IssuerAssignedID", attachment.reference.as_str()),
            text("ram:URIID", attachment.location.as_deref()),
            text("ram:TypeCode", "916"),
            text("ram:Name", attachment.description.as_deref()),
            file,
        ],
    )
}

/// BT-17: an additional document of type 50.
fn tender(id: Option<&str>) -> Element {
    several(id.iter().map(|id| element("ram:AdditionalReferencedDocument", [text("ram:IssuerAssignedID", *id), text("ram:TypeCode", "50")])))
}

/// BT-11; the schema demands a name, which EN 16931 does not know.
fn project(id: &str) -> Element {
    element("ram:SpecifiedProcuringProject", [text("ram:ID", id), text("ram:Name", "Project reference")])
}
