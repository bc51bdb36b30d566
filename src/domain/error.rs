//! What can go wrong, small and closed: codes only, the words for them stand in the catalogues.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::invoice::view::GateFinding;

/// Every expected failure of a verb. Nothing in it was written by the server in free text.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum AppError {
    #[error("not found")]
    NotFound,
    /// The person is known but may not do this.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is logged in, or the key is not valid.
    #[error("unauthenticated")]
    Unauthenticated,
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    #[error("invalid input in {} fields", .0.len())]
    Invalid(Vec<FieldError>),
    /// The issue gate refuses a document that is made at once, so that no draft shows why; in the words of the one who asked for it.
    #[error("{} findings of the issue gate", .0.len())]
    Findings(Vec<GateFinding>),
    /// Asked too often; seconds until the next try makes sense.
    #[error("too many requests")]
    TooManyRequests(u32),
    /// The database, or something else that we need, is away.
    #[error("unavailable")]
    Unavailable,
}

impl AppError {
    /// The same with fields named without the path that they stand below.
    #[must_use]
    pub fn below(self, path: &str) -> Self {
        let own = |error: FieldError| FieldError { field: error.field.strip_prefix(path).map(str::to_owned).unwrap_or(error.field), ..error };
        match self {
            Self::Invalid(errors) => Self::Invalid(errors.into_iter().map(own).collect()),
            other => other,
        }
    }

    /// One wrong field.
    #[must_use]
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError::new(field, problem)])
    }
}

/// The action does not fit the state in which the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// "Bereits als bezahlt markiert".
    AlreadyPaid,
    /// A draft was expected.
    NotADraft,
    /// An issued invoice was expected.
    StillADraft,
    /// The issue gate found errors.
    GateFindings,
    /// The invoice is void or uncollectible.
    Closed,
    /// Nothing is left to cancel.
    NothingToCancel,
    /// The document job has not finished yet.
    DocumentsPending,
    /// The same Idempotency-Key came with another request.
    IdempotencyKeyReused,
    /// The token of a mail link is used or too old.
    LinkExpired,
    /// The e-mail address already has an account.
    EmailTaken,
    /// The last owner cannot leave.
    LastOwner,
    /// The customer still has invoices.
    CustomerInUse,
    /// Somebody else changed it in the meantime.
    ChangedMeanwhile,
    /// The series is paused or at its end.
    SeriesInactive,
    /// The series could not make its invoice; its page says why.
    SeriesRefused,
    /// The billing event stands on an invoice.
    AlreadyBilled,
    /// No open event lies in the period.
    NothingToBill,
    /// The credits are larger than the fees; they wait for the next invoice.
    NegativeTotal,
    /// Every invoice is sent or on its way.
    NothingUnsent,
    /// The invoice is paid, cancelled or not yet overdue.
    NotOverdue,
    /// Dunning of the invoice is held up, over, or was done today.
    DunningHeld,
}

/// One field and what is wrong with it. Fields of lists are named `lines[2].price`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    #[serde(flatten)]
    pub problem: Problem,
}

impl FieldError {
    #[must_use]
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem", content = "limit")]
pub enum Problem {
    Required,
    /// The longest text that fits, in characters.
    TooLong(u32),
    /// Control characters, or characters that no document can carry.
    Unprintable,
    NotANumber,
    Negative,
    /// The largest number of decimals.
    TooManyDecimals(u32),
    OutOfRange,
    NotADate,
    /// The end lies before the start.
    EndBeforeStart,
    NotAnEmail,
    NotAnIban,
    NotABic,
    NotAVatId,
    NotALeitwegId,
    NotACreditorId,
    NotACountry,
    NotAColor,
    NotAChoice,
    NotAnImage,
    /// An image of a kind that no PDF/A can carry: interlaced, or in the colours of a printing press.
    UnsuitableImage,
    /// More pixels than a logo can need.
    TooManyPixels,
    /// The largest size in KiB.
    FileTooLarge(u32),
    WeakPassword,
    WrongPassword,
    Unknown,
    /// Not of the kind that was expected at all.
    Unreadable,
    /// Another thing has it already.
    AlreadyUsed,
    // What is wrong with an uploaded invoice.
    NotXml,
    HasEntities,
    FileTooComplex,
    NotAnInvoice,
    BrokenPdf,
    NoInvoiceInside,
    /// A file of a kind that invoices cannot carry, or that is not what it says.
    NotAnAttachment,
    /// A number format without a counter for the running number.
    NoCounter,
    // What is wrong with a series of invoices.
    /// Braces around a word that no period can fill.
    UnknownPlaceholder,
    /// Days of an invoice that its period sets.
    SetByPeriod,
    /// The start is not the day of the month that the series is to keep.
    NotOnAnchorDay,
    /// So many periods at most can be made up for.
    TooManyMissed(u32),
    /// The period has been invoiced by this series already.
    PeriodInvoiced,
    NegativeTotal,
    /// The customer has no address that invoices could be mailed to.
    NoBillingEmail,
    // What is wrong with the settings of dunning.
    /// Braces around a word that no letter can fill.
    UnknownLetterPlace,
    /// Not later than the level before.
    NotAfterPrevious,
    // What is wrong with the address of a webhook.
    NotAWebAddress,
    HasCredentials,
    NotAPublicAddress,
    /// So many there may be.
    TooMany(u32),
}

/// Collects field errors while a form is parsed, so that all are shown at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldError>);

impl Problems {
    /// Keeps the value, or notes the problem at the field and goes on with the default.
    pub fn take<T: Default>(&mut self, field: impl Into<String>, result: Result<T, Problem>) -> T {
        result.unwrap_or_else(|problem| {
            self.add(field, problem);
            T::default()
        })
    }

    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.0.push(FieldError::new(field, problem));
    }

    /// The value if no field was wrong.
    ///
    /// # Errors
    /// `Invalid` with all that was noted.
    pub fn finish<T>(self, value: T) -> Result<T, AppError> {
        if self.0.is_empty() { Ok(value) } else { Err(AppError::Invalid(self.0)) }
    }
}
