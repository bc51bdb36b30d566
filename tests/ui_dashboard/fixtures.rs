//! An invented organization with just enough in it to see every part of the dashboard.

use chrono::{DateTime, NaiveDate, Utc};
use rechnungswerk::domain::dunning::view::DunningState;
use rechnungswerk::domain::invoice::view::*;
use rechnungswerk::domain::invoice::{InvoiceKind, InvoiceState, StatusLabel};
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::money::{Cents, Currency};
use rechnungswerk::domain::organization::{NotificationEntry, Role, Viewer};
use rust_decimal::Decimal;

pub const LONG: &str =
    "Gemeinnützige Wohnungsbaugenossenschaft Donaudampfschifffahrtsgesellschaftsarbeiterunterkünfte Lübeck-Travemünde eingetragene Genossenschaft";

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn at(text: &str) -> DateTime<Utc> {
    format!("{text}:00Z").parse().expect("a moment")
}

pub fn viewer(lang: Lang) -> Viewer {
    Viewer {
        email: "buero@nordlicht.example".into(),
        name: "Mira Kern".into(),
        role: Role::Owner,
        lang,
        organization_name: "Atelier Nordlicht GmbH".into(),
        logo_url: None,
        unread_notifications: 2,
        today: day("2026-02-27"),
        organizations: vec![("org-1".into(), "Atelier Nordlicht GmbH".into(), true), ("org-2".into(), "Holzwerk Wismar".into(), false)],
    }
}

fn row(number: u32, customer: &str, status: StatusLabel, issued: &str, due: &str, gross: i64, open: i64) -> InvoiceRow {
    InvoiceRow {
        public_id: format!("INV-20260227-{number:06}"),
        number: (status != StatusLabel::Draft).then(|| format!("RE-2026-{number:05}")),
        kind: InvoiceKind::Invoice,
        customer_name: Some(customer.into()),
        customer_without_email: customer.starts_with("Hansekontor"),
        issue_date: Some(day(issued)),
        due_date: (status != StatusLabel::Draft).then(|| day(due)),
        currency: Currency::EUR,
        gross: Cents(gross),
        open: Cents(open),
        status,
        sent_at: None,
        mail_failed: customer.starts_with("Hofladen"),
    }
}

pub fn rows() -> Vec<InvoiceRow> {
    use StatusLabel::*;
    vec![
        row(44, "Stadtwerke Lübeck GmbH", Draft, "2026-02-27", "2026-03-13", 285_600, 0),
        row(43, "Stadtwerke Lübeck GmbH", Sent, "2026-02-27", "2026-03-13", 285_600, 285_600),
        row(42, "Zahnarztpraxis am Markt", Open, "2026-02-27", "2026-03-13", 35_700, 35_700),
        row(41, "Hansekontor Logistik GmbH", Open, "2026-02-26", "2026-03-12", 59_500, 59_500),
        row(40, "Gemeinnützige Wohnungsbaugenossenschaft Travemünde eG", Open, "2026-02-25", "2026-03-11", 391_830, 391_830),
        row(39, "Werft Travemünde AG", Paid, "2026-02-20", "2026-03-06", 476_000, 0),
        row(38, "Bäckerei Öztürk & Söhne KG", PartiallyPaid, "2026-02-17", "2026-03-03", 222_740, 100_130),
        row(37, "Weingut Sonnenhang eG", Reported, "2026-02-16", "2026-03-02", 142_800, 142_800),
        row(36, "Kanzlei Brandt", Paid, "2026-02-12", "2026-02-26", 119_000, 0),
        row(35, "Ingenieurbüro Nordwest PartG mbB", Void, "2026-02-11", "2026-02-25", 95_200, 0),
        row(34, "Buchhandlung Lesewinkel", Paid, "2026-02-09", "2026-02-23", 21_420, 0),
        row(31, "Hofladen Priwall", Overdue, "2026-02-02", "2026-02-16", 34_600, 34_600),
        row(29, "Kita Regenbogen e. V.", Paid, "2026-02-01", "2026-02-15", 29_750, 0),
        row(27, "Ingenieurbüro Nordwest PartG mbB", Overdue, "2026-01-28", "2026-02-11", 119_000, 119_000),
        row(22, "Hansekontor Logistik GmbH", Overdue, "2026-01-21", "2026-02-04", 71_400, 71_400),
        row(19, "Café Kontor", Uncollectible, "2026-01-15", "2026-01-29", 18_900, 0),
    ]
}

