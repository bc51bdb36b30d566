//! Customers: the list, the page of one, and the form.

mod form;
mod list;
mod open_events;
mod show;

pub use form::CustomerFormPage;
pub use list::CustomerListPage;
pub use show::CustomerShowPage;

use leptos::prelude::*;

use crate::domain::customer::BillingTier;
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::components::Icon;
use crate::ui::components::words::lang;

/// The product's name of a tier (spec §9).
pub(super) fn tier_name(tier: BillingTier, lang: Lang) -> String {
    match tier {
        BillingTier::InvoiceOnly => t!(lang, "tier-invoice-only"),
        BillingTier::Hybrid => t!(lang, "tier-hybrid"),
        BillingTier::Subscription => t!(lang, "tier-subscription"),
    }
}

/// What a tier means for both sides.
pub(super) fn tier_why(tier: BillingTier, lang: Lang) -> String {
    match tier {
        BillingTier::InvoiceOnly => t!(lang, "tier-invoice-only-why"),
        BillingTier::Hybrid => t!(lang, "tier-hybrid-why"),
        BillingTier::Subscription => t!(lang, "tier-subscription-why"),
    }
}

/// Nothing can be mailed to this customer.
#[component]
pub(super) fn WithoutEmail() -> impl IntoView {
    let words = t!(lang(), "customer-without-email");
    view! {
        <span class="warn" title=words.clone()>
            <Icon name="triangle-alert" />
            <span class="vh">{words.clone()}</span>
        </span>
    }
}
