//! The XML inside a ZUGFeRD or Factur-X PDF, taken out under limits.
//!
//! Objects are found by walking through the file once: tables of offsets are not believed, so none can lead in circles, and what
//! is unpacked and taken apart is counted over the whole file.

mod file;
mod object;

use file::File;
use object::{Dictionary, Object};

use super::Unreadable;

/// How deep a file specification may hide inside a direct object.
const MAX_NESTING: usize = 6;

/// The names that ZUGFeRD, Factur-X and XRechnung prescribe, newest first.
const NAMES: [&str; 3] = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"];

/// The embedded invoice with its file name.
///
/// # Errors
/// When the PDF cannot be read, unpacks to more than the limit or holds no XML.
pub fn embedded_xml(bytes: &[u8]) -> Result<(String, Vec<u8>), Unreadable> {
    let mut file = File::read(bytes)?;
    let mut specifications = Vec::new();
    file.objects().for_each(|object| file_specifications(object, 0, &mut specifications));
    let mut files: Vec<(String, u32)> =
        specifications.into_iter().filter_map(|found| Some((name_of(&file, found)?, stream_of(&file, found)?))).collect();
    files.retain(|(name, _)| name.to_ascii_lowercase().ends_with(".xml"));
    files.sort_by_key(|(name, _)| NAMES.iter().position(|known| name.eq_ignore_ascii_case(known)).unwrap_or(NAMES.len()));
    let (name, stream) = files.into_iter().next().ok_or(if file.is_whole() { Unreadable::NoXml } else { Unreadable::NotPdf })?;
    Ok((name, file.unpack(stream)?))
}

fn file_specifications<'a>(object: &'a Object, depth: usize, found: &mut Vec<&'a Dictionary>) {
    if depth > MAX_NESTING {
        return;
    }
    match object {
        Object::Dictionary(dictionary) if dictionary.get(b"EF").is_some() => found.push(dictionary),
        Object::Dictionary(dictionary) => dictionary.values().for_each(|value| file_specifications(value, depth + 1, found)),
        Object::Array(values) => values.iter().for_each(|value| file_specifications(value, depth + 1, found)),
        _ => {}
    }
}

/// `UF` in UTF-16 or `F`; the names we look for are ASCII in both.
fn name_of(file: &File<'_>, specification: &Dictionary) -> Option<String> {
    let Object::Text(name) = file.resolve(specification.get(b"UF").or_else(|| specification.get(b"F"))?)? else { return None };
    Some(name.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect())
}

fn stream_of(file: &File<'_>, specification: &Dictionary) -> Option<u32> {
    let Object::Dictionary(streams) = file.resolve(specification.get(b"EF")?)? else { return None };
    match streams.get(b"F").or_else(|| streams.get(b"UF"))? {
        Object::Reference(number) => Some(*number),
        _ => None,
    }
}