pub fn list() -> InvoiceList {
    let chips = [("", 128), ("draft", 2), ("open", 14), ("overdue", 3), ("unsent", 3), ("paid", 96)];
    InvoiceList {
        rows: rows(),
        total: 128,
        page: 1,
        pages: 8,
        chips: chips.map(|(name, count)| (name.to_owned(), count)).to_vec(),
        is_empty_organization: false,
    }
}

pub fn long_list() -> InvoiceList {
    let mut list = list();
    for row in &mut list.rows {
        row.customer_name = Some(LONG.into());
        row.number = row.number.take().map(|number| format!("RECHNUNG-{number}-NORD-0000000001"));
        row.gross = Cents(row.gross.0 * 9_137_771);
        row.open = Cents(row.open.0 * 9_137_771);
        row.mail_failed = true;
    }
    list
}

pub fn overview() -> Overview {
    let amounts = [
        (9_480, 0),
        (11_230, 0),
        (8_710, 0),
        (13_940, 0),
        (12_060, 0),
        (7_350, 0),
        (14_880, 0),
        (13_210, 0),
        (15_940, 0),
        (18_134, 700),
        (11_820, 4_250),
        (9_860, 9_200),
    ];
    let months = [
        "2025-03-01",
        "2025-04-01",
        "2025-05-01",
        "2025-06-01",
        "2025-07-01",
        "2025-08-01",
        "2025-09-01",
        "2025-10-01",
        "2025-11-01",
        "2025-12-01",
        "2026-01-01",
        "2026-02-01",
    ];
    let event = |at_text: &str, event: &str, number: u32, customer: &str, amount: Option<i64>| Activity {
        at: at(at_text),
        event: event.into(),
        invoice_public_id: Some(format!("INV-20260227-{number:06}")),
        invoice_number: Some(format!("RE-2026-{number:05}")),
        customer_name: Some(customer.into()),
        amount: amount.map(Cents),
    };
    Overview {
        currency: Currency::EUR,
        open: Cents(1_864_250),
        open_count: 14,
        overdue: Cents(225_000),
        overdue_count: 3,
        collected: Cents(1_248_090),
        collected_count: 11,
        month: day("2026-02-01"),
        sent_count: 11,
        issued_count: 14,
        revenue: months
            .iter()
            .zip(amounts)
            .map(|(month, (paid, open))| MonthRevenue { month: day(month), paid: Cents(paid * 100), open: Cents(open * 100) })
            .collect(),
        activity: vec![
            event("2026-02-27T08:41", "payment.recorded", 36, "Kanzlei Brandt", Some(119_000)),
            event("2026-02-27T08:12", "invoice.viewed", 38, "Bäckerei Öztürk & Söhne KG", None),
            event("2026-02-27T07:30", "invoice.sent", 43, "Stadtwerke Lübeck GmbH", Some(285_600)),
            event("2026-02-27T05:00", "invoice.created", 42, "Zahnarztpraxis am Markt", Some(35_700)),
            event("2026-02-26T15:00", "mail.failed", 31, "Hofladen Priwall", None),
            event("2026-02-26T09:00", "payment.confirmed", 39, "Werft Travemünde AG", Some(476_000)),
        ],
        drafts: rows().into_iter().take(1).collect(),
        next_due: rows().into_iter().filter(|row| !row.open.is_zero()).take(4).collect(),
        first_steps: ["company", "bank", "customer", "invoice"].map(|name| (name.to_owned(), true)).to_vec(),
    }
}

pub fn long_overview() -> Overview {
    let mut overview = overview();
    for cents in [&mut overview.open, &mut overview.overdue, &mut overview.collected] {
        *cents = Cents(cents.0 * 7_654_321);
    }
    for month in &mut overview.revenue {
        month.paid = Cents(month.paid.0 * 7_654);
        month.open = Cents(month.open.0 * 7_654);
    }
    for entry in &mut overview.activity {
        entry.customer_name = Some(LONG.into());
        entry.amount = entry.amount.map(|cents| Cents(cents.0 * 7_654_321));
    }
    for row in overview.next_due.iter_mut().chain(&mut overview.drafts) {
        row.customer_name = Some(LONG.into());
        row.open = Cents(row.open.0 * 7_654_321);
    }
    overview
}

