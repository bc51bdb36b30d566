//! The objects of a PDF (ISO 32000-1, 7.3), taken apart under limits.

const MAX_DEPTH: usize = 32;

#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    Number(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Self>),
    Dictionary(Dictionary),
    /// By number; generations are out of use.
    Reference(u32),
    /// Booleans, null and fractions say nothing here.
    Other,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary(Vec<(Vec<u8>, Object)>);

impl Dictionary {
    pub fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub fn values(&self) -> impl Iterator<Item = &Object> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn number(&self, key: &[u8]) -> Option<usize> {
        match self.get(key)? {
            Object::Number(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    pub fn is_of_type(&self, name: &[u8]) -> bool {
        matches!(self.get(b"Type"), Some(Object::Name(found)) if found == name)
    }
}

/// A place in the bytes that moves on with everything that is read; `None` from any of its functions ends the object.
pub struct Parser<'a> {
    bytes: &'a [u8],
    pub at: usize,
    /// Objects read, nested ones too.
    pub count: usize,
    /// Bytes looked at, also those that were looked at again.
    pub work: usize,
}

impl<'a> Parser<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, count: 0, work: 0 }
    }

    pub fn object(&mut self) -> Option<Object> {
        self.nested(0)
    }

    /// Passes over white space and comments, and then over the word if it stands here.
    pub fn word(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let is_here = self.rest().starts_with(word);
        self.at += if is_here { word.len() } else { 0 };
        is_here
    }

    /// Digits without a sign.
    pub fn integer(&mut self) -> Option<u32> {
        self.skip_space();
        let digits = self.run(|byte| byte.is_ascii_digit());
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        self.count += 1;
        if depth > MAX_DEPTH {
            return None;
        }
        self.skip_space();
        match self.rest() {
            [b'<', b'<', ..] => self.dictionary(depth).map(Object::Dictionary),
            [b'<', ..] => self.hex_text(),
            [b'(', ..] => self.text(),
            [b'/', ..] => self.name().map(Object::Name),
            [b'[', ..] => self.array(depth),
            [b'+' | b'-' | b'.' | b'0'..=b'9', ..] => self.number_or_reference(),
            [first, ..] if first.is_ascii_alphabetic() => {
                self.run(|byte| byte.is_ascii_alphabetic());
                Some(Object::Other)
            }
            _ => None,
        }
    }

    fn dictionary(&mut self, depth: usize) -> Option<Dictionary> {
        self.at += 2;
        let mut entries = Vec::new();
        while !self.word(b">>") {
            entries.push((self.name()?, self.nested(depth + 1)?));
        }
        Some(Dictionary(entries))
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut values = Vec::new();
        while !self.word(b"]") {
            values.push(self.nested(depth + 1)?);
        }
        Some(Object::Array(values))
    }

    /// `/Name`, with `#20` for a byte.
    fn name(&mut self) -> Option<Vec<u8>> {
        self.skip_space();
        self.rest().strip_prefix(b"/")?;
        self.at += 1;
        let raw = self.run(|byte| !is_space(byte) && !b"()<>[]{}/%".contains(&byte));
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, after)) = rest.split_first() {
            match (first, after) {
                (b'#', [high, low, after @ ..]) => {
                    name.push(hex_digit(*high)? * 16 + hex_digit(*low)?);
                    rest = after;
                }
                _ => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        Some(name)
    }

    /// `(text)` with balanced brackets; of the escapes only those matter that hide brackets.
    fn text(&mut self) -> Option<Object> {
        self.at += 1;
        let (mut text, mut open) = (Vec::new(), 1_usize);
        loop {
            let byte = *self.rest().first()?;
            self.at += 1;
            self.work += 1;
            match byte {
                b'\\' => {
                    text.push(*self.rest().first()?);
                    self.at += 1;
                    continue;
                }
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return Some(Object::Text(text));
            }
            text.push(byte);
        }
    }

    fn hex_text(&mut self) -> Option<Object> {
        self.at += 1;
        let digits = self.run(|byte| byte != b'>');
        let digits: Vec<u8> = digits.iter().copied().filter(|byte| !is_space(*byte)).map(hex_digit).collect::<Option<_>>()?;
        self.rest().first()?;
        self.at += 1;
        Some(Object::Text(digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()))
    }

    fn number_or_reference(&mut self) -> Option<Object> {
        let text = self.run(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
        let Some(number) = std::str::from_utf8(text).ok()?.parse::<i64>().ok() else { return Some(Object::Other) };
        let after = self.at;
        if let Ok(number) = u32::try_from(number)
            && self.integer().is_some()
            && self.word(b"R")
        {
            return Some(Object::Reference(number));
        }
        self.at = after;
        Some(Object::Number(number))
    }

    fn skip_space(&mut self) {
        loop {
            self.run(is_space);
            if self.rest().first() != Some(&b'%') {
                return;
            }
            self.run(|byte| byte != b'\n' && byte != b'\r');
        }
    }

    fn run(&mut self, is_in: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !is_in(*byte)).unwrap_or(rest.len());
        self.at += length;
        self.work += length;
        &rest[..length]
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_read_as_they_are_written() {
        let mut parser = Parser::new(b"<< /A#42 [1 -2 0 R 12 0 R] % comment\n /T (a\\)(b)) /H <4a4B5> /N null >>", 0);
        let Some(Object::Dictionary(dictionary)) = parser.object() else { panic!("a dictionary") };
        let numbers = vec![Object::Number(1), Object::Number(-2), Object::Number(0), Object::Other, Object::Reference(12)];
        assert_eq!(dictionary.get(b"AB"), Some(&Object::Array(numbers)));
        assert_eq!(dictionary.get(b"T"), Some(&Object::Text(b"a)(b)".to_vec())));
        assert_eq!(dictionary.get(b"H"), Some(&Object::Text(b"JKP".to_vec())));
        assert_eq!(dictionary.get(b"N"), Some(&Object::Other));
    }

    #[test]
    fn what_never_ends_or_nests_too_deeply_is_no_object() {
        for text in ["<< /A", "[1 2", "(((", "<4a", "/A#4x", "[".repeat(100_000).as_str(), "<</A".repeat(100_000).as_str(), ")"] {
            assert_eq!(Parser::new(text.as_bytes(), 0).object(), None);
        }
    }
}
