//! Seller, buyer, payee and tax representative: BG-4, BG-7, BG-10, BG-11.

use super::super::model::{Address, Contact, EInvoice, Identifier, Party, TaxCategory};
use super::codes::{Codes, documents, parties};
use super::delivery::is_small_amount;
use super::place::Place;
use super::report::{About, Report, is_blank};
use crate::domain::check_digits::is_german_vat_id;

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    seller(invoice, report);
    seller_contact(invoice.seller.contact.as_ref(), report);
    buyer(invoice, report);
    payee(invoice, report);
    tax_representative(invoice, report);
}

fn seller(invoice: &EInvoice, report: &mut Report) {
    let seller = &invoice.seller;
    report.require(Some(&seller.name), About("BR-06", "BT-27", Place::SellerCompany), "Name des Verkäufers", "Seller name");
    address(&seller.address, ["BR-09", "BR-DE-3", "BR-DE-4"], ["BT-40", "BT-37", "BT-38"], Place::SellerAddress, ["Verkäufers", "Seller"], report);
    if has_no_street(&seller.address) {
        let about = About("UStG-14-4-1", "BT-35", Place::SellerAddress);
        let (de, en) = ("Straße oder Postfach des Verkäufers fehlt", "Seller street or post office box is missing");
        if is_small_amount(invoice) { report.warn(about, de, en) } else { report.error(about, de, en) }
    }
    electronic_address(seller, ["PEPPOL-EN16931-R020", "BR-62"], "BT-34", Place::SellerEmail, ["Verkäufers", "Seller"], report);
    schemes(seller, ["BT-29", "BT-30"], Place::SellerIdentifier, report);
    vat_id(seller.vat_id.as_deref(), "BT-31", Place::SellerTaxNumber, report);

    if seller.identifiers.is_empty() && seller.legal_registration.is_none() && seller.vat_id.is_none() {
        let about = About("BR-CO-26", "BT-29", Place::SellerIdentifier);
        report.error(about, "Kennung, Registernummer oder USt-IdNr. des Verkäufers fehlt", "Seller identifier, registration or VAT ID is missing");
    }
    tax_id(invoice, report);
}

/// §14(4) no. 2 UStG, and BR-DE-16 for everything but category O, where the number stands as identifier (BT-29).
fn tax_id(invoice: &EInvoice, report: &mut Report) {
    let seller = &invoice.seller;
    if !is_blank(seller.vat_id.as_deref()) || !is_blank(seller.tax_number.as_deref()) || invoice.tax_representative.is_some() {
        return;
    }
    let on_document = invoice.allowances_charges.iter().filter_map(|entry| entry.tax.as_ref());
    let mut rates = invoice.lines.iter().map(|line| &line.tax).chain(on_document);
    let is_taxable = rates.any(|rate| rate.category != TaxCategory::O);
    let is_identified = !seller.identifiers.is_empty() || seller.legal_registration.is_some();
    if !is_taxable && is_identified {
        return;
    }
    let about = About(if is_taxable { "BR-DE-16" } else { "UStG-14-4-2" }, "BT-31", Place::SellerTaxNumber);
    report.error(about, "Steuernummer oder USt-IdNr. des Verkäufers fehlt", "Seller tax number or VAT ID is missing");
}

/// A street, a post office box, or the name of a village without streets.
fn has_no_street(address: &Address) -> bool {
    [&address.line1, &address.line2, &address.line3].into_iter().all(|line| is_blank(line.as_deref()))
}

