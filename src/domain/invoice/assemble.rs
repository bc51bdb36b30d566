//! From a draft, its seller and its buyer to the semantic model that is judged, frozen and written.

mod line;
mod parties;
mod payment;
mod tax;

use chrono::{Days, NaiveDate};

use crate::domain::customer::CustomerContent;
use crate::domain::einvoice::arithmetic;
use crate::domain::einvoice::model::{Attachment, EInvoice, Note, Period, PrecedingInvoice, Totals, TypeCode};
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::lang::Lang;
use crate::domain::organization::{BankContent, CompanyContent};

/// Everything that an invoice is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    pub draft: &'a DraftContent,
    pub kind: InvoiceKind,
    pub company: &'a CompanyContent,
    pub bank: &'a BankContent,
    /// The customer with its number; a draft may have none yet.
    pub customer: Option<(&'a CustomerContent, u32)>,
    /// The invoice that this one corrects.
    pub preceding: Option<&'a PrecedingInvoice>,
    /// BG-24.
    pub attachments: &'a [Attachment],
    /// Empty for a draft.
    pub number: &'a str,
    /// The day of issue where the draft names none.
    pub today: NaiveDate,
}

impl Parts<'_> {
    fn lang(&self) -> Lang {
        self.customer.map_or(Lang::De, |(customer, _)| customer.language)
    }
}

/// The model with all sums; what is missing in the draft is missing in it, for the issue gate to find.
///
/// # Errors
/// Figures beyond all bounds.
pub fn assemble(parts: Parts<'_>) -> Result<EInvoice, arithmetic::ArithmeticError> {
    let (draft, lang) = (parts.draft, parts.lang());
    let issue_date = draft.issue_date.unwrap_or(parts.today);
    let due_date =
        draft.due_date.or_else(|| parts.customer.and_then(|(c, _)| issue_date.checked_add_days(Days::new(u64::from(c.payment_terms_days)))));
    let payment_means = payment::means(&parts);
    let mut invoice = EInvoice {
        number: parts.number.to_owned(),
        issue_date,
        type_code: type_code(parts.kind),
        currency: draft.currency,
        tax_currency: draft.tax.currency,
        tax_point_date: draft.tax.point_date,
        tax_point_code: draft.tax.point_code.clone(),
        due_date,
        payment_terms: payment::terms(draft, due_date, &payment_means, lang),
        preceding: parts.preceding.into_iter().chain(&draft.preceding).cloned().collect(),
        notes: notes(draft),
        payee: draft.payee.clone(),
        delivery: parties::delivery(&parts),
        period: service_period(draft),
        payment_means,
        allowances_charges: draft.allowances_charges.iter().map(|entry| line::document_adjustment(entry, draft.tax_case)).collect(),
        totals: Totals { prepaid: draft.prepaid.unwrap_or_default(), rounding: draft.rounding.unwrap_or_default(), ..Totals::default() },
        attachments: parts.attachments.to_vec(),
        lines: draft.lines.iter().enumerate().map(|(index, entry)| line::line(index, entry, draft.tax_case, lang)).collect(),
        ..references(&parts)
    };
    let outside = tax::is_outside_scope(&invoice, draft.tax_case);
    invoice.seller = parties::seller(parts.company, outside);
    invoice.buyer = parts.customer.map(|(customer, number)| parties::buyer(customer, number, outside)).unwrap_or_default();
    tax::declare_exemptions(&mut invoice, draft, lang);
    arithmetic::compute(&mut invoice)?;
    tax::convert(&mut invoice, &draft.tax)?;
    Ok(invoice)
}

fn type_code(kind: InvoiceKind) -> TypeCode {
    match kind {
        InvoiceKind::Invoice => TypeCode::INVOICE,
        InvoiceKind::Partial => TypeCode::PARTIAL,
        InvoiceKind::Corrected => TypeCode::CORRECTED,
        InvoiceKind::Cancellation => TypeCode::CREDIT_NOTE,
    }
}

