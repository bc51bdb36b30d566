//! From an issued invoice back to a draft that says the same, to be corrected.

use rust_decimal::Decimal;

use crate::domain::einvoice::arithmetic;
use crate::domain::einvoice::model::{AllowanceCharge, Delivery, EInvoice, Line, Note, PaymentMeans, TaxCategory, TypeCode};
use crate::domain::einvoice::tax::standard_exemption;
use crate::domain::invoice::draft::delivery::DraftDelivery;
use crate::domain::invoice::draft::details::DraftDetails;
use crate::domain::invoice::draft::payment::DraftPayment;
use crate::domain::invoice::draft::references::DraftReferences;
use crate::domain::invoice::draft::tax::{DraftExemption, DraftTax};
use crate::domain::invoice::draft::{DraftAdjustment, DraftContent, DraftLine, TaxCase};
use crate::domain::money::round2;

impl DraftContent {
    /// The content of an invoice without what its next issue decides anew: the days of issue and payment. Cash discount and the form
    /// of the documents are not in the model and stay with the caller, as does the tax case, which the categories of the lines are told by.
    #[must_use]
    pub fn copy_of(document: &EInvoice, case: TaxCase) -> Self {
        let delivered = document.delivery.as_ref().and_then(|delivery| delivery.date);
        let service = document.period.map_or((delivered, delivered), |period| (period.start, period.end));
        let (note, further_notes) = notes(document);
        Self {
            is_partial: document.type_code == TypeCode::PARTIAL,
            currency: document.currency,
            service_start: service.0,
            service_end: service.1,
            tax_case: case,
            order_reference: document.order_reference.clone(),
            contract_reference: document.contract_reference.clone(),
            project_reference: document.project_reference.clone(),
            buyer_reference: document.own_buyer_reference().map(str::to_owned),
            prepaid: Some(document.totals.prepaid).filter(|prepaid| !prepaid.is_zero()),
            rounding: Some(document.totals.rounding).filter(|rounding| !rounding.is_zero()),
            note,
            further_notes,
            preceding: document.preceding.clone(),
            references: references(document),
            tax: DraftTax {
                point_date: document.tax_point_date,
                point_code: document.tax_point_code.clone(),
                currency: document.tax_currency,
                amount: document.totals.tax_in_tax_currency,
                exchange_rate: None,
            },
            exemptions: exemptions(document, case),
            payment: document.payment_means.first().map(|means| payment(means, &document.number)).unwrap_or_default(),
            payee: document.payee.clone(),
            delivery: document.delivery.as_ref().map(|given| delivery(given, document)).unwrap_or_default(),
            lines: document.lines.iter().map(|entry| line(entry, case)).collect(),
            allowances_charges: document.allowances_charges.iter().map(|entry| document_adjustment(entry, document, case)).collect(),
            ..Self::default()
        }
    }
}

/// The first note is the one of the sheet, where it has no subject.
fn notes(document: &EInvoice) -> (Option<String>, Vec<Note>) {
    match document.notes.split_first() {
        Some((Note { subject_code: None, text }, rest)) => (Some(text.clone()), rest.to_vec()),
        _ => (None, document.notes.clone()),
    }
}

fn references(document: &EInvoice) -> DraftReferences {
    DraftReferences {
        sales_order: document.sales_order_reference.clone(),
        receiving_advice: document.receiving_advice_reference.clone(),
        despatch_advice: document.despatch_advice_reference.clone(),
        tender: document.tender_reference.clone(),
        invoiced_object: document.invoiced_object.clone(),
        buyer_accounting: document.buyer_accounting_reference.clone(),
    }
}

