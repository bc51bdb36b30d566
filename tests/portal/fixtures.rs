//! Invented invoices in every state of the portal page.

use chrono::NaiveDate;
use rechnungswerk::domain::invoice::InvoiceKind;
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::money::{Cents, Currency};
use rechnungswerk::domain::portal::{
    Branding, CashDiscount, ChainEntry, ConfirmationMode, DeadLink, ExpiredLink, PaymentStatus, PortalAllowanceCharge, PortalBank, PortalLine,
    PortalNotice, PortalParty, PortalTax, PortalView,
};
use rechnungswerk::ui::portal::{dead_link_page, portal_page};
use rust_decimal::Decimal;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn party(name: &str, address: &[&str], vat_id: &str) -> PortalParty {
    PortalParty {
        name: name.to_owned(),
        address: address.iter().map(|line| (*line).to_owned()).collect(),
        vat_id: Some(vat_id.to_owned()),
        email: Some("rechnung@atelier-nordlicht.example".to_owned()),
    }
}

#[allow(clippy::too_many_arguments, reason = "a row of a table reads best as one")]
fn line(position: usize, name: &str, description: Option<&str>, quantity: &str, unit: &str, price: &str, rate: i64, total: i64) -> PortalLine {
    PortalLine {
        position: position.to_string(),
        name: name.to_owned(),
        description: description.map(str::to_owned),
        period: None,
        quantity: decimal(quantity),
        unit: unit.to_owned(),
        price: decimal(price),
        adjustments: Vec::new(),
        tax_rate: Some(Decimal::from(rate)),
        total: Cents(total),
    }
}

fn adjustment(reason: Option<&str>, percent: Option<i64>, amount: i64) -> PortalAllowanceCharge {
    PortalAllowanceCharge { reason: reason.map(str::to_owned), percent: percent.map(Decimal::from), amount: Cents(amount) }
}

fn tax(rate: Option<i64>, base: i64, tax: i64) -> PortalTax {
    PortalTax { rate: rate.map(Decimal::from), base: Cents(base), tax: Cents(tax) }
}

fn entry(number: &str, kind: InvoiceKind, date: &str, amount: i64, is_this: bool) -> ChainEntry {
    ChainEntry { number: number.to_owned(), kind, issue_date: day(date), amount: Cents(amount), is_this }
}

fn five_lines() -> Vec<PortalLine> {
    let mut lines = vec![
        line(1, "Gestaltung Ladenschild und Schaufenster", Some("Filiale Schwabing"), "14.5", "HUR", "92", 19, 133_400),
        line(2, "Illustrationen Brotkarte", Some("Nutzungsrechte für 3 Jahre"), "6", "C62", "145", 7, 87_000),
        line(3, "Brotkarte A5, gedruckt", None, "500", "C62", "0.62", 19, 31_000),
        line(4, "Rezeptheft „Sauerteig“", Some("24 Seiten, geheftet"), "120", "C62", "3.90", 7, 46_800),
        line(5, "Montage Außenschild", None, "1", "LS", "480", 19, 43_200),
    ];
    lines[0].period = Some((day("2026-02-02"), day("2026-02-18")));
    lines[4].adjustments = vec![adjustment(None, Some(-10), -4_800)];
    lines
}

/// The invoice of the mock-ups.
pub fn open() -> PortalView {
    PortalView {
        token: "1f0c6a2e-7f5b-4f0e-9a51-0d3b8f6f2c11".to_owned(),
        lang: Lang::De,
        number: "RE-2026-00042".to_owned(),
        kind: InvoiceKind::Invoice,
        issue_date: day("2026-02-27"),
        due_date: Some(day("2026-03-29")),
        today: day("2026-03-02"),
        service_period: Some((day("2026-02-02"), day("2026-02-25"))),
        currency: Currency::EUR,
        seller: party("Atelier Nordlicht GmbH", &["Speicherstraße 14", "20457 Hamburg"], "DE123456788"),
        buyer: party("Bäckerei Öztürk & Söhne KG", &["Leopoldstraße 121", "80804 München"], "DE987654326"),
        branding: Branding::default(),
        lines: five_lines(),
        allowances_charges: Vec::new(),
        net: Cents(341_400),
        tax_groups: vec![tax(Some(19), 207_600, 39_444), tax(Some(7), 133_800, 9_366)],
        gross: Cents(390_210),
        corrected: Cents::ZERO,
        rounding: Cents::ZERO,
        paid: Cents::ZERO,
        open: Cents(390_210),
        cash_discount: Some(CashDiscount { percent: Decimal::TWO, until: day("2026-03-09"), discount: Cents(7_804), amount: Cents(382_406) }),
        payment_terms: None,
        notes: Vec::new(),
        tax_notes: Vec::new(),
        status: PaymentStatus::Unpaid,
        confirmed_by_customer: false,
        paid_on: None,
        bank: Some(PortalBank {
            account_name: "Atelier Nordlicht GmbH".to_owned(),
            iban: "DE89370400440532013000".to_owned(),
            bic: Some("COBADEFFXXX".to_owned()),
            girocode_path: Some(include_str!("girocode.txt").to_owned()),
            girocode_size: 41,
        }),
        pay_url: Some("/portal/1f0c6a2e-7f5b-4f0e-9a51-0d3b8f6f2c11/pay".to_owned()),
        chain: Vec::new(),
        hybrid_notice: false,
        dunning: None,
        confirmation: ConfirmationMode::Settle,
        documents_ready: true,
        expires_at: day("2026-03-29").and_hms_opt(22, 0, 0).map(|time| time.and_utc()),
        expires_on: Some(day("2026-03-29")),
        imprint_url: Some("https://atelier-nordlicht.example/impressum".to_owned()),
        privacy_url: Some("https://atelier-nordlicht.example/datenschutz".to_owned()),
    }
}