pub fn new_overview() -> Overview {
    let first_steps = [("company", true), ("bank", false), ("customer", false), ("invoice", false)];
    Overview { first_steps: first_steps.map(|(name, done)| (name.to_owned(), done)).to_vec(), month: day("2026-02-01"), ..Overview::default() }
}

fn line(position: &str, name: &str, quantity: i64, unit: &str, price: i64, rate: i64, total: i64) -> SheetLine {
    SheetLine {
        position: position.into(),
        name: name.into(),
        description: None,
        period: None,
        quantity: Decimal::from(quantity),
        unit: unit.into(),
        price: Decimal::new(price, 2),
        adjustment_percent: None,
        tax_rate: Some(Decimal::from(rate)),
        total: Cents(total),
        left: Decimal::from(quantity),
    }
}

fn tax(rate: i64, base: i64, tax: i64) -> SheetTax {
    SheetTax { rate: Some(Decimal::from(rate)), base: Cents(base), tax: Cents(tax), reason: None }
}

fn mails() -> Vec<MailEntry> {
    let mail = |id: &str, kind: &str, to: &str, state: MailState, at_text: &str| MailEntry {
        id: id.into(),
        kind: kind.into(),
        to: to.into(),
        state,
        at: at(at_text),
        answer: None,
        may_resend: false,
    };
    let failed = mail("3", "invoice_portal", "buchaltung@oeztuerk.example", MailState::Failed, "2026-02-17T09:02");
    vec![
        mail("1", "invoice", "buchhaltung@oeztuerk.example", MailState::Opened, "2026-02-24T17:40"),
        mail("2", "invoice_portal", "buchhaltung@oeztuerk.example", MailState::Delivered, "2026-02-17T09:04"),
        MailEntry { answer: Some("550 Adresse unbekannt".into()), may_resend: true, ..failed },
    ]
}

fn history() -> Vec<HistoryEntry> {
    let entry = |at_text: &str, event: &str, actor: Option<&str>, detail: Option<&str>| HistoryEntry {
        at: at(at_text),
        event: event.into(),
        actor: actor.map(str::to_owned),
        detail: detail.map(str::to_owned),
    };
    vec![
        entry("2026-02-24T17:36", "invoice.cancelled", Some("MK"), Some("2 Stunden zu viel berechnet")),
        entry("2026-02-20T07:15", "payment.recorded", Some("MK"), Some("1.000,00 €")),
        entry("2026-02-17T09:04", "invoice.sent", Some("MK"), None),
        entry("2026-02-17T09:02", "mail.failed", None, None),
        entry("2026-02-17T09:01", "invoice.issued", Some("MK"), None),
        entry("2026-02-16T15:20", "invoice.created", Some("MK"), None),
    ]
}

fn documents() -> Vec<DocumentEntry> {
    let document = |kind: &str, size: u64| DocumentEntry {
        kind: kind.into(),
        url: format!("/invoices/INV-20260217-000038/{kind}"),
        file_name: format!("Rechnung_RE-2026-00038.{kind}"),
        size,
        sha256: "9f1c2f6e4b0a4d3e8a572c60d1b7e914".into(),
        created_at: at("2026-02-17T09:01"),
    };
    vec![document("pdf", 86_016), document("xml", 12_288)]
}

fn chain() -> Vec<SheetChainEntry> {
    let entry = |number: &str, kind: InvoiceKind, issued: &str, amount: i64, is_this: bool| SheetChainEntry {
        public_id: format!("INV-{number}"),
        number: number.into(),
        kind,
        issue_date: day(issued),
        amount: Cents(amount),
        is_this,
    };
    vec![
        entry("RE-2026-00038", InvoiceKind::Invoice, "2026-02-17", 222_740, true),
        entry("ST-2026-00003", InvoiceKind::Cancellation, "2026-02-24", -22_610, false),
    ]
}

