//! The XML inside a ZUGFeRD or Factur-X PDF, taken out under limits.

use lopdf::{Dictionary, Document, LoadOptions, Object};

use super::Unreadable;

/// What a single stream may grow to; the files of real invoices stay far below.
const MAX_STREAM: usize = 64 * 1024 * 1024;

/// How deep a file specification may hide inside a direct object.
const MAX_NESTING: usize = 6;

/// The names that ZUGFeRD, Factur-X and XRechnung prescribe, newest first.
const NAMES: [&str; 3] = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"];

/// The embedded invoice with its file name.
///
/// # Errors
/// When the PDF cannot be read, unpacks to more than the limit or holds no XML.
pub fn embedded_xml(bytes: &[u8]) -> Result<(String, Vec<u8>), Unreadable> {
    if bytes.len() > MAX_STREAM {
        return Err(Unreadable::TooLarge);
    }
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| Unreadable::NotPdf)?;
    let mut specifications = Vec::new();
    document.objects.values().for_each(|object| file_specifications(object, 0, &mut specifications));
    let mut files: Vec<(String, &Dictionary)> = specifications.into_iter().filter_map(|file| Some((name_of(&document, file)?, file))).collect();
    files.retain(|(name, _)| name.to_ascii_lowercase().ends_with(".xml"));
    files.sort_by_key(|(name, _)| NAMES.iter().position(|known| name.eq_ignore_ascii_case(known)).unwrap_or(NAMES.len()));
    let (name, file) = files.into_iter().next().ok_or(Unreadable::NoXml)?;
    Ok((name, content_of(&document, file)?))
}

fn file_specifications<'a>(object: &'a Object, depth: usize, found: &mut Vec<&'a Dictionary>) {
    if depth > MAX_NESTING {
        return;
    }
    match object {
        Object::Dictionary(dictionary) if dictionary.has(b"EF") => found.push(dictionary),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, value)| file_specifications(value, depth + 1, found)),
        Object::Array(values) => values.iter().for_each(|value| file_specifications(value, depth + 1, found)),
        _ => {}
    }
}

/// `UF` in UTF-16 or `F`; the names we look for are ASCII in both.
fn name_of(document: &Document, file: &Dictionary) -> Option<String> {
    let name = file.get(b"UF").or_else(|_| file.get(b"F")).ok()?;
    let bytes = document.dereference(name).ok()?.1.as_str().ok()?;
    Some(bytes.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect())
}

fn content_of(document: &Document, file: &Dictionary) -> Result<Vec<u8>, Unreadable> {
    let streams = document.get_dict_in_dict(file, b"EF").map_err(|_| Unreadable::NoXml)?;
    let reference = streams.get(b"F").or_else(|_| streams.get(b"UF")).map_err(|_| Unreadable::NoXml)?;
    let (_, object) = document.dereference(reference).map_err(|_| Unreadable::NoXml)?;
    let stream = object.as_stream().map_err(|_| Unreadable::NoXml)?;
    stream.get_plain_content_with_limit(MAX_STREAM).map_err(|_| Unreadable::TooLarge)
}
