//! Every kind of mail in both languages.

use super::*;

fn facts() -> InvoiceFacts<'static> {
    InvoiceFacts {
        number: "RE-2026-00042",
        is_cancellation: false,
        issue_date: NaiveDate::from_ymd_opt(2026, 2, 27).unwrap(),
        due_date: NaiveDate::from_ymd_opt(2026, 3, 29),
        currency: Currency::EUR,
        net: Cents(100_000),
        tax: Cents(19_000),
        gross: Cents(119_000),
        open: Cents(119_000),
        contact: Some("Frau Brandt"),
        hybrid_notice: true,
    }
}

fn head(lang: Lang) -> Letterhead<'static> {
    Letterhead { lang, name: "Atelier Nordlicht GmbH", color: Some("#7c3aed"), footer: vec!["Hafenstraße 1, 20457 Hamburg".into()] }
}

#[test]
fn the_portal_mail_says_amount_due_day_and_link_in_text_and_html() {
    let url = "https://rechnung.example/portal/5b0a";
    let mail = invoice_portal(&head(Lang::De), &facts(), url, None, Some("Danke für den <schönen> Auftrag!"));
    assert_eq!(mail.subject, "Ihre Rechnung RE-2026-00042");
    for part in [&mail.text, &mail.html] {
        for word in ["Guten Tag Frau Brandt", "1.190,00\u{a0}€", "29.03.2026", url, "hinterlegte Karte", "Atelier Nordlicht GmbH"] {
            assert!(part.contains(word), "{word} is missing in {part}");
        }
    }
    assert!(mail.html.contains("&lt;schönen&gt;") && mail.html.contains("#7c3aed"));
    insta::assert_snapshot!("invoice_portal_de", mail.text);
}

#[test]
fn the_invoice_mail_speaks_english_too() {
    let mail = invoice(&head(Lang::En), &facts(), None, Some("March"), None);
    assert_eq!(mail.subject, "March");
    assert!(mail.text.contains("€1,190.00") && mail.text.contains("29 Mar 2026"), "{}", mail.text);
    insta::assert_snapshot!("invoice_en", mail.text);
}

#[test]
fn a_cancellation_asks_for_no_money() {
    let facts = InvoiceFacts { number: "ST-2026-00003", is_cancellation: true, gross: Cents(-119_000), open: Cents::ZERO, ..facts() };
    let mail = invoice(&head(Lang::De), &facts, None, None, None);
    assert_eq!(mail.subject, "Ihre Stornorechnung ST-2026-00003");
    assert!(!mail.text.contains("Fällig") && !mail.text.contains("hinterlegte Karte"), "{}", mail.text);
}

#[test]
fn a_receipt_tells_what_is_left() {
    let mail = receipt(&head(Lang::De), &InvoiceFacts { open: Cents(19_000), ..facts() }, Cents(100_000), facts().issue_date, None);
    assert!(mail.text.contains("1.000,00\u{a0}€") && mail.text.contains("190,00\u{a0}€"), "{}", mail.text);
}

#[test]
fn a_confirmation_says_what_it_changed() {
    let facts = ConfirmationFacts {
        customer: "Bäckerei <Brandt>",
        number: "RE-2026-00042",
        amount: Cents(119_000),
        currency: Currency::EUR,
        paid_on: facts().issue_date,
        note: Some("Überwiesen von der Sparkasse"),
        settled: false,
    };
    let open = payment_confirmation(&head(Lang::De), &facts, "https://rechnung.example/invoices/INV-1");
    let settled = payment_confirmation(&head(Lang::De), &ConfirmationFacts { settled: true, ..facts }, "https://rechnung.example/invoices/INV-1");
    assert_ne!(open.text, settled.text);
    assert!(open.html.contains("Bäckerei &lt;Brandt&gt;"));
    insta::assert_snapshot!("payment_confirmation_de", open.text);
}

#[test]
fn the_way_to_a_new_password_is_in_both_parts() {
    for lang in [Lang::De, Lang::En] {
        let mail = password_reset(&head(lang), "https://rechnung.example/reset/abc");
        assert!(mail.text.contains("https://rechnung.example/reset/abc") && mail.html.contains("https://rechnung.example/reset/abc"));
    }
}
