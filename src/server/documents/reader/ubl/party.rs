//! Parties and delivery of UBL.

use super::super::tree::Node;
use super::super::values::{Day, Slot, date, identifier, missing};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{Address, Contact, Delivery, EInvoice, Party, Payee, TaxRepresentative};

pub fn read(root: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    let seller = root.at("AccountingSupplierParty/Party");
    let buyer = root.at("AccountingCustomerParty/Party");
    if seller.and_then(|party| party.at("PostalAddress")).is_none() {
        missing(Slot("BR-08", "BG-5", Place::SellerAddress), findings);
    }
    if buyer.and_then(|party| party.at("PostalAddress")).is_none() {
        missing(Slot("BR-10", "BG-8", Place::BuyerAddress), findings);
    }
    invoice.seller = seller.map(party).unwrap_or_default();
    invoice.buyer = buyer.map(party).unwrap_or_default();
    invoice.payee = root.at("PayeeParty").map(payee);
    invoice.tax_representative = root.at("TaxRepresentativeParty").map(|node| tax_representative(node, findings));
    invoice.delivery = root.at("Delivery").map(|node| delivery(node, findings));
}

/// BT-31, 48, 63 under the scheme VAT, BT-32 under any other.
fn tax_id(node: &Node, vat: bool) -> Option<String> {
    node.children("PartyTaxScheme")
        .filter(|scheme| scheme.text_at("TaxScheme/ID").is_some_and(|id| id.eq_ignore_ascii_case("VAT")) == vat)
        .find_map(|scheme| scheme.text_at("CompanyID"))
}

fn party(node: &Node) -> Party {
    let identifications = node.children("PartyIdentification").filter_map(|identification| identifier(identification.at("ID")));
    Party {
        name: node.text_at("PartyLegalEntity/RegistrationName").unwrap_or_default(),
        trading_name: node.text_at("PartyName/Name"),
        identifiers: identifications.filter(|id| id.scheme.as_deref() != Some("SEPA")).collect(),
        legal_registration: identifier(node.at("PartyLegalEntity/CompanyID")),
        vat_id: tax_id(node, true),
        tax_number: tax_id(node, false),
        legal_information: node.text_at("PartyLegalEntity/CompanyLegalForm"),
        electronic_address: identifier(node.at("EndpointID")),
        address: node.at("PostalAddress").map(address).unwrap_or_default(),
        contact: node.at("Contact").map(|contact| Contact {
            name: contact.text_at("Name"),
            phone: contact.text_at("Telephone"),
            email: contact.text_at("ElectronicMail"),
        }),
    }
}

fn payee(node: &Node) -> Payee {
    let identifications = node.children("PartyIdentification").filter_map(|identification| identifier(identification.at("ID")));
    Payee {
        name: node.text_at("PartyName/Name").unwrap_or_default(),
        identifier: identifications.into_iter().find(|id| id.scheme.as_deref() != Some("SEPA")),
        legal_registration: identifier(node.at("PartyLegalEntity/CompanyID")),
    }
}

fn tax_representative(node: &Node, findings: &mut Vec<Finding>) -> TaxRepresentative {
    if node.at("PostalAddress").is_none() {
        missing(Slot("BR-19", "BG-12", Place::TaxRepresentative), findings);
    }
    TaxRepresentative {
        name: node.text_at("PartyName/Name").unwrap_or_default(),
        vat_id: tax_id(node, true),
        address: node.at("PostalAddress").map(address).unwrap_or_default(),
    }
}

fn delivery(node: &Node, findings: &mut Vec<Finding>) -> Delivery {
    Delivery {
        name: node.text_at("DeliveryParty/PartyName/Name"),
        location: identifier(node.at("DeliveryLocation/ID")),
        date: date(node.at("ActualDeliveryDate"), Day("BT-72", Place::ServicePeriod), findings),
        address: node.at("DeliveryLocation/Address").map(address),
    }
}

fn address(node: &Node) -> Address {
    Address {
        line1: node.text_at("StreetName"),
        line2: node.text_at("AdditionalStreetName"),
        line3: node.text_at("AddressLine/Line"),
        city: node.text_at("CityName"),
        postcode: node.text_at("PostalZone"),
        subdivision: node.text_at("CountrySubentity"),
        country: node.text_at("Country/IdentificationCode").unwrap_or_default(),
    }
}
