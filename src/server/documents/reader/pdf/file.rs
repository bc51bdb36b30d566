//! A PDF as a heap of numbered objects, found by walking through it from its first byte to its last.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::ops::Range;

use flate2::read::ZlibDecoder;

use super::super::{MAX_BYTES, Unreadable};
use super::object::{Dictionary, Object, Parser};

/// Objects of the whole file, nested ones too.
const MAX_OBJECTS: usize = 1_000_000;

pub struct File<'a> {
    bytes: &'a [u8],
    /// The newest object of each number: what stands later replaces what stands earlier.
    objects: BTreeMap<u32, Entry>,
    budget: Budget,
}

struct Entry {
    object: Object,
    /// Where the bytes of a stream lie, packed.
    content: Option<Range<usize>>,
}

/// What may still be spent on this file.
struct Budget {
    unpacked: usize,
    objects: usize,
    /// Bytes looked at, so that nothing is read again and again.
    work: usize,
}

impl<'a> File<'a> {
    /// # Errors
    /// `NotPdf` without any object, `TooLarge` and `TooComplex` beyond the limits.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let budget = Budget { unpacked: MAX_BYTES, objects: MAX_OBJECTS, work: MAX_BYTES };
        let mut file = Self { bytes, objects: BTreeMap::new(), budget };
        let mut at = 0;
        while let Some(found) = find(bytes, b"obj", at) {
            at = match number_before(bytes, found) {
                Some(number) => file.take(number, found + 3)?,
                None => found + 3,
            };
        }
        if file.objects.is_empty() { Err(Unreadable::NotPdf) } else { Ok(file) }
    }

    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.values().map(|entry| &entry.object)
    }

    /// The object itself, or the one it refers to.
    pub fn resolve<'b>(&'b self, object: &'b Object) -> Option<&'b Object> {
        match object {
            Object::Reference(number) => self.objects.get(number).map(|entry| &entry.object),
            direct => Some(direct),
        }
    }

    /// Whether the end of the file is there.
    pub fn is_whole(&self) -> bool {
        let tail = &self.bytes[self.bytes.len().saturating_sub(2048)..];
        find(tail, b"%%EOF", 0).is_some()
    }

    /// The content of a stream.
    ///
    /// # Errors
    /// `NotPdf` when it is broken or packed in an unusual way, `TooLarge` beyond the limit.
    pub fn unpack(&mut self, number: u32) -> Result<Vec<u8>, Unreadable> {
        let entry = self.objects.get(&number).ok_or(Unreadable::NotPdf)?;
        let (Object::Dictionary(dictionary), Some(content)) = (&entry.object, &entry.content) else { return Err(Unreadable::NotPdf) };
        self.budget.unpack(dictionary, &self.bytes[content.clone()])
    }

    /// Keeps the object that begins here; returns where to go on.
    fn take(&mut self, number: u32, start: usize) -> Result<usize, Unreadable> {
        let mut parser = Parser::new(self.bytes, start);
        let object = parser.object();
        let mut end = parser.at;
        let is_stream = matches!(object, Some(Object::Dictionary(_))) && parser.word(b"stream");
        self.budget.spend(&parser)?;
        let Some(object) = object else { return Ok(start) };
        let content = if let (Object::Dictionary(dictionary), true) = (&object, is_stream) {
            let content = content_range(self.bytes, parser.at, dictionary.number(b"Length"));
            end = content.end;
            if dictionary.is_of_type(b"ObjStm") {
                self.take_packed(dictionary, content.clone())?;
            }
            Some(content)
        } else {
            None
        };
        self.objects.insert(number, Entry { object, content });
        Ok(end)
    }

    /// The objects inside an object stream; one that is broken has none.
    fn take_packed(&mut self, dictionary: &Dictionary, content: Range<usize>) -> Result<(), Unreadable> {
        let unpacked = match self.budget.unpack(dictionary, &self.bytes[content]) {
            Ok(unpacked) => unpacked,
            Err(Unreadable::TooLarge) => return Err(Unreadable::TooLarge),
            Err(_) => return Ok(()),
        };
        let (Some(count), Some(first)) = (dictionary.number(b"N"), dictionary.number(b"First")) else { return Ok(()) };
        let mut index = Parser::new(&unpacked, 0);
        for _ in 0..count {
            let (Some(number), Some(offset)) = (index.integer(), index.integer()) else { break };
            let Some(start) = first.checked_add(offset as usize) else { break };
            let mut parser = Parser::new(&unpacked, start);
            let object = parser.object();
            self.budget.spend(&parser)?;
            if let Some(object) = object {
                self.objects.insert(number, Entry { object, content: None });
            }
        }
        Ok(())
    }
}

