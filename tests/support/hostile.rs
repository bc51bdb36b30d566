//! Files that mean harm, for the upload over HTTP and for the measurement of the reader; the including file has `golden` beside it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rechnungswerk::server::documents::xrechnung_ubl;

fn packed(size: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..size / 65_536 {
        encoder.write_all(&[b' '; 65_536]).unwrap();
    }
    encoder.finish().unwrap()
}

/// A PDF of these objects, each with its dictionary and, where it is a stream, its content.
fn pdf(objects: &[(&str, Option<&[u8]>)]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (index, (dictionary, content)) in objects.iter().enumerate() {
        write!(file, "{} 0 obj\n{dictionary}\n", index + 1).unwrap();
        if let Some(content) = content {
            file.extend([b"stream\n", *content, b"\nendstream\n"].concat());
        }
        file.extend(b"endobj\n");
    }
    file.extend(b"trailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF\n");
    file
}

/// A PDF with one attached file under the name that invoices have.
fn attached(dictionary: &str, content: &[u8]) -> Vec<u8> {
    pdf(&[("<</Type/Filespec/F(factur-x.xml)/EF<</F 2 0 R>>>>", None), (dictionary, Some(content))])
}

/// Name, content, and the problem that the upload names.
pub fn xml_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let laughs = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect::<String>();
    let declared = |declaration: &str| format!("<!DOCTYPE Invoice [{declaration}]><Invoice><ID>&x;</ID></Invoice>").into_bytes();
    let lines = |line: &str, count: usize| format!("<Invoice><ID>1</ID>{}</Invoice>", line.repeat(count)).into_bytes();
    let invoice = String::from_utf8(xrechnung_ubl::write(&super::golden::case("single-19"))).unwrap();
    let broken_utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(invoice.encode_utf16().flat_map(u16::to_le_bytes)).take(2_001).collect();
    vec![
        ("billion laughs", declared(&format!("<!ENTITY l0 \"lol\">{laughs}<!ENTITY x \"&l9;\">")), "has_entities"),
        ("file entity", declared("<!ENTITY x SYSTEM \"file:///etc/passwd\">"), "has_entities"),
        ("network entity", declared("<!ENTITY x SYSTEM \"http://127.0.0.1:9/x\">"), "has_entities"),
        ("network schema", b"<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:9/x.dtd\"><Invoice/>".to_vec(), "has_entities"),
        ("undeclared entity", b"<Invoice><ID>&x;</ID></Invoice>".to_vec(), "has_entities"),
        ("deep nesting", "<Invoice>".repeat(100_000).into_bytes(), "file_too_complex"),
        ("many elements", lines("<a/>", 1_500_000), "file_too_complex"),
        ("many lines", lines("<InvoiceLine/>", 500_000), "file_too_complex"),
        (
            "many attributes",
            format!("<Invoice {}/>", (0..100_000).map(|n| format!("a{n}=\"\" ")).collect::<String>()).into_bytes(),
            "file_too_complex",
        ),
        ("cut off", invoice.as_bytes()[..invoice.len() / 2].to_vec(), "not_xml"),
        ("cut off UTF-16", broken_utf16, "not_xml"),
        ("zero bytes", invoice.replace("RE-2026-00042", "RE\0").into_bytes(), "not_xml"),
        ("random bytes", (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), "not_xml"),
        ("plain text", b"Sehr geehrte Damen und Herren".to_vec(), "not_xml"),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "not_xml"),
        ("web page", b"<html><body>Rechnung</body></html>".to_vec(), "not_an_invoice"),
        ("order", b"<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"><ID>1</ID></Order>".to_vec(), "not_an_invoice"),
        ("empty invoice", b"<Invoice/>".to_vec(), "not_an_invoice"),
        ("empty", Vec::new(), "required"),
    ]
}

/// The same as PDF files.
pub fn pdf_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const EMBEDDED: &str = "<</Type/EmbeddedFile/Filter/FlateDecode>>";
    let (bomb, small) = (packed(100 << 20), packed(1 << 20));
    let stream = ("<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>", Some(small.as_slice()));
    let whole = attached(EMBEDDED, &packed(65_536));
    let table = "<</Type/XRef/W[1 35184372088832 1]/Index[0 9000000000000000000]/Size 1>>";
    let extends = ["<</Type/ObjStm/N 0/First 0/Extends 2 0 R>>", "<</Type/ObjStm/N 0/First 0/Extends 1 0 R>>"];
    let circle = "<</Type/Filespec/F 1 0 R/EF 1 0 R>>";
    let objects = b"1 0 obj (".repeat(200_000);
    vec![
        ("bomb", attached(EMBEDDED, &bomb), "file_too_complex"),
        ("many small bombs", pdf(&vec![stream; 64]), "file_too_complex"),
        ("bomb in a bomb", attached("<</Filter[/FlateDecode/FlateDecode]>>", &bomb), "broken_pdf"),
        ("huge table", pdf(&[(table, Some(b"\0\0\0\0"))]), "no_invoice_inside"),
        ("deep array", pdf(&[(&"[".repeat(100_000), None), ("<<>>", None)]), "no_invoice_inside"),
        ("objects that never end", [b"%PDF-1.7\n".as_slice(), &objects].concat(), "file_too_complex"),
        ("comments that never end", [b"%PDF-1.7\n".as_slice(), &b"1 0 obj 1%".repeat(200_000)].concat(), "file_too_complex"),
        ("streams that never come", [b"%PDF-1.7\n".as_slice(), &b"1 0 obj<<>>%".repeat(200_000)].concat(), "file_too_complex"),
        ("circle", pdf(&[(circle, None)]), "no_invoice_inside"),
        ("tables in a circle", pdf(&[("<</Type/XRef/Prev 9/W[1 2 1]/Size 2>>", Some(b"\0\0\0\0"))]), "no_invoice_inside"),
        ("streams that extend each other", pdf(&[(extends[0], Some(b"")), (extends[1], Some(b""))]), "no_invoice_inside"),
        ("page only", pdf(&[("<</Type/Catalog>>", None)]), "no_invoice_inside"),
        ("photo attached", pdf(&[("<</F(a.jpg)/EF<</F 2 0 R>>>>", None), ("<<>>", Some(b"JFIF"))]), "no_invoice_inside"),
        ("entities inside", attached("<<>>", b"<!DOCTYPE x [<!ENTITY a \"b\">]><Invoice>&a;</Invoice>"), "has_entities"),
        ("cut off", whole[..whole.len() - 70].to_vec(), "broken_pdf"),
        ("cut off early", whole[..60].to_vec(), "broken_pdf"),
        ("nothing", b"%PDF-1.7\n".to_vec(), "broken_pdf"),
        ("random", [b"%PDF-1.7\n".to_vec(), (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect()].concat(), "broken_pdf"),
    ]
}
