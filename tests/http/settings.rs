//! The settings: whatever is typed or uploaded, a clear message stands at the field in either language, and nothing is stored.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::support::people::{Organization, PASSWORD};
use crate::support::{Answer, Client, TestApp};

const COMPANY: &str = "/settings/company";
const BANK: &str = "/settings/bank";
const PORTAL: &str = "/settings/portal";
const NUMBERING: &str = "/settings/numbering";
const KEYS: &str = "/settings/api-keys";

const UNPRINTABLE: [&str; 2] = ["Zeichen, die sich nicht drucken lassen", "characters that cannot be printed"];
const REQUIRED: [&str; 2] = ["Bitte ausfüllen", "Please fill this in"];
const NO_CHOICE: [&str; 2] = ["Das steht nicht zur Auswahl", "This is not one of the choices"];
const NO_NUMBER: [&str; 2] = ["Bitte eine Zahl eingeben", "Please enter a number"];
const NEGATIVE: [&str; 2] = ["darf nicht negativ sein", "must not be negative"];
const OUT_OF_RANGE: [&str; 2] = ["liegt außerhalb des Erlaubten", "outside of what is allowed"];
const NO_IMAGE: [&str; 2] = ["Bitte ein Bild als PNG oder JPEG hochladen", "Please upload a PNG or JPEG image"];
const TOO_MANY_PIXELS: [&str; 2] = ["zu viele Bildpunkte", "too many pixels"];

/// The languages in which everything is told; words come in this order.
const LANGS: [&str; 2] = ["de", "en"];

/// A browser that keeps its cookies.
async fn browser(app: &TestApp, seller: &Organization) -> Client {
    let browser = app.stranger();
    browser.submit("/rpc/account/log_in", &[("email", &seller.email), ("password", PASSWORD)]).await.expect(302);
    browser
}

async fn speak(reader: &Client, lang: &str) {
    reader.submit("/rpc/account/set_language", &[("lang", lang)]).await.expect(302);
}

/// All that settings change, as one hash; and who did so is in the audit log.
async fn stored(app: &TestApp) -> String {
    let sql = "select md5(string_agg(o::text, '')) || (select count(*) from audit_events where event like 'settings.%' or event like 'api_key.%')
               || ' ' || (select count(*) from api_keys) from organizations o";
    sqlx::query_scalar(sql).fetch_one(&mut app.owner().await).await.unwrap()
}

fn action(page: &str) -> &'static str {
    match page {
        COMPANY => "/rpc/settings/save_company",
        BANK => "/rpc/settings/save_bank",
        PORTAL => "/rpc/settings/save_portal",
        NUMBERING => "/rpc/settings/save_numbering",
        _ => "/rpc/settings/create_api_key",
    }
}

/// Fields that are right, with one that is not.
fn filled<'a>(page: &str, field: &'a str, value: &'a str) -> Vec<(String, &'a str)> {
    let right: &[(&str, &str)] = match page {
        COMPANY => &[("name", "Atelier Nordlicht GmbH")],
        BANK => &[("account_name", "Atelier Nordlicht GmbH"), ("iban", "DE75 5121 0800 1245 1261 99")],
        PORTAL => &[("color", "#7c3aed"), ("payment_confirmation", "report"), ("link_days", "14")],
        NUMBERING => &[("invoice_format", "X-{YYYY}-{NNN}"), ("cancellation_format", "Y-{YYYY}-{NNN}")],
        _ => &[],
    };
    let named = |name: &str| if page == KEYS { name.to_owned() } else { format!("form[{name}]") };
    let others = right.iter().filter(|(name, _)| *name != field).map(|(name, value)| (named(name), *value));
    others.chain([(named(field), value)]).collect()
}

/// The message at the field of this id.
fn note(page: &str, id: &str) -> String {
    let at = format!("id=\"{id}-note\" class=\"error\"");
    let rest = page.split(&at).nth(1).unwrap_or_else(|| panic!("no message at {id}: {page}"));
    rest.split("</p>").next().unwrap_or_default().to_owned()
}

/// Submits in both languages and reads the message where it stands.
async fn refused(app: &TestApp, reader: &Client, page: &str, field: &str, value: &str, words: [&str; 2]) {
    let before = stored(app).await;
    for (lang, words) in LANGS.into_iter().zip(words) {
        speak(reader, lang).await;
        let fields = filled(page, field, value);
        let form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let answer = reader.submit(action(page), &form).await.expect(302);
        assert_eq!(answer.header("location"), page, "{field}: {value:?}");
        let shown = reader.get(page).await.expect(200).text();
        let id = match field {
            "payment_confirmation" | "small_business" | "mail_on_confirmation" => format!("form[{field}]"),
            "name" if page == KEYS => "key_name".to_owned(),
            field => field.to_owned(),
        };
        let note = note(&shown, &id);
        assert!(note.contains(words), "{field}: {value:?} is told as {note}");
        assert!(shown.contains("aria-invalid=\"true\"") || field == "payment_confirmation", "{field}");
        assert!(!reader.get(page).await.text().contains("class=\"error\""), "the message is told once");
    }
    assert_eq!(stored(app).await, before, "{page} {field}: {value:?}");
}

