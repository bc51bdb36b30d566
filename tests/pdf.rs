//! The page of an invoice, read back by tools that are not ours: amounts, codes, page breaks, PDF/A.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

#[path = "support/golden/mod.rs"]
mod golden;
#[path = "support/pages.rs"]
mod pages;
#[path = "support/sample_invoices.rs"]
mod sample_invoices;

use std::path::Path;

use pages::{Folder, Word, german};
use rechnungswerk::domain::einvoice::model::{AllowanceCharge, Contact, Delivery, EInvoice, Note, PrecedingInvoice, TypeCode};
use rechnungswerk::domain::money::Currency;
use rechnungswerk::server::documents::cii::{self, Guideline};
use rechnungswerk::server::documents::pdf::{Lang, Logo, LogoError, PageSetup, PdfError, can_print, render};
use rechnungswerk::server::documents::zugferd::{Profile, hybrid};
use rust_decimal::Decimal;
use sample_invoices::{add_up, address, day, decimal, nordlicht, rate, some, with_lines, with_note};

const PORTAL: &str = "https://rechnungen.example/portal/0b8f7c1e-5a43-4d7e-9b1c-2f6f0f3f9a11";

fn page(invoice: &EInvoice) -> Vec<u8> {
    render(invoice, &PageSetup::default()).expect("a page")
}

fn text_of(folder: &Folder, invoice: &EInvoice, setup: &PageSetup<'_>) -> String {
    pages::texts(&folder.keep("page", &render(invoice, setup).expect("a page"))).join("\n")
}

#[test]
fn every_golden_hybrid_is_pdfa_and_says_what_its_xml_says() {
    let folder = Folder::new();
    let (mut files, mut expected) = (Vec::new(), Vec::new());
    for case in golden::all() {
        for (profile, guideline) in [(Profile::En16931, Guideline::En16931), (Profile::XRechnung, Guideline::XRechnung)] {
            let xml = cii::write(&case.invoice, guideline);
            let setup = PageSetup { portal_url: Some(PORTAL), hybrid_notice: true, ..PageSetup::default() };
            let bytes = hybrid(&case.invoice, &setup, &xml, profile).unwrap_or_else(|error| panic!("{}: {error}", case.name));
            files.push(folder.keep(&format!("{}-{}", case.name, profile.file_name()), &bytes));
            expected.push((case.name, profile, xml));
        }
    }
    for ((path, (name, profile, xml)), answer) in files.iter().zip(&expected).zip(pages::judge(&files, &[])) {
        assert_eq!(answer["findings"], serde_json::json!([]), "{name}");
        assert!(pages::is_sound(path), "{name}");
        assert_eq!(answer["xml"]["name"], profile.file_name(), "{name}");
        assert_eq!(answer["xml"]["content"].as_str().map(str::as_bytes), Some(xml.as_slice()), "{name}");
        assert_eq!(answer["links"], serde_json::json!([PORTAL]), "{name}");
        let text = pages::texts(path).join("\n");
        for (term, amounts) in answer["xml"]["amounts"].as_object().expect("amounts") {
            for amount in amounts.as_array().expect("a list").iter().filter_map(serde_json::Value::as_str) {
                assert!(text.contains(&german(amount)), "{name}: {term} {amount} is not printed");
            }
        }
        // The page is the same in both profiles.
        if *profile == Profile::En16931 {
            assert_is_calm(path, name);
        }
    }
}

#[test]
fn ten_lines_take_at_most_60_kilobytes() {
    let invoice = with_lines(10);
    let setup = PageSetup { portal_url: Some(PORTAL), ..PageSetup::default() };
    let bytes = hybrid(&invoice, &setup, &cii::write(&invoice, Guideline::En16931), Profile::En16931).expect("a page");
    assert!(bytes.len() <= 60 * 1024, "{} bytes", bytes.len());
}

/// Nothing leaves the type area, and no two words cover each other.
fn assert_is_calm(path: &Path, name: &str) {
    for words in pages::words(path) {
        for word in &words {
            assert!(word.left > 70.0 && word.right < 540.0 && word.top > 40.0 && word.bottom < 822.0, "{name}: {word:?} leaves the page");
        }
        for (index, word) in words.iter().enumerate() {
            for other in &words[index + 1..] {
                assert!(!overlap(word, other), "{name}: {word:?} covers {other:?}");
            }
        }
    }
}

