//! Every kind of mail in both languages.

use super::*;

const URL: &str = "https://rechnung.example/portal/5b0a";

fn mail(lang: Lang) -> InvoiceMail<'static> {
    InvoiceMail {
        lang,
        organization: "Atelier Nordlicht GmbH",
        color: Some("#7c3aed"),
        number: "RE-2026-00042",
        kind: InvoiceKind::Invoice,
        original: None,
        buyer_contact: Some("Frau Brandt"),
        amount: Cents(119_000),
        currency: Currency::EUR,
        due_date: NaiveDate::from_ymd_opt(2026, 3, 29),
        portal_url: URL,
        subject: None,
        message: None,
        hybrid_notice: true,
    }
}

fn figures() -> InvoiceFigures {
    InvoiceFigures { issue_date: NaiveDate::from_ymd_opt(2026, 2, 27).unwrap(), net: Cents(100_000), tax: Cents(19_000), gross: Cents(119_000) }
}

#[test]
fn the_portal_mail_says_amount_due_day_and_link_in_text_and_html() {
    let mail = invoice_portal(&InvoiceMail { message: Some("Danke für den <schönen> Auftrag!"), ..mail(Lang::De) });
    assert_eq!(mail.subject, "Ihre Rechnung RE-2026-00042");
    for part in [&mail.text, &mail.html] {
        for word in ["Guten Tag Frau Brandt", "1.190,00\u{a0}€", "29.03.2026", URL, "hinterlegte Karte", "Atelier Nordlicht GmbH"] {
            assert!(part.contains(word), "{word} is missing in {part}");
        }
    }
    assert!(mail.html.contains("&lt;schönen&gt;") && mail.html.contains("#7c3aed"));
}

#[test]
fn the_invoice_mail_speaks_english_too() {
    let mail = invoice(&InvoiceMail { subject: Some("March"), ..mail(Lang::En) }, &figures());
    assert_eq!(mail.subject, "March");
    assert!(mail.text.contains("€1,190.00") && mail.text.contains("29 Mar 2026"), "{}", mail.text);
    for label in ["Invoice number", "Invoice date", "Net", "VAT", "Total", "Amount due", "Due on"] {
        assert!(mail.text.contains(label) && mail.html.contains(label), "{label}");
    }
}

#[test]
fn a_cancellation_asks_for_no_money() {
    let cancellation = InvoiceMail { number: "ST-2026-00003", kind: InvoiceKind::Cancellation, original: Some("RE-2026-00042"), ..mail(Lang::De) };
    let mail = invoice(&cancellation, &InvoiceFigures { gross: Cents(-119_000), ..figures() });
    assert_eq!(mail.subject, "Ihre Stornorechnung ST-2026-00003");
    assert!(mail.text.contains("Stornorechnung ST-2026-00003 zur Rechnung RE-2026-00042"), "{}", mail.text);
    assert!(!mail.text.contains("Fällig") && !mail.text.contains("hinterlegte Karte"), "{}", mail.text);
}

#[test]
fn a_corrected_invoice_names_the_one_it_replaces() {
    for (lang, subject) in [(Lang::De, "Ihre Rechnungskorrektur RE-2026-00043"), (Lang::En, "Your corrected invoice RE-2026-00043")] {
        let corrected = InvoiceMail { number: "RE-2026-00043", kind: InvoiceKind::Corrected, original: Some("RE-2026-00042"), ..mail(lang) };
        for mail in [invoice(&corrected, &figures()), invoice_portal(&corrected)] {
            assert_eq!(mail.subject, subject);
            assert!(mail.text.contains("RE-2026-00042") && mail.text.contains("RE-2026-00043"), "{}", mail.text);
        }
    }
}

#[test]
fn a_receipt_tells_what_is_left() {
    let mail = receipt(&InvoiceMail { amount: Cents(19_000), ..mail(Lang::De) }, Cents(100_000), figures().issue_date);
    assert!(mail.text.contains("1.000,00\u{a0}€") && mail.text.contains("190,00\u{a0}€"), "{}", mail.text);
}

#[test]
fn a_confirmation_says_what_it_changed() {
    let facts = ConfirmationMail {
        lang: Lang::De,
        invoice_url: "https://rechnung.example/invoices/INV-20260227-ABC123",
        organization: "Atelier Nordlicht GmbH",
        number: "RE-2026-00042",
        buyer: "Bäckerei <Brandt>",
        amount: Cents(119_000),
        currency: Currency::EUR,
        needs_review: true,
    };
    let open = payment_confirmation(&facts);
    let settled = payment_confirmation(&ConfirmationMail { needs_review: false, ..facts.clone() });
    assert_ne!(open.text, settled.text);
    assert!(open.html.contains("Bäckerei &lt;Brandt&gt;"));
    assert!(open.text.contains("bleibt offen") && settled.text.contains("als bezahlt"));
    assert!(open.text.contains(facts.invoice_url) && open.html.contains(facts.invoice_url));
}

#[test]
fn the_way_to_a_new_password_is_in_both_parts() {
    for lang in [Lang::De, Lang::En] {
        let mail = password_reset("https://rechnung.example/reset-password?token=abc", "Inhaberin", lang);
        assert!(mail.text.contains("/reset-password?token=abc") && mail.html.contains("/reset-password?token=abc"));
    }
}
