//! Invoices of others: the verdict on three levels, and what pages show of a file.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::einvoice::gate::{Finding, OF_FORMAT, Severity};
use crate::domain::einvoice::model::EInvoice;
use crate::domain::error::{AppError, Problem};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};

/// The largest file that is taken, in bytes.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;

/// The name of the file in forms and refusals.
pub const FILE: &str = "file";

/// So many reasons are kept; a file with more is beyond reading anyway.
const MOST_REASONS: usize = 200;

/// What is judged, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Whether it can be read: syntax, profile, values.
    Format,
    /// EN 16931 and XRechnung.
    Rules,
    /// §14 UStG, check digits, codes that fit.
    Content,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Format, Self::Rules, Self::Content];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Rules => "rules",
            Self::Content => "content",
        }
    }

    /// The level of a rule, by the beginning of its id.
    fn of(rule: &str) -> Self {
        match rule {
            "RW-ATTACHMENT" | "BR-01" | "PEPPOL-EN16931-R008" | "BR-TMP-6" | "BR-TMP-7" => Self::Format,
            _ if OF_FORMAT.contains(&rule) => Self::Format,
            _ if rule.starts_with("UStG-") || rule.starts_with("RW-") => Self::Content,
            _ => Self::Rules,
        }
    }
}

/// The outcome of a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    #[default]
    Ok,
    Warnings,
    Errors,
}

impl Judgement {
    pub const ALL: [Self; 3] = [Self::Ok, Self::Warnings, Self::Errors];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warnings => "warnings",
            Self::Errors => "errors",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|judgement| judgement.as_str() == text)
    }
}

/// The outcome of every level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub format: Judgement,
    pub rules: Judgement,
    pub content: Judgement,
}

impl Verdict {
    #[must_use]
    pub fn of(reasons: &[Reason]) -> Self {
        let worst = |level| reasons.iter().filter(|reason| reason.level == level).map(Reason::judgement).max().unwrap_or_default();
        Self { format: worst(Level::Format), rules: worst(Level::Rules), content: worst(Level::Content) }
    }

    #[must_use]
    pub fn on(self, level: Level) -> Judgement {
        match level {
            Level::Format => self.format,
            Level::Rules => self.rules,
            Level::Content => self.content,
        }
    }

    #[must_use]
    pub fn worst(self) -> Judgement {
        self.format.max(self.rules).max(self.content)
    }
}

/// Why a level is not in order: a rule that is broken, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub level: Level,
    pub rule: String,
    /// The business term or group, as `BT-73`.
    pub term: String,
    pub is_error: bool,
    pub de: String,
    pub en: String,
}

impl Reason {
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        if lang == Lang::De { &self.de } else { &self.en }
    }

    fn judgement(&self) -> Judgement {
        if self.is_error { Judgement::Errors } else { Judgement::Warnings }
    }
}

impl From<Finding> for Reason {
    fn from(finding: Finding) -> Self {
        Self {
            level: Level::of(finding.rule),
            rule: finding.rule.to_owned(),
            term: finding.term.to_owned(),
            is_error: finding.severity == Severity::Error,
            de: finding.de,
            en: finding.en,
        }
    }
}

/// The findings as reasons, errors first. Several rules say the same about one field; the reader is told once.
#[must_use]
pub fn reasons(findings: Vec<Finding>) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = findings.into_iter().map(Reason::from).collect();
    reasons.sort_by_key(|reason| !reason.is_error);
    let mut told = HashSet::new();
    reasons.retain(|reason| told.insert(reason.de.clone()));
    reasons.truncate(MOST_REASONS);
    reasons
}

/// What the address of the list says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IncomingQuery {
    pub q: String,
    pub page: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingList {
    pub rows: Vec<IncomingRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub is_empty_organization: bool,
}

/// A received invoice in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingRow {
    pub id: String,
    pub received_at: DateTime<Utc>,
    pub seller_name: String,
    pub number: String,
    pub issue_date: Option<NaiveDate>,
    pub currency: Currency,
    /// `None` where the file has an amount beyond all reason.
    pub gross: Option<Cents>,
    pub verdict: Verdict,
    /// The same seller sent this number before.
    pub is_duplicate: bool,
}

/// One received invoice, read from its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomingPage {
    pub row: IncomingRow,
    pub file_name: String,
    pub is_pdf: bool,
    pub size: u64,
    pub sha256: String,
    pub reasons: Vec<Reason>,
    /// Others with the number of this seller.
    pub twins: Vec<Twin>,
    pub seller_address: Vec<String>,
    pub buyer_address: Vec<String>,
    /// Without the bytes of attachments, and with no more lines than a page can show.
    pub document: EInvoice,
    pub hidden_lines: u32,
}

/// Another received invoice with the same seller and number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    pub id: String,
    pub received_at: DateTime<Utc>,
    pub file_name: String,
}

/// The refusal of a file beyond [`FILE_LIMIT`].
#[must_use]
pub fn too_large() -> AppError {
    AppError::field(FILE, Problem::FileTooLarge(u32::try_from(FILE_LIMIT / 1024).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(rule: &str, is_error: bool) -> Reason {
        Reason { level: Level::of(rule), rule: rule.to_owned(), term: String::new(), is_error, de: String::new(), en: String::new() }
    }

    #[test]
    fn every_rule_belongs_to_a_level_and_the_worst_decides() {
        let all = [reason("RW-NUMBER", true), reason("BR-CO-10", true), reason("BR-DE-17", false), reason("UStG-14-4-6", false)];
        let verdict = Verdict::of(&all);
        assert_eq!((verdict.format, verdict.rules, verdict.content), (Judgement::Errors, Judgement::Errors, Judgement::Warnings));
        assert_eq!(Verdict::of(&all[3..]).worst(), Judgement::Warnings);
        assert_eq!(Verdict::of(&[]), Verdict::default());
    }
}
