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
        Problem::NotACountry => t!(lang, "problem-not-a-country"),
        Problem::NotAColor => t!(lang, "problem-not-a-color"),
        Problem::NotAChoice => t!(lang, "problem-not-a-choice"),
        Problem::NotAnImage => t!(lang, "problem-not-an-image"),
        Problem::FileTooLarge(limit) => t!(lang, "problem-file-too-large", limit = limit),
        Problem::WeakPassword => t!(lang, "problem-weak-password"),
        Problem::WrongPassword => t!(lang, "problem-wrong-password"),
        Problem::Unknown => t!(lang, "problem-unknown"),
        Problem::AlreadyUsed => t!(lang, "problem-already-used"),
        Problem::NotXml => t!(lang, "problem-not-xml"),
        Problem::HasEntities => t!(lang, "problem-has-entities"),
        Problem::FileTooComplex => t!(lang, "problem-file-too-complex"),
        Problem::NotAnInvoice => t!(lang, "problem-not-an-invoice"),
        Problem::BrokenPdf => t!(lang, "problem-broken-pdf"),
        Problem::NoInvoiceInside => t!(lang, "problem-no-invoice-inside"),
        Problem::NoCounter => t!(lang, "problem-no-counter"),
    }
}
