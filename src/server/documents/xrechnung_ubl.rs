//! XRechnung 3.0 in UBL 2.1: root `Invoice` or `CreditNote` by the type code (BT-3).

mod line;
mod party;
mod settlement;

use super::xml::{Element, element, iso_date, several, text};
use crate::domain::einvoice::model::{Attachment, EInvoice, Identifier, Note, Period};
use crate::domain::einvoice::specification::{PEPPOL_BILLING, XRECHNUNG};
use crate::domain::money::Currency;

const COMPONENTS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
const BASICS: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

/// The invoice as UTF-8 bytes; the same invoice gives the same bytes.
///
/// UBL has two schemas that order their elements differently, so the two roots are spelled out one after the other.
#[must_use]
pub fn write(invoice: &EInvoice) -> Vec<u8> {
    let (root, namespace, content) = if invoice.type_code.is_credit_note() {
        ("CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2", credit_note(invoice))
    } else {
        ("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", invoice_content(invoice))
    };
    element(root, content).with("xmlns", namespace).with("xmlns:cac", COMPONENTS).with("xmlns:cbc", BASICS).into_document()
}

fn invoice_content(invoice: &EInvoice) -> Vec<Element> {
    vec![
        identification(invoice),
        iso_date("cbc:DueDate", invoice.due_date),
        text("cbc:InvoiceTypeCode", invoice.type_code.0.to_string().as_str()),
        several(invoice.notes.iter().map(note)),
        iso_date("cbc:TaxPointDate", invoice.tax_point_date),
        references(invoice),
        several(invoice.despatch_advice_reference.iter().map(|id| document_reference("cac:DespatchDocumentReference", id))),
        several(invoice.receiving_advice_reference.iter().map(|id| document_reference("cac:ReceiptDocumentReference", id))),
        several(invoice.tender_reference.iter().map(|id| document_reference("cac:OriginatorDocumentReference", id))),
        several(invoice.contract_reference.iter().map(|id| document_reference("cac:ContractDocumentReference", id))),
        several(invoice.attachments.iter().map(attachment)),
        several(invoice.invoiced_object.iter().map(invoiced_object)),
        element("cac:ProjectReference", [text("cbc:ID", invoice.project_reference.as_deref())]),
        parties(invoice),
        settlement::payment(invoice),
        settlement::amounts(invoice),
        several(invoice.lines.iter().map(|line| line::invoice_line(line, invoice.currency))),
    ]
}

/// Differs from the invoice in the place of date and notes, has no due date (it goes to the payment means) and no project reference (BT-11).
fn credit_note(invoice: &EInvoice) -> Vec<Element> {
    vec![
        identification(invoice),
        iso_date("cbc:TaxPointDate", invoice.tax_point_date),
        text("cbc:CreditNoteTypeCode", invoice.type_code.0.to_string().as_str()),
        several(invoice.notes.iter().map(note)),
        references(invoice),
        several(invoice.despatch_advice_reference.iter().map(|id| document_reference("cac:DespatchDocumentReference", id))),
        several(invoice.receiving_advice_reference.iter().map(|id| document_reference("cac:ReceiptDocumentReference", id))),
        several(invoice.contract_reference.iter().map(|id| document_reference("cac:ContractDocumentReference", id))),
        several(invoice.attachments.iter().map(attachment)),
        several(invoice.invoiced_object.iter().map(invoiced_object)),
        several(
            invoice
                .project_reference
                .iter()
                .map(|id| element("cac:AdditionalDocumentReference", [text("cbc:ID", id.as_str()), text("cbc:DocumentTypeCode", "50")])),
        ),
        several(invoice.tender_reference.iter().map(|id| document_reference("cac:OriginatorDocumentReference", id))),
        parties(invoice),
        settlement::payment(invoice),
        settlement::amounts(invoice),
        several(invoice.lines.iter().map(|line| line::credit_note_line(line, invoice.currency))),
    ]
}

