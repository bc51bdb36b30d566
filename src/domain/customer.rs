//! Customers: the form, its checks, and what pages show of them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::check;
use crate::domain::error::{AppError, Problem, Problems};
use crate::domain::invoice::documents::{DocumentForms, PdfProfile, XmlSyntax};
use crate::domain::invoice::draft::read;
use crate::domain::invoice::view::InvoiceRow;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::text::{self, NumberFormat};
use crate::domain::usage::view::OpenEvents;

/// How a customer pays (spec §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BillingTier {
    /// "Trusted": pays on terms.
    #[default]
    InvoiceOnly,
    /// "Standard": the card on file is charged when unpaid after the due date.
    Hybrid,
    /// Monthly flat fee with included units and overage.
    Subscription,
}

impl BillingTier {
    pub const ALL: [Self; 3] = [Self::InvoiceOnly, Self::Hybrid, Self::Subscription];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvoiceOnly => "invoice_only",
            Self::Hybrid => "hybrid",
            Self::Subscription => "subscription",
        }
    }

    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.as_str() == text)
    }

    /// Days to pay where nothing was agreed.
    #[must_use]
    pub fn default_terms_days(self) -> u32 {
        if self == Self::Hybrid { 10 } else { 30 }
    }
}

/// A customer's fields as typed; the JSON API fills the same form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerForm {
    pub name: String,
    pub street: String,
    pub address_extra: String,
    pub postcode: String,
    pub city: String,
    /// ISO 3166-1 alpha-2; empty is DE.
    pub country: String,
    pub vat_id: String,
    /// BT-10; a Leitweg-ID is checked when it looks like one.
    pub buyer_reference: String,
    pub language: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub billing_contact_name: String,
    pub billing_email: String,
    pub payment_terms_days: String,
    pub billing_tier: String,
    /// In cents; empty is 7500.
    pub unit_rate_cents: String,
    /// The same in euros, as people type it (`75,00`); wins where it is given.
    pub unit_rate: String,
    /// What a subscription costs a month, in cents or (wins) in euros.
    pub monthly_fee_cents: String,
    pub monthly_fee: String,
    pub included_units: String,
    /// Per unit beyond the included ones; empty is the unit rate.
    pub overage_rate_cents: String,
    pub overage_rate: String,
    pub notes: String,
    /// BT-89: the mandate that this customer gave.
    pub mandate: String,
    /// BT-91.
    pub debited_account: String,
    /// `true`: invoices are collected by direct debit unless they say otherwise.
    pub direct_debit: String,
    /// `ubl` or `cii`; empty is `ubl`.
    pub xml_syntax: String,
    /// `en16931` or `xrechnung`; empty is `en16931`.
    pub pdf_profile: String,
    /// `true`: no letter about an overdue invoice ever goes to this customer.
    pub no_dunning: String,
    /// `true`: a consumer (§ 13 BGB), who owes less default interest.
    pub consumer: String,
}

/// What the tier `subscription` costs; the other tiers pass it over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    pub monthly_fee: Cents,
    pub included_units: u32,
    /// Per unit beyond the included ones; `None` is the unit rate.
    pub overage_rate: Option<Cents>,
}

/// A customer as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerContent {
    pub name: String,
    pub street: Option<String>,
    pub address_extra: Option<String>,
    pub postcode: Option<String>,
    pub city: Option<String>,
    pub country: String,
    pub vat_id: Option<String>,
    pub buyer_reference: Option<String>,
    pub language: Lang,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub billing_contact_name: Option<String>,
    pub billing_email: Option<String>,
    pub payment_terms_days: u32,
    pub billing_tier: BillingTier,
    pub unit_rate: Cents,
    pub subscription: Subscription,
    pub notes: Option<String>,
    pub mandate: Option<String>,
    pub debited_account: Option<String>,
    pub direct_debit: bool,
    pub forms: DocumentForms,
    pub no_dunning: bool,
    pub is_consumer: bool,
}