fn payment(id: &str, method: PaymentMethod, amount: i64, state: PaymentState, awaits_review: bool) -> PaymentEntry {
    PaymentEntry {
        id: id.into(),
        date: day("2026-02-20"),
        method,
        amount: Cents(amount),
        state,
        reference: Some("RE-2026-00038".into()),
        note: None,
        awaits_review,
    }
}

fn views() -> Vec<ViewEntry> {
    let view = |at_text: &str, client: &str, is_phone: bool| ViewEntry { at: at(at_text), client: client.into(), is_phone };
    vec![
        view("2026-02-27T08:12", "iPhone, Safari", true),
        view("2026-02-24T17:41", "iPhone, Safari", true),
        view("2026-02-17T10:20", "Windows, Firefox", false),
    ]
}

/// A chequered square instead of a real code: only its place on the page is looked at.
fn girocode() -> String {
    (0..41)
        .flat_map(|row| {
            (0..41).filter(move |column| (row * 7 + column * 5 + row * column) % 3 == 0).map(move |column| format!("M{column} {row}h1v1h-1z"))
        })
        .collect()
}

pub fn invoice() -> InvoicePage {
    let mut first = line("1", "Umsetzung Filialfinder", 12, "HUR", 9_500, 19, 114_000);
    first.period = Some((day("2026-02-02"), day("2026-02-13")));
    InvoicePage {
        public_id: "INV-20260217-000038".into(),
        number: "RE-2026-00038".into(),
        kind: InvoiceKind::Invoice,
        state: InvoiceState::Open,
        status: StatusLabel::PartiallyPaid,
        today: day("2026-02-27"),
        issue_date: day("2026-02-17"),
        due_date: Some(day("2026-03-03")),
        service_period: Some((day("2026-02-02"), day("2026-02-13"))),
        currency: Currency::EUR,
        customer_public_id: Some("CUS-10012".into()),
        seller_name: "Atelier Nordlicht GmbH".into(),
        seller_sender_line: "Atelier Nordlicht GmbH · Fischstraße 14 · 23552 Lübeck".into(),
        logo_url: None,
        buyer_name: "Bäckerei Öztürk & Söhne KG".into(),
        buyer_address: vec!["Hüxstraße 87".into(), "23552 Lübeck".into()],
        references: Vec::new(),
        lines: vec![
            first,
            line("2", "Produktfotografie Frühjahr", 1, "LS", 48_000, 19, 48_000),
            line("3", "Broschüre „Unser Brot“, gedruckt", 200, "C62", 140, 7, 28_000),
        ],
        adjustments: Vec::new(),
        totals: SheetTotals {
            net: Cents(190_000),
            taxes: vec![tax(19, 162_000, 30_780), tax(7, 28_000, 1_960)],
            gross: Cents(222_740),
            prepaid: Cents::ZERO,
            rounding: Cents::ZERO,
            payable: Cents(222_740),
        },
        corrected: Cents(-22_610),
        open: Cents(100_130),
        payments: vec![payment("1", PaymentMethod::BankTransfer, 100_000, PaymentState::Settled, false)],
        payment_terms: Some("Zahlbar bis 03.03.2026 ohne Abzug. Vielen Dank für die gute Zusammenarbeit.".into()),
        notes: Vec::new(),
        iban: Some("DE75512108001245126199".into()),
        bic: Some("GENODEF1HLU".into()),
        girocode_path: Some(girocode()),
        girocode_size: 41,
        chain: chain(),
        dunning: DunningState::default(),
        mails: mails(),
        share: Some(ShareState {
            url: "https://app.rechnungswerk.example/portal/9f1c2f6e-4b0a-4d3e-8a57-2c60d1b7e914".into(),
            expires_at: Some(at("2026-03-19T09:00")),
            expired: false,
            access_count: 4,
        }),
        views: views(),
        view_count: 4,
        documents: documents(),
        history: history(),
        history_count: 11,
        mail_to: Some("buchhaltung@oeztuerk.example".into()),
        mail_subject: "Ihre Rechnung RE-2026-00038".into(),
    }
}

