//! From a stored draft back to the fields of the editor, in the way its reader writes numbers.

use crate::domain::invoice::draft::payment::PayeeForm;
use crate::domain::invoice::draft::read::{day_text, figure, own};
use crate::domain::invoice::draft::references::{NoteForm, PrecedingForm};
use crate::domain::invoice::draft::{DraftContent, InvoiceForm};
use crate::domain::text::NumberFormat;

impl DraftContent {
    /// The form that parses to this draft. Dates are written for date fields (`2026-02-27`).
    #[must_use]
    pub fn to_form(&self, customer: Option<&str>, version: i32, format: NumberFormat) -> InvoiceForm {
        InvoiceForm {
            customer: customer.unwrap_or_default().to_owned(),
            kind: if self.is_partial { "partial" } else { "invoice" }.to_owned(),
            currency: self.currency.to_string(),
            issue_date: day_text(self.issue_date),
            due_date: day_text(self.due_date),
            service_start: day_text(self.service_start),
            service_end: day_text(self.service_end),
            tax_case: self.tax_case.as_str().to_owned(),
            order_reference: own(&self.order_reference),
            contract_reference: own(&self.contract_reference),
            project_reference: own(&self.project_reference),
            buyer_reference: own(&self.buyer_reference),
            discount_percent: figure(self.discount_percent, 0, format),
            discount_days: self.discount_days.map(|days| days.to_string()).unwrap_or_default(),
            prepaid: figure(self.prepaid, 2, format),
            rounding: figure(self.rounding, 2, format),
            note: own(&self.note),
            further_notes: self.further_notes.iter().map(NoteForm::of).collect(),
            preceding: self.preceding.iter().map(PrecedingForm::of).collect(),
            references: self.references.to_form(),
            tax: self.tax.to_form(format),
            exemptions: self.exemptions.iter().map(|exemption| exemption.to_form()).collect(),
            payment: self.payment.to_form(),
            payee: PayeeForm::of(self.payee.as_ref()),
            delivery: self.delivery.to_form(),
            lines: self.lines.iter().map(|line| line.to_form(format)).collect(),
            allowances_charges: self.allowances_charges.iter().map(|adjustment| adjustment.to_form(format)).collect(),
            xml_syntax: self.xml_syntax.map(|syntax| syntax.as_str().to_owned()).unwrap_or_default(),
            pdf_profile: self.pdf_profile.map(|profile| profile.as_str().to_owned()).unwrap_or_default(),
            version: version.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invoice::draft::LineForm;
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
