//! The `<html>` shells that pages are put into.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::domain::lang::Lang;
use crate::ui::routes::App;

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
                    <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
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

/// The document of the dashboard: the page inside, the islands' scripts with the nonce that the content security policy names.
pub fn app_document(options: LeptosOptions) -> impl IntoView {
    let lang = use_context::<Lang>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=lang.code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="robots" content="noindex" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml" />
                <link rel="preload" href="/fonts/inter.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous" />
                <link rel="stylesheet" href=format!("/{}/{}.css", options.site_pkg_dir, options.output_name) />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options islands=true />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
