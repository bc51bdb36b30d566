//! The form that becomes a draft: everything as typed, and the parsed content that a draft stores.

pub mod delivery;
pub mod details;
pub mod line;
pub mod payment;
pub mod read;
pub mod references;
pub mod tax;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use self::line::{AdjustmentForm, DraftAdjustment, DraftLine, LineForm, UNITS};
pub use self::tax::TaxCase;

use self::delivery::{DeliveryForm, DraftDelivery};
use self::details::LineDetails;
use self::payment::{DraftPayment, PayeeForm, PaymentForm};
use self::read::{check_order, is_default};
use self::references::{DraftReferences, NoteForm, PrecedingForm, ReferencesForm};
use self::tax::{DraftExemption, DraftTax, ExemptionForm, TaxForm};
use crate::domain::einvoice::model::{Note, Payee, PrecedingInvoice};
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::documents::{PdfProfile, XmlSyntax};
use crate::domain::money::Currency;
use crate::domain::text::{self, NumberFormat};

/// The most lines that one invoice may have.
pub const MAX_LINES: usize = 2_000;

/// The most entries of any other list.
const MOST: usize = 100;

/// The invoice editor's fields as typed; the JSON API fills the same form. Empty text means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceForm {
    /// Public identifier of the customer.
    pub customer: String,
    /// `invoice` or `partial`; a correction stays one.
    pub kind: String,
    pub currency: String,
    /// Empty: the day of issue.
    pub issue_date: String,
    pub due_date: String,
    pub service_start: String,
    pub service_end: String,
    /// A [`TaxCase`] name.
    pub tax_case: String,
    /// BT-13.
    pub order_reference: String,
    /// BT-12.
    pub contract_reference: String,
    /// BT-11.
    pub project_reference: String,
    /// BT-10, when it differs from the customer's.
    pub buyer_reference: String,
    /// Skonto: percent and days.
    pub discount_percent: String,
    pub discount_days: String,
    /// BT-113.
    pub prepaid: String,
    /// BT-114.
    pub rounding: String,
    pub note: String,
    pub further_notes: Vec<NoteForm>,
    pub preceding: Vec<PrecedingForm>,
    pub references: ReferencesForm,
    pub tax: TaxForm,
    pub exemptions: Vec<ExemptionForm>,
    pub payment: PaymentForm,
    pub payee: PayeeForm,
    pub delivery: DeliveryForm,
    pub lines: Vec<LineForm>,
    pub allowances_charges: Vec<AdjustmentForm>,
    /// `ubl` or `cii`; empty is the customer's.
    pub xml_syntax: String,
    /// `en16931` or `xrechnung`; empty is the customer's.
    pub pdf_profile: String,
    /// Counter of the version that was edited; another one in the database is a conflict. Empty for a new draft.
    pub version: String,
}

/// So much of one line is to be cancelled, as typed; an empty quantity is none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CancelledLineForm {
    /// BT-126.
    pub line: String,
    pub quantity: String,
}

/// What a draft holds once it was typed without mistakes. Incomplete is fine: the issue gate judges that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftContent {
    /// A partial invoice (326), where it is no correction.
    #[serde(skip_serializing_if = "is_default")]
    pub is_partial: bool,
    pub currency: Currency,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    pub tax_case: TaxCase,
    pub order_reference: Option<String>,
    pub contract_reference: Option<String>,
    pub project_reference: Option<String>,
    pub buyer_reference: Option<String>,
    pub discount_percent: Option<Decimal>,
    pub discount_days: Option<u32>,
    pub prepaid: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Decimal>,
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further_notes: Vec<Note>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub preceding: Vec<PrecedingInvoice>,
    #[serde(skip_serializing_if = "is_default")]
    pub references: DraftReferences,
    #[serde(skip_serializing_if = "is_default")]
    pub tax: DraftTax,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<DraftExemption>,
    #[serde(skip_serializing_if = "is_default")]
    pub payment: DraftPayment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payee: Option<Payee>,
    #[serde(skip_serializing_if = "is_default")]
    pub delivery: DraftDelivery,
    pub lines: Vec<DraftLine>,
    pub allowances_charges: Vec<DraftAdjustment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xml_syntax: Option<XmlSyntax>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf_profile: Option<PdfProfile>,
}

