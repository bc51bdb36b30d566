//! Every tax category, alone and mixed.

use rechnungswerk::domain::einvoice::tax::{SMALL_BUSINESS, declare_exemption};

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("transfer-19-and-7", mixed_rates(), by_hand("1130.45", "S 19% 764.00 145.16; S 7% 366.45 25.65", "1301.26")),
        golden("single-19", domestic(one_hour(standard())), HOUR),
        golden("single-7", domestic(vec![line("Fachbuch", "3", "C62", "19.95", reduced())]), by_hand("59.85", "S 7% 59.85 4.19", "64.04")),
        golden(
            "zero-rated",
            domestic(vec![line("Photovoltaikanlage", "1", "C62", "12500", untaxed(TaxCategory::Z))]),
            by_hand("12500.00", "Z 0% 12500.00 0.00", "12500.00"),
        ),
        golden("exempt", exempt(domestic(one_hour(untaxed(TaxCategory::E)))), by_hand("100.00", "E 0% 100.00 0.00", "100.00")),
        golden(
            "exempt-and-standard",
            exempt(domestic(vec![one_hour(standard()).remove(0), line("Kurs", "2", "C62", "50", untaxed(TaxCategory::E))])),
            by_hand("200.00", "S 19% 100.00 19.00; E 0% 100.00 0.00", "219.00"),
        ),
        golden(
            "zero-rated-and-standard",
            domestic(vec![one_hour(standard()).remove(0), line("Modul", "2", "C62", "50", untaxed(TaxCategory::Z))]),
            by_hand("200.00", "S 19% 100.00 19.00; Z 0% 100.00 0.00", "219.00"),
        ),
        golden("small-business", small_business(), by_hand("480.00", "E 0% 480.00 0.00", "480.00")),
        golden("reverse-charge-eu", reverse_charge_eu(), by_hand("4800.00", "AE 0% 4800.00 0.00", "4800.00")),
        golden("reverse-charge-domestic", reverse_charge_domestic(), by_hand("8000.00", "AE 0% 8000.00 0.00", "8000.00")),
        golden("reverse-charge-and-standard", reverse_charge_and_standard(), by_hand("200.00", "S 19% 100.00 19.00; AE 0% 100.00 0.00", "219.00")),
        golden("intra-community", intra_community(), by_hand("2500.00", "K 0% 2500.00 0.00", "2500.00")),
        golden("intra-community-period", intra_community_period(), by_hand("2500.00", "K 0% 2500.00 0.00", "2500.00")),
        golden("export", export(), by_hand("990.00", "G 0% 990.00 0.00", "990.00")),
        golden("out-of-scope", out_of_scope(), by_hand("300.00", "O 0% 300.00 0.00", "300.00")),
        golden(
            "three-rates-with-allowances",
            three_rates_with_allowances(),
            by_hand("289.90", "S 19% 180.00 34.20; S 7% 105.00 7.35; E 0% 4.90 0.00", "331.45"),
        ),
        golden(
            "cent-rounding",
            domestic((0..3).map(|_| line("Seite", "1", "C62", "0.03", standard())).collect()),
            by_hand("0.09", "S 19% 0.09 0.02", "0.11"),
        ),
        golden("small-amount", domestic(vec![line("Ersatzteil", "1", "C62", "42.00", standard())]), by_hand("42.00", "S 19% 42.00 7.98", "49.98")),
        golden("seller-with-tax-number-only", tax_number_only(), HOUR),
        golden("tax-representative", tax_representative(), HOUR),
        golden(
            "all-categories",
            all_categories(),
            by_hand(
                "255.00",
                "S 19% 100.00 19.00; S 7% 50.00 3.50; Z 0% 40.00 0.00; E 0% 30.00 0.00; AE 0% 20.00 0.00; K 0% 10.00 0.00; G 0% 5.00 0.00",
                "277.50",
            ),
        ),
        golden("out-of-scope-allowances", out_of_scope_allowances(), by_hand("260.00", "O 0% 260.00 0.00", "260.00")),
        golden("rates-of-2020", rates_of_2020(), by_hand("200.00", "S 16% 100.00 16.00; S 5% 100.00 5.00", "221.00")),
        golden("intra-community-freight", intra_community_freight(), by_hand("2580.00", "K 0% 2580.00 0.00", "2580.00")),
        golden("export-discount", export_discount(), by_hand("940.50", "G 0% 940.50 0.00", "940.50")),
        golden("half-cents", half_cents(), by_hand("0.00", "S 19% -0.50 -0.10; S 7% 0.50 0.04", "-0.06")),
        golden("many-decimals", domestic(vec![line("Gas", "333.333", "KWH", "0.123456", standard())]), by_hand("41.15", "S 19% 41.15 7.82", "48.97")),
        golden(
            "large-amounts",
            domestic(vec![line("Anlagenbau", "12345.678", "HUR", "9876.54", standard())]),
            by_hand("121932582.59", "S 19% 121932582.59 23167190.69", "145099773.28"),
        ),
    ]
}

