//! One list of blocks becomes the text and the HTML of a mail, so that both say the same.
//!
//! The HTML is what mail programs understand: tables and inline styles, nothing loaded from anywhere.

use std::fmt::Write as _;

use crate::domain::color::{self, Palette};
use crate::domain::lang::Lang;

/// Who writes, and in which colour.
#[derive(Clone, Debug, Default)]
pub struct Letterhead<'a> {
    pub lang: Lang,
    /// The organization's name, which stands above and below everything.
    pub name: &'a str,
    /// `#0f766e`; the default teal where there is none.
    pub color: Option<&'a str>,
}

pub enum Block {
    Paragraph(String),
    /// A word of a person, set apart from ours; may have several lines.
    Quote(String),
    /// Label and value.
    Table(Vec<(String, String)>),
    Button {
        label: String,
        url: String,
    },
    /// Something that must be seen.
    Notice(String),
    /// What happened, one below the other.
    Entries(Vec<Entry>),
    Small(String),
}

pub struct Entry {
    /// When it was, short.
    pub at: String,
    pub words: String,
    pub url: Option<String>,
}

#[must_use]
pub fn text(head: &Letterhead<'_>, blocks: &[Block]) -> String {
    let mut out: Vec<String> = blocks.iter().map(text_block).collect();
    // RFC 3676 §4.3: what follows this line is a signature.
    out.push(format!("-- \n{}", head.name));
    format!("{}\n", out.join("\n\n"))
}

fn text_block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) | Block::Notice(text) | Block::Small(text) => text.clone(),
        Block::Quote(text) => text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n"),
        Block::Button { label, url } => format!("{label}:\n{url}"),
        Block::Entries(entries) => entries.iter().map(text_entry).collect::<Vec<_>>().join("\n"),
        Block::Table(rows) => {
            let width = rows.iter().map(|(label, _)| label.chars().count() + 1).max().unwrap_or_default();
            let line = |(label, value): &(String, String)| format!("{:<width$} {value}", format!("{label}:"));
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        }
    }
}

fn text_entry(entry: &Entry) -> String {
    let url = entry.url.as_ref().map(|url| format!("\n  {url}")).unwrap_or_default();
    format!("{}  {}{url}", entry.at, entry.words)
}

fn html_entry(entry: &Entry, palette: &Palette) -> String {
    let words = match &entry.url {
        Some(url) => format!("<a href=\"{}\" style=\"color:{}\">{}</a>", escape(url), palette.brand, escape(&entry.words)),
        None => escape(&entry.words),
    };
    format!(
        "<tr><td valign=\"top\" style=\"padding:8px 12px 8px 0;border-bottom:1px solid #e2e8f0;color:#475569;font-size:13px;white-space:nowrap\">{}</td>\
         <td align=\"left\" style=\"padding:8px 0;border-bottom:1px solid #e2e8f0\">{words}</td></tr>\n",
        escape(&entry.at)
    )
}

#[must_use]
pub fn html(head: &Letterhead<'_>, subject: &str, blocks: &[Block]) -> String {
    let (palette, _) = color::palettes(head.color);
    let mut body = String::new();
    for block in blocks {
        html_block(&mut body, block, &palette);
    }
    format!(
        "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light\"><title>{subject}</title></head>\n\
         <body style=\"margin:0;padding:0;background:#f3f5f8;color:#0f172a;font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f3f5f8\"><tr><td align=\"center\" style=\"padding:24px 12px\">\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;background:#ffffff;border-top:4px solid {fill};border-radius:8px\">\n\
         <tr><td style=\"padding:24px 28px 4px;font-size:18px;font-weight:600\">{name}</td></tr>\n\
         <tr><td style=\"padding:8px 28px 20px\">\n{body}</td></tr></table>\n\
         </td></tr></table>\n</body></html>\n",
        lang = head.lang.code(),
        subject = escape(subject),
        fill = palette.fill,
        name = escape(head.name),
    )
}

fn html_block(out: &mut String, block: &Block, palette: &Palette) {
    // Writing into a String cannot fail.
    let _ = match block {
        Block::Paragraph(text) => writeln!(out, "<p style=\"margin:12px 0\">{}</p>", lines(text)),
        Block::Small(text) => writeln!(out, "<p style=\"margin:12px 0;color:#475569;font-size:13px\">{}</p>", lines(text)),
        Block::Notice(text) => {
            writeln!(out, "<p style=\"margin:16px 0;padding:12px 14px;background:#fef3c7;color:#713f12;border-radius:6px\">{}</p>", lines(text))
        }
        Block::Quote(text) => {
            writeln!(out, "<blockquote style=\"margin:16px 0;padding:2px 14px;border-left:3px solid {}\">{}</blockquote>", palette.fill, lines(text))
        }
        Block::Button { label, url } => writeln!(
            out,
            "<p style=\"margin:20px 0\"><a href=\"{url}\" style=\"display:inline-block;padding:12px 20px;background:{};color:{};border-radius:6px;font-weight:600;text-decoration:none\">{}</a></p>\n\
             <p style=\"margin:12px 0;color:#475569;font-size:13px;word-break:break-all\"><a href=\"{url}\" style=\"color:{}\">{url}</a></p>",
            palette.fill,
            palette.on_fill,
            escape(label),
            palette.brand,
            url = escape(url),
        ),
        Block::Entries(entries) => writeln!(
            out,
            "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0\">\n{}</table>",
            entries.iter().map(|entry| html_entry(entry, palette)).collect::<String>()
        ),
        Block::Table(rows) => {
            let row = |(label, value): &(String, String)| {
                format!(
                    "<tr><th scope=\"row\" align=\"left\" style=\"padding:6px 12px 6px 0;border-bottom:1px solid #e2e8f0;color:#475569;font-weight:400\">{}</th>\
                     <td align=\"right\" style=\"padding:6px 0;border-bottom:1px solid #e2e8f0\">{}</td></tr>\n",
                    escape(label),
                    escape(value)
                )
            };
            writeln!(
                out,
                "<table width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0\">\n{}</table>",
                rows.iter().map(row).collect::<String>()
            )
        }
    };
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// Nothing that a person typed can be markup, in text or in a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_never_markup() {
        let head = Letterhead { name: "<b>Atelier & Söhne</b>", color: Some("#0f766e"), ..Letterhead::default() };
        let blocks = [
            Block::Quote("<script>alert(1)</script>\nzweite Zeile".into()),
            Block::Button { label: "Öffnen".into(), url: "https://x.example/?a=\"><img src=x>".into() },
            Block::Table(vec![("<i>".into(), "'\"".into())]),
        ];
        let html = html(&head, "<title>", &blocks);
        for wrong in ["<script", "<img", "<b>", "<i>", "<title><title>"] {
            assert!(!html.contains(wrong), "{wrong}");
        }
        assert!(html.contains("zweite Zeile</blockquote>"));
        assert!(text(&head, &blocks).contains("> <script>alert(1)</script>\n> zweite Zeile"));
    }
}
