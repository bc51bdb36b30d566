//! The parties in CII: BG-4, BG-7, BG-10, BG-11, BG-13.

use super::super::xml::{Element, element, several, text};
use crate::domain::einvoice::model::{Address, Contact, Delivery, Identifier, Party, Payee, TaxRepresentative};

/// BG-4 or BG-7.
pub fn party(name: &'static str, party: &Party) -> Element {
    let organization = [
        several(party.legal_registration.iter().map(|id| text("ram:ID", id.value.as_str()).with("schemeID", id.scheme.as_deref()))),
        text("ram:TradingBusinessName", party.trading_name.as_deref()),
    ];
    let electronic_address = party.electronic_address.iter().map(|id| text("ram:URIID", id.value.as_str()).with("schemeID", id.scheme.as_deref()));
    element(
        name,
        [
            identifiers(&party.identifiers),
            text("ram:Name", party.name.as_str()),
            text("ram:Description", party.legal_information.as_deref()),
            element("ram:SpecifiedLegalOrganization", organization),
            several(party.contact.iter().map(contact)),
            address(&party.address),
            element("ram:URIUniversalCommunication", electronic_address),
            tax_registration(party.vat_id.as_deref(), "VA"),
            tax_registration(party.tax_number.as_deref(), "FC"),
        ],
    )
}

/// BG-11 with BG-12.
pub fn tax_representative(representative: &TaxRepresentative) -> Element {
    element(
        "ram:SellerTaxRepresentativeTradeParty",
        [text("ram:Name", representative.name.as_str()), address(&representative.address), tax_registration(representative.vat_id.as_deref(), "VA")],
    )
}

/// BG-10.
pub fn payee(payee: &Payee) -> Element {
    let registration = payee.legal_registration.iter().map(|id| text("ram:ID", id.value.as_str()).with("schemeID", id.scheme.as_deref()));
    element(
        "ram:PayeeTradeParty",
        [identifiers(payee.identifier.as_slice()), text("ram:Name", payee.name.as_str()), element("ram:SpecifiedLegalOrganization", registration)],
    )
}

/// BT-70, BT-71, BG-15.
pub fn ship_to(delivery: &Delivery) -> Element {
    element(
        "ram:ShipToTradeParty",
        [identifiers(delivery.location.as_slice()), text("ram:Name", delivery.name.as_deref()), several(delivery.address.iter().map(address))],
    )
}

/// Identifiers with a scheme stand apart, behind those without.
fn identifiers(identifiers: &[Identifier]) -> Element {
    let plain = identifiers.iter().filter(|id| id.scheme.is_none()).map(|id| text("ram:ID", id.value.as_str()));
    let global =
        identifiers.iter().filter(|id| id.scheme.is_some()).map(|id| text("ram:GlobalID", id.value.as_str()).with("schemeID", id.scheme.as_deref()));
    several(plain.chain(global))
}

fn tax_registration(id: Option<&str>, scheme: &str) -> Element {
    element("ram:SpecifiedTaxRegistration", [text("ram:ID", id).with("schemeID", scheme)])
}

fn contact(contact: &Contact) -> Element {
    element(
        "ram:DefinedTradeContact",
        [
            text("ram:PersonName", contact.name.as_deref()),
            element("ram:TelephoneUniversalCommunication", [text("ram:CompleteNumber", contact.phone.as_deref())]),
            element("ram:EmailURIUniversalCommunication", [text("ram:URIID", contact.email.as_deref())]),
        ],
    )
}

fn address(address: &Address) -> Element {
    element(
        "ram:PostalTradeAddress",
        [
            text("ram:PostcodeCode", address.postcode.as_deref()),
            text("ram:LineOne", address.line1.as_deref()),
            text("ram:LineTwo", address.line2.as_deref()),
            text("ram:LineThree", address.line3.as_deref()),
            text("ram:CityName", address.city.as_deref()),
            text("ram:CountryID", address.country.as_str()),
            text("ram:CountrySubDivisionName", address.subdivision.as_deref()),
        ],
    )
}
