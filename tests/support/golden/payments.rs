//! Ways to pay, prepaid amounts, discounts and surcharges.

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("skonto", with_terms("#SKONTO#TAGE=14#PROZENT=2.00#\n"), HOUR),
        golden(
            "skonto-two-steps",
            with_terms("#SKONTO#TAGE=7#PROZENT=3.00#\n#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#\nDanach netto 30 Tage.\n"),
            HOUR,
        ),
        golden("direct-debit", direct_debit(), HOUR),
        golden("card", paid_by_card(), HOUR),
        golden("credit-transfer-30", paid_with(PaymentMeans { code: 30, ..transfer() }), HOUR),
        golden("two-accounts", two_accounts(), HOUR),
        golden("cash", paid_with(PaymentMeans { code: 10, ..PaymentMeans::default() }), HOUR),
        golden("payee", other_payee(), HOUR),
        golden("prepaid", prepaid("50"), HOUR.due("69.00")),
        golden("prepaid-in-full", prepaid("119"), HOUR.due("0.00")),
        golden("overpaid", prepaid("150"), HOUR.due("-31.00")),
        golden("rounding", rounding(), by_hand("100.03", "S 19% 100.03 19.01", "119.04").due("119.05")),
        golden("line-allowance", line_allowances(), by_hand("180.00", "S 19% 180.00 34.20", "214.20")),
        golden("line-charge", line_charge(), by_hand("110.00", "S 19% 110.00 20.90", "130.90")),
        golden("document-allowance-percent", document_allowance(), by_hand("90.00", "S 19% 90.00 17.10", "107.10")),
        golden("document-charge", document_charge(), by_hand("104.90", "S 19% 104.90 19.93", "124.83")),
        golden("full-discount", full_discount(), by_hand("0.00", "S 19% 0.00 0.00", "0.00")),
        golden(
            "credit-as-own-line",
            domestic(vec![line("Wartung", "1", "MON", "200", standard()), line("Gutgeschriebener Ausfall", "-2", "DAY", "10", standard())]),
            by_hand("180.00", "S 19% 180.00 34.20", "214.20"),
        ),
        golden("foreign-currency", foreign_currency(), by_hand("1000.00", "S 19% 1000.00 190.00", "1190.00")),
        golden("rounding-down", rounding_down(), by_hand("100.01", "S 19% 100.01 19.00", "119.01").due("119.00")),
        golden("percentages-everywhere", percentages_everywhere(), by_hand("216.31", "S 19% 108.70 20.65; S 7% 107.61 7.53", "244.49")),
        golden("francs-with-euro-tax", francs(), by_hand("150.00", "S 19% 100.00 19.00; S 7% 50.00 3.50", "172.50")),
    ]
}

fn with_terms(terms: &str) -> EInvoice {
    EInvoice { payment_terms: some(terms), ..domestic(one_hour(standard())) }
}

fn paid_with(means: PaymentMeans) -> EInvoice {
    EInvoice { payment_means: vec![means], ..domestic(one_hour(standard())) }
}

pub fn direct_debit() -> EInvoice {
    let mandate = DirectDebit { mandate: some("M-2024-17"), creditor: some("DE98ZZZ09999999999"), debited_account: some("DE02120300000000202051") };
    let mut invoice = paid_with(PaymentMeans { code: 59, text: some("SEPA-Lastschrift"), direct_debit: Some(mandate), ..PaymentMeans::default() });
    invoice.payment_terms = some("Der Betrag wird am 16.11.2026 von Ihrem Konto eingezogen.");
    invoice
}

pub fn paid_by_card() -> EInvoice {
    let card = PaymentCard { number: "1111".to_owned(), holder: some("Bea Beispiel") };
    paid_with(PaymentMeans { code: 48, text: some("Kreditkarte"), card: Some(card), ..PaymentMeans::default() })
}

pub fn two_accounts() -> EInvoice {
    let mut means = transfer();
    means.credit_transfers.push(CreditTransfer {
        account: "DE02120300000000202051".to_owned(),
        account_name: some("Musterwerk GmbH, Zweitkonto"),
        bic: None,
    });
    paid_with(means)
}

