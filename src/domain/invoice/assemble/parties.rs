//! Seller, buyer and the place of delivery: BG-4, BG-7, BG-13.

use super::Parts;
use super::tax::is_intra_community;
use crate::domain::check_digits::{LeitwegId, leitweg_id};
use crate::domain::customer::CustomerContent;
use crate::domain::einvoice::model::{Address, Contact, Delivery, Identifier, Party};
use crate::domain::organization::CompanyContent;

/// What is outside the scope of VAT names no VAT ID (BR-O-02).
pub fn seller(company: &CompanyContent, outside: bool) -> Party {
    Party {
        name: company.name.clone(),
        identifiers: if outside {
            company.tax_number.iter().map(|number| Identifier { value: number.clone(), scheme: None }).collect()
        } else {
            Vec::new()
        },
        legal_registration: company.registration.clone().map(|value| Identifier { value, scheme: None }),
        vat_id: company.vat_id.clone().filter(|_| !outside),
        tax_number: company.tax_number.clone().filter(|_| !outside),
        legal_information: company.legal_information.clone(),
        electronic_address: company.contact_email.clone().map(email_address),
        address: Address {
            line1: company.street.clone(),
            line2: company.address_extra.clone(),
            city: company.city.clone(),
            postcode: company.postcode.clone(),
            country: company.country.clone(),
            ..Address::default()
        },
        contact: Some(Contact { name: company.contact_name.clone(), phone: company.contact_phone.clone(), email: company.contact_email.clone() }),
        ..Party::default()
    }
}

pub fn buyer(customer: &CustomerContent, number: u32, outside: bool) -> Party {
    let public_buyer = customer.buyer_reference.as_deref().filter(|reference| leitweg_id(reference) == LeitwegId::Valid);
    let contact = Contact {
        name: customer.contact_name.clone().or_else(|| customer.billing_contact_name.clone()),
        phone: customer.contact_phone.clone(),
        email: None,
    };
    Party {
        name: customer.name.clone(),
        identifiers: vec![Identifier { value: number.to_string(), scheme: None }],
        vat_id: customer.vat_id.clone().filter(|_| !outside),
        electronic_address: public_buyer
            .map(|id| Identifier { value: id.to_owned(), scheme: Some("0204".to_owned()) })
            .or_else(|| customer.billing_email.clone().map(email_address))
            .or_else(|| german_vat_address(customer)),
        address: address(customer),
        contact: (contact != Contact::default()).then_some(contact),
        ..Party::default()
    }
}

fn address(customer: &CustomerContent) -> Address {
    Address {
        line1: customer.street.clone(),
        line2: customer.address_extra.clone(),
        city: customer.city.clone(),
        postcode: customer.postcode.clone(),
        country: customer.country.clone(),
        ..Address::default()
    }
}

fn email_address(value: String) -> Identifier {
    Identifier { value, scheme: Some("EM".to_owned()) }
}

/// BT-49 is obligatory in XRechnung; a German business that gave no address is found by its VAT ID (EAS code 9930).
fn german_vat_address(customer: &CustomerContent) -> Option<Identifier> {
    let vat_id = customer.vat_id.clone().filter(|id| id.starts_with("DE"))?;
    Some(Identifier { value: vat_id, scheme: Some("9930".to_owned()) })
}

/// What is said of the delivery; intra-community supplies always say where to (BR-IC-12).
pub fn delivery(parts: &Parts<'_>) -> Option<Delivery> {
    let (draft, given) = (parts.draft, &parts.draft.delivery);
    let home = parts.customer.map(|(customer, _)| customer);
    let place = if given.has_address() {
        Some(Address {
            line1: given.street.clone(),
            line2: given.address_extra.clone(),
            city: given.city.clone(),
            postcode: given.postcode.clone(),
            country: given.country.clone().or_else(|| home.map(|customer| customer.country.clone())).unwrap_or_else(|| "DE".to_owned()),
            ..Address::default()
        })
    } else {
        home.filter(|_| is_intra_community(draft)).map(address)
    };
    let service_day = draft
        .service_end
        .filter(|_| draft.service_start.is_none())
        .or_else(|| draft.service_start.filter(|start| draft.service_end.is_none_or(|end| end == *start)));
    let delivery = Delivery { name: given.name.clone(), location: given.location.clone(), date: given.date.or(service_day), address: place };
    (delivery != Delivery::default()).then_some(delivery)
}
