//! What the editor's, customers' and settings' pages are shown with.

use rechnungswerk::domain::customer::{BillingTier, CustomerContent, CustomerList, CustomerPage, CustomerRow};
use rechnungswerk::domain::error::{FieldError, Problem};
use rechnungswerk::domain::invoice::StatusLabel;
use rechnungswerk::domain::invoice::draft::{AdjustmentForm, InvoiceForm, LineForm};
use rechnungswerk::domain::invoice::view::{CustomerChoice, EditorPage, GateFinding, InvoiceRow, RecentItem};
use rechnungswerk::domain::lang::Lang;
use rechnungswerk::domain::mail_view::MailView;
use rechnungswerk::domain::money::{Cents, Currency};
use rechnungswerk::domain::organization::{ApiKeyEntry, BankForm, CompanyForm, Role, Viewer};

pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

pub fn at(text: &str) -> chrono::DateTime<chrono::Utc> {
    text.parse().expect("a moment")
}

pub fn viewer(lang: Lang) -> Viewer {
    Viewer {
        email: "buero@nordlicht.example".into(),
        name: "Mara Kühn".into(),
        role: Role::Owner,
        lang,
        organization_name: "Atelier Nordlicht GmbH".into(),
        logo_url: None,
        unread_notifications: 2,
        today: day("2026-02-27"),
        organizations: Vec::new(),
    }
}

fn line(name: &str, quantity: &str, unit: &str, price: &str) -> LineForm {
    LineForm { name: name.into(), quantity: quantity.into(), unit: unit.into(), price: price.into(), tax_rate: "19".into(), ..LineForm::default() }
}

fn finding(term: &str, is_error: bool, text: &str, href: &str, field: Option<&str>) -> GateFinding {
    GateFinding { rule: "BR".into(), term: term.into(), is_error, text: text.into(), href: href.into(), field: field.map(str::to_owned) }
}

pub fn choices() -> Vec<CustomerChoice> {
    let choice = |number: u32, name: &str, street: &str, place: &str, last: Option<&str>| CustomerChoice {
        public_id: format!("CUS-{number}"),
        name: name.into(),
        number,
        address: vec![street.into(), place.into()],
        payment_terms_days: 14,
        last_invoice: last.map(str::to_owned),
    };
    vec![
        choice(10_011, "Bäckerei Öztürk & Söhne KG", "Wahmstraße 3", "23552 Lübeck", None),
        choice(10_012, "Hansekontor Logistik GmbH", "Am Kai 20", "18055 Rostock", Some("RE-2026-00041")),
        choice(10_014, "Stadtwerke Lübeck GmbH", "Hafenstraße 8", "23554 Lübeck", Some("RE-2026-00043")),
        choice(10_015, "Zahnarztpraxis am Markt", "Markt 1", "23966 Wismar", Some("RE-2026-00042")),
    ]
}

/// The draft of the mockup.
pub fn draft() -> EditorPage {
    EditorPage {
        public_id: Some("INV-20260227-ABC123".into()),
        form: InvoiceForm {
            customer: "CUS-10014".into(),
            issue_date: "2026-02-27".into(),
            due_date: "2026-03-13".into(),
            lines: vec![
                line("Netzwerkanalyse aller Standorte mit Messprotokoll", "2", "DAY", "960,00"),
                line("Dokumentation der Messergebnisse", "4", "HUR", "95,00"),
                line("Anfahrt", "100", "KMT", "0,52"),
                line("Workshop Störungsannahme", "6", "HUR", ""),
            ],
            note: "Vielen Dank für Ihren Auftrag.".into(),
            version: "3".into(),
            ..InvoiceForm::default()
        },
        findings: vec![
            finding("BT-73", true, "Leistungszeitraum fehlt (BT-73)", "#service_start", Some("service_start")),
            finding("BT-146", true, "Position 4 hat keinen Preis (BT-146)", "#lines-3-price", Some("lines[3].price")),
            finding(
                "BT-10",
                false,
                "Leitweg-ID fehlt (BT-10), öffentliche Auftraggeber verlangen sie",
                "/customers/CUS-10014/edit#buyer_reference",
                None,
            ),
        ],
        customers: choices(),
        recent_items: vec![
            RecentItem {
                name: "Workshop Störungsannahme".into(),
                unit: "HUR".into(),
                price: "95".parse().expect("a price"),
                tax_rate: "19".parse().expect("a rate"),
                on: day("2026-01-12"),
            },
            RecentItem {
                name: "Anfahrt".into(),
                unit: "KMT".into(),
                price: "0.525".parse().expect("a price"),
                tax_rate: "19".parse().expect("a rate"),
                on: day("2026-01-12"),
            },
        ],
        seller_name: "Atelier Nordlicht GmbH".into(),
        saved_at: Some(at("2026-02-27T13:32:00Z")),
        default_terms_days: 14,
        today: day("2026-02-27"),
        ..EditorPage::default()
    }
}

