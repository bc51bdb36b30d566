//! "Rechnung aus offenen Posten": the open events of one customer and any period, billed now.

use chrono::NaiveDate;

use crate::domain::error::{AppError, Conflict, Problem, Problems};
use crate::domain::text;
use crate::server::auth::Actor;
use crate::server::customers;
use crate::server::state::AppState;
use crate::server::usage::billing::{self, Desk, Scope, Verdict, queries};

/// The form on the page of a customer, as typed.
#[derive(Clone, Debug, Default)]
pub struct BillForm {
    /// Empty: from the oldest event.
    pub from: String,
    /// Empty: until today.
    pub until: String,
    pub send: bool,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// Public identifier of the invoice.
    pub invoice: String,
    pub number: String,
    pub is_mailed: bool,
}

/// Issues the invoice of a customer's open events in the period, and mails it where that is wanted and there is an address.
///
/// # Errors
/// `NotFound`, `Invalid`, `Conflict(NothingToBill)`, `Conflict(NegativeTotal)`, `Conflict(GateFindings)`.
pub async fn bill_customer(state: &AppState, actor: &Actor, public_id: &str, form: &BillForm) -> Result<ByHand, AppError> {
    actor.require_billing()?;
    let mut tx = state.db.organization(actor.organization).await?;
    let customer = customers::queries::by_public_id(&mut tx, public_id).await?.ok_or(AppError::NotFound)?;
    let (from, until) = parse(form, actor.today(state))?;
    let desk = Desk::load(state, actor, &mut tx).await?;
    let events = queries::lock(&mut tx, &[customer.id], from, until).await?;
    let cases = billing::judge(&desk, vec![customer], events, Scope { from, until, month: None });
    let billed = billing::bill(state, actor, &mut tx, &desk, cases, form.send).await?;
    let (case, billed) = billed.into_iter().next().ok_or(AppError::Unavailable)?;
    let Some(billed) = billed else {
        return Err(AppError::Conflict(match case.verdict {
            Verdict::Wait("negative") => Conflict::NegativeTotal,
            Verdict::Wait(_) => Conflict::NothingToBill,
            Verdict::Bill(_) | Verdict::Refuse(..) => Conflict::GateFindings,
        }));
    };
    tx.commit().await?;
    Ok(ByHand { invoice: billed.issued.public_id, number: billed.issued.invoice.number, is_mailed: billed.is_mailed })
}

fn parse(form: &BillForm, today: NaiveDate) -> Result<(Option<NaiveDate>, NaiveDate), AppError> {
    let mut problems = Problems::default();
    let from = problems.take("from", text::day(&form.from));
    let until = problems.take("until", text::day(&form.until)).unwrap_or(today);
    if from.is_some_and(|from| from > until) {
        problems.add("until", Problem::EndBeforeStart);
    }
    problems.finish((from, until))
}
