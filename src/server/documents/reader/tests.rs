//! Hostile and odd files.

use super::*;

const INVOICE: &str = r#"<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>RE &amp; 1&#x20AC;</ID></Invoice>"#;

fn refused(text: &str) -> Unreadable {
    read(text.as_bytes()).expect_err("refused")
}

#[test]
fn entities_are_refused_and_never_expanded() {
    let bomb = r#"<!DOCTYPE i [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Invoice><ID>&b;</ID></Invoice>"#;
    assert_eq!(refused(bomb), Unreadable::Entities);
    assert_eq!(refused(r#"<!DOCTYPE i SYSTEM "file:///etc/passwd"><Invoice/>"#), Unreadable::Entities);
    assert_eq!(refused("<Invoice><ID>&b;</ID></Invoice>"), Unreadable::Entities);
    assert_eq!(refused(r#"<Invoice a="&b;"/>"#), Unreadable::Entities);
    assert_eq!(read(INVOICE.as_bytes()).expect("reads").invoice.number, "RE & 1€");
}

#[test]
fn depth_number_and_size_are_limited() {
    assert_eq!(refused(&"<Invoice>".repeat(100_000)), Unreadable::TooComplex);
    assert_eq!(refused(&format!("<Invoice>{}</Invoice>", "<a/>".repeat(1_000_001))), Unreadable::TooComplex);
    assert_eq!(read(&vec![b' '; 65 * 1024 * 1024]).expect_err("refused"), Unreadable::TooLarge);
}

#[test]
fn what_is_no_invoice_is_refused() {
    for text in ["", "hello", "<Invoice>", "<Invoice></CreditNote>", "<Invoice/><Invoice/>", "</Invoice>", "<Invoice>&#x110000;</Invoice>"] {
        assert_eq!(refused(text), Unreadable::NotXml, "{text}");
    }
    assert_eq!(refused("<html/>"), Unreadable::UnknownRoot);
    assert_eq!(read(b"<Invoice>\xFF</Invoice>").expect_err("refused"), Unreadable::NotXml);
}

#[test]
fn other_encodings_are_read() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(INVOICE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read(&utf16).expect("reads").invoice.number, "RE & 1€");
    let latin1 = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Invoice><ID>M\xFCller</ID></Invoice>";
    assert_eq!(read(latin1).expect("reads").invoice.number, "Müller");
}

#[test]
fn an_empty_invoice_is_read_with_findings() {
    for root in ["<Invoice/>", "<CreditNote/>", "<CrossIndustryInvoice/>"] {
        let reading = read(root.as_bytes()).expect("reads");
        assert!(reading.findings.iter().any(|finding| finding.rule == "BR-12"), "{root}");
    }
}

/// A PDF with one embedded file, compressed.
fn pdf(name: &str, content: Vec<u8>) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.7");
    let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, content);
    stream.compress().expect("compresses");
    let stream = document.add_object(stream);
    let file = document.add_object(dictionary! {
        "Type" => "Filespec", "UF" => Object::string_literal(name), "EF" => dictionary! { "F" => stream },
    });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "AF" => vec![file.into()] });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

#[test]
fn the_xml_inside_a_pdf_is_read() {
    let bytes = pdf("factur-x.xml", INVOICE.as_bytes().to_vec());
    assert_eq!(embedded_xml(&bytes).expect("found"), ("factur-x.xml".to_owned(), INVOICE.as_bytes().to_vec()));
    assert_eq!(read(&bytes).expect("reads").invoice.number, "RE & 1€");
}

#[test]
fn pdf_bombs_and_pdfs_without_xml_are_refused() {
    assert_eq!(read(&pdf("factur-x.xml", vec![b' '; 100 * 1024 * 1024])).expect_err("refused"), Unreadable::TooLarge);
    assert_eq!(read(&pdf("photo.jpg", Vec::new())).expect_err("refused"), Unreadable::NoXml);
    assert_eq!(read(b"%PDF-1.7\n").expect_err("refused"), Unreadable::NotPdf);
}