pub fn new_draft() -> EditorPage {
    EditorPage { public_id: None, form: InvoiceForm::default(), findings: Vec::new(), saved_at: None, ..draft() }
}

/// Everything filled, everything wrong, everything long.
pub fn refused_draft() -> EditorPage {
    let mut page = draft();
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    page.seller_name = format!("{long} mbH & Co. KGaA");
    page.customers[2].name = format!("{long} mbH");
    page.form.lines[0].name =
        format!("{long} und noch eine Beschreibung, die über viele Zeilen geht, weil jemand alles erklären wollte </textarea><b>");
    page.form.lines[0].description = "Erste Zeile\nzweite Zeile & <mehr>".into();
    page.form.lines[0].adjustment_percent = "-12,5".into();
    page.form.lines[1].quantity = "999.999.999".into();
    page.form.lines[1].price = "999.999.999,99".into();
    page.form.lines[2].price = "viel".into();
    page.form.lines[2].tax_rate = "5,5".into();
    page.form.allowances_charges = vec![AdjustmentForm { reason: "Treuerabatt".into(), percent: "-3".into(), ..AdjustmentForm::default() }];
    page.form.discount_percent = "2".into();
    page.form.prepaid = "1.000,00".into();
    page.form.contract_reference = long.into();
    let error = |field: &str, problem: Problem| FieldError::new(field, problem);
    page.errors = vec![
        error("lines[2].price", Problem::NotANumber),
        error("service_end", Problem::EndBeforeStart),
        error("discount_days", Problem::Required),
        error("customer", Problem::Unknown),
        error("note", Problem::TooLong(4_000)),
    ];
    page
}

fn row(number: u32, name: &str, email: bool, tier: BillingTier, open: i64, overdue: i64) -> CustomerRow {
    CustomerRow {
        public_id: format!("CUS-{number}"),
        number,
        name: name.into(),
        city: Some("Lübeck".into()),
        billing_email: email.then(|| "rechnung@kunde.example".into()),
        billing_tier: tier,
        open: Cents(open),
        overdue: Cents(overdue),
        invoice_count: number % 37,
    }
}

pub fn customers() -> CustomerList {
    let rows = vec![
        row(10_011, "Bäckerei Öztürk & Söhne KG", true, BillingTier::InvoiceOnly, 222_740, 0),
        row(10_012, "Hansekontor Logistik GmbH", true, BillingTier::Hybrid, 130_900, 71_400),
        row(10_013, "Gemeinnützige Wohnungsbaugenossenschaft der Eisenbahner und ihrer Angehörigen eG", false, BillingTier::InvoiceOnly, 391_830, 0),
        row(10_014, "Stadtwerke Lübeck GmbH", true, BillingTier::Subscription, 0, 0),
        row(10_015, "Zahnarztpraxis am Markt", false, BillingTier::InvoiceOnly, 35_700, 35_700),
    ];
    CustomerList { total: 42, page: 1, pages: 3, is_empty_organization: false, rows }
}

