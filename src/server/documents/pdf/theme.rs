//! Measures and colours of the page: A4 after DIN 5008 form B, ink on white with one brand colour.

use super::canvas::{Color, PAGE_WIDTH, Style};
use super::font::Weight;

const MILLIMETRE: f32 = 72.0 / 25.4;

/// Left edge of the text, 25 mm (DIN 5008).
pub const LEFT: f32 = 25.0 * MILLIMETRE;
/// Right edge of the text, 20 mm from the edge of the paper (DIN 5008).
pub const RIGHT: f32 = PAGE_WIDTH - 20.0 * MILLIMETRE;
/// Left edge of the right-hand column: data block and totals.
pub const SECOND_COLUMN: f32 = 112.0 * MILLIMETRE;
/// Baseline of the sender's line, the last of the notice zone of the address field (DIN 5008 form B).
pub const SENDER_BASELINE: f32 = 60.6 * MILLIMETRE;
/// Baseline of the first line of the address (DIN 5008 form B: the zone begins at 62.7 mm).
pub const ADDRESS_BASELINE: f32 = 66.7 * MILLIMETRE;
/// End of the address field (DIN 5008 form B).
pub const ADDRESS_END: f32 = 90.0 * MILLIMETRE;
/// Widest text inside the window of an envelope.
pub const ADDRESS_WIDTH: f32 = 80.0 * MILLIMETRE;
/// Top of the logo.
pub const LOGO_TOP: f32 = 17.0 * MILLIMETRE;
/// Largest logo.
pub const LOGO_SIZE: [f32; 2] = [62.0 * MILLIMETRE, 17.0 * MILLIMETRE];
/// Where pages after the first begin.
pub const NEXT_PAGE_TOP: f32 = 18.0 * MILLIMETRE;
/// Distance of the last line of the footer from the bottom edge of the paper.
pub const FOOTER_BOTTOM: f32 = 10.0 * MILLIMETRE;
/// Fold marks and punch mark on the left edge (DIN 5008 form B).
pub const FOLD_MARKS: [f32; 2] = [105.0 * MILLIMETRE, 210.0 * MILLIMETRE];

/// Main text.
pub const INK: Color = [0x0f, 0x17, 0x2a];
/// Labels and descriptions.
pub const MUTED: Color = [0x47, 0x55, 0x69];
/// Lines between rows.
pub const HAIRLINE: Color = [0xcb, 0xd5, 0xe1];
/// Paid.
pub const GREEN: Color = [0x15, 0x80, 0x3d];

/// Line height as a multiple of the font size.
pub const LEADING: f32 = 1.42;

const fn style(weight: Weight, size: f32, color: Color) -> Style {
    Style { weight, size, color }
}

/// "Rechnung" and its siblings.
pub const TITLE: Style = style(Weight::Semibold, 19.0, INK);
/// The name of the seller beside the logo.
pub const NAME: Style = style(Weight::Semibold, 12.0, INK);
/// Ordinary text.
pub const BODY: Style = style(Weight::Regular, 9.0, INK);
/// Ordinary text that matters.
pub const STRONG: Style = style(Weight::Semibold, 9.0, INK);
/// Labels beside ordinary text.
pub const LABEL: Style = style(Weight::Regular, 9.0, MUTED);
/// Descriptions, notes, small labels.
pub const SMALL: Style = style(Weight::Regular, 7.5, MUTED);
/// The amount to pay.
pub const SUM: Style = style(Weight::Semibold, 12.0, INK);
/// Headings of sections.
pub const HEADING: Style = style(Weight::Semibold, 10.5, INK);
/// Footer and sender's line.
pub const FINE: Style = style(Weight::Regular, 6.8, MUTED);

/// A style in another colour.
#[must_use]
pub const fn colored(style: Style, color: Color) -> Style {
    Style { color, ..style }
}

/// How much air there is between rows; a page that would just spill over is set tighter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Density {
    /// White space above and below the text of a row.
    pub row_padding: f32,
    /// White space between sections.
    pub section_gap: f32,
    /// Height of a row in totals and data block.
    pub data_row: f32,
}

/// The usual look.
pub const COMFORTABLE: Density = Density { row_padding: 5.6, section_gap: 20.0, data_row: 14.6 };
/// Saves a second page.
pub const COMPACT: Density = Density { row_padding: 3.0, section_gap: 11.0, data_row: 12.6 };

/// The brand colour where it can be read on white (contrast 4.5:1, WCAG 2.2 1.4.3), else ink.
#[must_use]
pub fn readable(brand: Color) -> Color {
    if 1.05 / (luminance(brand) + 0.05) >= 4.5 { brand } else { INK }
}

/// White or ink, whichever is read better on a colour.
#[must_use]
pub fn on_color(background: Color) -> Color {
    if luminance(background) > 0.3 { INK } else { [255; 3] }
}

fn luminance(color: Color) -> f32 {
    let [red, green, blue] = color.map(|channel| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
