//! The lines with their prices, discounts and surcharges: BG-20, BG-21, BG-25.

use rust_decimal::Decimal;

use crate::domain::einvoice::model::{AllowanceCharge, Item, Line, Period, Price};
use crate::domain::invoice::draft::{DraftAdjustment, DraftLine, TaxCase};
use crate::domain::lang::Lang;

pub fn document_adjustment(adjustment: &DraftAdjustment, case: TaxCase) -> AllowanceCharge {
    AllowanceCharge { tax: Some(case.tax_of(adjustment.tax_category, adjustment.tax_rate)), ..own_adjustment(adjustment) }
}

fn own_adjustment(adjustment: &DraftAdjustment) -> AllowanceCharge {
    let signed = adjustment.percent.or(adjustment.amount).unwrap_or_default();
    AllowanceCharge {
        is_charge: !signed.is_sign_negative(),
        amount: adjustment.amount.unwrap_or_default().abs(),
        base: adjustment.base.filter(|_| adjustment.percent.is_some()),
        percent: adjustment.percent.map(|percent| percent.abs()),
        tax: None,
        reason: adjustment.reason.clone(),
        reason_code: adjustment.reason_code.clone(),
    }
}

pub fn line(index: usize, entry: &DraftLine, case: TaxCase, lang: Lang) -> Line {
    let period = match (entry.service_start, entry.service_end) {
        (None, None) => None,
        (start, end) => Some(Period { start: start.or(end), end: end.or(start) }),
    };
    let details = &entry.details;
    let usual = entry.adjustment_percent.filter(|percent| !percent.is_zero()).map(|percent| percent_adjustment(percent, lang));
    Line {
        id: (index + 1).to_string(),
        note: details.note.clone(),
        object: details.object.clone(),
        quantity: entry.quantity,
        unit: entry.unit.clone(),
        net: Decimal::ZERO,
        order_line_reference: details.order_line_reference.clone(),
        buyer_accounting_reference: details.accounting_reference.clone(),
        period,
        allowances_charges: usual.into_iter().chain(details.adjustments.iter().map(own_adjustment)).collect(),
        price: price(entry),
        tax: case.tax_of(entry.tax_category, entry.tax_rate),
        item: Item {
            name: entry.name.clone().unwrap_or_default(),
            description: entry.description.clone(),
            seller_id: details.seller_item_id.clone(),
            buyer_id: details.buyer_item_id.clone(),
            standard_id: details.standard_item_id.clone(),
            classifications: details.classifications.clone(),
            origin_country: details.origin_country.clone(),
            attributes: details.attributes.clone(),
        },
    }
}

fn price(entry: &DraftLine) -> Price {
    let (net, details) = (entry.price.unwrap_or_default(), &entry.details);
    Price {
        net,
        discount: details.gross_price.map(|gross| gross - net),
        gross: details.gross_price,
        base_quantity: details.base_quantity,
        base_unit: details.base_quantity.map(|_| entry.unit.clone()),
    }
}

/// What the sentence of a plain discount or surcharge is.
pub fn usual_reason(is_charge: bool, lang: Lang) -> &'static str {
    match (is_charge, lang) {
        (true, Lang::De) => "Zuschlag",
        (true, Lang::En) => "Surcharge",
        (false, Lang::De) => "Rabatt",
        (false, Lang::En) => "Discount",
    }
}

fn percent_adjustment(percent: Decimal, lang: Lang) -> AllowanceCharge {
    let is_charge = !percent.is_sign_negative();
    let reason = Some(usual_reason(is_charge, lang).to_owned());
    AllowanceCharge { is_charge, percent: Some(percent.abs()), reason, ..AllowanceCharge::default() }
}
