//! The head of the document: BG-0, BG-1, BG-2, BG-3, BG-14, BG-24.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::super::model::{Attachment, EInvoice, Period, TypeCode};
use super::super::specification::{XRECHNUNG, XRECHNUNG_CVD, XRECHNUNG_EXTENSION};
use super::codes::{documents, reasons};
use super::place::Place;
use super::report::{About, Report, is_blank};
use crate::domain::check_digits::{LeitwegId, leitweg_id};

/// UNTDID 1001 codes that BR-DE-17 allows in Germany.
const GERMAN_TYPES: [u16; 8] = [326, 380, 381, 384, 389, 875, 876, 877];

/// The MIME types of BR-CL-24; XRechnung adds XML only in its extension (BR-DEX-01).
const ATTACHMENT_TYPES: [&str; 6] = [
    "application/pdf",
    "image/png",
    "image/jpeg",
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
];

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    identity(invoice, report);
    currencies(invoice, report);
    buyer_reference(invoice, report);
    dates(invoice, report);
    references(invoice, report);
    notes(invoice, report);
    attachments(invoice, report);
}

fn identity(invoice: &EInvoice, report: &mut Report) {
    report.require(Some(&invoice.number), About("BR-02", "BT-1", Place::Number), "Rechnungsnummer", "Invoice number");
    if invoice.issue_date == NaiveDate::default() {
        report.missing(About("BR-03", "BT-2", Place::IssueDate), "Rechnungsdatum", "Issue date");
    }
    let TypeCode(code) = invoice.type_code;
    let text = code.to_string();
    let about = About("BR-CL-01", "BT-3", Place::DocumentType);
    if !documents::INVOICE_TYPES.contains(&text) && !documents::CREDIT_NOTE_TYPES.contains(&text) {
        report.error(about, format!("Rechnungsart {code} steht nicht in der Codeliste"), format!("Invoice type {code} is not in the code list"));
    } else if !GERMAN_TYPES.contains(&code) {
        let about = About("BR-DE-17", "BT-3", Place::DocumentType);
        report.warn(about, format!("Rechnungsart {code} ist in Deutschland nicht üblich"), format!("Invoice type {code} is unusual in Germany"));
    }
    specification(invoice.specification.as_deref(), report);
    let process = invoice.process.as_deref().or(Some("set by the writers"));
    report.require(process, About("PEPPOL-EN16931-R001", "BT-23", Place::DocumentType), "Geschäftsprozess", "Business process");
}

/// A draft has none: the writers set their own.
fn specification(specification: Option<&str>, report: &mut Report) {
    let Some(id) = specification else { return };
    let about = About("BR-01", "BT-24", Place::DocumentType);
    report.require(Some(id), about, "Spezifikationskennung", "Specification identifier");
    if id.contains("xrechnung") && ![XRECHNUNG, XRECHNUNG_EXTENSION, XRECHNUNG_CVD].contains(&id) {
        let about = About("BR-DE-21", "BT-24", Place::DocumentType);
        report.warn(about, "Spezifikationskennung ist nicht die der XRechnung 3.0", "Specification identifier is not that of XRechnung 3.0");
    }
}

fn currencies(invoice: &EInvoice, report: &mut Report) {
    let about = About("BR-CL-04", "BT-5", Place::Currency);
    report.code(invoice.currency.code(), documents::CURRENCIES, about, "Währung", "Currency");
    let Some(tax_currency) = invoice.tax_currency else { return };
    let about = About("BR-CL-05", "BT-6", Place::Currency);
    report.code(tax_currency.code(), documents::CURRENCIES, about, "Währung der Umsatzsteuer", "VAT currency");
    if tax_currency == invoice.currency {
        let about = About("PEPPOL-EN16931-R005", "BT-6", Place::Currency);
        report.error(
            about,
            "Die Währung der Umsatzsteuer muss eine andere als die der Rechnung sein",
            "The VAT currency must differ from the invoice currency",
        );
    }
    match invoice.totals.tax_in_tax_currency {
        None => report.missing(
            About("BR-53", "BT-111", Place::Currency),
            "Umsatzsteuerbetrag in der Währung der Umsatzsteuer",
            "VAT amount in VAT currency",
        ),
        Some(tax) if tax.is_sign_negative() != invoice.totals.tax.is_sign_negative() && !tax.is_zero() && !invoice.totals.tax.is_zero() => {
            let about = About("PEPPOL-EN16931-R055", "BT-111", Place::Currency);
            report.error(about, "Beide Umsatzsteuerbeträge müssen das gleiche Vorzeichen haben", "Both VAT amounts must have the same sign");
        }
        Some(_) => {}
    }
}

