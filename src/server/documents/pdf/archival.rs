//! What makes a page file a PDF/A-3b (ISO 19005-3): output intent, XMP metadata, Info, file identifier.

use chrono::NaiveDate;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::PdfError;
use super::assemble::Assembled;
use super::words::Lang;
use super::xmp;
use crate::domain::einvoice::model::AttachedFile;

/// Made by `assets/make_icc.py`.
static SRGB: &[u8] = include_bytes!("../../../../assets/srgb.icc");

/// What Info and XMP say alike (ISO 19005-3, 6.6.2).
pub struct Description {
    pub title: String,
    pub author: String,
    /// The date of issue stands for creation and modification, so that the same invoice gives the same bytes.
    pub day: NaiveDate,
    pub language: Lang,
}

/// An XML file that says the same as the page (ISO 19005-3, 6.8; ZUGFeRD 2.4, 6.3).
pub struct Attached<'a> {
    pub xml: &'a [u8],
    pub file_name: &'static str,
    pub description: &'static str,
    /// `fx:ConformanceLevel`.
    pub conformance_level: &'static str,
    /// `fx:Version`.
    pub version: &'static str,
    /// BG-24, which belong to the page as well.
    pub further: &'a [AttachedFile],
}

/// A file inside the PDF and what it is to the page.
struct Embedded<'a> {
    bytes: &'a [u8],
    name: &'a str,
    mime: &'a str,
    description: &'a str,
    relationship: &'static str,
}

impl Attached<'_> {
    fn embedded(&self) -> Embedded<'_> {
        Embedded { bytes: self.xml, name: self.file_name, mime: "text/xml", description: self.description, relationship: "Alternative" }
    }
}

fn further(file: &AttachedFile) -> Embedded<'_> {
    Embedded { bytes: &file.bytes, name: &file.file_name, mime: &file.mime, description: &file.file_name, relationship: "Supplement" }
}

/// Adds everything and writes the file.
///
/// # Errors
/// When a stream cannot be compressed or the file cannot be written.
pub fn finish(mut assembled: Assembled, description: &Description, attached: Option<&Attached<'_>>) -> Result<Vec<u8>, PdfError> {
    let metadata = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp::packet(description, attached).into_bytes());
    let metadata = assembled.document.add_object(metadata.with_compression(false));
    let intent = output_intent(&mut assembled)?;
    let mut files = Vec::new();
    if let Some(attached) = attached {
        files.push((text_string(attached.file_name), embed(&mut assembled, description, &attached.embedded())?));
        for file in attached.further {
            files.push((text_string(&file.file_name), embed(&mut assembled, description, &further(file))?));
        }
    }
    let catalog = assembled.document.get_dictionary_mut(assembled.catalog).map_err(|_| PdfError::Write)?;
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("Lang", Object::string_literal(description.language.tag()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if !files.is_empty() {
        catalog.set("AF", files.iter().map(|(_, file)| (*file).into()).collect::<Vec<Object>>());
        // A name tree is in the order of its names (ISO 32000-1, 7.9.6).
        files.sort_by(|(one, _), (other, _)| one.as_str().unwrap_or_default().cmp(other.as_str().unwrap_or_default()));
        let names: Vec<Object> = files.into_iter().flat_map(|(name, file)| [name, file.into()]).collect();
        catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    }
    let info = assembled.document.add_object(info(description));
    assembled.document.trailer.set("Info", info);
    let identifier = identifier(&assembled);
    assembled.document.trailer.set("ID", vec![identifier.clone(), identifier]);
    let mut bytes = Vec::with_capacity(64 * 1024);
    assembled.document.save_to(&mut bytes).map_err(|_| PdfError::Write)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A PDF date and the same in XMP (ISO 32000-1, 7.9.4).
fn pdf_date(day: NaiveDate) -> Object {
    Object::string_literal(day.format("D:%Y%m%d000000+00'00'").to_string())
}

/// ASCII as it is, all else as UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let utf16 = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(utf16, StringFormat::Hexadecimal)
}

fn info(description: &Description) -> Dictionary {
    dictionary! {
        "Title" => text_string(&description.title),
        "Author" => text_string(&description.author),
        "Creator" => text_string(xmp::PRODUCT),
        "Producer" => text_string(xmp::PRODUCT),
        "CreationDate" => pdf_date(description.day),
        "ModDate" => pdf_date(description.day),
    }
}

fn output_intent(assembled: &mut Assembled) -> Result<ObjectId, PdfError> {
    let profile = assembled.packer.stream(dictionary! { "N" => 3 }, SRGB)?;
    let profile = assembled.document.add_object(profile);
    Ok(assembled.document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }))
}

/// The file specification (ISO 19005-3, 6.8; ISO 32000-1, 7.11).
fn embed(assembled: &mut Assembled, description: &Description, file: &Embedded<'_>) -> Result<ObjectId, PdfError> {
    let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let stream = assembled.packer.stream(
        dictionary! {
            "Type" => "EmbeddedFile",
            "Subtype" => file.mime,
            "Params" => dictionary! { "ModDate" => pdf_date(description.day), "Size" => size },
        },
        file.bytes,
    )?;
    let stream = assembled.document.add_object(stream);
    Ok(assembled.document.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => text_string(file.name),
        "UF" => text_string(file.name),
        "AFRelationship" => file.relationship,
        "Desc" => text_string(file.description),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    }))
}

/// The file identifier (ISO 32000-1, 14.4), the hash of all streams.
fn identifier(assembled: &Assembled) -> Object {
    let mut hash = Sha256::new();
    for object in assembled.document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let digest = hash.finalize();
    Object::String(digest.iter().take(16).copied().collect(), StringFormat::Hexadecimal)
}
