//! Cash discount (Skonto) as XRechnung writes it into the payment terms (BT-20), and whether it makes sense.

use chrono::Days;
use rust_decimal::Decimal;

use super::super::model::EInvoice;
use super::place::Place;
use super::report::{About, Report};

/// One line `#SKONTO#TAGE=14#PROZENT=2.00#`, perhaps with `BASISBETRAG=…#`.
struct Skonto {
    days: u64,
    percent: Decimal,
    base: Option<Decimal>,
}

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    let Some(terms) = invoice.payment_terms.as_deref() else { return };
    let lines = terms.split_inclusive('\n').filter(|line| line.trim_start().starts_with('#'));
    let Some(offers) = lines.map(parse).collect::<Option<Vec<Skonto>>>() else {
        let about = About("BR-DE-18", "BT-20", Place::PaymentTerms);
        return report.error(
            about,
            "Skonto muss die Form #SKONTO#TAGE=14#PROZENT=2.00# haben und mit einem Zeilenumbruch enden",
            "Cash discount must read #SKONTO#TAGE=14#PROZENT=2.00# and end with a newline",
        );
    };
    for offer in offers {
        sense(invoice, &offer, report);
    }
}

/// §14(4) no. 7 UStG wants what was agreed; 0 or 100 % and more than is due was not.
fn sense(invoice: &EInvoice, offer: &Skonto, report: &mut Report) {
    let about = About("RW-SKONTO", "BT-20", Place::PaymentTerms);
    if offer.percent.is_zero() || offer.percent >= Decimal::ONE_HUNDRED {
        report.error(about, "Skonto muss zwischen 0 und 100 Prozent liegen", "Cash discount must lie between 0 and 100 percent");
    }
    let payable = invoice.totals.payable.abs();
    if offer.base.is_some_and(|base| base.abs() > payable) {
        report.error(about, "Skonto bezieht sich auf mehr, als zu zahlen ist", "Cash discount refers to more than is due");
    }
    let last_day = invoice.issue_date.checked_add_days(Days::new(offer.days));
    if invoice.due_date.is_some_and(|due| last_day.is_none_or(|last| last > due)) {
        report.warn(about, "Skonto gilt länger als das Zahlungsziel", "Cash discount lasts longer than the term of payment");
    }
}

/// BR-DE-18: a line that begins with `#` is a Skonto line and is ended by a newline.
fn parse(line: &str) -> Option<Skonto> {
    let line = line.strip_suffix('\n')?.trim().strip_prefix('#')?.strip_suffix('#')?;
    let mut parts = line.split('#');
    let (kind, days, percent, base) = (parts.next()?, parts.next()?, parts.next()?, parts.next());
    if kind != "SKONTO" || parts.next().is_some() {
        return None;
    }
    let days = days.strip_prefix("TAGE=").filter(|days| !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit()))?;
    let base = match base {
        Some(base) => Some(signed(base.strip_prefix("BASISBETRAG=")?)?),
        None => None,
    };
    Some(Skonto { days: days.parse().unwrap_or(u64::MAX), percent: two_decimals(percent.strip_prefix("PROZENT=")?)?, base })
}

fn signed(number: &str) -> Option<Decimal> {
    number.strip_prefix('-').map_or_else(|| two_decimals(number), |rest| two_decimals(rest).map(|base| -base))
}

/// Digits, a point and two digits; what is beyond all numbers is as large as can be.
fn two_decimals(number: &str) -> Option<Decimal> {
    let (whole, decimals) = number.split_once('.')?;
    let is_number = !whole.is_empty() && decimals.len() == 2 && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().unwrap_or(Decimal::MAX))
}
