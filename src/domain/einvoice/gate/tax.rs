//! The VAT breakdown BG-23: one table of rule ids per category, one set of checks for all.

mod groups;
mod law;
mod rules;

use rust_decimal::Decimal;

use super::super::model::{EInvoice, TaxCategory, TaxRate};
use super::place::Place;
use super::report::{About, Report};
use rules::of;

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    if invoice.tax_groups.is_empty() {
        report.error(About("BR-CO-18", "BG-23", Place::Totals), "Steueraufschlüsselung fehlt", "The VAT breakdown is missing");
    }
    let used = Usage::of(invoice);
    for category in TaxCategory::ALL {
        group_count(invoice, &used, category, report);
        if used.anywhere(category) {
            party_ids(invoice, &used, category, report);
        }
    }
    rates(invoice, report);
    groups::check(invoice, report);
    outside_scope_alone(invoice, &used, report);
    intra_community(invoice, report);
    law::check(invoice, report);
}

/// The ids of the ten rules of a category.
#[cfg(test)]
pub(super) fn rules_of(category: TaxCategory) -> [&'static str; 10] {
    of(category).ids
}

/// Which categories stand on lines, allowances and charges.
#[derive(Default)]
struct Usage {
    lines: Vec<TaxCategory>,
    allowances: Vec<TaxCategory>,
    charges: Vec<TaxCategory>,
}

impl Usage {
    fn of(invoice: &EInvoice) -> Self {
        let mut usage = Self::default();
        for line in &invoice.lines {
            note(&mut usage.lines, line.tax.category);
        }
        for entry in &invoice.allowances_charges {
            if let Some(tax) = &entry.tax {
                note(if entry.is_charge { &mut usage.charges } else { &mut usage.allowances }, tax.category);
            }
        }
        usage
    }

    fn anywhere(&self, category: TaxCategory) -> bool {
        [&self.lines, &self.allowances, &self.charges].iter().any(|used| used.contains(&category))
    }
}

fn note(seen: &mut Vec<TaxCategory>, category: TaxCategory) {
    if !seen.contains(&category) {
        seen.push(category);
    }
}

/// Rule 01: a category that is used has its group; categories without a rate of their own have exactly one.
fn group_count(invoice: &EInvoice, used: &Usage, category: TaxCategory, report: &mut Report) {
    let count = invoice.tax_groups.iter().filter(|group| group.rate.category == category).count();
    let rules = of(category);
    let fits = match (used.anywhere(category), rules.several_rates) {
        (true, true) => count >= 1,
        (true, false) => count == 1,
        (false, _) => count == 0,
    };
    if !fits {
        let about = About(rules.ids[0], "BG-23", Place::Totals);
        let code = category.code();
        report.error(
            about,
            format!("Steueraufschlüsselung passt nicht zu Kategorie {code}"),
            format!("The VAT breakdown does not fit category {code}"),
        );
    }
    if matches!(category, TaxCategory::L | TaxCategory::M) && used.anywhere(category) {
        let about = About("RW-CANARY", "BT-151", Place::Lines);
        report.error(
            about,
            "IGIC und IPSI (Kanaren, Ceuta, Melilla) werden nicht unterstützt",
            "IGIC and IPSI (Canary Islands, Ceuta, Melilla) are not supported",
        );
    }
}

/// Rules 02, 03, 04: which tax ids seller and buyer need, or with O must not have.
fn party_ids(invoice: &EInvoice, used: &Usage, category: TaxCategory, report: &mut Report) {
    let rules = of(category);
    let places = [(&used.lines, rules.ids[1]), (&used.allowances, rules.ids[2]), (&used.charges, rules.ids[3])];
    for (_, rule) in places.into_iter().filter(|(used, _)| used.contains(&category)) {
        if category == TaxCategory::O {
            no_vat_ids(invoice, rule, report);
            continue;
        }
        let representative = invoice.tax_representative.as_ref().is_some_and(|representative| representative.vat_id.is_some());
        let has_vat_id = invoice.seller.vat_id.is_some() || representative;
        if !has_vat_id && (rules.needs_vat_id || invoice.seller.tax_number.is_none()) {
            let about = About(rule, "BT-31", Place::SellerTaxNumber);
            let (de, en) = if rules.needs_vat_id { ("USt-IdNr.", "VAT ID") } else { ("Steuernummer oder USt-IdNr.", "Tax number or VAT ID") };
            report.error(about, format!("{de} des Verkäufers fehlt für {}", rules.de), format!("{en} of the seller is missing for {}", rules.en));
        }
        let buyer_known = invoice.buyer.vat_id.is_some() || (category == TaxCategory::AE && invoice.buyer.legal_registration.is_some());
        if rules.needs_buyer && !buyer_known {
            let about = About(rule, "BT-48", Place::BuyerVatId);
            report.error(about, format!("USt-IdNr. des Käufers fehlt für {}", rules.de), format!("VAT ID of the buyer is missing for {}", rules.en));
        }
    }
}