impl Budget {
    fn spend(&mut self, parser: &Parser<'_>) -> Result<(), Unreadable> {
        let left = |budget: usize, spent: usize| budget.checked_sub(spent).ok_or(Unreadable::TooComplex);
        (self.work, self.objects) = (left(self.work, parser.work)?, left(self.objects, parser.count)?);
        Ok(())
    }

    fn unpack(&mut self, dictionary: &Dictionary, packed: &[u8]) -> Result<Vec<u8>, Unreadable> {
        let content = if is_packed(dictionary)? {
            let mut content = Vec::new();
            let mut decoder = ZlibDecoder::new(packed).take(self.unpacked as u64 + 1);
            decoder.read_to_end(&mut content).map_err(|_| Unreadable::NotPdf)?;
            content
        } else {
            packed.to_vec()
        };
        self.unpacked = self.unpacked.checked_sub(content.len()).ok_or(Unreadable::TooLarge)?;
        Ok(content)
    }
}

/// Whether it is packed by deflate, which is all that invoices are packed by.
fn is_packed(dictionary: &Dictionary) -> Result<bool, Unreadable> {
    let is_deflate = |filter: &Object| matches!(filter, Object::Name(name) if matches!(name.as_slice(), b"FlateDecode" | b"Fl"));
    match dictionary.get(b"Filter") {
        None => Ok(false),
        Some(Object::Array(filters)) if filters.is_empty() => Ok(false),
        Some(Object::Array(filters)) if filters.len() == 1 && is_deflate(&filters[0]) => Ok(true),
        Some(filter) if is_deflate(filter) => Ok(true),
        Some(_) => Err(Unreadable::NotPdf),
    }
}

/// From behind the word `stream` to `endstream`; a stated length is believed where that word follows it.
fn content_range(bytes: &[u8], after_word: usize, length: Option<usize>) -> Range<usize> {
    let start = match bytes.get(after_word..) {
        Some([b'\r', b'\n', ..]) => after_word + 2,
        Some([b'\r' | b'\n', ..]) => after_word + 1,
        _ => after_word,
    };
    let stated = length.and_then(|length| start.checked_add(length)).filter(|end| *end <= bytes.len());
    if let Some(end) = stated.filter(|end| Parser::new(&bytes[..bytes.len().min(end + 16)], *end).word(b"endstream")) {
        return start..end;
    }
    start..find(bytes, b"endstream", start).unwrap_or(bytes.len())
}

/// The number in `12 0 obj`, read backwards from the word.
fn number_before(bytes: &[u8], word: usize) -> Option<u32> {
    let head = &bytes[word.saturating_sub(24)..word];
    let mut parts = head.rsplit(|byte| byte.is_ascii_whitespace()).filter(|part| !part.is_empty());
    let generation = parts.next()?;
    let digits = parts.next()?;
    let number = &digits[digits.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1)..];
    let is_generation = head.ends_with(b" ") || head.ends_with(b"\n") || head.ends_with(b"\r");
    if !is_generation || !generation.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(number).ok()?.parse().ok()
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(word.len()).position(|window| window == word).map(|at| from + at)
}
