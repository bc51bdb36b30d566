//! The parties and the delivery in UBL: BG-4, BG-7, BG-10, BG-11, BG-13.

use super::super::xml::{Element, element, iso_date, several, text};
use super::identifier;
use crate::domain::einvoice::model::{Address, Contact, Delivery, Party, Payee, TaxRepresentative};

/// BG-4. The creditor id of a direct debit (BT-90) is an identifier of the seller with the scheme `SEPA`.
pub fn seller(seller: &Party, creditor: Option<&str>) -> Element {
    let creditor = several(creditor.iter().map(|id| element("cac:PartyIdentification", [text("cbc:ID", *id).with("schemeID", "SEPA")])));
    party(seller, creditor)
}

/// BG-7.
pub fn buyer(buyer: &Party) -> Element {
    party(buyer, several([]))
}

/// BG-10.
pub fn payee(payee: &Payee) -> Element {
    element(
        "cac:PayeeParty",
        [
            several(payee.identifier.iter().map(|id| element("cac:PartyIdentification", [identifier("cbc:ID", id)]))),
            element("cac:PartyName", [text("cbc:Name", payee.name.as_str())]),
            element("cac:PartyLegalEntity", payee.legal_registration.iter().map(|id| identifier("cbc:CompanyID", id))),
        ],
    )
}

/// BG-11 with BG-12.
pub fn tax_representative(representative: &TaxRepresentative) -> Element {
    element(
        "cac:TaxRepresentativeParty",
        [
            element("cac:PartyName", [text("cbc:Name", representative.name.as_str())]),
            address("cac:PostalAddress", &representative.address),
            tax_scheme(representative.vat_id.as_deref(), "VAT"),
        ],
    )
}

/// BG-13 with BG-15.
pub fn delivery(delivery: &Delivery) -> Element {
    element(
        "cac:Delivery",
        [
            iso_date("cbc:ActualDeliveryDate", delivery.date),
            element(
                "cac:DeliveryLocation",
                [
                    several(delivery.location.iter().map(|id| identifier("cbc:ID", id))),
                    several(delivery.address.iter().map(|place| address("cac:Address", place))),
                ],
            ),
            element("cac:DeliveryParty", [element("cac:PartyName", [text("cbc:Name", delivery.name.as_deref())])]),
        ],
    )
}

fn party(party: &Party, creditor: Element) -> Element {
    element(
        "cac:Party",
        [
            several(party.electronic_address.iter().map(|address| identifier("cbc:EndpointID", address))),
            several(party.identifiers.iter().map(|id| element("cac:PartyIdentification", [identifier("cbc:ID", id)]))),
            creditor,
            element("cac:PartyName", [text("cbc:Name", party.trading_name.as_deref())]),
            address("cac:PostalAddress", &party.address),
            tax_scheme(party.vat_id.as_deref(), "VAT"),
            tax_scheme(party.tax_number.as_deref(), "FC"),
            element(
                "cac:PartyLegalEntity",
                [
                    text("cbc:RegistrationName", party.name.as_str()),
                    several(party.legal_registration.iter().map(|id| identifier("cbc:CompanyID", id))),
                    text("cbc:CompanyLegalForm", party.legal_information.as_deref()),
                ],
            ),
            several(party.contact.iter().map(contact)),
        ],
    )
}

fn tax_scheme(id: Option<&str>, scheme: &str) -> Element {
    several(id.iter().map(|id| element("cac:PartyTaxScheme", [text("cbc:CompanyID", *id), element("cac:TaxScheme", [text("cbc:ID", scheme)])])))
}

fn contact(contact: &Contact) -> Element {
    element(
        "cac:Contact",
        [
            text("cbc:Name", contact.name.as_deref()),
            text("cbc:Telephone", contact.phone.as_deref()),
            text("cbc:ElectronicMail", contact.email.as_deref()),
        ],
    )
}

fn address(name: &'static str, address: &Address) -> Element {
    element(
        name,
        [
            text("cbc:StreetName", address.line1.as_deref()),
            text("cbc:AdditionalStreetName", address.line2.as_deref()),
            text("cbc:CityName", address.city.as_deref()),
            text("cbc:PostalZone", address.postcode.as_deref()),
            text("cbc:CountrySubentity", address.subdivision.as_deref()),
            element("cac:AddressLine", [text("cbc:Line", address.line3.as_deref())]),
            element("cac:Country", [text("cbc:IdentificationCode", address.country.as_str())]),
        ],
    )
}
