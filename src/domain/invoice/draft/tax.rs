//! Which tax law a draft follows, on the whole and line by line: BT-5 … BT-8, BG-23, BG-30.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::read::{self, Row, are_blank, day_text, figure, own};
use crate::domain::einvoice::model::{TaxCategory, TaxRate};
use crate::domain::error::{Problem, Problems};
use crate::domain::money::Currency;
use crate::domain::text::{self, NumberFormat};

/// Which tax law the invoice follows; sets category, exemption text and VATEX code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxCase {
    /// S with the rate of each line, Z where a line's rate is 0.
    #[default]
    Domestic,
    /// §19 UStG, category E.
    SmallBusiness,
    /// §4 UStG, category E.
    Exempt,
    /// §13b UStG, category AE.
    ReverseCharge,
    /// §6a UStG, category K.
    IntraCommunity,
    /// §6 UStG, category G.
    Export,
    /// Not taxable, category O.
    OutsideScope,
}

impl TaxCase {
    pub const ALL: [Self; 7] =
        [Self::Domestic, Self::SmallBusiness, Self::Exempt, Self::ReverseCharge, Self::IntraCommunity, Self::Export, Self::OutsideScope];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Domestic => "domestic",
            Self::SmallBusiness => "small_business",
            Self::Exempt => "exempt",
            Self::ReverseCharge => "reverse_charge",
            Self::IntraCommunity => "intra_community",
            Self::Export => "export",
            Self::OutsideScope => "outside_scope",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.as_str() == text)
    }

    /// The category of a line with this rate in percent.
    #[must_use]
    pub fn category(self, rate: Decimal) -> TaxCategory {
        match self {
            Self::Domestic if rate.is_zero() => TaxCategory::Z,
            Self::Domestic => TaxCategory::S,
            Self::SmallBusiness | Self::Exempt => TaxCategory::E,
            Self::ReverseCharge => TaxCategory::AE,
            Self::IntraCommunity => TaxCategory::K,
            Self::Export => TaxCategory::G,
            Self::OutsideScope => TaxCategory::O,
        }
    }

    /// Category and rate of a line or entry: its own category, or that of the case.
    #[must_use]
    pub fn tax_of(self, stated: Option<TaxCategory>, percent: Decimal) -> TaxRate {
        match stated.unwrap_or_else(|| self.category(percent)) {
            TaxCategory::S => TaxRate { category: TaxCategory::S, rate: Some(percent) },
            other => TaxRate::untaxed(other),
        }
    }
}

/// The categories that a line may state itself; Canary Islands, Ceuta and Melilla are not issued.
pub const STATED: [TaxCategory; 7] =
    [TaxCategory::S, TaxCategory::Z, TaxCategory::E, TaxCategory::AE, TaxCategory::K, TaxCategory::G, TaxCategory::O];

fn category(code: &str) -> Option<TaxCategory> {
    let code = code.trim();
    STATED.into_iter().find(|category| category.code().eq_ignore_ascii_case(code))
}

/// The category that a line states itself: its code where people type the rate, or in the field of its own.
#[must_use]
pub fn stated(tax_category: &str, tax_rate: &str) -> Option<TaxCategory> {
    category(tax_rate).or_else(|| category(tax_category))
}

/// Category and rate as typed; the rate is 19 where nothing is said.
pub(super) fn typed(at: &str, fields: [&str; 2], format: NumberFormat, problems: &mut Problems) -> (Option<TaxCategory>, Decimal) {
    let [tax_category, tax_rate] = fields;
    let stated = stated(tax_category, tax_rate);
    if stated.is_none() && !tax_category.trim().is_empty() {
        problems.add(format!("{at}.tax_category"), Problem::NotAChoice);
    }
    let is_code = category(tax_rate).is_some();
    let rate = if is_code { None } else { problems.take(format!("{at}.tax_rate"), read::percentage(tax_rate, format)) };
    let taxed = stated.is_none_or(|category| category == TaxCategory::S);
    (stated, if taxed { rate.unwrap_or_else(|| Decimal::from(19)) } else { Decimal::ZERO })
}