fn seller_contact(contact: Option<&Contact>, report: &mut Report) {
    let Some(contact) = contact else {
        return report.missing(About("BR-DE-2", "BG-6", Place::SellerContact), "Ansprechpartner des Verkäufers", "Seller contact");
    };
    let place = Place::SellerContact;
    report.require(contact.name.as_deref(), About("BR-DE-5", "BT-41", place), "Name des Ansprechpartners", "Name of the seller contact");
    report.require(contact.phone.as_deref(), About("BR-DE-6", "BT-42", place), "Telefonnummer des Ansprechpartners", "Phone of the seller contact");
    report.require(contact.email.as_deref(), About("BR-DE-7", "BT-43", place), "E-Mail-Adresse des Ansprechpartners", "E-mail of the seller contact");
    let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).count();
    if contact.phone.as_deref().is_some_and(|phone| !phone.trim().is_empty() && digits(phone) < 3) {
        let about = About("BR-DE-27", "BT-42", place);
        report.warn(about, "Telefonnummer hat weniger als drei Ziffern", "Phone number has fewer than three digits");
    }
    if contact.email.as_deref().is_some_and(|email| !email.trim().is_empty() && !is_email(email)) {
        let about = About("BR-DE-28", "BT-43", place);
        report.warn(about, "E-Mail-Adresse des Ansprechpartners ist ungültig", "E-mail of the seller contact is invalid");
    }
}

/// BR-DE-28: `^[^@\s]+@([^@.\s]+\.)+[^@.\s]+$`.
fn is_email(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else { return false };
    let fits = |part: &str| !part.is_empty() && !part.contains(|c: char| c == '@' || c.is_whitespace());
    fits(local) && host.contains('.') && host.split('.').all(fits)
}

fn buyer(invoice: &EInvoice, report: &mut Report) {
    let buyer = &invoice.buyer;
    report.require(Some(&buyer.name), About("BR-07", "BT-44", Place::BuyerName), "Name des Käufers", "Buyer name");
    address(&buyer.address, ["BR-11", "BR-DE-8", "BR-DE-9"], ["BT-55", "BT-52", "BT-53"], Place::BuyerAddress, ["Käufers", "Buyer"], report);
    if has_no_street(&buyer.address) && !is_small_amount(invoice) {
        let about = About("UStG-14-4-1", "BT-50", Place::BuyerAddress);
        report.warn(about, "Straße oder Postfach des Käufers fehlt", "Buyer street or post office box is missing");
    }
    electronic_address(buyer, ["PEPPOL-EN16931-R010", "BR-63"], "BT-49", Place::BuyerEmail, ["Käufers", "Buyer"], report);
    schemes(buyer, ["BT-46", "BT-47"], Place::BuyerIdentifier, report);
    vat_id(buyer.vat_id.as_deref(), "BT-48", Place::BuyerVatId, report);
}

fn payee(invoice: &EInvoice, report: &mut Report) {
    let Some(payee) = &invoice.payee else { return };
    report.require(Some(&payee.name), About("BR-17", "BT-59", Place::Payee), "Name des Zahlungsempfängers", "Payee name");
    let is_seller = |id: &Identifier| invoice.seller.identifiers.iter().any(|seller| seller.value == id.value);
    if invoice.seller.trading_name.as_deref() == Some(payee.name.as_str()) || payee.identifier.as_ref().is_some_and(is_seller) {
        let about = About("BR-17", "BT-59", Place::Payee);
        report.error(about, "Zahlungsempfänger ist der Verkäufer selbst: bitte weglassen", "The payee is the seller: please leave it out");
    }
    for id in payee.identifier.iter() {
        scheme(id, parties::IDENTIFIER_SCHEMES, About("BR-CL-10", "BT-60", Place::Payee), report);
    }
    for id in payee.legal_registration.iter() {
        scheme(id, parties::IDENTIFIER_SCHEMES, About("BR-CL-11", "BT-61", Place::Payee), report);
    }
}

fn tax_representative(invoice: &EInvoice, report: &mut Report) {
    let Some(representative) = &invoice.tax_representative else { return };
    let place = Place::TaxRepresentative;
    report.require(Some(&representative.name), About("BR-18", "BT-62", place), "Name des Steuervertreters", "Name of the tax representative");
    report.require(
        representative.vat_id.as_deref(),
        About("BR-56", "BT-63", place),
        "USt-IdNr. des Steuervertreters",
        "VAT ID of the tax representative",
    );
    vat_id(representative.vat_id.as_deref(), "BT-63", place, report);
    country(&representative.address.country, "BR-20", "BT-69", place, ["Steuervertreters", "Tax representative"], report);
}

