//! What only a file can break: an invoice that we wrote is damaged in one way and raises exactly the rule about it.
//!
//! What the model can hold is tested with the gate, one line a rule; here it is also seen that no rule is without its line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;

use std::collections::BTreeSet;
use std::path::Path;

use rechnungswerk::domain::einvoice::gate;
use rechnungswerk::domain::einvoice::specification::{XRECHNUNG, XRECHNUNG_EXTENSION};
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::reader;
use rechnungswerk::server::documents::xrechnung_ubl;
use rstest::rstest;

type Damage = fn(&str) -> String;

/// Where the first element of this name begins and ends.
fn element(xml: &str, name: &str) -> (usize, usize) {
    let starts = xml.match_indices(&format!("<{name}")).map(|(at, _)| at).find(|at| xml[at + name.len() + 1..].starts_with([' ', '>']));
    let start = starts.unwrap_or_else(|| panic!("no {name} in {xml}"));
    let close = format!("</{name}>");
    (start, start + xml[start..].find(&close).expect("it ends") + close.len())
}

fn without(xml: &str, name: &str) -> String {
    let (start, end) = element(xml, name);
    format!("{}{}", &xml[..start], &xml[end..])
}

fn twice(xml: &str, name: &str) -> String {
    let (start, end) = element(xml, name);
    format!("{}{}{}", &xml[..end], &xml[start..end], &xml[end..])
}

fn says(xml: &str, name: &str, text: &str) -> String {
    let (start, end) = element(xml, name);
    let content = start + xml[start..].find('>').expect("it opens") + 1;
    format!("{}{text}{}", &xml[..content], &xml[end - name.len() - 3..])
}

fn replace(xml: &str, from: &str, to: &str) -> String {
    assert!(xml.contains(from), "no {from} in {xml}");
    xml.replacen(from, to, 1)
}

/// Does something to what comes behind a mark.
fn behind(xml: &str, mark: &str, damage: impl Fn(&str) -> String) -> String {
    let at = xml.find(mark).unwrap_or_else(|| panic!("no {mark} in {xml}")) + mark.len();
    format!("{}{}", &xml[..at], damage(&xml[at..]))
}

fn before(xml: &str, mark: &str, added: &str) -> String {
    replace(xml, mark, &format!("{added}{mark}"))
}

const LINE: &str = "<cac:InvoiceLine>";
const SUMS: &str = "<cac:LegalMonetaryTotal>";
const GROUP: &str = "<cac:TaxSubtotal>";
const BUYER: &str = "<cac:AccountingCustomerParty>";

/// The rules that a file breaks; `…` stands for others that come along.
#[track_caller]
fn breaks(xml: &str, rule: &str, twins: &str, damage: Damage) {
    let judge = |xml: &str| {
        let reading = reader::read(xml.as_bytes()).expect("reads");
        gate::check_received(&reading.invoice, reading.findings)
    };
    assert_eq!(judge(xml), []);
    let damaged = damage(xml);
    let findings = judge(&damaged);
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.rule).collect();
    if twins == "…" {
        assert!(found.contains(rule), "{rule} not in {findings:#?}\n{damaged}");
    } else {
        let expected: BTreeSet<&str> = twins.split_whitespace().chain([rule]).collect();
        assert_eq!(found, expected, "{findings:#?}\n{damaged}");
    }
    for finding in findings {
        assert!(finding.de != finding.en && finding.de.starts_with(|c: char| c.is_uppercase() || c == '„'), "{finding:?}");
        assert!(finding.de.ends_with(&format!("({})", finding.term)), "{finding:?}");
    }
}

fn ubl(name: &str) -> String {
    String::from_utf8(xrechnung_ubl::write(&golden::case(name))).expect("utf-8")
}

fn cii(name: &str) -> String {
    String::from_utf8(cii::write(&golden::case(name), Guideline::XRechnung)).expect("utf-8")
}

