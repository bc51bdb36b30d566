//! The words of errors, taken from the catalogues by their codes.

use std::collections::HashMap;

use crate::domain::error::FieldError;
use crate::domain::lang::Lang;
use crate::i18n;
use crate::server::rest::problem::ProblemField;

/// `api-already-paid` for `already_paid`.
pub fn title(code: &str, lang: Lang) -> String {
    i18n::text(lang, &format!("api-{}", code.replace('_', "-")))
}

/// The code of the problem as serde writes it, its bound, and the words that the forms of the pages have for it.
pub fn field(error: &FieldError, lang: Lang) -> ProblemField {
    let json = serde_json::to_value(error).unwrap_or_default();
    let problem = json.get("problem").and_then(|code| code.as_str()).unwrap_or_default().to_owned();
    let limit = json.get("limit").and_then(serde_json::Value::as_u64).and_then(|limit| u32::try_from(limit).ok());
    let message = words(&problem, limit, lang);
    ProblemField { field: error.field.clone(), problem, limit, message }
}

/// A field that could not even be read.
pub fn wrong_field(field: &str, problem: &str, lang: Lang) -> ProblemField {
    ProblemField {
        field: field.to_owned(),
        problem: problem.to_owned(),
        limit: None,
        message: i18n::text(lang, &format!("api-{}", problem.replace('_', "-"))),
    }
}

fn words(problem: &str, limit: Option<u32>, lang: Lang) -> String {
    let id = format!("problem-{}", problem.replace('_', "-"));
    let arguments: HashMap<&str, String> = limit.map(|limit| ("limit", limit.to_string())).into_iter().collect();
    i18n::loader(lang).get_args(&id, arguments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::{Conflict, Problem};

    #[test]
    fn a_wrong_field_is_told_by_code_bound_and_words() {
        let told = field(&FieldError::new("name", Problem::TooLong(200)), Lang::En);
        assert_eq!((told.problem.as_str(), told.limit), ("too_long", Some(200)));
        assert!(told.message.contains("200"), "{}", told.message);
    }

    #[test]
    fn every_conflict_has_words_in_both_languages() {
        use Conflict as C;
        let all = [
            C::AlreadyPaid,
            C::NotADraft,
            C::StillADraft,
            C::GateFindings,
            C::Closed,
            C::NothingToCancel,
            C::DocumentsPending,
            C::IdempotencyKeyReused,
            C::LinkExpired,
            C::EmailTaken,
            C::LastOwner,
            C::CustomerInUse,
            C::ChangedMeanwhile,
            C::SeriesInactive,
            C::SeriesRefused,
            C::AlreadyBilled,
            C::NothingToBill,
            C::NegativeTotal,
            C::NothingUnsent,
            C::NotOverdue,
            C::DunningHeld,
        ];
        for (conflict, lang) in all.into_iter().flat_map(|conflict| [(conflict, Lang::De), (conflict, Lang::En)]) {
            let code = super::super::conflict_code(conflict);
            assert!(!title(&code, lang).starts_with("api-"), "{code} has no words in {lang:?}");
        }
    }
}
