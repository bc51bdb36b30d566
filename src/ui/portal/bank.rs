//! How to transfer the money: each value selected whole by one tap, and the GiroCode for the banking app.

use leptos::prelude::*;

use super::hero::usable_discount;
use super::words::percent;
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::domain::portal::{PortalBank, PortalView};
use crate::domain::text;
use crate::t;

/// `None` where no account is known.
pub fn bank(view: &PortalView) -> Option<AnyView> {
    let (lang, bank) = (view.lang, view.bank.as_ref()?);
    let section = view! {
        <section class="bank" id="bank">
            <h2>{t!(lang, "portal-bank")}</h2>
            <p class="hint">{t!(lang, "portal-bank-hint")}</p>
            <div class="cols">{account(view, bank)}{girocode(bank, lang)}</div>
            <p class="after">
                {t!(lang, "portal-after")}" "
                <button class="link" type="button" popovertarget="ask">{t!(lang, "portal-confirm")}</button>
            </p>
        </section>
    };
    Some(section.into_any())
}

fn account(view: &PortalView, bank: &PortalBank) -> AnyView {
    let lang = view.lang;
    // Groups are apart by margin only, so that the copied IBAN has no spaces.
    let iban = text::iban_groups(&bank.iban).into_iter().map(|group| view! { <span>{group}</span> }).collect_view();
    let bic = bank.bic.clone().map(|bic| value(t!(lang, "portal-bic"), bic));
    let discount = usable_discount(view)
        .map(|discount| payable(t!(lang, "portal-with-discount", percent = percent(discount.percent, lang)), discount.amount, view.currency, lang));
    view! {
        <dl>
            <div class="wide"><dt>{t!(lang, "portal-payee")}</dt><dd><span class="tap">{bank.account_name.clone()}</span></dd></div>
            <div class="wide"><dt>{t!(lang, "portal-iban")}</dt><dd><span class="tap iban">{iban}</span></dd></div>
            {bic}
            {value(t!(lang, "portal-purpose"), view.number.clone())}
            {payable(t!(lang, "portal-amount-to-pay"), view.open, view.currency, lang)}
            {discount}
        </dl>
    }
    .into_any()
}

fn value(label: String, value: String) -> AnyView {
    view! { <div><dt>{label}</dt><dd><span class="tap">{value}</span></dd></div> }.into_any()
}

/// The currency stays outside of what a tap selects.
fn payable(label: String, amount: Cents, currency: Currency, lang: Lang) -> AnyView {
    let figure = view! { <span class="tap">{text::amount(amount, lang)}</span> };
    let value = match (currency, lang) {
        (Currency::EUR, Lang::En) => view! { "€"{figure} }.into_any(),
        _ => view! { {figure}"\u{a0}"{currency.symbol().to_owned()} }.into_any(),
    };
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

fn girocode(bank: &PortalBank, lang: Lang) -> Option<AnyView> {
    let path = bank.girocode_path.clone()?;
    let square = format!("0 0 {0} {0}", bank.girocode_size);
    let figure = view! {
        <figure class="giro">
            <div class="qr">
                <svg viewBox=square role="img" aria-label=t!(lang, "portal-girocode-label") shape-rendering="crispEdges">
                    <path fill="#0f172a" d=path></path>
                </svg>
            </div>
            <figcaption><b>"GiroCode"</b>{t!(lang, "portal-girocode")}</figcaption>
        </figure>
    };
    Some(figure.into_any())
}
