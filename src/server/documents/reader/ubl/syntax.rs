//! What UBL can say and EN 16931 cannot: elements too many, and the third-party payments of XRechnung's extension.

use super::super::tree::Node;
use crate::domain::einvoice::gate::{Finding, Place};

pub fn check(root: &Node, findings: &mut Vec<Finding>) {
    totals(root, findings);
    tax_ids(root, findings);
    references(root, findings);
    payments(root, findings);
    lines(root, findings);
    amounts(root, findings);
}

/// BT-125 says of what kind the file is and how it is called.
pub fn file(node: &Node, place: Place, findings: &mut Vec<Finding>) {
    if node.attribute("mimeCode").is_none() {
        findings.push(Finding::in_file("UBL-DT-06", "BT-125", place, "Dateityp der Anlage fehlt", "File type of the attachment is missing"));
    }
    if node.attribute("filename").is_none() {
        findings.push(Finding::in_file("UBL-DT-07", "BT-125", place, "Dateiname der Anlage fehlt", "File name of the attachment is missing"));
    }
}

/// PEPPOL-EN16931-R053 and R054: one VAT total with the breakdown, and one more only for another VAT currency.
fn totals(root: &Node, findings: &mut Vec<Finding>) {
    let with_groups = root.children("TaxTotal").filter(|total| total.at("TaxSubtotal").is_some()).count();
    if with_groups != 1 {
        let (de, en) = ("Steueraufschlüsselung muss genau einmal dastehen", "The VAT breakdown must be there exactly once");
        findings.push(Finding::in_file("PEPPOL-EN16931-R053", "BG-23", Place::Totals, de, en));
    }
    let expected = usize::from(root.at("TaxCurrencyCode").is_some());
    if root.children("TaxTotal").count() - with_groups != expected {
        let (de, en) = (
            "Umsatzsteuer in weiterer Währung muss genau dann einmal dastehen, wenn die Währung genannt ist",
            "VAT in a further currency must be there once if, and only if, that currency is stated",
        );
        findings.push(Finding::in_file("PEPPOL-EN16931-R054", "BT-111", Place::Currency, de, en));
    }
}

/// How often the tax ids of a party may stand there.
fn tax_ids(root: &Node, findings: &mut Vec<Finding>) {
    let vat_ids = |party: &str| {
        let schemes = root.at(party).into_iter().flat_map(|party| party.children("PartyTaxScheme"));
        let is_vat = |scheme: &&Node| scheme.text_at("TaxScheme/ID").is_some_and(|id| id.eq_ignore_ascii_case("VAT"));
        schemes.filter(is_vat).flat_map(|scheme| scheme.children("CompanyID")).count()
    };
    for (party, rule, term, place) in [
        ("AccountingSupplierParty/Party", "UBL-SR-12", "BT-31", Place::SellerTaxNumber),
        ("AccountingCustomerParty/Party", "UBL-SR-18", "BT-48", Place::BuyerVatId),
    ] {
        if vat_ids(party) > 1 {
            findings.push(Finding::in_file(rule, term, place, "USt-IdNr. steht mehrfach da", "VAT ID is stated more than once"));
        }
    }
    if root.at("AccountingSupplierParty/Party").is_some_and(|party| party.children("PartyTaxScheme").count() > 2) {
        let (de, en) = ("Verkäufer nennt mehr als zwei Steuerkennungen", "The seller states more than two tax identifiers");
        findings.push(Finding::in_file("UBL-SR-42", "BT-32", Place::SellerTaxNumber, de, en));
    }
}

/// UBL-SR-43: only the invoiced object (130), and in a credit note the project (50), has a type or a scheme.
fn references(root: &Node, findings: &mut Vec<Finding>) {
    let is_wrong = |document: &&Node| match document.text_at("DocumentTypeCode").as_deref() {
        Some("130") => false,
        Some("50") => root.name() != "CreditNote",
        Some(_) => true,
        None => document.at("ID").is_some_and(|id| id.attribute("schemeID").is_some()),
    };
    if root.children("AdditionalDocumentReference").any(|document| is_wrong(&document)) {
        let (de, en) = ("Anlage darf weder Art noch Schema nennen", "An attachment must state neither a type nor a scheme");
        findings.push(Finding::in_file("UBL-SR-43", "BT-122", Place::References, de, en));
    }
}