#[tokio::test]
async fn texts_of_the_settings_are_refused_at_their_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let reader = browser(&app, &seller).await;
    let long = "ä".repeat(5_000);
    let too_long = ["Höchstens", "At most"];
    for (page, fields) in [
        (COMPANY, vec!["name", "street", "address_extra", "postcode", "city", "tax_number", "registration", "legal_information"]),
        (COMPANY, vec!["contact_name", "contact_phone", "contact_email", "imprint_url", "privacy_url"]),
        (BANK, vec!["account_name"]),
        (NUMBERING, vec!["invoice_format", "cancellation_format"]),
        (KEYS, vec!["name"]),
    ] {
        for field in fields {
            refused(&app, &reader, page, field, &long, too_long).await;
            for odd in ["a\u{0}b", "a\u{7}b", "\u{202e}gnp"] {
                refused(&app, &reader, page, field, odd, UNPRINTABLE).await;
            }
        }
    }
    for (page, field) in [(COMPANY, "name"), (NUMBERING, "invoice_format"), (NUMBERING, "cancellation_format"), (KEYS, "name")] {
        for empty in ["", "  \t "] {
            refused(&app, &reader, page, field, empty, REQUIRED).await;
        }
    }
    let name = "株式会社 Μπραντ Брандт";
    reader.submit(action(COMPANY), &[("form[name]", name)]).await.expect(302);
    let page = reader.get(COMPANY).await.text();
    assert!(page.contains(name), "another script is a name like any other");
}

#[tokio::test]
async fn values_of_the_settings_are_refused_at_their_field() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let reader = browser(&app, &seller).await;
    let vat_id = ["keine gültige USt-IdNr.", "not a valid VAT ID"];
    let email = ["keine vollständige E-Mail-Adresse", "not a complete e-mail address"];
    let iban = ["Die Prüfziffer stimmt nicht", "The check digit is wrong"];
    let bic = ["8 oder 11 Zeichen", "8 or 11 characters"];
    let color = ["Bitte eine Farbe angeben", "Please give a colour"];
    let counter = ["laufende Nummer", "running number"];
    let url = ["https://", "https://"];
    for (page, field, value, words) in [
        (COMPANY, "country", "XX", ["Bitte ein Land", "Please give a country"]),
        (COMPANY, "vat_id", "DE123456789", vat_id),
        (COMPANY, "vat_id", "\u{0}", vat_id),
        (COMPANY, "contact_email", "a@b.de\r\nBcc: c@d.de", UNPRINTABLE),
        (COMPANY, "contact_email", "niemand", email),
        (COMPANY, "contact_phone", "zu Hause", ["Ziffern", "digits"]),
        (COMPANY, "imprint_url", "javascript:alert(1)", url),
        (COMPANY, "privacy_url", "http://nordlicht.example", url),
        (COMPANY, "small_business", "vielleicht", NO_CHOICE),
        (BANK, "iban", "DE89 3704 0044 0532 0130 01", iban),
        (BANK, "iban", "٣", iban),
        (BANK, "iban", "-1", iban),
        (BANK, "bic", "COBA", bic),
        (BANK, "bic", "NaN", bic),
        (PORTAL, "color", "rot", color),
        (PORTAL, "color", "#00}</style>", color),
        (PORTAL, "payment_confirmation", "vielleicht", NO_CHOICE),
        (PORTAL, "payment_confirmation", "", NO_CHOICE),
        (PORTAL, "mail_on_confirmation", "1e9", NO_CHOICE),
        (PORTAL, "link_days", "bald", NO_NUMBER),
        (PORTAL, "link_days", "NaN", NO_NUMBER),
        (PORTAL, "link_days", "Infinity", NO_NUMBER),
        (PORTAL, "link_days", "1,5", NO_NUMBER),
        (PORTAL, "link_days", "٣", NO_NUMBER),
        (PORTAL, "link_days", "-1", NEGATIVE),
        (PORTAL, "link_days", "−14", NEGATIVE),
        (PORTAL, "link_days", "0", OUT_OF_RANGE),
        (PORTAL, "link_days", "99999999999999999999", OUT_OF_RANGE),
        (NUMBERING, "invoice_format", "RE-{YYYY}", counter),
        (NUMBERING, "invoice_format", "{XX}-{NNN}", NO_CHOICE),
        (NUMBERING, "invoice_format", "RE/{NNN}", UNPRINTABLE),
        (NUMBERING, "cancellation_format", "X-{YYYY}-{NNN}", NO_CHOICE),
    ] {
        refused(&app, &reader, page, field, value, words).await;
    }
}

#[tokio::test]
async fn ten_megabytes_of_settings_are_refused_with_a_page() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let before = stored(&app).await;
    let huge = "x".repeat(10 * 1024 * 1024);
    for (lang, words) in [("de", "höchstens 1 MB"), ("en", "at most 1 MB")] {
        let reader = browser(&app, &seller).await.with("accept-language", lang);
        for (page, field) in
            [(COMPANY, "form[name]"), (BANK, "form[iban]"), (PORTAL, "form[color]"), (NUMBERING, "form[invoice_format]"), (KEYS, "name")]
        {
            let answer = reader.submit(action(page), &[(field, &huge)]).await.expect(413);
            assert!(answer.text().contains(words), "{page}: {}", answer.text());
        }
    }
    assert_eq!(stored(&app).await, before);
}

fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend_from_slice(kind);
    chunk.extend_from_slice(body);
    // Nobody here asks for the checksum.
    chunk.extend([0; 4]);
    chunk
}

/// A PNG of this size in 8-bit colours, all of it one colour; pixels that nobody needs are left out.
fn png(width: u32, height: u32, interlaced: bool, pixels: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; pixels]).unwrap();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 6, 0, 0, u8::from(interlaced)]);
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &encoder.finish().unwrap()), chunk(b"IEND", b"")].concat()
}

/// A JPEG as far as its frame header (ITU T.81, B.2.2), and its end where wanted.
fn jpeg(width: u16, height: u16, components: u8, rest: &[u8]) -> Vec<u8> {
    let [[w1, w2], [h1, h2]] = [width.to_be_bytes(), height.to_be_bytes()];
    let frame = [0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, h1, h2, w1, w2, components, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
    [&frame[..], rest].concat()
}

async fn upload(browser: &Client, name: &str, kind: &str, bytes: Vec<u8>) -> Answer {
    let part = Part::bytes(bytes).file_name(name.to_owned()).mime_str(kind).unwrap();
    let request = browser.request(Method::POST, "/settings/logo").header("accept", "text/html").header("sec-fetch-site", "same-origin");
    browser.send(request.multipart(Form::new().part("logo", part))).await
}

#[tokio::test]
async fn a_logo_is_judged_by_its_content_whatever_its_name_says() {
    let app = TestApp::start().await;
    let seller = app.sign_up().await;
    let reader = browser(&app, &seller).await;
    let before = stored(&app).await;
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let signature = [b"\x89PNG\r\n\x1a\n".to_vec(), b"just text".to_vec()].concat();
    let scan = [0xFF, 0xDA, 0, 0, 0xFF, 0xD9];
    let unsuitable = ["interlaced", "interlaced"];
    let too_large = ["höchstens 512 KB", "at most 512 KB"];
    let files: [(&str, Vec<u8>, [&str; 2]); 14] = [
        ("text", b"Mit freundlichen Gruessen".to_vec(), NO_IMAGE),
        ("text behind the signature", signature, NO_IMAGE),
        ("svg with a script", svg, NO_IMAGE),
        ("gif", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), NO_IMAGE),
        ("png cut off", png(20, 20, false, 1_620)[..60].to_vec(), NO_IMAGE),
        ("png without its pixels", png(20, 20, false, 100), NO_IMAGE),
        ("jpeg cut off", jpeg(20, 20, 3, b""), NO_IMAGE),
        ("bomb of 50,000 pixels a side", png(50_000, 50_000, false, 10), TOO_MANY_PIXELS),
        ("bomb within the sides", png(5_900, 5_900, false, 1 << 20), TOO_MANY_PIXELS),
        ("bomb in a jpeg", jpeg(60_000, 60_000, 3, &scan), TOO_MANY_PIXELS),
        ("interlaced png", png(20, 20, true, 1_620), unsuitable),
        ("jpeg in the colours of a press", jpeg(20, 20, 4, &scan), unsuitable),
        ("nothing", Vec::new(), REQUIRED),
        ("600 KB", vec![0x89; 600 * 1024], too_large),
    ];
    for (what, bytes, words) in files {
        for (lang, words) in LANGS.into_iter().zip(words) {
            speak(&reader, lang).await;
            let answer = upload(&reader, "logo.png", "image/png", bytes.clone()).await.expect(303);
            assert_eq!(answer.header("location"), PORTAL, "{what}");
            let note = note(&reader.get(PORTAL).await.expect(200).text(), "logo");
            assert!(note.contains(words), "{what} is told as {note}");
        }
    }
    upload(&reader, "logo.png", "image/png", vec![0x89; 10 * 1024 * 1024]).await.expect(303);
    assert!(note(&reader.get(PORTAL).await.text(), "logo").contains("512 KB"));
    let without_file = reader.request(Method::POST, "/settings/logo").header("accept", "text/html").form(&[("logo", "x")]);
    reader.send(without_file).await.expect(303);
    assert!(note(&reader.get(PORTAL).await.text(), "logo").contains(REQUIRED[1]));
    assert_eq!(stored(&app).await, before);
    assert!(!app.data_dir().join("files/organizations").exists(), "no file is kept");

    let good = png(20, 20, false, 1_620);
    let answer = upload(&reader, "text.txt", "text/html", good.clone()).await.expect(303);
    assert_eq!(answer.header("location"), "/settings/portal?notice=saved");
    let page = reader.get(PORTAL).await.text();
    let address =
        page.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()).find(|src| src.starts_with("/logos/")).expect("the logo is shown");
    let served = app.stranger().get(address).await.expect(200);
    assert_eq!((served.header("content-type"), served.header("x-content-type-options"), &served.body), ("image/png", "nosniff", &good));
}
