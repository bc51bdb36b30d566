//! The portal page as text: what every state shows, in both languages, and what it must never contain.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "a test fails by panicking, and asks the environment itself")]

mod portal;

use portal::fixtures::{self, open};
use rechnungswerk::domain::color::palettes;
use rechnungswerk::domain::invoice::InvoiceKind;
use rechnungswerk::domain::invoice::draft::UNITS;
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::money::{Cents, Currency};
use rechnungswerk::domain::portal::{Branding, ConfirmationMode, DeadLink, PaymentStatus, PortalNotice, PortalView};
use rechnungswerk::domain::text;
use rechnungswerk::i18n;
use rechnungswerk::ui::portal::{dead_link_page, portal_page, portal_style};

const LANGUAGES: [Lang; 2] = [Lang::De, Lang::En];

/// What a reader sees: without head, tags and comments, with the entities resolved.
fn visible(html: &str) -> String {
    let body = html.split_once("<body>").map_or(html, |(_, body)| body);
    let mut text = String::new();
    let mut in_tag = false;
    for c in body.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn shown(view: &PortalView) -> String {
    visible(&portal_page(view, None))
}

#[test]
fn no_state_has_a_script_or_an_inline_style() {
    for (name, page) in fixtures::all_pages() {
        assert!(page.starts_with("<!DOCTYPE html><html lang=\""), "{name}");
        assert!(!page.contains("<script"), "{name}");
        assert!(!page.contains(" style="), "{name}");
        assert!(!page.contains("javascript:"), "{name}");
        assert_eq!(page.matches("<style>").count(), 1, "{name}");
        for event in ["onclick", "onload", "onerror", "onsubmit"] {
            assert!(!page.contains(event), "{name} has {event}");
        }
    }
}

#[test]
fn nothing_comes_from_elsewhere() {
    for (name, page) in fixtures::all_pages() {
        for attribute in [" src=\"", "url(\"", " action=\""] {
            for value in page.split(attribute).skip(1) {
                assert!(value.starts_with('/') && !value.starts_with("//"), "{name}: {attribute}{}", &value[..value.len().min(40)]);
            }
        }
    }
}

#[test]
fn the_style_element_holds_exactly_what_the_server_hashes() {
    let mut view = open();
    view.branding = Branding { color: Some("#b45309".to_owned()), logo_url: None };
    let page = portal_page(&view, None);
    let style = page.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>")).unwrap().0;
    assert_eq!(style, portal_style(&view.branding));
    assert!(style.contains(&palettes(Some("#b45309")).0.fill));
    assert!(style.len() < 16_000, "{} bytes of CSS", style.len());
}

#[test]
fn hostile_text_stays_text() {
    let hostile = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&amp;";
    let mut view = open();
    view.buyer.name = hostile.to_owned();
    view.buyer.address = vec![hostile.to_owned()];
    view.seller.name = hostile.to_owned();
    view.number = hostile.to_owned();
    view.lines[0].name = hostile.to_owned();
    view.lines[0].description = Some(hostile.to_owned());
    view.lines[0].unit = hostile.to_owned();
    view.notes = vec![hostile.to_owned()];
    view.tax_notes = vec![hostile.to_owned()];
    view.token = hostile.to_owned();
    let page = portal_page(&view, Some(PortalNotice::Confirmed));
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(visible(&page).contains(hostile));
    let branding = Branding { color: Some("#000}</style><script>".to_owned()), logo_url: None };
    assert!(!portal_style(&branding).contains("</style>"));
}

#[test]
fn every_amount_of_the_view_is_on_the_page() {
    for lang in LANGUAGES {
        for mut view in [open(), fixtures::partly_paid(), fixtures::adjusted(), fixtures::cancelled(), fixtures::forty_lines()] {
            view.lang = lang;
            let page = shown(&view);
            let sums = [view.net, view.gross, view.corrected, view.paid, view.open].into_iter();
            let lines = view.lines.iter().map(|line| line.total);
            let groups = view.tax_groups.iter().flat_map(|group| [group.base, group.tax]);
            let chain = view.chain.iter().map(|entry| entry.amount);
            let adjustments = view.allowances_charges.iter().map(|adjustment| adjustment.amount);
            for amount in sums.chain(lines).chain(groups).chain(chain).chain(adjustments) {
                let figure = text::amount(amount, lang);
                assert!(page.contains(&figure), "{figure} is missing");
            }
        }
    }
}

#[test]
fn the_open_page_says_everything_that_matters() {
    let page = shown(&open());
    for words in [
        "Ihre Rechnung RE-2026-00042",
        "Offen",
        "Fällig am 29.03.2026 · noch 27 Tage",
        "Mit 2\u{a0}% Skonto bis 09.03.2026: 3.824,06\u{a0}€",
        "Rechnungssteller",
        "Rechnungsempfänger",
        "USt-IdNr. DE987654326",
        "02.02.–25.02.2026",
        "abzüglich 10\u{a0}% Rabatt",
        "14,5 Std.",
        "19\u{a0}%",
        "MwSt 7\u{a0}% auf 1.338,00",
        "Bereits gezahlt",
        "COBADEFFXXX",
        "DE89370400440532013000",
        "Zahlung bestätigen?",
        "Bereitgestellt von RechnungsWerk · Link gültig bis 29.03.2026",
        "Impressum",
        "Datenschutz",
    ] {
        assert!(page.contains(words), "„{words}“ is missing in {page}");
    }
}

#[test]
fn each_state_has_its_word_and_its_next_step() {
    for (view, word, next_step, asks) in [
        (open(), "Offen", "Jetzt bezahlen", true),
        (fixtures::overdue(), "Überfällig", "seit 8 Tagen überfällig", true),
        (fixtures::partly_paid(), "Teilbezahlt", "2.000,00\u{a0}€ von 3.902,10\u{a0}€ sind bezahlt", true),
        (fixtures::reported(), "Zahlung gemeldet", "prüft den Zahlungseingang", false),
        (fixtures::paid(), "Bezahlt", "Bezahlt am 06.03.2026 · vom Kunden bestätigt", false),
        (fixtures::cancelled(), "Storniert", "durch ST-2026-00003. Sie müssen nichts bezahlen.", false),
        (fixtures::partly_corrected(), "Offen", "hebt die Rechnung teilweise auf", true),
        (fixtures::cancellation(), "Storno", "Sie müssen nichts bezahlen.", false),
    ] {
        let page = portal_page(&view, None);
        let badge = page.split_once("class=\"badge").and_then(|(_, rest)| rest.split_once("</span>")).unwrap().0;
        assert!(badge.trim_end_matches("<!>").ends_with(word) && badge.contains("<svg"), "{word}: {badge}");
        assert!(visible(&page).contains(next_step), "{next_step}");
        assert_eq!(page.contains("action=\"/rpc/portal/confirm_payment\""), asks, "{word}");
        assert_eq!(page.contains("class=\"bank\""), asks, "{word}");
    }
}

#[test]
fn the_confirmation_is_a_plain_form() {
    let page = portal_page(&open(), None);
    let form = page.split_once("<form method=\"post\" action=\"/rpc/portal/confirm_payment\">").unwrap().1.split_once("</form>").unwrap().0;
    assert!(form.contains(&format!("name=\"token\" value=\"{}\"", open().token)));
    assert!(form.contains("name=\"date\" min=\"2024-03-02\" max=\"2026-03-02\"") && form.contains("name=\"note\""));
    assert!(visible(form).contains("Sie gilt danach als bezahlt."));
    assert_eq!(page.matches("popovertarget=\"ask\"").count(), 3);
    let mut view = open();
    view.confirmation = ConfirmationMode::Report;
    assert!(shown(&view).contains("Atelier Nordlicht GmbH prüft dann den Zahlungseingang."));
}

#[test]
fn notices_are_only_said_where_the_invoice_agrees() {
    let said = |view: &PortalView, notice| visible(&portal_page(view, Some(notice)));
    assert!(said(&fixtures::paid(), PortalNotice::Confirmed).contains("Danke. Ihre Zahlung ist bestätigt"));
    assert!(said(&fixtures::reported(), PortalNotice::Confirmed).contains("Danke. Ihre Zahlung ist gemeldet"));
    assert!(said(&fixtures::paid(), PortalNotice::AlreadyConfirmed).contains("Bereits als bezahlt markiert"));
    assert!(said(&open(), PortalNotice::InvalidInput).contains("nicht bestätigt"));
    assert!(!said(&open(), PortalNotice::Confirmed).contains("Danke"));
    assert!(!said(&open(), PortalNotice::AlreadyConfirmed).contains("Bereits als"));
}

#[test]
fn downloads_wait_for_the_documents() {
    let token = open().token;
    let page = portal_page(&open(), None);
    assert!(page.contains(&format!("href=\"/api/portal/{token}/download-pdf\"")));
    assert!(page.contains(&format!("href=\"/api/portal/{token}/download-xml\"")));
    let page = portal_page(&fixtures::without_documents(), None);
    assert!(!page.contains("/download-") && page.matches(" disabled").count() == 2);
    assert!(visible(&page).contains("werden gerade erstellt"));
}

#[test]
fn the_primary_action_is_the_next_thing_to_do() {
    let primary = |view: &PortalView| {
        let page = portal_page(view, None);
        assert_eq!(page.split("class=\"ask\"").next().unwrap().matches("btn main").count(), 1);
        visible(page.split_once("btn main").unwrap().1.split_once("</a>").unwrap().0).split('>').next_back().unwrap().to_owned()
    };
    assert!(primary(&open()).contains("Jetzt bezahlen"));
    let mut view = open();
    view.pay_url = None;
    assert!(primary(&view).contains("Jetzt überweisen"));
    view.bank = None;
    assert!(primary(&view).contains("PDF herunterladen"));
    assert!(primary(&fixtures::paid()).contains("PDF herunterladen"));
}

#[test]
fn rates_stand_at_the_lines_only_where_they_differ() {
    assert!(portal_page(&open(), None).contains("n vat"));
    assert!(!portal_page(&fixtures::outside_scope(), None).contains("n vat"));
    let page = shown(&fixtures::outside_scope());
    assert!(page.contains("Nicht im Inland steuerbare Leistung") && !page.contains("MwSt"));
}

#[test]
fn foreign_currency_has_no_girocode_and_its_own_code() {
    let page = portal_page(&fixtures::francs(), None);
    assert!(page.contains("sheet code") && !page.contains("GiroCode"));
    assert!(visible(&page).contains("3.902,10\u{a0}CHF") && visible(&page).contains("Gesamt CHF"));
}

#[test]
fn both_languages_are_complete() {
    for (name, page) in fixtures::all_pages() {
        let text = visible(&page);
        assert!(!text.contains("portal-") && !text.contains("unit-") && !text.contains("No localization"), "{name}: {text}");
    }
    let mut view = open();
    view.lang = Lang::En;
    let page = shown(&view);
    for german in ["Ihre Rechnung", "Rechnungsn", "Fällig", "Betrag", "MwSt", "Zahlung", "bezahl", "Stück", "Pos ", "gültig"] {
        assert!(!page.contains(german), "„{german}“ on the English page");
    }
    assert!(page.contains("€3,902.10") && page.contains("27 Feb 2026") && page.contains("Deutsch"));
    for (unit, lang) in UNITS.into_iter().flat_map(|unit| LANGUAGES.map(|lang| (unit, lang))) {
        for id in [format!("unit-{unit}"), format!("unit-{unit}-one"), format!("unit-{unit}-long")] {
            assert_ne!(i18n::text(lang, &id), id);
        }
    }
}

#[test]
fn dead_links_say_what_to_do_and_nothing_of_the_invoice() {
    let page = visible(&dead_link_page(&DeadLink::Unknown, Lang::De));
    assert!(page.contains("Link nicht gefunden oder abgelaufen") && !page.contains("Nordlicht"));
    let page = dead_link_page(&fixtures::expired(), Lang::De);
    assert!(page.contains("href=\"mailto:rechnung@atelier-nordlicht.example?subject=Neuer%20Link"));
    assert!(visible(&page).contains("Link ist abgelaufen") && !page.contains("RE-2026"));
    let page = visible(&dead_link_page(&DeadLink::TooManyRequests { retry_after_seconds: 42 }, Lang::De));
    assert!(page.contains("Bitte warten Sie 42 Sekunden"));
    assert!(visible(&dead_link_page(&DeadLink::Unavailable, Lang::En)).contains("Not available right now"));
}

#[test]
fn links_without_end_name_no_day() {
    let mut view = open();
    (view.expires_at, view.expires_on) = (None, None);
    assert!(!shown(&view).contains("Link gültig"));
}

#[test]
fn corrections_that_the_chain_does_not_explain_are_one_sum() {
    let mut view = fixtures::partly_corrected();
    view.corrected = Cents(-77_777);
    assert!(shown(&view).contains("Korrekturen−777,77"));
}

#[test]
fn states_and_kinds_always_render() {
    let states = [
        PaymentStatus::Unpaid,
        PaymentStatus::Reported,
        PaymentStatus::PartiallyPaid,
        PaymentStatus::Paid,
        PaymentStatus::Overdue,
        PaymentStatus::Void,
    ];
    for (status, kind) in states.into_iter().flat_map(|status| InvoiceKind::ALL.map(|kind| (status, kind))) {
        let mut view = open();
        (view.status, view.kind) = (status, kind);
        (view.due_date, view.service_period, view.paid_on, view.bank) = (None, None, None, None);
        view.currency = Currency::parse("SEK").unwrap();
        assert!(portal_page(&view, None).ends_with("</html>"));
    }
}

/// For the eye: every page lands in the temporary folder of the target directory.
#[test]
fn all_pages_can_be_looked_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, page) in fixtures::all_pages() {
        std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
}