/// What is typed for it. People find the code of an exempt line where its rate would be.
pub(super) fn typed_text(stated: Option<TaxCategory>, rate: Decimal, format: NumberFormat) -> [String; 2] {
    match (stated, format) {
        (None, _) => [String::new(), figure(Some(rate), 0, format)],
        (Some(category), NumberFormat::Of(_)) if category != TaxCategory::S => [String::new(), category.code().to_owned()],
        (Some(category), _) => [category.code().to_owned(), figure(Some(rate), 0, format)],
    }
}

/// Tax point, and the tax in another currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxForm {
    /// BT-7.
    pub point_date: String,
    /// BT-8: `3` (issue), `35` (delivery) or `432` (payment).
    pub point_code: String,
    /// BT-6; EUR where only an amount or a rate is given.
    pub currency: String,
    /// BT-111.
    pub amount: String,
    /// So much of the tax currency for one of the invoice's; instead of the amount.
    pub exchange_rate: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftTax {
    pub point_date: Option<NaiveDate>,
    pub point_code: Option<String>,
    pub currency: Option<Currency>,
    pub amount: Option<Decimal>,
    pub exchange_rate: Option<Decimal>,
}

impl TaxForm {
    pub(super) fn parse(&self, format: NumberFormat, problems: &mut Problems) -> DraftTax {
        let tax = DraftTax {
            point_date: problems.take("tax.point_date", text::day(&self.point_date)),
            point_code: problems
                .take("tax.point_code", read::choice(&self.point_code, |code| ["3", "35", "432"].contains(&code).then(|| code.to_owned()))),
            currency: problems.take("tax.currency", read::choice(&self.currency, Currency::parse)),
            amount: problems.take("tax.amount", read::signed_amount(&self.amount, format)),
            exchange_rate: problems.take("tax.exchange_rate", read::positive(&self.exchange_rate, format, 10)),
        };
        if tax.point_date.is_some() && tax.point_code.is_some() {
            problems.add("tax.point_code", Problem::NotAChoice);
        }
        if tax.amount.is_some() && tax.exchange_rate.is_some() {
            problems.add("tax.exchange_rate", Problem::NotAChoice);
        }
        let in_other_currency = tax.amount.is_some() || tax.exchange_rate.is_some();
        DraftTax { currency: tax.currency.or(in_other_currency.then_some(Currency::EUR)), ..tax }
    }
}

impl DraftTax {
    #[must_use]
    pub fn to_form(&self, format: NumberFormat) -> TaxForm {
        TaxForm {
            point_date: day_text(self.point_date),
            point_code: own(&self.point_code),
            currency: self.currency.map(|currency| currency.to_string()).unwrap_or_default(),
            amount: figure(self.amount, 2, format),
            exchange_rate: figure(self.exchange_rate, 0, format),
        }
    }
}

/// BT-120, BT-121: why a category is exempt, in own words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExemptionForm {
    /// `E`, `AE`, `K`, `G` or `O`.
    pub category: String,
    pub reason: String,
    /// VATEX code.
    pub code: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftExemption {
    pub category: TaxCategory,
    pub reason: Option<String>,
    pub code: Option<String>,
}

/// The categories that have an exemption reason (BR-S-10, BR-Z-10).
pub const EXEMPT: [TaxCategory; 5] = [TaxCategory::E, TaxCategory::AE, TaxCategory::K, TaxCategory::G, TaxCategory::O];

impl Row for ExemptionForm {
    type Content = DraftExemption;

    fn is_blank(&self) -> bool {
        are_blank(&[&self.reason, &self.code])
    }

    fn parse(&self, at: &str, _: NumberFormat, problems: &mut Problems) -> DraftExemption {
        let found = category(&self.category).filter(|category| EXEMPT.contains(category));
        DraftExemption {
            category: problems.take(format!("{at}.category"), found.ok_or(Problem::NotAChoice)),
            reason: problems.take(format!("{at}.reason"), text::line(&self.reason, 500)),
            code: problems.take(format!("{at}.code"), text::line(&self.code, 40)).map(|code| code.to_ascii_uppercase()),
        }
    }
}

impl DraftExemption {
    #[must_use]
    pub fn to_form(&self) -> ExemptionForm {
        ExemptionForm { category: self.category.code().to_owned(), reason: own(&self.reason), code: own(&self.code) }
    }
}