/// Issued a moment ago: nothing is sent, shared, paid or stored yet.
pub fn fresh_invoice() -> InvoicePage {
    InvoicePage {
        status: StatusLabel::Open,
        open: Cents(222_740),
        payments: Vec::new(),
        chain: Vec::new(),
        mails: Vec::new(),
        share: None,
        views: Vec::new(),
        view_count: 0,
        documents: Vec::new(),
        history: history().split_off(4),
        history_count: 2,
        mail_to: None,
        ..invoice()
    }
}

/// The customer says that it is paid.
pub fn reported_invoice() -> InvoicePage {
    let mut reported = payment("2", PaymentMethod::PortalConfirmation, 100_130, PaymentState::Reported, true);
    reported.note = Some("Heute früh überwiesen, kommt wohl morgen an.".into());
    let mut invoice = invoice();
    invoice.status = StatusLabel::Reported;
    invoice.payments.push(reported);
    invoice.payments.push(payment("3", PaymentMethod::PortalConfirmation, 50_000, PaymentState::Rejected, false));
    invoice
}

pub fn long_invoice() -> InvoicePage {
    let mut invoice = invoice();
    invoice.status = StatusLabel::Overdue;
    invoice.due_date = Some(day("2026-01-03"));
    invoice.number = "RECHNUNG-2026-000000038-NORDLICHT".into();
    invoice.seller_name = LONG.into();
    invoice.seller_sender_line = format!("{LONG} · Fischstraße 14 · 23552 Lübeck");
    invoice.buyer_name = LONG.into();
    invoice.buyer_address.insert(0, LONG.into());
    invoice.references = vec![
        Reference { kind: ReferenceKind::Order, value: "BESTELLUNG-4500012345-2026-ABTEILUNG-EINKAUF-NORD".into() },
        Reference { kind: ReferenceKind::Buyer, value: "04011000-1234512345-06".into() },
    ];
    for line in &mut invoice.lines {
        line.name = format!("{LONG} {}", line.name);
        line.description =
            Some("Erste Zeile der Beschreibung\nZweite Zeile mit einem Donaudampfschifffahrtsgesellschaftskapitänspatentprüfungsvermerk".into());
        line.adjustment_percent = Some(Decimal::from(-10));
        line.price *= Decimal::from(123_456);
        line.total = Cents(line.total.0 * 123_456);
    }
    invoice.adjustments = vec![SheetAdjustment { reason: Some(LONG.into()), percent: Some(Decimal::from(-5)), amount: Cents(-1_234_567_890) }];
    let totals = &mut invoice.totals;
    for cents in [&mut totals.net, &mut totals.gross, &mut totals.payable, &mut invoice.open] {
        *cents = Cents(cents.0 * 123_456_789);
    }
    totals.prepaid = Cents(5_000_000);
    totals.taxes.push(SheetTax {
        rate: None,
        base: Cents(1),
        tax: Cents::ZERO,
        reason: Some("Steuerschuldnerschaft des Leistungsempfängers nach § 13b UStG".into()),
    });
    invoice.notes = vec![LONG.repeat(3)];
    for mail in &mut invoice.mails {
        mail.to = format!("{}@{}.example", "buchhaltung".repeat(4), "donaudampfschifffahrt".repeat(2));
    }
    invoice
}

pub fn notifications() -> Vec<NotificationEntry> {
    let entry = |at_text: &str, kind: &str, read: bool, customer: &str, detail: Option<&str>| NotificationEntry {
        id: at_text.into(),
        at: at(at_text),
        read,
        kind: kind.into(),
        invoice_public_id: Some("INV-20260217-000038".into()),
        invoice_number: Some("RE-2026-00038".into()),
        customer_name: Some(customer.into()),
        detail: detail.map(str::to_owned),
    };
    vec![
        entry("2026-02-27T08:12", "payment.confirmed", false, "Bäckerei Öztürk & Söhne KG", Some("1.001,30 €")),
        entry("2026-02-26T15:00", "mail.failed", false, "Hofladen Priwall", Some("550 Adresse unbekannt")),
        entry("2026-02-20T09:00", "invoice.overdue", true, LONG, None),
        entry("2025-12-20T09:00", "something.new", true, "Kanzlei Brandt", None),
    ]
}
