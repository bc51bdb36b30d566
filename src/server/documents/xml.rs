//! XML elements as values: a tree without empty elements, written with two spaces of indent.

use std::borrow::Cow;

use chrono::NaiveDate;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use rust_decimal::Decimal;

use crate::domain::einvoice::characters::is_xml_character;

/// An element with either text or children. Elements without content vanish when written: both syntaxes forbid empty ones.
#[derive(Debug)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Children(Vec<Element>),
    /// Children that take the place of the element itself.
    Fragment(Vec<Element>),
    /// An element that the schema demands even without content.
    Required(Vec<Element>),
}

/// An element with children.
pub fn element(name: &'static str, children: impl IntoIterator<Item = Element>) -> Element {
    Element { name, attributes: Vec::new(), content: Content::Children(children.into_iter().collect()) }
}

/// An element that is written even when nothing is in it.
pub fn required(name: &'static str, children: impl IntoIterator<Item = Element>) -> Element {
    Element { name, attributes: Vec::new(), content: Content::Required(children.into_iter().collect()) }
}

/// Any number of elements where one is expected.
pub fn several(children: impl IntoIterator<Item = Element>) -> Element {
    Element { name: "", attributes: Vec::new(), content: Content::Fragment(children.into_iter().collect()) }
}

/// An element with text; without text it is not written.
pub fn text<'a>(name: &'static str, value: impl Into<Option<&'a str>>) -> Element {
    let value = value.into().map(clean).unwrap_or_default();
    Element { name, attributes: Vec::new(), content: Content::Text(value.into_owned()) }
}

/// An amount with at least two decimals; more only where the model holds more.
pub fn amount(name: &'static str, value: impl Into<Option<Decimal>>) -> Element {
    text(name, value.into().map(format_amount).as_deref())
}

/// A quantity, price or percentage with exactly the decimals it needs.
pub fn number(name: &'static str, value: impl Into<Option<Decimal>>) -> Element {
    text(name, value.into().map(format_number).as_deref())
}

/// A date as `2026-11-20`.
pub fn iso_date(name: &'static str, value: impl Into<Option<NaiveDate>>) -> Element {
    text(name, value.into().map(|date| date.format("%Y-%m-%d").to_string()).as_deref())
}

impl Element {
    /// Adds an attribute; `None` and blank text add nothing.
    #[must_use]
    pub fn with<'a>(mut self, name: &'static str, value: impl Into<Option<&'a str>>) -> Self {
        if let Some(value) = value.into().filter(|value| !value.trim().is_empty()) {
            self.attributes.push((name, clean(value).replace(['\n', '\t'], " ")));
        }
        self
    }

    /// The whole document with its declaration, ended by a newline.
    #[must_use]
    pub fn into_document(self) -> Vec<u8> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        emit(&mut writer, Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        self.write(&mut writer);
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn is_empty(&self) -> bool {
        match &self.content {
            Content::Text(text) => text.trim().is_empty(),
            Content::Children(children) | Content::Fragment(children) => children.iter().all(Self::is_empty),
            Content::Required(_) => false,
        }
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        if self.is_empty() {
            return;
        }
        if let Content::Fragment(children) = &self.content {
            return children.iter().for_each(|child| child.write(writer));
        }
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        match &self.content {
            Content::Required(children) if children.iter().all(Self::is_empty) => return emit(writer, Event::Empty(start)),
            Content::Required(children) | Content::Children(children) => {
                emit(writer, Event::Start(start));
                children.iter().for_each(|child| child.write(writer));
            }
            Content::Text(text) => {
                emit(writer, Event::Start(start));
                emit(writer, Event::Text(BytesText::new(text)));
            }
            Content::Fragment(_) => {}
        }
        emit(writer, Event::End(BytesEnd::new(self.name)));
    }
}

fn emit(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    // Writing into memory has no way to fail.
    let _ = writer.write_event(event);
}

fn format_amount(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    positive_zero(amount).to_string()
}

fn format_number(number: Decimal) -> String {
    positive_zero(number.normalize()).to_string()
}

fn positive_zero(mut number: Decimal) -> Decimal {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}

/// Drops what XML 1.0 cannot hold and writes line ends as a single newline, as every parser would read them.
fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c != '\r' && is_xml_character(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| is_xml_character(*c)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(element: Element) -> String {
        String::from_utf8(element.into_document()).expect("utf-8").replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")
    }

    #[test]
    fn empty_elements_vanish_with_their_parents() {
        let tree = element("a", [element("b", [text("c", " \n"), text("d", None)]), text("e", "1"), several([text("f", "2")])]);
        assert_eq!(written(tree), "<a>\n  <e>1</e>\n  <f>2</f>\n</a>\n");
        assert_eq!(written(element("a", [required("b", [text("c", "")])])), "<a>\n  <b/>\n</a>\n");
    }

    #[test]
    fn text_is_escaped_cleaned_and_keeps_its_newlines() {
        let tree = text("a", "1 < 2 & \u{0}\u{b}\u{fffe}3\r\n#\n").with("b", "x\"\n<y");
        assert_eq!(written(tree), "<a b=\"x&quot; &lt;y\">1 &lt; 2 &amp; 3\n#\n</a>\n");
    }

    #[test]
    fn amounts_have_two_decimals_and_numbers_no_trailing_zeros() {
        let of = |number: &str| number.parse::<Decimal>().expect("a decimal");
        let tree = element(
            "a",
            [amount("b", of("5")), amount("c", of("-0.000")), amount("d", of("1.2345")), number("e", of("19.00")), number("f", of("100"))],
        );
        assert_eq!(written(tree), "<a>\n  <b>5.00</b>\n  <c>0.00</c>\n  <d>1.2345</d>\n  <e>19</e>\n  <f>100</f>\n</a>\n");
    }
}
