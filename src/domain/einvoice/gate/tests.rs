//! The gate by example: one thing broken at a time.

use super::super::arithmetic::compute;
use super::super::model::*;
use super::super::specification::{PEPPOL_BILLING, XRECHNUNG};
use super::*;
use rstest::rstest;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn id(value: &str, scheme: &str) -> Option<Identifier> {
    Some(Identifier { value: value.to_owned(), scheme: some(scheme) })
}

fn address(city: &str) -> Address {
    Address { line1: some("Weg 1"), city: some(city), postcode: some("12345"), country: "DE".to_owned(), ..Address::default() }
}

/// A complete invoice about 100 EUR and 19 %.
fn complete() -> EInvoice {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 2).expect("a date");
    let mut invoice = EInvoice {
        number: "RE-1".to_owned(),
        issue_date: day,
        due_date: Some(day),
        buyer_reference: some("K-1"),
        process: some(PEPPOL_BILLING),
        specification: some(XRECHNUNG),
        delivery: Some(Delivery { date: Some(day), ..Delivery::default() }),
        seller: Party {
            name: "Musterwerk GmbH".to_owned(),
            vat_id: some("DE123456788"),
            electronic_address: id("re@musterwerk.example", "EM"),
            address: address("Musterstadt"),
            contact: Some(Contact { name: some("Mia"), phone: some("+49 30 123"), email: some("inhaberin@musterwerk.example") }),
            ..Party::default()
        },
        buyer: Party {
            name: "Käufer".to_owned(), electronic_address: id("re@kaeufer.example", "EM"), address: address("Köln"), ..Party::default()
        },
        payment_means: vec![PaymentMeans {
            code: 58,
            credit_transfers: vec![CreditTransfer { account: "DE75512108001245126199".to_owned(), ..CreditTransfer::default() }],
            ..PaymentMeans::default()
        }],
        lines: vec![Line {
            id: "1".to_owned(),
            quantity: 4.into(),
            unit: "HUR".to_owned(),
            price: Price { net: 100.into(), ..Price::default() },
            tax: TaxRate::standard(19),
            item: Item { name: "Beratung".to_owned(), ..Item::default() },
            ..Line::default()
        }],
        ..EInvoice::default()
    };
    compute(&mut invoice).expect("computes");
    invoice
}

#[test]
fn a_complete_invoice_passes() {
    assert_eq!(check(&complete()), []);
}

#[test]
fn an_empty_invoice_is_full_of_findings_and_nothing_panics() {
    let findings = check(&EInvoice::default());
    assert!(findings.len() > 15, "{findings:#?}");
    assert!(findings.iter().all(|finding| !finding.de.is_empty() && finding.de.contains(finding.term)));
}

type Breakage = fn(&mut EInvoice);