fn other_payee() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.payee = Some(Payee {
        name: "Factoring Beispiel AG".to_owned(),
        identifier: some_id("4000001123452", Some("0088")),
        legal_registration: some_id("HRB 654321", None),
    });
    invoice
}

fn prepaid(amount: &str) -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.totals.prepaid = decimal(amount);
    invoice
}

fn rounding() -> EInvoice {
    let mut invoice = domestic(vec![line("Beratung", "1", "HUR", "100.03", standard())]);
    invoice.totals.rounding = decimal("0.01");
    invoice
}

/// 2 × 100 − 7.5 % of 200 − 5: 180 × 1.19.
fn line_allowances() -> EInvoice {
    let mut invoice = domestic(vec![line("Beratung", "2", "HUR", "100", standard())]);
    invoice.lines[0].allowances_charges = vec![percent(allowance("0", "Treuerabatt", "95"), "7.5"), allowance("5", "Kulanz", "104")];
    invoice
}

fn line_charge() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.lines[0].allowances_charges = vec![charge("10", "Eilzuschlag", "AEO")];
    invoice
}

fn document_allowance() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(standard()), ..percent(allowance("0", "Projektrabatt", "95"), "10") }];
    invoice
}

fn document_charge() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(standard()), ..charge("4.90", "Versand", "FC") }];
    invoice
}

fn full_discount() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.lines[0].allowances_charges = vec![percent(allowance("0", "Kostenlose Erstberatung", "95"), "100")];
    invoice
}

/// Billed in dollars, with the German VAT also in euro (§16(6) UStG).
fn foreign_currency() -> EInvoice {
    let mut invoice = domestic(vec![line("Consulting", "10", "HUR", "100", standard())]);
    invoice.currency = currency("USD");
    invoice.tax_currency = Some(currency("EUR"));
    invoice.totals.tax_in_tax_currency = Some(decimal("163.79"));
    invoice.payment_means = vec![PaymentMeans { code: 30, text: some("Überweisung"), ..transfer() }];
    invoice
}

fn currency(code: &str) -> rechnungswerk::domain::money::Currency {
    rechnungswerk::domain::money::Currency::parse(code).expect("a currency")
}

fn rounding_down() -> EInvoice {
    let mut invoice = domestic(vec![line("Beratung", "1", "HUR", "100.01", standard())]);
    invoice.totals.rounding = decimal("-0.01");
    invoice
}

/// Lines: 123.40 − 12.34 + 1.00 = 112.06 and 99.99 + 5.00 = 104.99. Document: 3 % of 112.06 are 3.36, 2.5 % of 104.99 are 2.62.
fn percentages_everywhere() -> EInvoice {
    let mut invoice = domestic(vec![line("Beratung", "10", "HUR", "12.34", standard()), line("Fachbuch", "3", "C62", "33.33", reduced())]);
    invoice.lines[0].allowances_charges = vec![percent(allowance("0", "Rahmenvertrag", "95"), "10"), charge("1", "Anfahrt", "FC")];
    invoice.lines[1].allowances_charges = vec![percent(charge("0", "Einband", "ABL"), "5")];
    invoice.allowances_charges = vec![
        AllowanceCharge { tax: Some(standard()), ..percent(allowance("0", "Treuerabatt", "95"), "3") },
        AllowanceCharge { tax: Some(reduced()), ..percent(charge("0", "Versicherung", "FC"), "2.5") },
    ];
    invoice
}

/// Billed in francs at two rates, with the sum of both taxes in euro.
fn francs() -> EInvoice {
    let mut invoice = foreign_currency();
    invoice.currency = currency("CHF");
    invoice.lines = vec![line("Beratung", "1", "HUR", "100", standard()), line("Fachbuch", "2", "C62", "25", reduced())];
    invoice.totals.tax_in_tax_currency = Some(decimal("24.06"));
    invoice
}