/// 8 × 95.50 = 764.00 and 10.5 × 34.90 = 366.45; tax 145.16 and 25.65.
fn mixed_rates() -> EInvoice {
    domestic(vec![line("Softwareentwicklung", "8", "HUR", "95.50", standard()), line("Fachbuch „XML“", "10.5", "KGM", "34.90", reduced())])
}

fn exempt(mut invoice: EInvoice) -> EInvoice {
    declare_exemption(&mut invoice, TaxCategory::E, "Umsatzsteuerfrei gemäß § 4 Nr. 21 UStG", Some("VATEX-EU-132-1I"));
    invoice
}

pub fn small_business() -> EInvoice {
    let mut invoice = domestic(vec![line("Logo-Entwurf", "1", "LS", "480", untaxed(TaxCategory::E))]);
    invoice.seller.vat_id = None;
    declare_exemption(&mut invoice, TaxCategory::E, SMALL_BUSINESS.de, None);
    invoice
}

pub fn reverse_charge_eu() -> EInvoice {
    let mut invoice = domestic(vec![line("Consulting", "40", "HUR", "120", untaxed(TaxCategory::AE))]);
    invoice.buyer = foreign_buyer("Wiener Handels GmbH", "ATU12345675", "AT", "Wien");
    invoice
}

fn reverse_charge_domestic() -> EInvoice {
    let mut invoice = domestic(vec![line("Bauleistung gemäß § 13b UStG", "1", "LS", "8000", untaxed(TaxCategory::AE))]);
    invoice.buyer.vat_id = some("DE136695976");
    invoice
}

fn reverse_charge_and_standard() -> EInvoice {
    let mut invoice = domestic(vec![one_hour(standard()).remove(0), line("Reinigung", "2", "HUR", "50", untaxed(TaxCategory::AE))]);
    invoice.buyer.vat_id = some("DE136695976");
    invoice
}

pub fn intra_community() -> EInvoice {
    let mut invoice = domestic(vec![line("Werkzeugmaschine", "1", "C62", "2500", untaxed(TaxCategory::K))]);
    invoice.buyer = foreign_buyer("Ateliers Exemple SARL", "FR40303265045", "FR", "Lyon");
    invoice.delivery =
        Some(Delivery { date: Some(date(2026, 10, 30)), address: Some(address("Rue Exemple 3", "69001", "Lyon", "FR")), ..Delivery::default() });
    invoice
}

fn intra_community_period() -> EInvoice {
    let mut invoice = intra_community();
    invoice.delivery.iter_mut().for_each(|delivery| delivery.date = None);
    invoice.period = period(date(2026, 10, 1), date(2026, 10, 31));
    invoice
}

fn export() -> EInvoice {
    let mut invoice = domestic(vec![line("Messgerät", "3", "C62", "330", untaxed(TaxCategory::G))]);
    invoice.buyer = foreign_buyer("Muster Schweiz AG", "", "CH", "Zürich");
    invoice.delivery =
        Some(Delivery { date: Some(date(2026, 10, 30)), address: Some(address("Bahnhofstrasse 1", "8001", "Zürich", "CH")), ..Delivery::default() });
    invoice
}

/// No VAT id may be in the document, so the register number identifies the seller.
pub fn out_of_scope() -> EInvoice {
    let mut invoice = domestic(vec![line("Mitgliedsbeitrag", "1", "ANN", "300", untaxed(TaxCategory::O))]);
    invoice.seller.vat_id = None;
    invoice
}

