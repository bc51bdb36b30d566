//! What a VAT category says on paper: standard exemption texts and VATEX codes (BT-120, BT-121).

use rust_decimal::Decimal;

use super::model::{EInvoice, TaxCategory, TaxGroup, TaxRate};

/// Why no VAT is charged: the code of the VATEX list and the sentence in the languages of our documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exemption {
    /// BT-121, absent where the list has no fitting code.
    pub code: Option<&'static str>,
    /// BT-120 in German.
    pub de: &'static str,
    /// BT-120 in English.
    pub en: &'static str,
}

/// §19 UStG with §34a UStDV: small business, sent as category E.
pub const SMALL_BUSINESS: Exemption = Exemption {
    code: None,
    de: "Steuerbefreiung für Kleinunternehmer gemäß § 19 UStG",
    en: "VAT exemption for small businesses under § 19 UStG (German VAT Act)",
};

/// §13b UStG with §14a(5) UStG: the words are prescribed by law.
pub const REVERSE_CHARGE: Exemption =
    Exemption { code: Some("VATEX-EU-AE"), de: "Steuerschuldnerschaft des Leistungsempfängers", en: "Reverse charge" };

/// §4 Nr. 1 Buchst. b with §6a UStG.
pub const INTRA_COMMUNITY: Exemption = Exemption {
    code: Some("VATEX-EU-IC"),
    de: "Steuerfreie innergemeinschaftliche Lieferung gemäß § 4 Nr. 1 Buchst. b i. V. m. § 6a UStG",
    en: "VAT-exempt intra-Community supply",
};

/// §4 Nr. 1 Buchst. a with §6 UStG.
pub const EXPORT: Exemption = Exemption {
    code: Some("VATEX-EU-G"),
    de: "Steuerfreie Ausfuhrlieferung gemäß § 4 Nr. 1 Buchst. a i. V. m. § 6 UStG",
    en: "VAT-exempt export outside the EU",
};

/// §1 UStG, for what is no taxable supply in Germany at all.
pub const OUT_OF_SCOPE: Exemption = Exemption { code: Some("VATEX-EU-O"), de: "Nicht im Inland steuerbar", en: "Not subject to VAT" };

/// §4 UStG without the number that only the seller knows: the text to fall back on for category E.
pub const EXEMPT: Exemption =
    Exemption { code: None, de: "Umsatzsteuerfrei gemäß § 4 UStG", en: "Exempt from VAT under § 4 UStG (German VAT Act)" };

/// The standard exemption of a category; S, Z, L and M carry none (BR-S-10, BR-Z-10).
#[must_use]
pub fn standard_exemption(category: TaxCategory) -> Option<Exemption> {
    match category {
        TaxCategory::S | TaxCategory::Z | TaxCategory::L | TaxCategory::M => None,
        TaxCategory::E => Some(EXEMPT),
        TaxCategory::AE => Some(REVERSE_CHARGE),
        TaxCategory::K => Some(INTRA_COMMUNITY),
        TaxCategory::G => Some(EXPORT),
        TaxCategory::O => Some(OUT_OF_SCOPE),
    }
}

/// States the exemption of a category before `arithmetic::compute`, which keeps it; needed for E and for other languages than German.
pub fn declare_exemption(invoice: &mut EInvoice, category: TaxCategory, reason: &str, code: Option<&str>) {
    invoice.tax_groups.retain(|group| group.rate.category != category);
    invoice.tax_groups.push(TaxGroup {
        rate: TaxRate::untaxed(category),
        exemption_reason: Some(reason.to_owned()),
        exemption_code: code.map(str::to_owned),
        ..TaxGroup::default()
    });
}

impl TaxRate {
    /// Standard rate of so many percent.
    #[must_use]
    pub fn standard(percent: impl Into<Decimal>) -> Self {
        Self { category: TaxCategory::S, rate: Some(percent.into()) }
    }

    /// A category without VAT: rate 0, and none at all for O (BR-O-05).
    #[must_use]
    pub fn untaxed(category: TaxCategory) -> Self {
        Self { category, rate: (category != TaxCategory::O).then_some(Decimal::ZERO) }
    }
}
