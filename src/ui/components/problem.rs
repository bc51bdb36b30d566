//! The words for a problem at a field.

use crate::domain::error::Problem;
use crate::domain::lang::Lang;
use crate::t;

#[must_use]
pub fn problem_text(lang: Lang, problem: Problem) -> String {
    match problem {
        Problem::Required => t!(lang, "problem-required"),
        Problem::TooLong(limit) => t!(lang, "problem-too-long", limit = limit),
        Problem::Unprintable => t!(lang, "problem-unprintable"),
        Problem::NotANumber => t!(lang, "problem-not-a-number"),
        Problem::Negative => t!(lang, "problem-negative"),
        Problem::TooManyDecimals(limit) => t!(lang, "problem-too-many-decimals", limit = limit),
        Problem::OutOfRange => t!(lang, "problem-out-of-range"),
        Problem::NotADate => t!(lang, "problem-not-a-date"),
        Problem::EndBeforeStart => t!(lang, "problem-end-before-start"),
        Problem::NotAnEmail => t!(lang, "problem-not-an-email"),
        Problem::NotAnIban => t!(lang, "problem-not-an-iban"),
        Problem::NotABic => t!(lang, "problem-not-a-bic"),
        Problem::NotAVatId => t!(lang, "problem-not-a-vat-id"),
        Problem::NotALeitwegId => t!(lang, "problem-not-a-leitweg-id"),
        Problem::NotACreditorId => t!(lang, "problem-not-a-creditor-id"),
        Problem::NotAnAttachment => t!(lang, "problem-not-an-attachment"),
        Problem::NotACountry => t!(lang, "problem-not-a-country"),
        Problem::NotAColor => t!(lang, "problem-not-a-color"),
        Problem::NotAChoice => t!(lang, "problem-not-a-choice"),
        Problem::NotAnImage => t!(lang, "problem-not-an-image"),
        Problem::UnsuitableImage => t!(lang, "problem-unsuitable-image"),
        Problem::TooManyPixels => t!(lang, "problem-too-many-pixels"),
        Problem::FileTooLarge(limit) => t!(lang, "problem-file-too-large", limit = limit),
        Problem::WeakPassword => t!(lang, "problem-weak-password"),
        Problem::WrongPassword => t!(lang, "problem-wrong-password"),
        Problem::Unknown => t!(lang, "problem-unknown"),
        Problem::Unreadable => t!(lang, "problem-unreadable"),
        Problem::AlreadyUsed => t!(lang, "problem-already-used"),
        Problem::NotXml => t!(lang, "problem-not-xml"),
        Problem::HasEntities => t!(lang, "problem-has-entities"),
        Problem::FileTooComplex => t!(lang, "problem-file-too-complex"),
        Problem::NotAnInvoice => t!(lang, "problem-not-an-invoice"),
        Problem::BrokenPdf => t!(lang, "problem-broken-pdf"),
        Problem::NoInvoiceInside => t!(lang, "problem-no-invoice-inside"),
        Problem::NoCounter => t!(lang, "problem-no-counter"),
        Problem::UnknownPlaceholder => t!(lang, "problem-unknown-placeholder"),
        Problem::SetByPeriod => t!(lang, "problem-set-by-period"),
        Problem::NotOnAnchorDay => t!(lang, "problem-not-on-anchor-day"),
        Problem::TooManyMissed(limit) => t!(lang, "problem-too-many-missed", limit = limit),
        Problem::PeriodInvoiced => t!(lang, "problem-period-invoiced"),
        Problem::NegativeTotal => t!(lang, "problem-negative-total"),
        Problem::NoBillingEmail => t!(lang, "problem-no-billing-email"),
        Problem::UnknownLetterPlace => t!(lang, "problem-unknown-letter-place"),
        Problem::NotAfterPrevious => t!(lang, "problem-not-after-previous"),
        Problem::NotAWebAddress => t!(lang, "problem-not-a-web-address"),
        Problem::HasCredentials => t!(lang, "problem-has-credentials"),
        Problem::NotAPublicAddress => t!(lang, "problem-not-a-public-address"),
        Problem::TooMany(limit) => t!(lang, "problem-too-many", limit = limit),
    }
}
