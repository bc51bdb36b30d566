//! What German VAT law adds to a tax group: words that must be printed, rates that exist.

use rust_decimal::Decimal;

use super::super::super::model::{EInvoice, TaxCategory};
use super::super::place::Place;
use super::super::report::{About, Report};

/// §12 UStG: today's rates, and those of 2020 for corrections of that time.
const GERMAN_RATES: [i64; 4] = [19, 7, 16, 5];

pub fn check(invoice: &EInvoice, report: &mut Report) {
    for group in &invoice.tax_groups {
        match group.rate.category {
            TaxCategory::S => german_rate(invoice, group.rate.rate, report),
            TaxCategory::AE => reverse_charge_words(group.exemption_reason.as_deref(), report),
            _ => {}
        }
    }
    let abroad = invoice.buyer.address.country != "DE" && !invoice.buyer.address.country.is_empty();
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
