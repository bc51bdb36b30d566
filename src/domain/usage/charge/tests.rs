//! What the lines of usage invoices must add up to.

use super::*;
use crate::domain::customer::Subscription;

fn event(kind: &str, quantity: &str, cents: Option<i64>) -> EventContent {
    EventContent {
        kind: kind.into(),
        quantity: quantity.parse().unwrap(),
        amount: cents.map(Cents),
        reference: None,
        description: None,
        occurred_on: NaiveDate::from_ymd_opt(2026, 2, 14).unwrap(),
        tax_rate: Decimal::from(19),
    }
}

fn customer(tier: BillingTier) -> CustomerContent {
    CustomerContent {
        name: "Werft".into(),
        country: "DE".into(),
        billing_tier: tier,
        unit_rate: Cents(7_500),
        subscription: Subscription { monthly_fee: Cents(4_900), included_units: 10, overage_rate: Some(Cents(450)) },
        ..CustomerContent::default()
    }
}

fn net(lines: &[DraftLine]) -> Decimal {
    lines.iter().map(|line| crate::domain::money::round2(line.quantity * line.price.unwrap())).sum()
}

#[test]
fn every_amount_stands_on_its_line_to_the_cent() {
    for (quantity, cents) in [("3", 10_000), ("3", 9_999), ("0.3333", 1), ("7", -12_345), ("1", 1), ("12.5", 10_000_000_000)] {
        let draft = draft(&customer(BillingTier::InvoiceOnly), &[event("filing_fee", quantity, Some(cents))], None).unwrap();
        assert_eq!(net(&draft.lines), Cents(cents).to_decimal(), "{quantity} for {cents}");
        assert!(!draft.lines[0].price.unwrap().is_sign_negative());
    }
}

#[test]
fn without_an_amount_the_rate_of_the_customer_says_it() {
    let draft = draft(&customer(BillingTier::Hybrid), &[event("filing_fee", "2.5", None)], None).unwrap();
    assert_eq!(net(&draft.lines), Decimal::new(18_750, 2));
}

#[test]
fn a_subscription_pays_its_fee_and_what_lies_beyond_the_included_units() {
    let month = Month::parse("2026-02").ok();
    let events = [event("filing_fee", "8", None), event("filing_fee", "5", None), event("credit", "1", Some(-1_000))];
    let draft = draft(&customer(BillingTier::Subscription), &events, month).unwrap();
    let lines: Vec<(String, String)> = draft.lines.iter().map(|line| (line.quantity.to_string(), line.price.unwrap().to_string())).collect();
    let text = |quantity: &str, price: &str| (quantity.to_owned(), price.to_owned());
    assert_eq!(lines, [text("1", "49.00"), text("10", "0.00"), text("3", "4.50"), text("-1", "10")]);
    assert_eq!(net(&draft.lines), Decimal::new(5_250, 2));
    assert_eq!(draft.service_end.unwrap().to_string(), "2026-02-28");
}

#[test]
fn very_many_events_become_one_line_per_type_and_rate() {
    let mut events = vec![event("filing_fee", "1", Some(3)); MOST_LINES];
    events.push(event("credit", "1", Some(-100)));
    let draft = draft(&customer(BillingTier::InvoiceOnly), &events, None).unwrap();
    assert_eq!(draft.lines.len(), 2);
    assert_eq!(net(&draft.lines), Cents(1_400).to_decimal());
}

#[test]
fn nothing_to_bill_is_no_invoice() {
    assert_eq!(draft(&customer(BillingTier::InvoiceOnly), &[], Month::parse("2026-02").ok()), None);
    assert!(draft(&customer(BillingTier::Subscription), &[], Month::parse("2026-02").ok()).is_some());
}

#[test]
fn businesses_in_other_member_states_owe_the_tax_themselves() {
    let mut dublin = customer(BillingTier::InvoiceOnly);
    (dublin.country, dublin.vat_id) = ("IE".into(), Some("IE6388047V".into()));
    assert_eq!(draft(&dublin, &[event("filing_fee", "1", None)], None).unwrap().tax_case, TaxCase::ReverseCharge);
    (dublin.country, dublin.vat_id) = ("CH".into(), Some("CHE123456788".into()));
    assert_eq!(draft(&dublin, &[event("filing_fee", "1", None)], None).unwrap().tax_case, TaxCase::Domestic);
}
