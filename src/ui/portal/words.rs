//! Small helpers for the words of the portal page: emphasis inside sentences, percentages, units.

use leptos::prelude::*;
use rust_decimal::Decimal;

use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::text;
use crate::{i18n, t};

/// Marks an argument of a catalogue text as emphasised; [`rich`] turns the marks into an element.
/// Control characters, because no text that people enter can hold them (`domain::text::line`).
pub fn strong(value: &str) -> String {
    format!("\u{2}{value}\u{3}")
}

/// A sentence of the catalogue with the emphasis of [`strong`].
pub fn rich(sentence: &str) -> AnyView {
    let pieces = sentence.split('\u{2}').map(|piece| match piece.split_once('\u{3}') {
        Some((emphasised, plain)) => view! { <b class="nb">{emphasised.to_owned()}</b>{plain.to_owned()} }.into_any(),
        None => piece.to_owned().into_any(),
    });
    pieces.collect_view().into_any()
}

/// `19 %` with a no-break space, `19%` in English; the sign is dropped.
pub fn percent(rate: Decimal, lang: Lang) -> String {
    let figure = text::number(rate.abs(), 0, lang);
    if lang == Lang::De { format!("{figure}\u{a0}%") } else { format!("{figure}%") }
}

/// The short word of a UN/ECE unit beside a quantity; a code without a word stays as it is.
pub fn unit(code: &str, quantity: Decimal, lang: Lang) -> String {
    let id = if quantity.abs() == Decimal::ONE { format!("unit-{code}-one") } else { format!("unit-{code}") };
    let word = i18n::text(lang, &id);
    if word == id { code.to_owned() } else { word }
}

/// "Rechnung", "Stornorechnung", …
pub fn kind(kind: InvoiceKind, lang: Lang) -> String {
    match kind {
        InvoiceKind::Invoice => t!(lang, "portal-kind-invoice"),
        InvoiceKind::Partial => t!(lang, "portal-kind-partial"),
        InvoiceKind::Corrected => t!(lang, "portal-kind-corrected"),
        InvoiceKind::Cancellation => t!(lang, "portal-kind-cancellation"),
    }
}