fn buyer_reference(invoice: &EInvoice, report: &mut Report) {
    let reference = invoice.buyer_reference.as_deref();
    let about = About("BR-DE-15", "BT-10", Place::BuyerReference);
    report.require(reference, about, "Käuferreferenz oder Leitweg-ID", "Buyer reference or Leitweg-ID");
    let address = invoice.buyer.electronic_address.as_ref();
    let is_public = address.is_some_and(|address| address.scheme.as_deref() == Some("0204"));
    let kind = reference.map_or(LeitwegId::NotOne, leitweg_id);
    let about = About("RW-LEITWEG", "BT-10", Place::BuyerReference);
    match kind {
        LeitwegId::WrongCheckDigits if is_public || reference.is_some_and(|reference| reference.matches('-').count() == 2) => {
            report.error(about, "Leitweg-ID hat falsche Prüfziffern", "Leitweg-ID has wrong check digits");
        }
        LeitwegId::WrongCheckDigits => {
            report.warn(
                about,
                "Käuferreferenz sieht aus wie eine Leitweg-ID mit falschen Prüfziffern",
                "Buyer reference looks like a Leitweg-ID with wrong check digits",
            );
        }
        LeitwegId::NotOne if is_public && reference.is_some() => {
            report.error(
                about,
                "Öffentliche Auftraggeber brauchen ihre Leitweg-ID als Käuferreferenz",
                "Public buyers need their Leitweg-ID as buyer reference",
            );
        }
        _ => {}
    }
    if let Some(address) = address.filter(|_| is_public) {
        let about = About("RW-LEITWEG", "BT-49", Place::BuyerEmail);
        if leitweg_id(&address.value) != LeitwegId::Valid {
            report.error(about, "Leitweg-ID der elektronischen Adresse ist ungültig", "Leitweg-ID of the electronic address is invalid");
        }
    }
}

fn dates(invoice: &EInvoice, report: &mut Report) {
    if invoice.tax_point_date.is_some() && invoice.tax_point_code.is_some() {
        let about = About("BR-CO-03", "BT-7", Place::TaxPoint);
        report.error(about, "Steuerzeitpunkt nur als Datum oder nur als Code angeben", "State the tax point either as a date or as a code");
    }
    if invoice.tax_point_code.as_deref().is_some_and(|code| !matches!(code, "3" | "35" | "432")) {
        report.error(About("BR-CL-06", "BT-8", Place::TaxPoint), "Code des Steuerzeitpunkts ist unbekannt", "Tax point code is unknown");
    }
    period(invoice.period, ["BR-CO-19", "BR-29"], ["BG-14", "BT-74"], Place::ServicePeriod, report);
    if invoice.due_date.is_some_and(|due| due < invoice.issue_date) {
        let about = About("RW-DUE-DATE", "BT-9", Place::DueDate);
        report.warn(about, "Fälligkeit liegt vor dem Rechnungsdatum", "Due date is before the issue date");
    }
}

/// BG-14 and BG-26 under the same two rules: not empty, and not ended before it starts.
pub(super) fn period(period: Option<Period>, rules: [&'static str; 2], terms: [&'static str; 2], place: Place, report: &mut Report) {
    match period {
        Some(Period { start: None, end: None }) => {
            report.error(About(rules[0], terms[0], place), "Zeitraum braucht Anfang oder Ende", "A period needs a start or an end");
        }
        Some(Period { start: Some(start), end: Some(end) }) if end < start => {
            report.error(About(rules[1], terms[1], place), "Zeitraum endet vor seinem Anfang", "The period ends before it starts");
        }
        _ => {}
    }
}

