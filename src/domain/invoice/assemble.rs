//! From a draft, its seller and its buyer to the semantic model that is judged, frozen and written.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::check_digits::{LeitwegId, leitweg_id};
use crate::domain::customer::CustomerContent;
use crate::domain::einvoice::model::{
    Address, AllowanceCharge, Contact, CreditTransfer, Delivery, EInvoice, Identifier, Item, Line, Note, Party, PaymentMeans, Period,
    PrecedingInvoice, Price, TaxCategory, TaxRate, Totals, TypeCode,
};
use crate::domain::einvoice::{arithmetic, tax};
use crate::domain::invoice::InvoiceKind;
use crate::domain::invoice::draft::{DraftAdjustment, DraftContent, DraftLine, TaxCase};
use crate::domain::lang::Lang;
use crate::domain::organization::{BankContent, CompanyContent};
use crate::domain::text;

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
    /// Empty for a draft.
    pub number: &'a str,
    /// The day of issue where the draft names none.
    pub today: NaiveDate,
}

/// The model with all sums; what is missing in the draft is missing in it, for the issue gate to find.
///
/// # Errors
/// Figures beyond all bounds.
pub fn assemble(parts: Parts<'_>) -> Result<EInvoice, arithmetic::ArithmeticError> {
    let draft = parts.draft;
    let lang = parts.customer.map_or(Lang::De, |(customer, _)| customer.language);
    let issue_date = draft.issue_date.unwrap_or(parts.today);
    let due_date =
        draft.due_date.or_else(|| parts.customer.and_then(|(c, _)| issue_date.checked_add_days(Days::new(u64::from(c.payment_terms_days)))));
    let mut invoice = EInvoice {
        number: parts.number.to_owned(),
        issue_date,
        type_code: type_code(parts.kind),
        currency: draft.currency,
        due_date,
        buyer_reference: buyer_reference(&parts),
        project_reference: draft.project_reference.clone(),
        contract_reference: draft.contract_reference.clone(),
        order_reference: draft.order_reference.clone(),
        payment_terms: payment_terms(draft, due_date, lang),
        preceding: parts.preceding.cloned().into_iter().collect(),
        notes: draft.note.iter().map(|text| Note { subject_code: None, text: text.clone() }).collect(),
        seller: seller(parts.company, draft.tax_case),
        buyer: parts.customer.map(|(customer, number)| buyer(customer, number, draft.tax_case)).unwrap_or_default(),
        delivery: delivery(&parts),
        period: service_period(draft),
        payment_means: payment_means(&parts),
        allowances_charges: draft.allowances_charges.iter().map(|a| document_adjustment(a, draft.tax_case)).collect(),
        totals: Totals { prepaid: draft.prepaid.unwrap_or_default(), ..Totals::default() },
        lines: draft.lines.iter().enumerate().map(|(index, entry)| line(index, entry, draft.tax_case, lang)).collect(),
        ..EInvoice::default()
    };
    declare_exemption(&mut invoice, draft.tax_case, lang);
    arithmetic::compute(&mut invoice)?;
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

/// BT-10 is obligatory in XRechnung; a buyer who gave none is named by the customer number.
fn buyer_reference(parts: &Parts<'_>) -> Option<String> {
    let (customer, number) = parts.customer?;
    parts.draft.buyer_reference.clone().or_else(|| customer.buyer_reference.clone()).or_else(|| Some(number.to_string()))
}

fn seller(company: &CompanyContent, case: TaxCase) -> Party {
    let outside = case == TaxCase::OutsideScope;
    Party {
        name: company.name.clone(),
        identifiers: if outside {
            company.tax_number.iter().map(|number| Identifier { value: number.clone(), scheme: None }).collect()
        } else {
            Vec::new()
        },
        legal_registration: company.registration.clone().map(|value| Identifier { value, scheme: None }),
        vat_id: company.vat_id.clone().filter(|_| !outside),
        tax_number: company.tax_number.clone().filter(|_| !outside),
        legal_information: company.legal_information.clone(),
        electronic_address: company.contact_email.clone().map(email_address),
        address: Address {
            line1: company.street.clone(),
            line2: company.address_extra.clone(),
            city: company.city.clone(),
            postcode: company.postcode.clone(),
            country: company.country.clone(),
            ..Address::default()
        },
        contact: Some(Contact { name: company.contact_name.clone(), phone: company.contact_phone.clone(), email: company.contact_email.clone() }),
        ..Party::default()
    }
}

fn buyer(customer: &CustomerContent, number: u32, case: TaxCase) -> Party {
    let public_buyer = customer.buyer_reference.as_deref().filter(|reference| leitweg_id(reference) == LeitwegId::Valid);
    let contact = Contact {
        name: customer.contact_name.clone().or_else(|| customer.billing_contact_name.clone()),
        phone: customer.contact_phone.clone(),
        email: None,
    };
    Party {
        name: customer.name.clone(),
        identifiers: vec![Identifier { value: number.to_string(), scheme: None }],
        vat_id: customer.vat_id.clone().filter(|_| case != TaxCase::OutsideScope),
        electronic_address: public_buyer
            .map(|id| Identifier { value: id.to_owned(), scheme: Some("0204".to_owned()) })
            .or_else(|| customer.billing_email.clone().map(email_address))
            .or_else(|| german_vat_address(customer)),
        address: address(customer),
        contact: (contact != Contact::default()).then_some(contact),
        ..Party::default()
    }
}

fn address(customer: &CustomerContent) -> Address {
    Address {
        line1: customer.street.clone(),
        line2: customer.address_extra.clone(),
        city: customer.city.clone(),
        postcode: customer.postcode.clone(),
        country: customer.country.clone(),
        ..Address::default()
    }
}

fn email_address(value: String) -> Identifier {
    Identifier { value, scheme: Some("EM".to_owned()) }
}

/// BT-49 is obligatory in XRechnung; a German business that gave no address is found by its VAT ID (EAS code 9930).
fn german_vat_address(customer: &CustomerContent) -> Option<Identifier> {
    let vat_id = customer.vat_id.clone().filter(|id| id.starts_with("DE"))?;
    Some(Identifier { value: vat_id, scheme: Some("9930".to_owned()) })
}

/// One day is a delivery date (BT-72), more are a period (BG-14); intra-community supplies also say where (BG-15).
fn delivery(parts: &Parts<'_>) -> Option<Delivery> {
    let draft = parts.draft;
    let to = match (draft.tax_case, parts.customer) {
        (TaxCase::IntraCommunity, Some((customer, _))) => Some(address(customer)),
        _ => None,
    };
    let date = draft
        .service_end
        .filter(|_| draft.service_start.is_none())
        .or_else(|| draft.service_start.filter(|start| draft.service_end.is_none_or(|end| end == *start)));
    (date.is_some() || to.is_some()).then(|| Delivery { date, address: to, ..Delivery::default() })
}

fn service_period(draft: &DraftContent) -> Option<Period> {
    match (draft.service_start, draft.service_end) {
        (Some(start), Some(end)) if start != end => Some(Period { start: Some(start), end: Some(end) }),
        _ => None,
    }
}

/// BT-20: the due date in words, then the Skonto line of XRechnung, which must end with a newline.
fn payment_terms(draft: &DraftContent, due_date: Option<NaiveDate>, lang: Lang) -> Option<String> {
    let until = text::date(due_date?, lang);
    let words = match lang {
        Lang::De => format!("Zahlbar bis {until} ohne Abzug."),
        Lang::En => format!("Payable by {until} without deduction."),
    };
    match (draft.discount_percent, draft.discount_days) {
        (Some(percent), Some(days)) => Some(format!("{words}\n#SKONTO#TAGE={days}#PROZENT={percent:.2}#\n")),
        _ => Some(words),
    }
}

/// Code 58 (SEPA transfer) for euros, 30 for other currencies; a cancellation is settled between the partners (97).
fn payment_means(parts: &Parts<'_>) -> Vec<PaymentMeans> {
    if parts.kind == InvoiceKind::Cancellation {
        return vec![PaymentMeans { code: 97, ..PaymentMeans::default() }];
    }
    let Some(iban) = &parts.bank.iban else { return Vec::new() };
    let account = CreditTransfer { account: iban.clone(), account_name: parts.bank.account_name.clone(), bic: parts.bank.bic.clone() };
    let code = if parts.draft.currency == crate::domain::money::Currency::EUR { 58 } else { 30 };
    let remittance = (!parts.number.is_empty()).then(|| parts.number.to_owned());
    vec![PaymentMeans { code, remittance, credit_transfers: vec![account], ..PaymentMeans::default() }]
}

fn tax_rate(rate: Decimal, case: TaxCase) -> TaxRate {
    match case.category(rate) {
        TaxCategory::S => TaxRate { category: TaxCategory::S, rate: Some(rate) },
        other => TaxRate::untaxed(other),
    }
}

fn document_adjustment(adjustment: &DraftAdjustment, case: TaxCase) -> AllowanceCharge {
    let signed = adjustment.percent.or(adjustment.amount).unwrap_or_default();
    AllowanceCharge {
        is_charge: !signed.is_sign_negative(),
        amount: adjustment.amount.unwrap_or_default().abs(),
        percent: adjustment.percent.map(|percent| percent.abs()),
        tax: Some(tax_rate(adjustment.tax_rate, case)),
        reason: adjustment.reason.clone(),
        ..AllowanceCharge::default()
    }
}

fn line(index: usize, entry: &DraftLine, case: TaxCase, lang: Lang) -> Line {
    let period = match (entry.service_start, entry.service_end) {
        (None, None) => None,
        (start, end) => Some(Period { start: start.or(end), end: end.or(start) }),
    };
    Line {
        id: (index + 1).to_string(),
        quantity: entry.quantity,
        unit: entry.unit.clone(),
        period,
        allowances_charges: entry
            .adjustment_percent
            .filter(|percent| !percent.is_zero())
            .map(|percent| line_adjustment(percent, lang))
            .into_iter()
            .collect(),
        price: Price { net: entry.price.unwrap_or_default(), ..Price::default() },
        tax: tax_rate(entry.tax_rate, case),
        item: Item { name: entry.name.clone().unwrap_or_default(), description: entry.description.clone(), ..Item::default() },
        ..Line::default()
    }
}

fn line_adjustment(percent: Decimal, lang: Lang) -> AllowanceCharge {
    let is_charge = !percent.is_sign_negative();
    let reason = match (is_charge, lang) {
        (true, Lang::De) => "Zuschlag",
        (true, Lang::En) => "Surcharge",
        (false, Lang::De) => "Rabatt",
        (false, Lang::En) => "Discount",
    };
    AllowanceCharge { is_charge, percent: Some(percent.abs()), reason: Some(reason.to_owned()), ..AllowanceCharge::default() }
}

fn declare_exemption(invoice: &mut EInvoice, case: TaxCase, lang: Lang) {
    let exemption = match case {
        TaxCase::Domestic => return,
        TaxCase::SmallBusiness => tax::SMALL_BUSINESS,
        TaxCase::Exempt => tax::EXEMPT,
        TaxCase::ReverseCharge => tax::REVERSE_CHARGE,
        TaxCase::IntraCommunity => tax::INTRA_COMMUNITY,
        TaxCase::Export => tax::EXPORT,
        TaxCase::OutsideScope => tax::OUT_OF_SCOPE,
    };
    let reason = if lang == Lang::De { exemption.de } else { exemption.en };
    tax::declare_exemption(invoice, case.category(Decimal::ZERO), reason, exemption.code);
}

#[cfg(test)]
mod tests {
    use super::*;
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
