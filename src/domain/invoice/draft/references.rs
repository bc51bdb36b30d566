//! What the invoice refers to, and what it says in words: BT-14 … BT-19, BG-1, BG-3.

use serde::{Deserialize, Serialize};

use super::read::{Row, are_blank, day_text, identifier, identifier_text, own};
use crate::domain::einvoice::model::{Identifier, Note, PrecedingInvoice};
use crate::domain::error::Problems;
use crate::domain::text::{self, NumberFormat};

/// The references that few invoices have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferencesForm {
    /// BT-14.
    pub sales_order: String,
    /// BT-15.
    pub receiving_advice: String,
    /// BT-16.
    pub despatch_advice: String,
    /// BT-17.
    pub tender: String,
    /// BT-18.
    pub invoiced_object: String,
    pub invoiced_object_scheme: String,
    /// BT-19.
    pub buyer_accounting: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftReferences {
    pub sales_order: Option<String>,
    pub receiving_advice: Option<String>,
    pub despatch_advice: Option<String>,
    pub tender: Option<String>,
    pub invoiced_object: Option<Identifier>,
    pub buyer_accounting: Option<String>,
}

impl ReferencesForm {
    pub(super) fn parse(&self, problems: &mut Problems) -> DraftReferences {
        let object_at = ["references.invoiced_object", "references.invoiced_object_scheme"];
        DraftReferences {
            sales_order: problems.take("references.sales_order", text::line(&self.sales_order, 100)),
            receiving_advice: problems.take("references.receiving_advice", text::line(&self.receiving_advice, 100)),
            despatch_advice: problems.take("references.despatch_advice", text::line(&self.despatch_advice, 100)),
            tender: problems.take("references.tender", text::line(&self.tender, 100)),
            invoiced_object: identifier(object_at, &self.invoiced_object, &self.invoiced_object_scheme, problems),
            buyer_accounting: problems.take("references.buyer_accounting", text::line(&self.buyer_accounting, 100)),
        }
    }
}

impl DraftReferences {
    #[must_use]
    pub fn to_form(&self) -> ReferencesForm {
        let (invoiced_object, invoiced_object_scheme) = identifier_text(self.invoiced_object.as_ref());
        ReferencesForm {
            sales_order: own(&self.sales_order),
            receiving_advice: own(&self.receiving_advice),
            despatch_advice: own(&self.despatch_advice),
            tender: own(&self.tender),
            invoiced_object,
            invoiced_object_scheme,
            buyer_accounting: own(&self.buyer_accounting),
        }
    }
}

/// BG-3: an invoice before this one, such as a partial invoice that the final one settles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PrecedingForm {
    /// BT-25.
    pub number: String,
    /// BT-26.
    pub issue_date: String,
}

impl Row for PrecedingForm {
    type Content = PrecedingInvoice;

    fn is_blank(&self) -> bool {
        are_blank(&[&self.number, &self.issue_date])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> PrecedingInvoice {
        PrecedingInvoice {
            number: problems.take(format!("{at}.number"), text::required_line(&self.number, 100)),
            issue_date: problems.take(format!("{at}.issue_date"), text::day(&self.issue_date)),
        }
    }
}

impl PrecedingForm {
    #[must_use]
    pub fn of(preceding: &PrecedingInvoice) -> Self {
        Self { number: preceding.number.clone(), issue_date: day_text(preceding.issue_date) }
    }
}

/// BG-1: a note besides the first one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// BT-21, UNTDID 4451: what the note is about.
    pub subject_code: String,
    /// BT-22.
    pub text: String,
}

impl Row for NoteForm {
    type Content = Note;

    fn is_blank(&self) -> bool {
        are_blank(&[&self.subject_code, &self.text])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> Note {
        let text = text::block(&self.text, 4_000).and_then(|text| text.ok_or(crate::domain::error::Problem::Required));
        Note {
            subject_code: problems.take(format!("{at}.subject_code"), text::line(&self.subject_code, 3)).map(|code| code.to_ascii_uppercase()),
            text: problems.take(format!("{at}.text"), text),
        }
    }
}

impl NoteForm {
    #[must_use]
    pub fn of(note: &Note) -> Self {
        Self { subject_code: own(&note.subject_code), text: note.text.clone() }
    }
}