fn references(invoice: &EInvoice, report: &mut Report) {
    for preceding in &invoice.preceding {
        let about = About("BR-55", "BT-25", Place::Correction);
        report.require(Some(&preceding.number), about, "Nummer der vorausgegangenen Rechnung", "Number of the preceding invoice");
    }
    if invoice.preceding.is_empty() && invoice.type_code == TypeCode::CORRECTED {
        let about = About("BR-DE-26", "BG-3", Place::Correction);
        report.warn(about, "Rechnungskorrektur sollte die ursprüngliche Rechnung nennen", "A corrected invoice should name the original one");
    }
    if invoice.preceding.is_empty() && invoice.type_code == TypeCode::CREDIT_NOTE {
        let about = About("UStG-31-5", "BG-3", Place::Correction);
        report.warn(about, "Stornorechnung sollte die ursprüngliche Rechnung nennen", "A cancellation should name the original invoice");
    }
    if let Some(object) = &invoice.invoiced_object
        && let Some(scheme) = &object.scheme
    {
        let about = About("BR-CL-07", "BT-18", Place::References);
        report.code(scheme, reasons::OBJECT_SCHEMES, about, "Schema der Objektkennung", "Scheme of the invoiced object");
    }
}

fn notes(invoice: &EInvoice, report: &mut Report) {
    for note in &invoice.notes {
        if let Some(code) = &note.subject_code {
            let about = About("BR-CL-08", "BT-21", Place::Notes);
            report.code(code, reasons::NOTE_SUBJECTS, about, "Thema der Bemerkung", "Subject of the note");
        }
    }
    let says_gutschrift = invoice.notes.iter().any(|note| note.text.contains("Gutschrift"));
    if says_gutschrift && invoice.type_code == TypeCode::CREDIT_NOTE {
        let about = About("UStG-14-2", "BT-22", Place::Notes);
        report.warn(
            about,
            "„Gutschrift“ heißt im Gesetz die Abrechnung durch den Käufer; hier besser „Stornorechnung“",
            "By law “Gutschrift” means self-billing; better say “Stornorechnung”",
        );
    }
}

fn attachments(invoice: &EInvoice, report: &mut Report) {
    let mut names = HashSet::new();
    for (index, attachment) in invoice.attachments.iter().enumerate() {
        let place = Place::Attachment(index);
        report.require(Some(&attachment.reference), About("BR-52", "BT-122", place), "Kennung der Anlage", "Reference of the attachment");
        location(attachment, place, report);
        let Some(file) = &attachment.content else { continue };
        let is_xml = matches!(file.mime.as_str(), "application/xml" | "text/xml");
        let is_allowed = ATTACHMENT_TYPES.contains(&file.mime.as_str()) || is_xml && report.allows_more();
        if !is_allowed {
            let about = About(if report.is_extension() { "BR-DEX-01" } else { "BR-CL-24" }, "BT-125", place);
            report.error(
                about,
                "Anlagen dürfen nur PDF, PNG, JPEG, CSV, XLSX oder ODS sein",
                "Attachments may only be PDF, PNG, JPEG, CSV, XLSX or ODS",
            );
        }
        if is_blank(Some(&file.file_name)) {
            report.missing(About("RW-FILE-NAME", "BT-125", place), "Dateiname der Anlage", "File name of the attachment");
        } else if !names.insert(file.file_name.as_str()) {
            report.error(About("BR-DE-22", "BT-125", place), "Zwei Anlagen haben denselben Dateinamen", "Two attachments have the same file name");
        }
    }
}

/// BR-TMP-2: `^([a-zA-Z])([a-zA-Z0-9+.-])+:.*`, an address that begins with its scheme.
fn location(attachment: &Attachment, place: Place, report: &mut Report) {
    let Some(location) = &attachment.location else { return };
    let scheme = location.split_once(':').map(|(scheme, _)| scheme.as_bytes()).unwrap_or_default();
    let is_absolute = scheme.len() >= 2
        && scheme[0].is_ascii_alphabetic()
        && scheme.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'));
    if !is_absolute {
        let about = About("BR-TMP-2", "BT-124", place);
        report.error(
            about,
            "Adresse der externen Anlage muss vollständig sein, zum Beispiel mit https:// beginnen",
            "Address of the external attachment must be complete, for example begin with https://",
        );
    }
}
