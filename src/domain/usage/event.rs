//! The form of a billing event: usage, fee, credit or adjustment that waits for an invoice.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::{self, NumberFormat};

pub const FILING_FEE: &str = "filing_fee";
pub const CREDIT: &str = "credit";
pub const ADJUSTMENT: &str = "adjustment";

/// The types that have words in the catalogue; every other one is the organization's own word.
pub const KINDS: [&str; 3] = [FILING_FEE, CREDIT, ADJUSTMENT];

/// 100 million euros.
const MOST_CENTS: i64 = 10_000_000_000;

/// A billing event as typed; the JSON API fills the same form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BillingEventForm {
    /// Public identifier of the customer.
    pub customer: String,
    /// One of [`KINDS`] or an own word; empty is a filing fee.
    pub kind: String,
    /// The organization's own word, which wins where it is given.
    pub own_kind: String,
    /// Empty is 1.
    pub quantity: String,
    /// Net amount of the whole quantity in euros. Empty: the customer's rates say it when it is billed.
    pub amount: String,
    /// The same in cents, for machines.
    pub amount_cents: String,
    pub reference: String,
    pub description: String,
    /// Empty is today.
    pub occurred_on: String,
    /// Percent; empty is 19.
    pub tax_rate: String,
}

/// A billing event as stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventContent {
    pub kind: String,
    pub quantity: Decimal,
    /// Negative for a credit.
    pub amount: Option<Cents>,
    pub reference: Option<String>,
    pub description: Option<String>,
    pub occurred_on: NaiveDate,
    pub tax_rate: Decimal,
}

impl BillingEventForm {
    /// Reads what was typed, with all mistakes at once. A credit lowers the sum, whichever sign was typed.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn parse(&self, format: NumberFormat, today: NaiveDate) -> Result<EventContent, AppError> {
        let mut problems = Problems::default();
        if self.customer.trim().is_empty() {
            problems.add("customer", Problem::Required);
        }
        let kind = problems.take("kind", self.read_kind());
        let quantity = problems.take("quantity", read_quantity(&self.quantity, format)).unwrap_or(Decimal::ONE);
        let (field, amount) = self.read_amount(format);
        let amount = problems.take(field, amount.and_then(|amount| signed(&kind, amount)));
        let content = EventContent {
            kind,
            quantity,
            amount,
            reference: problems.take("reference", text::line(&self.reference, 100)),
            description: problems.take("description", text::line(&self.description, 200)),
            occurred_on: problems.take("occurred_on", read_day(&self.occurred_on, today)).unwrap_or(today),
            tax_rate: problems.take("tax_rate", read_rate(&self.tax_rate, format)).unwrap_or_else(|| Decimal::from(19)),
        };
        problems.finish(content)
    }

    fn read_kind(&self) -> Result<String, Problem> {
        let typed = if self.own_kind.trim().is_empty() { &self.kind } else { &self.own_kind };
        Ok(text::line(typed, 40)?.unwrap_or_else(|| FILING_FEE.to_owned()))
    }

    fn read_amount(&self, format: NumberFormat) -> (&'static str, Result<Option<Cents>, Problem>) {
        if self.amount.trim().is_empty() {
            let cents = text::decimal(&self.amount_cents, NumberFormat::Machine, 0);
            return ("amount_cents", cents.and_then(|cents| cents.map(|cents| in_range(cents / Decimal::ONE_HUNDRED)).transpose()));
        }
        let amount = text::decimal(&self.amount, format, 2);
        ("amount", amount.and_then(|amount| amount.map(in_range).transpose()))
    }
}

