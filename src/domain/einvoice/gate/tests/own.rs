//! German VAT law and our own stricter rules, one rule a line.

use rstest::rstest;

use super::super::super::tax::{SMALL_BUSINESS, declare_exemption};
use super::*;

#[rstest]
#[case("RW-ALLOWANCE", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| {
    invoice.allowances_charges = vec![discount(10, Some(TaxRate::standard(19)))];
    compute(invoice).expect("computes");
    let entry = &mut invoice.allowances_charges[0];
    (entry.base, entry.percent) = (Some(Decimal::new(1001, 1)), Some(10.into()));
})]
#[case("RW-ALLOWANCE", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| {
    invoice.allowances_charges = vec![discount(-10, Some(TaxRate::standard(19)))];
    compute(invoice).expect("computes");
})]
#[case("RW-BIC", "", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers[0].bic = some("BANK"))]
#[case("RW-CANARY", "", Place::Lines, |invoice: &mut EInvoice| {
    invoice.lines[0].tax = TaxRate { category: TaxCategory::L, rate: Some(7.into()) };
    compute(invoice).expect("computes");
})]
#[case("RW-CHARACTER", "", Place::BuyerName, |invoice: &mut EInvoice| invoice.buyer.name = "株式会社".to_owned())]
#[case("RW-CHARACTER", "", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name = "a\u{0}b".to_owned())]
#[case("RW-CREDITOR", "", Place::DirectDebit, |invoice: &mut EInvoice| {
    invoice.payment_means = vec![debit()];
    invoice.payment_means[0].direct_debit.as_mut().expect("a debit").creditor = some("DE99ZZZ09999999999");
})]
#[case("RW-DUE-DATE", "", Place::DueDate, |invoice: &mut EInvoice| invoice.due_date = day(11, 1))]
#[case("RW-EMAIL", "", Place::BuyerEmail, |invoice: &mut EInvoice| invoice.buyer.electronic_address = id("niemand", "EM"))]
#[case("RW-FILE-NAME", "", Place::Attachment(0), |invoice: &mut EInvoice| invoice.attachments = vec![attachment(" ", "application/pdf")])]
#[case("RW-IBAN", "", Place::SellerBank, |invoice: &mut EInvoice| {
    invoice.payment_means[0].code = 30;
    invoice.payment_means[0].credit_transfers[0].account = "DE76512108001245126199".to_owned();
})]
#[case("RW-LEITWEG", "", Place::BuyerReference, |invoice: &mut EInvoice| invoice.buyer_reference = some("04011000-1234512345-07"))]
#[case("RW-LEITWEG", "", Place::BuyerReference, |invoice: &mut EInvoice| invoice.buyer.electronic_address = id("04011000-1234512345-06", "0204"))]
#[case("RW-LEITWEG", "", Place::BuyerEmail, |invoice: &mut EInvoice| {
    invoice.buyer_reference = some("04011000-1234512345-06");
    invoice.buyer.electronic_address = id("04011000-1234512345-07", "0204");
})]
#[case("RW-LENGTH", "", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name = "x".repeat(256))]
#[case("RW-LINE-ID", "", Place::LineItem(1), |invoice: &mut EInvoice| {
    invoice.lines.push(invoice.lines[0].clone());
    compute(invoice).expect("computes");
})]
#[case("RW-LINE-NET", "", Place::LineQuantity(0), |invoice: &mut EInvoice| {
    invoice.lines[0].price.net = Decimal::new(1_000_025, 4);
    compute(invoice).expect("computes");
    invoice.lines[0].price.net = 100.into();
})]
#[case("RW-SKONTO", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=0.00#\n"))]
#[case("RW-SKONTO", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=100.00#\n"))]
#[case("RW-SKONTO", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=2.00#BASISBETRAG=476.01#\n"))]
#[case("RW-SKONTO", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("Bald.\n#SKONTO#TAGE=1#PROZENT=2.00#\n"))]
#[case("RW-VAT-EXACT", "", Place::Totals, |invoice: &mut EInvoice| {
    let totals = &mut invoice.totals;
    let sums = [&mut totals.tax, &mut totals.gross, &mut totals.payable, &mut invoice.tax_groups[0].tax];
    sums.into_iter().for_each(|sum| *sum += Decimal::new(90, 2));
})]
#[case("RW-VAT-ID", "", Place::BuyerVatId, |invoice: &mut EInvoice| invoice.buyer.vat_id = some("DE123456789"))]
#[case("RW-VATEX", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    invoice.buyer.vat_id = some("ATU12345675");
    untaxed(invoice, TaxCategory::AE);
    invoice.tax_groups[0].exemption_code = some("VATEX-EU-IC");
})]
#[case("RW-VATEX", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    untaxed(invoice, TaxCategory::E);
    invoice.tax_groups[0].exemption_code = some("VATEX-EU-G");
})]
fn own_rules(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

/// To a buyer in France, delivered there.
fn intra_community(invoice: &mut EInvoice, vat_id: &str) {
    let abroad = Address { country: "FR".to_owned(), ..address("Lyon") };
    invoice.buyer.vat_id = some(vat_id);
    invoice.buyer.address = abroad.clone();
    invoice.delivery = Some(Delivery { date: day(11, 2), address: Some(abroad), ..Delivery::default() });
    untaxed(invoice, TaxCategory::K);
}

#[rstest]
#[case("UStG-4-1", "", Place::BuyerAddress, |invoice: &mut EInvoice| untaxed(invoice, TaxCategory::G))]
#[case("UStG-6a", "", Place::BuyerVatId, |invoice: &mut EInvoice| intra_community(invoice, "DE136695976"))]
#[case("UStG-6a", "", Place::BuyerVatId, |invoice: &mut EInvoice| intra_community(invoice, "CHE123456788"))]
#[case("UStG-12", "", Place::Totals, |invoice: &mut EInvoice| { invoice.lines[0].tax = TaxRate::standard(21); compute(invoice).expect("computes") })]
#[case("UStG-14-2", "UStG-31-5", Place::Notes, |invoice: &mut EInvoice| {
    invoice.type_code = TypeCode::CREDIT_NOTE;
    invoice.notes = vec![Note { subject_code: None, text: "Gutschrift".to_owned() }];
})]
#[case("UStG-14-4-1", "", Place::SellerAddress, |invoice: &mut EInvoice| invoice.seller.address.line1 = None)]
#[case("UStG-14-4-1", "", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.line1 = some(" "))]
#[case("UStG-14-4-2", "BR-CO-26", Place::SellerTaxNumber, |invoice: &mut EInvoice| { invoice.seller.vat_id = None; untaxed(invoice, TaxCategory::O) })]
#[case("UStG-14-4-5", "", Place::LineQuantity(0), |invoice: &mut EInvoice| { invoice.lines[0].quantity = 0.into(); compute(invoice).expect("computes") })]
#[case("UStG-14-4-6", "BR-DE-TMP-32", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.delivery = None)]
#[case("UStG-14-4-8", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    untaxed(invoice, TaxCategory::E);
    (invoice.tax_groups[0].exemption_reason, invoice.tax_groups[0].exemption_code) = (None, some("VATEX-EU-132-1I"));
})]
#[case("UStG-14a-5", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    invoice.buyer.vat_id = some("ATU12345675");
    untaxed(invoice, TaxCategory::AE);
    invoice.tax_groups[0].exemption_reason = some("Der Kunde zahlt");
})]
#[case("UStG-14a-6", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    untaxed(invoice, TaxCategory::E);
    (invoice.tax_groups[0].exemption_reason, invoice.tax_groups[0].exemption_code) = (some("Reise"), some("VATEX-EU-D"));
})]
#[case("UStG-19", "", Place::TaxExemption, |invoice: &mut EInvoice| {
    let small = Line { id: "2".to_owned(), tax: TaxRate::untaxed(TaxCategory::E), ..invoice.lines[0].clone() };
    invoice.lines.push(small);
    declare_exemption(invoice, TaxCategory::E, SMALL_BUSINESS.de, None);
    compute(invoice).expect("computes");
})]
#[case("UStG-31-5", "", Place::Correction, |invoice: &mut EInvoice| invoice.type_code = TypeCode::CREDIT_NOTE)]
fn rules_of_the_law(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

#[rstest]
#[case(|invoice: &mut EInvoice| intra_community(invoice, "FR40303265045"))]
#[case(|invoice: &mut EInvoice| intra_community(invoice, "XI123456789"))]
#[case(|invoice: &mut EInvoice| { untaxed(invoice, TaxCategory::E); declare_exemption(invoice, TaxCategory::E, SMALL_BUSINESS.en, None); compute(invoice).expect("computes") })]
#[case(|invoice: &mut EInvoice| invoice.payment_terms = some("Bald.\n#SKONTO#TAGE=0#PROZENT=2.00#BASISBETRAG=-476.00#\n"))]
#[case(|invoice: &mut EInvoice| { invoice.buyer.vat_id = some("ATU12345675"); untaxed(invoice, TaxCategory::AE) })]
fn what_the_law_allows_is_no_finding(#[case] change: Damage) {
    let mut invoice = complete();
    change(&mut invoice);
    assert_eq!(judge(&invoice), []);
}
