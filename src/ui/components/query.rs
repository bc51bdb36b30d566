//! Addresses with a query string.

use std::fmt::Write as _;

/// `/invoices?status=open&q=M%C3%BCller`, empty values left out.
#[must_use]
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut address = path.to_owned();
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.len() == path.len() { '?' } else { '&' });
        address.push_str(key);
        address.push('=');
        push_encoded(&mut address, value);
    }
    address
}

/// Percent-encodes all but the unreserved characters of RFC 3986 §2.3.
fn push_encoded(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_and_empty_ones_left_out() {
        assert_eq!(address("/invoices", &[("q", "Öl & Co"), ("sort", ""), ("page", "2")]), "/invoices?q=%C3%96l%20%26%20Co&page=2");
        assert_eq!(address("/invoices", &[("q", "")]), "/invoices");
    }
}
