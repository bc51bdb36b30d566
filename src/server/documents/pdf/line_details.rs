//! The muted lines below the name of an item: description, period, discounts, identifiers.

use rust_decimal::Decimal;

use super::format::{amount, percent, period, quantity};
use super::units::unit_word;
use super::words::Lang;
use crate::domain::einvoice::model::{AllowanceCharge, Line};

/// Everything a line says besides its figures, one paragraph each.
#[must_use]
pub fn details(line: &Line, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let item = &line.item;
    let mut details: Vec<String> = item.description.iter().cloned().collect();
    details.extend(line.period.and_then(|span| period(lang, span)));
    details.extend(base_quantity(line, lang));
    details.extend(line.allowances_charges.iter().map(|entry| allowance_text(entry, lang, true)));
    details.extend(item.attributes.iter().map(|(name, value)| format!("{name}: {value}")));
    let identifiers = [
        item.seller_id.as_ref().map(|id| words.article.replace("{id}", id)),
        item.buyer_id.as_ref().map(|id| words.your_article.replace("{id}", id)),
        item.standard_id.as_ref().map(|id| words.standard_article.replace("{id}", &id.value)),
        line.order_line_reference.as_ref().map(|id| words.order_line.replace("{id}", id)),
        line.object.as_ref().map(|object| format!("{} {}", words.object, object.value)),
        line.buyer_accounting_reference.as_ref().map(|reference| format!("{} {reference}", words.accounting)),
        item.origin_country.as_ref().map(|country| words.origin.replace("{country}", country)),
    ];
    let identifiers: Vec<String> = identifiers.into_iter().flatten().collect();
    details.extend(Some(identifiers.join(" · ")).filter(|text| !text.is_empty()));
    details.extend(line.note.clone());
    details
}

/// "je 100 Stück" where the price is for more than one unit (BT-149, BT-150).
fn base_quantity(line: &Line, lang: Lang) -> Option<String> {
    let base = line.price.base_quantity.filter(|&base| base != Decimal::ONE)?;
    let unit = unit_word(lang, line.price.base_unit.as_deref().unwrap_or(&line.unit), base);
    let quantity = format!("{} {unit}", quantity(lang, base));
    Some(format!("{} {}", lang.words().unit_price, lang.words().per.replace("{quantity}", &quantity)))
}

/// "abzüglich 10 % Rabatt auf 480,00 (48,00)": an allowance or charge in words, with its amount where asked for.
#[must_use]
pub fn allowance_text(entry: &AllowanceCharge, lang: Lang, with_amount: bool) -> String {
    let words = lang.words();
    let (direction, usual) = if entry.is_charge { (words.plus, words.surcharge) } else { (words.less, words.discount) };
    let reason = entry.reason.as_deref().unwrap_or(usual);
    let mut text = direction.to_owned();
    if let Some(rate) = entry.percent {
        text = format!("{text} {}", percent(lang, rate));
    }
    text = format!("{text} {reason}");
    if let (Some(_), Some(base)) = (entry.percent, entry.base) {
        text = format!("{text} {}", words.on.replace("{base}", &amount(lang, base)));
    }
    if with_amount { format!("{text} ({})", amount(lang, entry.amount)) } else { text }
}