/// Country, city and postcode, which XRechnung demands of seller and buyer.
fn address(address: &Address, rules: [&'static str; 3], terms: [&'static str; 3], place: Place, whose: [&str; 2], report: &mut Report) {
    country(&address.country, rules[0], terms[0], place, whose, report);
    let [de, en] = whose;
    report.require(address.city.as_deref(), About(rules[1], terms[1], place), &format!("Ort des {de}"), &format!("{en} city"));
    report.require(address.postcode.as_deref(), About(rules[2], terms[2], place), &format!("Postleitzahl des {de}"), &format!("{en} postcode"));
}

pub(super) fn country(code: &str, rule: &'static str, term: &'static str, place: Place, whose: [&str; 2], report: &mut Report) {
    let [de, en] = whose;
    if code.trim().is_empty() {
        report.missing(About(rule, term, place), &format!("Land des {de}"), &format!("{en} country"));
    } else {
        report.code(code, documents::COUNTRIES, About("BR-CL-14", term, place), &format!("Land des {de}"), &format!("{en} country"));
    }
}

fn electronic_address(party: &Party, rules: [&'static str; 2], term: &'static str, place: Place, whose: [&str; 2], report: &mut Report) {
    let [de, en] = whose;
    let Some(address) = party.electronic_address.as_ref().filter(|address| !address.value.trim().is_empty()) else {
        return report.missing(
            About(rules[0], term, place),
            &format!("Elektronische Adresse (E-Mail) des {de}"),
            &format!("{en} electronic address (e-mail)"),
        );
    };
    match address.scheme.as_deref() {
        None => report.missing(
            About(rules[1], term, place),
            &format!("Schema der elektronischen Adresse des {de}"),
            &format!("Scheme of the {en} electronic address"),
        ),
        Some(scheme) => report.code(
            scheme,
            parties::ADDRESS_SCHEMES,
            About("BR-CL-25", term, place),
            "Schema der elektronischen Adresse",
            "Scheme of the electronic address",
        ),
    }
    if address.scheme.as_deref() == Some("EM") && !is_email(&address.value) {
        report.error(About("RW-EMAIL", term, place), format!("E-Mail-Adresse des {de} ist ungültig"), format!("{en} e-mail address is invalid"));
    }
}

fn schemes(party: &Party, terms: [&'static str; 2], place: Place, report: &mut Report) {
    for id in &party.identifiers {
        if id.scheme.as_deref() != Some("SEPA") {
            scheme(id, parties::IDENTIFIER_SCHEMES, About("BR-CL-10", terms[0], place), report);
        }
    }
    for id in party.legal_registration.iter() {
        scheme(id, parties::IDENTIFIER_SCHEMES, About("BR-CL-11", terms[1], place), report);
    }
}

pub(super) fn scheme(id: &Identifier, list: Codes, about: About, report: &mut Report) {
    if let Some(scheme) = &id.scheme {
        report.code(scheme, list, about, "Schema der Kennung", "Scheme of the identifier");
    }
}

/// BR-CO-09: a country prefix, `EL` for Greece and `XI` for Northern Ireland; German ones also by their check digit.
fn vat_id(vat_id: Option<&str>, term: &'static str, place: Place, report: &mut Report) {
    let Some(vat_id) = vat_id else { return };
    let prefix = vat_id.get(..2).unwrap_or_default();
    if prefix != "EL" && !documents::COUNTRIES.contains(prefix) {
        let about = About("BR-CO-09", term, place);
        report.error(
            about,
            "USt-IdNr. muss mit dem Länderkürzel beginnen, zum Beispiel DE",
            "VAT ID must start with the country prefix, for example DE",
        );
    } else if prefix == "DE" && !is_german_vat_id(vat_id) {
        let about = About("RW-VAT-ID", term, place);
        report.warn(
            about,
            "USt-IdNr. ist vermutlich falsch: ihre Prüfziffer stimmt nicht",
            "VAT ID is probably wrong: its check digit does not match",
        );
    }
}