#[rstest]
#[case("BR-04", "", |xml: &str| without(xml, "cbc:InvoiceTypeCode"))]
#[case("BR-05", "", |xml: &str| without(xml, "cbc:DocumentCurrencyCode"))]
#[case("BR-08", "…", |xml: &str| without(xml, "cac:PostalAddress"))]
#[case("BR-10", "…", |xml: &str| behind(xml, BUYER, |xml| without(xml, "cac:PostalAddress")))]
#[case("BR-12", "…", |xml: &str| behind(xml, SUMS, |xml| without(xml, "cbc:LineExtensionAmount")))]
#[case("BR-13", "…", |xml: &str| without(xml, "cbc:TaxExclusiveAmount"))]
#[case("BR-14", "…", |xml: &str| without(xml, "cbc:TaxInclusiveAmount"))]
#[case("BR-15", "…", |xml: &str| without(xml, "cbc:PayableAmount"))]
#[case("BR-22", "…", |xml: &str| without(xml, "cbc:InvoicedQuantity"))]
#[case("BR-24", "…", |xml: &str| behind(xml, LINE, |xml| without(xml, "cbc:LineExtensionAmount")))]
#[case("BR-26", "…", |xml: &str| without(xml, "cbc:PriceAmount"))]
#[case("BR-36", "…", |xml: &str| behind(xml, "<cac:AllowanceCharge>", |xml| without(xml, "cbc:Amount")))]
#[case("BR-41", "…", |xml: &str| behind(xml, LINE, |xml| behind(xml, "<cbc:ChargeIndicator>false", |xml| without(xml, "cbc:Amount"))))]
#[case("BR-43", "…", |xml: &str| behind(xml, LINE, |xml| behind(xml, "<cbc:ChargeIndicator>true", |xml| without(xml, "cbc:Amount"))))]
#[case("BR-45", "…", |xml: &str| behind(xml, GROUP, |xml| without(xml, "cbc:TaxableAmount")))]
#[case("BR-46", "…", |xml: &str| behind(xml, GROUP, |xml| without(xml, "cbc:TaxAmount")))]
#[case("BR-47", "…", |xml: &str| behind(xml, GROUP, |xml| without(xml, "cbc:ID")))]
#[case("BR-B-01", "…", |xml: &str| behind(xml, GROUP, |xml| says(xml, "cbc:ID", "B")))]
#[case("BR-CL-01", "", |xml: &str| says(xml, "cbc:InvoiceTypeCode", "ABC"))]
#[case("BR-CL-03", "RW-CURRENCY", |xml: &str| replace(xml, "currencyID=\"EUR\"", "currencyID=\"XYZ\""))]
#[case("RW-CURRENCY", "", |xml: &str| replace(xml, "currencyID=\"EUR\"", "currencyID=\"USD\""))]
#[case("BR-CL-04", "", |xml: &str| says(xml, "cbc:DocumentCurrencyCode", "Euro"))]
#[case("BR-CL-05", "PEPPOL-EN16931-R054", |xml: &str| before(xml, "<cbc:BuyerReference>", "<cbc:TaxCurrencyCode>Franken</cbc:TaxCurrencyCode>"))]
#[case("BR-CL-16", "", |xml: &str| says(xml, "cbc:PaymentMeansCode", "058"))]
#[case("BR-CL-17", "…", |xml: &str| behind(xml, GROUP, |xml| says(xml, "cbc:ID", "X")))]
#[case("BR-CL-18", "…", |xml: &str| behind(xml, "<cac:ClassifiedTaxCategory>", |xml| says(xml, "cbc:ID", "X")))]
#[case("BR-CO-04", "…", |xml: &str| without(xml, "cac:ClassifiedTaxCategory"))]
#[case("BR-CO-15", "…", |xml: &str| twice(xml, "cac:TaxTotal"))]
#[case("RW-DATE", "", |xml: &str| says(xml, "cbc:IssueDate", "02.11.2026"))]
#[case("RW-DATE", "", |xml: &str| behind(xml, "<cac:InvoicePeriod>", |xml| says(xml, "cbc:StartDate", "2026-13-01")))]
#[case("RW-NUMBER", "", |xml: &str| says(xml, "cbc:PayableAmount", "viel"))]
#[case("RW-PROFILE", "", |xml: &str| says(xml, "cbc:CustomizationID", "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"))]
#[case("RW-ATTACHMENT", "", |xml: &str| says(xml, "cbc:EmbeddedDocumentBinaryObject", "%%%"))]
#[case("UBL-DT-01", "BR-DEC-18", |xml: &str| replace(xml, "</cbc:PayableAmount>", "0</cbc:PayableAmount>"))]
#[case("UBL-DT-06", "BR-CL-24", |xml: &str| replace(xml, " mimeCode=\"application/pdf\"", ""))]
#[case("UBL-DT-07", "RW-FILE-NAME", |xml: &str| behind(xml, "<cbc:EmbeddedDocumentBinaryObject", |xml| replace(xml, " filename=", " name=")))]
#[case("UBL-SR-12", "UBL-SR-42", |xml: &str| twice(xml, "cac:PartyTaxScheme"))]
#[case("UBL-SR-42", "UBL-SR-12", |xml: &str| twice(xml, "cac:PartyTaxScheme"))]
#[case("UBL-SR-18", "", |xml: &str| behind(xml, BUYER, |xml| twice(xml, "cac:PartyTaxScheme")))]
#[case("UBL-SR-43", "", |xml: &str| before(xml, "<cac:AccountingSupplierParty>", "<cac:AdditionalDocumentReference><cbc:ID schemeID=\"AAA\">1</cbc:ID></cac:AdditionalDocumentReference>"))]
#[case("UBL-SR-44", "", |xml: &str| says(&twice(xml, "cac:PaymentMeans"), "cbc:PaymentID", "RE-1"))]
#[case("PEPPOL-EN16931-R008", "", |xml: &str| before(xml, "<cbc:DocumentCurrencyCode>", "<cbc:Note> </cbc:Note>"))]
#[case("PEPPOL-EN16931-R043", "", |xml: &str| says(xml, "cbc:ChargeIndicator", "1"))]
#[case("PEPPOL-EN16931-R044", "", |xml: &str| behind(xml, "<cac:Price>", |xml| says(xml, "cbc:ChargeIndicator", "true")))]
#[case("PEPPOL-EN16931-R053", "…", |xml: &str| twice(xml, "cac:TaxTotal"))]
#[case("PEPPOL-EN16931-R054", "BR-53", |xml: &str| before(xml, "<cbc:BuyerReference>", "<cbc:TaxCurrencyCode>USD</cbc:TaxCurrencyCode>"))]
#[case("PEPPOL-EN16931-R101", "", |xml: &str| behind(xml, LINE, |xml| says(xml, "cbc:DocumentTypeCode", "50")))]
#[case("BR-TMP-6", "", |xml: &str| says(xml, "cbc:IssueDate", "2026-11-02Z"))]
#[case("BR-TMP-6", "", |xml: &str| says(xml, "cbc:IssueDate", "20261102"))]
fn a_damaged_ubl_file(#[case] rule: &str, #[case] twins: &str, #[case] damage: Damage) {
    breaks(&ubl("everything"), rule, twins, damage);
}

