//! A line of CII.

use rust_decimal::Decimal;

use super::super::tree::Node;
use super::super::values::{Slot, decimal, identifier, missing, no_charge, required};
use super::settlement::{allowance_charge, tax_rate};
use super::{object, period};
use crate::domain::einvoice::gate::{Finding, Place};
use crate::domain::einvoice::model::{Classification, Item, Line, Price, TaxRate};

pub fn read(index: usize, node: &Node, findings: &mut Vec<Finding>) -> Line {
    let empty = Node::default();
    let settlement = node.at("SpecifiedLineTradeSettlement").unwrap_or(&empty);
    let quantity = node.at("SpecifiedLineTradeDelivery/BilledQuantity");
    let net = settlement.at("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount");
    let entries = settlement.children("SpecifiedTradeAllowanceCharge");
    Line {
        id: node.text_at("AssociatedDocumentLineDocument/LineID").unwrap_or_default(),
        note: node.text_at("AssociatedDocumentLineDocument/IncludedNote/Content"),
        object: settlement.at("AdditionalReferencedDocument").map(object),
        quantity: required(quantity, Slot("BR-22", "BT-129", Place::LineQuantity(index)), findings),
        unit: quantity.and_then(|quantity| quantity.attribute("unitCode")).unwrap_or_default().to_owned(),
        net: required(net, Slot("BR-24", "BT-131", Place::LineQuantity(index)), findings),
        order_line_reference: node.text_at("SpecifiedLineTradeAgreement/BuyerOrderReferencedDocument/LineID"),
        buyer_accounting_reference: settlement.text_at("ReceivableSpecifiedTradeAccountingAccount/ID"),
        period: period(settlement, ["BT-134", "BT-135"], Place::LinePeriod(index), findings),
        allowances_charges: entries.map(|entry| allowance_charge(entry, Some(index), Place::LineAllowance(index), findings)).collect(),
        price: price(index, node.at("SpecifiedLineTradeAgreement").unwrap_or(&empty), findings),
        tax: tax(index, settlement, findings),
        item: node.at("SpecifiedTradeProduct").map(item).unwrap_or_default(),
    }
}

fn tax(index: usize, settlement: &Node, findings: &mut Vec<Finding>) -> TaxRate {
    let slot = Slot("BR-CO-04", "BT-151", Place::LineTax(index));
    let rate = settlement.at("ApplicableTradeTax").and_then(|tax| tax_rate(tax, "BR-CL-18", slot, findings));
    rate.unwrap_or_else(|| {
        missing(slot, findings);
        TaxRate::default()
    })
}

fn price(index: usize, agreement: &Node, findings: &mut Vec<Finding>) -> Price {
    let slot = Slot("BR-26", "BT-146", Place::LinePrice(index));
    let gross = agreement.at("GrossPriceProductTradePrice");
    let base = agreement.at("NetPriceProductTradePrice/BasisQuantity").or_else(|| gross?.at("BasisQuantity"));
    if let Some(allowance) =
        gross.and_then(|gross| gross.at("AppliedTradeAllowanceCharge")).filter(|allowance| allowance.at("ActualAmount").is_some())
    {
        no_charge(Some(allowance.at("ChargeIndicator/Indicator").unwrap_or(allowance)), slot, findings);
    }
    let discount = gross.and_then(|gross| gross.at("AppliedTradeAllowanceCharge/ActualAmount"));
    Price {
        net: required(agreement.at("NetPriceProductTradePrice/ChargeAmount"), slot, findings),
        discount: decimal(discount, slot, findings).filter(|discount: &Decimal| !discount.is_zero()),
        gross: decimal(gross.and_then(|gross| gross.at("ChargeAmount")), slot, findings),
        base_quantity: decimal(base, slot, findings),
        base_unit: base.and_then(|base| base.attribute("unitCode")).map(str::to_owned),
    }
}

fn item(node: &Node) -> Item {
    let codes = node.children("DesignatedProductClassification").filter_map(|classification| classification.at("ClassCode"));
    Item {
        name: node.text_at("Name").unwrap_or_default(),
        description: node.text_at("Description"),
        seller_id: node.text_at("SellerAssignedID"),
        buyer_id: node.text_at("BuyerAssignedID"),
        standard_id: identifier(node.at("GlobalID")),
        classifications: codes
            .map(|code| Classification {
                code: code.text().unwrap_or_default().to_owned(),
                scheme: code.attribute("listID").unwrap_or_default().to_owned(),
                version: code.attribute("listVersionID").map(str::to_owned),
            })
            .collect(),
        origin_country: node.text_at("OriginTradeCountry/ID"),
        attributes: node
            .children("ApplicableProductCharacteristic")
            .map(|characteristic| (characteristic.text_at("Description").unwrap_or_default(), characteristic.text_at("Value").unwrap_or_default()))
            .collect(),
    }
}
