//! How a mail looks: one column of words, rows and a button, as HTML that mail programs can show and as plain text.

use crate::domain::color;
use crate::domain::lang::Lang;
use crate::server::mail::templates::MailContent;

/// A part of a mail, from top to bottom.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph; line ends stay.
    Words(String),
    /// Label and value.
    Rows(Vec<(String, String)>),
    Button { words: String, url: String },
}

#[derive(Clone, Debug)]
pub struct Letter<'a> {
    pub lang: Lang,
    /// Stands at the head of the mail.
    pub sender: &'a str,
    pub color: Option<&'a str>,
    pub blocks: Vec<Block>,
    /// Small and grey below everything; empty is left out.
    pub closing: String,
}

const FONT: &str = "font-family:Inter,'Helvetica Neue',Arial,sans-serif";
const INK: &str = "color:#0f172a";
const MUTED: &str = "color:#556274";

impl Letter<'_> {
    /// Mail programs know neither style sheets nor grids everywhere: tables and inline styles.
    pub fn into_content(self, subject: String) -> MailContent {
        MailContent { text: self.plain(), html: self.html(&subject), subject }
    }

    fn plain(&self) -> String {
        let mut parts: Vec<String> = self.blocks.iter().map(Block::plain).collect();
        if !self.closing.is_empty() {
            parts.push(format!("-- \n{}", self.closing));
        }
        format!("{}\n", parts.join("\n\n"))
    }

    fn html(&self, subject: &str) -> String {
        let (palette, _) = color::palettes(self.color);
        let blocks: String = self.blocks.iter().map(|block| block.html(&palette.fill, &palette.on_fill)).collect();
        let closing = match self.closing.as_str() {
            "" => String::new(),
            words => format!("<p style=\"margin:16px 0 0;padding:0 32px;{FONT};font-size:13px;line-height:20px;{MUTED}\">{}</p>", escaped(words)),
        };
        format!(
            "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <meta name=\"color-scheme\" content=\"light\"><title>{}</title></head>\
             <body style=\"margin:0;padding:0;background:#f3f5f8\">\
             <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f3f5f8\"><tr><td align=\"center\" style=\"padding:32px 12px\">\
             <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:560px;text-align:left\"><tr>\
             <td style=\"padding:32px;background:#ffffff;border-radius:8px\">\
             <p style=\"margin:0 0 24px;{FONT};font-size:15px;line-height:24px;font-weight:600;color:{}\">{}</p>{blocks}</td></tr>\
             <tr><td>{closing}</td></tr></table></td></tr></table></body></html>",
            self.lang.code(),
            escaped(subject),
            palette.brand,
            escaped(self.sender),
        )
    }
}

impl Block {
    fn plain(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Rows(rows) => rows.iter().map(|(label, value)| format!("{label}: {value}")).collect::<Vec<_>>().join("\n"),
            Self::Button { words, url } => format!("{words}:\n{url}"),
        }
    }

    fn html(&self, fill: &str, on_fill: &str) -> String {
        match self {
            Self::Words(words) => {
                let lines = escaped(words).replace('\n', "<br>");
                format!("<p style=\"margin:0 0 16px;{FONT};font-size:15px;line-height:24px;{INK}\">{lines}</p>")
            }
            Self::Rows(rows) => {
                let rows: String = rows.iter().map(|(label, value)| row(label, value)).collect();
                format!("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:8px 0 24px;border-top:1px solid #e5e9ef\">{rows}</table>")
            }
            Self::Button { words, url } => format!(
                "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:{fill};color:{on_fill};\
                 {FONT};font-size:15px;line-height:20px;font-weight:600;text-decoration:none\">{}</a></p>",
                escaped(url),
                escaped(words)
            ),
        }
    }
}

fn row(label: &str, value: &str) -> String {
    let cell = format!("padding:8px 0;border-bottom:1px solid #e5e9ef;{FONT};font-size:15px;line-height:24px");
    format!(
        "<tr><td style=\"{cell};{MUTED}\">{}</td><td align=\"right\" style=\"{cell};{INK};font-weight:500\">{}</td></tr>",
        escaped(label),
        escaped(value)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
