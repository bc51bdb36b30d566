//! Places in the texts of a series that each invoice fills with its own period: `Wartung {Monat} {Jahr}`.

use chrono::Datelike as _;

use super::schedule::Period;
use crate::domain::error::Problem;
use crate::domain::invoice::draft::DraftContent;
use crate::domain::lang::Lang;
use crate::domain::{places, text};

/// What can stand between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Month,
    Quarter,
    Half,
    Year,
    Week,
    Period,
    From,
    Until,
}

impl Place {
    /// Names in either language, whatever the customer's is; capitals do not matter.
    fn parse(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "monat" | "month" => Self::Month,
            "quartal" | "quarter" => Self::Quarter,
            "halbjahr" | "half" => Self::Half,
            "jahr" | "year" => Self::Year,
            "kw" | "week" => Self::Week,
            "zeitraum" | "period" => Self::Period,
            "von" | "from" => Self::From,
            "bis" | "until" => Self::Until,
            _ => return None,
        })
    }

    /// Month, quarter, half, year and week are those of the first day.
    fn write(self, period: Period, lang: Lang) -> String {
        let Period { start, end } = period;
        match (self, lang) {
            (Self::Month, _) => month(start.month(), lang).to_owned(),
            (Self::Quarter, Lang::De) => format!("{}. Quartal", start.month0() / 3 + 1),
            (Self::Quarter, Lang::En) => format!("Q{}", start.month0() / 3 + 1),
            (Self::Half, Lang::De) => format!("{}. Halbjahr", start.month0() / 6 + 1),
            (Self::Half, Lang::En) => format!("H{}", start.month0() / 6 + 1),
            (Self::Year, _) => start.year().to_string(),
            (Self::Week, Lang::De) => format!("KW {}", start.iso_week().week()),
            (Self::Week, Lang::En) => format!("week {}", start.iso_week().week()),
            (Self::Period, _) => text::period(start, end, lang),
            (Self::From, _) => text::date(start, lang),
            (Self::Until, _) => text::date(end, lang),
        }
    }
}

fn month(number: u32, lang: Lang) -> &'static str {
    const DE: [&str; 12] = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    const EN: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let index = (number.clamp(1, 12) - 1) as usize;
    if lang == Lang::De { DE[index] } else { EN[index] }
}

/// Whether every brace belongs to a placeholder that there is.
///
/// # Errors
/// `UnknownPlaceholder`.
pub fn check(text: &str) -> Result<(), Problem> {
    places::check(text, |name| Place::parse(name).is_some(), Problem::UnknownPlaceholder)
}

/// The text of one period; what is no placeholder stays as it is.
#[must_use]
pub fn fill(text: &str, period: Period, lang: Lang) -> String {
    places::fill(text, |name| Place::parse(name).map(|place| place.write(period, lang)))
}

/// The text without its places, as a name for the whole series.
#[must_use]
pub fn strip(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The invoice of one period: its texts filled in, its service period set, its days left to the issue.
#[must_use]
pub fn content_for(template: &DraftContent, period: Period, lang: Lang) -> DraftContent {
    let filled = |text: &Option<String>| text.as_ref().map(|text| fill(text, period, lang));
    let mut content = template.clone();
    content.note = filled(&content.note);
    for line in &mut content.lines {
        line.name = filled(&line.name);
        line.description = filled(&line.description);
        (line.service_start, line.service_end) = (None, None);
    }
    for adjustment in &mut content.allowances_charges {
        adjustment.reason = filled(&adjustment.reason);
    }
    (content.issue_date, content.due_date) = (None, None);
    (content.service_start, content.service_end) = (Some(period.start), Some(period.end));
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invoice::draft::DraftLine;

    fn period(start: &str, end: &str) -> Period {
        Period { start: start.parse().expect("a day"), end: end.parse().expect("a day") }
    }

    #[test]
    fn places_are_filled_in_the_language_of_the_customer() {
        let march = period("2026-03-01", "2026-03-31");
        assert_eq!(fill("Wartung {Monat} {Jahr}", march, Lang::De), "Wartung März 2026");
        assert_eq!(fill("Support {Monat} {year}", march, Lang::En), "Support March 2026");
        assert_eq!(fill("{quartal} / {Halbjahr} / {KW}", march, Lang::De), "1. Quartal / 1. Halbjahr / KW 9");
        assert_eq!(fill("{Quarter} {half} {Week}", march, Lang::En), "Q1 H1 week 9");
        assert_eq!(fill("{Zeitraum}: {von} bis {bis}", march, Lang::De), "01.03.–31.03.2026: 01.03.2026 bis 31.03.2026");
        assert_eq!(fill("{period}", march, Lang::En), "1 Mar–31 Mar 2026");
    }

    #[test]
    fn what_nobody_knows_is_told() {
        for good in ["", "Wartung", "{Monat}{Jahr}", "{ monat }", "{MONTH}"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for wrong in ["{Monta}", "{}", "{Monat", "Monat}", "{Monat} {x}", "{{Monat}}", "}{", "{Ä}"] {
            assert_eq!(check(wrong), Err(Problem::UnknownPlaceholder), "{wrong}");
        }
        assert_eq!(strip("Wartung {Monat} {Jahr}, Halle 2"), "Wartung , Halle 2");
        assert_eq!(strip("{Monat}"), "");
        assert_eq!(fill("{Monta} {", period("2026-03-01", "2026-03-31"), Lang::De), "{Monta} {");
    }

    #[test]
    fn an_invoice_has_the_period_and_no_days_of_the_template() {
        let old: chrono::NaiveDate = "2020-01-01".parse().expect("a day");
        let line = DraftLine { name: Some("Miete {Monat}".into()), service_start: Some(old), service_end: Some(old), ..DraftLine::default() };
        let template =
            DraftContent { issue_date: Some(old), due_date: Some(old), note: Some("{bis}".into()), lines: vec![line], ..DraftContent::default() };
        let content = content_for(&template, period("2026-05-01", "2026-05-31"), Lang::De);
        assert_eq!((content.issue_date, content.due_date, content.lines[0].service_start), (None, None, None));
        assert_eq!((content.lines[0].name.as_deref(), content.note.as_deref()), (Some("Miete Mai"), Some("31.05.2026")));
        assert_eq!((content.service_start, content.service_end), ("2026-05-01".parse().ok(), "2026-05-31".parse().ok()));
    }
}
