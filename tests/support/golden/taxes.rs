//! Every tax category, alone and mixed.

use rechnungswerk::domain::einvoice::tax::{SMALL_BUSINESS, declare_exemption};

use super::*;

pub fn cases() -> Vec<Golden> {
    vec![
        golden("transfer-19-and-7", mixed_rates(), "1301.26"),
        golden("single-19", domestic(one_hour(standard())), "119.00"),
        golden("single-7", domestic(vec![line("Fachbuch", "3", "C62", "19.95", reduced())]), "64.04"),
        golden("zero-rated", domestic(vec![line("Photovoltaikanlage", "1", "C62", "12500", untaxed(TaxCategory::Z))]), "12500.00"),
        golden("exempt", exempt(domestic(one_hour(untaxed(TaxCategory::E)))), "100.00"),
        golden(
            "exempt-and-standard",
            exempt(domestic(vec![one_hour(standard()).remove(0), line("Kurs", "2", "C62", "50", untaxed(TaxCategory::E))])),
            "219.00",
        ),
        golden(
            "zero-rated-and-standard",
            domestic(vec![one_hour(standard()).remove(0), line("Modul", "2", "C62", "50", untaxed(TaxCategory::Z))]),
            "219.00",
        ),
        golden("small-business", small_business(), "480.00"),
        golden("reverse-charge-eu", reverse_charge_eu(), "4800.00"),
        golden("reverse-charge-domestic", reverse_charge_domestic(), "8000.00"),
        golden("reverse-charge-and-standard", reverse_charge_and_standard(), "219.00"),
        golden("intra-community", intra_community(), "2500.00"),
        golden("intra-community-period", intra_community_period(), "2500.00"),
        golden("export", export(), "990.00"),
        golden("out-of-scope", out_of_scope(), "300.00"),
        golden("three-rates-with-allowances", three_rates_with_allowances(), "331.45"),
        golden("cent-rounding", domestic((0..3).map(|_| line("Seite", "1", "C62", "0.03", standard())).collect()), "0.11"),
        golden("small-amount", domestic(vec![line("Ersatzteil", "1", "C62", "42.00", standard())]), "49.98"),
        golden("seller-with-tax-number-only", tax_number_only(), "119.00"),
        golden("tax-representative", tax_representative(), "119.00"),
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

fn small_business() -> EInvoice {
    let mut invoice = domestic(vec![line("Logo-Entwurf", "1", "LS", "480", untaxed(TaxCategory::E))]);
    invoice.seller.vat_id = None;
    declare_exemption(&mut invoice, TaxCategory::E, SMALL_BUSINESS.de, None);
    invoice
}

fn reverse_charge_eu() -> EInvoice {
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

fn intra_community() -> EInvoice {
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
fn out_of_scope() -> EInvoice {
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
