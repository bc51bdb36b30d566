//! EN 16931, one rule a line: BR-01 … BR-65, sums, decimals and code lists. What only a file can break is tested with the reader.

use rstest::rstest;

use super::*;

fn representative(name: &str, vat_id: &str, country: &str) -> TaxRepresentative {
    let vat_id = (!vat_id.is_empty()).then(|| vat_id.to_owned());
    TaxRepresentative { name: name.to_owned(), vat_id, address: Address { country: country.to_owned(), ..address("Ort") } }
}

fn ship_to(country: &str) -> Option<Delivery> {
    Some(Delivery { date: day(11, 2), address: Some(Address { country: country.to_owned(), ..address("Ort") }), ..Delivery::default() })
}

fn with(invoice: &mut EInvoice, entry: AllowanceCharge) -> &mut AllowanceCharge {
    invoice.allowances_charges.push(entry);
    compute(invoice).expect("computes");
    &mut invoice.allowances_charges[0]
}

fn with_line(invoice: &mut EInvoice, entry: AllowanceCharge) -> &mut AllowanceCharge {
    invoice.lines[0].allowances_charges.push(entry);
    compute(invoice).expect("computes");
    &mut invoice.lines[0].allowances_charges[0]
}

fn without_reason(entry: &mut AllowanceCharge) {
    (entry.reason, entry.reason_code) = (None, None);
}

fn long_base(entry: &mut AllowanceCharge) {
    (entry.base, entry.percent) = (Some(three_decimals(100.into())), Some(10.into()));
}

fn vat19() -> Option<TaxRate> {
    Some(TaxRate::standard(19))
}

