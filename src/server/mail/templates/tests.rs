//! What mails say, in both languages and both forms.

use super::*;

fn invoice(lang: Lang) -> InvoiceMail<'static> {
    InvoiceMail {
        lang,
        organization: "Atelier Nordlicht GmbH",
        color: None,
        number: "RE-2026-00042",
        kind: InvoiceKind::Invoice,
        buyer_contact: Some("Frau Öztürk"),
        amount: Cents(390_210),
        currency: Currency::EUR,
        due_date: NaiveDate::from_ymd_opt(2026, 3, 29),
        portal_url: "https://rechnung.example/portal/1f0c6a2e-7f5b-4f0e-9a51-0d3b8f6f2c11",
        subject: None,
        message: None,
        hybrid_notice: false,
    }
}

#[test]
fn the_mail_of_an_invoice_has_all_that_matters_in_text_and_html() {
    let mail = invoice_portal(&invoice(Lang::De));
    assert_eq!(mail.subject, "Ihre Rechnung RE-2026-00042");
    for form in [&mail.text, &mail.html] {
        for words in ["Guten Tag Frau Öztürk", "3.902,10\u{a0}€", "29.03.2026", "https://rechnung.example/portal/1f0c6a2e", "Atelier Nordlicht GmbH"] {
            assert!(form.contains(words), "{words}: {form}");
        }
        assert!(!form.contains("Karte"));
    }
    let mail = invoice_portal(&InvoiceMail { hybrid_notice: true, ..invoice(Lang::En) });
    assert_eq!(mail.subject, "Your invoice RE-2026-00042");
    assert!(mail.text.contains("€3,902.10") && mail.text.contains("your card on file"));
}

#[test]
fn staff_may_choose_the_words() {
    let mail = invoice_portal(&InvoiceMail { subject: Some("Rechnung März"), message: Some("Hallo,\nwie besprochen."), ..invoice(Lang::De) });
    assert_eq!(mail.subject, "Rechnung März");
    assert!(mail.text.contains("Hallo,\nwie besprochen.") && mail.html.contains("Hallo,<br>wie besprochen."));
}

#[test]
fn nothing_that_people_typed_becomes_markup() {
    let hostile = "<script>\"&</script>";
    let mail = invoice_portal(&InvoiceMail {
        organization: hostile,
        number: hostile,
        buyer_contact: Some(hostile),
        subject: Some(hostile),
        message: Some(hostile),
        color: Some("#000\"><script>"),
        ..invoice(Lang::De)
    });
    assert!(!mail.html.contains("<script"));
    assert!(mail.html.contains("&lt;script&gt;&quot;&amp;&lt;/script&gt;") && mail.text.contains(hostile));
}

#[test]
fn a_receipt_says_what_is_still_open() {
    let receipt_of = |open| {
        receipt(&ReceiptMail {
            lang: Lang::De,
            organization: "Atelier Nordlicht GmbH",
            color: Some("#1d4ed8"),
            number: "RE-2026-00042",
            buyer_contact: None,
            received: Cents(200_000),
            open: Cents(open),
            currency: Currency::EUR,
            received_on: NaiveDate::from_ymd_opt(2026, 3, 6).unwrap(),
            portal_url: None,
        })
    };
    assert!(receipt_of(190_210).text.contains("1.902,10\u{a0}€"));
    let settled = receipt_of(0);
    assert!(settled.subject.contains("Zahlung erhalten") && settled.text.contains("vollständig bezahlt") && settled.html.contains("#1d4ed8"));
}

#[test]
fn the_organization_learns_what_to_do_with_a_confirmation() {
    let mail = ConfirmationMail {
        organization: "Atelier Nordlicht GmbH",
        number: "RE-2026-00042",
        buyer: "Bäckerei Öztürk & Söhne KG",
        amount: Cents(390_210),
        currency: Currency::EUR,
        needs_review: true,
    };
    let review = payment_confirmation(&mail);
    assert!(review.text.contains("Bäckerei Öztürk & Söhne KG") && review.html.contains("Öztürk &amp; Söhne") && review.text.contains("prüfen"));
    assert!(payment_confirmation(&ConfirmationMail { needs_review: false, ..mail }).text.contains("gilt jetzt als bezahlt"));
}

#[test]
fn a_reset_link_comes_in_the_language_of_the_user() {
    for (lang, word) in [(Lang::De, "Passwort"), (Lang::En, "password")] {
        let mail = password_reset("https://rechnung.example/reset-password?token=a&b", "Jo", lang);
        assert!(mail.text.contains(word) && mail.text.contains("token=a&b") && mail.html.contains("token=a&amp;b"));
    }
}
