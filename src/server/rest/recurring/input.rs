//! What requests say about series.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::error::{AppError, FieldError};
use crate::domain::invoice::draft::InvoiceForm;
use crate::domain::recurring::plan::{PLAN_FIELDS, PlanForm};
use crate::server::rest::invoices::{InvoiceInput, Same as _};
use crate::server::rest::text::Text;

/// A series: when, what, and how far each invoice is carried.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecurringInput {
    /// Text of the first line where nothing is said.
    name: Text,
    /// `weekly`, `monthly`, `quarterly`, `half_yearly` or `yearly`; monthly where nothing is said.
    frequency: Text,
    /// Which period an invoice is about: `ahead` from its day on, `behind` until the day before, or the `calendar` period around it.
    covers: Text,
    /// Day of the first invoice.
    start_date: Text,
    /// Day of the month that is kept, 31 for its end; the day of the start where nothing is said.
    anchor_day: Text,
    /// No invoice after this day.
    end_date: Text,
    /// How many invoices at most.
    count: Text,
    /// `draft`, `issue` or `issue_and_send`; drafts where nothing is said.
    handling: Text,
    /// Identifier of an invoice or draft whose content is taken, instead of `invoice`.
    from_invoice: Text,
    /// The invoice without days. Its texts may hold `{month}`, `{quarter}`, `{half}`, `{year}`, `{week}`, `{period}`, `{from}` and `{until}`, or the German words.
    invoice: InvoiceInput,
    /// The version that was read; another one by now is a conflict.
    version: Text,
}

impl RecurringInput {
    /// The plan, the invoice that it is like, the version, and the invoice itself.
    pub fn into_parts(self) -> (PlanForm, String, String, InvoiceForm) {
        let plan = PlanForm {
            name: self.name.into(),
            frequency: self.frequency.into(),
            covers: self.covers.into(),
            start_date: self.start_date.into(),
            anchor_day: self.anchor_day.into(),
            end_date: self.end_date.into(),
            count: self.count.into(),
            handling: self.handling.into(),
        };
        (plan, self.from_invoice.into(), self.version.into(), self.invoice.same())
    }
}

/// Fields of the invoice lie below `invoice` here.
pub fn below_invoice(error: AppError) -> AppError {
    let AppError::Invalid(errors) = error else { return error };
    let below = |error: FieldError| {
        if PLAN_FIELDS.contains(&error.field.as_str()) { error } else { FieldError::new(format!("invoice.{}", error.field), error.problem) }
    };
    AppError::Invalid(errors.into_iter().map(below).collect())
}

/// What happens to the periods that passed while it was paused.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ResumeInput {
    /// `catch_up` (where nothing is said) or `skip`.
    pub missed: Text,
}

/// Up to when.
#[derive(Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RunInput {
    /// Today where nothing is said, at most the day of the next invoice.
    pub until: Text,
}

/// Which page of the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct RecurringInvoiceQuery {
    /// `next_cursor` of the page before.
    pub cursor: String,
    /// Rows of a page, 1 to 100; 50 where nothing is said.
    pub limit: String,
}
