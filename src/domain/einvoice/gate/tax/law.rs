//! What German VAT law adds to a tax group: words that must be printed, rates that exist, partners that fit.

use rust_decimal::Decimal;

use super::super::super::model::{EInvoice, TaxCategory, TaxGroup};
use super::super::place::Place;
use super::super::report::{About, Report, is_blank};

/// §12 UStG: today's rates, and those of 2020 for corrections of that time.
const GERMAN_RATES: [i64; 4] = [19, 7, 16, 5];

/// Prefixes of VAT ids in the EU: Greece is EL, Northern Ireland XI for goods.
const EU_PREFIXES: [&str; 28] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO",
    "SE", "SI", "SK", "XI",
];

/// §14a(6) UStG: the words that the special schemes prescribe, by their code.
const SCHEMES: [(&str, &str); 4] = [
    ("VATEX-EU-D", "Sonderregelung für Reisebüros"),
    ("VATEX-EU-F", "Gebrauchtgegenstände/Sonderregelung"),
    ("VATEX-EU-I", "Kunstgegenstände/Sonderregelung"),
    ("VATEX-EU-J", "Sammlungsstücke und Antiquitäten/Sonderregelung"),
];

pub fn check(invoice: &EInvoice, report: &mut Report) {
    for group in &invoice.tax_groups {
        match group.rate.category {
            TaxCategory::S => german_rate(invoice, group.rate.rate, report),
            TaxCategory::AE => reverse_charge_words(group.exemption_reason.as_deref(), report),
            TaxCategory::E | TaxCategory::K | TaxCategory::G => exemption_words(group, report),
            _ => {}
        }
    }
    small_business(invoice, report);
    supply_abroad(invoice, report);
    intra_community_buyer(invoice, report);
}

/// Another rate can be right under the one-stop shop, so it is only pointed out.
fn german_rate(invoice: &EInvoice, rate: Option<Decimal>, report: &mut Report) {
    let known = rate.is_some_and(|rate| GERMAN_RATES.iter().any(|german| rate == Decimal::from(*german)));
    if invoice.seller.address.country == "DE" && invoice.buyer.address.country == "DE" && !known {
        let about = About("UStG-12", "BT-119", Place::Totals);
        report.warn(about, "Diesen Steuersatz gibt es in Deutschland nicht", "This VAT rate does not exist in Germany");
    }
}

/// §14a(5) UStG prescribes the words; other languages of the EU may say it in their own.
fn reverse_charge_words(reason: Option<&str>, report: &mut Report) {
    let says_so = reason.is_some_and(|reason| {
        let reason = reason.to_lowercase();
        reason.contains("steuerschuldnerschaft des leistungsempfängers") || reason.contains("reverse charge")
    });
    if !says_so {
        let about = About("UStG-14a-5", "BT-120", Place::TaxExemption);
        report.error(
            about,
            "Angabe „Steuerschuldnerschaft des Leistungsempfängers“ fehlt",
            "The words “Steuerschuldnerschaft des Leistungsempfängers” (reverse charge) are missing",
        );
    }
}

/// §14(4) no. 8 UStG, §33 no. 4 and §34a no. 5 UStDV: the reader is told in words that no VAT is charged and why; a code is none.
fn exemption_words(group: &TaxGroup, report: &mut Report) {
    let reason = group.exemption_reason.as_deref();
    if is_blank(reason) && !is_blank(group.exemption_code.as_deref()) {
        let about = About("UStG-14-4-8", "BT-120", Place::TaxExemption);
        report.error(about, "Hinweis auf die Steuerbefreiung muss in Worten dastehen", "The note on the exemption must be there in words");
    }
    let code = group.exemption_code.as_deref().unwrap_or_default();
    let Some((_, words)) = SCHEMES.iter().find(|(scheme, _)| *scheme == code) else { return };
    let says_so = |reason: &str| reason.to_lowercase().contains(&words.to_lowercase());
    if reason.is_some_and(|reason| !reason.trim().is_empty() && !says_so(reason)) {
        let about = About("UStG-14a-6", "BT-120", Place::TaxExemption);
        report.error(about, format!("Angabe „{words}“ fehlt"), format!("The words “{words}” are missing"));
    }
}

/// §19 UStG: who is exempt as a small business states no VAT at all, or owes it (§14c UStG).
fn small_business(invoice: &EInvoice, report: &mut Report) {
    let claims = |reason: &str| ["Kleinunternehmer", "§ 19 ", "§19 ", "small business"].iter().any(|words| reason.contains(words));
    let is_small = invoice.tax_groups.iter().any(|group| group.exemption_reason.as_deref().is_some_and(claims));
    if is_small && invoice.tax_groups.iter().any(|group| !group.tax.is_zero()) {
        let about = About("UStG-19", "BG-23", Place::TaxExemption);
        report.error(about, "Kleinunternehmer dürfen keine Umsatzsteuer ausweisen", "A small business that is exempt from VAT must not state any");
    }
}

/// §4 no. 1 UStG: what is exempt because it goes abroad goes abroad.
fn supply_abroad(invoice: &EInvoice, report: &mut Report) {
    let buyer = invoice.buyer.address.country.as_str();
    let abroad = buyer != "DE" && !buyer.is_empty();
    let ships_abroad = invoice.delivery.as_ref().and_then(|delivery| delivery.address.as_ref()).is_some_and(|address| address.country != "DE");
    let supplies_abroad = invoice.tax_groups.iter().any(|group| matches!(group.rate.category, TaxCategory::K | TaxCategory::G));
    if supplies_abroad && !abroad && !ships_abroad {
        let about = About("UStG-4-1", "BT-55", Place::BuyerAddress);
        report.warn(
            about,
            "Steuerfreie Lieferung ins Ausland, aber Käufer und Lieferort sind im Inland",
            "Exempt supply abroad, but buyer and delivery are domestic",
        );
    }
}

/// §6a(1) no. 4 UStG: the buyer uses a VAT id of another member state.
fn intra_community_buyer(invoice: &EInvoice, report: &mut Report) {
    let Some(vat_id) = invoice.buyer.vat_id.as_deref() else { return };
    let supplies = invoice.tax_groups.iter().any(|group| group.rate.category == TaxCategory::K);
    let prefix = vat_id.get(..2).unwrap_or_default();
    let own = invoice.seller.vat_id.as_deref().and_then(|id| id.get(..2));
    if supplies && (!EU_PREFIXES.contains(&prefix) || own == Some(prefix)) {
        let about = About("UStG-6a", "BT-48", Place::BuyerVatId);
        report.error(
            about,
            "Innergemeinschaftliche Lieferung braucht die USt-IdNr. des Käufers aus einem anderen EU-Land",
            "An intra-community supply needs the buyer's VAT ID of another EU country",
        );
    }
}