#[rstest]
#[case("BR-02", Place::Number, |invoice: &mut EInvoice| invoice.number = "  ".to_owned())]
#[case("BR-DE-15", Place::BuyerReference, |invoice: &mut EInvoice| invoice.buyer_reference = None)]
#[case("RW-LEITWEG", Place::BuyerReference, |invoice: &mut EInvoice| invoice.buyer_reference = some("04011000-1234512345-07"))]
#[case("PEPPOL-EN16931-R010", Place::BuyerEmail, |invoice: &mut EInvoice| invoice.buyer.electronic_address = None)]
#[case("BR-DE-2", Place::SellerContact, |invoice: &mut EInvoice| invoice.seller.contact = None)]
#[case("BR-DE-16", Place::SellerTaxNumber, |invoice: &mut EInvoice| invoice.seller.vat_id = None)]
#[case("BR-DE-8", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.city = None)]
#[case("BR-DE-1", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means.clear())]
#[case("RW-IBAN", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers[0].account = "DE76512108001245126199".to_owned())]
#[case("BR-DE-23-a", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers.clear())]
#[case("BR-DE-25-a", Place::DirectDebit, |invoice: &mut EInvoice| invoice.payment_means = vec![PaymentMeans { code: 59, ..PaymentMeans::default() }])]
#[case("BR-DE-18", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=14#PROZENT=2.00#"))]
#[case("UStG-14-4-6", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.delivery = None)]
#[case("BR-25", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name.clear())]
#[case("BR-CL-23", Place::LineUnit(0), |invoice: &mut EInvoice| invoice.lines[0].unit = "STUECK".to_owned())]
#[case("BR-27", Place::LinePrice(0), |invoice: &mut EInvoice| invoice.lines[0].price.net = (-1).into())]
#[case("RW-LINE-NET", Place::LineQuantity(0), |invoice: &mut EInvoice| invoice.lines[0].net += rust_decimal::Decimal::new(1, 2))]
#[case("BR-CO-15", Place::Totals, |invoice: &mut EInvoice| invoice.totals.gross += rust_decimal::Decimal::new(1, 2))]
#[case("RW-VAT-EXACT", Place::Totals, |invoice: &mut EInvoice| invoice.tax_groups[0].tax += rust_decimal::Decimal::new(90, 2))]
#[case("BR-S-08", Place::Totals, |invoice: &mut EInvoice| invoice.tax_groups[0].taxable += rust_decimal::Decimal::new(100, 2))]
#[case("BR-S-05", Place::LineTax(0), |invoice: &mut EInvoice| invoice.lines[0].tax = TaxRate::standard(0))]
#[case("BR-CO-09", Place::BuyerVatId, |invoice: &mut EInvoice| invoice.buyer.vat_id = some("123456789"))]
#[case("RW-CHARACTER", Place::BuyerName, |invoice: &mut EInvoice| invoice.buyer.name = "株式会社".to_owned())]
#[case("RW-CHARACTER", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name = "a\u{0}b".to_owned())]
#[case("RW-LENGTH", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name = "x".repeat(256))]
fn one_thing_broken_is_found_at_its_place(#[case] rule: &str, #[case] place: Place, #[case] breakage: Breakage) {
    let mut invoice = complete();
    breakage(&mut invoice);
    let findings = check(&invoice);
    let found = findings.iter().find(|finding| finding.rule == rule && finding.place == place);
    assert!(found.is_some_and(|finding| finding.severity == Severity::Error), "{rule} not in {findings:#?}");
}

#[rstest]
#[case(TaxCategory::AE, "BR-AE-02", Place::BuyerVatId)]
#[case(TaxCategory::K, "BR-IC-02", Place::BuyerVatId)]
#[case(TaxCategory::K, "BR-IC-12", Place::DeliveryAddress)]
#[case(TaxCategory::O, "BR-O-02", Place::SellerTaxNumber)]
#[case(TaxCategory::L, "RW-CANARY", Place::Lines)]
fn categories_need_their_ids(#[case] category: TaxCategory, #[case] rule: &str, #[case] place: Place) {
    let mut invoice = complete();
    invoice.lines[0].tax = TaxRate::untaxed(category);
    compute(&mut invoice).expect("computes");
    let findings = check(&invoice);
    assert!(findings.iter().any(|finding| finding.rule == rule && finding.place == place), "{findings:#?}");
}

#[test]
fn a_wrong_vatex_code_is_found() {
    let mut invoice = complete();
    invoice.buyer.vat_id = some("ATU12345675");
    invoice.lines[0].tax = TaxRate::untaxed(TaxCategory::AE);
    compute(&mut invoice).expect("computes");
    assert_eq!(check(&invoice), []);
    invoice.tax_groups[0].exemption_code = some("VATEX-EU-IC");
    assert!(check(&invoice).iter().any(|finding| finding.rule == "RW-VATEX"));
}

#[test]
fn own_rules_only_warn_about_received_invoices() {
    let mut invoice = complete();
    invoice.payment_means[0].credit_transfers[0].account = "DE76512108001245126199".to_owned();
    assert!(!is_clean(&check(&invoice)));
    assert!(is_clean(&check_received(&invoice, Vec::new())));
}

#[test]
fn rules_of_xrechnung_hold_only_for_xrechnung() {
    let mut invoice = complete();
    invoice.buyer_reference = None;
    assert!(!is_clean(&check_received(&invoice, Vec::new())));
    invoice.specification = some(super::super::specification::EN16931);
    assert_eq!(check_received(&invoice, Vec::new()), []);
}

#[test]
fn a_finding_reads_as_plain_words() {
    let mut invoice = complete();
    invoice.delivery = None;
    invoice.lines[0].unit.clear();
    let texts: Vec<String> = check(&invoice).into_iter().map(|finding| finding.de).collect();
    assert_eq!(texts, ["Leistungsdatum oder Leistungszeitraum fehlt (BT-72)", "Position 1: Einheit fehlt (BT-130)"]);
}