/// Boxes are as high as the font, so only their middles count.
fn overlap(one: &Word, other: &Word) -> bool {
    let middle = |word: &Word| {
        let height = word.bottom - word.top;
        (word.top + height * 0.3, word.bottom - height * 0.3)
    };
    let ((top, bottom), (other_top, other_bottom)) = (middle(one), middle(other));
    one.left + 0.5 < other.right && other.left + 0.5 < one.right && top < other_bottom && other_top < bottom
}

#[test]
fn fonts_are_embedded_subsets_that_can_be_searched() {
    let folder = Folder::new();
    let rows = pages::fonts(&folder.keep("page", &page(&nordlicht())));
    assert_eq!(rows.len(), 2, "{rows:?}");
    for row in rows {
        assert!(row.contains("CID TrueType") && row.contains("yes yes yes") && row.as_bytes()[6] == b'+', "{row}");
    }
}

#[test]
fn a_banking_app_reads_the_transfer_from_the_girocode() {
    let folder = Folder::new();
    let swiss = EInvoice { currency: Currency::parse("CHF").expect("a currency"), ..nordlicht() };
    let cancelled = EInvoice { type_code: TypeCode::CREDIT_NOTE, ..nordlicht() };
    let mut prepaid = nordlicht();
    prepaid.totals.prepaid = decimal("902.10");
    add_up(&mut prepaid);
    let paid = render(&nordlicht(), &PageSetup { paid_on: Some(day("2026-03-12")), ..PageSetup::default() }).expect("a page");
    let files = [
        folder.keep("open", &page(&nordlicht())),
        folder.keep("prepaid", &page(&prepaid)),
        folder.keep("swiss", &page(&swiss)),
        folder.keep("cancelled", &page(&cancelled)),
        folder.keep("paid", &paid),
    ];
    let codes: Vec<serde_json::Value> = pages::judge(&files, &["--codes"]).iter().map(|answer| answer["girocodes"].clone()).collect();
    let transfer = |amount: &str| {
        let text = format!("BCD\n002\n1\nSCT\nCOBADEFFXXX\nAtelier Nordlicht GmbH\nDE89370400440532013000\nEUR{amount}\n\n\nRE-2026-00042");
        serde_json::json!([{ "text": text, "level": "M" }])
    };
    assert_eq!(codes, [transfer("3902.10"), transfer("3000.00"), serde_json::json!([]), serde_json::json!([]), serde_json::json!([])]);
}

#[test]
fn common_invoices_take_one_page() {
    let folder = Folder::new();
    let setup = PageSetup { portal_url: Some(PORTAL), ..PageSetup::default() };
    for count in [1, 5, 10, 12] {
        let path = folder.keep("page", &render(&with_lines(count), &setup).expect("a page"));
        assert_eq!(pages::texts(&path).len(), 1, "{count} lines");
        assert_is_calm(&path, "common");
    }
}

#[test]
fn page_breaks_carry_the_sum_over_and_repeat_the_head() {
    let folder = Folder::new();
    for count in [13, 14, 15, 16, 17, 18, 60, 2000] {
        let invoice = with_lines(count);
        let texts = pages::texts(&folder.keep("page", &page(&invoice)));
        assert!(texts.len() < 100, "{} pages", texts.len());
        let (mut seen, mut carried) = (0, Decimal::ZERO);
        for (index, text) in texts.iter().enumerate() {
            assert!(text.contains(&format!("Seite {} von {}", index + 1, texts.len())), "{count} lines, page {}", index + 1);
            let rows = text.lines().filter(|row| row.contains("Brotkarte, gedruckt")).count();
            let expected = if index > 0 && rows > 0 { vec![german(&carried.to_string())] } else { Vec::new() };
            assert_eq!(rows > 0, text.contains("Einzelpreis"), "{count} lines, page {}", index + 1);
            carried += invoice.lines[seen..seen + rows].iter().map(|line| line.net).sum::<Decimal>();
            seen += rows;
            let at_end = (seen < count).then(|| german(&carried.to_string()));
            let carries: Vec<&str> = text.lines().filter(|row| row.contains("Übertrag")).filter_map(|row| row.split_whitespace().last()).collect();
            let expected: Vec<String> = expected.into_iter().chain(at_end).collect();
            assert_eq!(carries, expected, "{count} lines, page {}", index + 1);
        }
        assert_eq!(seen, count);
        let closing = texts.iter().find(|text| text.contains("Gesamtbetrag")).expect("the sum");
        assert!(closing.contains("Brotkarte, gedruckt"), "{count} lines: the sum stands without a line");
    }
}

