//! Received invoices as their pages show them.

use rechnungswerk::domain::einvoice::gate::Severity;
use rechnungswerk::domain::incoming::{IncomingList, IncomingPage, IncomingRow, Judgement, Level, Reason, Twin, Verdict};
use rechnungswerk::domain::money::{Cents, Currency};

use crate::fixtures::{at, day};
use crate::golden;

pub fn list() -> IncomingList {
    let mut rows = vec![
        row("Papierfabrik Hansen & Söhne GmbH & Co. KG", "2026-004711", 118_405, Verdict::default()),
        row("Stadtwerke Lübeck", "RG/2026/02/000000000912345678901234567890", 31_990, warned()),
        row("Musterwerk GmbH", "RE-2026-00042", 11_900, Verdict { rules: Judgement::Errors, ..warned() }),
    ];
    rows[2].is_duplicate = true;
    IncomingList { total: 3, page: 1, pages: 1, is_empty_organization: false, rows }
}

pub fn page() -> IncomingPage {
    let document = golden::case("everything");
    let verdict = Verdict { rules: Judgement::Errors, ..warned() };
    IncomingPage {
        row: row(&document.seller.name, &document.number, 12_550, verdict),
        file_name: "Rechnung_Musterwerk_2026_11_02_endgültig_unterschrieben.pdf".to_owned(),
        is_pdf: true,
        size: 84_211,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        reasons: reasons(),
        twins: vec![Twin { id: "2".to_owned(), received_at: at("2026-02-26T08:12"), file_name: "factur-x.xml".to_owned() }],
        seller_address: vec!["Werkstraße 1".to_owned(), "12345 Musterstadt".to_owned()],
        buyer_address: vec!["Beispielallee 7".to_owned(), "50667 Köln".to_owned()],
        document,
        hidden_lines: 3,
    }
}

fn warned() -> Verdict {
    Verdict { content: Judgement::Warnings, ..Verdict::default() }
}

fn row(seller: &str, number: &str, gross: i64, verdict: Verdict) -> IncomingRow {
    IncomingRow {
        id: "1".to_owned(),
        received_at: at("2026-02-27T08:12"),
        seller_name: seller.to_owned(),
        number: number.to_owned(),
        issue_date: Some(day("2026-02-20")),
        currency: Currency::EUR,
        gross: Some(Cents(gross)),
        verdict,
        is_duplicate: false,
    }
}

fn reasons() -> Vec<Reason> {
    let reason = |level, rule: &str, severity, de: &str| Reason {
        level,
        rule: rule.to_owned(),
        term: "BT-115".to_owned(),
        is_error: severity == Severity::Error,
        de: de.to_owned(),
        en: de.to_owned(),
    };
    let many = (1..9).map(|line| reason(Level::Rules, "BR-CO-04", Severity::Error, &format!("Position {line}: Steuerkategorie fehlt (BT-151)")));
    let law = reason(Level::Content, "UStG-14-4-6", Severity::Warning, "Leistungsdatum oder Leistungszeitraum fehlt (BT-72)");
    many.chain([law]).collect()
}
