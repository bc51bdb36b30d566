//! The two languages of the product.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    De,
    En,
}

impl Lang {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4, without weights: first match wins).
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .find_map(|range| {
                let tag = range.split(';').next().unwrap_or_default().trim();
                Self::parse(tag.get(..2)?.to_ascii_lowercase().as_str())
            })
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_speak_wins() {
        assert_eq!(Lang::from_accept_language("fr-FR, en-GB;q=0.8, de;q=0.5"), Lang::En);
        assert_eq!(Lang::from_accept_language("de-AT"), Lang::De);
        assert_eq!(Lang::from_accept_language("ü, *"), Lang::De);
    }
}
