//! Parties and delivery of CII.

use super::super::tree::Node;
use super::super::values::{Day, Slot, identifier, missing, packed_date};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{Address, Contact, Delivery, EInvoice, Identifier, Party, Payee, TaxRepresentative};

pub fn read(transaction: &Node, invoice: &mut EInvoice, findings: &mut Vec<Finding>) {
    let seller = transaction.at("ApplicableHeaderTradeAgreement/SellerTradeParty");
    let buyer = transaction.at("ApplicableHeaderTradeAgreement/BuyerTradeParty");
    if seller.and_then(|party| party.at("PostalTradeAddress")).is_none() {
        missing(Slot("BR-08", "BG-5", Place::SellerAddress), findings);
    }
    if buyer.and_then(|party| party.at("PostalTradeAddress")).is_none() {
        missing(Slot("BR-10", "BG-8", Place::BuyerAddress), findings);
    }
    invoice.seller = seller.map(party).unwrap_or_default();
    invoice.buyer = buyer.map(party).unwrap_or_default();
    let representative = transaction.at("ApplicableHeaderTradeAgreement/SellerTaxRepresentativeTradeParty");
    invoice.tax_representative = representative.map(|node| tax_representative(node, findings));
    invoice.payee = transaction.at("ApplicableHeaderTradeSettlement/PayeeTradeParty").map(payee);
    invoice.delivery = transaction.at("ApplicableHeaderTradeDelivery").and_then(|node| delivery(node, findings));
}

fn party(node: &Node) -> Party {
    Party {
        name: node.text_at("Name").unwrap_or_default(),
        trading_name: node.text_at("SpecifiedLegalOrganization/TradingBusinessName"),
        identifiers: identifiers(node).collect(),
        legal_registration: identifier(node.at("SpecifiedLegalOrganization/ID")),
        vat_id: tax_registration(node, "VA"),
        tax_number: tax_registration(node, "FC"),
        legal_information: node.text_at("Description"),
        electronic_address: identifier(node.at("URIUniversalCommunication/URIID")),
        address: node.at("PostalTradeAddress").map(address).unwrap_or_default(),
        contact: node.at("DefinedTradeContact").map(|contact| Contact {
            name: contact.text_at("PersonName").or_else(|| contact.text_at("DepartmentName")),
            phone: contact.text_at("TelephoneUniversalCommunication/CompleteNumber"),
            email: contact.text_at("EmailURIUniversalCommunication/URIID"),
        }),
    }
}

fn identifiers(node: &Node) -> impl Iterator<Item = Identifier> {
    node.children("ID").chain(node.children("GlobalID")).filter_map(|id| identifier(Some(id)))
}

fn tax_registration(node: &Node, scheme: &str) -> Option<String> {
    let mut ids = node.children("SpecifiedTaxRegistration").filter_map(|registration| registration.at("ID"));
    ids.find(|id| id.attribute("schemeID") == Some(scheme)).and_then(Node::text).map(str::to_owned)
}

fn tax_representative(node: &Node, findings: &mut Vec<Finding>) -> TaxRepresentative {
    if node.at("PostalTradeAddress").is_none() {
        missing(Slot("BR-19", "BG-12", Place::TaxRepresentative), findings);
    }
    TaxRepresentative {
        name: node.text_at("Name").unwrap_or_default(),
        vat_id: tax_registration(node, "VA"),
        address: node.at("PostalTradeAddress").map(address).unwrap_or_default(),
    }
}

fn payee(node: &Node) -> Payee {
    Payee {
        name: node.text_at("Name").unwrap_or_default(),
        identifier: identifiers(node).next(),
        legal_registration: identifier(node.at("SpecifiedLegalOrganization/ID")),
    }
}

/// `None` where neither place nor date is stated.
fn delivery(node: &Node, findings: &mut Vec<Finding>) -> Option<Delivery> {
    let place = node.at("ShipToTradeParty");
    let delivery = Delivery {
        name: place.and_then(|place| place.text_at("Name")),
        location: place.and_then(|place| identifiers(place).next()),
        date: packed_date(node.at("ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"), Day("BT-72", Place::ServicePeriod), findings),
        address: place.and_then(|place| place.at("PostalTradeAddress")).map(address),
    };
    (delivery != Delivery::default()).then_some(delivery)
}

fn address(node: &Node) -> Address {
    Address {
        line1: node.text_at("LineOne"),
        line2: node.text_at("LineTwo"),
        line3: node.text_at("LineThree"),
        city: node.text_at("CityName"),
        postcode: node.text_at("PostcodeCode"),
        subdivision: node.text_at("CountrySubDivisionName"),
        country: node.text_at("CountryID").unwrap_or_default(),
    }
}
