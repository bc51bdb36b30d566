//! From an issued invoice back to a draft that says the same, to be corrected.

use rust_decimal::Decimal;

use crate::domain::einvoice::model::{AllowanceCharge, EInvoice, Line};
use crate::domain::invoice::draft::{DraftAdjustment, DraftContent, DraftLine};

impl DraftContent {
    /// The content of an invoice without what its next issue decides anew: the days of issue and payment. Tax case and cash discount
    /// are not in the model and stay with the caller.
    #[must_use]
    pub fn copy_of(document: &EInvoice) -> Self {
        let delivered = document.delivery.as_ref().and_then(|delivery| delivery.date);
        let period = document.period.unwrap_or_default();
        let notes: Vec<&str> = document.notes.iter().map(|note| note.text.as_str()).collect();
        Self {
            currency: document.currency,
            service_start: period.start.or(delivered),
            service_end: period.end.or(delivered),
            order_reference: document.order_reference.clone(),
            contract_reference: document.contract_reference.clone(),
            project_reference: document.project_reference.clone(),
            buyer_reference: document.own_buyer_reference().map(str::to_owned),
            prepaid: Some(document.totals.prepaid).filter(|prepaid| !prepaid.is_zero()),
            note: (!notes.is_empty()).then(|| notes.join("\n")),
            lines: document.lines.iter().map(line).collect(),
            allowances_charges: document.allowances_charges.iter().map(adjustment).collect(),
            ..Self::default()
        }
    }
}

fn line(line: &Line) -> DraftLine {
    DraftLine {
        name: Some(line.item.name.clone()),
        description: line.item.description.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        price: Some(line.price.net),
        adjustment_percent: line.allowances_charges.iter().find_map(|entry| entry.percent.map(|percent| signed(entry, percent))),
        tax_rate: line.tax.rate.unwrap_or_default(),
        service_start: line.period.and_then(|period| period.start),
        service_end: line.period.and_then(|period| period.end),
    }
}

fn adjustment(entry: &AllowanceCharge) -> DraftAdjustment {
    DraftAdjustment {
        reason: entry.reason.clone(),
        percent: entry.percent.map(|percent| signed(entry, percent)),
        amount: entry.percent.is_none().then(|| signed(entry, entry.amount)),
        tax_rate: entry.tax.as_ref().and_then(|tax| tax.rate).unwrap_or_default(),
    }
}

fn signed(entry: &AllowanceCharge, figure: Decimal) -> Decimal {
    if entry.is_charge { figure } else { -figure }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::CustomerContent;
    use crate::domain::invoice::InvoiceKind;
    use crate::domain::invoice::assemble::{Parts, assemble};
    use crate::domain::invoice::draft::{AdjustmentForm, InvoiceForm, LineForm};
    use crate::domain::organization::{BankContent, CompanyContent};
    use crate::domain::text::NumberFormat;

    fn assembled(draft: &DraftContent) -> EInvoice {
        let customer = CustomerContent { name: "Bäckerei".into(), country: "DE".into(), payment_terms_days: 30, ..CustomerContent::default() };
        let parts = Parts {
            draft,
            kind: InvoiceKind::Invoice,
            company: &CompanyContent::default(),
            bank: &BankContent::default(),
            customer: Some((&customer, 10_014)),
            preceding: None,
            number: "RE-2026-00001",
            today: chrono::NaiveDate::from_ymd_opt(2026, 2, 27).unwrap(),
        };
        assemble(parts).unwrap()
    }

    #[test]
    fn a_copy_becomes_the_same_invoice() {
        let line = LineForm {
            name: "Druck".into(),
            description: "Zweifarbig\nauf Recyclingpapier".into(),
            quantity: "500".into(),
            unit: "MIN".into(),
            price: "0.625".into(),
            adjustment_percent: "-10".into(),
            tax_rate: "7".into(),
            service_start: "2026-02-02".into(),
            service_end: "2026-02-03".into(),
        };
        let adjustment = |percent: &str, amount: &str| AdjustmentForm {
            reason: "Absprache".into(),
            percent: percent.into(),
            amount: amount.into(),
            tax_rate: "7".into(),
        };
        for (start, end) in [("2026-02-01", "2026-02-25"), ("2026-02-25", "2026-02-25"), ("", "")] {
            let form = InvoiceForm {
                service_start: start.into(),
                service_end: end.into(),
                order_reference: "B-7".into(),
                buyer_reference: "Einkauf Nord".into(),
                prepaid: "12.34".into(),
                note: "Danke!".into(),
                lines: vec![line.clone()],
                allowances_charges: vec![adjustment("-5", ""), adjustment("", "4.50")],
                ..InvoiceForm::default()
            };
            let invoice = assembled(&form.parse(NumberFormat::Machine).unwrap());
            assert_eq!(assembled(&DraftContent::copy_of(&invoice)), invoice);
        }
    }
}
