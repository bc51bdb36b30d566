//! What requests say about invoices, on its way into the forms of the domain.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::draft::{AdjustmentForm, InvoiceForm, LineForm};
use crate::domain::text::{self as typed, NumberFormat};
use crate::server::invoices::cancelling::CancelledLine;
use crate::server::invoices::feed;
use crate::server::rest::text::{self, Text};

/// A draft. Amounts and quantities are decimals with a point, days are `2026-02-27`.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InvoiceInput {
    /// Identifier of the customer, `CUS-…`.
    customer: Text,
    /// ISO 4217, EUR where nothing is said.
    currency: Text,
    /// The day of issue where nothing is said.
    issue_date: Text,
    due_date: Text,
    service_start: Text,
    service_end: Text,
    /// `domestic`, `small_business`, `exempt`, `reverse_charge`, `intra_community`, `export` or `outside_scope`.
    tax_case: Text,
    order_reference: Text,
    contract_reference: Text,
    project_reference: Text,
    /// BT-10, when it differs from the customer's.
    buyer_reference: Text,
    /// Cash discount: percent, and days after issue.
    discount_percent: Text,
    discount_days: Text,
    /// What was paid before.
    prepaid: Text,
    note: Text,
    #[serde(deserialize_with = "text::list")]
    lines: Vec<LineInput>,
    #[serde(deserialize_with = "text::list")]
    allowances_charges: Vec<AdjustmentInput>,
    /// The version that was read; another one by now is a conflict. Nothing said: whatever is there is replaced.
    version: Text,
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LineInput {
    name: Text,
    description: Text,
    /// 1 where nothing is said.
    quantity: Text,
    /// UN/ECE code such as `HUR`; `C62` (pieces) where nothing is said.
    unit: Text,
    price: Text,
    /// In percent of the line: negative is a discount, positive a surcharge.
    adjustment_percent: Text,
    /// In percent; 19 where nothing is said.
    tax_rate: Text,
    service_start: Text,
    service_end: Text,
}

/// A discount (negative) or surcharge (positive) on the whole invoice, in percent or as an amount.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AdjustmentInput {
    reason: Text,
    percent: Text,
    amount: Text,
    tax_rate: Text,
}

impl From<InvoiceInput> for InvoiceForm {
    fn from(input: InvoiceInput) -> Self {
        Self {
            customer: input.customer.into(),
            currency: input.currency.into(),
            issue_date: input.issue_date.into(),
            due_date: input.due_date.into(),
            service_start: input.service_start.into(),
            service_end: input.service_end.into(),
            tax_case: input.tax_case.into(),
            order_reference: input.order_reference.into(),
            contract_reference: input.contract_reference.into(),
            project_reference: input.project_reference.into(),
            buyer_reference: input.buyer_reference.into(),
            discount_percent: input.discount_percent.into(),
            discount_days: input.discount_days.into(),
            prepaid: input.prepaid.into(),
            note: input.note.into(),
            lines: input.lines.into_iter().map(LineForm::from).collect(),
            allowances_charges: input.allowances_charges.into_iter().map(AdjustmentForm::from).collect(),
            version: input.version.into(),
        }
    }
}

impl From<LineInput> for LineForm {
    fn from(input: LineInput) -> Self {
        Self {
            name: input.name.into(),
            description: input.description.into(),
            quantity: input.quantity.into(),
            unit: input.unit.into(),
            price: input.price.into(),
            adjustment_percent: input.adjustment_percent.into(),
            tax_rate: input.tax_rate.into(),
            service_start: input.service_start.into(),
            service_end: input.service_end.into(),
        }
    }
}

impl From<AdjustmentInput> for AdjustmentForm {
    fn from(input: AdjustmentInput) -> Self {
        Self { reason: input.reason.into(), percent: input.percent.into(), amount: input.amount.into(), tax_rate: input.tax_rate.into() }
    }
}

/// The fields of [`InvoiceInput`] that are to change.
#[derive(Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
pub struct InvoiceChanges {
    #[serde(deserialize_with = "text::given")]
    customer: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    currency: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    issue_date: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    due_date: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    service_start: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    service_end: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    tax_case: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    order_reference: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    contract_reference: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    project_reference: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    buyer_reference: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    discount_percent: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    discount_days: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    prepaid: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    note: Option<Text>,
    #[serde(deserialize_with = "text::given_list")]
    lines: Option<Vec<LineInput>>,
    #[serde(deserialize_with = "text::given_list")]
    allowances_charges: Option<Vec<AdjustmentInput>>,
    #[serde(deserialize_with = "text::given")]
    version: Option<Text>,
}

impl InvoiceChanges {
    /// The form with what was given in the place of what was there.
    #[must_use]
    pub fn apply(self, form: InvoiceForm) -> InvoiceForm {
        let or = |given: Option<Text>, there: String| given.map_or(there, Text::into_string);
        InvoiceForm {
            customer: or(self.customer, form.customer),
            currency: or(self.currency, form.currency),
            issue_date: or(self.issue_date, form.issue_date),
            due_date: or(self.due_date, form.due_date),
            service_start: or(self.service_start, form.service_start),
            service_end: or(self.service_end, form.service_end),
            tax_case: or(self.tax_case, form.tax_case),
            order_reference: or(self.order_reference, form.order_reference),
            contract_reference: or(self.contract_reference, form.contract_reference),
            project_reference: or(self.project_reference, form.project_reference),
            buyer_reference: or(self.buyer_reference, form.buyer_reference),
            discount_percent: or(self.discount_percent, form.discount_percent),
            discount_days: or(self.discount_days, form.discount_days),
            prepaid: or(self.prepaid, form.prepaid),
            note: or(self.note, form.note),
            lines: self.lines.map_or(form.lines, |lines| lines.into_iter().map(LineForm::from).collect()),
            allowances_charges: self.allowances_charges.map_or(form.allowances_charges, |all| all.into_iter().map(AdjustmentForm::from).collect()),
            version: or(self.version, form.version),
        }
    }
}

/// Why it is corrected; stands on the cancellation.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionInput {
    pub reason: Text,
}

/// Why, and how much of which lines; without lines everything that is left is cancelled.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CancellationInput {
    pub reason: Text,
    #[serde(deserialize_with = "text::list")]
    lines: Vec<CancelledLineInput>,
}

#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CancelledLineInput {
    /// `position` of the invoice's line.
    line: Text,
    /// At most what is left of the line's quantity.
    quantity: Text,
}

impl CancellationInput {
    /// # Errors
    /// `Invalid` for quantities that are no numbers.
    pub fn lines(&self) -> Result<Vec<CancelledLine>, AppError> {
        let mut problems = Problems::default();
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, line) in self.lines.iter().enumerate() {
            let quantity = typed::decimal(line.quantity.as_str(), NumberFormat::Machine, 4).and_then(|quantity| quantity.ok_or(Problem::Required));
            let quantity: Decimal = problems.take(format!("lines[{index}].quantity"), quantity);
            lines.push(CancelledLine { line: line.line.as_str().to_owned(), quantity });
        }
        problems.finish(lines)
    }
}

/// Which invoices.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct InvoiceQuery {
    /// Part of number, customer's name, or the identifier.
    q: String,
    /// `draft`, `open`, `overdue`, `paid`, `unsent` or `void`.
    status: String,
    /// Identifier of a customer.
    customer: String,
    /// `next_cursor` of the page before.
    cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    limit: String,
}

impl From<InvoiceQuery> for feed::Query {
    fn from(query: InvoiceQuery) -> Self {
        Self { text: query.q, status: query.status, customer: query.customer, cursor: query.cursor, limit: query.limit }
    }
}
