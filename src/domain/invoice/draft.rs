//! The form that becomes a draft: everything as typed, and the parsed content that a draft stores.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::einvoice::model::TaxCategory;
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::money::Currency;
use crate::domain::text::{self, NumberFormat};

/// The most lines that one invoice may have.
pub const MAX_LINES: usize = 2_000;

/// The invoice editor's fields as typed; the JSON API fills the same form. Empty text means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceForm {
    /// Public identifier of the customer.
    pub customer: String,
    pub currency: String,
    /// Empty: the day of issue.
    pub issue_date: String,
    pub due_date: String,
    pub service_start: String,
    pub service_end: String,
    /// A [`TaxCase`] name.
    pub tax_case: String,
    /// BT-13.
    pub order_reference: String,
    /// BT-12.
    pub contract_reference: String,
    /// BT-11.
    pub project_reference: String,
    /// BT-10, when it differs from the customer's.
    pub buyer_reference: String,
    /// Skonto: percent and days.
    pub discount_percent: String,
    pub discount_days: String,
    /// BT-113.
    pub prepaid: String,
    pub note: String,
    pub lines: Vec<LineForm>,
    pub allowances_charges: Vec<AdjustmentForm>,
    /// Counter of the version that was edited; another one in the database is a conflict. Empty for a new draft.
    pub version: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineForm {
    pub name: String,
    pub description: String,
    pub quantity: String,
    /// UN/ECE code, one of [`UNITS`].
    pub unit: String,
    pub price: String,
    /// In percent of the line, negative for a discount, positive for a surcharge.
    pub adjustment_percent: String,
    /// In percent: 19, 7, 0; ignored where the tax case says 0.
    pub tax_rate: String,
    pub service_start: String,
    pub service_end: String,
}

impl LineForm {
    /// A row in which nothing was typed: it is left out, not refused.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.description, &self.price, &self.service_start, &self.service_end].iter().all(|text| text.trim().is_empty())
    }
}

/// So much of one line is to be cancelled, as typed; an empty quantity is none of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CancelledLineForm {
    /// BT-126.
    pub line: String,
    pub quantity: String,
}

/// BG-20, BG-21: a discount (negative) or surcharge (positive) on the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdjustmentForm {
    pub reason: String,
    pub percent: String,
    pub amount: String,
    pub tax_rate: String,
}

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
}

/// The units that the editor offers, as UN/ECE Recommendation 20 codes; the catalogue has their words as `unit-HUR`.
pub const UNITS: [&str; 14] = ["C62", "HUR", "DAY", "WEE", "MON", "ANN", "LS", "KGM", "KMT", "MTR", "MTK", "LTR", "MIN", "XPK"];

/// What a draft holds once it was typed without mistakes. Incomplete is fine: the issue gate judges that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftContent {
    pub currency: Currency,
    pub issue_date: Option<NaiveDate>,
    pub due_date: Option<NaiveDate>,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
    pub tax_case: TaxCase,
    pub order_reference: Option<String>,
    pub contract_reference: Option<String>,
    pub project_reference: Option<String>,
    pub buyer_reference: Option<String>,
    pub discount_percent: Option<Decimal>,
    pub discount_days: Option<u32>,
    pub prepaid: Option<Decimal>,
    pub note: Option<String>,
    pub lines: Vec<DraftLine>,
    pub allowances_charges: Vec<DraftAdjustment>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    pub name: Option<String>,
    pub description: Option<String>,
    pub quantity: Decimal,
    pub unit: String,
    pub price: Option<Decimal>,
    pub adjustment_percent: Option<Decimal>,
    pub tax_rate: Decimal,
    pub service_start: Option<NaiveDate>,
    pub service_end: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAdjustment {
    pub reason: Option<String>,
    pub percent: Option<Decimal>,
    /// Signed: negative is an allowance. Given where `percent` is not.
    pub amount: Option<Decimal>,
    pub tax_rate: Decimal,
}

impl InvoiceForm {
    /// Reads what was typed, with all mistakes at once, named by field (`lines[2].price`).
    ///
    /// # Errors
    /// `Invalid`.
    pub fn parse(&self, format: NumberFormat) -> Result<DraftContent, AppError> {
        let mut problems = Problems::default();
        let short = |problems: &mut Problems, field: &str, text: &str| problems.take(field, text::line(text, 100));
        let content = DraftContent {
            currency: if self.currency.is_empty() {
                Currency::EUR
            } else {
                problems.take("currency", Currency::parse(&self.currency).ok_or(Problem::NotAChoice))
            },
            issue_date: problems.take("issue_date", text::day(&self.issue_date)),
            due_date: problems.take("due_date", text::day(&self.due_date)),
            service_start: problems.take("service_start", text::day(&self.service_start)),
            service_end: problems.take("service_end", text::day(&self.service_end)),
            tax_case: if self.tax_case.is_empty() {
                TaxCase::Domestic
            } else {
                problems.take("tax_case", TaxCase::parse(&self.tax_case).ok_or(Problem::NotAChoice))
            },
            order_reference: short(&mut problems, "order_reference", &self.order_reference),
            contract_reference: short(&mut problems, "contract_reference", &self.contract_reference),
            project_reference: short(&mut problems, "project_reference", &self.project_reference),
            buyer_reference: short(&mut problems, "buyer_reference", &self.buyer_reference),
            discount_percent: problems.take("discount_percent", percentage(&self.discount_percent, format)),
            discount_days: problems.take("discount_days", days(&self.discount_days)),
            prepaid: problems.take("prepaid", amount(&self.prepaid, format)),
            note: problems.take("note", text::block(&self.note, 4_000)),
            lines: self.parse_lines(format, &mut problems),
            allowances_charges: self.parse_adjustments(format, &mut problems),
        };
        if content.discount_percent.is_some() != content.discount_days.is_some() {
            let missing = if content.discount_days.is_some() { "discount_percent" } else { "discount_days" };
            problems.add(missing, Problem::Required);
        }
        check_order("service_end", content.service_start, content.service_end, &mut problems);
        problems.finish(content)
    }

