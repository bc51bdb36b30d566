//! The lines in UBL: BG-25 with everything below it.

use super::super::xml::{Element, element, number, several, text};
use super::settlement::{allowance_charge, money, tax_category};
use super::{identifier, period};
use crate::domain::einvoice::model::{Item, Line, Price};
use crate::domain::money::Currency;

/// BG-25 of an invoice.
pub fn invoice_line(line: &Line, currency: Currency) -> Element {
    element("cac:InvoiceLine", content(line, "cbc:InvoicedQuantity", currency))
}

/// BG-25 of a credit note.
pub fn credit_note_line(line: &Line, currency: Currency) -> Element {
    element("cac:CreditNoteLine", content(line, "cbc:CreditedQuantity", currency))
}

fn content(line: &Line, quantity: &'static str, currency: Currency) -> [Element; 11] {
    [
        text("cbc:ID", line.id.as_str()),
        text("cbc:Note", line.note.as_deref()),
        number(quantity, line.quantity).with("unitCode", line.unit.as_str()),
        money("cbc:LineExtensionAmount", line.net, currency),
        text("cbc:AccountingCost", line.buyer_accounting_reference.as_deref()),
        period(line.period, None),
        element("cac:OrderLineReference", [text("cbc:LineID", line.order_line_reference.as_deref())]),
        several(
            line.object.iter().map(|object| element("cac:DocumentReference", [identifier("cbc:ID", object), text("cbc:DocumentTypeCode", "130")])),
        ),
        several(line.allowances_charges.iter().map(|entry| allowance_charge(entry, currency))),
        item(line),
        price(&line.price, currency),
    ]
}

fn item(line: &Line) -> Element {
    let item: &Item = &line.item;
    element(
        "cac:Item",
        [
            text("cbc:Description", item.description.as_deref()),
            text("cbc:Name", item.name.as_str()),
            element("cac:BuyersItemIdentification", [text("cbc:ID", item.buyer_id.as_deref())]),
            element("cac:SellersItemIdentification", [text("cbc:ID", item.seller_id.as_deref())]),
            element("cac:StandardItemIdentification", item.standard_id.iter().map(|id| identifier("cbc:ID", id))),
            element("cac:OriginCountry", [text("cbc:IdentificationCode", item.origin_country.as_deref())]),
            several(item.classifications.iter().map(|classification| {
                let code = text("cbc:ItemClassificationCode", classification.code.as_str())
                    .with("listID", classification.scheme.as_str())
                    .with("listVersionID", classification.version.as_deref());
                element("cac:CommodityClassification", [code])
            })),
            tax_category("cac:ClassifiedTaxCategory", &line.tax, several([])),
            several(
                item.attributes
                    .iter()
                    .map(|(name, value)| element("cac:AdditionalItemProperty", [text("cbc:Name", name.as_str()), text("cbc:Value", value.as_str())])),
            ),
        ],
    )
}

/// BG-29: a gross price (BT-148) is the base of an allowance that lowers it by the discount (BT-147).
fn price(price: &Price, currency: Currency) -> Element {
    let of = |name, value| number(name, value).with("currencyID", currency.code());
    let discounted = price.gross.is_some() || price.discount.is_some();
    let discount = discounted.then(|| {
        element(
            "cac:AllowanceCharge",
            [text("cbc:ChargeIndicator", "false"), of("cbc:Amount", Some(price.discount.unwrap_or_default())), of("cbc:BaseAmount", price.gross)],
        )
    });
    element(
        "cac:Price",
        [
            of("cbc:PriceAmount", Some(price.net)),
            number("cbc:BaseQuantity", price.base_quantity).with("unitCode", price.base_unit.as_deref()),
            several(discount),
        ],
    )
}
