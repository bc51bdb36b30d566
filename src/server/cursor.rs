//! Where a list of the API goes on: opaque to the caller, stable while rows come and go.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::error::{AppError, Problem};

/// The most rows of a page.
const MOST: i64 = 100;

/// Rows of a page where nothing was said.
const USUAL: i64 = 50;

/// The place after one row of a list that is ordered by time and id, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub at: DateTime<Utc>,
    pub id: Uuid,
}

impl Cursor {
    /// `None` for the first page.
    ///
    /// # Errors
    /// `Invalid` for what no page ever named.
    pub fn parse(text: &str) -> Result<Option<Self>, AppError> {
        if text.is_empty() {
            return Ok(None);
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == 24);
        let cursor = bytes.and_then(|bytes| {
            let micros = i64::from_be_bytes(bytes[..8].try_into().ok()?);
            Some(Self { at: DateTime::from_timestamp_micros(micros)?, id: Uuid::from_slice(&bytes[8..]).ok()? })
        });
        cursor.map(Some).ok_or_else(|| AppError::field("cursor", Problem::Unknown))
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = [self.at.timestamp_micros().to_be_bytes().as_slice(), self.id.as_bytes()].concat();
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// How many rows were asked for.
///
/// # Errors
/// `Invalid` for what is no number from 1 to 100.
pub fn limit(text: &str) -> Result<i64, AppError> {
    if text.is_empty() {
        return Ok(USUAL);
    }
    let limit: i64 = text.parse().map_err(|_| AppError::field("limit", Problem::NotANumber))?;
    if (1..=MOST).contains(&limit) { Ok(limit) } else { Err(AppError::field("limit", Problem::OutOfRange)) }
}

/// Cuts the one row too many that tells whether there is a next page.
#[must_use]
pub fn cut<T>(mut rows: Vec<T>, limit: i64, place: impl Fn(&T) -> Cursor) -> (Vec<T>, Option<String>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = if has_more { rows.last().map(|row| place(row).to_string()) } else { None };
    (rows, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = Cursor { at: DateTime::from_timestamp_micros(1_772_150_400_123_456).unwrap(), id: Uuid::from_u128(42) };
        assert_eq!(Cursor::parse(&cursor.to_string()), Ok(Some(cursor)));
        assert!(Cursor::parse("nonsense").is_err());
        assert!(Cursor::parse("Ä").is_err());
    }

    #[test]
    fn the_last_page_has_no_next_one() {
        let place = |n: &u128| Cursor { at: DateTime::UNIX_EPOCH, id: Uuid::from_u128(*n) };
        assert_eq!(cut(vec![1, 2], 2, place), (vec![1, 2], None));
        assert_eq!(cut(vec![1, 2, 3], 2, place).1, Some(place(&2).to_string()));
    }
}