pub fn overdue() -> PortalView {
    PortalView { status: PaymentStatus::Overdue, today: day("2026-04-06"), hybrid_notice: true, ..open() }
}

pub fn partly_paid() -> PortalView {
    PortalView { status: PaymentStatus::PartiallyPaid, today: day("2026-03-15"), paid: Cents(200_000), open: Cents(190_210), ..open() }
}

pub fn paid() -> PortalView {
    let (status, paid_on) = (PaymentStatus::Paid, Some(day("2026-03-06")));
    PortalView { status, paid_on, paid: Cents(390_210), open: Cents::ZERO, confirmed_by_customer: true, ..open() }
}

pub fn reported() -> PortalView {
    PortalView { status: PaymentStatus::Reported, confirmed_by_customer: true, confirmation: ConfirmationMode::Report, ..open() }
}

pub fn cancelled() -> PortalView {
    PortalView {
        status: PaymentStatus::Void,
        corrected: Cents(-390_210),
        open: Cents::ZERO,
        chain: vec![
            entry("RE-2026-00042", InvoiceKind::Invoice, "2026-02-27", 390_210, true),
            entry("ST-2026-00003", InvoiceKind::Cancellation, "2026-03-05", -390_210, false),
            entry("RE-2026-00047", InvoiceKind::Invoice, "2026-03-05", 385_450, false),
        ],
        ..open()
    }
}

/// The document that cancels, seen through its own link.
pub fn cancellation() -> PortalView {
    let mut chain = cancelled().chain;
    (chain[0].is_this, chain[1].is_this) = (false, true);
    let mut view = PortalView { number: "ST-2026-00003".to_owned(), kind: InvoiceKind::Cancellation, chain, ..cancelled() };
    (view.net, view.gross, view.corrected, view.cash_discount) = (-view.net, -view.gross, Cents::ZERO, None);
    view.lines.iter_mut().for_each(|line| (line.quantity, line.total) = (-line.quantity, -line.total));
    view.tax_groups.iter_mut().for_each(|group| (group.base, group.tax) = (-group.base, -group.tax));
    view
}

pub fn partly_corrected() -> PortalView {
    PortalView {
        corrected: Cents(-51_408),
        open: Cents(338_802),
        cash_discount: None,
        chain: vec![
            entry("RE-2026-00042", InvoiceKind::Invoice, "2026-02-27", 390_210, true),
            entry("ST-2026-00003", InvoiceKind::Cancellation, "2026-03-05", -51_408, false),
        ],
        ..open()
    }
}

/// Discounts and surcharges on lines and document, terms, notes, no gateway, another colour.
pub fn adjusted() -> PortalView {
    let mut view = open();
    view.lines[1].adjustments = vec![adjustment(Some("Stammkundenrabatt"), None, -1_250), adjustment(Some("Eilzuschlag"), Some(5), 4_350)];
    view.allowances_charges = vec![adjustment(Some("Treuerabatt"), Some(-5), -17_070), adjustment(Some("Versand"), None, 1_490)];
    (view.net, view.gross, view.open) = (Cents(325_820), Cents(373_120), Cents(373_120));
    view.tax_groups = vec![tax(Some(19), 198_126, 37_644), tax(Some(7), 127_694, 8_939)];
    view.cash_discount = None;
    view.payment_terms = Some("Zahlbar innerhalb von 30 Tagen nach Erhalt.\n#SKONTO#TAGE=14#PROZENT=2.00#".to_owned());
    view.notes = vec!["Vielen Dank für Ihren Auftrag.\nDie Druckdaten erhalten Sie getrennt.".to_owned()];
    view.branding.color = Some("#facc15".to_owned());
    (view.pay_url, view.hybrid_notice) = (None, true);
    view
}

pub fn outside_scope() -> PortalView {
    let mut view = open();
    view.lines.iter_mut().for_each(|line| line.tax_rate = None);
    (view.tax_groups, view.cash_discount) = (vec![tax(None, 341_400, 0)], None);
    (view.gross, view.open) = (view.net, view.net);
    view.tax_notes = vec!["Nicht im Inland steuerbare Leistung (§ 3a Abs. 2 UStG).".to_owned()];
    view.branding.color = Some("#1d4ed8".to_owned());
    view
}

