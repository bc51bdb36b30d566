//! The lines of a draft, and discounts and surcharges: BG-20, BG-21, BG-25.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::details::{DraftDetails, LineDetails};
use super::read::{self, Row, are_blank, check_order, day_text, decimal_within, figure, is_default, own};
use super::tax;
use crate::domain::einvoice::gate;
use crate::domain::einvoice::model::TaxCategory;
use crate::domain::error::{Problem, Problems};
use crate::domain::text::{self, NumberFormat};

/// The units that the editor offers, as UN/ECE Recommendation 20 codes; the catalogue has their words as `unit-HUR`.
pub const UNITS: [&str; 14] = ["C62", "HUR", "DAY", "WEE", "MON", "ANN", "LS", "KGM", "KMT", "MTR", "MTK", "LTR", "MIN", "XPK"];

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    pub name: String,
    pub description: String,
    pub quantity: String,
    /// UN/ECE code, usually one of [`UNITS`].
    pub unit: String,
    pub price: String,
    /// In percent of the line, negative for a discount, positive for a surcharge.
    pub adjustment_percent: String,
    /// The line's own category, where it is not that of the tax case.
    pub tax_category: String,
    /// In percent: 19, 7, 0; ignored where the tax case says 0. The code of a category stands for it, `AE`.
    pub tax_rate: String,
    pub service_start: String,
    pub service_end: String,
    /// The rarer fields as JSON of [`LineDetails`], in figures for machines: a browser carries them along unread.
    pub details: String,
}

impl LineForm {
    /// A row in which nothing was typed: it is left out, not refused.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        are_blank(&[&self.name, &self.description, &self.price, &self.service_start, &self.service_end, &self.details])
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftLine {
    pub name: Option<String>,
    pub description: Option<String>,
    pub quantity: Decimal,
    pub unit: String,
    pub price: Option<Decimal>,
    pub adjustment_percent: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<TaxCategory>,
    pub tax_rate: Decimal,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    #[serde(skip_serializing_if = "is_default")]
    pub details: DraftDetails,
}

impl Row for LineForm {
    type Content = DraftLine;

    fn is_blank(&self) -> bool {
        Self::is_blank(self)
    }

    fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> DraftLine {
        let quantity = problems.take(format!("{at}.quantity"), decimal_within(&self.quantity, format, 4, 1_000_000_000));
        let (tax_category, tax_rate) = tax::typed(at, [&self.tax_category, &self.tax_rate], format, problems);
        let mut line = DraftLine {
            name: problems.take(format!("{at}.name"), text::line(&self.name, 250)),
            description: problems.take(format!("{at}.description"), text::block(&self.description, 2_000)),
            quantity: if self.quantity.trim().is_empty() { Decimal::ONE } else { quantity.unwrap_or_default() },
            unit: problems.take(format!("{at}.unit"), read::choice(&self.unit, unit)).unwrap_or_else(|| "C62".to_owned()),
            price: problems.take(format!("{at}.price"), read::price(&self.price, format)),
            adjustment_percent: problems.take(format!("{at}.adjustment_percent"), read::signed_percentage(&self.adjustment_percent, format)),
            tax_category,
            tax_rate,
            service_start: problems.take(format!("{at}.service_start"), text::day(&self.service_start)),
            service_end: problems.take(format!("{at}.service_end"), text::day(&self.service_end)),
            details: DraftDetails::default(),
        };
        check_order(&format!("{at}.service_end"), line.service_start, line.service_end, problems);
        match LineDetails::read(&self.details) {
            Some(details) => line.set_details(at, &details, NumberFormat::Machine, problems),
            None => problems.add(format!("{at}.details"), Problem::NotAChoice),
        }
        line
    }
}

fn unit(code: &str) -> Option<String> {
    (UNITS.contains(&code) || gate::UNITS.contains(code)).then(|| code.to_owned())
}

impl DraftLine {
    /// Reads the rarer fields. List price, discount and price belong together: what is missing follows from the other two.
    pub(super) fn set_details(&mut self, at: &str, form: &LineDetails, format: NumberFormat, problems: &mut Problems) {
        self.details = form.parse(at, format, problems);
        let discount = problems.take(format!("{at}.price_discount"), read::price(&form.price_discount, format));
        let wrong = |field: &str| format!("{at}.{field}");
        match (self.price, self.details.gross_price, discount) {
            (None, Some(gross), discount) => self.price = Some(gross - discount.unwrap_or_default()),
            (Some(price), None, Some(discount)) => self.details.gross_price = Some(price + discount),
            (Some(price), Some(gross), Some(discount)) if gross - discount != price => {
                problems.add(wrong("price_discount"), Problem::OutOfRange);
            }
            _ => {}
        }
        if self.price.is_some_and(|price| price.is_sign_negative() && !price.is_zero()) {
            problems.add(wrong("price_discount"), Problem::OutOfRange);
        }
        if self.price.zip(self.details.gross_price).is_some_and(|(price, gross)| gross < price) {
            problems.add(wrong("gross_price"), Problem::OutOfRange);
        }
    }

