//! From a stored draft back to the fields of the editor, in the way its reader writes numbers.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::invoice::draft::{AdjustmentForm, DraftContent, InvoiceForm, LineForm};
use crate::domain::text::{self, NumberFormat};

impl DraftContent {
    /// The form that parses to this draft. Dates are written for date fields (`2026-02-27`).
    #[must_use]
    pub fn to_form(&self, customer: Option<&str>, version: i32, format: NumberFormat) -> InvoiceForm {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        InvoiceForm {
            customer: customer.unwrap_or_default().to_owned(),
            currency: self.currency.to_string(),
            issue_date: day(self.issue_date),
            due_date: day(self.due_date),
            service_start: day(self.service_start),
            service_end: day(self.service_end),
            tax_case: self.tax_case.as_str().to_owned(),
            order_reference: own(&self.order_reference),
            contract_reference: own(&self.contract_reference),
            project_reference: own(&self.project_reference),
            buyer_reference: own(&self.buyer_reference),
            discount_percent: figure(self.discount_percent, 0, format),
            discount_days: self.discount_days.map(|days| days.to_string()).unwrap_or_default(),
            prepaid: figure(self.prepaid, 2, format),
            note: own(&self.note),
            lines: self.lines.iter().map(|line| line_form(line, format)).collect(),
            allowances_charges: self.allowances_charges.iter().map(|adjustment| adjustment_form(adjustment, format)).collect(),
            version: version.to_string(),
        }
    }
}

fn line_form(line: &crate::domain::invoice::draft::DraftLine, format: NumberFormat) -> LineForm {
    LineForm {
        name: line.name.clone().unwrap_or_default(),
        description: line.description.clone().unwrap_or_default(),
        quantity: figure(Some(line.quantity), 0, format),
        unit: line.unit.clone(),
        price: figure(line.price, 2, format),
        adjustment_percent: figure(line.adjustment_percent, 0, format),
        tax_rate: figure(Some(line.tax_rate), 0, format),
        service_start: day(line.service_start),
        service_end: day(line.service_end),
    }
}

fn adjustment_form(adjustment: &crate::domain::invoice::draft::DraftAdjustment, format: NumberFormat) -> AdjustmentForm {
    AdjustmentForm {
        reason: adjustment.reason.clone().unwrap_or_default(),
        percent: figure(adjustment.percent, 0, format),
        amount: figure(adjustment.amount, 2, format),
        tax_rate: figure(Some(adjustment.tax_rate), 0, format),
    }
}

fn day(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// A figure as its reader types it; the minus is the one on the keyboard.
fn figure(value: Option<Decimal>, decimals: u32, format: NumberFormat) -> String {
    let Some(value) = value else { return String::new() };
    match format {
        NumberFormat::Of(lang) => text::number(value, decimals, lang).replace('−', "-"),
        NumberFormat::Machine => value.normalize().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lang::Lang;

    #[test]
    fn what_is_refilled_parses_to_the_same_draft() {
        for lang in [Lang::De, Lang::En] {
            let typed = InvoiceForm {
                service_start: "2026-02-02".into(),
                prepaid: if lang == Lang::De { "1.234,50" } else { "1,234.50" }.into(),
                lines: vec![LineForm {
                    name: "Druck".into(),
                    quantity: "500".into(),
                    price: if lang == Lang::De { "0,625" } else { "0.625" }.into(),
                    adjustment_percent: "-10".into(),
                    ..LineForm::default()
                }],
                ..InvoiceForm::default()
            };
            let draft = typed.parse(NumberFormat::Of(lang)).unwrap();
            assert_eq!(draft.to_form(None, 1, NumberFormat::Machine).parse(NumberFormat::Machine).unwrap(), draft);
            assert_eq!(draft.to_form(None, 1, NumberFormat::Of(lang)).parse(NumberFormat::Of(lang)).unwrap(), draft);
        }
    }
}