#[rstest]
#[case("BR-19", "…", "tax-representative", |xml: &str| behind(xml, "<cac:TaxRepresentativeParty>", |xml| without(xml, "cac:PostalAddress")))]
#[case("BR-31", "…", "three-rates-with-allowances", |xml: &str| behind(xml, "<cac:AllowanceCharge>", |xml| without(xml, "cbc:Amount")))]
#[case("BR-DE-14", "", "out-of-scope", |xml: &str| without(xml, "cbc:Percent"))]
fn another_damaged_ubl_file(#[case] rule: &str, #[case] twins: &str, #[case] name: &str, #[case] damage: Damage) {
    breaks(&ubl(name), rule, twins, damage);
}

fn sub_line(xml: &str, amount: &str, item: &str) -> String {
    let sub = format!(
        "<cac:SubInvoiceLine><cbc:ID>1.1</cbc:ID><cbc:LineExtensionAmount currencyID=\"EUR\">{amount}</cbc:LineExtensionAmount><cac:Item>{item}</cac:Item></cac:SubInvoiceLine>"
    );
    before(xml, "</cac:InvoiceLine>", &sub)
}

fn third_party(xml: &str, parts: &str) -> String {
    before(xml, "<cac:TaxTotal>", &format!("<cac:PrepaidPayment>{parts}</cac:PrepaidPayment>"))
}