#[test]
fn the_same_invoice_gives_the_same_bytes() {
    assert_eq!(page(&nordlicht()), page(&nordlicht()));
    assert_ne!(page(&nordlicht()), page(&with_note("anders")));
}

#[test]
fn greek_and_cyrillic_names_can_be_read_back() {
    let folder = Folder::new();
    let mut invoice = nordlicht();
    invoice.buyer.name = "Ελληνική Αρτοποιία ΑΕ".to_owned();
    invoice.buyer.address = address("ул. Шипченски проход 18", "1113", "София", "BG");
    let text = text_of(&folder, &invoice, &PageSetup::default());
    for expected in ["Ελληνική Αρτοποιία ΑΕ", "ул. Шипченски проход 18", "1113 София", "Bulgarien"] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
}

#[test]
fn a_character_without_glyph_is_an_error_that_names_it() {
    let mut invoice = nordlicht();
    invoice.lines[3].item.description = some("24 Seiten 字");
    assert_eq!(render(&invoice, &PageSetup::default()), Err(PdfError::MissingGlyph('字')));
    assert!(!can_print('字') && !can_print('\u{7}'));
    assert!("Grüße, Łódź, ẞ, Αθήνα, Ἀθῆναι, София, Київ, 5 € – „x“\n".chars().all(can_print));
}

#[test]
fn the_gate_lets_through_what_the_fonts_have() {
    use rechnungswerk::domain::einvoice::characters::is_printable;
    let different: Vec<char> = ('\u{0}'..='\u{FFFF}').filter(|&character| is_printable(character) != can_print(character)).collect();
    assert!(different.is_empty(), "gate and page disagree: {different:?}");
}

/// Long in every field that can be long.
fn absurd() -> EInvoice {
    let mut invoice = nordlicht();
    invoice.number = "RE-".to_owned() + &"2026-00042-".repeat(4);
    invoice.seller.name =
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenmanufaktur Nordlicht & Töchter GmbH & Co. Kommanditgesellschaft".to_owned();
    invoice.buyer.name = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzabteilung".repeat(2);
    invoice.buyer.contact = Some(Contact { name: some("Dr. Wolfeschlegelsteinhausenbergerdorff"), ..Contact::default() });
    invoice.order_reference = Some("0".repeat(70));
    invoice.project_reference = some("Umbau aller Filialen im Süden und Westen des Landes bis zum Ende des Jahres");
    invoice.payment_terms = Some(format!("{}\n#SKONTO#TAGE=10#PROZENT=2.00#\n", "Zahlbar nach Vereinbarung. ".repeat(40)));
    invoice.delivery = Some(Delivery {
        name: some("Filiale Schwabing"),
        address: Some(address("Hohenzollernstraße 8", "80801", "München", "DE")),
        ..Delivery::default()
    });
    invoice.lines[0].item.description = Some("Sehr viel Text in einer einzigen Zeile. ".repeat(300));
    invoice.lines[1].item.name = "ж".repeat(400);
    invoice.lines[2].unit = "X1A2B3C4D5E6F7".to_owned();
    invoice.lines[3].quantity = decimal("1234567.125");
    invoice.lines[3].net = decimal("4814811.79");
    invoice.allowances_charges.push(AllowanceCharge {
        is_charge: true,
        amount: decimal("12.50"),
        tax: Some(rate(19)),
        reason: some("Fracht und Verpackung innerhalb Deutschlands, versichert gegen alles, was unterwegs geschehen kann"),
        ..AllowanceCharge::default()
    });
    invoice.payment_means[0].remittance = Some("Verwendungszweck ohne Ende ".repeat(5));
    invoice.notes.push(Note { subject_code: None, text: "Anmerkung ohne Ende. ".repeat(400) });
    add_up(&mut invoice);
    invoice
}