#[rstest]
#[case("BR-01", "", Place::DocumentType, |invoice: &mut EInvoice| invoice.specification = some(""))]
#[case("BR-02", "", Place::Number, |invoice: &mut EInvoice| invoice.number = "  ".to_owned())]
#[case("BR-03", "", Place::IssueDate, |invoice: &mut EInvoice| invoice.issue_date = chrono::NaiveDate::default())]
#[case("BR-06", "", Place::SellerCompany, |invoice: &mut EInvoice| invoice.seller.name.clear())]
#[case("BR-07", "", Place::BuyerName, |invoice: &mut EInvoice| invoice.buyer.name.clear())]
#[case("BR-09", "", Place::SellerAddress, |invoice: &mut EInvoice| invoice.seller.address.country.clear())]
#[case("BR-11", "", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.country.clear())]
#[case("BR-16", "BR-CO-18", Place::Lines, |invoice: &mut EInvoice| { invoice.lines.clear(); compute(invoice).expect("computes") })]
#[case("BR-17", "", Place::Payee, |invoice: &mut EInvoice| invoice.payee = Some(Payee::default()))]
#[case("BR-18", "", Place::TaxRepresentative, |invoice: &mut EInvoice| invoice.tax_representative = Some(representative("", "ATU12345675", "AT")))]
#[case("BR-20", "", Place::TaxRepresentative, |invoice: &mut EInvoice| invoice.tax_representative = Some(representative("R", "ATU12345675", "")))]
#[case("BR-21", "", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].id.clear())]
#[case("BR-23", "", Place::LineUnit(0), |invoice: &mut EInvoice| invoice.lines[0].unit.clear())]
#[case("BR-25", "", Place::LineName(0), |invoice: &mut EInvoice| invoice.lines[0].item.name.clear())]
#[case("BR-27", "", Place::LinePrice(0), |invoice: &mut EInvoice| (invoice.lines[0].quantity, invoice.lines[0].price.net) = ((-4).into(), (-100).into()))]
#[case("BR-28", "", Place::LinePrice(0), |invoice: &mut EInvoice| (invoice.lines[0].price.gross, invoice.lines[0].price.discount) = (Some((-100).into()), Some((-200).into())))]
#[case("BR-29", "", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.period = Some(Period { start: day(11, 2), end: day(11, 1) }))]
#[case("BR-30", "", Place::LinePeriod(0), |invoice: &mut EInvoice| invoice.lines[0].period = Some(Period { start: day(11, 2), end: day(11, 1) }))]
#[case("BR-32", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| { with(invoice, discount(10, None)); })]
#[case("BR-33", "BR-CO-21", Place::DocumentAllowance(0), |invoice: &mut EInvoice| without_reason(with(invoice, discount(10, vat19()))))]
#[case("BR-37", "", Place::DocumentAllowance(0), |invoice: &mut EInvoice| { with(invoice, surcharge(10, None)); })]
#[case("BR-38", "BR-CO-22", Place::DocumentAllowance(0), |invoice: &mut EInvoice| without_reason(with(invoice, surcharge(10, vat19()))))]
#[case("BR-42", "BR-CO-23", Place::LineAllowance(0), |invoice: &mut EInvoice| without_reason(with_line(invoice, discount(10, None))))]
#[case("BR-44", "BR-CO-24", Place::LineAllowance(0), |invoice: &mut EInvoice| without_reason(with_line(invoice, surcharge(10, None))))]
#[case("BR-48", "BR-DE-14", Place::Totals, |invoice: &mut EInvoice| { untaxed(invoice, TaxCategory::Z); invoice.tax_groups[0].rate.rate = None })]
#[case("BR-49", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means[0].code = 0)]
#[case("BR-50", "", Place::SellerBank, |invoice: &mut EInvoice| { invoice.payment_means[0].code = 42; invoice.payment_means[0].credit_transfers[0].account.clear() })]
#[case("BR-51", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means = vec![card("4111111111111111")])]
#[case("BR-52", "", Place::Attachment(0), |invoice: &mut EInvoice| invoice.attachments = vec![Attachment::default()])]
#[case("BR-53", "", Place::Currency, |invoice: &mut EInvoice| invoice.tax_currency = Currency::parse("USD"))]
#[case("BR-54", "", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.attributes = vec![(String::new(), "rot".to_owned())])]
#[case("BR-55", "", Place::Correction, |invoice: &mut EInvoice| invoice.preceding = vec![PrecedingInvoice::default()])]
#[case("BR-56", "", Place::TaxRepresentative, |invoice: &mut EInvoice| invoice.tax_representative = Some(representative("R", "", "AT")))]
#[case("BR-57", "", Place::DeliveryAddress, |invoice: &mut EInvoice| invoice.delivery = ship_to(""))]
#[case("BR-61", "BR-50", Place::SellerBank, |invoice: &mut EInvoice| invoice.payment_means[0].credit_transfers[0].account.clear())]
#[case("BR-62", "", Place::SellerEmail, |invoice: &mut EInvoice| invoice.seller.electronic_address = Some(Identifier { value: "4012345000009".to_owned(), scheme: None }))]
#[case("BR-63", "", Place::BuyerEmail, |invoice: &mut EInvoice| invoice.buyer.electronic_address = Some(Identifier { value: "4012345000009".to_owned(), scheme: None }))]
#[case("BR-64", "", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.standard_id = Some(Identifier { value: "4012345000009".to_owned(), scheme: None }))]
#[case("BR-65", "", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.classifications = vec![Classification { code: "1".to_owned(), ..Classification::default() }])]
fn what_must_be_there(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

/// Adds to some of the sums, so that exactly one of them is wrong.
fn add(amounts: &mut [&mut Decimal]) {
    amounts.iter_mut().for_each(|amount| **amount += Decimal::TWO);
}

#[rstest]
#[case("BR-CO-03", "", Place::TaxPoint, |invoice: &mut EInvoice| (invoice.tax_point_date, invoice.tax_point_code) = (day(11, 2), some("35")))]
#[case("BR-CO-09", "", Place::BuyerVatId, |invoice: &mut EInvoice| invoice.buyer.vat_id = some("123456789"))]
#[case("BR-CO-10", "", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; add(&mut [&mut t.lines, &mut t.net, &mut t.gross, &mut t.payable]) })]
#[case("BR-CO-11", "", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; t.allowances += Decimal::ONE; [&mut t.net, &mut t.gross, &mut t.payable].into_iter().for_each(|sum| *sum -= Decimal::ONE) })]
#[case("BR-CO-12", "", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; add(&mut [&mut t.charges, &mut t.net, &mut t.gross, &mut t.payable]) })]
#[case("BR-CO-13", "", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; add(&mut [&mut t.net, &mut t.gross, &mut t.payable]) })]
#[case("BR-CO-14", "", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; add(&mut [&mut t.tax, &mut t.gross, &mut t.payable]) })]
#[case("BR-CO-15", "", Place::Totals, |invoice: &mut EInvoice| (invoice.totals.gross, invoice.totals.payable) = (477.into(), 477.into()))]
#[case("BR-CO-16", "", Place::Totals, |invoice: &mut EInvoice| invoice.totals.payable += Decimal::ONE)]
#[case("BR-CO-17", "BR-S-09", Place::Totals, |invoice: &mut EInvoice| { let t = &mut invoice.totals; add(&mut [&mut t.tax, &mut t.gross, &mut t.payable, &mut invoice.tax_groups[0].tax]) })]
#[case("BR-CO-18", "BR-16", Place::Totals, |invoice: &mut EInvoice| { invoice.lines.clear(); compute(invoice).expect("computes") })]
#[case("BR-CO-19", "", Place::ServicePeriod, |invoice: &mut EInvoice| invoice.period = Some(Period::default()))]
#[case("BR-CO-20", "", Place::LinePeriod(0), |invoice: &mut EInvoice| invoice.lines[0].period = Some(Period::default()))]
#[case("BR-CO-21", "BR-33", Place::DocumentAllowance(0), |invoice: &mut EInvoice| without_reason(with(invoice, discount(10, vat19()))))]
#[case("BR-CO-22", "BR-38", Place::DocumentAllowance(0), |invoice: &mut EInvoice| without_reason(with(invoice, surcharge(10, vat19()))))]
#[case("BR-CO-23", "BR-42", Place::LineAllowance(0), |invoice: &mut EInvoice| without_reason(with_line(invoice, discount(10, None))))]
#[case("BR-CO-24", "BR-44", Place::LineAllowance(0), |invoice: &mut EInvoice| without_reason(with_line(invoice, surcharge(10, None))))]
#[case("BR-CO-25", "", Place::DueDate, |invoice: &mut EInvoice| invoice.due_date = None)]
#[case("BR-CO-26", "", Place::SellerIdentifier, |invoice: &mut EInvoice| (invoice.seller.vat_id, invoice.seller.tax_number) = (None, some("29/123/45678")))]
#[case("UBL-SR-47", "", Place::PaymentMeans, |invoice: &mut EInvoice| invoice.payment_means.push(card("1234")))]
fn conditions_and_sums(#[case] rule: &str, #[case] twins: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, twins, place, damage);
}

fn lengthen(amount: &mut Decimal) {
    amount.rescale(3);
}

#[rstest]
#[case("BR-DEC-01", Place::DocumentAllowance(0), |invoice: &mut EInvoice| lengthen(&mut with(invoice, discount(10, vat19())).amount))]
#[case("BR-DEC-02", Place::DocumentAllowance(0), |invoice: &mut EInvoice| long_base(with(invoice, discount(10, vat19()))))]
#[case("BR-DEC-05", Place::DocumentAllowance(0), |invoice: &mut EInvoice| lengthen(&mut with(invoice, surcharge(10, vat19())).amount))]
#[case("BR-DEC-06", Place::DocumentAllowance(0), |invoice: &mut EInvoice| long_base(with(invoice, surcharge(10, vat19()))))]
#[case("BR-DEC-09", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.lines))]
#[case("BR-DEC-10", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.allowances))]
#[case("BR-DEC-11", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.charges))]
#[case("BR-DEC-12", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.net))]
#[case("BR-DEC-13", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.tax))]
#[case("BR-DEC-14", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.gross))]
#[case("BR-DEC-15", Place::Totals, |invoice: &mut EInvoice| (invoice.tax_currency, invoice.totals.tax_in_tax_currency) = (Currency::parse("USD"), Some(three_decimals(80.into()))))]
#[case("BR-DEC-16", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.prepaid))]
#[case("BR-DEC-17", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.rounding))]
#[case("BR-DEC-18", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.totals.payable))]
#[case("BR-DEC-19", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.tax_groups[0].taxable))]
#[case("BR-DEC-20", Place::Totals, |invoice: &mut EInvoice| lengthen(&mut invoice.tax_groups[0].tax))]
#[case("BR-DEC-23", Place::LineQuantity(0), |invoice: &mut EInvoice| lengthen(&mut invoice.lines[0].net))]
#[case("BR-DEC-24", Place::LineAllowance(0), |invoice: &mut EInvoice| lengthen(&mut with_line(invoice, discount(10, None)).amount))]
#[case("BR-DEC-25", Place::LineAllowance(0), |invoice: &mut EInvoice| long_base(with_line(invoice, discount(10, None))))]
#[case("BR-DEC-27", Place::LineAllowance(0), |invoice: &mut EInvoice| lengthen(&mut with_line(invoice, surcharge(10, None)).amount))]
#[case("BR-DEC-28", Place::LineAllowance(0), |invoice: &mut EInvoice| long_base(with_line(invoice, surcharge(10, None))))]
fn decimals(#[case] rule: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, "", place, damage);
}

#[rstest]
#[case("BR-CL-01", Place::DocumentType, |invoice: &mut EInvoice| invoice.type_code = TypeCode(999))]
#[case("BR-CL-04", Place::Currency, |invoice: &mut EInvoice| invoice.currency = Currency::parse("ABC").expect("three letters"))]
#[case("BR-CL-05", Place::Currency, |invoice: &mut EInvoice| (invoice.tax_currency, invoice.totals.tax_in_tax_currency) = (Currency::parse("ABC"), Some(80.into())))]
#[case("BR-CL-06", Place::TaxPoint, |invoice: &mut EInvoice| invoice.tax_point_code = some("9"))]
#[case("BR-CL-07", Place::References, |invoice: &mut EInvoice| invoice.invoiced_object = id("1", "?"))]
#[case("BR-CL-07", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].object = id("1", "?"))]
#[case("BR-CL-08", Place::Notes, |invoice: &mut EInvoice| invoice.notes = vec![Note { subject_code: some("?"), text: "Dank".to_owned() }])]
#[case("BR-CL-10", Place::SellerIdentifier, |invoice: &mut EInvoice| invoice.seller.identifiers = id("1", "9999").into_iter().collect())]
#[case("BR-CL-11", Place::BuyerIdentifier, |invoice: &mut EInvoice| invoice.buyer.legal_registration = id("1", "9999"))]
#[case("BR-CL-13", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.classifications = vec![Classification { code: "1".to_owned(), scheme: "?".to_owned(), version: None }])]
#[case("BR-CL-14", Place::BuyerAddress, |invoice: &mut EInvoice| invoice.buyer.address.country = "XX".to_owned())]
#[case("BR-CL-15", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.origin_country = some("XX"))]
#[case("BR-CL-16", Place::PaymentMeans, |invoice: &mut EInvoice| (invoice.payment_means[0].code, invoice.payment_means[0].other_code) = (0, some("XYZ")))]
#[case("BR-CL-19", Place::DocumentAllowance(0), |invoice: &mut EInvoice| with(invoice, discount(10, vat19())).reason_code = some("1"))]
#[case("BR-CL-20", Place::DocumentAllowance(0), |invoice: &mut EInvoice| with(invoice, surcharge(10, vat19())).reason_code = some("1"))]
#[case("BR-CL-21", Place::LineItem(0), |invoice: &mut EInvoice| invoice.lines[0].item.standard_id = id("1", "9999"))]
#[case("BR-CL-22", Place::TaxExemption, |invoice: &mut EInvoice| { untaxed(invoice, TaxCategory::E); invoice.tax_groups[0].exemption_code = some("VATEX-XX") })]
#[case("BR-CL-23", Place::LineUnit(0), |invoice: &mut EInvoice| invoice.lines[0].unit = "STUECK".to_owned())]
#[case("BR-CL-24", Place::Attachment(0), |invoice: &mut EInvoice| invoice.attachments = vec![attachment("a.html", "text/html")])]
#[case("BR-CL-25", Place::BuyerEmail, |invoice: &mut EInvoice| invoice.buyer.electronic_address = id("1", "9999"))]
#[case("BR-CL-26", Place::DeliveryAddress, |invoice: &mut EInvoice| invoice.delivery = Some(Delivery { date: day(11, 2), location: id("1", "9999"), ..Delivery::default() }))]
fn code_lists(#[case] rule: &str, #[case] place: Place, #[case] damage: Damage) {
    breaks(rule, "", place, damage);
}

/// The codes that older readers stumbled over.
#[rstest]
#[case(|invoice: &mut EInvoice| (invoice.payment_means[0].code, invoice.payment_means[0].other_code) = (0, some("ZZZ")))]
#[case(|invoice: &mut EInvoice| invoice.payee = Some(Payee { name: "Factoring Beispiel AG".to_owned(), ..Payee::default() }))]
#[case(|invoice: &mut EInvoice| invoice.delivery = ship_to("DE"))]
fn what_is_allowed_is_no_finding(#[case] change: Damage) {
    let mut invoice = complete();
    change(&mut invoice);
    assert_eq!(judge(&invoice), []);
}