#[rstest]
#[case("BR-DEX-02", "", |xml: &str| sub_line(xml, "1.00", "<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID></cac:ClassifiedTaxCategory>"))]
#[case("BR-DEX-03", "", |xml: &str| sub_line(xml, "100.00", "<cbc:Name>Teil</cbc:Name>"))]
#[case("BR-DEX-10", "", |xml: &str| third_party(xml, "<cbc:PaidAmount currencyID=\"EUR\">0.00</cbc:PaidAmount><cbc:InstructionID>Maut</cbc:InstructionID>"))]
#[case("BR-DEX-11", "", |xml: &str| third_party(xml, "<cbc:ID>1</cbc:ID><cbc:InstructionID>Maut</cbc:InstructionID>"))]
#[case("BR-DEX-12", "", |xml: &str| third_party(xml, "<cbc:ID>1</cbc:ID><cbc:PaidAmount currencyID=\"EUR\">0.00</cbc:PaidAmount>"))]
#[case("BR-DEX-13", "UBL-DT-01", |xml: &str| third_party(xml, "<cbc:ID>1</cbc:ID><cbc:PaidAmount currencyID=\"EUR\">0.000</cbc:PaidAmount><cbc:InstructionID>Maut</cbc:InstructionID>"))]
#[case("BR-DEX-14", "RW-CURRENCY", |xml: &str| third_party(xml, "<cbc:ID>1</cbc:ID><cbc:PaidAmount currencyID=\"USD\">0.00</cbc:PaidAmount><cbc:InstructionID>Maut</cbc:InstructionID>"))]
fn a_damaged_file_of_the_extension(#[case] rule: &str, #[case] twins: &str, #[case] damage: Damage) {
    breaks(&replace(&ubl("single-19"), XRECHNUNG, XRECHNUNG_EXTENSION), rule, twins, damage);
}

