//! Payment terms (BT-20) in words: the Skonto and default interest lines of XRechnung are never shown raw.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::format::{date, money, percent};
use super::words::Lang;
use crate::domain::einvoice::model::EInvoice;
use crate::domain::money::round2;

/// One line `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#` or `#VERZUG#…` (XRechnung 3.0.2, BT-20).
struct Rule {
    is_discount: bool,
    days: u64,
    percent: Decimal,
    base: Option<Decimal>,
}

/// The payment terms as sentences: the own text, or "Zahlbar bis …", and each Skonto with its date and amount.
#[must_use]
pub fn sentences(invoice: &EInvoice, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let (mut rules, mut own) = (Vec::new(), Vec::new());
    for line in invoice.payment_terms.iter().flat_map(|terms| terms.lines()).map(str::trim).filter(|line| !line.is_empty()) {
        match parse(line) {
            Some(rule) => rules.push(rule),
            None => own.push(line.to_owned()),
        }
    }
    let discounts: Vec<String> = rules.iter().filter(|rule| rule.is_discount).filter_map(|rule| discount(invoice, lang, rule)).collect();
    let asks_for_money = !invoice.type_code.is_credit_note() && invoice.totals.payable > Decimal::ZERO;
    let due = invoice.due_date.filter(|_| asks_for_money && own.is_empty());
    let mut parts: Vec<String> = due.iter().map(|&due| words.payable_until.replace("{date}", &date(lang, due))).collect();
    parts.extend(discounts);
    let mut sentences = own;
    if !parts.is_empty() {
        sentences.push(as_sentence(&parts.join(", ")));
    }
    sentences.extend(
        rules.iter().filter(|rule| !rule.is_discount).map(|rule| {
            as_sentence(&words.late_interest.replace("{days}", &rule.days.to_string()).replace("{percent}", &percent(lang, rule.percent)))
        }),
    );
    sentences
}

fn discount(invoice: &EInvoice, lang: Lang, rule: &Rule) -> Option<String> {
    let until: NaiveDate = invoice.issue_date.checked_add_days(Days::new(rule.days))?;
    let base = rule.base.unwrap_or(invoice.totals.payable);
    let saved = round2(base.checked_mul(rule.percent)? / Decimal::ONE_HUNDRED);
    let saved = money(lang, invoice.currency, saved);
    let words = lang.words().cash_discount;
    Some(words.replace("{date}", &date(lang, until)).replace("{percent}", &percent(lang, rule.percent)).replace("{amount}", &saved))
}

fn as_sentence(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).chain(std::iter::once('.')).collect())
}

fn parse(line: &str) -> Option<Rule> {
    let mut fields = line.strip_prefix('#')?.split('#');
    let is_discount = match fields.next()? {
        "SKONTO" => true,
        "VERZUG" => false,
        _ => return None,
    };
    let mut rule = Rule { is_discount, days: 0, percent: Decimal::ZERO, base: None };
    for (name, value) in fields.filter_map(|field| field.split_once('=')) {
        match name {
            "TAGE" => rule.days = value.parse().ok()?,
            "PROZENT" => rule.percent = value.parse().ok()?,
            "BASISBETRAG" => rule.base = Some(value.parse().ok()?),
            _ => return None,
        }
    }
    Some(rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invoice(terms: &str) -> EInvoice {
        let mut invoice = EInvoice {
            issue_date: NaiveDate::from_ymd_opt(2026, 2, 27).expect("a date"),
            due_date: NaiveDate::from_ymd_opt(2026, 3, 29),
            payment_terms: Some(terms.to_owned()).filter(|terms| !terms.is_empty()),
            ..EInvoice::default()
        };
        invoice.totals.payable = Decimal::new(390_210, 2);
        invoice
    }

    #[test]
    fn skonto_becomes_a_sentence_with_date_and_amount() {
        assert_eq!(
            sentences(&invoice("#SKONTO#TAGE=10#PROZENT=2.00#\n"), Lang::De),
            ["Zahlbar bis 29.03.2026 ohne Abzug, bis 09.03.2026 mit 2\u{A0}% Skonto (78,04\u{A0}€)."]
        );
        assert_eq!(
            sentences(&invoice("Danke!\n#SKONTO#TAGE=10#PROZENT=3.00#BASISBETRAG=100.00#\n"), Lang::En),
            ["Danke!", "By 9 Mar 2026 less 3% cash discount (€3.00)."]
        );
    }

    #[test]
    fn without_terms_the_due_date_speaks() {
        assert_eq!(sentences(&invoice(""), Lang::De), ["Zahlbar bis 29.03.2026 ohne Abzug."]);
        assert_eq!(sentences(&invoice("#1 zuerst zahlen"), Lang::De), ["#1 zuerst zahlen"]);
    }
}