impl CustomerForm {
    /// Reads what was typed, with all mistakes at once.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn parse(&self) -> Result<CustomerContent, AppError> {
        let mut problems = Problems::default();
        let optional = |problems: &mut Problems, field: &str, input: &str, max: u32| problems.take(field, text::line(input, max));
        let country = if self.country.trim().is_empty() { "DE" } else { self.country.trim() };
        let tier = if self.billing_tier.is_empty() {
            BillingTier::default()
        } else {
            problems.take("billing_tier", BillingTier::parse(&self.billing_tier).ok_or(Problem::NotAChoice))
        };
        let content = CustomerContent {
            name: problems.take("name", text::required_line(&self.name, 200)),
            street: optional(&mut problems, "street", &self.street, 200),
            address_extra: optional(&mut problems, "address_extra", &self.address_extra, 200),
            postcode: optional(&mut problems, "postcode", &self.postcode, 20),
            city: optional(&mut problems, "city", &self.city, 100),
            country: problems.take("country", check::country(country)),
            vat_id: problems.take("vat_id", check::vat_id(&self.vat_id)),
            buyer_reference: problems.take("buyer_reference", check::buyer_reference(&self.buyer_reference)),
            language: if self.language.is_empty() {
                Lang::De
            } else {
                problems.take("language", Lang::parse(&self.language).ok_or(Problem::NotAChoice))
            },
            contact_name: optional(&mut problems, "contact_name", &self.contact_name, 100),
            contact_phone: optional(&mut problems, "contact_phone", &self.contact_phone, 50),
            billing_contact_name: optional(&mut problems, "billing_contact_name", &self.billing_contact_name, 100),
            billing_email: problems.take("billing_email", text::email(&self.billing_email)),
            payment_terms_days: problems.take("payment_terms_days", whole(&self.payment_terms_days, tier.default_terms_days(), 365)),
            billing_tier: tier,
            unit_rate: rate(&mut problems, "unit_rate", &self.unit_rate, &self.unit_rate_cents, 7_500),
            subscription: Subscription {
                monthly_fee: rate(&mut problems, "monthly_fee", &self.monthly_fee, &self.monthly_fee_cents, 0),
                included_units: problems.take("included_units", whole(&self.included_units, 0, 1_000_000)),
                overage_rate: (![&self.overage_rate, &self.overage_rate_cents].iter().all(|text| text.trim().is_empty()))
                    .then(|| rate(&mut problems, "overage_rate", &self.overage_rate, &self.overage_rate_cents, 0)),
            },
            notes: problems.take("notes", text::block(&self.notes, 4_000)),
            ..self.parse_agreements(&mut problems)
        };
        problems.finish(content)
    }
}

impl CustomerForm {
    /// How this customer pays and in which form it wants its invoices.
    fn parse_agreements(&self, problems: &mut Problems) -> CustomerContent {
        let content = CustomerContent {
            mandate: problems.take("mandate", text::line(&self.mandate, 35)),
            debited_account: problems.take("debited_account", check::iban(&self.debited_account)),
            direct_debit: problems.take("direct_debit", read::choice(&self.direct_debit, |text| text.parse().ok())).unwrap_or_default(),
            forms: DocumentForms {
                xml: problems.take("xml_syntax", read::choice(&self.xml_syntax, XmlSyntax::parse)).unwrap_or_default(),
                pdf: problems.take("pdf_profile", read::choice(&self.pdf_profile, PdfProfile::parse)).unwrap_or_default(),
            },
            no_dunning: problems.take("no_dunning", read::choice(&self.no_dunning, |text| text.parse().ok())).unwrap_or_default(),
            is_consumer: problems.take("consumer", read::choice(&self.consumer, |text| text.parse().ok())).unwrap_or_default(),
            ..CustomerContent::default()
        };
        if content.direct_debit && content.mandate.is_none() && self.mandate.trim().is_empty() {
            problems.add("mandate", Problem::Required);
        }
        if content.direct_debit && content.debited_account.is_none() && self.debited_account.trim().is_empty() {
            problems.add("debited_account", Problem::Required);
        }
        content
    }
}

impl CustomerContent {
    /// The form that parses to this customer.
    #[must_use]
    pub fn to_form(&self, lang: Lang) -> CustomerForm {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let flag = |on: bool| if on { "true".to_owned() } else { String::new() };
        CustomerForm {
            name: self.name.clone(),
            street: own(&self.street),
            address_extra: own(&self.address_extra),
            postcode: own(&self.postcode),
            city: own(&self.city),
            country: self.country.clone(),
            vat_id: own(&self.vat_id),
            buyer_reference: own(&self.buyer_reference),
            language: self.language.code().to_owned(),
            contact_name: own(&self.contact_name),
            contact_phone: own(&self.contact_phone),
            billing_contact_name: own(&self.billing_contact_name),
            billing_email: own(&self.billing_email),
            payment_terms_days: self.payment_terms_days.to_string(),
            billing_tier: self.billing_tier.as_str().to_owned(),
            unit_rate_cents: self.unit_rate.0.to_string(),
            unit_rate: text::number(self.unit_rate.to_decimal(), 2, lang),
            monthly_fee_cents: self.subscription.monthly_fee.0.to_string(),
            monthly_fee: text::number(self.subscription.monthly_fee.to_decimal(), 2, lang),
            included_units: self.subscription.included_units.to_string(),
            overage_rate_cents: self.subscription.overage_rate.map(|rate| rate.0.to_string()).unwrap_or_default(),
            overage_rate: self.subscription.overage_rate.map(|rate| text::number(rate.to_decimal(), 2, lang)).unwrap_or_default(),
            notes: own(&self.notes),
            mandate: own(&self.mandate),
            debited_account: own(&self.debited_account),
            direct_debit: flag(self.direct_debit),
            xml_syntax: self.forms.xml.as_str().to_owned(),
            pdf_profile: self.forms.pdf.as_str().to_owned(),
            no_dunning: flag(self.no_dunning),
            consumer: flag(self.is_consumer),
        }
    }
}