/// 200 − 20 at 19 %, 100 + 5 at 7 %, 12.30 − 12.30 + 4.90 exempt: 180 × 1.19 + 105 × 1.07 + 4.90.
fn three_rates_with_allowances() -> EInvoice {
    let lines = vec![
        line("Planung", "2", "HUR", "100", standard()),
        line("Katalog", "10", "C62", "10", reduced()),
        line("Porto", "1", "C62", "12.30", untaxed(TaxCategory::E)),
    ];
    let mut invoice = exempt(domestic(lines));
    let taxed = |entry: AllowanceCharge, tax: TaxRate| AllowanceCharge { tax: Some(tax), ..entry };
    invoice.allowances_charges = vec![
        taxed(percent(allowance("0", "Mengenrabatt", "95"), "10"), standard()),
        taxed(charge("5", "Verpackung", "ABL"), reduced()),
        taxed(allowance("12.30", "Kulanz", "104"), untaxed(TaxCategory::E)),
        taxed(charge("4.90", "Versand", "FC"), untaxed(TaxCategory::E)),
    ];
    invoice
}

fn tax_number_only() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.seller.vat_id = None;
    invoice
}

fn tax_representative() -> EInvoice {
    let mut invoice = domestic(one_hour(standard()));
    invoice.tax_representative = Some(TaxRepresentative {
        name: "Fiskal Beispiel GmbH".to_owned(),
        vat_id: some("DE136695976"),
        address: address("Steuerweg 9", "60311", "Frankfurt am Main", "DE"),
    });
    invoice
}

/// All that may stand on one invoice: only O must stand alone.
fn all_categories() -> EInvoice {
    let taxed = [
        ("Beratung", "100", standard()),
        ("Fachbuch", "50", reduced()),
        ("Modul", "40", untaxed(TaxCategory::Z)),
        ("Kurs", "30", untaxed(TaxCategory::E)),
        ("Montage", "20", untaxed(TaxCategory::AE)),
        ("Maschine", "10", untaxed(TaxCategory::K)),
        ("Ersatzteil", "5", untaxed(TaxCategory::G)),
    ];
    let lines = taxed.into_iter().map(|(name, price, tax)| line(name, "1", "C62", price, tax)).collect();
    EInvoice { lines, ..exempt(intra_community()) }
}

/// 300 − 50 + 10, and neither allowance nor charge names a rate.
fn out_of_scope_allowances() -> EInvoice {
    let mut invoice = out_of_scope();
    let untaxed = || Some(untaxed(TaxCategory::O));
    invoice.allowances_charges = vec![
        AllowanceCharge { tax: untaxed(), ..allowance("50", "Ermäßigung", "95") },
        AllowanceCharge { tax: untaxed(), ..charge("10", "Porto", "FC") },
    ];
    invoice
}

/// The rates of the second half of 2020, in a correction of that time.
fn rates_of_2020() -> EInvoice {
    let lines = vec![line("Beratung", "1", "HUR", "100", TaxRate::standard(16)), line("Fachbuch", "5", "C62", "20", TaxRate::standard(5))];
    EInvoice {
        type_code: TypeCode::CORRECTED,
        preceding: vec![PrecedingInvoice { number: "RE-2020-00311".to_owned(), issue_date: Some(date(2020, 11, 2)) }],
        delivery: Some(Delivery { date: Some(date(2020, 10, 30)), ..Delivery::default() }),
        ..domestic(lines)
    }
}

fn intra_community_freight() -> EInvoice {
    let mut invoice = intra_community();
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(untaxed(TaxCategory::K)), ..charge("80", "Fracht", "FC") }];
    invoice
}

/// 990 less 5 %, which are 49.50.
fn export_discount() -> EInvoice {
    let mut invoice = export();
    let discount = percent(allowance("0", "Messerabatt", "95"), "5");
    invoice.allowances_charges = vec![AllowanceCharge { tax: Some(untaxed(TaxCategory::G)), ..discount }];
    invoice
}

/// 19 % of −0.50 are −0.095 and 7 % of 0.50 are 0.035: both go away from zero.
fn half_cents() -> EInvoice {
    domestic(vec![line("Pfand zurück", "-1", "C62", "0.50", standard()), line("Postkarte", "1", "C62", "0.50", reduced())])
}
