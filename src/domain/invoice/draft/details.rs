//! What few lines say: identifiers, attributes, list prices, own discounts (BT-127 … BT-133, BG-27 … BG-29, BG-31, BG-32).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::line::{AdjustmentForm, DraftAdjustment};
use super::read::{self, Row, are_blank, figure, identifier, identifier_text, own};
use crate::domain::check;
use crate::domain::einvoice::model::{Classification, Identifier};
use crate::domain::error::{FieldError, Problems};
use crate::domain::text::{self, NumberFormat};

/// How many attributes, classifications or discounts one line may have.
const MOST: usize = 50;

/// ISO 6523 ICD of a GTIN, which an article number without a scheme is.
const GTIN: &str = "0160";

/// The rarer fields of a line as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineDetails {
    /// BT-127.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// BT-128.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub object: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub object_scheme: String,
    /// BT-132.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order_line_reference: String,
    /// BT-133.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accounting_reference: String,
    /// BT-155.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seller_item_id: String,
    /// BT-156.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub buyer_item_id: String,
    /// BT-157; a GTIN where no scheme is given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub standard_item_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub standard_item_scheme: String,
    /// BT-158.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classifications: Vec<ClassificationForm>,
    /// BT-159.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub origin_country: String,
    /// BG-32.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeForm>,
    /// BT-149: the price is for so many units.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub base_quantity: String,
    /// BT-148, the list price.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gross_price: String,
    /// BT-147.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub price_discount: String,
    /// BG-27, BG-28.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<AdjustmentForm>,
}

/// BT-158 with its scheme (UNTDID 7143).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClassificationForm {
    pub code: String,
    pub scheme: String,
    pub version: String,
}

/// BT-160, BT-161.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttributeForm {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftDetails {
    pub note: Option<String>,
    pub object: Option<Identifier>,
    pub order_line_reference: Option<String>,
    pub accounting_reference: Option<String>,
    pub seller_item_id: Option<String>,
    pub buyer_item_id: Option<String>,
    pub standard_item_id: Option<Identifier>,
    pub classifications: Vec<Classification>,
    pub origin_country: Option<String>,
    pub attributes: Vec<(String, String)>,
    pub base_quantity: Option<Decimal>,
    /// The discount is what the price is less.
    pub gross_price: Option<Decimal>,
    pub adjustments: Vec<DraftAdjustment>,
}

/// The page of one line of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDetailsPage {
    pub public_id: String,
    /// Counts from 0.
    pub line: u32,
    pub name: String,
    pub form: LineDetails,
    pub version: String,
    pub errors: Vec<FieldError>,
}

impl LineDetails {
    /// What a form carries along; `None` where it is not what this program wrote.
    #[must_use]
    pub fn read(carried: &str) -> Option<Self> {
        if carried.trim().is_empty() { Some(Self::default()) } else { serde_json::from_str(carried).ok() }
    }

    /// The same on its way into a form; empty where there is nothing to carry.
    #[must_use]
    pub fn write(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    pub(super) fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> DraftDetails {
        let named = |field: &str| format!("{at}.{field}");
        let line = |problems: &mut Problems, field: &str, input: &str| problems.take(named(field), text::line(input, 100));
        let country = if self.origin_country.trim().is_empty() { Ok(None) } else { check::country(&self.origin_country).map(Some) };
        let object = identifier([&named("object"), &named("object_scheme")], &self.object, &self.object_scheme, problems);
        let standard_at = [named("standard_item_id"), named("standard_item_scheme")];
        let standard = identifier([&standard_at[0], &standard_at[1]], &self.standard_item_id, &self.standard_item_scheme, problems);
        DraftDetails {
            note: problems.take(named("note"), text::block(&self.note, 2_000)),
            object,
            order_line_reference: line(problems, "order_line_reference", &self.order_line_reference),
            accounting_reference: line(problems, "accounting_reference", &self.accounting_reference),
            seller_item_id: line(problems, "seller_item_id", &self.seller_item_id),
            buyer_item_id: line(problems, "buyer_item_id", &self.buyer_item_id),
            standard_item_id: standard.map(|id| Identifier { scheme: id.scheme.or_else(|| Some(GTIN.to_owned())), ..id }),
            classifications: read::rows(&named("classifications"), &self.classifications, MOST, format, problems),
            origin_country: problems.take(named("origin_country"), country),
            attributes: read::rows(&named("attributes"), &self.attributes, MOST, format, problems),
            base_quantity: problems.take(named("base_quantity"), read::positive(&self.base_quantity, format, 4)),
            gross_price: problems.take(named("gross_price"), read::price(&self.gross_price, format)),
            adjustments: read::rows(&named("adjustments"), &self.adjustments, MOST, format, problems),
        }
    }
}

impl Row for ClassificationForm {
    type Content = Classification;

    fn is_blank(&self) -> bool {
        are_blank(&[&self.code, &self.scheme, &self.version])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> Classification {
        Classification {
            code: problems.take(format!("{at}.code"), text::required_line(&self.code, 100)),
            scheme: problems.take(format!("{at}.scheme"), text::required_line(&self.scheme, 10)).to_ascii_uppercase(),
            version: problems.take(format!("{at}.version"), text::line(&self.version, 50)),
        }
    }
}

impl Row for AttributeForm {
    type Content = (String, String);

    fn is_blank(&self) -> bool {
        are_blank(&[&self.name, &self.value])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> (String, String) {
        let name = problems.take(format!("{at}.name"), text::required_line(&self.name, 100));
        (name, problems.take(format!("{at}.value"), text::required_line(&self.value, 200)))
    }
}

impl DraftDetails {
    /// The form that parses to these details.
    #[must_use]
    pub fn to_form(&self, format: NumberFormat) -> LineDetails {
        let (object, object_scheme) = identifier_text(self.object.as_ref());
        let (standard_item_id, standard_item_scheme) = identifier_text(self.standard_item_id.as_ref());
        let classification = |c: &Classification| ClassificationForm { code: c.code.clone(), scheme: c.scheme.clone(), version: own(&c.version) };
        let attribute = |(name, value): &(String, String)| AttributeForm { name: name.clone(), value: value.clone() };
        LineDetails {
            note: own(&self.note),
            object,
            object_scheme,
            order_line_reference: own(&self.order_line_reference),
            accounting_reference: own(&self.accounting_reference),
            seller_item_id: own(&self.seller_item_id),
            buyer_item_id: own(&self.buyer_item_id),
            standard_item_id,
            standard_item_scheme,
            classifications: self.classifications.iter().map(classification).collect(),
            origin_country: own(&self.origin_country),
            attributes: self.attributes.iter().map(attribute).collect(),
            base_quantity: figure(self.base_quantity, 0, format),
            gross_price: figure(self.gross_price, 2, format),
            price_discount: String::new(),
            adjustments: self.adjustments.iter().map(|adjustment| adjustment.to_line_form(format)).collect(),
        }
    }
}
