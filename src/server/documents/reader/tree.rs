//! XML as a small tree of local names, built under limits.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{MAX_BYTES, Unreadable};
use crate::domain::einvoice::gate::{Finding, Place};

const MAX_NODES: usize = 1_000_000;
const MAX_DEPTH: usize = 64;
/// Of one element: no invoice has more lines.
const MAX_CHILDREN: usize = 20_000;
const MAX_ATTRIBUTES: usize = 64;

/// An element without its namespace prefix; comments and processing instructions are gone.
#[derive(Debug, Default)]
pub struct Node {
    name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    text: String,
    children: Vec<Node>,
}

pub struct Document {
    pub root: Node,
    /// PEPPOL-EN16931-R008, once.
    pub empty_elements: Vec<Finding>,
}

impl Node {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| **key == *name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The text with its white space.
    pub fn raw_text(&self) -> &str {
        &self.text
    }

    /// The text without white space around it; `None` where nothing is left.
    pub fn text(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| *child.name == *name)
    }

    pub fn elements(&self) -> &[Self] {
        &self.children
    }

    /// The first element at a path like `Party/PostalAddress`.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| *child.name == *name))
    }

    pub fn text_at(&self, path: &str) -> Option<String> {
        self.at(path)?.text().map(str::to_owned)
    }
}

pub fn parse(bytes: &[u8]) -> Result<Document, Unreadable> {
    if bytes.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = decode(bytes)?;
    if text.chars().any(is_forbidden) {
        return Err(Unreadable::NotXml);
    }
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let (mut open, mut root, mut count, mut empty) = (Vec::<Node>::new(), None, 0_usize, false);
    loop {
        match reader.read_event().map_err(|_| Unreadable::NotXml)? {
            Event::Start(start) => {
                count += 1;
                if count > MAX_NODES || open.len() >= MAX_DEPTH {
                    return Err(Unreadable::TooComplex);
                }
                if open.is_empty() && root.is_some() {
                    return Err(Unreadable::NotXml);
                }
                open.push(node(&start)?);
            }
            Event::End(_) => {
                let node = open.pop().ok_or(Unreadable::NotXml)?;
                empty |= node.children.is_empty() && node.text().is_none() && &*node.name != "ApplicableHeaderTradeDelivery";
                match open.last_mut() {
                    Some(parent) if parent.children.len() >= MAX_CHILDREN => return Err(Unreadable::TooComplex),
                    Some(parent) => parent.children.push(node),
                    None => root = Some(node),
                }
            }
            Event::Text(content) => append(&mut open, &content.xml10_content()),
            Event::CData(content) => append(&mut open, &content.xml10_content()),
            Event::GeneralRef(reference) => append(&mut open, &resolve(&reference)?),
            Event::DocType(_) => return Err(Unreadable::Entities),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let root = root.filter(|_| open.is_empty()).ok_or(Unreadable::NotXml)?;
    Ok(Document { root, empty_elements: empty.then(empty_element).into_iter().collect() })
}

fn empty_element() -> Finding {
    Finding::in_file("PEPPOL-EN16931-R008", "BG-0", Place::DocumentType, "Datei enthält leere Elemente", "The file contains empty elements")
}

fn node(start: &BytesStart<'_>) -> Result<Node, Unreadable> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Unreadable::NotXml)?;
        if attributes.len() >= MAX_ATTRIBUTES {
            return Err(Unreadable::TooComplex);
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Unreadable::Entities)?;
        attributes.push((attribute.key.local_name().into_inner().into(), value.as_ref().into()));
    }
    Ok(Node { name: start.local_name().into_inner().into(), attributes, ..Node::default() })
}

fn append(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

/// The five predefined entities and numbered characters; anything else would have to be declared.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'static, str>, Unreadable> {
    if let Some(character) = reference.resolve_char_ref().map_err(|_| Unreadable::NotXml)? {
        return if is_forbidden(character) { Err(Unreadable::NotXml) } else { Ok(character.to_string().into()) };
    }
    match reference.as_ref() {
        "amp" => Ok("&".into()),
        "lt" => Ok("<".into()),
        "gt" => Ok(">".into()),
        "quot" => Ok("\"".into()),
        "apos" => Ok("'".into()),
        _ => Err(Unreadable::Entities),
    }
}

/// What XML 1.0 (2.2) leaves out; a database cannot hold all of it either.
fn is_forbidden(character: char) -> bool {
    matches!(character, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// UTF-8, UTF-16 by its byte order mark, and Latin-1 where the declaration says so.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| Unreadable::NotXml),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(_) if declares_latin1(bytes) => Ok(Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect())),
            Err(_) => Err(Unreadable::NotXml),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, Unreadable> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().map(Cow::Owned).map_err(|_| Unreadable::NotXml)
}

fn declares_latin1(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    ["iso-8859-1", "windows-1252", "latin1"].iter().any(|name| head.contains(name))
}
