//! Files that mean harm, or are no invoice: a clear refusal at once, nothing stored, nothing fetched.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::golden;
use crate::support::TestApp;
use rechnungswerk::server::documents::xrechnung_ubl;

/// A second where the program is built for use; these tests run without optimisation, side by side.
const AT_ONCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 6 } else { 1 });

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

fn xml_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let laughs = (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect::<String>();
    let declared = |declaration: &str| format!("<!DOCTYPE Invoice [{declaration}]><Invoice><ID>&x;</ID></Invoice>").into_bytes();
    let lines = |line: &str, count: usize| format!("<Invoice><ID>1</ID>{}</Invoice>", line.repeat(count)).into_bytes();
    let invoice = String::from_utf8(xrechnung_ubl::write(&golden::case("single-19"))).unwrap();
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

fn pdf_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    const EMBEDDED: &str = "<</Type/EmbeddedFile/Filter/FlateDecode>>";
    let (bomb, small) = (packed(100 << 20), packed(1 << 20));
    let stream = ("<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>", Some(small.as_slice()));
    let whole = attached(EMBEDDED, &packed(65_536));
    let table = "<</Type/XRef/W[1 35184372088832 1]/Index[0 9000000000000000000]/Size 1>>";
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
        ("page only", pdf(&[("<</Type/Catalog>>", None)]), "no_invoice_inside"),
        ("photo attached", pdf(&[("<</F(a.jpg)/EF<</F 2 0 R>>>>", None), ("<<>>", Some(b"JFIF"))]), "no_invoice_inside"),
        ("entities inside", attached("<<>>", b"<!DOCTYPE x [<!ENTITY a \"b\">]><Invoice>&a;</Invoice>"), "has_entities"),
        ("cut off", whole[..whole.len() - 70].to_vec(), "broken_pdf"),
        ("cut off early", whole[..60].to_vec(), "broken_pdf"),
        ("nothing", b"%PDF-1.7\n".to_vec(), "broken_pdf"),
        ("random", [b"%PDF-1.7\n".to_vec(), (0..100_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect()].concat(), "broken_pdf"),
    ]
}

#[tokio::test]
async fn hostile_files_are_refused_at_once_and_leave_nothing() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    for (name, bytes, problem) in xml_files().into_iter().chain(pdf_files()) {
        assert!(bytes.len() <= 10 << 20, "{name} is refused for its size");
        let started = Instant::now();
        let answer = buyer.api.post_bytes("/api/incoming", "application/octet-stream", bytes).await;
        let took = started.elapsed();
        println!("{name}: {took:?}");
        assert_eq!(answer.wrong_fields(), [format!("file: {problem}")], "{name}");
        assert!(took < AT_ONCE, "{name} took {took:?}");
    }
    assert_eq!(app.count("select count(*) from incoming_invoices").await, 0);
    assert!(!app.data_dir().join("files/organizations").exists(), "a file was stored");
    assert_eq!(app.count("select count(*) from audit_events where event = 'incoming.received'").await, 0);
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_in_words() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let huge = vec![b' '; 100 << 20];
    for key in ["", "huge"] {
        let client = if key.is_empty() { buyer.api.clone() } else { buyer.api.with("idempotency-key", key) };
        let started = Instant::now();
        let answer = client.post_bytes("/api/incoming", "application/xml", huge.clone()).await;
        println!("{:?}", started.elapsed());
        assert_eq!(answer.wrong_fields(), ["file: file_too_large"]);
        assert!(started.elapsed() < AT_ONCE);
    }
    let browser = app.browser(&buyer);
    let form = Form::new().part("file", Part::bytes(huge).file_name("x.xml"));
    let answer = browser.send(browser.request(Method::POST, "/incoming").header("sec-fetch-site", "same-origin").multipart(form)).await.expect(303);
    let flash = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let page = app.stranger().with("cookie", &format!("session={}; {flash}", buyer.session)).get(answer.header("location")).await.expect(200).text();
    assert!(page.contains("Die Datei darf höchstens 10240 KB groß sein."), "{page}");
    assert_eq!(app.count("select count(*) from incoming_invoices").await, 0);
}

#[tokio::test]
async fn an_invoice_in_utf_16_is_read() {
    let app = TestApp::start().await;
    let buyer = app.sign_up().await;
    let invoice = String::from_utf8(xrechnung_ubl::write(&golden::case("single-19"))).unwrap().replace("UTF-8", "UTF-16");
    for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let bytes: Vec<u8> = [0xFEFF].into_iter().chain(invoice.encode_utf16()).flat_map(order).collect();
        let received = buyer.api.post_bytes("/api/incoming", "application/xml", bytes).await.expect(201).json();
        assert_eq!(received["number"], "RE-2026-00042");
    }
}
