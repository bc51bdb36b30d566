//! The icons of the portal page: 16 units square, drawn with the colour of their text.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Clock,
    Exclamation,
    Check,
    CheckCircle,
    HalfDisc,
    Slashed,
    Send,
    Download,
}

/// Hidden from screen readers: the word beside it says the same.
pub fn icon(icon: Icon) -> AnyView {
    let paths = match icon {
        Icon::Clock => r#"<circle cx="8" cy="8" r="5.75"/><path d="M8 5v3l2 1.5"/>"#,
        Icon::Exclamation => r#"<circle cx="8" cy="8" r="5.75"/><path d="M8 5v3.25M8 10.9v.1"/>"#,
        Icon::Check => r#"<path d="m3 8.5 3.25 3.25L13 5"/>"#,
        Icon::CheckCircle => r#"<circle cx="8" cy="8" r="5.75"/><path d="m5.5 8.25 1.75 1.75 3.25-3.75"/>"#,
        Icon::HalfDisc => r#"<circle cx="8" cy="8" r="5.75"/><path d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" fill="currentColor"/>"#,
        Icon::Slashed => r#"<circle cx="8" cy="8" r="5.75"/><path d="m4 12 8-8"/>"#,
        Icon::Send => r#"<path d="M13.5 2.5 7 9M13.5 2.5 9.5 13.5 7 9 2.5 6.5z"/>"#,
        Icon::Download => r#"<path d="M8 2.5v7.25M4.75 6.75 8 10l3.25-3.25M2.75 13.25h10.5"/>"#,
    };
    view! {
        <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-linecap="round"
            stroke-linejoin="round"
            inner_html=paths
        ></svg>
    }
    .into_any()
}
