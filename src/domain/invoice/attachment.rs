//! BG-24: files and links that go along with an invoice.

use serde::{Deserialize, Serialize};

use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::text;

/// The largest file, in bytes; all of one invoice together may have [`TOTAL_LIMIT`].
pub const FILE_LIMIT: usize = 5 * 1024 * 1024;
pub const TOTAL_LIMIT: usize = 15 * 1024 * 1024;

/// So many attachments one invoice may have.
pub const MOST: usize = 20;

/// The form's field for the file, and that of its base64 in the API.
pub const FILE: &str = "content";

/// An attachment as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttachmentForm {
    /// BT-122; empty is the name of the file.
    pub reference: String,
    /// BT-123.
    pub description: String,
    /// BT-124: a link in the place of a file.
    pub location: String,
}

/// The same as stored, apart from the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentContent {
    pub reference: String,
    pub description: Option<String>,
    pub location: Option<String>,
}

impl AttachmentForm {
    /// Reads what was typed beside a file of this name, or beside none.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn parse(&self, file_name: Option<&str>) -> Result<AttachmentContent, AppError> {
        let mut problems = Problems::default();
        let location = problems.take("location", link(&self.location));
        let stands_for_it = file_name.map(|name| name.chars().take(100).collect::<String>()).or_else(|| location.clone());
        let reference = problems.take("reference", text::line(&self.reference, 100));
        let content = AttachmentContent {
            reference: reference.or(stands_for_it).unwrap_or_default(),
            description: problems.take("description", text::line(&self.description, 200)),
            location,
        };
        match (file_name, &content.location) {
            (Some(_), Some(_)) => problems.add("location", Problem::NotAChoice),
            (None, None) if self.location.trim().is_empty() => problems.add(FILE, Problem::Required),
            _ => {}
        }
        problems.finish(content)
    }
}

fn link(input: &str) -> Result<Option<String>, Problem> {
    let url = text::line(input, 500)?;
    let is_fine = |url: &String| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '"', '<', '>', '\'', '\\']))
    };
    if url.as_ref().is_none_or(is_fine) { Ok(url) } else { Err(Problem::NotAChoice) }
}

/// What kind of file this is, told by its bytes; only kinds that the norm allows (BR-CL-24) and whose name says the same.
///
/// # Errors
/// `NotAnAttachment`.
pub fn kind_of(name: &str, bytes: &[u8]) -> Result<&'static str, Problem> {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let (kind, extensions): (_, &[&str]) = if bytes.starts_with(b"%PDF-") {
        ("application/pdf", &["pdf"])
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        ("image/png", &["png"])
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        ("image/jpeg", &["jpg", "jpeg"])
    } else if is_ods(bytes) {
        ("application/vnd.oasis.opendocument.spreadsheet", &["ods"])
    } else if is_xlsx(bytes) {
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"])
    } else if is_csv(bytes) {
        ("text/csv", &["csv"])
    } else {
        return Err(Problem::NotAnAttachment);
    };
    if extensions.contains(&extension.as_str()) { Ok(kind) } else { Err(Problem::NotAnAttachment) }
}

/// The first entry of an OpenDocument file is its type, neither packed nor hidden (ODF 1.2 part 3, 3.3).
fn is_ods(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"))
}

fn is_xlsx(bytes: &[u8]) -> bool {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    bytes.starts_with(b"PK\x03\x04") && has(b"[Content_Types].xml") && has(b"xl/workbook.xml")
}

/// Text in rows and columns, no markup and no control characters.
fn is_csv(bytes: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\r' | b'\n');
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    !bytes.is_empty() && start != Some(&b'<') && bytes.iter().all(is_text) && bytes.iter().any(|byte| matches!(byte, b',' | b';' | b'\t'))
}

/// The name of a file without folders and without what no file name can carry; at most 100 characters, its extension kept.
#[must_use]
pub fn safe_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let safe: String = own.chars().map(|c| if c.is_alphanumeric() || "-_. ()".contains(c) { c } else { '_' }).collect();
    let safe = safe.trim_matches(['.', ' ']).to_owned();
    let length = safe.chars().count();
    if length <= 100 { safe } else { safe.chars().skip(length - 100).collect() }
}

/// What pages and programs are told of one attachment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentEntry {
    pub id: String,
    pub reference: String,
    pub description: Option<String>,
    pub location: Option<String>,
    pub file_name: Option<String>,
    pub mime: Option<String>,
    pub size: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say_and_its_name_agrees() {
        assert_eq!(kind_of("Stunden.pdf", b"%PDF-1.7 x"), Ok("application/pdf"));
        assert_eq!(kind_of("Stunden.CSV", b"Tag;Stunden\n1;8\n"), Ok("text/csv"));
        assert_eq!(
            kind_of("tabelle.ods", &[b"PK\x03\x04".as_slice(), &[0; 26], b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"].concat()),
            Ok("application/vnd.oasis.opendocument.spreadsheet")
        );
        for (name, bytes) in [
            ("Stunden.png", b"%PDF-1.7 x".as_slice()),
            ("a.csv", b"<html>,</html>"),
            ("a.csv", b"MZ\x90\x00,"),
            ("a.xml", b"<Invoice/>"),
            ("a.xlsx", b"PK\x03\x04zip"),
            ("a.pdf", b""),
            ("pdf", b"%PDF-1.7"),
        ] {
            assert_eq!(kind_of(name, bytes), Err(Problem::NotAnAttachment), "{name}");
        }
        assert_eq!(safe_name("C:\\Ordner\\../Plan \"1\".pdf"), "Plan _1_.pdf");
    }
}