/// A price in euros, or in cents where none was typed.
fn rate(problems: &mut Problems, field: &str, in_euros: &str, in_cents: &str, default: u32) -> Cents {
    if in_euros.trim().is_empty() {
        return Cents(i64::from(problems.take(format!("{field}_cents"), whole(in_cents, default, 100_000_000))));
    }
    problems.take(field, euros(in_euros, 1_000_000))
}

/// Euros in either language: where both marks stand, the last one is the decimal mark; `1,000` could be either and is refused.
fn euros(input: &str, max: i64) -> Result<Cents, Problem> {
    let (comma, point) = (input.rfind(','), input.rfind('.'));
    let lang = if comma.is_some() && comma < point { Lang::En } else { Lang::De };
    let after_comma = comma.map_or(0, |at| input[at..].chars().filter(char::is_ascii_digit).count());
    if lang == Lang::De && after_comma > 2 {
        return Err(Problem::TooManyDecimals(2));
    }
    let amount = text::decimal(input, NumberFormat::Of(lang), 2)?.unwrap_or_default();
    if amount.is_sign_negative() && !amount.is_zero() {
        return Err(Problem::Negative);
    }
    if amount > Decimal::from(max) {
        return Err(Problem::OutOfRange);
    }
    Cents::from_decimal(amount).ok_or(Problem::OutOfRange)
}

fn whole(input: &str, default: u32, max: u32) -> Result<u32, Problem> {
    let text = input.trim();
    if text.is_empty() {
        return Ok(default);
    }
    let number: Decimal = text.parse().map_err(|_| Problem::NotANumber)?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(Problem::Negative);
    }
    let whole: u32 = text.parse().map_err(|_| Problem::NotANumber)?;
    if whole > max { Err(Problem::OutOfRange) } else { Ok(whole) }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerListQuery {
    pub q: String,
    /// `name`, `number`, `open`; a minus before it sorts descending.
    pub sort: String,
    pub page: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerList {
    pub rows: Vec<CustomerRow>,
    pub total: u32,
    pub page: u32,
    pub pages: u32,
    pub is_empty_organization: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    pub public_id: String,
    /// Counts from 10001 within the organization.
    pub number: u32,
    pub name: String,
    pub city: Option<String>,
    pub billing_email: Option<String>,
    pub billing_tier: BillingTier,
    pub open: Cents,
    pub overdue: Cents,
    pub invoice_count: u32,
}

/// `/customers/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPage {
    pub row: CustomerRow,
    pub content: CustomerContent,
    pub invoices: Vec<InvoiceRow>,
    /// Everything ever invoiced, gross.
    pub invoiced: Cents,
    /// What waits for the next invoice.
    pub open_events: OpenEvents,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_customer_parses_to_the_same_customer() {
        for (lang, rate) in [(Lang::De, 7_500), (Lang::En, 123_456), (Lang::De, 123_456), (Lang::En, 100_000)] {
            let customer = CustomerContent {
                name: "Werft".into(),
                country: "DE".into(),
                payment_terms_days: 14,
                unit_rate: Cents(rate),
                billing_tier: BillingTier::Hybrid,
                mandate: Some("M-17".into()),
                debited_account: Some("DE02120300000000202051".into()),
                direct_debit: true,
                forms: DocumentForms { xml: XmlSyntax::Cii, pdf: PdfProfile::Xrechnung },
                no_dunning: true,
                is_consumer: true,
                ..CustomerContent::default()
            };
            assert_eq!(customer.to_form(lang).parse(), Ok(customer), "{lang:?} {rate}");
        }
    }

    #[test]
    fn the_rate_is_read_in_euros_or_in_cents() {
        let rate = |unit_rate: &str, cents: &str| {
            let form = CustomerForm { name: "Werft".into(), unit_rate: unit_rate.into(), unit_rate_cents: cents.into(), ..CustomerForm::default() };
            form.parse().map(|content| content.unit_rate)
        };
        assert_eq!(rate("", ""), Ok(Cents(7_500)));
        assert_eq!(rate("", "8000"), Ok(Cents(8_000)));
        assert_eq!(rate("82,50 €", "8000"), Ok(Cents(8_250)));
        assert_eq!(rate("82.50", ""), Ok(Cents(8_250)));
        assert_eq!(rate("1,000", ""), Err(AppError::field("unit_rate", Problem::TooManyDecimals(2))));
        assert_eq!(rate("-1", ""), Err(AppError::field("unit_rate", Problem::Negative)));
    }
}
