//! The lines: BG-25 … BG-32, and §14(4) no. 5 UStG.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::super::arithmetic::line_net;
use super::super::model::{EInvoice, Item, Line};
use super::codes::{documents, parties, reasons, units};
use super::document::period;
use super::place::Place;
use super::report::{About, Report, figures, is_blank};

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    if invoice.lines.is_empty() {
        report.error(About("BR-16", "BG-25", Place::Lines), "Rechnung hat keine Position", "The invoice has no line");
    }
    let mut ids = HashSet::with_capacity(invoice.lines.len());
    for (index, line) in invoice.lines.iter().enumerate() {
        report.require(Some(&line.id), About("BR-21", "BT-126", Place::LineItem(index)), "Positionsnummer", "Line identifier");
        if !ids.insert(line.id.as_str()) {
            report.warn(
                About("RW-LINE-ID", "BT-126", Place::LineItem(index)),
                "Positionsnummer kommt mehrfach vor",
                "Line identifier occurs more than once",
            );
        }
        quantity(index, line, report);
        price(index, line, report);
        net(index, line, report);
        line_period(invoice, index, line, report);
        item(index, &line.item, report);
        if let Some(object) = &line.object
            && let Some(scheme) = &object.scheme
        {
            let about = About("BR-CL-07", "BT-128", Place::LineItem(index));
            report.code(scheme, reasons::OBJECT_SCHEMES, about, "Schema der Objektkennung", "Scheme of the object identifier");
        }
    }
}

fn quantity(index: usize, line: &Line, report: &mut Report) {
    if line.unit.trim().is_empty() {
        report.missing(About("BR-23", "BT-130", Place::LineUnit(index)), "Einheit", "Unit");
    } else {
        report.code(&line.unit, units::UNITS, About("BR-CL-23", "BT-130", Place::LineUnit(index)), "Einheit", "Unit");
    }
    if line.quantity.is_zero() {
        let about = About("UStG-14-4-5", "BT-129", Place::LineQuantity(index));
        report.warn(about, "Menge ist null", "Quantity is zero");
    }
}

fn price(index: usize, line: &Line, report: &mut Report) {
    let price = &line.price;
    let place = Place::LinePrice(index);
    if is_negative(price.net) {
        report.error(
            About("BR-27", "BT-146", place),
            "Preis ist negativ: bitte die Menge negativ angeben",
            "Price is negative: please make the quantity negative",
        );
    }
    if price.gross.is_some_and(is_negative) {
        report.error(About("BR-28", "BT-148", place), "Bruttopreis ist negativ", "Gross price is negative");
    }
    if let (Some(gross), discount) = (price.gross, price.discount.unwrap_or_default())
        && gross.checked_sub(discount) != Some(price.net)
    {
        let about = About("PEPPOL-EN16931-R046", "BT-146", place);
        report.error(about, "Preis ist nicht Listenpreis weniger Nachlass", "Price is not gross price less discount");
    }
    if price.base_quantity.is_some_and(|base| base <= Decimal::ZERO) {
        let about = About("PEPPOL-EN16931-R121", "BT-149", place);
        report.error(about, "Preisbasismenge muss größer als null sein", "Base quantity must be greater than zero");
    }
    if let Some(unit) = &price.base_unit
        && *unit != line.unit
    {
        let about = About("PEPPOL-EN16931-R130", "BT-150", place);
        report.error(about, "Einheit der Preisbasis muss die der Menge sein", "Unit of the base quantity must be that of the quantity");
        report.code(unit, units::UNITS, About("BR-CL-23", "BT-150", place), "Einheit der Preisbasis", "Unit of the base quantity");
    }
}

pub(super) fn is_negative(amount: Decimal) -> bool {
    amount.is_sign_negative() && !amount.is_zero()
}

/// Exact to the cent; the Peppol rule forgives two cents.
fn net(index: usize, line: &Line, report: &mut Report) {
    let place = Place::LineQuantity(index);
    if line.net.scale() > 2 {
        report.error(About("BR-DEC-23", "BT-131", place), "Nettobetrag hat mehr als zwei Nachkommastellen", "Net amount has more than two decimals");
    }
    if line.price.base_quantity.is_some_and(|base| base <= Decimal::ZERO) {
        return;
    }
    let Some(expected) = line_net(line) else {
        return report.error(About("RW-LINE-NET", "BT-131", place), "Betrag ist zu groß", "Amount is too large");
    };
    let difference = (line.net - expected).abs();
    if difference.is_zero() {
        return;
    }
    let ((stated_de, stated_en), (expected_de, expected_en)) = (figures(line.net), figures(expected));
    if difference > report.slack() {
        let about = About("PEPPOL-EN16931-R120", "BT-131", place);
        report.error(about, format!("Nettobetrag müsste {expected_de} sein"), format!("Net amount should be {expected_en}"));
    }
    report.error(
        About("RW-LINE-NET", "BT-131", place),
        format!("Nettobetrag {stated_de} ist nicht Menge mal Preis ({expected_de})"),
        format!("Net amount {stated_en} is not quantity times price ({expected_en})"),
    );
}

fn line_period(invoice: &EInvoice, index: usize, line: &Line, report: &mut Report) {
    let place = Place::LinePeriod(index);
    period(line.period, ["BR-CO-20", "BR-30"], ["BG-26", "BT-135"], place, report);
    let (Some(own), Some(whole)) = (line.period, invoice.period) else { return };
    if own.start.zip(whole.start).is_some_and(|(own, whole)| own < whole) {
        let about = About("PEPPOL-EN16931-R110", "BT-134", place);
        report.error(about, "Zeitraum beginnt vor dem der Rechnung", "The period starts before that of the invoice");
    }
    if own.end.zip(whole.end).is_some_and(|(own, whole)| own > whole) {
        let about = About("PEPPOL-EN16931-R111", "BT-135", place);
        report.error(about, "Zeitraum endet nach dem der Rechnung", "The period ends after that of the invoice");
    }
}

fn item(index: usize, item: &Item, report: &mut Report) {
    let place = Place::LineItem(index);
    report.require(Some(&item.name), About("BR-25", "BT-153", Place::LineName(index)), "Bezeichnung", "Item name");
    if item.attributes.iter().any(|(name, value)| is_blank(Some(name)) || is_blank(Some(value))) {
        report.error(About("BR-54", "BG-32", place), "Eigenschaft braucht Namen und Wert", "An attribute needs a name and a value");
    }
    if let Some(id) = &item.standard_id {
        match &id.scheme {
            None => report.missing(About("BR-64", "BT-157", place), "Schema der Artikelkennung", "Scheme of the item identifier"),
            Some(scheme) => report.code(
                scheme,
                parties::IDENTIFIER_SCHEMES,
                About("BR-CL-21", "BT-157", place),
                "Schema der Artikelkennung",
                "Scheme of the item identifier",
            ),
        }
    }
    for classification in &item.classifications {
        if classification.scheme.trim().is_empty() {
            report.missing(About("BR-65", "BT-158", place), "Schema der Klassifizierung", "Scheme of the classification");
        } else {
            let about = About("BR-CL-13", "BT-158", place);
            report.code(&classification.scheme, reasons::CLASSIFICATIONS, about, "Schema der Klassifizierung", "Scheme of the classification");
        }
    }
    if let Some(country) = &item.origin_country {
        report.code(country, documents::COUNTRIES, About("BR-CL-15", "BT-159", place), "Ursprungsland", "Country of origin");
    }
}
