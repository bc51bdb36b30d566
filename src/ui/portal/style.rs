//! The one style sheet of the portal page, made small, with the colours of an organization.

use std::sync::LazyLock;

use crate::domain::color::{self, Palette};
use crate::domain::portal::Branding;

static SHEET: LazyLock<String> = LazyLock::new(|| minified(include_str!("../../../style/portal.css")));

/// Exactly the text inside the page's `<style>`: what the content security policy hashes.
#[must_use]
pub fn portal_style(branding: &Branding) -> String {
    let (light, dark) = color::palettes(branding.color.as_deref());
    format!("{}@layer tokens{{:root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}}}", *SHEET, properties(&light), properties(&dark))
}

fn properties(palette: &Palette) -> String {
    let Palette { brand, fill, fill_over, on_fill } = palette;
    format!("--brand:{brand};--fill:{fill};--fill-over:{fill_over};--on-fill:{on_fill}")
}

/// Takes comments and needless white space out of CSS that we wrote ourselves; text in double quotes stays as it is.
fn minified(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
                small.push_str(&rest[..end]);
                end
            }
            _ if c.is_ascii_whitespace() => {
                if !small.is_empty() && !small.ends_with([' ', '{', '}', ';', ',', ':']) {
                    small.push(' ');
                }
                1
            }
            _ => {
                if matches!(c, '{' | '}' | ';' | ',') && small.ends_with(' ') {
                    small.pop();
                }
                if c == '}' && small.ends_with(';') {
                    small.pop();
                }
                small.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_means_the_same_when_it_is_small() {
        let css = "/* why */\n@media (width < 44rem) {\n  .a > *, .b :is(th, td) + td { margin: calc(-1 * var(--s1)) 0;\n color: red; }\n  .c::before { content: \"× ; \"; }\n}\n";
        assert_eq!(
            minified(css),
            "@media (width < 44rem){.a > *,.b :is(th,td) + td{margin:calc(-1 * var(--s1)) 0;color:red}.c::before{content:\"× ; \"}}"
        );
    }
}