/// One remittance text (BT-83), and what the extension of XRechnung wants of payments to third parties (BG-DEX-09).
fn payments(root: &Node, findings: &mut Vec<Finding>) {
    let mut texts: Vec<&str> = root.children("PaymentMeans").flat_map(|means| means.children("PaymentID")).filter_map(Node::text).collect();
    texts.sort_unstable();
    texts.dedup();
    if texts.len() > 1 {
        let (de, en) = ("Rechnung nennt mehr als einen Verwendungszweck", "The invoice states more than one remittance text");
        findings.push(Finding::in_file("UBL-SR-44", "BT-83", Place::PaymentMeans, de, en));
    }
    let is_extension = root.text_at("CustomizationID").is_some_and(|id| id.contains("#conformant#") && id.contains("xrechnung"));
    let currency = root.text_at("DocumentCurrencyCode");
    for payment in root.children("PrepaidPayment").filter(|_| is_extension) {
        let amount = payment.at("PaidAmount");
        let decimals = amount.and_then(Node::text).and_then(|text| text.split_once('.')).map_or(0, |(_, decimals)| decimals.len());
        let broken = [
            (
                "BR-DEX-10",
                "BT-DEX-001",
                payment.text_at("ID").is_none(),
                "Art der Zahlung an Dritte fehlt",
                "Type of the payment to a third party is missing",
            ),
            (
                "BR-DEX-11",
                "BT-DEX-002",
                amount.and_then(Node::text).is_none(),
                "Betrag der Zahlung an Dritte fehlt",
                "Amount of the payment to a third party is missing",
            ),
            (
                "BR-DEX-12",
                "BT-DEX-003",
                payment.text_at("InstructionID").is_none(),
                "Beschreibung der Zahlung an Dritte fehlt",
                "Description of the payment to a third party is missing",
            ),
            (
                "BR-DEX-13",
                "BT-DEX-002",
                decimals > 2,
                "Zahlung an Dritte hat mehr als zwei Nachkommastellen",
                "The payment to a third party has more than two decimals",
            ),
            (
                "BR-DEX-14",
                "BT-DEX-002",
                amount.is_some_and(|amount| amount.attribute("currencyID") != currency.as_deref()),
                "Zahlung an Dritte ist in einer anderen Währung",
                "The payment to a third party is in another currency",
            ),
        ];
        for (rule, term, _, de, en) in broken.into_iter().filter(|(_, _, is_broken, ..)| *is_broken) {
            findings.push(Finding::in_file(rule, term, Place::Totals, de, en));
        }
    }
}

/// PEPPOL-EN16931-R101, and the sub-invoice-lines of the extension.
fn lines(root: &Node, findings: &mut Vec<Finding>) {
    for (index, line) in root.children("InvoiceLine").chain(root.children("CreditNoteLine")).enumerate() {
        let has_documents = line.at("DocumentReference").is_some();
        let is_object = |document: &Node| document.text_at("DocumentTypeCode").as_deref() == Some("130");
        if has_documents && !line.children("DocumentReference").any(is_object) {
            let (de, en) = ("Verweis darf nur der abgerechnete Gegenstand sein", "A reference may only be the invoiced object");
            findings.push(Finding::in_file("PEPPOL-EN16931-R101", "BT-128", Place::LineItem(index), de, en));
        }
        sub_lines(line, index, findings);
    }
}

/// BR-DEX-02 and BR-DEX-03: each level adds up, and each sub-line has one VAT category.
fn sub_lines(line: &Node, index: usize, findings: &mut Vec<Finding>) {
    let amount = |line: &Node| line.text_at("LineExtensionAmount").and_then(|text| text.parse::<rust_decimal::Decimal>().ok());
    let sum = line.children("SubInvoiceLine").try_fold(rust_decimal::Decimal::ZERO, |sum, sub| sum.checked_add(amount(sub)?));
    let has_subs = line.at("SubInvoiceLine").is_some();
    if has_subs && amount(line) != sum {
        let (de, en) = ("Nettobetrag ist nicht die Summe der Unterpositionen", "Net amount is not the sum of the sub-lines");
        findings.push(Finding::in_file("BR-DEX-02", "BT-131", Place::LineQuantity(index), de, en).softly());
    }
    for sub in line.children("SubInvoiceLine") {
        if sub.at("Item").map_or(0, |item| item.children("ClassifiedTaxCategory").count()) != 1 {
            let (de, en) = ("Unterposition braucht genau eine Steuerkategorie", "A sub-line needs exactly one VAT category");
            findings.push(Finding::in_file("BR-DEX-03", "BG-DEX-06", Place::LineTax(index), de, en));
        }
        sub_lines(sub, index, findings);
    }
}

/// UBL-DT-01: two decimals for every amount that is no price.
fn amounts(root: &Node, findings: &mut Vec<Finding>) {
    if has_long_amount(root) {
        let (de, en) = ("Ein Betrag hat mehr als zwei Nachkommastellen", "An amount has more than two decimals");
        findings.push(Finding::in_file("UBL-DT-01", "BG-22", Place::Totals, de, en));
    }
}

fn has_long_amount(node: &Node) -> bool {
    let is_long = |text: &str| text.split_once('.').is_some_and(|(_, decimals)| decimals.len() > 2);
    let is_amount = node.name().ends_with("Amount");
    (is_amount && node.text().is_some_and(is_long)) || (node.name() != "Price" && node.elements().iter().any(has_long_amount))
}
