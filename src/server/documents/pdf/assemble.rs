//! From drawn pages to the objects of a PDF file: page tree, fonts, images, links.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::PdfError;
use super::canvas::{Canvas, Link, PAGE_HEIGHT, PAGE_WIDTH};
use super::logo::{LOGO_NAME, Logo};
use super::pack::Packer;
use super::subset::FaceUse;

/// A document with a catalogue and pages, still without what PDF/A asks for.
pub struct Assembled {
    pub document: Document,
    pub catalog: ObjectId,
    pub packer: Packer,
}

/// Builds the objects of all pages.
///
/// # Errors
/// When a stream cannot be compressed.
pub fn assemble(canvas: Canvas, logo: Option<&Logo>) -> Result<Assembled, PdfError> {
    let mut document = Document::with_version("1.7");
    document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    let pages_id = document.new_object_id();
    let mut packer = Packer::new(canvas.pages.len());
    let resources = resources(&mut document, &mut packer, &canvas, logo)?;
    let mut kids: Vec<Object> = Vec::with_capacity(canvas.pages.len());
    for page in canvas.pages {
        let content = document.add_object(packer.stream(Dictionary::new(), &page.content)?);
        kids.push(add_page(&mut document, &page.links, content, pages_id, resources).into());
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(pages_id, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages_id });
    document.trailer.set("Root", catalog);
    Ok(Assembled { document, catalog, packer })
}

fn add_page(document: &mut Document, links: &[Link], content: ObjectId, parent: ObjectId, resources: ObjectId) -> ObjectId {
    let mut dictionary = dictionary! {
        "Type" => "Page",
        "Parent" => parent,
        "MediaBox" => vec![0.into(), 0.into(), Object::Real(PAGE_WIDTH), Object::Real(PAGE_HEIGHT)],
        "Resources" => resources,
        "Contents" => content,
    };
    if !links.is_empty() {
        let links: Vec<Object> = links.iter().map(|link| document.add_object(annotation(link)).into()).collect();
        dictionary.set("Annots", links);
    }
    document.add_object(dictionary)
}

/// A link with the print flag and without border (ISO 19005-3, 6.3.2).
fn annotation(link: &Link) -> Dictionary {
    let [left, top, right, bottom] = link.area;
    let rectangle = [left, PAGE_HEIGHT - bottom, right, PAGE_HEIGHT - top].map(|value| Object::Real((value * 100.0).round() / 100.0));
    let target: Vec<u8> = link.target.bytes().flat_map(escaped_byte).collect();
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4,
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(target) },
    }
}

/// A URI in a PDF is ASCII (ISO 32000-1, 12.6.4.7).
fn escaped_byte(byte: u8) -> Vec<u8> {
    if byte.is_ascii_graphic() { vec![byte] } else { format!("%{byte:02X}").into_bytes() }
}

fn resources(document: &mut Document, packer: &mut Packer, canvas: &Canvas, logo: Option<&Logo>) -> Result<ObjectId, PdfError> {
    let mut fonts = Dictionary::new();
    for (name, family, face_use) in [("R", "Inter-Regular", &canvas.regular), ("S", "Inter-SemiBold", &canvas.semibold)] {
        if !face_use.is_empty() {
            fonts.set(name, add_font(document, packer, family, face_use)?);
        }
    }
    let mut resources = dictionary! { "Font" => fonts };
    if let Some(logo) = logo {
        let image = document.add_object(logo.object());
        resources.set("XObject", dictionary! { LOGO_NAME => image });
    }
    Ok(document.add_object(resources))
}

/// A composite font whose codes are the glyph ids of the embedded subset (ISO 32000-1, 9.7).
fn add_font(document: &mut Document, packer: &mut Packer, family: &str, face_use: &FaceUse) -> Result<ObjectId, PdfError> {
    let name = format!("{}+{family}", face_use.tag());
    let file = face_use.font_file();
    let length = i64::try_from(file.len()).unwrap_or(i64::MAX);
    let file = document.add_object(packer.stream(dictionary! { "Length1" => length }, &file)?);
    let descriptor = document.add_object(descriptor(&name, face_use, file));
    let widths: Vec<Object> = face_use.widths().map(|width| i64::from(width).into()).collect();
    let descendant = document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => i64::from(face_use.face.width(0)),
        "W" => vec![1.into(), Object::Array(widths)],
        "CIDToGIDMap" => "Identity",
    });
    let to_unicode = document.add_object(packer.stream(Dictionary::new(), &face_use.to_unicode())?);
    Ok(document.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name.as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    }))
}

fn descriptor(name: &str, face_use: &FaceUse, file: ObjectId) -> Dictionary {
    let measures = face_use.face.measures();
    let bounds: Vec<Object> = measures.bounds.iter().map(|&value| value.into()).collect();
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => 4,
        "FontBBox" => bounds,
        "ItalicAngle" => 0,
        "Ascent" => measures.ascent,
        "Descent" => measures.descent,
        "CapHeight" => 728,
        "StemV" => if name.ends_with("SemiBold") { 120 } else { 80 },
        "FontFile2" => file,
    }
}
