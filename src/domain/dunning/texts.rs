//! The words of a letter with places that each one fills: `Ihre Rechnung {Nummer} ist seit {Tage} Tagen fällig`.

use serde::{Deserialize, Serialize};

use crate::domain::error::Problem;
use crate::domain::places;

/// An organization's own words; `None` is ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
    pub body: Option<String>,
}

/// What can stand between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Number,
    Customer,
    IssueDate,
    DueDate,
    DaysLate,
    Open,
    Fees,
    Interest,
    Total,
    PayUntil,
}

impl Place {
    pub const ALL: [Self; 10] = [
        Self::Number,
        Self::Customer,
        Self::IssueDate,
        Self::DueDate,
        Self::DaysLate,
        Self::Open,
        Self::Fees,
        Self::Interest,
        Self::Total,
        Self::PayUntil,
    ];

    /// Its names in German and English.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("Nummer", "number"),
            Self::Customer => ("Kunde", "customer"),
            Self::IssueDate => ("Rechnungsdatum", "date"),
            Self::DueDate => ("Fällig", "due"),
            Self::DaysLate => ("Tage", "days"),
            Self::Open => ("Betrag", "amount"),
            Self::Fees => ("Mahnkosten", "fees"),
            Self::Interest => ("Zinsen", "interest"),
            Self::Total => ("Gesamt", "total"),
            Self::PayUntil => ("Frist", "deadline"),
        }
    }

    /// By its name in either language; capitals do not matter.
    fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        Self::ALL.into_iter().find(|place| place.names().0.to_lowercase() == name || place.names().1 == name)
    }
}

/// Whether every brace belongs to a place that there is.
///
/// # Errors
/// `UnknownLetterPlace`.
pub fn check(text: &str) -> Result<(), Problem> {
    places::check(text, |name| Place::parse(name).is_some(), Problem::UnknownLetterPlace)
}

/// The text with what stands at its places.
#[must_use]
pub fn fill(text: &str, value_of: impl Fn(Place) -> String) -> String {
    places::fill(text, |name| Place::parse(name).map(&value_of))
}
