//! What requests say about invoices, on its way into the forms of the domain.

mod groups;
mod lines;
mod same;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub use self::groups::{DeliveryInput, ExemptionInput, NoteInput, PayeeInput, PaymentInput, PrecedingInput, ReferencesInput, TaxInput};
pub use self::lines::{AdjustmentInput, LineInput};
pub use self::same::Same;

use self::same::input;
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::attachment::AttachmentForm;
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::text::{self as typed, NumberFormat};
use crate::server::invoices::attachments::GivenFile;
use crate::server::invoices::cancelling::CancelledLine;
use crate::server::invoices::feed;
use crate::server::rest::text::{self, Text};

input! {
    /// A draft. Amounts and quantities are decimals with a point, days are `2026-02-27`.
    InvoiceInput is InvoiceForm {
        /// Identifier of the customer, `CUS-…`.
        customer: Text,
        /// `invoice` or `partial` (326); `invoice` where nothing is said. A correction stays one.
        kind: Text,
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
        /// BT-114: added to what is to be paid, negative where it is rounded down.
        rounding: Text,
        note: Text,
        #[serde(deserialize_with = "text::list")]
        further_notes: Vec<NoteInput>,
        #[serde(deserialize_with = "text::list")]
        preceding: Vec<PrecedingInput>,
        #[serde(deserialize_with = "text::object")]
        references: ReferencesInput,
        #[serde(deserialize_with = "text::object")]
        tax: TaxInput,
        #[serde(deserialize_with = "text::list")]
        exemptions: Vec<ExemptionInput>,
        #[serde(deserialize_with = "text::object")]
        payment: PaymentInput,
        #[serde(deserialize_with = "text::object")]
        payee: PayeeInput,
        #[serde(deserialize_with = "text::object")]
        delivery: DeliveryInput,
        #[serde(deserialize_with = "text::list")]
        lines: Vec<LineInput>,
        #[serde(deserialize_with = "text::list")]
        allowances_charges: Vec<AdjustmentInput>,
        /// The XRechnung of this invoice: `ubl` or `cii`; the customer's where nothing is said.
        xml_syntax: Text,
        /// The profile inside its PDF: `en16931` or `xrechnung`; the customer's where nothing is said.
        pdf_profile: Text,
        /// The version that was read; another one by now is a conflict. Nothing said: whatever is there is replaced.
        version: Text,
    }
}

/// The fields of [`InvoiceInput`] that are to change; objects and lists are replaced whole.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct InvoiceChanges {
    #[serde(deserialize_with = "text::given")]
    customer: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    kind: Option<Text>,
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
    rounding: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    note: Option<Text>,
    #[serde(deserialize_with = "text::given_list")]
    further_notes: Option<Vec<NoteInput>>,
    #[serde(deserialize_with = "text::given_list")]
    preceding: Option<Vec<PrecedingInput>>,
    #[serde(deserialize_with = "text::given_object")]
    references: Option<ReferencesInput>,
    #[serde(deserialize_with = "text::given_object")]
    tax: Option<TaxInput>,
    #[serde(deserialize_with = "text::given_list")]
    exemptions: Option<Vec<ExemptionInput>>,
    #[serde(deserialize_with = "text::given_object")]
    payment: Option<PaymentInput>,
    #[serde(deserialize_with = "text::given_object")]
    payee: Option<PayeeInput>,
    #[serde(deserialize_with = "text::given_object")]
    delivery: Option<DeliveryInput>,
    #[serde(deserialize_with = "text::given_list")]
    lines: Option<Vec<LineInput>>,
    #[serde(deserialize_with = "text::given_list")]
    allowances_charges: Option<Vec<AdjustmentInput>>,
    #[serde(deserialize_with = "text::given")]
    xml_syntax: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    pdf_profile: Option<Text>,
    #[serde(deserialize_with = "text::given")]
    version: Option<Text>,
}

impl InvoiceChanges {
    /// The form with what was given in the place of what was there.
    #[must_use]
    pub fn apply(self, form: InvoiceForm) -> InvoiceForm {
        fn or<A: Same<B>, B>(given: Option<A>, there: B) -> B {
            given.map_or(there, Same::same)
        }
        InvoiceForm {
            customer: or(self.customer, form.customer),
            kind: or(self.kind, form.kind),
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
            rounding: or(self.rounding, form.rounding),
            note: or(self.note, form.note),
            further_notes: or(self.further_notes, form.further_notes),
            preceding: or(self.preceding, form.preceding),
            references: or(self.references, form.references),
            tax: or(self.tax, form.tax),
            exemptions: or(self.exemptions, form.exemptions),
            payment: or(self.payment, form.payment),
            payee: or(self.payee, form.payee),
            delivery: or(self.delivery, form.delivery),
            lines: or(self.lines, form.lines),
            allowances_charges: or(self.allowances_charges, form.allowances_charges),
            xml_syntax: or(self.xml_syntax, form.xml_syntax),
            pdf_profile: or(self.pdf_profile, form.pdf_profile),
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

/// A file in base64, or a link.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentInput {
    /// BT-122; the name of the file where nothing is said.
    reference: Text,
    /// BT-123.
    description: Text,
    /// BT-124: a link instead of a file.
    location: Text,
    /// With its extension: PDF, PNG, JPEG, CSV, XLSX or ODS.
    file_name: Text,
    /// BT-125 in base64, at most 5 MiB when decoded.
    content: Text,
}

impl AttachmentInput {
    /// # Errors
    /// `Invalid` for what is no base64, or a file without a name.
    pub fn parts(self) -> Result<(AttachmentForm, Option<GivenFile>), AppError> {
        let form = AttachmentForm { reference: self.reference.same(), description: self.description.same(), location: self.location.same() };
        let packed: String = self.content.as_str().chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let name = typed::line(self.file_name.as_str(), 200).map_err(|problem| AppError::field("file_name", problem))?;
        if packed.is_empty() && name.is_none() {
            return Ok((form, None));
        }
        let bytes = STANDARD.decode(packed).map_err(|_| AppError::field("content", Problem::NotAnAttachment))?;
        let name = name.ok_or_else(|| AppError::field("file_name", Problem::Required))?;
        Ok((form, Some(GivenFile { name, bytes: bytes.into() })))
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