pub fn reverse_charge() -> PortalView {
    let mut view = outside_scope();
    view.lines.iter_mut().for_each(|line| line.tax_rate = Some(Decimal::ZERO));
    view.tax_groups = vec![tax(Some(0), 341_400, 0)];
    view.tax_notes = vec!["Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).".to_owned()];
    view.buyer.address.push("Österreich".to_owned());
    view.branding.color = Some("#be123c".to_owned());
    view
}

pub fn francs() -> PortalView {
    let mut view = open();
    view.currency = Currency::parse("CHF").unwrap();
    view.bank.as_mut().unwrap().girocode_path = None;
    view
}

pub fn without_documents() -> PortalView {
    PortalView { documents_ready: false, ..open() }
}

pub fn forty_lines() -> PortalView {
    let mut view = open();
    view.lines = (1..=40)
        .map(|position| {
            let template = &view.lines[(position - 1) % 5];
            PortalLine { position: position.to_string(), ..template.clone() }
        })
        .collect();
    view.buyer.name = "Piekarnia Szczęśliwa Sp. z o.o.".to_owned();
    view
}

/// Names that never break by themselves and amounts that fill the column.
pub fn absurd() -> PortalView {
    let mut view = forty_lines();
    view.seller.name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft für Verwaltungs- und Grundstücksangelegenheiten mbH & Co. KGaA".to_owned();
    view.buyer.name =
        "Zweckverband der Bäckereigenossenschaften Öztürk, Kühnöl-Weißgerber, Szczęśliwa Piekarnia und Söhne zu München-Fürstenfeldbruck eG"
            .to_owned();
    view.number = "RE-2026-DAMPFSCHIFF-0000042".to_owned();
    view.bank.as_mut().unwrap().account_name = view.seller.name.clone();
    view.bank.as_mut().unwrap().girocode_path = None;
    view.lines[1] = line(2, "Generalplanung Donaudampfschifffahrtsverwaltungsgebäude", None, "1", "LS", "1036073733.23", 19, 103_607_373_323);
    view.lines[5].name = "W".repeat(120);
    view.lines[5].unit = "X1A".to_owned();
    (view.net, view.gross, view.open) = (Cents(103_748_644_347), Cents(123_456_789_012), Cents(123_456_789_012));
    view.tax_groups = vec![tax(Some(19), 103_712_713_007, 19_705_415_471), tax(Some(7), 36_131_340, 2_529_194)];
    view.cash_discount =
        Some(CashDiscount { percent: Decimal::TWO, until: day("2026-03-09"), discount: Cents(2_469_135_780), amount: Cents(120_987_653_232) });
    view.hybrid_notice = true;
    view
}

pub fn expired() -> DeadLink {
    let view = open();
    DeadLink::Expired(Box::new(ExpiredLink {
        seller_name: view.seller.name,
        seller_email: view.seller.email,
        branding: view.branding,
        expired_on: view.expires_on,
        imprint_url: view.imprint_url,
        privacy_url: view.privacy_url,
    }))
}

type Named = (&'static str, fn() -> PortalView, Option<PortalNotice>);

/// Every page there is, by name (`open-de`), in both languages.
pub fn all_pages() -> Vec<(String, String)> {
    let views: [Named; 19] = [
        ("open", open, None),
        ("overdue", overdue, None),
        ("partly-paid", partly_paid, None),
        ("paid", paid, None),
        ("thanks", paid, Some(PortalNotice::Confirmed)),
        ("already", paid, Some(PortalNotice::AlreadyConfirmed)),
        ("reported", reported, Some(PortalNotice::Confirmed)),
        ("invalid", open, Some(PortalNotice::InvalidInput)),
        ("cancelled", cancelled, None),
        ("cancellation", cancellation, None),
        ("partly-corrected", partly_corrected, None),
        ("adjusted", adjusted, None),
        ("outside-scope", outside_scope, None),
        ("reverse-charge", reverse_charge, None),
        ("francs", francs, None),
        ("without-documents", without_documents, None),
        ("forty-lines", forty_lines, None),
        ("absurd", absurd, None),
        ("no-gateway", || PortalView { pay_url: None, ..open() }, None),
    ];
    let dead = [
        ("unknown", DeadLink::Unknown),
        ("expired", expired()),
        ("too-many", DeadLink::TooManyRequests { retry_after_seconds: 42 }),
        ("unavailable", DeadLink::Unavailable),
    ];
    let mut pages = Vec::new();
    for lang in [Lang::De, Lang::En] {
        for (name, view, notice) in views {
            pages.push((format!("{name}-{}", lang.code()), portal_page(&PortalView { lang, ..view() }, notice)));
        }
        pages.extend(dead.iter().map(|(name, dead)| (format!("{name}-{}", lang.code()), dead_link_page(dead, lang))));
    }
    pages
}
