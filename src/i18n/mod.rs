//! The words of pages, mails and PDFs: Project Fluent catalogues in German and English, their ids checked at compile time.

use std::sync::LazyLock;

use i18n_embed::LanguageLoader as _;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use rust_embed::RustEmbed;

use crate::domain::lang::Lang;
use crate::domain::recurring::Refusal;

#[derive(RustEmbed)]
#[folder = "src/i18n/"]
#[include = "*.ftl"]
struct Catalogues;

static GERMAN: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Lang::De));
static ENGLISH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Lang::En));

/// The catalogue of a language; use the macro [`t!`](crate::t) instead wherever the id is known.
#[must_use]
pub fn loader(lang: Lang) -> &'static FluentLanguageLoader {
    match lang {
        Lang::De => &GERMAN,
        Lang::En => &ENGLISH,
    }
}

/// The text of an id that is only known at run time (`unit-HUR`), or the id itself where the catalogue has none.
#[must_use]
pub fn text(lang: Lang, id: &str) -> String {
    let loader = loader(lang);
    if loader.has(id) { loader.get(id) } else { id.to_owned() }
}

/// Why a series could not make an invoice, in one sentence or those of the issue gate.
#[must_use]
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal.findings(lang) {
        [] => text(lang, &format!("refusal-{}", refusal.code().replace('_', "-"))),
        findings => findings.join(" "),
    }
}

/// Whether the catalogue has words for this id.
#[must_use]
pub fn has(lang: Lang, id: &str) -> bool {
    loader(lang).has(id)
}

/// The sentence `{prefix}-{event}` for an event whose name is only known at run time, or `{prefix}-other` for a new one.
#[must_use]
pub fn sentence(lang: Lang, prefix: &str, event: &str, arguments: &[(&'static str, String)]) -> String {
    let loader = loader(lang);
    let known = format!("{prefix}-{}", event.replace(['.', '_'], "-"));
    let id = if loader.has(&known) { known } else { format!("{prefix}-other") };
    let values = arguments.iter().map(|(name, value)| (*name, value.as_str())).chain([("event", event)]);
    loader.get_args_concrete(&id, values.map(|(name, value)| (name, value.into())).collect())
}

fn load(lang: Lang) -> FluentLanguageLoader {
    let identifier: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let loader = FluentLanguageLoader::new("rechnungswerk", identifier.clone());
    if let Err(error) = loader.load_languages(&Catalogues, &[identifier]) {
        tracing::error!(lang = lang.code(), %error, "The catalogue of a language could not be loaded.");
    }
    loader.set_use_isolating(false);
    loader
}

/// `t!(lang, "portal-due", date = text)`: the text of an id with its arguments, both checked at compile time.
#[macro_export]
macro_rules! t {
    ($lang:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        i18n_embed_fl::fl!($crate::i18n::loader($lang), $id $(, $name = $value)*)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(file: &str) -> Vec<String> {
        let mut ids: Vec<_> = file
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id.to_owned())
            .collect();
        ids.sort();
        ids
    }

    #[test]
    fn both_languages_say_the_same_things_once() {
        let (de, en) = (ids(include_str!("de/rechnungswerk.ftl")), ids(include_str!("en/rechnungswerk.ftl")));
        assert_eq!(de, en);
        assert!(de.windows(2).all(|pair| pair[0] != pair[1]), "an id stands twice");
    }

    #[test]
    fn arguments_are_filled_in_without_invisible_marks() {
        assert_eq!(crate::t!(Lang::De, "pages-of", page = "1", pages = "3"), "Seite 1 von 3");
    }
}
