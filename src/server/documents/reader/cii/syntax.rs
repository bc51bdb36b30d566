//! What CII can say and EN 16931 cannot: sums too many, references of other kinds, lines below lines, prices with two bases.

use super::super::tree::Node;
use crate::domain::einvoice::gate::{Finding, Place};

pub fn check(transaction: &Node, findings: &mut Vec<Finding>) {
    if let Some(settlement) = transaction.at("ApplicableHeaderTradeSettlement") {
        tax_totals(settlement, findings);
    }
    attachments(transaction, findings);
    let is_sub = |line: &Node| line.at("AssociatedDocumentLineDocument/ParentLineID").is_some();
    let (subs, lines): (Vec<&Node>, Vec<&Node>) = transaction.children("IncludedSupplyChainTradeLineItem").partition(|line| is_sub(line));
    if !subs.is_empty() {
        let (de, en) = ("Unterpositionen sind in dieser Syntax nicht vorgesehen", "Sub-lines are not provided for in this syntax");
        findings.push(Finding::in_file("BR-DEX-15", "BG-25", Place::Lines, de, en).softly());
    }
    for (index, line) in lines.into_iter().enumerate() {
        self::line(line, index, findings);
    }
}

/// PEPPOL-EN16931-R053 and R054: one VAT total in the currency of the invoice, and one more only for another VAT currency.
fn tax_totals(settlement: &Node, findings: &mut Vec<Finding>) {
    let currency = settlement.text_at("InvoiceCurrencyCode");
    let totals = || settlement.children("SpecifiedTradeSettlementHeaderMonetarySummation").flat_map(|sum| sum.children("TaxTotalAmount"));
    let stated = |total: &&Node| total.attribute("currencyID").is_some();
    let own = totals().filter(|total| total.attribute("currencyID") == currency.as_deref()).count();
    if own > 1 {
        let (de, en) = ("Umsatzsteuerbetrag steht mehrfach da", "VAT total is stated more than once");
        findings.push(Finding::in_file("PEPPOL-EN16931-R053", "BT-110", Place::Totals, de, en));
    }
    let others = totals().filter(stated).filter(|total| total.attribute("currencyID") != currency.as_deref()).count();
    if others != usize::from(settlement.at("TaxCurrencyCode").is_some()) {
        let (de, en) = (
            "Umsatzsteuer in weiterer Währung muss genau dann einmal dastehen, wenn die Währung genannt ist",
            "VAT in a further currency must be there once if, and only if, that currency is stated",
        );
        findings.push(Finding::in_file("PEPPOL-EN16931-R054", "BT-111", Place::Currency, de, en));
    }
}

/// BR-TMP-4 and BR-TMP-5: an attachment has one description and one file.
fn attachments(transaction: &Node, findings: &mut Vec<Finding>) {
    let documents = transaction.at("ApplicableHeaderTradeAgreement").into_iter().flat_map(|node| node.children("AdditionalReferencedDocument"));
    let documents = documents.filter(|document| !matches!(document.text_at("TypeCode").as_deref(), Some("130" | "50")));
    for (index, document) in documents.enumerate() {
        let place = Place::Attachment(index);
        if document.children("Name").count() > 1 {
            let (de, en) = ("Anlage hat mehr als eine Beschreibung", "The attachment has more than one description");
            findings.push(Finding::in_file("BR-TMP-4", "BT-123", place, de, en).softly());
        }
        if document.children("AttachmentBinaryObject").count() > 1 {
            let (de, en) = ("Anlage enthält mehr als eine Datei", "The attachment contains more than one file");
            findings.push(Finding::in_file("BR-TMP-5", "BT-125", place, de, en).softly());
        }
    }
}

/// PEPPOL-EN16931-R101, and BR-TMP-3: the base quantity of both prices is the same where both state one.
fn line(line: &Node, index: usize, findings: &mut Vec<Finding>) {
    if let Some(settlement) = line.at("SpecifiedLineTradeSettlement") {
        let mut documents = settlement.children("AdditionalReferencedDocument").peekable();
        let is_object = |document: &Node| document.text_at("TypeCode").as_deref() == Some("130");
        if documents.peek().is_some() && !documents.any(is_object) {
            let (de, en) = ("Verweis darf nur der abgerechnete Gegenstand sein", "A reference may only be the invoiced object");
            findings.push(Finding::in_file("PEPPOL-EN16931-R101", "BT-128", Place::LineItem(index), de, en));
        }
    }
    let base = |price: &str| {
        let base = line.at("SpecifiedLineTradeAgreement")?.at(price)?.at("BasisQuantity")?;
        Some((base.text()?.parse::<rust_decimal::Decimal>().ok()?, base.attribute("unitCode")))
    };
    if let (Some(net), Some(gross)) = (base("NetPriceProductTradePrice"), base("GrossPriceProductTradePrice"))
        && net != gross
    {
        let (de, en) = ("Brutto- und Nettopreis gelten für verschiedene Mengen", "Gross and net price are for different quantities");
        findings.push(Finding::in_file("BR-TMP-3", "BT-149", Place::LinePrice(index), de, en));
    }
}
