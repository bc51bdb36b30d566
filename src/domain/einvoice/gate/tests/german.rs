//! XRechnung and what it takes over from Peppol, one rule a line.

use rstest::rstest;

use super::*;

fn contact(invoice: &mut EInvoice) -> &mut Contact {
    invoice.seller.contact.as_mut().expect("a contact")
}

fn ship_to(change: fn(&mut Address)) -> Option<Delivery> {
    let mut place = address("Ort");
    change(&mut place);
    Some(Delivery { date: day(11, 2), address: Some(place), ..Delivery::default() })
}

#[rstest]
#[case("BR-DE-1", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means.clear())]
#[case("BR-DE-2", "", Place::SellerContact, |invoice: &mut EInvoice| invoice.seller.contact = None)]
#[case("BR-DE-3", "", Place::SellerAddress, |invoice: &mut EInvoice| invoice.seller.address.city = some(" "))]
#[case("BR-DE-4", "", Place::SellerAddress, |invoice: &mut EInvoice| invoice.seller.address.postcode = None)]
#[case("BR-DE-5", "", Place::SellerContact, |invoice: &mut EInvoice| contact(invoice).name = None)]
#[case("BR-DE-6", "", Place::SellerContact, |invoice: &mut EInvoice| contact(invoice).phone = None)]
#[case("BR-DE-7", "", Place::SellerContact, |invoice: &mut EInvoice| contact(invoice).email = None)]
#[case("BR-DE-8", "", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.city = None)]
#[case("BR-DE-9", "", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.postcode = None)]
#[case("BR-DE-10", "", Place::DeliveryAddress, |invoice: &mut EInvoice| invoice.delivery = ship_to(|place| place.city = None))]
#[case("BR-DE-11", "", Place::DeliveryAddress, |invoice: &mut EInvoice| invoice.delivery = ship_to(|place| place.postcode = None))]
#[case("BR-DE-14", "BR-48", Place::Totals, |invoice: &mut EInvoice| { untaxed(invoice, TaxCategory::Z); invoice.tax_groups[0].rate.rate = None })]
#[case("BR-DE-15", "", Place::BuyerReference, |invoice: &mut EInvoice| invoice.buyer_reference = some(" "))]
#[case("BR-DE-16", "BR-S-02", Place::SellerTaxNumber, |invoice: &mut EInvoice| (invoice.seller.vat_id, invoice.seller.legal_registration) = (None, Some(Identifier { value: "HRB 1".to_owned(), scheme: None })))]
#[case("BR-DE-17", "", Place::DocumentType, |invoice: &mut EInvoice| invoice.type_code = TypeCode(386))]
#[case("BR-DE-18", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=2.00#"))]
#[case("BR-DE-18", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=2,00#\n"))]
#[case("BR-DE-18", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#VERZUG#TAGE=0#PROZENT=2.00#\n"))]
#[case("BR-DE-18", "", Place::PaymentTerms, |invoice: &mut EInvoice| invoice.payment_terms = some("#SKONTO#TAGE=0#PROZENT=2.00#BASISBETRAG=1#\n"))]
#[case("BR-DE-19", "RW-IBAN", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers[0].account = "DE76512108001245126199".to_owned())]
#[case("BR-DE-20", "RW-IBAN", Place::DirectDebit, |invoice: &mut EInvoice| { invoice.payment_means = vec![debit()]; mandate(invoice).debited_account = some("DE76512108001245126199") })]
#[case("BR-DE-21", "", Place::DocumentType, |invoice: &mut EInvoice| invoice.specification = some("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3"))]
#[case("BR-DE-22", "", Place::Attachment(1), |invoice: &mut EInvoice| invoice.attachments = vec![attachment("a.pdf", "application/pdf"), attachment("a.pdf", "application/pdf")])]
#[case("BR-DE-23-a", "BR-61", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers.clear())]
#[case("BR-DE-23-b", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means[0].card = card("1234").card)]
#[case("BR-DE-24-a", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means = vec![PaymentMeans { code: 48, ..PaymentMeans::default() }])]
#[case("BR-DE-24-b", "", Place::PaymentMeans, |invoice: &mut EInvoice| { invoice.payment_means[0].code = 48; invoice.payment_means[0].card = card("1234").card })]
#[case("BR-DE-25-a", "PEPPOL-EN16931-R061", Place::DirectDebit, |invoice: &mut EInvoice| invoice.payment_means = vec![PaymentMeans { code: 59, ..PaymentMeans::default() }])]
#[case("BR-DE-25-b", "", Place::PaymentMeans, |invoice: &mut EInvoice| { invoice.payment_means[0].code = 59; invoice.payment_means[0].direct_debit = debit().direct_debit })]
#[case("BR-DE-26", "", Place::Correction, |invoice: &mut EInvoice| invoice.type_code = TypeCode::CORRECTED)]
#[case("BR-DE-27", "", Place::SellerContact, |invoice: &mut EInvoice| contact(invoice).phone = some("12"))]
#[case("BR-DE-28", "", Place::SellerContact, |invoice: &mut EInvoice| contact(invoice).email = some("buero@firma"))]
#[case("BR-DE-30", "", Place::DirectDebit, |invoice: &mut EInvoice| { invoice.payment_means = vec![debit()]; mandate(invoice).creditor = None })]
#[case("BR-DE-31", "", Place::DirectDebit, |invoice: &mut EInvoice| { invoice.payment_means = vec![debit()]; mandate(invoice).debited_account = None })]
#[case("BR-DE-TMP-32", "UStG-14-4-6", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.delivery = None)]
#[case("BR-TMP-2", "", Place::Attachment(0), |invoice: &mut EInvoice| invoice.attachments = vec![Attachment { location: some("rechnung.pdf"), ..attachment("a.pdf", "application/pdf") }])]
fn rules_of_xrechnung(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

fn mandate(invoice: &mut EInvoice) -> &mut DirectDebit {
    invoice.payment_means[0].direct_debit.as_mut().expect("a direct debit")
}

fn extension(invoice: &mut EInvoice) {
    invoice.specification = some(XRECHNUNG_EXTENSION);
}

#[rstest]
#[case("BR-DEX-01", Place::Attachment(0), |invoice: &mut EInvoice| { extension(invoice); invoice.attachments = vec![attachment("a.html", "text/html")] })]
#[case("BR-DEX-04", Place::SellerIdentifier, |invoice: &mut EInvoice| { extension(invoice); invoice.seller.identifiers = id("1", "9999").into_iter().collect() })]
#[case("BR-DEX-05", Place::BuyerIdentifier, |invoice: &mut EInvoice| { extension(invoice); invoice.buyer.legal_registration = id("1", "9999") })]
#[case("BR-DEX-06", Place::LineItem(0), |invoice: &mut EInvoice| { extension(invoice); invoice.lines[0].item.standard_id = id("1", "9999") })]
#[case("BR-DEX-07", Place::BuyerEmail, |invoice: &mut EInvoice| { extension(invoice); invoice.buyer.electronic_address = id("1", "9999") })]
#[case("BR-DEX-08", Place::DeliveryAddress, |invoice: &mut EInvoice| { extension(invoice); invoice.delivery = Some(Delivery { date: day(11, 2), location: id("1", "9999"), ..Delivery::default() }) })]
#[case("BR-DEX-09", Place::Totals, |invoice: &mut EInvoice| { extension(invoice); invoice.totals.third_party = Decimal::ONE })]
fn rules_of_its_extension(#[case] rule: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, "", place, damage);
}

/// An allowance of 11.00 on the document, with what it is said to be made of.
fn of_percent(invoice: &mut EInvoice, base: Option<i64>, percent: Option<i64>) {
    invoice.allowances_charges = vec![discount(11, Some(TaxRate::standard(19)))];
    compute(invoice).expect("computes");
    let entry = &mut invoice.allowances_charges[0];
    (entry.base, entry.percent) = (base.map(Decimal::from), percent.map(Decimal::from));
}

#[rstest]
#[case("PEPPOL-EN16931-R001", "", Place::DocumentType, |invoice: &mut EInvoice| invoice.process = some(""))]
#[case("PEPPOL-EN16931-R005", "", Place::Currency, |invoice: &mut EInvoice| (invoice.tax_currency, invoice.totals.tax_in_tax_currency) = (Some(Currency::EUR), Some(76.into())))]
#[case("PEPPOL-EN16931-R010", "", Place::BuyerEmail, |invoice: &mut EInvoice| invoice.buyer.electronic_address = None)]
#[case("PEPPOL-EN16931-R020", "", Place::SellerEmail, |invoice: &mut EInvoice| invoice.seller.electronic_address = None)]
#[case("PEPPOL-EN16931-R040", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| of_percent(invoice, Some(100), Some(10)))]
#[case("PEPPOL-EN16931-R041", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| of_percent(invoice, None, Some(11)))]
#[case("PEPPOL-EN16931-R042", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| of_percent(invoice, Some(100), None))]
#[case("PEPPOL-EN16931-R046", "", Place::LinePrice(0), |invoice: &mut EInvoice| invoice.lines[0].price.gross = Some(120.into()))]
#[case("PEPPOL-EN16931-R055", "", Place::Currency, |invoice: &mut EInvoice| (invoice.tax_currency, invoice.totals.tax_in_tax_currency) = (Currency::parse("USD"), Some((-80).into())))]
#[case("PEPPOL-EN16931-R061", "", Place::DirectDebit, |invoice: &mut EInvoice| invoice.payment_means = vec![PaymentMeans { code: 49, ..PaymentMeans::default() }])]
#[case("PEPPOL-EN16931-R110", "", Place::LinePeriod(0), |invoice: &mut EInvoice| periods(invoice, Period { start: day(10, 31), end: None }))]
#[case("PEPPOL-EN16931-R111", "", Place::LinePeriod(0), |invoice: &mut EInvoice| periods(invoice, Period { start: None, end: day(12, 1) }))]
#[case("PEPPOL-EN16931-R120", "RW-LINE-NET", Place::LineQuantity(0), |invoice: &mut EInvoice| invoice.lines[0].quantity = 5.into())]
#[case("PEPPOL-EN16931-R121", "", Place::LinePrice(0), |invoice: &mut EInvoice| invoice.lines[0].price.base_quantity = Some(0.into()))]
#[case("PEPPOL-EN16931-R130", "", Place::LinePrice(0), |invoice: &mut EInvoice| (invoice.lines[0].price.base_quantity, invoice.lines[0].price.base_unit) = (Some(1.into()), some("KGM")))]
fn rules_of_peppol(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

/// The invoice is about November.
fn periods(invoice: &mut EInvoice, line: Period) {
    invoice.period = Some(Period { start: day(11, 1), end: day(11, 30) });
    invoice.lines[0].period = Some(line);
}