/// Own words only: the usual ones come back by themselves, in the language of the customer then.
fn exemptions(document: &EInvoice, case: TaxCase) -> Vec<DraftExemption> {
    let groups = document.tax_groups.iter().filter(|group| group.exemption_reason.is_some() || group.exemption_code.is_some());
    let own = groups.filter(|group| {
        let usual = match (group.rate.category, case) {
            (TaxCategory::E, TaxCase::SmallBusiness) => Some(crate::domain::einvoice::tax::SMALL_BUSINESS),
            (category, _) => standard_exemption(category),
        };
        let reason = group.exemption_reason.as_deref();
        usual.is_none_or(|usual| group.exemption_code.as_deref() != usual.code || ![Some(usual.de), Some(usual.en)].contains(&reason))
    });
    own.map(|group| DraftExemption { category: group.rate.category, reason: group.exemption_reason.clone(), code: group.exemption_code.clone() })
        .collect()
}

fn payment(means: &PaymentMeans, number: &str) -> DraftPayment {
    let debit = means.direct_debit.clone().unwrap_or_default();
    let card = means.card.clone();
    DraftPayment {
        means: Some(means.code),
        text: means.text.clone(),
        remittance: means.remittance.clone().filter(|remittance| remittance != number),
        mandate: debit.mandate,
        debited_account: debit.debited_account,
        card_number: card.as_ref().map(|card| card.number.clone()).filter(|number| !number.is_empty()),
        card_holder: card.and_then(|card| card.holder),
    }
}

/// A delivery date that stands beside a period is one of its own.
fn delivery(given: &Delivery, document: &EInvoice) -> DraftDelivery {
    let place = given.address.clone().unwrap_or_default();
    DraftDelivery {
        name: given.name.clone(),
        location: given.location.clone(),
        date: given.date.filter(|_| document.period.is_some()),
        street: place.line1,
        address_extra: place.line2,
        postcode: place.postcode,
        city: place.city,
        country: Some(place.country).filter(|country| !country.is_empty()),
    }
}

fn line(line: &Line, case: TaxCase) -> DraftLine {
    let base = arithmetic::line_gross(line).map(round2);
    let (plain, others): (Vec<_>, Vec<_>) =
        line.allowances_charges.iter().enumerate().partition(|(index, entry)| *index == 0 && is_plain(entry, base));
    let rate = line.tax.rate.unwrap_or_default();
    DraftLine {
        name: Some(line.item.name.clone()),
        description: line.item.description.clone(),
        quantity: line.quantity,
        unit: line.unit.clone(),
        price: Some(line.price.net),
        adjustment_percent: plain.first().and_then(|(_, entry)| entry.percent.map(|percent| signed(entry, percent))),
        tax_category: own_category(line.tax.category, rate, case),
        tax_rate: rate,
        service_start: line.period.and_then(|period| period.start),
        service_end: line.period.and_then(|period| period.end),
        details: DraftDetails {
            note: line.note.clone(),
            object: line.object.clone(),
            order_line_reference: line.order_line_reference.clone(),
            accounting_reference: line.buyer_accounting_reference.clone(),
            seller_item_id: line.item.seller_id.clone(),
            buyer_item_id: line.item.buyer_id.clone(),
            standard_item_id: line.item.standard_id.clone(),
            classifications: line.item.classifications.clone(),
            origin_country: line.item.origin_country.clone(),
            attributes: line.item.attributes.clone(),
            base_quantity: line.price.base_quantity,
            gross_price: line.price.gross,
            adjustments: others.into_iter().map(|(_, entry)| adjustment(entry, base)).collect(),
        },
    }
}

/// The one discount that the sheet has a field for.
fn is_plain(entry: &AllowanceCharge, base: Option<Decimal>) -> bool {
    let usual = ["Rabatt", "Discount", "Zuschlag", "Surcharge"];
    entry.percent.is_some()
        && entry.base == base
        && entry.reason_code.is_none()
        && entry.reason.as_deref().is_some_and(|reason| usual.contains(&reason))
}

/// Nothing, where the tax case gives the same category.
fn own_category(category: TaxCategory, rate: Decimal, case: TaxCase) -> Option<TaxCategory> {
    (case.category(rate) != category).then_some(category)
}

