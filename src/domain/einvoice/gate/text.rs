//! Every text of the document: can XML hold it, can our fonts print it, is it of sensible length.

use super::super::characters::first_unprintable;
use super::super::model::{Address, Contact, EInvoice, Identifier, Party};
use super::place::Place;
use super::report::{About, Report};

/// Characters of a number, name or reference; longer ones break receiving systems and pages.
const SHORT: usize = 255;

/// Characters of a note, a description or payment terms.
const LONG: usize = 5000;

/// Collects what is wrong with texts; a place is told once for each kind of fault.
struct Reader<'a> {
    report: &'a mut Report,
}

pub(super) fn check(invoice: &EInvoice, report: &mut Report) {
    let mut reader = Reader { report };
    document(invoice, &mut reader);
    party(&invoice.seller, [Place::SellerCompany, Place::SellerAddress, Place::SellerContact], ["BT-27", "BG-5", "BG-6"], &mut reader);
    party(&invoice.buyer, [Place::BuyerName, Place::BuyerAddress, Place::BuyerAddress], ["BT-44", "BG-8", "BG-9"], &mut reader);
    others(invoice, &mut reader);
    lines(invoice, &mut reader);
}

impl Reader<'_> {
    fn short(&mut self, text: &str, term: &'static str, place: Place) {
        self.any(text, SHORT, term, place);
    }

    fn optional(&mut self, text: Option<&String>, term: &'static str, place: Place) {
        if let Some(text) = text {
            self.any(text, SHORT, term, place);
        }
    }

    fn long(&mut self, text: Option<&String>, term: &'static str, place: Place) {
        if let Some(text) = text {
            self.any(text, LONG, term, place);
        }
    }

    fn identifier(&mut self, identifier: Option<&Identifier>, term: &'static str, place: Place) {
        if let Some(identifier) = identifier {
            self.any(&identifier.value, SHORT, term, place);
        }
    }

    fn any(&mut self, text: &str, limit: usize, term: &'static str, place: Place) {
        if text.len() > limit && text.chars().count() > limit {
            let about = About("RW-LENGTH", term, place);
            self.report.error(about, format!("Text ist länger als {limit} Zeichen"), format!("Text is longer than {limit} characters"));
        }
        // Nearly every text is plain ASCII, which prints.
        if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
            return;
        }
        if let Some(character) = first_unprintable(text) {
            let shown = if character.is_control() {
                format!("U+{:04X}", u32::from(character))
            } else {
                format!("„{character}“ (U+{:04X})", u32::from(character))
            };
            let about = About("RW-CHARACTER", term, place);
            self.report.error(about, format!("Zeichen {shown} kann nicht gedruckt werden"), format!("Character {shown} cannot be printed"));
        }
    }
}

fn document(invoice: &EInvoice, reader: &mut Reader) {
    reader.short(&invoice.number, "BT-1", Place::Number);
    reader.optional(invoice.buyer_reference.as_ref(), "BT-10", Place::BuyerReference);
    let references = [
        (&invoice.project_reference, "BT-11"),
        (&invoice.contract_reference, "BT-12"),
        (&invoice.order_reference, "BT-13"),
        (&invoice.sales_order_reference, "BT-14"),
        (&invoice.receiving_advice_reference, "BT-15"),
        (&invoice.despatch_advice_reference, "BT-16"),
        (&invoice.tender_reference, "BT-17"),
        (&invoice.buyer_accounting_reference, "BT-19"),
    ];
    for (reference, term) in references {
        reader.optional(reference.as_ref(), term, Place::References);
    }
    reader.identifier(invoice.invoiced_object.as_ref(), "BT-18", Place::References);
    reader.long(invoice.payment_terms.as_ref(), "BT-20", Place::PaymentTerms);
    for note in &invoice.notes {
        reader.long(Some(&note.text), "BT-22", Place::Notes);
    }
    for preceding in &invoice.preceding {
        reader.short(&preceding.number, "BT-25", Place::Correction);
    }
    for (index, attachment) in invoice.attachments.iter().enumerate() {
        let place = Place::Attachment(index);
        reader.short(&attachment.reference, "BT-122", place);
        reader.optional(attachment.description.as_ref(), "BT-123", place);
        reader.long(attachment.location.as_ref(), "BT-124", place);
        reader.optional(attachment.content.as_ref().map(|file| &file.file_name), "BT-125", place);
    }
}

