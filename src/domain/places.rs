//! Places between braces in texts that people write once and that are filled in each time: `Wartung {Monat}`.

use crate::domain::error::Problem;

/// Whether every brace belongs to a place that there is; otherwise `unknown`.
///
/// # Errors
/// `unknown`.
pub fn check(text: &str, is_known: impl Fn(&str) -> bool, unknown: Problem) -> Result<(), Problem> {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let after = &rest[at + 1..];
        let name = after.split_once('}').filter(|_| rest[at..].starts_with('{')).map(|(name, _)| name);
        name.filter(|name| is_known(name)).ok_or(unknown)?;
        rest = &after[name.map_or(0, str::len) + 1..];
    }
    Ok(())
}

/// The text with its places filled in; what is no place stays as it is, and what is filled in is not looked at again.
#[must_use]
pub fn fill(text: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}').and_then(|(name, behind)| Some((value_of(name)?, behind))) {
            Some((value, behind)) => {
                filled.push_str(&value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}