    /// The form that parses to this line.
    #[must_use]
    pub fn to_form(&self, format: NumberFormat) -> LineForm {
        let [tax_category, tax_rate] = tax::typed_text(self.tax_category, self.tax_rate, format);
        LineForm {
            name: own(&self.name),
            description: own(&self.description),
            quantity: figure(Some(self.quantity), 0, format),
            unit: self.unit.clone(),
            price: figure(self.price, 2, format),
            adjustment_percent: figure(self.adjustment_percent, 0, format),
            tax_category,
            tax_rate,
            service_start: day_text(self.service_start),
            service_end: day_text(self.service_end),
            details: self.details.to_form(NumberFormat::Machine).write(),
        }
    }
}

/// BG-20, BG-21 on the document, BG-27, BG-28 on a line: a discount (negative) or surcharge (positive).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdjustmentForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// UNTDID 5189 for a discount, 7161 for a surcharge.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub percent: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub amount: String,
    /// What the percentage refers to, where it is not the line or the lines of the same rate.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub base: String,
    /// On the document: as at a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tax_category: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tax_rate: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftAdjustment {
    pub reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    pub percent: Option<Decimal>,
    /// Signed: negative is an allowance. Given where `percent` is not.
    pub amount: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_category: Option<TaxCategory>,
    pub tax_rate: Decimal,
}

impl Row for AdjustmentForm {
    type Content = DraftAdjustment;

    fn is_blank(&self) -> bool {
        are_blank(&[&self.reason, &self.reason_code, &self.percent, &self.amount, &self.base])
    }

    fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> DraftAdjustment {
        let (tax_category, tax_rate) = tax::typed(at, [&self.tax_category, &self.tax_rate], format, problems);
        let adjustment = DraftAdjustment {
            reason: problems.take(format!("{at}.reason"), text::line(&self.reason, 250)),
            reason_code: problems.take(format!("{at}.reason_code"), text::line(&self.reason_code, 3)).map(|code| code.to_ascii_uppercase()),
            percent: problems.take(format!("{at}.percent"), read::signed_percentage(&self.percent, format)),
            amount: problems.take(format!("{at}.amount"), read::signed_amount(&self.amount, format)),
            base: problems.take(format!("{at}.base"), read::amount(&self.base, format)),
            tax_category,
            tax_rate,
        };
        if adjustment.percent.is_none() && adjustment.amount.is_none() {
            problems.add(format!("{at}.amount"), Problem::Required);
        }
        if adjustment.percent.is_none() && adjustment.base.is_some() {
            problems.add(format!("{at}.percent"), Problem::Required);
        }
        if adjustment.reason.is_none() && adjustment.reason_code.is_none() {
            problems.add(format!("{at}.reason"), Problem::Required);
        }
        adjustment
    }
}

impl DraftAdjustment {
    /// The form that parses to this entry.
    #[must_use]
    pub fn to_form(&self, format: NumberFormat) -> AdjustmentForm {
        let [tax_category, tax_rate] = tax::typed_text(self.tax_category, self.tax_rate, format);
        AdjustmentForm { tax_category, tax_rate, ..self.to_line_form(format) }
    }

    /// The same on a line, which has its own tax.
    pub(super) fn to_line_form(&self, format: NumberFormat) -> AdjustmentForm {
        AdjustmentForm {
            reason: own(&self.reason),
            reason_code: own(&self.reason_code),
            percent: figure(self.percent, 0, format),
            amount: figure(self.amount, 2, format),
            base: figure(self.base, 2, format),
            ..AdjustmentForm::default()
        }
    }
}