fn document_adjustment(entry: &AllowanceCharge, document: &EInvoice, case: TaxCase) -> DraftAdjustment {
    let tax = entry.tax.clone().unwrap_or_default();
    let rate = tax.rate.unwrap_or_default();
    let usual_base = document.lines.iter().filter(|line| line.tax == tax).map(|line| line.net).sum();
    DraftAdjustment { tax_category: own_category(tax.category, rate, case), tax_rate: rate, ..adjustment(entry, Some(usual_base)) }
}

/// A base that is what the percentage refers to anyway is not stated.
fn adjustment(entry: &AllowanceCharge, usual_base: Option<Decimal>) -> DraftAdjustment {
    DraftAdjustment {
        reason: entry.reason.clone(),
        reason_code: entry.reason_code.clone(),
        percent: entry.percent.map(|percent| signed(entry, percent)),
        amount: entry.percent.is_none().then(|| signed(entry, entry.amount)),
        base: entry.base.filter(|base| Some(*base) != usual_base),
        ..DraftAdjustment::default()
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
    use crate::domain::invoice::draft::delivery::DeliveryForm;
    use crate::domain::invoice::draft::payment::PaymentForm;
    use crate::domain::invoice::draft::references::{NoteForm, PrecedingForm};
    use crate::domain::invoice::draft::tax::ExemptionForm;
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
            attachments: &[],
            number: "RE-2026-00001",
            today: chrono::NaiveDate::from_ymd_opt(2026, 2, 27).unwrap(),
        };
        assemble(parts).unwrap()
    }

    fn rare() -> InvoiceForm {
        InvoiceForm {
            rounding: "-0.02".into(),
            further_notes: vec![NoteForm { subject_code: "AAI".into(), text: "Hinweis".into() }],
            preceding: vec![PrecedingForm { number: "RE-2025-00009".into(), issue_date: "2025-12-01".into() }],
            exemptions: vec![ExemptionForm { category: "E".into(), reason: "§ 4 Nr. 21 UStG".into(), code: String::new() }],
            payment: PaymentForm { means: "48".into(), card_number: "1234".into(), ..PaymentForm::default() },
            delivery: DeliveryForm {
                name: "Lager".into(),
                city: "Kiel".into(),
                postcode: "24103".into(),
                date: "2026-02-20".into(),
                ..DeliveryForm::default()
            },
            ..InvoiceForm::default()
        }
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
            details: r#"{"note":"Muster","seller_item_id":"A-7","standard_item_id":"4012345000009","attributes":[{"name":"Farbe","value":"Rot"}],
                "base_quantity":"100","gross_price":"0.7","adjustments":[{"reason":"Aktion","percent":"-3","base":"2"},{"reason":"Porto","amount":"1.5"}]}"#
                .into(),
            ..LineForm::default()
        };
        let adjustment = |percent: &str, amount: &str| AdjustmentForm {
            reason: "Absprache".into(),
            percent: percent.into(),
            amount: amount.into(),
            tax_rate: "7".into(),
            ..AdjustmentForm::default()
        };
        let exempt = LineForm { name: "Seminar".into(), price: "80".into(), tax_category: "E".into(), ..LineForm::default() };
        for (start, end) in [("2026-02-01", "2026-02-25"), ("2026-02-25", "2026-02-25"), ("", "")] {
            let form = InvoiceForm {
                service_start: start.into(),
                service_end: end.into(),
                order_reference: "B-7".into(),
                buyer_reference: "Einkauf Nord".into(),
                prepaid: "12.34".into(),
                note: "Danke!".into(),
                lines: vec![line.clone(), exempt.clone()],
                allowances_charges: vec![adjustment("-5", ""), adjustment("", "4.50")],
                ..rare()
            };
            let invoice = assembled(&form.parse(NumberFormat::Machine).unwrap());
            assert_eq!(assembled(&DraftContent::copy_of(&invoice, TaxCase::Domestic)), invoice);
        }
    }
}