fn no_vat_ids(invoice: &EInvoice, rule: &'static str, report: &mut Report) {
    let ids = [
        (invoice.seller.vat_id.is_some(), "BT-31", Place::SellerTaxNumber),
        (invoice.tax_representative.as_ref().is_some_and(|representative| representative.vat_id.is_some()), "BT-63", Place::TaxRepresentative),
        (invoice.buyer.vat_id.is_some(), "BT-48", Place::BuyerVatId),
    ];
    for (_, term, place) in ids.into_iter().filter(|(stated, ..)| *stated) {
        report.error(
            About(rule, term, place),
            "Nicht steuerbare Rechnung darf keine USt-IdNr. nennen",
            "An invoice outside the scope of VAT must not state a VAT ID",
        );
    }
}

/// Rules 05, 06, 07: the rate on lines, allowances and charges.
fn rates(invoice: &EInvoice, report: &mut Report) {
    for (index, line) in invoice.lines.iter().enumerate() {
        rate(&line.tax, 4, ["BT-151", "BT-152"], Place::LineTax(index), report);
    }
    for (index, entry) in invoice.allowances_charges.iter().enumerate() {
        let Some(tax) = &entry.tax else { continue };
        let (rule, terms) = if entry.is_charge { (6, ["BT-102", "BT-103"]) } else { (5, ["BT-95", "BT-96"]) };
        rate(tax, rule, terms, Place::DocumentAllowance(index), report);
    }
}

fn rate(tax: &TaxRate, rule: usize, [category_term, rate_term]: [&'static str; 2], place: Place, report: &mut Report) {
    let rules = of(tax.category);
    let about = About(rules.ids[rule], rate_term, place);
    match (tax.category, tax.rate) {
        (TaxCategory::O, None) => {}
        (TaxCategory::O, Some(_)) => {
            report.error(about, "Nicht steuerbare Leistung darf keinen Steuersatz haben", "What is outside the scope of VAT must not have a rate")
        }
        (TaxCategory::S, Some(rate)) if rate > Decimal::ZERO => {}
        (TaxCategory::L | TaxCategory::M, Some(rate)) if rate >= Decimal::ZERO => {}
        (TaxCategory::S | TaxCategory::L | TaxCategory::M, _) => {
            report.error(about, "Steuersatz muss größer als null sein", "VAT rate must be greater than zero")
        }
        (_, Some(rate)) if rate.is_zero() => {}
        _ => report.error(
            About(rules.ids[rule], category_term, place),
            format!("Steuersatz muss bei {} null sein", rules.de),
            format!("VAT rate must be zero for {}", rules.en),
        ),
    }
}

/// BR-O-11 … BR-O-14: beside O there is nothing else.
fn outside_scope_alone(invoice: &EInvoice, used: &Usage, report: &mut Report) {
    if !invoice.tax_groups.iter().any(|group| group.rate.category == TaxCategory::O) {
        return;
    }
    let other = |categories: &[TaxCategory]| categories.iter().any(|category| *category != TaxCategory::O);
    let groups: Vec<TaxCategory> = invoice.tax_groups.iter().map(|group| group.rate.category).collect();
    let places = [
        ("BR-O-11", "BG-23", &groups),
        ("BR-O-12", "BT-151", &used.lines),
        ("BR-O-13", "BT-95", &used.allowances),
        ("BR-O-14", "BT-102", &used.charges),
    ];
    for (rule, term, _) in places.into_iter().filter(|(.., categories)| other(categories)) {
        let about = About(rule, term, Place::Lines);
        report.error(
            about,
            "Nicht steuerbare Leistungen brauchen eine eigene Rechnung",
            "What is outside the scope of VAT needs an invoice of its own",
        );
    }
}

/// BR-IC-11 and BR-IC-12: an intra-community supply says when and to which country.
fn intra_community(invoice: &EInvoice, report: &mut Report) {
    if !invoice.tax_groups.iter().any(|group| group.rate.category == TaxCategory::K) {
        return;
    }
    let delivery = invoice.delivery.as_ref();
    let has_period = invoice.period.is_some_and(|period| period.start.is_some() || period.end.is_some());
    if !has_period && delivery.and_then(|delivery| delivery.date).is_none() {
        let about = About("BR-IC-11", "BT-72", Place::ServicePeriod);
        report.missing(
            about,
            "Lieferdatum oder Zeitraum der innergemeinschaftlichen Lieferung",
            "Delivery date or period of the intra-community supply",
        );
    }
    if delivery.and_then(|delivery| delivery.address.as_ref()).is_none_or(|address| address.country.trim().is_empty()) {
        let about = About("BR-IC-12", "BT-80", Place::DeliveryAddress);
        report.missing(about, "Land der innergemeinschaftlichen Lieferung", "Country of the intra-community supply");
    }
}
