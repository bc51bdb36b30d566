//! When and where it was delivered: BG-13, BG-15, and the service date that §14 UStG demands.

use rust_decimal::Decimal;

use super::super::model::EInvoice;
use super::codes::parties;
use super::parties::{country, scheme};
use super::place::Place;
use super::report::{About, Report};

/// §33 UStDV: up to this gross amount fewer fields are needed.
const SMALL_AMOUNT: Decimal = Decimal::from_parts(250, 0, 0, false, 0);

/// UNTDID 1001 code of a prepayment invoice: nothing has been delivered yet.
const PREPAYMENT: u16 = 386;

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    service_date(invoice, report);
    let Some(delivery) = &invoice.delivery else { return };
    if let Some(location) = &delivery.location {
        scheme(location, parties::IDENTIFIER_SCHEMES, About("BR-CL-26", "BT-71", Place::DeliveryAddress), report);
    }
    if let Some(address) = &delivery.address {
        let place = Place::DeliveryAddress;
        country(&address.country, "BR-57", "BT-80", place, ["Lieferorts", "Delivery"], report);
        report.require(address.city.as_deref(), About("BR-DE-10", "BT-77", place), "Ort der Lieferung", "Delivery city");
        report.require(address.postcode.as_deref(), About("BR-DE-11", "BT-78", place), "Postleitzahl der Lieferung", "Delivery postcode");
    }
}

/// §14(4) no. 6 UStG; the rules of XRechnung only hint at it.
fn service_date(invoice: &EInvoice, report: &mut Report) {
    let on_document = invoice.period.is_some() || invoice.delivery.as_ref().is_some_and(|delivery| delivery.date.is_some());
    let on_every_line = !invoice.lines.is_empty() && invoice.lines.iter().all(|line| line.period.is_some());
    if on_document || on_every_line || invoice.type_code.0 == PREPAYMENT {
        return;
    }
    let (de, en) = ("Leistungsdatum oder Leistungszeitraum fehlt", "Service date or period is missing");
    let about = About("UStG-14-4-6", "BT-72", Place::ServicePeriod);
    if is_small_amount(invoice) {
        report.warn(about, de, en)
    } else {
        report.error(about, de, en)
    }
    report.warn(About("BR-DE-TMP-32", "BT-72", Place::ServicePeriod), de, en);
}

/// §33 UStDV: such an invoice needs neither the buyer nor the time of supply, and no tax number.
pub(super) fn is_small_amount(invoice: &EInvoice) -> bool {
    invoice.totals.gross <= SMALL_AMOUNT
}
