//! What the customer sees first: who wants how much until when, and what can be done about it.

use leptos::prelude::*;

use super::actions::actions;
use super::can_confirm;
use super::chain::cancellations;
use super::icons::{Icon, icon};
use super::words::{percent, rich, strong};
use crate::domain::dunning::Level;
use crate::domain::invoice::InvoiceKind;
use crate::domain::lang::Lang;
use crate::domain::money::Cents;
use crate::domain::portal::{Branding, ConfirmationMode, PaymentStatus, PortalNotice, PortalView};
use crate::domain::text;
use crate::t;

/// Logo, or initials on the organization's colour, and name of the seller.
pub fn from(seller: &str, branding: &Branding) -> AnyView {
    let sign = match &branding.logo_url {
        Some(url) => view! { <img class="logo" src=url.clone() alt="" height="36" /> }.into_any(),
        None => view! { <span class="monogram" aria-hidden="true">{text::initials(seller)}</span> }.into_any(),
    };
    view! { <p class="from">{sign}<b>{seller.to_owned()}</b></p> }.into_any()
}

pub fn hero(view: &PortalView, notice: Option<PortalNotice>) -> AnyView {
    view! {
        <section class="hero">
            <div class="title">
                <h1>{heading(view)}" "<b class="nb">{view.number.clone()}</b></h1>
                {badge(view)}
            </div>
            {amount(view)}
            {due(view)}
            {more(view).into_iter().map(|sentence| view! { <p class="more">{rich(&sentence)}</p> }).collect_view()}
            {notice.and_then(|notice| said(view, notice))}
            {actions(view)}
        </section>
    }
    .into_any()
}

fn heading(view: &PortalView) -> String {
    match view.kind {
        InvoiceKind::Invoice => t!(view.lang, "portal-your-invoice"),
        InvoiceKind::Partial => t!(view.lang, "portal-your-partial"),
        InvoiceKind::Corrected => t!(view.lang, "portal-your-corrected"),
        InvoiceKind::Cancellation => t!(view.lang, "portal-your-cancellation"),
    }
}

fn badge(view: &PortalView) -> AnyView {
    let lang = view.lang;
    let (class, sign, word) = match view.status {
        _ if view.kind == InvoiceKind::Cancellation => ("badge void", Icon::Slashed, t!(lang, "portal-status-cancellation")),
        PaymentStatus::Unpaid => ("badge open", Icon::Clock, t!(lang, "portal-status-unpaid")),
        PaymentStatus::Reported => ("badge open", Icon::Send, t!(lang, "portal-status-reported")),
        PaymentStatus::PartiallyPaid => ("badge open", Icon::HalfDisc, t!(lang, "portal-status-partially-paid")),
        PaymentStatus::Paid => ("badge paid", Icon::CheckCircle, t!(lang, "portal-status-paid")),
        PaymentStatus::Overdue => ("badge late", Icon::Exclamation, t!(lang, "portal-status-overdue")),
        PaymentStatus::Void => ("badge void", Icon::Slashed, t!(lang, "portal-status-void")),
    };
    view! { <span class=class>{icon(sign)}{word}</span> }.into_any()
}

fn amount(view: &PortalView) -> AnyView {
    let money = |cents| text::money(cents, view.currency, view.lang);
    let (label, figure) = match view.status {
        _ if view.kind == InvoiceKind::Cancellation => (t!(view.lang, "portal-amount"), money(view.gross).into_any()),
        PaymentStatus::Paid => (t!(view.lang, "portal-amount"), money(view.gross + view.corrected).into_any()),
        PaymentStatus::Void => (t!(view.lang, "portal-amount-void"), view! { <s>{money(view.gross)}</s> }.into_any()),
        _ => (t!(view.lang, "portal-open-amount"), money(view.open).into_any()),
    };
    view! { <p class="amount"><span class="vh">{label}" "</span>{figure}</p> }.into_any()
}

/// The line below the amount: until when, since when, or that nothing is left to do.
fn due(view: &PortalView) -> AnyView {
    let lang = view.lang;
    let line = |main: String, soft: Option<String>| {
        let soft = soft.map(|soft| view! { " "<span class="soft">{soft}</span> });
        view! { <p class="due">{main}{soft}</p> }.into_any()
    };
    match view.status {
        _ if view.kind == InvoiceKind::Cancellation => line(t!(lang, "portal-nothing-to-pay"), None),
        PaymentStatus::Paid => {
            let main = match view.paid_on {
                Some(day) => t!(lang, "portal-paid-on", date = text::date(day, lang)),
                None => t!(lang, "portal-status-paid"),
            };
            line(main, view.confirmed_by_customer.then(|| format!("· {}", t!(lang, "portal-confirmed-by-customer"))))
        }
        PaymentStatus::Void => match cancellations(view).last() {
            Some(entry) => {
                let main = t!(lang, "portal-void-on", date = text::date(entry.issue_date, lang));
                line(main, Some(t!(lang, "portal-void-by", number = entry.number.as_str())))
            }
            None => line(t!(lang, "portal-nothing-to-pay"), None),
        },
        _ => match view.due_date {
            Some(day) => {
                let main = t!(lang, "portal-due-on", date = text::date(day, lang));
                let days = (day - view.today).num_days();
                if view.status == PaymentStatus::Overdue && days < 0 {
                    let days_late = days.abs();
                    let late = t!(lang, "portal-days-late", days = days_late);
                    return view! { <p class="due late">{format!("{main} · {late}")}</p> }.into_any();
                }
                line(main, days_left(days, lang).map(|words| format!("· {words}")))
            }
            None => line(t!(lang, "portal-due-at-once"), None),
        },
    }
}

