//! Terms and notes on the left, the sums on the right down to what is open.

use leptos::prelude::*;

use super::chain::cancellations;
use super::hero::usable_discount;
use super::lines::reason;
use super::words::percent;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::portal::{PaymentStatus, PortalAllowanceCharge, PortalTax, PortalView};
use crate::domain::text;
use crate::t;

pub fn totals(view: &PortalView) -> AnyView {
    let paragraphs = terms(view);
    let terms = (!paragraphs.is_empty()).then(|| {
        let paragraphs = paragraphs.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
        view! { <div class="terms">{paragraphs}</div> }
    });
    let rows = rows(view).into_iter().map(|row| row.render(view.lang)).collect_view();
    view! { <section class="totals" aria-label=t!(view.lang, "portal-totals")>{terms}<dl>{rows}{rest(view)}</dl></section> }.into_any()
}

struct Row {
    label: String,
    amount: Cents,
    is_strong: bool,
}

impl Row {
    fn new(label: String, amount: Cents) -> Self {
        Self { label, amount, is_strong: false }
    }

    fn render(self, lang: Lang) -> AnyView {
        let class = self.is_strong.then_some("strong");
        view! { <div class=class><dt>{self.label}</dt><dd>{text::amount(self.amount, lang)}<span class="cur"></span></dd></div> }.into_any()
    }
}

fn rows(view: &PortalView) -> Vec<Row> {
    let lang = view.lang;
    let mut rows = Vec::new();
    if !view.allowances_charges.is_empty() {
        let adjustments: Cents = view.allowances_charges.iter().map(|adjustment| adjustment.amount).sum();
        rows.push(Row::new(t!(lang, "portal-lines-total"), view.net - adjustments));
        rows.extend(view.allowances_charges.iter().map(|adjustment| Row::new(adjustment_label(adjustment, lang), adjustment.amount)));
    }
    rows.push(Row::new(t!(lang, "portal-net"), view.net));
    let taxed: Vec<&PortalTax> = view.tax_groups.iter().filter(|group| group.rate.is_some() || !group.tax.is_zero()).collect();
    rows.extend(taxed.iter().map(|group| Row::new(tax_label(group, taxed.len() > 1, lang), group.tax)));
    rows.push(Row { label: t!(lang, "portal-gross"), amount: view.gross, is_strong: true });
    rows.extend(corrections(view));
    if !view.rounding.is_zero() {
        rows.push(Row::new(t!(lang, "portal-rounding"), view.rounding));
    }
    if view.kind != InvoiceKind::Cancellation {
        rows.push(Row::new(t!(lang, "portal-already-paid"), -view.paid));
    }
    rows
}

fn adjustment_label(adjustment: &PortalAllowanceCharge, lang: Lang) -> String {
    let reason = adjustment.reason.clone().unwrap_or_else(|| reason(adjustment.amount.0 < 0, lang));
    match adjustment.percent {
        Some(rate) => format!("{reason} {}", percent(rate, lang)),
        None => reason,
    }
}

fn tax_label(group: &PortalTax, with_base: bool, lang: Lang) -> String {
    let rate = group.rate.map(|rate| percent(rate, lang)).unwrap_or_default();
    if with_base { t!(lang, "portal-vat-on", rate = rate, base = text::amount(group.base, lang)) } else { t!(lang, "portal-vat-rate", rate = rate) }
}

/// One row per cancellation where the chain explains the whole sum, else the sum.
fn corrections(view: &PortalView) -> Vec<Row> {
    if view.corrected.is_zero() {
        return Vec::new();
    }
    if cancellations(view).map(|entry| entry.amount).sum::<Cents>() != view.corrected {
        return vec![Row::new(t!(view.lang, "portal-corrections"), view.corrected)];
    }
    cancellations(view).map(|entry| Row::new(t!(view.lang, "portal-cancellation-number", number = entry.number.as_str()), entry.amount)).collect()
}

/// The only amount of the sums that carries its currency.
fn rest(view: &PortalView) -> Option<AnyView> {
    if view.kind == InvoiceKind::Cancellation {
        return None;
    }
    let (before, behind) = match (view.currency, view.lang) {
        (Currency::EUR, Lang::En) => (text::money(view.open, view.currency, view.lang), None),
        _ => (text::amount(view.open, view.lang), Some(view! { <span class="cur">{view.currency.symbol().to_owned()}</span> })),
    };
    Some(view! { <div class="rest"><dt>{t!(view.lang, "portal-open-amount")}</dt><dd>{before}{behind}</dd></div> }.into_any())
}

fn terms(view: &PortalView) -> Vec<String> {
    let lang = view.lang;
    let mut paragraphs = Vec::new();
    if !matches!(view.status, PaymentStatus::Paid | PaymentStatus::Void) {
        // Lines that begin with # are Skonto for machines (XRechnung BT-20); the sentence below says the same.
        let typed = view.payment_terms.iter().flat_map(|terms| terms.lines()).filter(|line| !line.trim_start().starts_with('#'));
        let typed = typed.collect::<Vec<_>>().join("\n");
        match (discount_terms(view), typed.trim()) {
            (Some(sentence), _) => paragraphs.push(sentence),
            (None, "") => paragraphs.extend(view.due_date.map(|day| t!(lang, "portal-terms", date = text::date(day, lang)))),
            (None, typed) => paragraphs.push(typed.to_owned()),
        }
    }
    paragraphs.extend(view.tax_notes.iter().chain(&view.notes).cloned());
    paragraphs
}

fn discount_terms(view: &PortalView) -> Option<String> {
    let lang = view.lang;
    let (discount, due) = (usable_discount(view)?, view.due_date?);
    Some(t!(
        lang,
        "portal-terms-discount",
        date = text::date(due, lang),
        until = text::date(discount.until, lang),
        percent = percent(discount.percent, lang),
        amount = text::money(discount.discount, view.currency, lang)
    ))
}