fn party(party: &Party, [name, place, contact]: [Place; 3], [name_term, address_term, contact_term]: [&'static str; 3], reader: &mut Reader) {
    reader.short(&party.name, name_term, name);
    reader.optional(party.trading_name.as_ref(), name_term, name);
    reader.long(party.legal_information.as_ref(), name_term, name);
    for id in party.identifiers.iter().chain(&party.legal_registration).chain(&party.electronic_address) {
        reader.identifier(Some(id), name_term, name);
    }
    reader.optional(party.vat_id.as_ref(), name_term, name);
    reader.optional(party.tax_number.as_ref(), name_term, name);
    address(&party.address, address_term, place, reader);
    if let Some(Contact { name, phone, email }) = &party.contact {
        for text in [name, phone, email] {
            reader.optional(text.as_ref(), contact_term, contact);
        }
    }
}

fn address(address: &Address, term: &'static str, place: Place, reader: &mut Reader) {
    for text in [&address.line1, &address.line2, &address.line3, &address.city, &address.postcode, &address.subdivision] {
        reader.optional(text.as_ref(), term, place);
    }
}

fn others(invoice: &EInvoice, reader: &mut Reader) {
    if let Some(payee) = &invoice.payee {
        reader.short(&payee.name, "BT-59", Place::Payee);
        reader.identifier(payee.identifier.as_ref(), "BT-60", Place::Payee);
        reader.identifier(payee.legal_registration.as_ref(), "BT-61", Place::Payee);
    }
    if let Some(representative) = &invoice.tax_representative {
        reader.short(&representative.name, "BT-62", Place::TaxRepresentative);
        address(&representative.address, "BG-12", Place::TaxRepresentative, reader);
    }
    if let Some(delivery) = &invoice.delivery {
        reader.optional(delivery.name.as_ref(), "BT-70", Place::DeliveryAddress);
        reader.identifier(delivery.location.as_ref(), "BT-71", Place::DeliveryAddress);
        delivery.address.iter().for_each(|place| address(place, "BG-15", Place::DeliveryAddress, reader));
    }
    for means in &invoice.payment_means {
        reader.optional(means.text.as_ref(), "BT-82", Place::PaymentMeans);
        reader.optional(means.remittance.as_ref(), "BT-83", Place::PaymentMeans);
        for account in &means.credit_transfers {
            reader.optional(account.account_name.as_ref(), "BT-85", Place::SellerBank);
        }
        reader.optional(means.card.as_ref().and_then(|card| card.holder.as_ref()), "BT-88", Place::PaymentMeans);
        reader.optional(means.direct_debit.as_ref().and_then(|debit| debit.mandate.as_ref()), "BT-89", Place::DirectDebit);
    }
    for (index, entry) in invoice.allowances_charges.iter().enumerate() {
        reader.optional(entry.reason.as_ref(), "BT-97", Place::DocumentAllowance(index));
    }
    for group in &invoice.tax_groups {
        reader.long(group.exemption_reason.as_ref(), "BT-120", Place::TaxExemption);
    }
}

fn lines(invoice: &EInvoice, reader: &mut Reader) {
    for (index, line) in invoice.lines.iter().enumerate() {
        let place = Place::LineItem(index);
        reader.short(&line.id, "BT-126", place);
        reader.long(line.note.as_ref(), "BT-127", place);
        reader.identifier(line.object.as_ref(), "BT-128", place);
        reader.optional(line.order_line_reference.as_ref(), "BT-132", place);
        reader.optional(line.buyer_accounting_reference.as_ref(), "BT-133", place);
        for entry in &line.allowances_charges {
            reader.optional(entry.reason.as_ref(), "BT-139", Place::LineAllowance(index));
        }
        reader.short(&line.item.name, "BT-153", Place::LineName(index));
        reader.long(line.item.description.as_ref(), "BT-154", place);
        reader.optional(line.item.seller_id.as_ref(), "BT-155", place);
        reader.optional(line.item.buyer_id.as_ref(), "BT-156", place);
        reader.identifier(line.item.standard_id.as_ref(), "BT-157", place);
        for classification in &line.item.classifications {
            reader.short(&classification.code, "BT-158", place);
        }
        for (name, value) in &line.item.attributes {
            reader.short(name, "BT-160", place);
            reader.short(value, "BT-161", place);
        }
    }
}