impl EventContent {
    /// The form that parses to this event.
    #[must_use]
    pub fn to_form(&self, customer: &str, lang: Lang) -> BillingEventForm {
        let is_known = KINDS.contains(&self.kind.as_str());
        BillingEventForm {
            customer: customer.to_owned(),
            kind: if is_known { self.kind.clone() } else { String::new() },
            own_kind: if is_known { String::new() } else { self.kind.clone() },
            quantity: text::number(self.quantity, 0, lang),
            amount: self.amount.map(|amount| text::amount(amount, lang)).unwrap_or_default(),
            amount_cents: String::new(),
            reference: self.reference.clone().unwrap_or_default(),
            description: self.description.clone().unwrap_or_default(),
            occurred_on: self.occurred_on.to_string(),
            tax_rate: text::number(self.tax_rate, 0, lang),
        }
    }
}

fn in_range(euros: Decimal) -> Result<Cents, Problem> {
    Cents::from_decimal(euros).filter(|cents| cents.0.abs() <= MOST_CENTS).ok_or(Problem::OutOfRange)
}

/// Credits are negative, adjustments as typed, everything else positive; the first two need an amount.
fn signed(kind: &str, amount: Option<Cents>) -> Result<Option<Cents>, Problem> {
    match (kind, amount) {
        (CREDIT | ADJUSTMENT, None | Some(Cents::ZERO)) => Err(Problem::Required),
        (CREDIT, Some(amount)) => Ok(Some(Cents(-amount.0.abs()))),
        (ADJUSTMENT, amount) => Ok(amount),
        (_, Some(amount)) if amount.0 < 0 => Err(Problem::Negative),
        (_, amount) => Ok(amount),
    }
}

fn read_quantity(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    match text::decimal(input, format, 4)? {
        Some(quantity) if quantity.is_sign_negative() => Err(Problem::Negative),
        Some(quantity) if quantity.is_zero() || quantity > Decimal::from(1_000_000) => Err(Problem::OutOfRange),
        quantity => Ok(quantity),
    }
}

fn read_rate(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    match text::decimal(input.trim().trim_end_matches('%'), format, 2)? {
        Some(rate) if rate.is_sign_negative() && !rate.is_zero() => Err(Problem::Negative),
        Some(rate) if rate > Decimal::ONE_HUNDRED => Err(Problem::OutOfRange),
        rate => Ok(rate),
    }
}

/// Any day of the past, and at most a year ahead.
fn read_day(input: &str, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    let day = text::day(input)?;
    let latest = today.checked_add_days(Days::new(366)).unwrap_or(today);
    if day.is_some_and(|day| day > latest) { Err(Problem::OutOfRange) } else { Ok(day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 2, 27).unwrap()
    }

    fn event(kind: &str, amount_cents: &str) -> Result<EventContent, AppError> {
        let form = BillingEventForm { customer: "CUS-1".into(), kind: kind.into(), amount_cents: amount_cents.into(), ..BillingEventForm::default() };
        form.parse(NumberFormat::Machine, today())
    }

    #[test]
    fn a_credit_lowers_the_sum_whichever_sign_was_typed() {
        assert_eq!(event("credit", "500").unwrap().amount, Some(Cents(-500)));
        assert_eq!(event("credit", "-500").unwrap().amount, Some(Cents(-500)));
        assert_eq!(event("adjustment", "-1").unwrap().amount, Some(Cents(-1)));
        assert_eq!(event("credit", ""), Err(AppError::field("amount_cents", Problem::Required)));
        assert_eq!(event("filing_fee", "-1"), Err(AppError::field("amount_cents", Problem::Negative)));
        assert_eq!(event("Reisekosten", "").unwrap().amount, None);
    }

    #[test]
    fn the_form_of_an_event_parses_to_the_same_event() {
        for (kind, cents, lang) in [(CREDIT, -123_456, Lang::De), ("Reisekosten", 99, Lang::En), (ADJUSTMENT, -5, Lang::De)] {
            let content = EventContent {
                kind: kind.into(),
                quantity: Decimal::new(25, 1),
                amount: Some(Cents(cents)),
                reference: Some("Q-1".into()),
                description: None,
                occurred_on: today(),
                tax_rate: Decimal::from(7),
            };
            assert_eq!(content.to_form("CUS-1", lang).parse(NumberFormat::Of(lang), today()), Ok(content));
        }
    }
}
