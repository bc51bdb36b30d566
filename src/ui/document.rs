//! The `<html>` shells that pages are put into.

use leptos::prelude::*;

use crate::domain::lang::Lang;

/// A complete document without any script: one inlined style sheet, whose hash the content security policy names, and the first font ahead of it.
///
/// `title` is plain text, `style` trusted CSS of ours.
#[must_use]
pub fn plain_document(lang: Lang, title: String, style: String, body: impl FnOnce() -> AnyView) -> String {
    let html = Owner::new().with(|| {
        view! {
            <html lang=lang.code()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="robots" content="noindex" />
                    <meta name="referrer" content="same-origin" />
                    <meta name="color-scheme" content="light dark" />
                    <title>{title}</title>
                    <link rel="preload" href="/fonts/inter.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                    <style inner_html=style></style>
                </head>
                <body>{body()}</body>
            </html>
        }
        .to_html()
    });
    format!("<!DOCTYPE html>{html}")
}
