//! A block is drawn whole: what it holds is placed relative to its top, so that its height is known before it has a place.

use std::borrow::Cow;

use super::canvas::{Canvas, Color, Style};

/// What a block draws; vertical positions count from the top of the block.
enum Item<'text> {
    Text { x: f32, baseline: f32, style: Style, text: Cow<'text, str> },
    Rectangle { area: [f32; 4], color: Color },
    Matrix { x: f32, y: f32, module: f32, color: Color, runs: Vec<[u16; 3]> },
    Link { area: [f32; 4], target: Cow<'text, str> },
}

/// Things that stay together on a page.
#[derive(Default)]
pub struct Block<'text> {
    /// In points.
    pub height: f32,
    items: Vec<Item<'text>>,
}

impl<'text> Block<'text> {
    /// An empty block of some height: white space.
    #[must_use]
    pub fn space(height: f32) -> Self {
        Self { height, items: Vec::new() }
    }

    /// Text that starts at `x`.
    pub fn text(&mut self, x: f32, baseline: f32, style: Style, text: impl Into<Cow<'text, str>>) {
        self.items.push(Item::Text { x, baseline, style, text: text.into() });
    }

    /// Text that ends at `right`.
    pub fn text_right(&mut self, canvas: &Canvas, right: f32, baseline: f32, style: Style, text: impl Into<Cow<'text, str>>) {
        let text = text.into();
        self.text(right - canvas.width(style, &text), baseline, style, text);
    }

    /// A filled rectangle: left, top, width, height.
    pub fn rectangle(&mut self, area: [f32; 4], color: Color) {
        self.items.push(Item::Rectangle { area, color });
    }

    /// A horizontal line between two points.
    pub fn rule(&mut self, left: f32, right: f32, y: f32, thickness: f32, color: Color) {
        self.rectangle([left, y, right - left, thickness], color);
    }

    /// Dark modules of a matrix code, as runs of (column, row, length).
    pub fn matrix(&mut self, x: f32, y: f32, module: f32, color: Color, runs: Vec<[u16; 3]>) {
        self.items.push(Item::Matrix { x, y, module, color, runs });
    }

    /// A place (left, top, right, bottom) that opens an address.
    pub fn link(&mut self, area: [f32; 4], target: impl Into<Cow<'text, str>>) {
        self.items.push(Item::Link { area, target: target.into() });
    }

    /// Puts another block at a distance below this one's top; the height becomes what both need.
    pub fn overlay(&mut self, offset: f32, other: Self) {
        self.height = self.height.max(offset + other.height);
        self.items.extend(other.items.into_iter().map(|item| item.moved(offset)));
    }

    /// Puts another block below this one.
    pub fn append(&mut self, other: Self) {
        self.overlay(self.height, other);
    }

    /// Draws the block with its top at `top` on the current page.
    pub fn draw(&self, canvas: &mut Canvas, top: f32) {
        for item in &self.items {
            match item {
                Item::Text { x, baseline, style, text } => canvas.text(*x, top + baseline, *style, text),
                Item::Rectangle { area: [x, y, width, height], color } => canvas.rectangle([*x, top + y, *width, *height], *color),
                Item::Matrix { x, y, module, color, runs } => {
                    let areas = runs.iter().map(|&[column, row, length]| {
                        [x + f32::from(column) * module, top + y + f32::from(row) * module, f32::from(length) * module, *module]
                    });
                    canvas.fill_rectangles(*color, areas);
                }
                Item::Link { area: [left, upper, right, lower], target } => canvas.link([*left, top + upper, *right, top + lower], target),
            }
        }
    }
}

impl Item<'_> {
    fn moved(mut self, offset: f32) -> Self {
        match &mut self {
            Item::Text { baseline, .. } => *baseline += offset,
            Item::Rectangle { area, .. } => area[1] += offset,
            Item::Matrix { y, .. } => *y += offset,
            Item::Link { area, .. } => {
                area[1] += offset;
                area[3] += offset;
            }
        }
        self
    }
}