fn days_left(days: i64, lang: Lang) -> Option<String> {
    match days {
        ..0 => None,
        0 => Some(t!(lang, "portal-due-today")),
        1 => Some(t!(lang, "portal-due-tomorrow")),
        _ => Some(t!(lang, "portal-days-left", days = days)),
    }
}

/// Further sentences while there is something to pay: Skonto, what is paid or corrected already, the card on file.
fn more(view: &PortalView) -> Vec<String> {
    let lang = view.lang;
    let money = |cents: Cents| text::money(cents, view.currency, lang);
    let mut sentences = Vec::new();
    if view.status == PaymentStatus::Reported && view.open.is_positive() {
        sentences.push(t!(lang, "portal-reported", seller = view.seller.name.as_str()));
    }
    if !can_confirm(view) {
        return sentences;
    }
    sentences.extend(dunning(view));
    if let Some(discount) = usable_discount(view) {
        let (rate, until) = (percent(discount.percent, lang), text::date(discount.until, lang));
        sentences.push(t!(lang, "portal-discount-until", percent = rate, date = until, amount = strong(&money(discount.amount))));
    }
    if view.corrected.0 != 0 {
        sentences.push(t!(lang, "portal-corrected-by", corrected = money(-view.corrected), gross = money(view.gross)));
    }
    if view.paid.is_positive() {
        sentences.push(t!(lang, "portal-paid-of", paid = money(view.paid), gross = money(view.gross + view.corrected)));
    }
    if view.hybrid_notice {
        sentences.push(match view.due_date {
            Some(day) if day >= view.today => t!(lang, "portal-hybrid-until", date = text::date(day, lang)),
            _ => t!(lang, "portal-hybrid"),
        });
    }
    sentences
}

/// The last letter about the overdue invoice, and what it asks for on top.
fn dunning(view: &PortalView) -> Vec<String> {
    let Some(letter) = &view.dunning else { return Vec::new() };
    let lang = view.lang;
    let money = |cents: Cents| text::money(cents, view.currency, lang);
    let (sent_on, until) = (text::date(letter.sent_on, lang), text::date(letter.pay_until, lang));
    let mut sentences = vec![match letter.level {
        Level::Reminder => t!(lang, "portal-dunning-reminder", date = sent_on, until = strong(&until)),
        Level::First => t!(lang, "portal-dunning-first", date = sent_on, until = strong(&until)),
        Level::Second => t!(lang, "portal-dunning-second", date = sent_on, until = strong(&until)),
    }];
    let fees = if letter.is_lump_sum { t!(lang, "dunning-lump-sum") } else { t!(lang, "dunning-fees") };
    let charges = [(fees, letter.fees), (t!(lang, "dunning-interest"), letter.interest)];
    let charges: Vec<String> =
        charges.into_iter().filter(|(_, amount)| amount.is_positive()).map(|(label, amount)| format!("{label} {}", money(amount))).collect();
    if !charges.is_empty() {
        let total = strong(&money(view.open + letter.fees + letter.interest));
        sentences.push(t!(lang, "portal-dunning-charges", charges = charges.join(" + "), total = total));
    }
    sentences
}

/// Skonto as long as it may be taken.
pub fn usable_discount(view: &PortalView) -> Option<&crate::domain::portal::CashDiscount> {
    view.cash_discount.as_ref().filter(|discount| view.today <= discount.until && view.paid.is_zero() && can_confirm(view))
}

/// What happened just now. The address can be forged, so a notice is only said where the invoice agrees.
fn said(view: &PortalView, notice: PortalNotice) -> Option<AnyView> {
    let (lang, seller) = (view.lang, view.seller.name.as_str());
    let settled = matches!(view.status, PaymentStatus::Paid | PaymentStatus::Reported);
    let done = |words: String| view! { <p class="done" role="status">{icon(Icon::Check)}<span>{words}</span></p> }.into_any();
    match notice {
        PortalNotice::Confirmed if settled && view.confirmed_by_customer => Some(done(match view.confirmation {
            ConfirmationMode::Settle => t!(lang, "portal-thanks-settled", seller = seller),
            ConfirmationMode::Report => t!(lang, "portal-thanks-reported", seller = seller),
        })),
        PortalNotice::AlreadyConfirmed if settled => Some(done(t!(lang, "portal-already-confirmed"))),
        PortalNotice::InvalidInput if can_confirm(view) => {
            let words = t!(lang, "portal-invalid-input");
            Some(view! { <p class="done late" role="alert">{icon(Icon::Exclamation)}<span>{words}</span></p> }.into_any())
        }
        _ => None,
    }
}
