//! From billing events and a customer's rates to the lines of one invoice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::event::{ADJUSTMENT, CREDIT, EventContent, FILING_FEE};
use super::month::Month;
use crate::domain::customer::{BillingTier, CustomerContent};
use crate::domain::invoice::draft::{DraftContent, DraftLine, TaxCase};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, round2};
use crate::domain::text::number;

/// More events than this are summed up by type and tax rate; an invoice has its limits, and so have readers.
pub const MOST_LINES: usize = 500;

/// The rate of the flat fee, in percent (§12 UStG).
const USUAL_RATE: i64 = 19;

/// Member states whose business customers owe the tax themselves (§13b UStG, Art. 196 of Directive 2006/112/EC), by the prefix of the VAT ID.
const OTHER_MEMBER_STATES: &str = "AT BE BG CY CZ DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

/// The invoice of these events, oldest first; of a month where one is over for which a subscriber owes the flat fee, with all that it includes.
/// `None` where there is nothing to bill.
#[must_use]
pub fn draft(customer: &CustomerContent, events: &[EventContent], month: Option<Month>) -> Option<DraftContent> {
    let lang = customer.language;
    let is_subscription = customer.billing_tier == BillingTier::Subscription;
    let (metered, priced): (Vec<&EventContent>, Vec<&EventContent>) = events.iter().partition(|event| is_subscription && event.amount.is_none());
    let mut lines: Vec<DraftLine> = month.and_then(|month| flat_fee(customer, month)).into_iter().collect();
    let included = if month.is_some() { customer.subscription.included_units } else { 0 };
    lines.extend(usage_lines(customer, &metered, included));
    if priced.len() > MOST_LINES {
        lines.extend(summed(&priced, customer.unit_rate, lang));
    } else {
        lines.extend(priced.iter().map(|event| single(event, customer.unit_rate, lang)));
    }
    let days = lines.iter().flat_map(|line| [line.service_start, line.service_end]).flatten();
    let (start, end) = (days.clone().min()?, days.max()?);
    Some(DraftContent { service_start: Some(start), service_end: Some(end), tax_case: tax_case(customer), lines, ..DraftContent::default() })
}

/// Services for a business in another member state are taxed there.
fn tax_case(customer: &CustomerContent) -> TaxCase {
    let prefix = customer.vat_id.as_deref().and_then(|id| id.get(..2)).unwrap_or_default();
    let elsewhere = customer.country != "DE" && OTHER_MEMBER_STATES.split(' ').any(|state| state == prefix);
    if elsewhere { TaxCase::ReverseCharge } else { TaxCase::Domestic }
}

fn flat_fee(customer: &CustomerContent, month: Month) -> Option<DraftLine> {
    let fee = customer.subscription.monthly_fee;
    let name = match customer.language {
        Lang::De => format!("Grundgebühr {}", month.name(Lang::De)),
        Lang::En => format!("Monthly fee {}", month.name(Lang::En)),
    };
    (customer.billing_tier == BillingTier::Subscription && fee.is_positive()).then(|| DraftLine {
        name: Some(name),
        quantity: Decimal::ONE,
        unit: "MON".to_owned(),
        price: Some(fee.to_decimal()),
        tax_rate: Decimal::from(USUAL_RATE),
        service_start: Some(month.first()),
        service_end: Some(month.last()),
        ..DraftLine::default()
    })
}

/// Units of one tax rate: those that the flat fee includes, and those beyond it.
#[derive(Default)]
struct Units {
    included: Decimal,
    beyond: Decimal,
    days: Vec<NaiveDate>,
}

/// The oldest units are the included ones. They get a line without a price, so that the customer sees what was used.
fn usage_lines(customer: &CustomerContent, metered: &[&EventContent], all: u32) -> Vec<DraftLine> {
    let mut left = Decimal::from(all);
    let mut by_rate: BTreeMap<Decimal, Units> = BTreeMap::new();
    for event in metered {
        let units = by_rate.entry(event.tax_rate.normalize()).or_default();
        let included = event.quantity.min(left);
        left -= included;
        units.included += included;
        units.beyond += event.quantity - included;
        units.days.push(event.occurred_on);
    }
    let overage = customer.subscription.overage_rate.unwrap_or(customer.unit_rate);
    let (included_words, beyond_words) = match customer.language {
        Lang::De => (format!("In der Grundgebühr enthaltene Einheiten (bis zu {all})"), "Weitere Einheiten".to_owned()),
        Lang::En => (format!("Units included in the monthly fee (up to {all})"), "Further units".to_owned()),
    };
    let mut lines = Vec::new();
    for (rate, units) in by_rate {
        let mut add = |name: &str, quantity: Decimal, price: Cents| {
            if quantity > Decimal::ZERO {
                lines.push(DraftLine {
                    name: Some(name.to_owned()),
                    quantity: quantity.normalize(),
                    unit: "C62".to_owned(),
                    price: Some(price.to_decimal()),
                    tax_rate: rate,
                    service_start: units.days.iter().min().copied(),
                    service_end: units.days.iter().max().copied(),
                    ..DraftLine::default()
                });
            }
        };
        add(&included_words, units.included, Cents::ZERO);
        add(&beyond_words, units.beyond, overage);
    }
    lines
}

