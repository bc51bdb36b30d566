//! The way down the pages: blocks are placed one below the other and move to the next page whole.

use super::PageSetup;
use super::block::Block;
use super::canvas::{Canvas, PAGE_HEIGHT, Style};
use super::theme::{Density, FINE, FOLD_MARKS, FOOTER_BOTTOM, HAIRLINE, LABEL, LEADING, LEFT, NEXT_PAGE_TOP, RIGHT, STRONG};
use super::words::Words;
use super::wrap::wrap;
use super::{footer, letterhead};
use crate::domain::einvoice::model::EInvoice;

/// A document being laid out.
pub struct Flow<'a> {
    pub canvas: Canvas,
    pub invoice: &'a EInvoice,
    pub setup: &'a PageSetup<'a>,
    pub density: Density,
    /// Where the next block begins, in points from the top of the page.
    pub y: f32,
    bottom: f32,
    footer: Block<'a>,
}

impl<'a> Flow<'a> {
    #[must_use]
    pub fn new(canvas: Canvas, invoice: &'a EInvoice, setup: &'a PageSetup<'a>, density: Density) -> Self {
        let footer = footer::block(&canvas, invoice, setup);
        let bottom = PAGE_HEIGHT - FOOTER_BOTTOM - footer.height - 12.0;
        Self { canvas, invoice, setup, density, y: NEXT_PAGE_TOP, bottom, footer }
    }

    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.setup.language.words()
    }

    /// Whether a block of this height still has room on the page.
    #[must_use]
    pub fn fits(&self, height: f32) -> bool {
        self.y + height <= self.bottom
    }

    /// The largest height a block may have to fit any page but the first.
    #[must_use]
    pub fn page_room(&self) -> f32 {
        self.bottom - NEXT_PAGE_TOP - 40.0
    }

    /// Begins a page with the short header that names the document.
    pub fn next_page(&mut self) {
        self.canvas.add_page();
        let header = letterhead::continuation(&self.canvas, self.invoice, self.setup);
        header.draw(&mut self.canvas, NEXT_PAGE_TOP);
        self.y = NEXT_PAGE_TOP + header.height;
    }

    /// Draws a block here, on a new page where it does not fit.
    pub fn place(&mut self, block: &Block<'_>) {
        if !self.fits(block.height) {
            self.next_page();
        }
        block.draw(&mut self.canvas, self.y);
        self.y += block.height;
    }

    /// White space that vanishes at the end of a page.
    pub fn gap(&mut self, height: f32) {
        self.y += height;
    }

    /// The lines of a text within a width.
    #[must_use]
    pub fn wrap<'text>(&self, style: Style, text: &'text str, width: f32) -> Vec<&'text str> {
        wrap(self.canvas.face(style.weight), style, text, width)
    }

    /// A text of any length across the page, broken between lines where it must be.
    pub fn paragraph(&mut self, style: Style, text: &str) {
        let leading = style.size * LEADING;
        for line in self.wrap(style, text, RIGHT - LEFT) {
            let mut block = Block::space(leading);
            block.text(LEFT, style.size * 1.1, style, line);
            self.place(&block);
        }
    }

    /// Draws footer, page numbers and fold marks on every page.
    #[must_use]
    pub fn finish(mut self) -> Canvas {
        let pages = self.canvas.pages.len();
        let words = self.words();
        for page in 0..pages {
            self.canvas.turn_to(page);
            let top = PAGE_HEIGHT - FOOTER_BOTTOM - self.footer.height;
            self.footer.draw(&mut self.canvas, top);
            let text = words.page.replace("{page}", &(page + 1).to_string()).replace("{pages}", &pages.to_string());
            let x = RIGHT - self.canvas.width(FINE, &text);
            self.canvas.text(x, PAGE_HEIGHT - FOOTER_BOTTOM - 1.0, FINE, &text);
            if page == 0 {
                for y in FOLD_MARKS {
                    self.canvas.rectangle([11.0, y, 9.0, 0.4], HAIRLINE);
                }
            }
        }
        self.canvas
    }

    /// A label on the left of a column and a value at its right end, as in data block and totals.
    #[must_use]
    pub fn pair(&self, left: f32, right: f32, label: &str, value: &str, strong: bool) -> Block<'static> {
        let value_style = if strong { STRONG } else { super::theme::BODY };
        let label_style = if strong { STRONG } else { LABEL };
        let row = self.density.data_row;
        let leading = value_style.size * LEADING;
        let value_width = self.canvas.width(value_style, value);
        let label_room = (right - left - value_width - 10.0).max((right - left) * 0.42);
        let labels = self.wrap(label_style, label, label_room);
        let label_width = labels.iter().map(|line| self.canvas.width(label_style, line)).fold(0.0, f32::max);
        let values = self.wrap(value_style, value, right - left - label_width - 10.0);
        let lines = labels.len().max(values.len()).max(1);
        let mut block = Block::default();
        let mut baseline = row * 0.72;
        for index in 0..lines {
            if let Some(label) = labels.get(index) {
                block.text(left, baseline, label_style, (*label).to_owned());
            }
            if let Some(value) = values.get(index) {
                block.text_right(&self.canvas, right, baseline, value_style, (*value).to_owned());
            }
            baseline += leading;
        }
        block.height = baseline - leading + row * 0.28;
        block
    }
}