impl InvoiceForm {
    /// Reads what was typed, with all mistakes at once, named by field (`lines[2].price`).
    ///
    /// # Errors
    /// `Invalid`.
    pub fn parse(&self, format: NumberFormat) -> Result<DraftContent, AppError> {
        let mut problems = Problems::default();
        let content = DraftContent {
            further_notes: read::rows("further_notes", &self.further_notes, MOST, format, &mut problems),
            preceding: read::rows("preceding", &self.preceding, MOST, format, &mut problems),
            references: self.references.parse(&mut problems),
            tax: self.tax.parse(format, &mut problems),
            exemptions: read::rows("exemptions", &self.exemptions, MOST, format, &mut problems),
            payment: self.payment.parse(&mut problems),
            payee: self.payee.parse(&mut problems),
            delivery: self.delivery.parse(&mut problems),
            lines: read::rows("lines", &self.lines, MAX_LINES, format, &mut problems),
            allowances_charges: read::rows("allowances_charges", &self.allowances_charges, MOST, format, &mut problems),
            xml_syntax: problems.take("xml_syntax", read::choice(&self.xml_syntax, XmlSyntax::parse)),
            pdf_profile: problems.take("pdf_profile", read::choice(&self.pdf_profile, PdfProfile::parse)),
            ..self.parse_head(format, &mut problems)
        };
        if content.discount_percent.is_some() != content.discount_days.is_some() {
            let missing = if content.discount_days.is_some() { "discount_percent" } else { "discount_days" };
            problems.add(missing, Problem::Required);
        }
        check_order("service_end", content.service_start, content.service_end, &mut problems);
        problems.finish(content)
    }

    fn parse_head(&self, format: NumberFormat, problems: &mut Problems) -> DraftContent {
        let short = |problems: &mut Problems, field: &str, text: &str| problems.take(field, text::line(text, 100));
        let is_partial = |kind: &str| ["invoice", "partial"].contains(&kind).then_some(kind == "partial");
        DraftContent {
            is_partial: problems.take("kind", read::choice(&self.kind, is_partial)).unwrap_or_default(),
            currency: problems.take("currency", read::choice(&self.currency, Currency::parse)).unwrap_or(Currency::EUR),
            issue_date: problems.take("issue_date", text::day(&self.issue_date)),
            due_date: problems.take("due_date", text::day(&self.due_date)),
            service_start: problems.take("service_start", text::day(&self.service_start)),
            service_end: problems.take("service_end", text::day(&self.service_end)),
            tax_case: problems.take("tax_case", read::choice(&self.tax_case, TaxCase::parse)).unwrap_or_default(),
            order_reference: short(problems, "order_reference", &self.order_reference),
            contract_reference: short(problems, "contract_reference", &self.contract_reference),
            project_reference: short(problems, "project_reference", &self.project_reference),
            buyer_reference: short(problems, "buyer_reference", &self.buyer_reference),
            discount_percent: problems.take("discount_percent", read::percentage(&self.discount_percent, format)),
            discount_days: problems.take("discount_days", read::days(&self.discount_days)),
            prepaid: problems.take("prepaid", read::amount(&self.prepaid, format)),
            rounding: problems.take("rounding", read::signed_amount(&self.rounding, format)),
            note: problems.take("note", text::block(&self.note, 4_000)),
            ..DraftContent::default()
        }
    }
}

impl DraftContent {
    /// Puts the rarer fields of one line in place, as typed on their own page.
    ///
    /// # Errors
    /// `NotFound` for a line that is not there, `Invalid` with the fields by their own names.
    pub fn set_line_details(&mut self, line: usize, form: &LineDetails, format: NumberFormat) -> Result<(), AppError> {
        let line = self.lines.get_mut(line).ok_or(AppError::NotFound)?;
        let mut problems = Problems::default();
        line.set_details("line", form, format, &mut problems);
        problems.finish(()).map_err(|error| error.below("line."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_in_the_details_of_a_line_is_told_at_its_place() {
        let details = r#"{"attributes":[{"name":"Farbe"}],"base_quantity":"0","price_discount":"3","gross_price":"10"}"#;
        let line = LineForm { name: "Papier".into(), price: "8,00".into(), details: details.into(), ..LineForm::default() };
        let form = InvoiceForm { lines: vec![LineForm::default(), line], tax_case: "none".into(), ..InvoiceForm::default() };
        let Err(AppError::Invalid(errors)) = form.parse(NumberFormat::Of(crate::domain::lang::Lang::De)) else { panic!("it was taken") };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["lines[1].attributes[0].value", "lines[1].base_quantity", "lines[1].price_discount", "tax_case"]);
    }
}
