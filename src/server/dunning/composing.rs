//! From an overdue invoice to the letter about it.

use crate::domain::dunning::interest::Debtor;
use crate::domain::dunning::{Claim, Debt, Facts, Level, Plan};
use crate::domain::lang::Lang;
use crate::domain::money::{Cents, Currency};
use crate::server::auth::Actor;
use crate::server::clock;
use crate::server::dunning::queries::OverdueRow;
use crate::server::mail::Composed;
use crate::server::mail::templates::dunning::{self, DunningMail};
use crate::server::organizations::queries::OrganizationRow;

/// What decides about the next letter.
pub fn facts(row: &OverdueRow, actor: &Actor, today: chrono::NaiveDate) -> Facts {
    Facts {
        today,
        due_date: row.due_date,
        last: row.last_level.and_then(Level::of_number).zip(row.last_sent_on),
        is_stopped: row.no_dunning,
        has_email: row.billing_email.is_some(),
        awaits_review: row.awaits_review,
        reported_on: row.reported_at.map(|at| clock::day_in(actor.zone, at)),
        paused_until: row.paused_until,
    }
}

pub fn currency(row: &OverdueRow) -> Currency {
    Currency::parse(&row.currency).unwrap_or_default()
}

/// What the letter of this level asks for when it is sent on that day.
pub fn claim(row: &OverdueRow, plan: &Plan, level: Level, on: chrono::NaiveDate) -> Claim {
    let debt = Debt {
        open: Cents(row.open_cents),
        currency: currency(row),
        due_date: row.due_date,
        debtor: if row.is_consumer { Debtor::Consumer } else { Debtor::Business },
    };
    plan.claim(level, &debt, Cents(row.fee_cents), on)
}

/// The letter in the customer's language.
pub fn letter(row: &OverdueRow, plan: &Plan, claim: &Claim, organization: &OrganizationRow, portal_url: &str) -> Composed {
    let lang = row.language.as_deref().and_then(Lang::parse).unwrap_or_default();
    dunning::letter(&DunningMail {
        lang,
        organization: &organization.name,
        color: organization.color.as_deref(),
        number: &row.number,
        buyer: &row.buyer_name,
        buyer_contact: row.contact.as_deref(),
        issue_date: row.issue_date,
        due_date: row.due_date,
        currency: currency(row),
        claim,
        words: plan.level(claim.level).letter(lang),
        portal_url,
    })
}