fn references(parts: &Parts<'_>) -> EInvoice {
    let (draft, more) = (parts.draft, &parts.draft.references);
    EInvoice {
        buyer_reference: buyer_reference(parts),
        project_reference: draft.project_reference.clone(),
        contract_reference: draft.contract_reference.clone(),
        order_reference: draft.order_reference.clone(),
        sales_order_reference: more.sales_order.clone(),
        receiving_advice_reference: more.receiving_advice.clone(),
        despatch_advice_reference: more.despatch_advice.clone(),
        tender_reference: more.tender.clone(),
        invoiced_object: more.invoiced_object.clone(),
        buyer_accounting_reference: more.buyer_accounting.clone(),
        ..EInvoice::default()
    }
}

/// BT-10 is obligatory in XRechnung; a buyer who gave none is named by the customer number.
fn buyer_reference(parts: &Parts<'_>) -> Option<String> {
    let (customer, number) = parts.customer?;
    parts.draft.buyer_reference.clone().or_else(|| customer.buyer_reference.clone()).or_else(|| Some(number.to_string()))
}

fn notes(draft: &DraftContent) -> Vec<Note> {
    let first = draft.note.iter().map(|text| Note { subject_code: None, text: text.clone() });
    first.chain(draft.further_notes.iter().cloned()).collect()
}

/// One day is a delivery date (BT-72), more are a period (BG-14); beside a delivery date of its own one day is a period, too.
fn service_period(draft: &DraftContent) -> Option<Period> {
    let is_delivery_date = draft.delivery.date.is_none();
    match (draft.service_start, draft.service_end) {
        (Some(start), Some(end)) if start != end || !is_delivery_date => Some(Period { start: Some(start), end: Some(end) }),
        (Some(day), None) | (None, Some(day)) if !is_delivery_date => Some(Period { start: Some(day), end: Some(day) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::invoice::draft::DraftLine;
    use crate::domain::money::Cents;

    #[test]
    fn a_draft_with_two_rates_and_a_discount_adds_up() {
        let entry = |quantity: &str, price: &str, rate: i64| DraftLine {
            name: Some("Gestaltung".into()),
            quantity: quantity.parse().unwrap(),
            unit: "HUR".into(),
            price: Some(price.parse().unwrap()),
            tax_rate: Decimal::from(rate),
            ..DraftLine::default()
        };
        let mut lines = vec![entry("14.5", "92", 19), entry("6", "145", 7), entry("1", "480", 19)];
        lines[2].adjustment_percent = Some(Decimal::from(-10));
        let draft = DraftContent { lines, discount_percent: Some(Decimal::TWO), discount_days: Some(10), ..DraftContent::default() };
        let customer = CustomerContent { name: "Bäckerei".into(), country: "DE".into(), payment_terms_days: 30, ..CustomerContent::default() };
        let today = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        let parts = Parts {
            draft: &draft,
            kind: InvoiceKind::Invoice,
            company: &CompanyContent::default(),
            bank: &BankContent::default(),
            customer: Some((&customer, 10_014)),
            preceding: None,
            attachments: &[],
            number: "RE-2026-00001",
            today,
        };
        let invoice = assemble(parts).unwrap();
        assert_eq!(Cents::from_decimal(invoice.totals.net), Some(Cents(263_600)));
        // 1,766.00 at 19 % and 870.00 at 7 %.
        assert_eq!(Cents::from_decimal(invoice.totals.tax), Some(Cents(33_554 + 6_090)));
        assert_eq!(Cents::from_decimal(invoice.totals.payable), Some(Cents(303_244)));
        assert_eq!(invoice.payment_terms.as_deref(), Some("Zahlbar bis 29.03.2026 ohne Abzug.\n#SKONTO#TAGE=10#PROZENT=2.00#\n"));
        assert_eq!(invoice.buyer_reference.as_deref(), Some("10014"));
    }
}