pub fn content() -> CustomerContent {
    CustomerContent {
        name: "Hansekontor Logistik GmbH".into(),
        street: Some("Am Kai 20".into()),
        postcode: Some("1010".into()),
        city: Some("Wien".into()),
        country: "AT".into(),
        vat_id: Some("ATU12345678".into()),
        billing_email: None,
        contact_name: Some("Einkauf Nord".into()),
        contact_phone: Some("+43 1 000000".into()),
        payment_terms_days: 10,
        billing_tier: BillingTier::Hybrid,
        unit_rate: Cents(7_500),
        subscription: Default::default(),
        notes: Some("Rechnungen immer vor dem 5. schicken.\nSonst erst im nächsten Monat bezahlt.".into()),
        ..CustomerContent::default()
    }
}

pub fn customer() -> CustomerPage {
    let invoice = |number: Option<&str>, status: StatusLabel, gross: i64| InvoiceRow {
        public_id: format!("INV-{gross}"),
        number: number.map(str::to_owned),
        kind: Default::default(),
        customer_name: None,
        customer_without_email: true,
        issue_date: number.map(|_| day("2026-02-26")),
        due_date: None,
        currency: Currency::EUR,
        gross: Cents(gross),
        open: Cents(0),
        status,
        sent_at: None,
        mail_failed: false,
    };
    CustomerPage {
        row: row(10_012, "Hansekontor Logistik GmbH", false, BillingTier::Hybrid, 130_900, 71_400),
        content: content(),
        invoices: vec![
            invoice(None, StatusLabel::Draft, 12_345),
            invoice(Some("RE-2026-00041"), StatusLabel::Open, 59_500),
            invoice(Some("RE-2026-00022"), StatusLabel::Overdue, 71_400),
            invoice(Some("RE-2025-00310"), StatusLabel::Paid, 1_234_567),
        ],
        invoiced: Cents(4_523_100),
        open_events: Default::default(),
    }
}

pub fn company() -> CompanyForm {
    CompanyForm {
        name: "Atelier Nordlicht GmbH".into(),
        street: "Fischstraße 14".into(),
        postcode: "23552".into(),
        city: "Lübeck".into(),
        country: "DE".into(),
        vat_id: "DE298471360".into(),
        tax_number: "22/291/04873".into(),
        contact_name: "Buchhaltung".into(),
        contact_phone: "0451 0000000".into(),
        contact_email: "rechnung@nordlicht.example".into(),
        ..CompanyForm::default()
    }
}

pub fn bank() -> BankForm {
    BankForm {
        account_name: "Atelier Nordlicht GmbH".into(),
        iban: "DE75512108001245126199".into(),
        bic: "GENODEF1HLU".into(),
        ..BankForm::default()
    }
}

pub fn keys() -> Vec<ApiKeyEntry> {
    let key = |id: &str, name: &str, used: Option<&str>| ApiKeyEntry {
        id: id.into(),
        name: name.into(),
        prefix: "rw_4f9a1c2".into(),
        created_at: at("2026-01-12T09:00:00Z"),
        last_used_at: used.map(at),
    };
    vec![key("k1", "Online-Shop", Some("2026-02-27T08:12:00Z")), key("k2", "Schnittstelle der Warenwirtschaft im zweiten Lager in Travemünde", None)]
}

pub fn mails() -> Vec<MailView> {
    let mail = |file: &str, subject: &str, attachments: Vec<(String, u64)>| MailView {
        file: file.into(),
        date: Some(at("2026-02-27T08:12:00Z")),
        from: "Atelier Nordlicht GmbH <rechnung@nordlicht.example>".into(),
        to: "einkauf@hansekontor.example".into(),
        subject: subject.into(),
        text: "Guten Tag,\n\nIhre Rechnung steht bereit:\nhttp://127.0.0.1:3000/portal/abcdef0123456789\n\nFreundliche Grüße".into(),
        html: String::new(),
        attachments,
    };
    vec![
        mail("a.eml", "Ihre Rechnung RE-2026-00041", vec![("Rechnung_RE-2026-00041.pdf".into(), 48_213)]),
        mail("b.eml", "Neues Passwort setzen", Vec::new()),
    ]
}
