//! The lines of a draft, and discounts and surcharges.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::same::{Same, input};
use crate::domain::invoice::draft::details::{AttributeForm, ClassificationForm, LineDetails};
use crate::domain::invoice::draft::{AdjustmentForm, LineForm};
use crate::server::rest::text::{self, Text};

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LineInput {
    name: Text,
    description: Text,
    /// 1 where nothing is said.
    quantity: Text,
    /// UN/ECE code such as `HUR`; `C62` (pieces) where nothing is said.
    unit: Text,
    /// The net price; follows from `gross_price` and `price_discount` where it is left out.
    price: Text,
    /// In percent of the line: negative is a discount, positive a surcharge.
    adjustment_percent: Text,
    /// The line's own category, where it is not that of the tax case: `S`, `Z`, `E`, `AE`, `K`, `G` or `O`.
    tax_category: Text,
    /// In percent; 19 where nothing is said.
    tax_rate: Text,
    service_start: Text,
    service_end: Text,
    /// BT-127.
    note: Text,
    /// BT-128 with its scheme (UNTDID 1153).
    object: Text,
    object_scheme: Text,
    /// BT-132.
    order_line_reference: Text,
    /// BT-133.
    accounting_reference: Text,
    /// BT-155.
    seller_item_id: Text,
    /// BT-156.
    buyer_item_id: Text,
    /// BT-157 with its scheme; a GTIN (`0160`) where none is given.
    standard_item_id: Text,
    standard_item_scheme: Text,
    #[serde(deserialize_with = "text::list")]
    classifications: Vec<ClassificationInput>,
    /// BT-159, ISO 3166-1 alpha-2.
    origin_country: Text,
    #[serde(deserialize_with = "text::list")]
    attributes: Vec<AttributeInput>,
    /// BT-149: the price is for so many units; 1 where nothing is said.
    base_quantity: Text,
    /// BT-148, the list price.
    gross_price: Text,
    /// BT-147: list price less price.
    price_discount: Text,
    /// BG-27, BG-28: discounts and surcharges of the line with reasons of their own.
    #[serde(deserialize_with = "text::list")]
    adjustments: Vec<LineAdjustmentInput>,
}

input! {
    /// BT-158 with its scheme (UNTDID 7143).
    ClassificationInput is ClassificationForm {
        code: Text,
        scheme: Text,
        version: Text,
    }
}

input! {
    /// BG-32.
    AttributeInput is AttributeForm {
        name: Text,
        value: Text,
    }
}

input! {
    /// A discount (negative) or surcharge (positive) on the whole invoice, in percent or as an amount.
    AdjustmentInput is AdjustmentForm {
        reason: Text,
        /// UNTDID 5189 for a discount, 7161 for a surcharge.
        reason_code: Text,
        percent: Text,
        amount: Text,
        /// What the percentage refers to; the lines of the same category and rate where nothing is said.
        base: Text,
        /// As at a line.
        tax_category: Text,
        tax_rate: Text,
    }
}

/// A discount (negative) or surcharge (positive) on a line, in percent or as an amount.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LineAdjustmentInput {
    reason: Text,
    /// UNTDID 5189 for a discount, 7161 for a surcharge.
    reason_code: Text,
    percent: Text,
    amount: Text,
    /// What the percentage refers to; the line where nothing is said.
    base: Text,
}

impl Same<AdjustmentForm> for LineAdjustmentInput {
    fn same(self) -> AdjustmentForm {
        AdjustmentForm {
            reason: self.reason.same(),
            reason_code: self.reason_code.same(),
            percent: self.percent.same(),
            amount: self.amount.same(),
            base: self.base.same(),
            ..AdjustmentForm::default()
        }
    }
}

impl Same<LineAdjustmentInput> for AdjustmentForm {
    fn same(self) -> LineAdjustmentInput {
        let Self { reason, reason_code, percent, amount, base, .. } = self;
        LineAdjustmentInput {
            reason: reason.same(),
            reason_code: reason_code.same(),
            percent: percent.same(),
            amount: amount.same(),
            base: base.same(),
        }
    }
}

impl Same<LineForm> for LineInput {
    fn same(self) -> LineForm {
        let details = LineDetails {
            note: self.note.same(),
            object: self.object.same(),
            object_scheme: self.object_scheme.same(),
            order_line_reference: self.order_line_reference.same(),
            accounting_reference: self.accounting_reference.same(),
            seller_item_id: self.seller_item_id.same(),
            buyer_item_id: self.buyer_item_id.same(),
            standard_item_id: self.standard_item_id.same(),
            standard_item_scheme: self.standard_item_scheme.same(),
            classifications: self.classifications.same(),
            origin_country: self.origin_country.same(),
            attributes: self.attributes.same(),
            base_quantity: self.base_quantity.same(),
            gross_price: self.gross_price.same(),
            price_discount: self.price_discount.same(),
            adjustments: self.adjustments.same(),
        };
        LineForm {
            name: self.name.same(),
            description: self.description.same(),
            quantity: self.quantity.same(),
            unit: self.unit.same(),
            price: self.price.same(),
            adjustment_percent: self.adjustment_percent.same(),
            tax_category: self.tax_category.same(),
            tax_rate: self.tax_rate.same(),
            service_start: self.service_start.same(),
            service_end: self.service_end.same(),
            details: details.write(),
        }
    }
}

impl Same<LineInput> for LineForm {
    fn same(self) -> LineInput {
        let details = LineDetails::read(&self.details).unwrap_or_default();
        LineInput {
            name: self.name.same(),
            description: self.description.same(),
            quantity: self.quantity.same(),
            unit: self.unit.same(),
            price: self.price.same(),
            adjustment_percent: self.adjustment_percent.same(),
            tax_category: self.tax_category.same(),
            tax_rate: self.tax_rate.same(),
            service_start: self.service_start.same(),
            service_end: self.service_end.same(),
            note: details.note.same(),
            object: details.object.same(),
            object_scheme: details.object_scheme.same(),
            order_line_reference: details.order_line_reference.same(),
            accounting_reference: details.accounting_reference.same(),
            seller_item_id: details.seller_item_id.same(),
            buyer_item_id: details.buyer_item_id.same(),
            standard_item_id: details.standard_item_id.same(),
            standard_item_scheme: details.standard_item_scheme.same(),
            classifications: details.classifications.same(),
            origin_country: details.origin_country.same(),
            attributes: details.attributes.same(),
            base_quantity: details.base_quantity.same(),
            gross_price: details.gross_price.same(),
            price_discount: details.price_discount.same(),
            adjustments: details.adjustments.same(),
        }
    }
}
