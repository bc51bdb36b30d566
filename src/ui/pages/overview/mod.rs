//! The first page after login: what is open, what came in, what happened, what is next.

mod activity;
mod chart;
mod figures;

use leptos::prelude::*;

use self::activity::{ActivityFeed, NextRows};
use self::chart::RevenueChart;
use self::figures::Figures;
use crate::domain::invoice::view::Overview;
use crate::domain::lang::Lang;
use crate::domain::text::money;
use crate::t;
use crate::ui::components::words::lang;
use crate::ui::components::{Banner, EmptyState, LinkButton, Look, PageBody, PageHead, Step, Steps};

#[component]
pub fn OverviewPage(
    overview: Overview,
    #[prop(optional_no_strip)] notice: Option<String>,
    /// The reader may write invoices; an executive only reads.
    #[prop(default = true)]
    may_bill: bool,
) -> impl IntoView {
    let lang = lang();
    let head = if may_bill {
        view! {
            <PageHead title=t!(lang, "room-overview") notice=notice>
                <LinkButton href="/invoices/new" look=Look::Primary icon="plus">{t!(lang, "invoice-new")}</LinkButton>
            </PageHead>
        }
        .into_any()
    } else {
        view! { <PageHead title=t!(lang, "room-overview") notice=notice /> }.into_any()
    };
    let body = if may_bill && is_new(&overview) {
        view! { <FirstSteps steps=overview.first_steps /> }.into_any()
    } else {
        busy(overview, may_bill, lang).into_any()
    };
    view! {
        {head}
        <PageBody>{body}</PageBody>
    }
    .into_any()
}

fn is_new(overview: &Overview) -> bool {
    overview.issued_count == 0 && overview.drafts.is_empty() && overview.activity.is_empty() && overview.first_steps.iter().any(|(_, done)| !done)
}

/// Lists and invoices are not open to those who only read figures, so nothing leads them there.
fn busy(overview: Overview, may_bill: bool, lang: Lang) -> impl IntoView {
    let banner = (may_bill && overview.overdue_count > 0).then(|| {
        let amount = money(overview.overdue, overview.currency, lang);
        view! {
            <Banner
                text=t!(lang, "overview-overdue-banner", count = overview.overdue_count, amount = amount)
                link=t!(lang, "overview-overdue-link")
                href="/invoices?status=overdue"
            />
        }
    });
    view! {
        {banner}
        <Figures overview=overview.clone() leads=may_bill />
        <RevenueChart months=overview.revenue currency=overview.currency />
        <div class="split">
            <ActivityFeed entries=overview.activity currency=overview.currency leads=may_bill />
            <div>
                <NextRows drafts=false rows=overview.next_due leads=may_bill />
                <NextRows drafts=true rows=overview.drafts leads=may_bill />
            </div>
        </div>
    }
}

/// What a new organization does first, in the order of the server.
#[component]
fn FirstSteps(steps: Vec<(String, bool)>) -> impl IntoView {
    let lang = lang();
    let left = steps.iter().filter(|(_, done)| !done).count();
    let left = u32::try_from(left).unwrap_or(u32::MAX);
    let steps = steps.into_iter().filter_map(|(name, done)| step(&name, done, lang)).collect();
    view! {
        <EmptyState title=t!(lang, "empty-title") text=t!(lang, "empty-text", count = left)>
            <Steps steps=steps />
        </EmptyState>
    }
}

fn step(name: &str, done: bool, lang: Lang) -> Option<Step> {
    let (title, why, action, href) = match name {
        "company" if done => (t!(lang, "step-company-done"), String::new(), String::new(), ""),
        "company" => (t!(lang, "step-company"), t!(lang, "step-company-why"), t!(lang, "step-company-action"), "/settings/company"),
        "bank" if done => (t!(lang, "step-bank-done"), String::new(), String::new(), ""),
        "bank" => (t!(lang, "step-bank"), t!(lang, "step-bank-why"), t!(lang, "step-bank-action"), "/settings/bank"),
        "customer" if done => (t!(lang, "step-customer-done"), String::new(), String::new(), ""),
        "customer" => (t!(lang, "step-customer"), t!(lang, "step-customer-why"), t!(lang, "step-customer-action"), "/customers/new"),
        "invoice" if done => (t!(lang, "step-invoice-done"), String::new(), String::new(), ""),
        "invoice" => (t!(lang, "step-invoice"), t!(lang, "step-invoice-why"), t!(lang, "step-invoice-action"), "/invoices/new"),
        _ => return None,
    };
    Some(Step { title, why, action, href: href.to_owned(), done })
}
