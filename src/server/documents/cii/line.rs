//! The lines in CII: BG-25 with everything below it.

use super::super::xml::{Element, amount, element, number, several, text};
use super::settlement::{accounting_account, allowance_charge};
use super::{category, header, period};
use crate::domain::einvoice::model::{Item, Line, Price};

/// BG-25.
pub fn line(line: &Line) -> Element {
    element(
        "ram:IncludedSupplyChainTradeLineItem",
        [
            element(
                "ram:AssociatedDocumentLineDocument",
                [text("ram:LineID", line.id.as_str()), element("ram:IncludedNote", [text("ram:Content", line.note.as_deref())])],
            ),
            product(&line.item),
            agreement(line),
            element("ram:SpecifiedLineTradeDelivery", [number("ram:BilledQuantity", line.quantity).with("unitCode", line.unit.as_str())]),
            settlement(line),
        ],
    )
}

/// BG-31, BG-32.
fn product(item: &Item) -> Element {
    let standard_id = item.standard_id.iter().map(|id| text("ram:GlobalID", id.value.as_str()).with("schemeID", id.scheme.as_deref()));
    element(
        "ram:SpecifiedTradeProduct",
        [
            several(standard_id),
            text("ram:SellerAssignedID", item.seller_id.as_deref()),
            text("ram:BuyerAssignedID", item.buyer_id.as_deref()),
            text("ram:Name", item.name.as_str()),
            text("ram:Description", item.description.as_deref()),
            several(item.attributes.iter().map(|(name, value)| {
                element("ram:ApplicableProductCharacteristic", [text("ram:Description", name.as_str()), text("ram:Value", value.as_str())])
            })),
            several(item.classifications.iter().map(|classification| {
                let code = text("ram:ClassCode", classification.code.as_str())
                    .with("listID", classification.scheme.as_str())
                    .with("listVersionID", classification.version.as_deref());
                element("ram:DesignatedProductClassification", [code])
            })),
            element("ram:OriginTradeCountry", [text("ram:ID", item.origin_country.as_deref())]),
        ],
    )
}

/// BT-132 and BG-29.
fn agreement(line: &Line) -> Element {
    element(
        "ram:SpecifiedLineTradeAgreement",
        [
            element("ram:BuyerOrderReferencedDocument", [text("ram:LineID", line.order_line_reference.as_deref())]),
            gross_price(&line.price),
            element("ram:NetPriceProductTradePrice", [number("ram:ChargeAmount", line.price.net), base_quantity(&line.price)]),
        ],
    )
}

/// BT-148 with BT-147.
fn gross_price(price: &Price) -> Element {
    several(price.gross.map(|gross| {
        let discount = price.discount.map(|discount| {
            element(
                "ram:AppliedTradeAllowanceCharge",
                [element("ram:ChargeIndicator", [text("udt:Indicator", "false")]), number("ram:ActualAmount", discount)],
            )
        });
        element("ram:GrossPriceProductTradePrice", [number("ram:ChargeAmount", gross), base_quantity(price), several(discount)])
    }))
}

/// BT-149 and BT-150.
fn base_quantity(price: &Price) -> Element {
    number("ram:BasisQuantity", price.base_quantity).with("unitCode", price.base_unit.as_deref())
}

/// BG-30, BG-26, BG-27, BG-28, BT-131, BT-128, BT-133.
fn settlement(line: &Line) -> Element {
    element(
        "ram:SpecifiedLineTradeSettlement",
        [
            element("ram:ApplicableTradeTax", [category(&line.tax)]),
            period(line.period),
            several(line.allowances_charges.iter().map(allowance_charge)),
            element("ram:SpecifiedTradeSettlementLineMonetarySummation", [amount("ram:LineTotalAmount", line.net)]),
            several(line.object.iter().map(header::object)),
            accounting_account(line.buyer_accounting_reference.as_deref()),
        ],
    )
}