    fn parse_lines(&self, format: NumberFormat, problems: &mut Problems) -> Vec<DraftLine> {
        if self.lines.len() > MAX_LINES {
            problems.add("lines", Problem::OutOfRange);
            return Vec::new();
        }
        let typed = self.lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
        typed.map(|(index, line)| line.parse(&format!("lines[{index}]"), format, problems)).collect()
    }

    fn parse_adjustments(&self, format: NumberFormat, problems: &mut Problems) -> Vec<DraftAdjustment> {
        if self.allowances_charges.len() > 100 {
            problems.add("allowances_charges", Problem::OutOfRange);
            return Vec::new();
        }
        let typed =
            self.allowances_charges.iter().enumerate().filter(|(_, a)| ![&a.reason, &a.percent, &a.amount].iter().all(|t| t.trim().is_empty()));
        typed.map(|(index, adjustment)| adjustment.parse(&format!("allowances_charges[{index}]"), format, problems)).collect()
    }
}

impl LineForm {
    fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> DraftLine {
        let quantity = problems.take(format!("{at}.quantity"), decimal_within(&self.quantity, format, 4, 1_000_000_000));
        let line = DraftLine {
            name: problems.take(format!("{at}.name"), text::line(&self.name, 250)),
            description: problems.take(format!("{at}.description"), text::block(&self.description, 2_000)),
            quantity: if self.quantity.trim().is_empty() { Decimal::ONE } else { quantity.unwrap_or_default() },
            unit: if self.unit.is_empty() {
                "C62".to_owned()
            } else {
                problems.take(format!("{at}.unit"), UNITS.contains(&self.unit.as_str()).then(|| self.unit.clone()).ok_or(Problem::NotAChoice))
            },
            price: problems.take(format!("{at}.price"), decimal_within(&self.price, format, 6, 1_000_000_000)),
            adjustment_percent: problems.take(format!("{at}.adjustment_percent"), signed_percentage(&self.adjustment_percent, format)),
            tax_rate: problems.take(format!("{at}.tax_rate"), percentage(&self.tax_rate, format)).unwrap_or_else(|| Decimal::from(19)),
            service_start: problems.take(format!("{at}.service_start"), text::day(&self.service_start)),
            service_end: problems.take(format!("{at}.service_end"), text::day(&self.service_end)),
        };
        if line.price.is_some_and(|price| price.is_sign_negative() && !price.is_zero()) {
            problems.add(format!("{at}.price"), Problem::Negative);
        }
        check_order(&format!("{at}.service_end"), line.service_start, line.service_end, problems);
        line
    }
}

impl AdjustmentForm {
    fn parse(&self, at: &str, format: NumberFormat, problems: &mut Problems) -> DraftAdjustment {
        let adjustment = DraftAdjustment {
            reason: problems.take(format!("{at}.reason"), text::line(&self.reason, 250)),
            percent: problems.take(format!("{at}.percent"), signed_percentage(&self.percent, format)),
            amount: problems.take(format!("{at}.amount"), decimal_within(&self.amount, format, 2, 1_000_000_000)),
            tax_rate: problems.take(format!("{at}.tax_rate"), percentage(&self.tax_rate, format)).unwrap_or_else(|| Decimal::from(19)),
        };
        if adjustment.percent.is_none() && adjustment.amount.is_none() {
            problems.add(format!("{at}.amount"), Problem::Required);
        }
        if adjustment.reason.is_none() {
            problems.add(format!("{at}.reason"), Problem::Required);
        }
        adjustment
    }
}

fn check_order(field: &str, start: Option<NaiveDate>, end: Option<NaiveDate>, problems: &mut Problems) {
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        problems.add(field, Problem::EndBeforeStart);
    }
}

fn decimal_within(input: &str, format: NumberFormat, decimals: u32, limit: i64) -> Result<Option<Decimal>, Problem> {
    let number = text::decimal(input, format, decimals)?;
    if number.is_some_and(|n| n.abs() > Decimal::from(limit)) { Err(Problem::OutOfRange) } else { Ok(number) }
}

fn amount(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    let number = decimal_within(input, format, 2, 1_000_000_000)?;
    if number.is_some_and(|n| n.is_sign_negative() && !n.is_zero()) { Err(Problem::Negative) } else { Ok(number) }
}

fn percentage(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    let number = signed_percentage(input, format)?;
    if number.is_some_and(|n| n.is_sign_negative() && !n.is_zero()) { Err(Problem::Negative) } else { Ok(number) }
}

fn signed_percentage(input: &str, format: NumberFormat) -> Result<Option<Decimal>, Problem> {
    decimal_within(input.trim().trim_end_matches('%'), format, 2, 100)
}

fn days(input: &str) -> Result<Option<u32>, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let days: u32 = text.parse().map_err(|_| Problem::NotANumber)?;
    if days > 365 { Err(Problem::OutOfRange) } else { Ok(Some(days)) }
}
