//! The countries that forms offer: the neighbours and trade partners by name, any other one by its code.

use crate::domain::check;
use crate::domain::lang::Lang;
use crate::i18n;
use crate::ui::components::Choice;

/// Choices by name, Germany first; the current one is among them even where it has no name here.
#[must_use]
pub fn country_choices(current: &str, lang: Lang) -> Vec<Choice> {
    let mut choices: Vec<Choice> =
        check::countries().filter(|code| *code != "DE").filter_map(|code| Some(Choice::new(code, country_name(code, lang)?))).collect();
    choices.sort_by_key(|choice| sort_key(&choice.label));
    choices.insert(0, Choice::new("DE", country_name("DE", lang).unwrap_or_default()));
    if !current.is_empty() && !choices.iter().any(|choice| choice.value == current) {
        choices.push(Choice::new(current, current));
    }
    choices
}

/// The name of a country in the reader's language, where the catalogue has one.
#[must_use]
pub fn country_name(code: &str, lang: Lang) -> Option<String> {
    let id = format!("country-{code}");
    let name = i18n::text(lang, &id);
    (name != id).then_some(name)
}

/// German order: Ö beside O (DIN 5007-1).
fn sort_key(name: &str) -> String {
    name.to_lowercase().replace('ä', "a").replace('ö', "o").replace('ü', "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn germany_comes_first_and_unknown_codes_stay() {
        let choices = country_choices("BR", Lang::De);
        assert_eq!(choices[0].label, "Deutschland");
        assert!(choices.iter().any(|choice| choice.label == "Österreich"));
        assert_eq!(choices.last().map(|choice| choice.value.as_str()), Some("BR"));
        assert!(choices.len() > 40, "{}", choices.len());
    }
}