fn identification(invoice: &EInvoice) -> Element {
    several([
        text("cbc:CustomizationID", XRECHNUNG),
        text("cbc:ProfileID", invoice.process.as_deref().unwrap_or(PEPPOL_BILLING)),
        text("cbc:ID", invoice.number.as_str()),
        iso_date("cbc:IssueDate", invoice.issue_date),
    ])
}

fn references(invoice: &EInvoice) -> Element {
    several([
        text("cbc:DocumentCurrencyCode", invoice.currency.code()),
        text("cbc:TaxCurrencyCode", invoice.tax_currency.as_ref().map(Currency::code)),
        text("cbc:AccountingCost", invoice.buyer_accounting_reference.as_deref()),
        text("cbc:BuyerReference", invoice.buyer_reference.as_deref()),
        period(invoice.period, invoice.tax_point_code.as_deref()),
        order_reference(invoice),
        several(invoice.preceding.iter().map(|preceding| {
            let document = [text("cbc:ID", preceding.number.as_str()), iso_date("cbc:IssueDate", preceding.issue_date)];
            element("cac:BillingReference", [element("cac:InvoiceDocumentReference", document)])
        })),
    ])
}

/// The schema demands an order number beside a sales order number: `NA` stands for none, as Peppol writes it.
fn order_reference(invoice: &EInvoice) -> Element {
    let order = invoice.order_reference.as_deref().or_else(|| invoice.sales_order_reference.as_ref().map(|_| "NA"));
    element("cac:OrderReference", [text("cbc:ID", order), text("cbc:SalesOrderID", invoice.sales_order_reference.as_deref())])
}

fn parties(invoice: &EInvoice) -> Element {
    let creditor = invoice.payment_means.iter().find_map(|means| means.direct_debit.as_ref()?.creditor.as_deref());
    several([
        element("cac:AccountingSupplierParty", [party::seller(&invoice.seller, creditor)]),
        element("cac:AccountingCustomerParty", [party::buyer(&invoice.buyer)]),
        several(invoice.payee.iter().map(party::payee)),
        several(invoice.tax_representative.iter().map(party::tax_representative)),
        several(invoice.delivery.iter().map(party::delivery)),
    ])
}

/// BG-14 with BT-8, or BG-26.
fn period(period: Option<Period>, tax_point_code: Option<&str>) -> Element {
    element(
        "cac:InvoicePeriod",
        [
            iso_date("cbc:StartDate", period.and_then(|period| period.start)),
            iso_date("cbc:EndDate", period.and_then(|period| period.end)),
            text("cbc:DescriptionCode", tax_point_code),
        ],
    )
}

/// UBL has no element for the subject code (BT-21): it stands before the text between two `#`.
fn note(note: &Note) -> Element {
    match &note.subject_code {
        Some(code) => text("cbc:Note", format!("#{code}#{}", note.text).as_str()),
        None => text("cbc:Note", note.text.as_str()),
    }
}

fn document_reference(name: &'static str, id: &str) -> Element {
    element(name, [text("cbc:ID", id)])
}

fn attachment(attachment: &Attachment) -> Element {
    let file = several(attachment.content.iter().map(|file| {
        text("cbc:EmbeddedDocumentBinaryObject", super::base64(&file.bytes).as_str())
            .with("mimeCode", file.mime.as_str())
            .with("filename", file.file_name.as_str())
    }));
    let location = element("cac:ExternalReference", [text("cbc:URI", attachment.location.as_deref())]);
    element(
        "cac:AdditionalDocumentReference",
        [
            text("cbc:ID", attachment.reference.as_str()),
            text("cbc:DocumentDescription", attachment.description.as_deref()),
            element("cac:Attachment", [file, location]),
        ],
    )
}

/// BT-18 is an additional document of type 130.
fn invoiced_object(object: &Identifier) -> Element {
    element("cac:AdditionalDocumentReference", [identifier("cbc:ID", object), text("cbc:DocumentTypeCode", "130")])
}

fn identifier(name: &'static str, identifier: &Identifier) -> Element {
    text(name, identifier.value.as_str()).with("schemeID", identifier.scheme.as_deref())
}
