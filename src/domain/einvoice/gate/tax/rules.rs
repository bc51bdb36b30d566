//! What EN 16931 says about each VAT category, as a table.

use super::super::super::model::TaxCategory;

/// The rules 01 to 10 of a category and what sets it apart.
pub struct Category {
    /// BR-x-01 … BR-x-10.
    pub ids: [&'static str; 10],
    /// Groups by rate, and a rate above zero; the others have one group with rate zero or none.
    pub several_rates: bool,
    /// The seller needs a VAT id (BT-31 or BT-63), a tax number (BT-32) is not enough.
    pub needs_vat_id: bool,
    /// The buyer needs a VAT id.
    pub needs_buyer: bool,
    /// A reason or code of exemption must be there; with the others it must not.
    pub needs_reason: bool,
    pub de: &'static str,
    pub en: &'static str,
}

macro_rules! ids {
    ($prefix:literal) => {
        [
            concat!("BR-", $prefix, "-01"),
            concat!("BR-", $prefix, "-02"),
            concat!("BR-", $prefix, "-03"),
            concat!("BR-", $prefix, "-04"),
            concat!("BR-", $prefix, "-05"),
            concat!("BR-", $prefix, "-06"),
            concat!("BR-", $prefix, "-07"),
            concat!("BR-", $prefix, "-08"),
            concat!("BR-", $prefix, "-09"),
            concat!("BR-", $prefix, "-10"),
        ]
    };
}

const fn category(ids: [&'static str; 10], de: &'static str, en: &'static str) -> Category {
    Category { ids, several_rates: false, needs_vat_id: false, needs_buyer: false, needs_reason: true, de, en }
}

static S: Category = Category { several_rates: true, needs_reason: false, ..category(ids!("S"), "steuerpflichtige Leistung", "a taxable supply") };
static Z: Category = Category { needs_reason: false, ..category(ids!("Z"), "Nullsatz", "zero rate") };
static E: Category = category(ids!("E"), "steuerfreie Leistung", "an exempt supply");
static AE: Category = Category { needs_buyer: true, ..category(ids!("AE"), "Reverse Charge", "reverse charge") };
static K: Category =
    Category { needs_vat_id: true, needs_buyer: true, ..category(ids!("IC"), "innergemeinschaftliche Lieferung", "an intra-community supply") };
static G: Category = Category { needs_vat_id: true, ..category(ids!("G"), "Ausfuhr", "export") };
static O: Category = category(ids!("O"), "nicht steuerbare Leistung", "a supply outside the scope of VAT");
static L: Category = Category { several_rates: true, needs_reason: false, ..category(ids!("AF"), "IGIC", "IGIC") };
static M: Category = Category { several_rates: true, needs_reason: false, ..category(ids!("AG"), "IPSI", "IPSI") };

/// The rules of a category.
pub fn of(category: TaxCategory) -> &'static Category {
    match category {
        TaxCategory::S => &S,
        TaxCategory::Z => &Z,
        TaxCategory::E => &E,
        TaxCategory::AE => &AE,
        TaxCategory::K => &K,
        TaxCategory::G => &G,
        TaxCategory::O => &O,
        TaxCategory::L => &L,
        TaxCategory::M => &M,
    }
}
