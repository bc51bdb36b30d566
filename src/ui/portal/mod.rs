//! The page behind a share link: one invoice, complete without any script, and the pages for links that show nothing.

use leptos::prelude::*;

use crate::domain::lang::Lang;
use crate::domain::money::Currency;
use crate::domain::portal::{PaymentStatus, PortalNotice, PortalView};
use crate::t;
use crate::ui::document::plain_document;

mod actions;
mod bank;
mod chain;
mod confirm;
mod dead_link;
mod facts;
mod foot;
mod hero;
mod icons;
mod lines;
mod style;
mod totals;
mod words;

pub use dead_link::dead_link_page;
pub use style::portal_style;

/// The whole document of an invoice. Its only `<style>` holds exactly [`portal_style`] of the view's branding.
#[must_use]
pub fn portal_page(view: &PortalView, notice: Option<PortalNotice>) -> String {
    let title =
        t!(view.lang, "portal-title", kind = words::kind(view.kind, view.lang), number = view.number.as_str(), seller = view.seller.name.as_str());
    plain_document(view.lang, title, portal_style(&view.branding), || {
        view! {
            <main class=sheet_class(view)>
                {hero::from(&view.seller.name, &view.branding)}
                {hero::hero(view, notice)}
                {facts::facts(view)}
                {lines::lines(view)}
                {totals::totals(view)}
                {chain::chain(view)}
                {can_confirm(view).then(|| bank::bank(view))}
            </main>
            {foot::foot(view.lang, view.expires_on, legal(view), true)}
            {can_confirm(view).then(|| confirm::confirm(view))}
        }
        .into_any()
    })
}

/// Unpaid and not yet reported: there is something to pay and to confirm.
fn can_confirm(view: &PortalView) -> bool {
    matches!(view.status, PaymentStatus::Unpaid | PaymentStatus::PartiallyPaid | PaymentStatus::Overdue) && view.open.is_positive()
}

fn legal(view: &PortalView) -> foot::Legal {
    foot::Legal { imprint_url: view.imprint_url.clone(), privacy_url: view.privacy_url.clone() }
}

/// Amounts are written with the currency once; its column is as wide as what stands behind the figures.
fn sheet_class(view: &PortalView) -> &'static str {
    match (view.currency == Currency::EUR, view.lang) {
        (true, Lang::De) => "sheet",
        (true, Lang::En) => "sheet before",
        (false, _) => "sheet code",
    }
}
