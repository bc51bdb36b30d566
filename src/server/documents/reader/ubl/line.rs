//! A line of UBL.

use rust_decimal::Decimal;

use super::super::tree::Node;
use super::super::values::{Slot, decimal, identifier, missing, no_charge, required};
use super::amounts::{allowance_charge, tax_rate};
use super::{object, period};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{Classification, Item, Line, Price, TaxRate};

pub fn read(index: usize, node: &Node, findings: &mut Vec<Finding>) -> Line {
    let quantity = node.at("InvoicedQuantity").or_else(|| node.at("CreditedQuantity"));
    let entries = node.children("AllowanceCharge");
    Line {
        id: node.text_at("ID").unwrap_or_default(),
        note: node.text_at("Note"),
        object: node.children("DocumentReference").find(|document| document.text_at("DocumentTypeCode").as_deref() == Some("130")).map(object),
        quantity: required(quantity, Slot("BR-22", "BT-129", Place::LineQuantity(index)), findings),
        unit: quantity.and_then(|quantity| quantity.attribute("unitCode")).unwrap_or_default().to_owned(),
        net: required(node.at("LineExtensionAmount"), Slot("BR-24", "BT-131", Place::LineQuantity(index)), findings),
        order_line_reference: node.text_at("OrderLineReference/LineID"),
        buyer_accounting_reference: node.text_at("AccountingCost"),
        period: period(node, ["BT-134", "BT-135"], Place::LinePeriod(index), findings),
        allowances_charges: entries.map(|entry| allowance_charge(entry, Some(index), Place::LineAllowance(index), findings)).collect(),
        price: price(index, node, findings),
        tax: tax(index, node, findings),
        item: node.at("Item").map(item).unwrap_or_default(),
    }
}

fn tax(index: usize, node: &Node, findings: &mut Vec<Finding>) -> TaxRate {
    let slot = Slot("BR-CO-04", "BT-151", Place::LineTax(index));
    let rate = node.at("Item/ClassifiedTaxCategory").and_then(|category| tax_rate(category, "BR-CL-18", slot, findings));
    rate.unwrap_or_else(|| {
        missing(slot, findings);
        TaxRate::default()
    })
}

fn price(index: usize, node: &Node, findings: &mut Vec<Finding>) -> Price {
    let slot = Slot("BR-26", "BT-146", Place::LinePrice(index));
    let base = node.at("Price/BaseQuantity");
    if let Some(allowance) = node.at("Price/AllowanceCharge") {
        no_charge(Some(allowance.at("ChargeIndicator").unwrap_or(allowance)), slot, findings);
    }
    Price {
        net: required(node.at("Price/PriceAmount"), slot, findings),
        discount: decimal(node.at("Price/AllowanceCharge/Amount"), slot, findings).filter(|discount: &Decimal| !discount.is_zero()),
        gross: decimal(node.at("Price/AllowanceCharge/BaseAmount"), slot, findings),
        base_quantity: decimal(base, slot, findings),
        base_unit: base.and_then(|base| base.attribute("unitCode")).map(str::to_owned),
    }
}

fn item(node: &Node) -> Item {
    let codes = node.children("CommodityClassification").filter_map(|classification| classification.at("ItemClassificationCode"));
    Item {
        name: node.text_at("Name").unwrap_or_default(),
        description: node.text_at("Description"),
        seller_id: node.text_at("SellersItemIdentification/ID"),
        buyer_id: node.text_at("BuyersItemIdentification/ID"),
        standard_id: identifier(node.at("StandardItemIdentification/ID")),
        classifications: codes
            .map(|code| Classification {
                code: code.text().unwrap_or_default().to_owned(),
                scheme: code.attribute("listID").unwrap_or_default().to_owned(),
                version: code.attribute("listVersionID").map(str::to_owned),
            })
            .collect(),
        origin_country: node.text_at("OriginCountry/IdentificationCode"),
        attributes: node
            .children("AdditionalItemProperty")
            .map(|property| (property.text_at("Name").unwrap_or_default(), property.text_at("Value").unwrap_or_default()))
            .collect(),
    }
}