#[test]
fn absurdly_long_texts_stay_on_the_page_and_lose_nothing() {
    let folder = Folder::new();
    let path = folder.keep("absurd", &page(&absurd()));
    assert_is_calm(&path, "absurd");
    let text = pages::texts(&path).join("\n");
    assert_eq!(text.matches("einzigen").count(), 300);
    assert_eq!(text.matches('ж').count(), 400);
    assert_eq!(text.matches("Anmerkung").count(), 400);
}

#[test]
fn english_pages_have_english_words_and_figures() {
    let folder = Folder::new();
    let text = text_of(&folder, &nordlicht(), &PageSetup { language: Lang::En, hybrid_notice: true, ..PageSetup::default() });
    for expected in ["Invoice number", "27 Feb 2026", "1,334.00", "€3,902.10", "14.5 h", "Page 1 of 1", "your card on file is charged automatically"]
    {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
    for german in ["Rechnung", "MwSt", "Fällig", "3.902,10"] {
        assert!(!text.replace("RechnungsWerk", "").contains(german), "{german} in\n{text}");
    }
}

#[test]
fn a_cancellation_names_its_invoice_and_asks_for_no_money() {
    let folder = Folder::new();
    let mut invoice = EInvoice { type_code: TypeCode::CREDIT_NOTE, number: "ST-2026-00003".to_owned(), ..nordlicht() };
    invoice.preceding.push(PrecedingInvoice { number: "RE-2026-00042".to_owned(), issue_date: Some(day("2026-02-27")) });
    let text = text_of(&folder, &invoice, &PageSetup { hybrid_notice: true, ..PageSetup::default() });
    assert!(text.contains("Stornorechnung") && text.contains("Storniert Rechnung RE-2026-00042 vom 27.02.2026"), "{text}");
    assert!(!text.contains("GiroCode") && !text.contains("Zahlbar bis") && !text.contains("Karte"), "{text}");
}

#[test]
fn skonto_is_a_sentence_and_a_paid_copy_is_stamped() {
    let folder = Folder::new();
    let text = text_of(&folder, &nordlicht(), &PageSetup { paid_on: Some(day("2026-03-12")), ..PageSetup::default() });
    assert!(!text.contains('#') && text.contains("Skonto (78,04 €)"), "{text}");
    assert!(text.contains("BEZAHLT") && text.contains("12.03.2026") && !text.contains("Per Überweisung"), "{text}");
    assert!(!text_of(&folder, &nordlicht(), &PageSetup::default()).contains("BEZAHLT"));
}

/// A PNG file without compression: one red pixel, half transparent, and one transparent pixel.
fn small_png() -> Vec<u8> {
    let pixels = [0, 255, 0, 0, 128, 0, 0, 0, 0];
    let (low, high) = pixels.iter().fold((1_u32, 0_u32), |(low, high), &byte| ((low + byte) % 65521, (high + low + byte) % 65521));
    let mut data = vec![0x78, 0x01, 0x01, 9, 0, 0xF6, 0xFF];
    data.extend(pixels.map(|byte| u8::try_from(byte).expect("a byte")));
    data.extend((high << 16 | low).to_be_bytes());
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, body) in [(b"IHDR", vec![0, 0, 0, 2, 0, 0, 0, 1, 8, 6, 0, 0, 0]), (b"IDAT", data), (b"IEND", Vec::new())] {
        file.extend(u32::try_from(body.len()).expect("short").to_be_bytes());
        file.extend_from_slice(kind);
        file.extend(body);
        file.extend([0; 4]);
    }
    file
}

#[test]
fn logos_lose_their_transparency_and_damaged_ones_are_refused() {
    let folder = Folder::new();
    let logo = Logo::read(&small_png()).expect("a logo");
    let setup = PageSetup { logo: Some(&logo), ..PageSetup::default() };
    let path = folder.keep("logo", &render(&nordlicht(), &setup).expect("a page"));
    assert_eq!(pages::judge(&[path], &[])[0]["findings"], serde_json::json!([]));
    assert!(matches!(logo.object(), object if object.as_stream().is_ok_and(|stream| stream.content == [255, 127, 127, 255, 255, 255])));
    assert_eq!(Logo::read(b"GIF89a").err(), Some(LogoError::Format));
    assert_eq!(Logo::read(&small_png()[..40]).err(), Some(LogoError::Damaged));
    assert_eq!(Logo::read(&[0xFF, 0xD8, 0xFF, 0xE0, 0, 1]).err(), Some(LogoError::Damaged));
}
