//! What was typed into a refused form, and what was wrong with it.

use super::problem::problem_text;
use crate::domain::error::{AppError, FieldError};
use crate::domain::flash::Flash;
use crate::domain::invoice::view::GateFinding;
use crate::domain::lang::Lang;

/// One form's share of the flash; empty when another form was refused, or none.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    values: serde_json::Value,
    errors: Vec<FieldError>,
    findings: Vec<GateFinding>,
}

impl Typed {
    #[must_use]
    pub fn of(flash: Option<&Flash>, form: &str) -> Self {
        flash.filter(|flash| flash.form == form).map_or_else(Self::default, |flash| Self {
            values: flash.typed.clone(),
            errors: flash.fields(),
            findings: if let AppError::Findings(findings) = &flash.error { findings.clone() } else { Vec::new() },
        })
    }

    /// The text as typed, or what the field shows at first.
    #[must_use]
    pub fn value(&self, name: &str, first: impl Into<String>) -> String {
        self.values.get(name).and_then(|value| value.as_str()).map_or_else(|| first.into(), str::to_owned)
    }

    #[must_use]
    pub fn is_checked(&self, name: &str, first: bool) -> bool {
        self.values.get(name).and_then(serde_json::Value::as_bool).unwrap_or(first)
    }

    /// What the issue gate says to the document that the form asked for.
    #[must_use]
    pub fn findings(&self) -> &[GateFinding] {
        &self.findings
    }

    #[must_use]
    pub fn error(&self, name: &str, lang: Lang) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(|error| problem_text(lang, error.problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::{AppError, Problem};

    #[test]
    fn only_the_refused_form_gets_back_what_was_typed() {
        let flash = Flash {
            form: "send_email".into(),
            error: AppError::field("to_email", Problem::NotAnEmail),
            typed: serde_json::json!({ "to_email": "a@", "attach_pdf": false }),
        };
        let mine = Typed::of(Some(&flash), "send_email");
        assert_eq!(mine.value("to_email", "b@c.de"), "a@");
        assert!(!mine.is_checked("attach_pdf", true));
        assert!(mine.error("to_email", Lang::De).is_some());
        let other = Typed::of(Some(&flash), "cancel");
        assert_eq!(other.value("to_email", "b@c.de"), "b@c.de");
        assert_eq!(other.error("to_email", Lang::De), None);
    }
}