#[rstest]
#[case("RW-DATE", "", "everything", |xml: &str| says(xml, "udt:DateTimeString", "gestern"))]
#[case("BR-TMP-7", "", "everything", |xml: &str| says(xml, "udt:DateTimeString", "2026-11-02"))]
#[case("BR-TMP-7", "", "everything", |xml: &str| replace(xml, " format=\"102\"", ""))]
#[case("BR-TMP-3", "", "everything", |xml: &str| behind(xml, "<ram:GrossPriceProductTradePrice>", |xml| says(xml, "ram:BasisQuantity", "5")))]
#[case("BR-TMP-4", "", "everything", |xml: &str| behind(xml, "<ram:TypeCode>916</ram:TypeCode>", |xml| twice(xml, "ram:Name")))]
#[case("BR-TMP-5", "", "everything", |xml: &str| twice(xml, "ram:AttachmentBinaryObject"))]
#[case("BR-DEX-15", "", "single-19", |xml: &str| {
    let lines = twice(xml, "ram:IncludedSupplyChainTradeLineItem");
    before(&lines, "</ram:AssociatedDocumentLineDocument>", "<ram:ParentLineID>1</ram:ParentLineID>")
})]
#[case("BR-CL-16", "", "single-19", |xml: &str| behind(xml, "<ram:SpecifiedTradeSettlementPaymentMeans>", |xml| says(xml, "ram:TypeCode", "Bar")))]
#[case("BR-DE-14", "", "out-of-scope", |xml: &str| without(xml, "ram:RateApplicablePercent"))]
#[case("BR-DE-25-b", "BR-50", "direct-debit", |xml: &str| before(xml, "</ram:SpecifiedTradeSettlementPaymentMeans>", "<ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>SOGEDEFF</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution>"))]
#[case("PEPPOL-EN16931-R008", "", "everything", |xml: &str| before(xml, "<ram:TypeCode>380", "<ram:Name></ram:Name>"))]
#[case("PEPPOL-EN16931-R043", "", "everything", |xml: &str| behind(xml, "<ram:SpecifiedTradeAllowanceCharge>", |xml| says(xml, "udt:Indicator", "1")))]
#[case("PEPPOL-EN16931-R044", "", "everything", |xml: &str| behind(xml, "<ram:AppliedTradeAllowanceCharge>", |xml| says(xml, "udt:Indicator", "true")))]
#[case("PEPPOL-EN16931-R053", "", "everything", |xml: &str| twice(xml, "ram:TaxTotalAmount"))]
#[case("PEPPOL-EN16931-R054", "BR-53", "everything", |xml: &str| before(xml, "<ram:InvoiceCurrencyCode>", "<ram:TaxCurrencyCode>USD</ram:TaxCurrencyCode>"))]
#[case("PEPPOL-EN16931-R101", "", "everything", |xml: &str| behind(xml, "<ram:SpecifiedLineTradeSettlement>", |xml| behind(xml, "<ram:AdditionalReferencedDocument>", |xml| says(xml, "ram:TypeCode", "916"))))]
fn a_damaged_cii_file(#[case] rule: &str, #[case] twins: &str, #[case] name: &str, #[case] damage: Damage) {
    breaks(&cii(name), rule, twins, damage);
}

#[test]
fn a_payment_agreed_between_the_partners_is_read_and_written() {
    for xml in [says(&ubl("single-19"), "cbc:PaymentMeansCode", "ZZZ"), {
        behind(&cii("single-19"), "<ram:SpecifiedTradeSettlementPaymentMeans>", |xml| says(xml, "ram:TypeCode", "ZZZ"))
    }] {
        let reading = reader::read(xml.as_bytes()).expect("reads");
        assert_eq!(gate::check_received(&reading.invoice, reading.findings), []);
        let written = String::from_utf8(xrechnung_ubl::write(&reading.invoice)).expect("utf-8");
        assert!(written.contains(">ZZZ</cbc:PaymentMeansCode>"), "{written}");
    }
}

/// The ids of rules among the quoted words of a text.
fn ids(text: &str) -> BTreeSet<String> {
    let is_id = |word: &&str| {
        let known = ["BR-", "PEPPOL-EN16931-R", "RW-", "UStG-", "UBL-"].iter().any(|prefix| word.starts_with(prefix));
        known && !word.ends_with('-') && word.len() > 3 && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(is_id)
        .map(str::to_owned)
        .collect()
}

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("tests.rs") {
            found.push_str(&std::fs::read_to_string(&path).expect("a source"));
        }
    }
}

/// The ten rules of each category come from a table and are walked through by the tests of the gate.
#[test]
fn no_rule_is_without_a_line_that_breaks_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut rules, mut tests) = (String::new(), String::new());
    for folder in ["src/domain/einvoice/gate", "src/server/documents/reader"] {
        sources(&root.join(folder), &mut rules);
    }
    sources(&root.join("src/domain/einvoice/gate/tests"), &mut tests);
    tests.push_str(&std::fs::read_to_string(root.join("tests/einvoice_rules.rs")).expect("this file"));
    let lines: String = tests.lines().filter(|line| line.trim_start().starts_with("#[case(")).map(|line| format!("{line}\n")).collect();
    let tested = ids(&lines);
    let untested: Vec<String> = ids(&rules).into_iter().filter(|rule| !tested.contains(rule)).collect();
    println!("{} rules, and ten for each of nine categories", ids(&rules).len());
    assert!(untested.is_empty(), "{untested:?}");
}