/// One event as a line. A credit is a negative quantity, because a price is never negative (BR-27).
fn single(event: &EventContent, unit_rate: Cents, lang: Lang) -> DraftLine {
    let (quantity, price, is_whole) = match event.amount {
        Some(amount) => divided(event.quantity, amount),
        None => (event.quantity, unit_rate.to_decimal(), true),
    };
    let reference = event.reference.as_ref().map(|reference| match lang {
        Lang::De => format!("Beleg {reference}"),
        Lang::En => format!("Reference {reference}"),
    });
    let count = (!is_whole).then(|| match lang {
        Lang::De => format!("Menge {}", number(event.quantity, 0, lang)),
        Lang::En => format!("Quantity {}", number(event.quantity, 0, lang)),
    });
    let details: Vec<String> = reference.into_iter().chain(count).collect();
    DraftLine {
        name: Some(event.description.clone().unwrap_or_else(|| kind_name(&event.kind, lang))),
        description: (!details.is_empty()).then(|| details.join(", ")),
        quantity,
        unit: "C62".to_owned(),
        price: Some(price),
        tax_rate: event.tax_rate,
        service_start: Some(event.occurred_on),
        service_end: Some(event.occurred_on),
        ..DraftLine::default()
    }
}

/// Quantity and unit price that give exactly this amount; one piece of the whole where the price would need more than four decimals.
fn divided(quantity: Decimal, amount: Cents) -> (Decimal, Decimal, bool) {
    let sign = if amount.0 < 0 { Decimal::NEGATIVE_ONE } else { Decimal::ONE };
    let whole = amount.to_decimal().abs();
    let price = (whole / quantity).round_dp(4).normalize();
    if price * quantity == whole { (sign * quantity, price, true) } else { (sign, whole, false) }
}

/// Events of one type, tax rate and sign.
struct Sum {
    amount: Decimal,
    count: usize,
    first: NaiveDate,
    last: NaiveDate,
}

/// One line per type, tax rate and sign.
fn summed(events: &[&EventContent], unit_rate: Cents, lang: Lang) -> Vec<DraftLine> {
    let mut sums: BTreeMap<(&str, Decimal, bool), Sum> = BTreeMap::new();
    for event in events {
        let amount = event.amount.map_or_else(|| round2(event.quantity * unit_rate.to_decimal()), Cents::to_decimal);
        let day = event.occurred_on;
        let key = (event.kind.as_str(), event.tax_rate.normalize(), amount.is_sign_negative());
        let sum = sums.entry(key).or_insert(Sum { amount: Decimal::ZERO, count: 0, first: day, last: day });
        *sum = Sum { amount: sum.amount + amount, count: sum.count + 1, first: sum.first.min(day), last: sum.last.max(day) };
    }
    let mut lines = Vec::with_capacity(sums.len());
    for ((kind, rate, is_negative), sum) in sums {
        let description = match lang {
            Lang::De => format!("{} Vorgänge", sum.count),
            Lang::En => format!("{} events", sum.count),
        };
        lines.push(DraftLine {
            name: Some(kind_name(kind, lang)),
            description: Some(description),
            quantity: if is_negative { Decimal::NEGATIVE_ONE } else { Decimal::ONE },
            unit: "LS".to_owned(),
            price: Some(sum.amount.abs()),
            tax_rate: rate,
            service_start: Some(sum.first),
            service_end: Some(sum.last),
            ..DraftLine::default()
        });
    }
    lines
}

/// What stands on the invoice for a type; an own one is its own word.
#[must_use]
pub fn kind_name(kind: &str, lang: Lang) -> String {
    let words = match (kind, lang) {
        (FILING_FEE, Lang::De) => "Gebühr",
        (FILING_FEE, Lang::En) => "Filing fee",
        (CREDIT, Lang::De) => "Gutschrift",
        (CREDIT, Lang::En) => "Credit",
        (ADJUSTMENT, Lang::De) => "Anpassung",
        (ADJUSTMENT, Lang::En) => "Adjustment",
        (own, _) => own,
    };
    words.to_owned()
}

#[cfg(test)]
mod tests;
